#include "core/analysis/layout_run.h"

#include "core/analysis/pca.h"
#include "core/analysis/workers.h"
#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace tandem {

namespace {

constexpr std::int64_t kManyRows = 20000, kManyDimensions = 256, kReducedDimensions = 128;
constexpr double kStartSpread = 1e-4;   // standard deviation of a cold start along its wider axis
constexpr double kStartDisorder = 0.01; // of that: rows that are equal must not start on one spot
constexpr double kPerturbation = 0.2;   // of the layout's radius

// Iterations whose frames are recorded, and from the last one on every 100.
constexpr std::int64_t kRecorded[] = {0, 10, 30, 60, 100, 120, 140, 170, 200, 250, 300, 350, 400};
constexpr std::int64_t kRecordInterval = 100;

} // namespace

LayoutRun::LayoutRun(LayoutRequest request, Workers &workers)
    : m_request(std::move(request)), m_schedule(firstSchedule()), m_workers(workers), m_orientation(m_request.previous)
{
    assert(m_request.features->size() == static_cast<std::size_t>(m_request.rows * m_request.dimension));
    if (m_request.ids.empty()) {
        m_request.ids.resize(static_cast<std::size_t>(m_request.rows));
        std::iota(m_request.ids.begin(), m_request.ids.end(), 0U);
    }
    assert(!m_request.isSettled || !m_request.start.empty());
}

LayoutRun::~LayoutRun() = default;

TsneSettings LayoutRun::firstSchedule() const
{
    TsneSettings schedule = m_request.previous ? warmSettings(m_request.settings) : m_request.settings;
    if (m_request.isSettled)
        schedule.exaggerationIterations = schedule.iterations = 0;
    return schedule;
}

FeatureView LayoutRun::comparedFeatures() const
{
    if (!m_reduced.empty())
        return {m_reduced, m_request.rows, kReducedDimensions};
    return {*m_request.features, m_request.rows, m_request.dimension};
}

/// Squared distances of unit rows are 2 − 2 cos, and principal components keep distances.
Metric LayoutRun::comparedMetric() const
{
    return m_reduced.empty() ? m_request.metric : Metric::Euclidean;
}

bool LayoutRun::reduce(const std::stop_token &stop)
{
    FeatureView view{*m_request.features, m_request.rows, m_request.dimension};
    std::optional<std::vector<float>> unit;
    if (m_request.metric == Metric::Cosine) {
        unit = unitRows(view, m_workers, stop);
        if (!unit)
            return false;
        view.values = *unit;
    }
    const auto basis = fitPca(view, kReducedDimensions, m_workers, stop);
    if (!basis)
        return false;
    auto reduced = projectPca(*basis, view, m_workers, stop);
    if (!reduced)
        return false;
    m_reduced = std::move(*reduced);
    return true;
}

bool LayoutRun::findNeighbors(std::int64_t k, const std::stop_token &stop)
{
    auto found = nearestNeighbors(comparedFeatures(), {k, comparedMetric()}, m_workers, stop);
    if (found)
        m_neighbors = std::make_shared<const Neighbors>(std::move(*found));
    return found.has_value();
}

bool LayoutRun::computeAffinities(double perplexity, const std::stop_token &stop)
{
    const std::int64_t k = neighborsForPerplexity(perplexity, m_request.rows);
    if ((!m_neighbors || m_neighbors->k < k) && !findNeighbors(k, stop))
        return false;
    auto affinities =
        perplexityAffinities(k == m_neighbors->k ? *m_neighbors : m_neighbors->nearest(k), perplexity, m_workers, stop);
    if (affinities)
        m_affinities = std::make_shared<const Affinities>(std::move(*affinities));
    return affinities.has_value();
}

/// The first two principal components, tiny, with a little disorder.
std::optional<std::vector<float>> LayoutRun::coldStart(const std::stop_token &stop) const
{
    FeatureView view = comparedFeatures();
    std::optional<std::vector<float>> unit;
    if (comparedMetric() == Metric::Cosine) {
        unit = unitRows(view, m_workers, stop);
        if (!unit)
            return std::nullopt;
        view.values = *unit;
    }
    const auto basis = fitPca(view, 2, m_workers, stop);
    const auto projected = basis ? projectPca(*basis, view, m_workers, stop) : std::nullopt;
    if (!projected)
        return std::nullopt;
    const auto count = static_cast<std::size_t>(basis->count());
    const double spread = count > 0 ? std::sqrt(basis->variances.front()) : 0;
    std::vector<float> start(static_cast<std::size_t>(2 * m_request.rows));
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_request.rows); ++i) {
        CounterRng rng(static_cast<std::uint64_t>(m_request.settings.seed), RandomStream::Layout, 0,
                       static_cast<std::uint32_t>(i));
        for (std::size_t axis = 0; axis < 2; ++axis) {
            const double along =
                axis < count && spread > 0 ? double((*projected)[i * count + axis]) / spread : rng.normal();
            start[2 * i + axis] = static_cast<float>(kStartSpread * (along + kStartDisorder * rng.normal()));
        }
    }
    return start;
}

