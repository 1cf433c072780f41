#include "core/analysis/grid_kernels.h"
#include "core/analysis/kernels/kernels.h"
#include "core/analysis/repulsion.h"
#include "core/analysis/workers.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::int64_t kMargin = 3;      // cells around the points: a spline reaches two nodes further
constexpr std::int64_t kWrapMargin = 12; // the kernel is torn where it wraps; splines carry that some cells far
constexpr std::int64_t kLongest = 2048;  // side of the grid; a larger layout gets a wider pitch
constexpr float kPitchStep = 1.25F;
constexpr std::int64_t kBandRows = 2 * kFftLanes; // rows of nodes that one piece fills and transforms
constexpr std::int64_t kChunk = 8192;             // points that are sorted by one piece
constexpr std::int64_t kItem = 2 * kFftLanes;
constexpr std::int64_t kScratch = std::max(kFftScratch, 4 * kItem); // floats a thread for each node along a side

struct Extent {
    float low, high;
};

Extent extentOf(const float *values, std::int64_t count)
{
    constexpr std::int64_t kLanes = 16;
    float low[kLanes], high[kLanes];
    std::fill_n(low, kLanes, values[0]);
    std::fill_n(high, kLanes, values[0]);
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::int64_t j = 0; j < kLanes; ++j) {
            low[j] = values[i + j] < low[j] ? values[i + j] : low[j];
            high[j] = values[i + j] > high[j] ? values[i + j] : high[j];
        }
    for (; i < count; ++i) {
        low[0] = std::min(low[0], values[i]);
        high[0] = std::max(high[0], values[i]);
    }
    return {*std::min_element(low, low + kLanes), *std::max_element(high, high + kLanes)};
}

class GridRepulsion final : public Repulsion {
public:
    explicit GridRepulsion(double pitch) : m_wantedPitch(static_cast<float>(pitch)) {}

    bool compute(const float *x, const float *y, std::int64_t count, Workers &workers, const std::stop_token &stop,
                 double &sumOfQ) override;
    void forces(std::int64_t begin, std::int64_t end, Workers &workers, float *forceX, float *forceY) override
    {
        workers.kernels().collect(m_place, m_x, m_y, begin, end, m_fieldX.data(), m_fieldY.data(), forceX, forceY);
    }

private:
    bool place(std::int64_t count, Workers &workers, const std::stop_token &stop);
    bool sortByRow(std::int64_t count, Workers &workers, const std::stop_token &stop);
    void fillBand(std::int64_t band, const Kernels &kernels, AlignedFloats &scratch);
    double convolve(std::int64_t block, const Kernels &kernels, AlignedFloats &scratch);
    [[nodiscard]] std::int64_t blockStride() const { return m_rows * kItem; }

    const float m_wantedPitch;
    GridKernels m_tables;
    GridPlace m_place{};
    double m_squaredExtent = 0; // of the square around the points, corner to corner
    std::int64_t m_rows = 0;    // and columns of nodes: those that points touch, and more up to a multiple of kBandRows
    const float *m_x = nullptr, *m_y = nullptr;
    std::vector<std::int32_t> m_order;    // points by row of cells
    std::vector<std::int32_t> m_cellRow;  // by point
    std::vector<std::int64_t> m_rowStart; // [rows + 1], into the order
    std::vector<std::int64_t> m_places;   // [chunk][row]: counts, then where the next point goes
    AlignedFloats m_nodes;                // [rows][stride]: weights
    AlignedFloats m_spectra;              // [block][row][item]: by rows
    AlignedFloats m_plus, m_minus;        // the same of the force field, at positive and negative frequencies
    AlignedFloats m_fieldX, m_fieldY;     // [rows][stride]
    std::vector<double> m_sums;           // by block
    std::vector<AlignedFloats> m_scratch; // by thread
};

