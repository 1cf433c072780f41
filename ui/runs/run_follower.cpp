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

void RunFollower::setInterest(const RunInterest &interest)
{
    if (interest == m_interest)
        return;
    m_interestChanged = true;
    std::erase_if(m_last, [&interest](const auto &known) { return !interest.series.contains(known.first); });
    std::erase_if(m_lastVectors, [&interest](const auto &known) { return !interest.vectors.contains(known.first); });
    if (interest.pairs && !m_interest.pairs)
        m_pairsMs = -1; // whoever wants them now has not seen them
    m_pairsPending = m_pairsPending || interest.pairs;
    m_interest = interest;
}

void RunFollower::forget()
{
    m_last.clear();
    m_lastVectors.clear();
    m_seriesNames.clear();
    m_vectorNames.clear();
    m_checkpoints.clear();
    m_plan.reset();
    m_pairsMs = -1;
    m_pairsReadMs = 0;
    m_evaluations = m_events = 0;
}

Result<RunChange> RunFollower::poll()
{
    if (auto opened = ensureOpen(); !opened)
        return opened.error();
    RunChange change;
    change.run = m_id;
    change.restart = m_fresh;
    const bool committed = m_reader->hasChanged();
    const bool reads = m_fresh || committed || m_interestChanged;
    if (!reads && !m_pairsPending)
        return change;
    if (m_fresh)
        forget();
    m_pairsPending = m_interest.pairs;
    Result<void> done;
    if (reads)
        done = readSeries(change);
    if (done && reads)
        done = readVectors(change);
    if (done && (m_fresh || committed))
        done = readNames(change);
    if (done && (m_fresh || committed))
        done = readRest(change);
    if (done && m_interest.pairs)
        done = readPairs(change);
    if (!done) {
        m_reader.reset(); // half of it may have been taken in: begin anew
        return done.error();
    }
    m_fresh = m_interestChanged = false;
    return change;
}

Result<void> RunFollower::readSeries(RunChange &change)
{
    for (const std::string &name : m_interest.series) {
        const auto known = m_last.find(name);
        const bool first = known == m_last.end();
        // The last known point is read once more: if it is not the same point any more, the run was resumed from
        // before it, however far the new segment has come since.
        auto points = m_reader->points(name, first ? -1 : known->second.step - 1);
        if (!points)
            return points.error();
        SeriesChange part{name, first, {}};
        std::span<const SeriesPoint> fresh = *points;
        if (!first && (points->empty() || !isSamePoint(points->front(), known->second))) {
            points = m_reader->points(name, -1);
            if (!points)
                return points.error();
            fresh = *points;
            part.replace = true;
        } else if (!first) {
            fresh = fresh.subspan(1);
        }
        if (fresh.empty() && !(part.replace && !first))
            continue;
        if (fresh.empty())
            m_last.erase(known);
        else
            m_last.insert_or_assign(name, fresh.back());
        part.points.append(fresh);
        change.series.push_back(std::move(part));
    }
    return {};
}

Result<void> RunFollower::readVectors(RunChange &change)
{
    for (const std::string &name : m_interest.vectors) {
        const auto known = m_lastVectors.find(name);
        const bool first = known == m_lastVectors.end();
        auto records = m_reader->vectors(name, first ? -1 : known->second.first - 1);
        if (!records)
            return records.error();
        VectorChange part{name, first, {}};
        const auto place = [](const VectorRecord &record) { return std::pair(record.step, record.wallMs); };
        if (!first && (records->empty() || place(records->front()) != known->second)) {
            records = m_reader->vectors(name, -1);
            if (!records)
                return records.error();
            part.replace = true;
        } else if (!first) {
            records->erase(records->begin());
        }
        if (records->empty() && !(part.replace && !first))
            continue;
        if (records->empty())
            m_lastVectors.erase(known);
        else
            m_lastVectors.insert_or_assign(name, place(records->back()));
        part.records = std::move(*records);
        change.vectors.push_back(std::move(part));
    }
    return {};
}

Result<void> RunFollower::readNames(RunChange &change)
{
    const auto infos = m_reader->seriesInfo();
    if (!infos)
        return infos.error();
    std::vector<std::string> names;
    for (const SeriesInfo &info : *infos)
        names.push_back(info.name);
    if (change.restart || names != m_seriesNames)
        change.seriesNames = m_seriesNames = std::move(names);
    auto vectors = m_reader->vectorNames();
    if (!vectors)
        return vectors.error();
    if (change.restart || *vectors != m_vectorNames)
        change.vectorNames = m_vectorNames = std::move(*vectors);
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
    auto checkpoints = m_reader->checkpoints();
    if (!checkpoints)
        return checkpoints.error();
    std::vector<std::string> sums;
    for (const StoredCheckpoint &checkpoint : *checkpoints)
        sums.push_back(checkpoint.sha256 + std::to_string(checkpoint.step));
    if (change.restart || sums != m_checkpoints) {
        m_checkpoints = std::move(sums);
        change.checkpoints = std::move(*checkpoints);
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
