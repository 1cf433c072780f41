#include "core/augment/resample.h"

#include "core/augment/simd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace tandem {

namespace {

constexpr int kChannels = 3;

/// Weight of input pixel i for an output pixel that is centred at `center` and covers `scale` input pixels.
double filterWeight(ResampleFilter filter, double scale, double center, int i)
{
    if (filter == ResampleFilter::Area && scale > 1) {
        const double from = std::max<double>(i, center - scale / 2);
        const double to = std::min<double>(i + 1, center + scale / 2);
        return std::max(0.0, to - from);
    }
    return std::max(0.0, 1 - std::abs(i + 0.5 - center) / std::max(scale, 1.0));
}

// ---- the pass over rows: whole rows of bytes are blended into one row of floats

template <int Count>
TANDEM_SIMD_INLINE void blendSome(const std::uint8_t *source, std::size_t stride, const float *weights, bool add,
                                  float *__restrict out, int n)
{
    const std::uint8_t *a = source;
    const std::uint8_t *b = source + (Count > 1 ? stride : 0);
    const std::uint8_t *c = source + (Count > 2 ? 2 * stride : 0);
    const std::uint8_t *d = source + (Count > 3 ? 3 * stride : 0);
    const float wa = weights[0], wb = weights[Count > 1 ? 1 : 0], wc = weights[Count > 2 ? 2 : 0],
                wd = weights[Count > 3 ? 3 : 0];
    const auto sum = [&](int i) {
        float value = wa * static_cast<float>(a[i]);
        if constexpr (Count > 1)
            value += wb * static_cast<float>(b[i]);
        if constexpr (Count > 2)
            value += wc * static_cast<float>(c[i]);
        if constexpr (Count > 3)
            value += wd * static_cast<float>(d[i]);
        return value;
    };
    if (add) {
        for (int i = 0; i < n; ++i)
            out[i] += sum(i);
    } else {
        for (int i = 0; i < n; ++i)
            out[i] = sum(i);
    }
}

TANDEM_SIMD_CLONES
void blendRows(const std::uint8_t *source, std::size_t stride, const float *weights, int taps, float *out, int n)
{
    bool add = false;
    for (; taps >= 4; taps -= 4, source += 4 * stride, weights += 4, add = true)
        blendSome<4>(source, stride, weights, add, out, n);
    if (taps == 3)
        blendSome<3>(source, stride, weights, add, out, n);
    else if (taps == 2)
        blendSome<2>(source, stride, weights, add, out, n);
    else if (taps == 1)
        blendSome<1>(source, stride, weights, add, out, n);
}

// ---- the pass over columns: four lanes hold red, green, blue and a neighbour's value that is dropped

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));

TANDEM_SIMD_INLINE Float4 load4(const float *from)
{
    Float4 value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Writes one byte more than 3 * width. Taps 0: their number is `taps`.
template <int Taps>
TANDEM_SIMD_INLINE void filterColumns(const float *row, const AxisWeights &axis, int width, std::uint8_t *out)
{
    const int taps = Taps > 0 ? Taps : axis.taps;
    const float *weights = axis.weights.data();
    const int *first = axis.first.data();
    for (int x = 0; x < width; ++x, weights += taps, out += kChannels) {
        const float *pixel = row + static_cast<std::ptrdiff_t>(kChannels) * first[x];
        Float4 sum = load4(pixel) * weights[0] + 0.5F; // so that truncation rounds
        for (int k = 1; k < taps; ++k)
            sum += load4(pixel + static_cast<std::ptrdiff_t>(kChannels) * k) * weights[k];
        const Int4 rounded = __builtin_convertvector(sum, Int4);
        const std::uint32_t bytes = static_cast<std::uint32_t>(rounded[0]) |
                                    static_cast<std::uint32_t>(rounded[1]) << 8 |
                                    static_cast<std::uint32_t>(rounded[2]) << 16;
        std::memcpy(out, &bytes, sizeof bytes);
    }
}

TANDEM_SIMD_CLONES
void filterRow(const float *row, const AxisWeights &axis, int width, std::uint8_t *out)
{
    switch (axis.taps) {
    case 1:
        return filterColumns<1>(row, axis, width, out);
    case 2:
        return filterColumns<2>(row, axis, width, out);
    case 3:
        return filterColumns<3>(row, axis, width, out);
    case 4:
        return filterColumns<4>(row, axis, width, out);
    case 5:
        return filterColumns<5>(row, axis, width, out);
    default:
        return filterColumns<0>(row, axis, width, out);
    }
}

} // namespace

