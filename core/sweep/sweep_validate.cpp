#include "core/config/settings_table.h"
#include "core/report/records.h"
#include "core/sweep/sweep_cells.h"
#include "core/sweep/sweep_spec.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tandem {

namespace {

constexpr std::int64_t kMostRuns = 10'000;
constexpr std::int64_t kMostTrials = 10'000;
constexpr std::int64_t kMostSeeds = 100;
constexpr std::size_t kMostPlaces = 5; // cells named for the same mistake

class Findings {
public:
    void add(std::string key, Error error) { m_found.push_back({std::move(key), std::move(error)}); }
    void require(bool holds, const std::string &key, const std::string &value, const std::string &accepted)
    {
        if (!holds)
            add(key, {ErrorCode::BadValue, {key, value.empty() ? "empty" : value, accepted}, {}});
    }
    [[nodiscard]] std::vector<Violation> take() { return std::move(m_found); }
    [[nodiscard]] bool empty() const { return m_found.empty(); }

private:
    std::vector<Violation> m_found;
};

std::string placeOf(std::size_t axis)
{
    return "axes[" + std::to_string(axis) + "]";
}

void checkRange(const SweepAxis &axis, const std::string &key, Findings &findings)
{
    const SettingField *field = findSetting(axis.name);
    const AxisRange &range = *axis.range;
    if (field == nullptr)
        return findings.add(key, {ErrorCode::UnknownKey, {axis.name, nearestKey(axis.name)}, {}});
    const bool numeric = field->kind == SettingKind::Integer || field->kind == SettingKind::Number;
    if (!numeric)
        return findings.require(false, key, axis.name, "a range only over a setting that is a number");
    const std::string shown = settingText(range.from) + " to " + settingText(range.to);
    findings.require(std::isfinite(range.from) && std::isfinite(range.to) && range.from < range.to, key, shown,
                     "a range from a lower to a higher number");
    findings.require(!range.logarithmic || range.from > 0, key, shown, "a range above 0 on a logarithmic scale");
    findings.require(range.from >= field->minimum && range.to <= field->maximum, key, shown, acceptedValues(*field));
    findings.require(range.count >= 2 && range.count <= 1000, key, std::to_string(range.count) + " points",
                     "2 to 1000 points");
}

void checkPoints(const SweepSpec &spec, const SweepAxis &axis, const std::string &key, Findings &findings)
{
    findings.require(axis.range || !axis.points.empty(), key, axis.name + " without values", "at least one value");
    std::set<std::string> labels;
    for (const AxisPoint &point : axis.points) {
        findings.require(!point.label.empty(), key, "a point without a label", "a label for every point");
        findings.require(labels.insert(point.label).second, key, point.label + " twice", "every value once");
        findings.require(!point.assignments.empty(), key, point.label + " without a setting",
                         "points that set something");
        Settings scratch = spec.base;
        for (const std::string &assignment : point.assignments)
            if (auto applied = applyAssignment(scratch, assignment); !applied)
                findings.add(key, applied.error());
    }
}

/// Two axes that set the same thing would leave it to their order which one counts.
void checkKeysOnce(const SweepSpec &spec, Findings &findings)
{
    std::set<std::string> names;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < spec.axes.size(); ++i) {
        const SweepAxis &axis = spec.axes[i];
        findings.require(!axis.name.empty(), placeOf(i), "an axis without a name", "a name for every axis");
        findings.require(names.insert(axis.name).second, placeOf(i), axis.name + " twice", "every axis once");
        SweepSpec alone;
        alone.axes = {axis};
        for (const std::string &key : variedKeys(alone))
            findings.require(taken.insert(key).second, placeOf(i), key + " on two axes", "every setting on one axis");
    }
}

void checkAxes(const SweepSpec &spec, Findings &findings)
{
    findings.require(!spec.axes.empty(), "axes", "no axis", "at least one axis");
    for (std::size_t i = 0; i < spec.axes.size(); ++i) {
        if (spec.axes[i].range)
            checkRange(spec.axes[i], placeOf(i), findings);
        checkPoints(spec, spec.axes[i], placeOf(i), findings);
    }
    checkKeysOnce(spec, findings);
    if (spec.planning.planner == Planner::Grid)
        findings.require(cellCount(spec) * std::max<std::int64_t>(spec.seeds, 1) <= kMostRuns, "axes",
                         std::to_string(cellCount(spec) * spec.seeds) + " runs",
                         "at most " + std::to_string(kMostRuns) + " runs");
}

