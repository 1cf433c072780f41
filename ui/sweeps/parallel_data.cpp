#include "ui/sweeps/parallel_data.h"

#include "core/config/settings_table.h"
#include "ui/runs/run_text.h"
#include "ui/sweeps/sweep_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace tandem {

namespace {

constexpr double kSlack = 1e-9; // a brush to the very end of an axis takes what lies there

std::optional<double> numberOf(const std::string &text)
{
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

double placeOf(const ParallelAxis &axis, double value)
{
    const bool isLog = axis.kind == ParallelAxis::Kind::Logarithmic;
    const double low = isLog ? std::log(axis.from) : axis.from;
    const double high = isLog ? std::log(axis.to) : axis.to;
    const double at = isLog ? std::log(value) : value;
    return high > low ? std::clamp((at - low) / (high - low), 0.0, 1.0) : 0.5;
}

/// The values that a sweep's axis has: of its points, its range and what was drawn.
ParallelAxis axisOf(const SweepView &view, std::size_t place)
{
    const SweepAxis &axis = view.spec.axes[place];
    const SettingField *field = findSetting(axis.name);
    const bool numeric =
        field != nullptr && (field->kind == SettingKind::Integer || field->kind == SettingKind::Number);
    ParallelAxis made;
    made.title = axisText(axis);
    std::vector<std::string> labels;
    for (const AxisPoint &point : axis.points)
        labels.push_back(point.label);
    if (!numeric) {
        made.kind = ParallelAxis::Kind::Categories;
        for (std::size_t i = 0; i < labels.size(); ++i)
            made.ticks.emplace_back(labels.size() < 2 ? 0.5
                                                      : static_cast<double>(i) / static_cast<double>(labels.size() - 1),
                                    QString::fromStdString(labels[i]));
        return made;
    }
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto take = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const std::string &label : labels)
        if (const auto number = numberOf(label))
            take(*number);
    if (axis.range) {
        take(axis.range->from);
        take(axis.range->to);
    }
    if (low > high)
        low = high = 0;
    made.from = low;
    made.to = high;
    const bool wantsLog = axis.range ? axis.range->logarithmic : field->logarithmic || (low > 0 && high / low >= 4);
    made.kind = wantsLog && low > 0 ? ParallelAxis::Kind::Logarithmic : ParallelAxis::Kind::Linear;
    constexpr std::size_t kMostTicks = 9;
    if (!labels.empty() && labels.size() <= kMostTicks) {
        for (const std::string &label : labels)
            if (const auto number = numberOf(label))
                made.ticks.emplace_back(placeOf(made, *number), QString::fromStdString(label));
        return made;
    }
    for (int i = 0; i <= 4; ++i) {
        const double share = i / 4.0;
        const double value = made.kind == ParallelAxis::Kind::Logarithmic ? low * std::pow(high / low, share)
                                                                          : low + share * (high - low);
        made.ticks.emplace_back(share, numberText(value));
    }
    return made;
}

ParallelAxis goalAxis(const SweepView &view, const SweepGoal &goal)
{
    ParallelAxis axis;
    axis.title = goalText(goal);
    axis.isGoal = true;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const SweepCell &cell : view.cells)
        for (const double value : view.values(cell, goal)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (low > high)
        return axis;
    axis.from = low;
    axis.to = high;
    for (int i = 0; i <= 4; ++i)
        axis.ticks.emplace_back(i / 4.0, valueText(goal, low + i / 4.0 * (high - low)));
    return axis;
}

double placeOfPoint(const ParallelAxis &axis, const AxisPoint &point)
{
    if (axis.kind == ParallelAxis::Kind::Categories) {
        const QString label = QString::fromStdString(point.label);
        const auto tick = std::find_if(axis.ticks.begin(), axis.ticks.end(),
                                       [&label](const auto &entry) { return entry.second == label; });
        return tick == axis.ticks.end() ? kMissingPlace : tick->first;
    }
    const auto number = numberOf(point.label);
    return number ? placeOf(axis, *number) : kMissingPlace;
}

} // namespace

ParallelData makeParallel(const SweepView &view, const SweepGoal &goal)
{
    ParallelData data;
    for (std::size_t i = 0; i < view.spec.axes.size(); ++i)
        data.axes.push_back(axisOf(view, i));
    data.axes.push_back(goalAxis(view, goal));
    for (const SweepCell &cell : view.cells) {
        for (const CellRepeat &repeat : cell.repeats) {
            const RunSummary *run = view.run(repeat.run);
            if (run == nullptr)
                continue;
            ParallelLine line{run->id, runTitle(*run), {}, {}};
            for (std::size_t i = 0; i < view.spec.axes.size(); ++i)
                line.places.push_back(placeOfPoint(data.axes[i], cell.points[i]));
            if (const auto value = view.value(repeat, goal)) {
                const double place = placeOf(data.axes.back(), *value);
                line.places.push_back(place);
                line.shade = goal.maximize ? place : 1 - place;
            } else {
                line.places.push_back(kMissingPlace);
            }
            for (std::size_t i = 0; i < line.places.size(); ++i)
                data.axes[i].hasMissing = data.axes[i].hasMissing || line.places[i] == kMissingPlace;
            data.lines.push_back(std::move(line));
        }
    }
    return data;
}

bool ParallelBrush::isEmpty() const
{
    return std::none_of(stretches.begin(), stretches.end(), [](const auto &stretch) { return stretch.has_value(); });
}

bool ParallelBrush::passes(const ParallelLine &line) const
{
    for (std::size_t i = 0; i < std::min(stretches.size(), line.places.size()); ++i)
        if (stretches[i] &&
            (line.places[i] < stretches[i]->low - kSlack || line.places[i] > stretches[i]->high + kSlack))
            return false;
    return true;
}

std::set<RunId> brushedRuns(const ParallelData &data, const ParallelBrush &brush)
{
    std::set<RunId> runs;
    if (brush.isEmpty())
        return runs;
    for (const ParallelLine &line : data.lines)
        if (brush.passes(line))
            runs.insert(line.run);
    return runs;
}

} // namespace tandem