void AxisWeights::compute(int inputSize, int outputSize, int from, int count, ResampleFilter filter, bool mirrored)
{
    const double scale = static_cast<double>(inputSize) / outputSize;
    const bool area = filter == ResampleFilter::Area && scale > 1;
    const double support = area ? scale / 2 : std::max(scale, 1.0);
    // As many input pixels as can overlap the support (area) or have their centre inside (triangle). Every output pixel
    // gets the same number, so that the loops over them have one length.
    taps = std::min(inputSize, static_cast<int>(std::ceil(2 * support)) + (area ? 1 : 0));
    first.resize(static_cast<std::size_t>(count));
    weights.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(taps));
    for (int o = 0; o < count; ++o) {
        const double center = (from + o + 0.5) * scale;
        const double edge = center - support + (area ? 0 : 0.5);
        const int begin = std::clamp(static_cast<int>(std::floor(edge)), 0, inputSize - taps);
        const auto place = static_cast<std::size_t>(mirrored ? count - 1 - o : o);
        float *row = weights.data() + place * static_cast<std::size_t>(taps);
        double sum = 0;
        for (int k = 0; k < taps; ++k) {
            const double weight = filterWeight(filter, scale, center, begin + k);
            row[k] = static_cast<float>(weight);
            sum += weight;
        }
        for (int k = 0; k < taps; ++k)
            row[k] = static_cast<float>(row[k] / sum);
        first[place] = begin;
    }
}

void Resampler::resize(const ImageView &image, const Task &task, std::span<std::uint8_t> out)
{
    const SourceRect &rect = task.rect;
    const SourceRect &window = task.window;
    assert(rect.width > 0 && rect.height > 0 && rect.x >= 0 && rect.y >= 0);
    assert(rect.x + rect.width <= image.width && rect.y + rect.height <= image.height);
    m_columns.compute(rect.width, task.width, window.x, window.width, task.filter, task.mirrored);
    m_rows.compute(rect.height, task.height, window.y, window.height, task.filter, false);
    // Only the columns that the window needs are blended.
    const auto [leftmost, rightmost] = std::minmax_element(m_columns.first.begin(), m_columns.first.end());
    const int left = *leftmost, columns = *rightmost + m_columns.taps - left;
    for (int &first : m_columns.first)
        first -= left;
    const std::size_t stride = ImageView{nullptr, image.width, 1}.bytes();
    const std::size_t outStride = ImageView{nullptr, window.width, 1}.bytes();
    assert(out.size() >= outStride * static_cast<std::size_t>(window.height));
    const std::uint8_t *corner =
        image.pixels + static_cast<std::size_t>(rect.y) * stride + ImageView{nullptr, rect.x + left, 1}.bytes();
    m_blended.resize(ImageView{nullptr, columns, 1}.bytes() + 1);
    m_blended.back() = 0; // read as a fourth lane, never used
    m_row.resize(outStride + 1);
    for (std::size_t y = 0; y < static_cast<std::size_t>(window.height); ++y) {
        blendRows(corner + static_cast<std::size_t>(m_rows.first[y]) * stride, stride,
                  m_rows.weights.data() + y * static_cast<std::size_t>(m_rows.taps), m_rows.taps, m_blended.data(),
                  kChannels * columns);
        filterRow(m_blended.data(), m_columns, window.width, m_row.data());
        std::memcpy(out.data() + y * outStride, m_row.data(), outStride);
    }
}

} // namespace tandem
