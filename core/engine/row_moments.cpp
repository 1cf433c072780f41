#include "core/engine/row_moments.h"

#include "core/augment/simd.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tandem::engine {

namespace {

/// Rows whose sums are kept in the working type before they are added to those in double. They stay in the cache.
constexpr std::int64_t kBlock = 64;
/// Blocks that one task goes over.
constexpr std::int64_t kBlocksPerTask = 8;
constexpr std::int64_t kTask = kBlock * kBlocksPerTask;

template <class T> struct Working {
    using Type = T;
};
template <> struct Working<at::BFloat16> {
    using Type = float;
};
template <class T> using WorkingType = typename Working<T>::Type;

/// Some rows of a table.
template <class T> struct Rows {
    const T *data;
    std::int64_t count, channels;
};

template <class T> TANDEM_SIMD_INLINE WorkingType<T> wide(const T *from)
{
    return static_cast<WorkingType<T>>(*from);
}

/// sum[c] += Σ x[c]
template <class T> TANDEM_SIMD_INLINE void addRows(Rows<T> x, WorkingType<T> *__restrict sum)
{
    for (std::int64_t r = 0; r < x.count; ++r, x.data += x.channels)
        for (std::int64_t c = 0; c < x.channels; ++c)
            sum[c] += wide(x.data + c);
}

/// sum[c] += Σ (x[c] − mean[c])²
template <class T>
TANDEM_SIMD_INLINE void addSquares(Rows<T> x, const WorkingType<T> *__restrict mean, WorkingType<T> *__restrict sum)
{
    for (std::int64_t r = 0; r < x.count; ++r, x.data += x.channels) {
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const auto centred = wide(x.data + c) - mean[c];
            sum[c] += centred * centred;
        }
    }
}

template <class T>
TANDEM_SIMD_INLINE void addGradients(Rows<T> x, const T *__restrict dy, const WorkingType<T> *__restrict mean,
                                     WorkingType<T> *__restrict sumDy, WorkingType<T> *__restrict sumDyX)
{
    for (std::int64_t r = 0; r < x.count; ++r, x.data += x.channels, dy += x.channels) {
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const auto gradient = wide(dy + c);
            sumDy[c] += gradient;
            sumDyX[c] += gradient * (wide(x.data + c) - mean[c]);
        }
    }
}

template <class T>
TANDEM_SIMD_INLINE void normalize(Rows<T> x, const WorkingType<T> *__restrict mean,
                                  const WorkingType<T> *__restrict scale, const WorkingType<T> *__restrict shift,
                                  T *__restrict out)
{
    for (std::int64_t r = 0; r < x.count; ++r, x.data += x.channels, out += x.channels)
        for (std::int64_t c = 0; c < x.channels; ++c)
            out[c] = static_cast<T>((wide(x.data + c) - mean[c]) * scale[c] + shift[c]);
}

template <class T> struct GradientVectors {
    const WorkingType<T> *mean, *meanDy, *slope, *scale;
};

template <class T>
TANDEM_SIMD_INLINE void carryBack(Rows<T> x, const T *__restrict dy, const GradientVectors<T> &by, T *__restrict out)
{
    for (std::int64_t r = 0; r < x.count; ++r, x.data += x.channels, dy += x.channels, out += x.channels)
        for (std::int64_t c = 0; c < x.channels; ++c)
            out[c] = static_cast<T>((wide(dy + c) - by.meanDy[c] - (wide(x.data + c) - by.mean[c]) * by.slope[c]) *
                                    by.scale[c]);
}

// The loops for each type and processor: function multiversioning does not take templates.
#define TANDEM_ROW_KERNELS(T)                                                                                          \
    TANDEM_SIMD_CLONES void sumBlock(Rows<T> x, WorkingType<T> *sum)                                                   \
    {                                                                                                                  \
        addRows(x, sum);                                                                                               \
    }                                                                                                                  \
    TANDEM_SIMD_CLONES void squareBlock(Rows<T> x, const WorkingType<T> *mean, WorkingType<T> *sum)                    \
    {                                                                                                                  \
        addSquares(x, mean, sum);                                                                                      \
    }                                                                                                                  \
    TANDEM_SIMD_CLONES void gradientBlock(Rows<T> x, const T *dy, const WorkingType<T> *mean, WorkingType<T> *sumDy,   \
                                          WorkingType<T> *sumDyX)                                                      \
    {                                                                                                                  \
        addGradients(x, dy, mean, sumDy, sumDyX);                                                                      \
    }                                                                                                                  \
    TANDEM_SIMD_CLONES void normalizeRows(Rows<T> x, const WorkingType<T> *mean, const WorkingType<T> *scale,          \
                                          const WorkingType<T> *shift, T *out)                                         \
    {                                                                                                                  \
        normalize(x, mean, scale, shift, out);                                                                         \
    }                                                                                                                  \
    TANDEM_SIMD_CLONES void carryRowsBack(Rows<T> x, const T *dy, const GradientVectors<T> &by, T *out)                \
    {                                                                                                                  \
        carryBack(x, dy, by, out);                                                                                     \
    }
