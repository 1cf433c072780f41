#include "ui/charts/charted_runs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace tandem {

namespace {

/// The settings without the seed; runs of equal keys are repeats of one experiment. Empty if they cannot be read.
std::string keyWithoutSeed(const std::string &settingsJson)
{
    nlohmann::json settings = nlohmann::json::parse(settingsJson, nullptr, false);
    if (!settings.is_object())
        return {};
    if (const auto train = settings.find("train"); train != settings.end() && train->is_object())
        train->erase("seed");
    return settings.dump();
}

template <class Names> std::vector<std::string> united(const ChartedRuns &runs, Names names)
{
    std::vector<std::string> all;
    for (const auto &run : runs.runs())
        for (const std::string &name : names(*run))
            if (std::find(all.begin(), all.end(), name) == all.end())
                all.push_back(name);
    return all;
}

std::int64_t batchSizeOf(const std::string &settingsJson)
{
    const nlohmann::json settings = nlohmann::json::parse(settingsJson, nullptr, false);
    if (!settings.is_object() || !settings.contains("train") || !settings["train"].is_object())
        return 0;
    const auto &size = settings["train"]["batch_size"];
    return size.is_number_integer() ? size.get<std::int64_t>() : 0;
}

} // namespace

const ChartedSeries *ChartedRun::measured(std::string_view seriesName) const
{
    const auto found = series.find(seriesName);
    return found == series.end() || found->second.points.empty() ? nullptr : &found->second;
}

std::int64_t ChartedRun::lastStep() const
{
    std::int64_t last = 0;
    for (const auto &entry : series)
        if (!entry.second.points.empty())
            last = std::max(last, entry.second.points.back().step);
    return last;
}

void ChartedRuns::setRuns(const std::vector<Entry> &entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    std::vector<std::unique_ptr<ChartedRun>> runs;
    for (const Entry &entry : entries) {
        if (runs.size() == kMost)
            break;
        const auto known = std::find_if(m_runs.begin(), m_runs.end(),
                                        [&entry](const auto &run) { return run && run->id == entry.id; });
        auto run = known != m_runs.end() ? std::move(*known) : std::make_unique<ChartedRun>();
        if (!run->id.isValid())
            run->color = kMost; // none yet
        run->id = entry.id;
        run->name = entry.name;
        run->live = entry.live;
        run->settingsJson = entry.settingsJson;
        run->clock.batchSize = batchSizeOf(entry.settingsJson);
        runs.push_back(std::move(run));
    }
    m_runs = std::move(runs);
    assignGroups();
    assignLooks();
    Q_EMIT runsChanged();
}

void ChartedRuns::assignGroups()
{
    std::vector<std::string> keys;
    for (const auto &run : m_runs) {
        const std::string key = keyWithoutSeed(run->settingsJson);
        const auto known = key.empty() ? keys.end() : std::find(keys.begin(), keys.end(), key);
        run->group = static_cast<int>(known - keys.begin());
        if (known == keys.end())
            keys.push_back(key);
    }
}

/// Runs of one group share a colour and differ in their dashes. Colours stay with the runs that have them.
void ChartedRuns::assignLooks()
{
    std::map<int, std::size_t> ofGroup;
    std::vector<bool> taken(kMost, false);
    for (const auto &run : m_runs)
        if (run->color < kMost && ofGroup.emplace(run->group, run->color).second)
            taken[run->color] = true;
    std::map<int, int> members;
    for (const auto &run : m_runs) {
        const auto [place, isNew] = ofGroup.try_emplace(run->group, 0);
        if (isNew) {
            place->second = static_cast<std::size_t>(std::find(taken.begin(), taken.end(), false) - taken.begin());
            taken[place->second] = true;
        }
        run->color = place->second;
        const int past = static_cast<int>(run->color / 8); // the palette has eight
        run->dash = members[run->group]++ + past;
    }
}

bool ChartedRuns::hasSeedGroups() const
{
    std::vector<int> groups;
    for (const auto &run : m_runs)
        groups.push_back(run->group);
    std::sort(groups.begin(), groups.end());
    return std::adjacent_find(groups.begin(), groups.end()) != groups.end();
}

std::vector<std::string> ChartedRuns::seriesNames() const
{
    return united(
        *this, [](const ChartedRun &run) -> const auto & { return run.seriesNames; });
}

std::vector<std::string> ChartedRuns::vectorNames() const
{
    return united(
        *this, [](const ChartedRun &run) -> const auto & { return run.vectorNames; });
}

const ChartedRun *ChartedRuns::find(const RunId &id) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&id](const auto &run) { return run->id == id; });
    return found == m_runs.end() ? nullptr : found->get();
}

void ChartedRuns::forget()
{
    for (const auto &run : m_runs) {
        RunChange nothing;
        nothing.restart = true;
        takeIn(*run, nothing);
    }
    Q_EMIT dataChanged();
}

void ChartedRuns::apply(const RunChange &change)
{
    const auto run =
        std::find_if(m_runs.begin(), m_runs.end(), [&change](const auto &known) { return known->id == change.run; });
    if (run == m_runs.end())
        return;
    takeIn(**run, change);
    Q_EMIT dataChanged();
}

void ChartedRuns::takeIn(ChartedRun &run, const RunChange &change)
{
    if (change.restart) {
        run.plan.reset();
        run.evaluations.clear();
        run.events.clear();
        run.checkpoints.clear();
        run.seriesNames.clear();
        run.vectorNames.clear();
        for (auto &[name, known] : run.series)
            known = {{}, known.generation + 1};
        run.vectors.clear();
        run.clock = {0, run.clock.batchSize, 0, {}};
    }
    for (const SeriesChange &part : change.series) {
        ChartedSeries &known = run.series[part.name];
        if (part.replace || known.points.empty())
            known = {part.points, known.generation + 1};
        else
            for (const SeriesPoint &point : part.points)
                known.points.append(point);
    }
    for (const VectorChange &part : change.vectors) {
        auto &known = run.vectors[part.name];
        if (part.replace)
            known.clear();
        known.insert(known.end(), part.records.begin(), part.records.end());
    }
    if (change.seriesNames)
        run.seriesNames = *change.seriesNames;
    if (change.vectorNames)
        run.vectorNames = *change.vectorNames;
    if (change.plan) {
        run.plan = change.plan;
        run.clock.stepsPerEpoch = change.plan->stepsPerEpoch;
        if (const std::int64_t size = batchSizeOf(change.plan->settingsJson); size > 0)
            run.clock.batchSize = size;
    }
    if (change.evaluations)
        run.evaluations = *change.evaluations;
    if (change.checkpoints)
        run.checkpoints = *change.checkpoints;
    if (change.events) {
        run.events = *change.events;
        run.clock.startMs = run.events.empty() ? 0 : run.events.front().wallMs;
        run.clock.resumes.clear();
        for (const EventRecord &event : run.events)
            if (event.kind == "resumed")
                run.clock.resumes.push_back({event.step, event.wallMs});
    }
    if (const ChartedSeries *loss = run.measured(series::kLoss); run.clock.startMs == 0 && loss != nullptr)
        run.clock.startMs = loss->points.front().wallMs;
}

} // namespace tandem
