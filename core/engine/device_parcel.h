#pragma once

#include <torch/torch.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem::engine {

/// Numbers for a device, sent at once: many small lists would each make the host wait. Add all, send, then get tensors
/// of them. Whole numbers and reals are lists of their own; a handle is good for the kind it was given for.
class Parcel {
public:
    struct Handle {
        std::int64_t first = 0, count = 0;
    };

    Handle add(const std::vector<std::int64_t> &values) { return append(m_wholes, values); }
    Handle add(const std::vector<double> &values) { return append(m_reals, values); }

    void send(const torch::Device &device);
    /// [count] of type long.
    [[nodiscard]] torch::Tensor wholes(const Handle &handle) const;
    /// [count] of type double.
    [[nodiscard]] torch::Tensor reals(const Handle &handle) const;

private:
    template <class T> static Handle append(std::vector<T> &all, const std::vector<T> &values)
    {
        const auto first = static_cast<std::int64_t>(all.size());
        all.insert(all.end(), values.begin(), values.end());
        return {first, static_cast<std::int64_t>(values.size())};
    }

    std::vector<std::int64_t> m_wholes;
    std::vector<double> m_reals;
    torch::Tensor m_sentWholes, m_sentReals;
};

/// A copy of host values on a device. The host does not wait for a GPU.
[[nodiscard]] torch::Tensor sent(const torch::Tensor &host, const torch::Device &device);

} // namespace tandem::engine
