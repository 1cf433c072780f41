#include "core/analysis/tsne.h"

#include "core/analysis/kernels/kernels.h"
#include "core/analysis/repulsion.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace tandem {

namespace {

constexpr float kLongestMove = 5;            // of a point in one step
constexpr std::int64_t kGrain = 1024;        // points a piece
constexpr std::int64_t kCentreInterval = 50; // iterations
static_assert(kGrain % kPadding == 0);
// Node distance of the grid. Forces are then exact to half a percent (tst_repulsion), and layouts as good as with exact
// ones; at 0.4 and 1 percent they are not quite.
constexpr double kPitch = 1.0 / 3;
// Up to so many points every pair is visited. Measured in processor time over whole layouts, the grid overtakes at some
// 2000 points (1500 without AVX); exact forces scale to more cores, and are exact, so that they serve a little longer.
// Fixed for each instruction set, as a layout would not be reproducible if a clock chose.
constexpr std::int64_t kExactLimit[] = {1500, 2500, 3000}; // plain, AVX2, AVX-512
// Iterations before which points are put in order of where they lie, so that neighbours share cache lines.
constexpr std::int64_t kSortAt[] = {0, 50, 100, 200, 300, 500, 750};

std::int64_t exactLimit(const Kernels &kernels)
{
    for (const InstructionSet set : {InstructionSet::Avx512, InstructionSet::Avx2})
        if (&kernels == kernelsFor(set))
            return kExactLimit[static_cast<int>(set)];
    return kExactLimit[0];
}

/// Place on the Z curve of a point in the unit square.
std::uint64_t curvePlace(float x, float y)
{
    constexpr float kCells = 65535;
    const auto spreadBits = [](std::uint64_t bits) {
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFF;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FF;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | bits << 2) & 0x3333333333333333;
        return (bits | bits << 1) & 0x5555555555555555;
    };
    return spreadBits(static_cast<std::uint64_t>(x * kCells)) | spreadBits(static_cast<std::uint64_t>(y * kCells)) << 1;
}

} // namespace

/// Arrays over points, in the order in which they are computed; `row` says which row of the affinities a point is.
struct Tsne::Points {
    std::vector<float> x, y;       // padded with far points
    std::vector<float> xy, nextXy; // the same interleaved: read and written by one step
    std::vector<float> velocityX, velocityY, gainX, gainY;
    std::vector<float> attractionX, attractionY, repulsionX, repulsionY;
    std::vector<std::int32_t> row, place; // of the point; and of the row
    std::vector<std::int32_t> columns;    // edges in blocks, by point
    std::vector<float> p;
    std::vector<std::int64_t> firstBlock;
    std::vector<double> logSums; // by piece

    explicit Points(std::size_t count)
    {
        const auto padded = static_cast<std::size_t>(paddedCount(static_cast<std::int64_t>(count)));
        x.assign(padded, kFarAway);
        y.assign(padded, kFarAway);
        for (auto *array : {&xy, &nextXy})
            array->assign(2 * count, 0);
        for (auto *array : {&velocityX, &velocityY, &attractionX, &attractionY, &repulsionX, &repulsionY})
            array->assign(count, 0);
        gainX.assign(count, 1);
        gainY.assign(count, 1);
        row.resize(count);
        std::iota(row.begin(), row.end(), 0);
        place = row;
    }

    [[nodiscard]] EdgeBlocks edges() const { return {columns.data(), p.data(), firstBlock.data()}; }
    void interleave()
    {
        for (std::size_t i = 0; i < row.size(); ++i) {
            xy[2 * i] = x[i];
            xy[2 * i + 1] = y[i];
        }
    }
    void rest()
    {
        for (auto *array : {&velocityX, &velocityY})
            std::fill(array->begin(), array->end(), 0.0F);
        for (auto *array : {&gainX, &gainY})
            std::fill(array->begin(), array->end(), 1.0F);
    }
};

Tsne::Tsne(std::shared_ptr<const Affinities> affinities, const TsneSettings &settings, std::span<const float> start,
           Workers &workers)
    : m_affinities(std::move(affinities)), m_settings(settings), m_workers(workers), m_count(m_affinities->rows()),
      m_isGrid(settings.repulsion == RepulsionMethod::Grid ||
               (settings.repulsion == RepulsionMethod::Auto && m_count > exactLimit(workers.kernels()))),
      m_repulsion(m_isGrid ? gridRepulsion(kPitch) : exactRepulsion()),
      m_divergence(std::numeric_limits<double>::quiet_NaN()),
      m_points(std::make_unique<Points>(static_cast<std::size_t>(m_count)))
{
    assert(start.size() == static_cast<std::size_t>(2 * m_count));
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i) {
        m_points->x[i] = start[2 * i];
        m_points->y[i] = start[2 * i + 1];
    }
    m_points->interleave();
}

Tsne::~Tsne() = default;

