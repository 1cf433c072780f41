#include "core/sweep/planner.h"

#include "core/config/settings_table.h"
#include "core/sweep/sweep_cells.h"
#include "core/sweep/tpe.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <string>

namespace tandem {

namespace {

constexpr int kSameAgain = 20;                         // draws to avoid a trial that was there
constexpr std::int64_t kCountless = 1'000'000'000'000; // combinations that no search comes to the end of

bool isWhole(const SweepAxis &axis)
{
    const SettingField *field = findSetting(axis.name);
    return field != nullptr && field->kind == SettingKind::Integer;
}

/// Whole numbers reach half a step beyond their ends, so that the ends are drawn as often as the others.
TpeDimension dimensionOf(const SweepAxis &axis)
{
    if (!axis.range)
        return {static_cast<std::int64_t>(axis.points.size()), 0, 1};
    const double edge = isWhole(axis) ? 0.4999 : 0;
    const double low = axis.range->from - edge;
    const double high = axis.range->to + edge;
    return axis.range->logarithmic ? TpeDimension{0, std::log(low), std::log(high)} : TpeDimension{0, low, high};
}

/// Three significant digits: nobody needs a learning rate of 0.0734918.
double rounded(double value)
{
    char buffer[32];
    char *end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 2).ptr;
    double result = value;
    std::from_chars(buffer, end, result);
    return result;
}

AxisPoint pointAt(const SweepAxis &axis, double coordinate)
{
    if (!axis.range)
        return axis.points[static_cast<std::size_t>(coordinate)];
    double value = axis.range->logarithmic ? std::exp(coordinate) : coordinate;
    value = isWhole(axis) ? std::round(value) : rounded(value);
    value = std::clamp(value, axis.range->from, axis.range->to);
    return pointOf(axis.name,
                   settingText(isWhole(axis) ? SettingValue(static_cast<std::int64_t>(value)) : SettingValue(value)));
}

double coordinateOf(const SweepAxis &axis, const AxisPoint &point)
{
    if (!axis.range) {
        const auto found = std::find_if(axis.points.begin(), axis.points.end(),
                                        [&point](const AxisPoint &other) { return other.label == point.label; });
        return static_cast<double>(std::distance(axis.points.begin(), found));
    }
    double value = axis.range->from;
    std::from_chars(point.label.data(), point.label.data() + point.label.size(), value);
    return axis.range->logarithmic ? std::log(value) : value;
}

/// A trial on points that the axes have no longer tells nothing.
bool isComparable(const SweepSpec &spec, const SweepTrial &trial)
{
    if (trial.points.size() != spec.axes.size())
        return false;
    for (std::size_t i = 0; i < spec.axes.size(); ++i)
        if (!spec.axes[i].range &&
            coordinateOf(spec.axes[i], trial.points[i]) >= static_cast<double>(spec.axes[i].points.size()))
            return false;
    return true;
}

std::vector<TpeObservation> observationsOf(const SweepSpec &spec, std::span<const TrialOutcome> outcomes)
{
    std::vector<TpeObservation> observations;
    for (std::size_t i = 0; i < std::min(spec.trials.size(), outcomes.size()); ++i) {
        if (!outcomes[i].isKnown || !isComparable(spec, spec.trials[i]))
            continue;
        TpeObservation &observation = observations.emplace_back();
        for (std::size_t d = 0; d < spec.axes.size(); ++d)
            observation.point.push_back(coordinateOf(spec.axes[d], spec.trials[i].points[d]));
        const double sign = spec.goal.maximize ? -1 : 1;
        observation.loss = outcomes[i].value ? sign * *outcomes[i].value : std::numeric_limits<double>::infinity();
    }
    return observations;
}

/// How many combinations of values there are; none where an axis is a range.
std::optional<std::int64_t> combinationsOf(const SweepSpec &spec)
{
    std::int64_t count = 1;
    for (const SweepAxis &axis : spec.axes) {
        if (axis.range)
            return std::nullopt;
        count *= static_cast<std::int64_t>(axis.points.size());
        if (count > kCountless)
            return std::nullopt;
    }
    return count;
}

std::vector<AxisPoint> combinationAt(const SweepSpec &spec, std::int64_t index)
{
    std::vector<AxisPoint> points;
    for (const SweepAxis &axis : spec.axes) {
        const auto size = static_cast<std::int64_t>(axis.points.size());
        points.push_back(axis.points[static_cast<std::size_t>(index % size)]);
        index /= size;
    }
    return points;
}

bool isKnownTrial(const SweepSpec &spec, const std::vector<AxisPoint> &points)
{
    return std::any_of(spec.trials.begin(), spec.trials.end(),
                       [&points](const SweepTrial &trial) { return trial.points == points; });
}

} // namespace

std::int64_t trialsLeft(const SweepSpec &spec)
{
    const auto wanted = spec.planning.trials - static_cast<std::int64_t>(spec.trials.size());
    if (spec.planning.planner == Planner::Grid || wanted <= 0)
        return 0;
    const auto combinations = combinationsOf(spec);
    if (!combinations)
        return wanted;
    std::set<std::string> drawn;
    for (const SweepTrial &trial : spec.trials)
        if (isComparable(spec, trial))
            drawn.insert(cellKey(spec.axes, trial.points));
    return std::min(wanted, *combinations - static_cast<std::int64_t>(drawn.size()));
}

std::optional<SweepTrial> nextTrial(const SweepSpec &spec, std::span<const TrialOutcome> outcomes)
{
    const auto number = spec.trials.size() + 1;
    if (trialsLeft(spec) <= 0)
        return std::nullopt;
    std::vector<TpeDimension> dimensions;
    for (const SweepAxis &axis : spec.axes)
        dimensions.push_back(dimensionOf(axis));
    const auto observations = observationsOf(spec, outcomes);
    const bool evenly = spec.planning.planner == Planner::Random ||
                        static_cast<std::int64_t>(observations.size()) < spec.planning.startupTrials;
    SweepTrial trial{"trial " + std::to_string(number), {}};
    for (int attempt = 0; attempt < kSameAgain; ++attempt) {
        CounterRng rng(static_cast<std::uint64_t>(spec.planning.seed), RandomStream::Sweep,
                       static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(attempt));
        const auto point = evenly ? drawEvenly(dimensions, rng)
                                  : proposeTpe(dimensions, observations, {spec.planning.multivariate, 24}, rng);
        trial.points.clear();
        for (std::size_t d = 0; d < dimensions.size(); ++d)
            trial.points.push_back(pointAt(spec.axes[d], point[d]));
        if (!isKnownTrial(spec, trial.points))
            return trial;
    }
    if (const auto combinations = combinationsOf(spec)) {
        // Few are left to be found by chance: the next one, from a combination drawn, that is not known.
        CounterRng rng(static_cast<std::uint64_t>(spec.planning.seed), RandomStream::Sweep,
                       static_cast<std::uint32_t>(number), kSameAgain);
        auto index = static_cast<std::int64_t>(rng.uniform() * static_cast<double>(*combinations));
        do {
            trial.points = combinationAt(spec, index++ % *combinations);
        } while (isKnownTrial(spec, trial.points));
    }
    return trial;
}

} // namespace tandem