bool LayoutRun::prepare(const std::stop_token &stop, const std::function<void(LayoutPhase)> &entered)
{
    const auto enter = [&](LayoutPhase phase) {
        if (entered)
            entered(phase);
    };
    if (m_request.rows > kManyRows && m_request.dimension > kManyDimensions) {
        enter(LayoutPhase::Reducing);
        if (!reduce(stop))
            return false;
    }
    enter(LayoutPhase::Neighbors);
    if (!findNeighbors(neighborsForPerplexity(m_request.settings.perplexity, m_request.rows), stop))
        return false;
    enter(LayoutPhase::Affinities);
    if (!computeAffinities(m_request.settings.perplexity, stop))
        return false;
    enter(LayoutPhase::Starting);
    std::vector<float> start = std::move(m_request.start);
    if (start.empty() && m_request.previous) {
        start = warmStart(*m_affinities, m_request.ids, *m_request.previous);
    } else if (start.empty()) {
        auto cold = coldStart(stop);
        if (!cold)
            return false;
        start = std::move(*cold);
    }
    m_tsne = std::make_unique<Tsne>(m_affinities, m_schedule, start, m_workers);
    m_end = m_schedule.iterations;
    return true;
}

std::vector<float> LayoutRun::oriented(std::vector<float> positions) const
{
    if (!m_orientation)
        return positions;
    PlacedPoints points{m_request.ids, std::move(positions)};
    const CommonPoints common = commonPoints(points, *m_orientation);
    return procrustes(common.moving, common.target).apply(points.positions);
}

std::shared_ptr<const LayoutFrame> LayoutRun::frame()
{
    auto frame = std::make_shared<LayoutFrame>();
    frame->iteration = m_tsne->iteration();
    frame->isFinal = isDone();
    frame->divergence = frame->isFinal ? m_tsne->divergence() : m_tsne->latestDivergence();
    frame->positions = oriented(m_tsne->layout());
    return frame;
}

bool LayoutRun::isRecorded() const
{
    const std::int64_t iteration = m_tsne->iteration();
    return std::find(std::begin(kRecorded), std::end(kRecorded), iteration) != std::end(kRecorded) ||
           (iteration > *std::rbegin(kRecorded) && iteration % kRecordInterval == 0);
}

LayoutStatus LayoutRun::status() const
{
    LayoutStatus status;
    status.iterations = m_tsne ? m_end : m_schedule.iterations;
    status.perplexity = m_affinities ? m_affinities->perplexity : m_request.settings.perplexity;
    status.learningRate = resolvedLearningRate(m_request.settings, m_request.rows);
    status.reducedDimension = m_reduced.empty() ? 0 : kReducedDimensions;
    if (m_tsne) {
        status.iteration = m_tsne->iteration();
        status.phase = isDone() ? LayoutPhase::Finished : LayoutPhase::Optimizing;
    }
    return status;
}

bool LayoutRun::setPerplexity(double perplexity, const std::stop_token &stop)
{
    if (!computeAffinities(perplexity, stop))
        return false;
    m_request.settings.perplexity = perplexity;
    m_tsne->setAffinities(m_affinities);
    m_end = std::max(m_end, m_tsne->iteration() + kSettlingIterations);
    return true;
}

void LayoutRun::perturb()
{
    m_tsne->perturb(kPerturbation, m_request.settings.seed + ++m_perturbed);
    m_end = std::max(m_end, m_tsne->iteration() + kSettlingIterations);
}

bool LayoutRun::restart(const std::stop_token &stop)
{
    const auto start = coldStart(stop);
    if (!start)
        return false;
    m_orientation = std::make_shared<const PlacedPoints>(PlacedPoints{m_request.ids, oriented(m_tsne->layout())});
    m_schedule = m_request.settings;
    m_tsne = std::make_unique<Tsne>(m_affinities, m_schedule, *start, m_workers);
    m_end = m_schedule.iterations;
    return true;
}

std::optional<LayoutResult> computeLayout(LayoutRequest request, Workers &workers, const std::stop_token &stop,
                                          const std::function<void(const LayoutStatus &)> &progress)
{
    LayoutRun run(std::move(request), workers);
    const auto tell = [&](LayoutPhase phase) {
        if (!progress)
            return;
        LayoutStatus status = run.status();
        status.phase = phase;
        progress(status);
    };
    if (!run.prepare(stop, tell))
        return std::nullopt;
    while (!run.isDone()) {
        tell(LayoutPhase::Optimizing);
        if (!run.step(stop))
            return std::nullopt;
    }
    return LayoutResult{run.frame(), run.status(), run.neighbors()};
}

} // namespace tandem
