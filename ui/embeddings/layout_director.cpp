#include "ui/embeddings/layout_director.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr int kFrameMs = 33;

} // namespace

LayoutDirector::LayoutDirector(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &LayoutDirector::takeFrame);
}

LayoutDirector::~LayoutDirector() = default;

void LayoutDirector::clear()
{
    m_reader.reset();
    m_moments.clear();
    m_layouts.clear();
    m_halfSettled.clear();
    m_basis.reset();
    m_basisStep = -1;
    m_isPaused = false;
    stop();
    Q_EMIT statusChanged();
}

LayoutContext LayoutDirector::context() const
{
    return {*m_project, *m_reader, m_space, m_method, m_settings, m_basis};
}

void LayoutDirector::setMoments(const ProjectLayout &project, const EmbeddingReader &reader,
                                const std::vector<EmbeddingInfo> &moments)
{
    const bool isSame = m_reader && m_reader->place() == reader.place();
    if (!isSame)
        clear();
    m_project = project;
    m_reader = reader;
    const std::int64_t before = newestStep();
    PlacedMomentPtr from = layoutOf(before); // which long runs thin out as soon as its successor is stored
    m_moments = moments;
    if (newestStep() != before) {
        if (m_isSettling && from)
            m_halfSettled.insert(before);
        stop();
    }
    const auto isGone = [&](std::int64_t step) { return !contains(step); };
    std::erase_if(m_layouts, [&](const auto &layout) { return isGone(layout.first); });
    std::erase_if(m_halfSettled, isGone);
    if (moments.empty() || (m_layouts.contains(newestStep()) && !isHalfSettled(newestStep()))) {
        Q_EMIT statusChanged();
        computeNext();
        return;
    }
    for (auto info = m_moments.rbegin(); !from && info != m_moments.rend(); ++info)
        from = layoutOf(info->step);
    startNewest(from);
}

bool LayoutDirector::contains(std::int64_t step) const
{
    return std::ranges::find(m_moments, step, &EmbeddingInfo::step) != m_moments.end();
}

/// What is under way goes on no more. The caller tells.
void LayoutDirector::stop()
{
    m_lane.cancel();
    m_timer.stop();
    m_job.reset();
    m_isSettling = false;
}

void LayoutDirector::setSpace(EmbeddingSpace space)
{
    if (std::exchange(m_space, space) != space)
        begin();
}

void LayoutDirector::setMethod(LayoutMethod method)
{
    if (std::exchange(m_method, method) != method)
        begin();
}

void LayoutDirector::begin()
{
    m_layouts.clear();
    m_halfSettled.clear();
    m_basis.reset();
    m_basisStep = -1;
    m_isPaused = false;
    stop();
    if (m_reader && !m_moments.empty())
        startNewest(nullptr); // which tells
    else
        Q_EMIT statusChanged();
}

void LayoutDirector::startNewest(const PlacedMomentPtr &from)
{
    m_job.reset();
    m_timer.stop();
    m_isSettling = m_method == LayoutMethod::Tsne;
    Q_EMIT statusChanged();
    m_lane.submit(
        this,
        [context = context(), step = newestStep(), from](const std::stop_token &stop) {
            return prepareNewest(context, step, from, stop);
        },
        [this, step = newestStep()](Result<PreparedLayout> prepared) { take(step, std::move(prepared)); });
}

void LayoutDirector::take(std::int64_t step, Result<PreparedLayout> prepared)
{
    if (!contains(step))
        return; // it was dropped meanwhile
    const bool isNewest = step == newestStep();
    if (!prepared) {
        m_isSettling = false;
        Q_EMIT statusChanged();
        Q_EMIT unreadable(step, prepared.error());
        return;
    }
    if (prepared->failure) {
        Q_EMIT failed(*prepared->failure);
        return;
    }
    if (prepared->request) {
        startJob(std::move(*prepared->request), prepared->threads, step);
        return;
    }
    if (!prepared->placed)
        return; // it was stopped
    if (prepared->basis && !m_basis) {
        m_basis = prepared->basis;
        m_basisStep = step;
        m_basisEpoch = prepared->basisEpoch;
        const double total = m_basis->totalVariance;
        const auto share = [&](std::size_t i) {
            return i < m_basis->variances.size() && total > 0 ? m_basis->variances[i] / total : 0.0;
        };
        m_shares = {share(0), share(1)};
    }
    m_layouts[step] = prepared->placed;
    m_halfSettled.erase(step);
    if (isNewest)
        m_isSettling = false;
    Q_EMIT statusChanged();
    Q_EMIT layoutChanged(step, true);
    computeNext();
}

void LayoutDirector::startJob(LayoutRequest request, int threads, std::int64_t step)
{
    m_jobStep = step;
    m_jobIds = request.ids;
    m_frame.reset();
    m_job = std::make_unique<LayoutJob>(std::move(request), LayoutJob::Threads{threads, BackgroundLane::kGivesWay});
    m_job->setPaused(m_isPaused);
    m_isSettling = true;
    m_timer.start();
    Q_EMIT statusChanged();
}

void LayoutDirector::takeFrame()
{
    if (!m_job)
        return;
    if (const auto error = m_job->error()) {
        m_timer.stop();
        m_isSettling = false;
        Q_EMIT statusChanged();
        Q_EMIT failed(*error);
        return;
    }
    const bool isFinal = m_job->isIdle(); // asked before the frame is taken: then that one is the last
    const auto frame = m_job->frame();
    if (!frame || (frame == m_frame && !isFinal))
        return;
    m_frame = frame;
    auto placed = std::make_shared<PlacedMoment>();
    *placed = {m_jobStep, {m_jobIds, frame->positions}, frame->divergence, m_job->status().perplexity};
    m_layouts[m_jobStep] = std::move(placed);
    m_halfSettled.erase(m_jobStep);
    m_isSettling = !isFinal;
    Q_EMIT statusChanged();
    Q_EMIT layoutChanged(m_jobStep, isFinal);
    if (isFinal)
        finishNewest();
}

