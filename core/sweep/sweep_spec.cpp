#include "core/sweep/sweep_spec.h"

#include "core/config/settings_table.h"
#include "core/report/records.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace tandem {

namespace {

template <class T> struct Word {
    T value;
    std::string_view word; // on disk
};

constexpr Word<Planner> kPlanners[] = {{Planner::Grid, "grid"}, {Planner::Random, "random"}, {Planner::Tpe, "tpe"}};
constexpr Word<StoppingRule> kRules[] = {
    {StoppingRule::None, "none"}, {StoppingRule::Asha, "asha"}, {StoppingRule::Median, "median"}};
constexpr Word<Summary> kSummaries[] = {
    {Summary::Last, "last"}, {Summary::Best, "best"}, {Summary::AtBestKnn, "at-best-knn"}, {Summary::Mean3, "mean3"}};

template <class T, std::size_t N> std::string_view wordOf(const Word<T> (&words)[N], T value)
{
    return std::find_if(std::begin(words), std::end(words), [value](const auto &w) { return w.value == value; })->word;
}

template <class T, std::size_t N> std::optional<T> fromWord(const Word<T> (&words)[N], std::string_view word)
{
    const auto found =
        std::find_if(std::begin(words), std::end(words), [word](const auto &w) { return w.word == word; });
    return found == std::end(words) ? std::nullopt : std::optional(found->value);
}

/// Four significant digits: what a person would have typed.
double rounded(double value)
{
    if (value == 0 || !std::isfinite(value))
        return value;
    char buffer[32];
    char *end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 3).ptr;
    double result = value;
    std::from_chars(buffer, end, result);
    return result;
}

} // namespace

std::string_view plannerWord(Planner planner)
{
    return wordOf(kPlanners, planner);
}

std::string_view stoppingRuleWord(StoppingRule rule)
{
    return wordOf(kRules, rule);
}

std::string_view summaryWord(Summary summary)
{
    return wordOf(kSummaries, summary);
}

std::optional<Planner> plannerFromWord(std::string_view word)
{
    return fromWord(kPlanners, word);
}

std::optional<StoppingRule> stoppingRuleFromWord(std::string_view word)
{
    return fromWord(kRules, word);
}

std::optional<Summary> summaryFromWord(std::string_view word)
{
    return fromWord(kSummaries, word);
}

std::string goalSeries(const SweepGoal &goal)
{
    return goal.series.empty() ? std::string(series::kKnnAccuracy) : goal.series;
}

AxisPoint pointOf(std::string_view key, std::string_view value)
{
    std::string text(value);
    // 0.50 and 5e-1 are the same point.
    Settings scratch;
    if (const SettingField *field = findSetting(key); field != nullptr && setSetting(scratch, key, text))
        text = settingText(field->get(scratch));
    return {text, {std::string(key) + "=" + text}};
}

std::vector<AxisPoint> pointsOf(std::string_view key, const AxisRange &range)
{
    const SettingField *field = findSetting(key);
    const bool whole = field != nullptr && field->kind == SettingKind::Integer;
    std::vector<AxisPoint> points;
    for (std::int64_t i = 0; i < range.count; ++i) {
        const double share = range.count == 1 ? 0 : static_cast<double>(i) / static_cast<double>(range.count - 1);
        double value = range.logarithmic ? range.from * std::pow(range.to / range.from, share)
                                         : range.from + share * (range.to - range.from);
        if (i == 0)
            value = range.from;
        else if (i == range.count - 1)
            value = range.to;
        else
            value = rounded(value);
        if (whole)
            value = std::round(value);
        AxisPoint point = pointOf(key, settingText(whole ? SettingValue(static_cast<std::int64_t>(value)) : value));
        if (points.empty() || points.back().label != point.label)
            points.push_back(std::move(point));
    }
    return points;
}

void expandRanges(SweepSpec &spec)
{
    for (SweepAxis &axis : spec.axes)
        if (spec.planning.planner == Planner::Grid && axis.range && axis.points.empty())
            axis.points = pointsOf(axis.name, *axis.range);
}

std::vector<std::string> variedKeys(const SweepSpec &spec)
{
    std::vector<std::string> keys;
    const auto add = [&keys](const std::string &key) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    };
    for (const SweepAxis &axis : spec.axes) {
        if (axis.range)
            add(axis.name);
        for (const AxisPoint &point : axis.points)
            for (const std::string &assignment : point.assignments)
                add(assignment.substr(0, assignment.find('=')));
    }
    return keys;
}

} // namespace tandem