/// Copies the affinities into blocks, in the points' order, if that is not done. False once `stop` was requested.
bool Tsne::arrangeEdges(const std::stop_token &stop)
{
    if (m_edgesAreArranged)
        return true;
    Points &points = *m_points;
    const Affinities &affinities = *m_affinities;
    const auto edgesOf = [&](std::int64_t point) {
        const auto row = static_cast<std::size_t>(points.row[static_cast<std::size_t>(point)]);
        return std::pair(affinities.rowStart[row], affinities.rowStart[row + 1]);
    };
    points.firstBlock.assign(static_cast<std::size_t>(m_count) + 1, 0);
    for (std::int64_t i = 0; i < m_count; ++i) {
        const auto [first, last] = edgesOf(i);
        points.firstBlock[static_cast<std::size_t>(i) + 1] =
            points.firstBlock[static_cast<std::size_t>(i)] + (last - first + kEdgeBlock - 1) / kEdgeBlock;
    }
    const auto size = static_cast<std::size_t>(points.firstBlock.back() * kEdgeBlock);
    points.columns.resize(size);
    points.p.resize(size);
    m_edgesAreArranged = m_workers.runRanges(m_count, kGrain, stop, [&](std::int64_t begin, std::int64_t end, int) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto [first, last] = edgesOf(i);
            auto to = static_cast<std::size_t>(points.firstBlock[static_cast<std::size_t>(i)] * kEdgeBlock);
            for (std::int64_t edge = first; edge < last; ++edge, ++to) {
                points.columns[to] =
                    points.place[static_cast<std::size_t>(affinities.columns[static_cast<std::size_t>(edge)])];
                points.p[to] = affinities.p[static_cast<std::size_t>(edge)];
            }
            const auto full = static_cast<std::size_t>(points.firstBlock[static_cast<std::size_t>(i) + 1] * kEdgeBlock);
            for (; to < full; ++to) {
                points.columns[to] = static_cast<std::int32_t>(i);
                points.p[to] = 0;
            }
        }
    });
    return m_edgesAreArranged;
}

/// Puts the points in the order of a curve that fills the plane, so that those that attract each other lie close in
/// memory.
void Tsne::sortAlongCurve()
{
    Points &points = *m_points;
    const auto count = static_cast<std::size_t>(m_count);
    const auto [lowX, highX] = std::minmax_element(points.x.begin(), points.x.begin() + m_count);
    const auto [lowY, highY] = std::minmax_element(points.y.begin(), points.y.begin() + m_count);
    const float originX = *lowX, originY = *lowY;
    const float scale = 1 / std::max({*highX - originX, *highY - originY, std::numeric_limits<float>::min()});
    std::vector<std::pair<std::uint64_t, std::int32_t>> keys(count);
    for (std::size_t i = 0; i < count; ++i)
        keys[i] = {curvePlace((points.x[i] - originX) * scale, (points.y[i] - originY) * scale),
                   static_cast<std::int32_t>(i)};
    std::sort(keys.begin(), keys.end());
    std::vector<float> moved(count);
    for (auto *array : {&points.x, &points.y, &points.velocityX, &points.velocityY, &points.gainX, &points.gainY}) {
        for (std::size_t i = 0; i < count; ++i)
            moved[i] = (*array)[static_cast<std::size_t>(keys[i].second)];
        std::copy(moved.begin(), moved.end(), array->begin());
    }
    const auto rows = points.row;
    for (std::size_t i = 0; i < count; ++i) {
        points.row[i] = rows[static_cast<std::size_t>(keys[i].second)];
        points.place[static_cast<std::size_t>(points.row[i])] = static_cast<std::int32_t>(i);
    }
    points.interleave();
    m_edgesAreArranged = false;
}

void Tsne::centre()
{
    for (auto *array : {&m_points->x, &m_points->y}) {
        double sum = 0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i)
            sum += double((*array)[i]);
        const auto mean = static_cast<float>(sum / static_cast<double>(m_count));
        for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i)
            (*array)[i] -= mean;
    }
    m_points->interleave();
}