void LayoutDirector::finishNewest()
{
    m_timer.stop(); // the job stays, as the person may want it to go on
    const PlacedMomentPtr placed = layoutOf(m_jobStep);
    m_storeLane.submit(
        this, [context = context(), placed](const std::stop_token &) { return keepNewest(context, *placed); },
        [](const Result<void> &) {}); // a cache: what could not be stored is computed again
    computeNext();
}

/// The newest moment that has no layout, from its successor's.
void LayoutDirector::computeNext()
{
    if (m_moments.size() < 2 || m_isSettling)
        return;
    std::size_t next = m_moments.size();
    for (std::size_t i = m_moments.size() - 1; i-- > 0;)
        if (!m_layouts.contains(m_moments[i].step) || isHalfSettled(m_moments[i].step)) {
            next = i;
            break;
        }
    if (next == m_moments.size())
        return;
    const std::int64_t step = m_moments[next].step;
    m_lane.submit(
        this,
        [context = context(), step, after = layoutOf(m_moments[next + 1].step)](const std::stop_token &stop) {
            return prepareBefore(context, step, after, stop);
        },
        [this, step](Result<PreparedLayout> prepared) { take(step, std::move(prepared)); });
}

void LayoutDirector::dropOthers()
{
    m_lane.cancel();
    const std::int64_t newest = newestStep();
    std::erase_if(m_layouts, [&](const auto &layout) { return layout.first != newest; });
    m_halfSettled.clear();
}

/// Has the newest moment's layout go on. Where it was read from a file, a job takes it up: from where it lies, or
/// (`fresh`) to begin anew in its orientation.
void LayoutDirector::resume(std::function<void(LayoutJob &)> wish, bool fresh)
{
    const PlacedMomentPtr placed = layoutOf(newestStep());
    if (m_method != LayoutMethod::Tsne || !placed || !m_reader)
        return;
    dropOthers();
    if (m_job && m_jobStep == newestStep()) {
        wish(*m_job);
        m_isSettling = true;
        m_timer.start();
        Q_EMIT statusChanged();
        return;
    }
    m_isSettling = true;
    Q_EMIT statusChanged();
    m_lane.submit(
        this,
        [context = context(), placed, fresh](const std::stop_token &) { return prepareToGoOn(context, placed, fresh); },
        [this, step = newestStep(), wish = std::move(wish)](Result<PreparedLayout> prepared) {
            take(step, std::move(prepared));
            if (m_job)
                wish(*m_job);
        });
}

void LayoutDirector::setPerplexity(double perplexity)
{
    if (perplexity == m_settings.perplexity)
        return;
    m_settings.perplexity = perplexity;
    if (layoutOf(newestStep()))
        resume([perplexity](LayoutJob &job) { job.setPerplexity(perplexity); }, false);
    else if (m_reader && !m_moments.empty())
        startNewest(nullptr);
}

void LayoutDirector::setPaused(bool paused)
{
    m_isPaused = paused;
    if (m_job)
        m_job->setPaused(paused);
    Q_EMIT statusChanged();
}

void LayoutDirector::perturb()
{
    resume([](LayoutJob &job) { job.perturb(); }, false);
}

void LayoutDirector::settle()
{
    if (m_method == LayoutMethod::Pca)
        begin(); // with the newest moment's axes
    else
        resume([](LayoutJob &job) { job.restart(); }, true);
}

std::optional<LayoutStatus> LayoutDirector::status() const
{
    return m_job && m_method == LayoutMethod::Tsne ? std::optional(m_job->status()) : std::nullopt;
}

PlacedMomentPtr LayoutDirector::layoutOf(std::int64_t step) const
{
    const auto found = m_layouts.find(step);
    return found == m_layouts.end() ? nullptr : found->second;
}

PlacedMomentPtr LayoutDirector::layoutOfMoment(int moment) const
{
    const bool isThere = moment >= 0 && moment < static_cast<int>(m_moments.size());
    return isThere ? layoutOf(m_moments[static_cast<std::size_t>(moment)].step) : nullptr;
}

MapLayoutPtr LayoutDirector::layoutAt(double place, const std::vector<std::uint32_t> &samples,
                                      const std::optional<MapFrame> &frame) const
{
    const int before = static_cast<int>(std::floor(place));
    const double share = place - before;
    PlacedMomentPtr from = layoutOfMoment(before), to = share > 0 ? layoutOfMoment(before + 1) : from;
    if (!from)
        from = to;
    for (int i = before - 1; !from && i >= 0; --i) // the newest is not laid out yet
        from = layoutOfMoment(i);
    if (!from)
        return nullptr;
    if (!to)
        to = from;
    const auto fits = [&](const PlacedMomentPtr &placed) { return placed->points.ids == samples; };
    if (!fits(from) && !fits(to))
        return nullptr;
    if (!fits(from) || !fits(to) || from == to)
        return makeLayout(std::span<const float>((fits(from) ? from : to)->points.positions), frame);
    const MapLayoutPtr a = makeLayout(std::span<const float>(from->points.positions), frame);
    const MapLayoutPtr b = makeLayout(std::span<const float>(to->points.positions), frame);
    return blended(*a, *b, share);
}

} // namespace tandem
