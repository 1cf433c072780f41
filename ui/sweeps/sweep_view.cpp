#include "ui/sweeps/sweep_view.h"

#include "core/config/settings_table.h"

#include <algorithm>
#include <set>

namespace tandem {

namespace {

/// What does not change the time of an epoch, or hardly, made equal.
Settings costOf(Settings settings)
{
    const Settings standard;
    settings.data.testPath.clear();
    settings.objective = standard.objective;
    settings.optimizer = standard.optimizer;
    settings.probe = standard.probe;
    settings.train.epochs = standard.train.epochs;
    settings.train.warmupEpochs = standard.train.warmupEpochs;
    settings.train.seed = standard.train.seed;
    settings.train.batchSize = standard.train.batchSize;
    settings.train.checkpointEvery = standard.train.checkpointEvery;
    settings.train.rankTimeout = standard.train.rankTimeout;
    return settings;
}

/// What "auto" and 0 became in a run must not part it from settings that still say so.
bool costsTheSame(const Settings &asked, const Settings &ran)
{
    Settings wanted = costOf(asked);
    Settings had = costOf(ran);
    for (const SettingField &field : settingsTable()) {
        const std::string text = settingText(field.get(wanted));
        if (text == "auto" || text == "0")
            field.set(had, field.get(wanted));
    }
    return wanted == had;
}

} // namespace

const RunSummary *SweepView::run(const RunId &wanted) const
{
    const auto found =
        std::find_if(runs.begin(), runs.end(), [&wanted](const RunSummary &run) { return run.id == wanted; });
    return found == runs.end() ? nullptr : &*found;
}

const SweepCell *SweepView::cell(const std::string &key) const
{
    const auto found =
        std::find_if(cells.begin(), cells.end(), [&key](const SweepCell &cell) { return cell.key == key; });
    return found == cells.end() ? nullptr : &*found;
}

std::optional<double> SweepView::valueNow(const RunId &run, const SweepGoal &goal) const
{
    const auto measured = measures.find(run);
    return measured == measures.end() || !measured->second ? std::nullopt : valueOf(*measured->second, goal);
}

std::optional<double> SweepView::value(const CellRepeat &repeat, const SweepGoal &goal) const
{
    return isResult(repeat.state) ? valueNow(repeat.run, goal) : std::nullopt;
}

std::vector<double> SweepView::values(const SweepCell &cell, const SweepGoal &goal) const
{
    std::vector<double> found;
    for (const CellRepeat &repeat : cell.repeats)
        if (const auto one = value(repeat, goal))
            found.push_back(*one);
    return found;
}

std::vector<RunId> SweepView::runsOf(const SweepCell &cell)
{
    std::vector<RunId> runs;
    for (const CellRepeat &repeat : cell.repeats)
        if (repeat.run.isValid())
            runs.push_back(repeat.run);
    return runs;
}

std::vector<std::string> SweepView::seriesNames() const
{
    std::set<std::string> names;
    for (const auto &[run, measured] : measures)
        if (measured)
            for (const auto &[name, series] : measured->series)
                names.insert(name);
    return {names.begin(), names.end()};
}

std::optional<EpochPace> paceAmong(const std::vector<RunSummary> &runs, const Settings &settings)
{
    for (const RunSummary &run : runs) {
        if (run.epoch < 1 || run.secondsTrained <= 0)
            continue;
        const auto had = settingsFromJson(run.settingsJson);
        if (had && costsTheSame(settings, *had))
            return EpochPace{run.secondsTrained / static_cast<double>(run.epoch), run.name};
    }
    return std::nullopt;
}

std::optional<EpochPace> findPace(const ProjectLayout &project, const Settings &settings)
{
    const auto runs = listRuns(project);
    return runs ? paceAmong(*runs, settings) : std::nullopt;
}

} // namespace tandem