/// Lays the grid over the points.
bool GridRepulsion::place(std::int64_t count, Workers &workers, const std::stop_token &stop)
{
    const Extent x = extentOf(m_x, count), y = extentOf(m_y, count);
    const float extent = std::max(x.high - x.low, y.high - y.low);
    m_squaredExtent = 2 * double(extent) * double(extent);
    float pitch = m_wantedPitch;
    const auto touched = [&] { return static_cast<std::int64_t>(extent / pitch) + 2 * kMargin + 1; };
    while (2 * touched() + kWrapMargin > kLongest)
        pitch *= kPitchStep;
    m_rows = (touched() + kBandRows - 1) / kBandRows * kBandRows;
    const std::int64_t least = 2 * touched() + kWrapMargin;
    // A layout that breathes across a boundary must not make the tables again at every step.
    const bool stays = m_tables.pitch() == pitch && least <= m_tables.length() && 2 * least > m_tables.length();
    if (!stays && !m_tables.make(gridLength(least), pitch, workers, stop))
        return false;
    m_place = {x.low - static_cast<float>(kMargin) * pitch, y.low - static_cast<float>(kMargin) * pitch, 1 / pitch,
               m_rows};
    return true;
}

/// A counting sort that keeps the order of points within a row: each chunk of points counts its rows, and knows then
/// where to put them.
bool GridRepulsion::sortByRow(std::int64_t count, Workers &workers, const std::stop_token &stop)
{
    const auto rows = static_cast<std::size_t>(m_rows);
    const std::int64_t chunks = (count + kChunk - 1) / kChunk;
    m_order.resize(static_cast<std::size_t>(count));
    m_cellRow.resize(static_cast<std::size_t>(count));
    m_places.assign(rows * static_cast<std::size_t>(chunks), 0);
    const auto placesOf = [&](std::int64_t begin) { return m_places.data() + begin / kChunk * m_rows; };
    if (!workers.runRanges(count, kChunk, stop, [&](std::int64_t begin, std::int64_t end, int) {
            std::int64_t *counts = placesOf(begin);
            for (std::int64_t i = begin; i < end; ++i) {
                const auto row = static_cast<std::int32_t>((m_y[i] - m_place.originY) * m_place.inversePitch);
                m_cellRow[static_cast<std::size_t>(i)] = row;
                ++counts[row];
            }
        }))
        return false;
    m_rowStart.assign(rows + 1, 0);
    std::int64_t place = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        m_rowStart[row] = place;
        for (std::size_t chunk = 0; chunk < static_cast<std::size_t>(chunks); ++chunk) {
            const std::int64_t here = m_places[chunk * rows + row];
            m_places[chunk * rows + row] = place;
            place += here;
        }
    }
    m_rowStart[rows] = place;
    return workers.runRanges(count, kChunk, stop, [&](std::int64_t begin, std::int64_t end, int) {
        std::int64_t *next = placesOf(begin);
        for (std::int64_t i = begin; i < end; ++i)
            m_order[static_cast<std::size_t>(next[m_cellRow[static_cast<std::size_t>(i)]]++)] =
                static_cast<std::int32_t>(i);
    });
}

/// A node belongs to one band, and takes what points add to it in the order of the points, whoever fills the band.
void GridRepulsion::fillBand(std::int64_t band, const Kernels &kernels, AlignedFloats &scratch)
{
    const std::int64_t first = band * kBandRows, last = first + kBandRows;
    float *nodes = m_nodes.data() + first * m_place.stride;
    std::fill_n(nodes, kBandRows * m_place.stride, 0.0F);
    // Cells from two rows above to one row below reach into the band.
    const auto start = [&](std::int64_t row) {
        return m_rowStart[static_cast<std::size_t>(std::clamp<std::int64_t>(row, 0, m_rows))];
    };
    kernels.spread(m_place, m_x, m_y, m_order.data(), start(first - 2), start(last + 1), first, last, m_nodes.data());
    kernels.rowSpectra(m_tables.plan(), nodes, m_place.stride, m_rows, m_spectra.data() + first * kItem, blockStride(),
                       scratch.data());
}