bool varies(const SweepSpec &spec, std::string_view key)
{
    const auto keys = variedKeys(spec);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void checkNumbers(const SweepSpec &spec, Findings &findings)
{
    const bool draws = spec.planning.planner != Planner::Grid;
    findings.require(!spec.name.empty(), "name", spec.name, "a name");
    findings.require(!draws || (spec.planning.trials >= 1 && spec.planning.trials <= kMostTrials), "planner.trials",
                     std::to_string(spec.planning.trials), "a whole number from 1 to 10000");
    findings.require(spec.planning.startupTrials >= 1, "planner.startup_trials",
                     std::to_string(spec.planning.startupTrials), "a whole number from 1");
    findings.require(spec.planning.seed >= 0, "planner.seed", std::to_string(spec.planning.seed),
                     "a whole number from 0");
    findings.require(spec.seeds >= 1 && spec.seeds <= kMostSeeds, "seeds", std::to_string(spec.seeds),
                     "a whole number from 1 to 100");
    findings.require(spec.seeds == 1 || !varies(spec, "train.seed"), "seeds", std::to_string(spec.seeds),
                     "1 where an axis varies train.seed");
    findings.require(spec.budget.runs >= 0, "budget.runs", std::to_string(spec.budget.runs), "a whole number from 0");
    findings.require(spec.budget.hours >= 0, "budget.hours", settingText(spec.budget.hours), "a number from 0");
}

void checkStopping(const SweepSpec &spec, Findings &findings)
{
    const EarlyStopping &stopping = spec.stopping;
    if (stopping.rule == StoppingRule::None)
        return;
    findings.require(stopping.firstEpoch >= 1, "early_stopping", std::to_string(stopping.firstEpoch),
                     "a first epoch from 1");
    findings.require(stopping.factor > 1 && stopping.factor <= 100, "early_stopping", settingText(stopping.factor),
                     "a factor above 1, at most 100");
    findings.require(stopping.startupRuns >= 1, "early_stopping", std::to_string(stopping.startupRuns),
                     "at least 1 run to compare with");
    // Under a cosine schedule, a long run is behind a short one at any epoch before the short one's last.
    findings.require(!varies(spec, "train.epochs"), "early_stopping", std::string(stoppingRuleWord(stopping.rule)),
                     "no rule where an axis varies train.epochs, as equal epochs are no equal places then");
    findings.require(spec.base.evaluate.every >= 1, "early_stopping", std::string(stoppingRuleWord(stopping.rule)),
                     "a rule only with evaluate.every of at least 1");
}

/// What only shows when axes meet, and in settings that no axis touches.
void checkCells(const SweepSpec &spec, Findings &findings)
{
    SweepSpec grid = spec;
    if (spec.planning.planner != Planner::Grid) {
        // The corners stand for what will be drawn.
        grid.planning.planner = Planner::Grid;
        for (SweepAxis &axis : grid.axes)
            if (axis.range)
                axis.points = pointsOf(axis.name, {axis.range->from, axis.range->to, axis.range->logarithmic, 2});
        if (cellCount(grid) > kMostRuns)
            return;
    }
    expandRanges(grid);
    std::vector<std::pair<Violation, std::vector<std::string>>> found;
    for (const SweepCell &cell : sweepCells(grid)) {
        const auto settings = cellSettings(grid, cell.points, 1);
        if (!settings)
            continue; // checkPoints told of it
        for (Violation &violation : validate(*settings)) {
            auto known = std::find_if(found.begin(), found.end(),
                                      [&](const auto &entry) { return entry.first.error == violation.error; });
            if (known == found.end())
                known = found.insert(found.end(), {std::move(violation), {}});
            known->second.push_back(cell.key);
        }
    }
    const auto cells = static_cast<std::size_t>(cellCount(grid));
    for (auto &[violation, places] : found) {
        if (places.size() == cells) {
            findings.add("settings", std::move(violation.error));
            continue;
        }
        std::string text;
        for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i)
            text += (i > 0 ? ", " : "") + places[i];
        if (places.size() > kMostPlaces)
            text += " and " + std::to_string(places.size() - kMostPlaces) + " more";
        findings.add("settings", {ErrorCode::BadUsage, {"At " + text + ": " + describe(violation.error)}, {}});
    }
}

} // namespace

std::vector<Violation> validateSweep(const SweepSpec &spec)
{
    Findings findings;
    checkNumbers(spec, findings);
    checkAxes(spec, findings);
    checkStopping(spec, findings);
    if (findings.empty())
        checkCells(spec, findings);
    return findings.take();
}

Error sweepViolationsAsError(const std::vector<Violation> &violations)
{
    std::string all;
    for (const Violation &violation : violations)
        all += (all.empty() ? "" : " ") + describe(violation.error);
    return {ErrorCode::SweepInvalid, {all}, {}};
}

} // namespace tandem
