#pragma once

#include "core/analysis/feature_view.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tandem {

/// Rows regrouped for the kernels of matrix products: panels of `width` rows, [dimension][width] each, the last one
/// filled up with zeros. Scalar: float or double.
template <class Scalar> class PackedPanels {
public:
    /// Makes room for `rows` rows, reusing the memory; each panel is then to be filled.
    void resize(std::int64_t rows, std::int64_t dimension, std::int64_t width)
    {
        m_width = width;
        m_dimension = dimension;
        m_count = (rows + width - 1) / width;
        m_values.resize(static_cast<std::size_t>(m_count * dimension * width));
    }

    /// Fills panel i with the rows [begin, end), at most as many as it is wide.
    void fill(std::int64_t i, const FeatureView &features, std::int64_t begin, std::int64_t end)
    {
        Scalar *values = m_values.data() + i * m_dimension * m_width;
        if (end - begin < m_width)
            std::fill_n(values, m_dimension * m_width, Scalar(0));
        for (std::int64_t row = begin; row < end; ++row) {
            const float *from = features.values.data() + row * m_dimension;
            Scalar *to = values + row - begin;
            for (std::int64_t k = 0; k < m_dimension; ++k)
                to[k * m_width] = Scalar(from[k]);
        }
    }

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] const Scalar *panel(std::int64_t i) const { return m_values.data() + i * m_dimension * m_width; }

private:
    std::vector<Scalar> m_values;
    std::int64_t m_count = 0;
    std::int64_t m_dimension = 0, m_width = 0;
};

} // namespace tandem
