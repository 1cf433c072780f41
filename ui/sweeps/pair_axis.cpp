#include "ui/sweeps/pair_axis.h"

#include "core/config/settings_table.h"

#include <algorithm>

namespace tandem {

namespace {

/// "color+blur" → color, blur; "color" → color, color; empty words where it is neither.
std::pair<std::string, std::string> wordsOf(const std::string &label)
{
    const auto plus = label.find('+');
    if (plus == std::string::npos)
        return {label, label};
    if (label.find('+', plus + 1) != std::string::npos)
        return {};
    return {label.substr(0, plus), label.substr(plus + 1)};
}

} // namespace

std::pair<int, int> PairAxis::placeOf(const AxisPoint &point) const
{
    const auto [first, second] = wordsOf(point.label);
    const auto place = [this](const std::string &word) {
        return static_cast<int>(std::find(words.begin(), words.end(), word) - words.begin());
    };
    return {place(first), place(second)};
}

std::optional<PairAxis> pairAxis(const SweepAxis &axis)
{
    if (axis.range || findSetting(axis.name) != nullptr)
        return std::nullopt;
    PairAxis pairs;
    bool hasPair = false;
    for (const AxisPoint &point : axis.points) {
        const auto [first, second] = wordsOf(point.label);
        if (first.empty() || second.empty())
            return std::nullopt;
        hasPair = hasPair || first != second;
        for (const std::string &word : {first, second})
            if (std::find(pairs.words.begin(), pairs.words.end(), word) == pairs.words.end())
                pairs.words.push_back(word);
    }
    return hasPair ? std::optional(std::move(pairs)) : std::nullopt;
}

} // namespace tandem
