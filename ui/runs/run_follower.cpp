#include "ui/runs/run_follower.h"

#include "core/base/process.h"

#include <sys/stat.h>

#include <bit>

namespace tandem {

namespace {

bool isSamePoint(const SeriesPoint &a, const SeriesPoint &b)
{
    return a.step == b.step && a.wallMs == b.wallMs &&
           std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

bool isSamePlan(const RunPlan &a, const RunPlan &b)
{
    return a.stepsPerEpoch == b.stepsPerEpoch && a.totalSteps == b.totalSteps && a.totalEpochs == b.totalEpochs &&
           a.firstStep == b.firstStep && a.trainImages == b.trainImages && a.testImages == b.testImages &&
           a.chanceLoss == b.chanceLoss && a.device == b.device && a.settingsJson == b.settingsJson;
}

} // namespace

std::span<const std::string_view> chartedSeries()
{
    static constexpr std::string_view names[] = {
        series::kLoss,       series::kLearningRate,       series::kKnnAccuracy,        series::kContrastiveAccuracy,
        series::kFeatureStd, series::kProjectionStd,      series::kImagesPerSecond,    series::kDataWaitShare,
        series::kEntropy,    series::kPositiveSimilarity, series::kNegativeSimilarity,
    };
    return names;
}

/// True if the file had to be opened (again).
Result<bool> RunFollower::ensureOpen()
{
    struct stat facts = {};
    const bool exists = ::stat(m_project.runDatabase(m_id).c_str(), &facts) == 0;
    const FileIdentity file = exists ? FileIdentity(facts.st_dev, facts.st_ino) : FileIdentity();
    if (m_reader && exists && file == m_file)
        return false;
    m_reader.reset();
    m_file = file;
    auto reader = RunReader::open(m_project, m_id);
    if (!reader)
        return reader.error();
    m_reader = std::move(*reader);
    m_fresh = true;
    return true;
}

Result<RunSummary> RunFollower::summary()
{
    if (auto opened = ensureOpen(); !opened)
        return opened.error();
    auto found = m_reader->summary();
    if (!found)
        m_reader.reset();
    return found;
}

Result<RunChange> RunFollower::poll()
{
    if (auto opened = ensureOpen(); !opened)
        return opened.error();
    RunChange change;
    change.run = m_id;
    change.restart = m_fresh;
    const bool committed = m_reader->hasChanged();
    if (!m_fresh && !committed && !m_pairsPending)
        return change;
    if (m_fresh) {
        m_last.clear();
        m_plan.reset();
        m_pairsMs = -1;
        m_pairsReadMs = 0;
        m_evaluations = m_events = 0;
    }
    m_pairsPending = true;
    Result<void> done;
    if (m_fresh || committed)
        done = readSeries(change);
    if (done && (m_fresh || committed))
        done = readRest(change);
    if (done)
        done = readPairs(change);
    if (!done) {
        m_reader.reset(); // half of it may have been taken in: begin anew
        return done.error();
    }
    m_fresh = false;
    return change;
}

Result<void> RunFollower::readSeries(RunChange &change)
{
    for (const std::string_view name : chartedSeries()) {
        const auto known = m_last.find(name);
        const bool first = known == m_last.end();
        // The last known point is read once more: if it is not the same point any more, the run was resumed from
        // before it, however far the new segment has come since.
        auto points = m_reader->points(name, first ? -1 : known->second.step - 1);
        if (!points)
            return points.error();
        SeriesChange part{std::string(name), first, {}};
        if (!first && (points->empty() || !isSamePoint(points->front(), known->second))) {
            points = m_reader->points(name, -1);
            if (!points)
                return points.error();
            part.replace = true;
        } else if (!first) {
            points->erase(points->begin());
        }
        if (points->empty() && !(part.replace && !first))
            continue;
        if (points->empty())
            m_last.erase(known);
        else
            m_last.insert_or_assign(std::string(name), points->back());
        part.points = std::move(*points);
        change.series.push_back(std::move(part));
    }
    return {};
}

Result<void> RunFollower::readRest(RunChange &change)
{
    auto found = m_reader->plan();
    if (found && found->totalSteps > 0 && (!m_plan || !isSamePlan(*m_plan, *found))) {
        m_plan = *found;
        change.plan = std::move(*found);
    }
    auto evaluations = m_reader->evaluations();
    if (!evaluations)
        return evaluations.error();
    const std::int64_t latest = evaluations->empty() ? 0 : evaluations->back().wallMs;
    if (change.restart || evaluations->size() != m_evaluations || latest != m_lastEvaluationMs) {
        m_evaluations = evaluations->size();
        m_lastEvaluationMs = latest;
        change.evaluations = std::move(*evaluations);
    }
    auto events = m_reader->events();
    if (!events)
        return events.error();
    const std::int64_t newest = events->empty() ? 0 : events->back().wallMs;
    if (change.restart || events->size() != m_events || newest != m_lastEventMs) {
        m_events = events->size();
        m_lastEventMs = newest;
        change.events = std::move(*events);
    }
    return {};
}

Result<void> RunFollower::readPairs(RunChange &change)
{
    const std::int64_t now = wallClockMs();
    if (!change.restart && now - m_pairsReadMs < 1000 && now >= m_pairsReadMs)
        return {};
    m_pairsReadMs = now;
    m_pairsPending = false;
    auto pairs = m_reader->pairs();
    if (!pairs)
        return pairs.error();
    if (*pairs && (*pairs)->wallMs != m_pairsMs) {
        m_pairsMs = (*pairs)->wallMs;
        change.pairs = std::make_shared<const PairsRecord>(std::move(**pairs));
    }
    return {};
}

} // namespace tandem