/// The rest of the transform for a block of frequencies, the force kernels, and half of the way back. Returns the
/// block's part of the sum of all potentials.
double GridRepulsion::convolve(std::int64_t block, const Kernels &kernels, AlignedFloats &scratch)
{
    const std::int64_t length = m_tables.length(), size = length * kItem, filled = m_rows * kItem;
    float *weights = scratch.data(), *spare = weights + size, *plus = spare + size, *minus = plus + size;
    std::copy_n(m_spectra.data() + block * blockStride(), filled, weights);
    std::fill_n(weights + filled, size - filled, 0.0F);
    const FftPlan plan = m_tables.plan();
    const float *spectrum = kernels.fft(plan, false, weights, spare);
    const double sum = kernels.applyKernels(length, spectrum, m_tables.potential(block), m_tables.forceX(block),
                                            m_tables.forceY(block), plus, minus);
    std::copy_n(kernels.fft(plan, true, plus, spare), filled, m_plus.data() + block * blockStride());
    std::copy_n(kernels.fft(plan, true, minus, spare), filled, m_minus.data() + block * blockStride());
    return sum;
}

bool GridRepulsion::compute(const float *x, const float *y, std::int64_t count, Workers &workers,
                            const std::stop_token &stop, double &sumOfQ)
{
    m_x = x;
    m_y = y;
    if (!place(count, workers, stop))
        return false;
    const std::int64_t blocks = m_tables.blocks();
    for (AlignedFloats *grid : {&m_nodes, &m_fieldX, &m_fieldY})
        grid->resize(static_cast<std::size_t>(m_rows * m_place.stride));
    for (AlignedFloats *spectra : {&m_spectra, &m_plus, &m_minus})
        spectra->resize(static_cast<std::size_t>(blocks * blockStride()));
    m_scratch.resize(static_cast<std::size_t>(workers.threads()));
    for (AlignedFloats &scratch : m_scratch)
        scratch.resize(static_cast<std::size_t>(kScratch * m_tables.length()));
    m_sums.assign(static_cast<std::size_t>(blocks), 0);
    const Kernels &kernels = workers.kernels();
    const auto scratch = [this](int thread) -> AlignedFloats & { return m_scratch[static_cast<std::size_t>(thread)]; };
    const bool all =
        sortByRow(count, workers, stop) &&
        workers.run(m_rows / kBandRows, stop,
                    [&](std::int64_t band, int thread) { fillBand(band, kernels, scratch(thread)); }) &&
        workers.run(blocks, stop,
                    [&](std::int64_t block, int thread) {
                        m_sums[static_cast<std::size_t>(block)] = convolve(block, kernels, scratch(thread));
                    }) &&
        workers.run(m_rows / kFftLanes, stop, [&](std::int64_t part, int thread) {
            const std::int64_t row = part * kFftLanes, at = row * kItem, to = row * m_place.stride;
            kernels.rowFields(m_tables.plan(), m_plus.data() + at, m_minus.data() + at, blockStride(), m_rows,
                              m_fieldX.data() + to, m_fieldY.data() + to, m_place.stride, scratch(thread).data());
        });
    // Every point counts itself with q = 1, nearly.
    sumOfQ = -static_cast<double>(count);
    for (const double sum : m_sums)
        sumOfQ += sum;
    // Of a few points far from each other nothing else may be left; no pair has less than the opposite corners.
    const double pairs = static_cast<double>(count) * static_cast<double>(count - 1);
    sumOfQ = std::max(sumOfQ, pairs / (1 + m_squaredExtent));
    return all;
}

} // namespace

std::unique_ptr<Repulsion> gridRepulsion(double pitch)
{
    return std::make_unique<GridRepulsion>(pitch);
}

} // namespace tandem