bool Tsne::step(const std::stop_token &stop)
{
    if (m_count < 2) { // nobody to be attracted to
        ++m_iteration;
        return true;
    }
    if (m_isGrid && m_sortedAt != m_iteration &&
        std::find(std::begin(kSortAt), std::end(kSortAt), m_iteration) != std::end(kSortAt)) {
        sortAlongCurve();
        m_sortedAt = m_iteration;
    }
    Points &points = *m_points;
    if (!arrangeEdges(stop) ||
        !m_repulsion->compute(points.x.data(), points.y.data(), m_count, m_workers, stop, m_sumOfQ))
        return false;
    if (m_iteration % kDivergenceInterval == 0)
        m_divergence = divergenceOfForces();
    const bool exaggerated = m_iteration < m_settings.exaggerationIterations;
    const DescentStep descent{static_cast<float>(exaggerated ? m_settings.exaggeration : 1),
                              static_cast<float>(1 / std::max(m_sumOfQ, 1e-300)),
                              static_cast<float>(resolvedLearningRate(m_settings, m_count)),
                              static_cast<float>(exaggerated ? m_settings.exaggerationMomentum : m_settings.momentum),
                              kLongestMove};
    const DescentArrays arrays{points.attractionX.data(), points.attractionY.data(), points.repulsionX.data(),
                               points.repulsionY.data(),  points.x.data(),           points.y.data(),
                               points.nextXy.data(),      points.velocityX.data(),   points.velocityY.data(),
                               points.gainX.data(),       points.gainY.data()};
    // From here on the step is made to its end: it takes as long as a piece of the above.
    const Kernels &kernels = m_workers.kernels();
    (void)m_workers.runRanges(m_count, kGrain, {}, [&](std::int64_t begin, std::int64_t end, int) {
        kernels.attract(points.xy.data(), points.edges(), begin, end, points.attractionX.data(),
                        points.attractionY.data());
        m_repulsion->forces(begin, end, m_workers, points.repulsionX.data(), points.repulsionY.data());
        kernels.descend(descent, arrays, begin, end);
    });
    std::swap(points.xy, points.nextXy);
    ++m_iteration;
    if (m_iteration % kCentreInterval == 0)
        centre();
    return true;
}

/// Of the positions whose m_sumOfQ is known.
double Tsne::divergenceOfForces()
{
    Points &points = *m_points;
    (void)arrangeEdges({});
    points.logSums.assign(static_cast<std::size_t>((m_count + kGrain - 1) / kGrain), 0);
    (void)m_workers.runRanges(m_count, kGrain, {}, [&](std::int64_t begin, std::int64_t end, int) {
        points.logSums[static_cast<std::size_t>(begin / kGrain)] =
            m_workers.kernels().logDistances(points.xy.data(), points.edges(), begin, end);
    });
    // sum p ln(p/q') with q' = q/Z, and ln q = −ln(1 + d²).
    double sum = m_affinities->sumPLogP + std::log(m_sumOfQ);
    for (const double part : points.logSums)
        sum += part;
    return sum;
}

double Tsne::divergence()
{
    if (m_count < 2)
        return 0;
    (void)m_repulsion->compute(m_points->x.data(), m_points->y.data(), m_count, m_workers, {}, m_sumOfQ);
    return divergenceOfForces();
}

std::vector<float> Tsne::layout() const
{
    std::vector<float> positions(static_cast<std::size_t>(2 * m_count));
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i) {
        const auto row = static_cast<std::size_t>(m_points->row[i]);
        positions[2 * row] = m_points->x[i];
        positions[2 * row + 1] = m_points->y[i];
    }
    return positions;
}

std::vector<float> Tsne::gradient()
{
    std::vector<float> slopes(static_cast<std::size_t>(2 * m_count));
    if (m_count < 2)
        return slopes;
    Points &points = *m_points;
    (void)arrangeEdges({});
    (void)m_repulsion->compute(points.x.data(), points.y.data(), m_count, m_workers, {}, m_sumOfQ);
    m_workers.kernels().attract(points.xy.data(), points.edges(), 0, m_count, points.attractionX.data(),
                                points.attractionY.data());
    m_repulsion->forces(0, m_count, m_workers, points.repulsionX.data(), points.repulsionY.data());
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i) {
        const auto row = static_cast<std::size_t>(points.row[i]);
        slopes[2 * row] = static_cast<float>(4 * (double(points.attractionX[i]) - points.repulsionX[i] / m_sumOfQ));
        slopes[2 * row + 1] = static_cast<float>(4 * (double(points.attractionY[i]) - points.repulsionY[i] / m_sumOfQ));
    }
    return slopes;
}

void Tsne::setAffinities(std::shared_ptr<const Affinities> affinities)
{
    assert(affinities->rows() == m_count);
    m_affinities = std::move(affinities);
    m_edgesAreArranged = false;
    m_points->rest();
}

void Tsne::perturb(double share, std::int64_t seed)
{
    Points &points = *m_points;
    double squares = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i)
        squares += double(points.x[i]) * points.x[i] + double(points.y[i]) * points.y[i];
    const double radius = share * std::sqrt(squares / static_cast<double>(std::max<std::int64_t>(1, m_count)));
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i) {
        // By row: the order of points is a matter of the machine.
        CounterRng rng(static_cast<std::uint64_t>(seed), RandomStream::Layout, static_cast<std::uint32_t>(m_iteration),
                       static_cast<std::uint32_t>(points.row[i]));
        points.x[i] += static_cast<float>(radius * rng.normal());
        points.y[i] += static_cast<float>(radius * rng.normal());
    }
    points.interleave();
    points.rest();
}

} // namespace tandem