TANDEM_ROW_KERNELS(float)
TANDEM_ROW_KERNELS(double)
TANDEM_ROW_KERNELS(at::BFloat16)
#undef TANDEM_ROW_KERNELS

/// Count, means and sums of squared distances from them, which add up over parts without a difference of large sums
/// (Chan, Golub, LeVeque 1979).
struct PartialMoments {
    double count = 0;
    std::vector<double> mean, squares;

    explicit PartialMoments(std::int64_t channels)
        : mean(static_cast<std::size_t>(channels)), squares(static_cast<std::size_t>(channels))
    {
    }
    template <class W> void add(double otherCount, const W *otherMean, const W *otherSquares)
    {
        const double total = count + otherCount, share = otherCount / total, weight = count * share;
        for (std::size_t c = 0; c < mean.size(); ++c) {
            const double delta = static_cast<double>(otherMean[c]) - mean[c];
            mean[c] += delta * share;
            squares[c] += static_cast<double>(otherSquares[c]) + delta * delta * weight;
        }
        count = total;
    }
};

template <class T> Rows<T> rowsOf(const torch::Tensor &x, std::int64_t first, std::int64_t last)
{
    const std::int64_t channels = x.size(1);
    return {x.data_ptr<T>() + first * channels, last - first, channels};
}

std::int64_t rowCount(const torch::Tensor &x)
{
    return x.numel() / x.size(1);
}

std::int64_t taskCount(const torch::Tensor &x)
{
    return (rowCount(x) + kTask - 1) / kTask;
}

/// Goes over the blocks of task `task`: act(first row, last row).
template <class Act> void overBlocks(const torch::Tensor &x, std::int64_t task, Act &&act)
{
    const std::int64_t end = std::min((task + 1) * kTask, rowCount(x));
    for (std::int64_t first = task * kTask; first < end; first += kBlock)
        act(first, std::min(first + kBlock, end));
}

template <class Act> void overTasks(const torch::Tensor &x, Act &&act)
{
    at::parallel_for(0, taskCount(x), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t task = begin; task < end; ++task)
            act(task);
    });
}

template <class T> PartialMoments momentsOfTask(const torch::Tensor &x, std::int64_t task)
{
    using W = WorkingType<T>;
    const auto channels = static_cast<std::size_t>(x.size(1));
    PartialMoments moments(x.size(1));
    std::vector<W> mean(channels), squares(channels);
    overBlocks(x, task, [&](std::int64_t first, std::int64_t last) {
        std::fill(mean.begin(), mean.end(), W(0));
        std::fill(squares.begin(), squares.end(), W(0));
        const auto rows = rowsOf<T>(x, first, last);
        sumBlock(rows, mean.data());
        const auto share = W(1) / static_cast<W>(last - first);
        for (W &value : mean)
            value *= share;
        squareBlock(rows, mean.data(), squares.data());
        moments.add(static_cast<double>(last - first), mean.data(), squares.data());
    });
    return moments;
}

template <class T> torch::Tensor momentsOf(const torch::Tensor &x)
{
    std::vector<PartialMoments> parts(static_cast<std::size_t>(taskCount(x)), PartialMoments(x.size(1)));
    overTasks(x, [&](std::int64_t task) { parts[static_cast<std::size_t>(task)] = momentsOfTask<T>(x, task); });
    PartialMoments all(x.size(1));
    for (const PartialMoments &part : parts)
        all.add(part.count, part.mean.data(), part.squares.data());
    auto result = torch::empty({2, x.size(1)}, torch::kDouble);
    auto *values = result.data_ptr<double>();
    for (std::size_t c = 0; c < all.mean.size(); ++c) {
        values[c] = all.mean[c];
        values[all.mean.size() + c] = all.squares[c] / all.count;
    }
    return result;
}

template <class T>
torch::Tensor gradientSumsOf(const torch::Tensor &dy, const torch::Tensor &x, const torch::Tensor &mean)
{
    using W = WorkingType<T>;
    const auto channels = static_cast<std::size_t>(x.size(1));
    const auto *means = mean.data_ptr<W>();
    std::vector<std::vector<double>> parts(static_cast<std::size_t>(taskCount(x)));
    overTasks(x, [&](std::int64_t task) {
        std::vector<double> sums(2 * channels);
        std::vector<W> block(2 * channels);
        overBlocks(x, task, [&](std::int64_t first, std::int64_t last) {
            std::fill(block.begin(), block.end(), W(0));
            gradientBlock(rowsOf<T>(x, first, last), rowsOf<T>(dy, first, last).data, means, block.data(),
                          block.data() + channels);
            for (std::size_t c = 0; c < sums.size(); ++c)
                sums[c] += static_cast<double>(block[c]);
        });
        parts[static_cast<std::size_t>(task)] = std::move(sums);
    });
    auto result = torch::zeros({2, x.size(1)}, torch::kDouble);
    auto *values = result.data_ptr<double>();
    for (const auto &part : parts)
        for (std::size_t c = 0; c < part.size(); ++c)
            values[c] += part[c];
    return result;
}

/// act(a value of the type of x), for the types that there are kernels for.
template <class Act> auto byType(const torch::Tensor &x, Act &&act)
{
    switch (x.scalar_type()) {
    case torch::kDouble:
        return act(double());
    case torch::kBFloat16:
        return act(at::BFloat16());
    default:
        TORCH_CHECK(x.scalar_type() == torch::kFloat32, "batch-norm on the processor takes no ", x.scalar_type());
        return act(float());
    }
}

/// [C] as the working type of x.
template <class T> torch::Tensor vectorFor(const torch::Tensor &values)
{
    return values.to(c10::CppTypeToScalarType<WorkingType<T>>::value).contiguous();
}

} // namespace

torch::Tensor asRows(const torch::Tensor &x)
{
    return x.dim() == 4 ? x.contiguous(torch::MemoryFormat::ChannelsLast) : x.contiguous();
}

torch::Tensor rowMoments(const torch::Tensor &x)
{
    return byType(x, [&](auto type) { return momentsOf<decltype(type)>(x); });
}

torch::Tensor normalizedRows(const torch::Tensor &x, const torch::Tensor &mean, const torch::Tensor &scale,
                             const torch::Tensor &shift)
{
    auto result = torch::empty_like(x);
    byType(x, [&](auto type) {
        using T = decltype(type);
        const auto m = vectorFor<T>(mean), s = vectorFor<T>(scale), t = vectorFor<T>(shift);
        overTasks(x, [&](std::int64_t task) {
            const std::int64_t first = task * kTask, last = std::min(first + kTask, rowCount(x));
            normalizeRows(rowsOf<T>(x, first, last), m.template data_ptr<WorkingType<T>>(),
                          s.template data_ptr<WorkingType<T>>(), t.template data_ptr<WorkingType<T>>(),
                          result.template data_ptr<T>() + first * x.size(1));
        });
    });
    return result;
}

torch::Tensor rowGradientSums(const torch::Tensor &dy, const torch::Tensor &x, const torch::Tensor &mean)
{
    return byType(x, [&](auto type) { return gradientSumsOf<decltype(type)>(dy, x, vectorFor<decltype(type)>(mean)); });
}

torch::Tensor rowGradient(const torch::Tensor &dy, const torch::Tensor &x, const torch::Tensor &mean,
                          const torch::Tensor &meanDy, const torch::Tensor &slope, const torch::Tensor &scale)
{
    auto result = torch::empty_like(x);
    byType(x, [&](auto type) {
        using T = decltype(type);
        using W = WorkingType<T>;
        const auto m = vectorFor<T>(mean), d = vectorFor<T>(meanDy), s = vectorFor<T>(slope), f = vectorFor<T>(scale);
        const GradientVectors<T> by{m.template data_ptr<W>(), d.template data_ptr<W>(), s.template data_ptr<W>(),
                                    f.template data_ptr<W>()};
        overTasks(x, [&](std::int64_t task) {
            const std::int64_t first = task * kTask, last = std::min(first + kTask, rowCount(x));
            carryRowsBack(rowsOf<T>(x, first, last), rowsOf<T>(dy, first, last).data, by,
                          result.template data_ptr<T>() + first * x.size(1));
        });
    });
    return result;
}

} // namespace tandem::engine
