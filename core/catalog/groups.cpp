#include "core/catalog/groups.h"

#include "core/config/settings_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tandem {

namespace {

constexpr std::string_view kSeeds = "seeds";

} // namespace

std::string groupingKey(const RunGrouping &grouping)
{
    return grouping.bySeeds ? std::string(kSeeds) : columnKey(grouping.column);
}

std::optional<RunGrouping> groupingFromKey(std::string_view key)
{
    if (key == kSeeds)
        return RunGrouping{true, {}};
    const auto column = columnFromKey(key);
    return column ? std::optional(RunGrouping{false, *column}) : std::nullopt;
}

bool isBesidesTheExperiment(std::string_view key)
{
    constexpr std::string_view kBesides[] = {"train.seed", "train.threads", "train.loader_threads",
                                             "train.rank_timeout"};
    return std::find(std::begin(kBesides), std::end(kBesides), key) != std::end(kBesides);
}

GroupReader::GroupReader(RunGrouping grouping) : m_grouping(std::move(grouping)), m_reader(m_grouping.column)
{
    for (const SettingField &field : settingsTable())
        m_isBesides.push_back(isBesidesTheExperiment(field.key));
}

std::string GroupReader::operator()(const RunFacts &run) const
{
    std::string text;
    if (m_grouping.bySeeds) {
        for (const SettingWord *word : run.digest.settings)
            if (!m_isBesides[word->field])
                text += std::to_string(word->number) + " ";
        return text;
    }
    const CellValue value = m_reader(run);
    if (const std::string *words = std::get_if<std::string>(&value))
        return *words;
    if (const auto number = numberOf(value)) {
        char buffer[64];
        return {buffer, std::to_chars(buffer, buffer + sizeof buffer, *number).ptr};
    }
    return text;
}

Spread spreadOf(const std::vector<double> &values)
{
    Spread spread;
    double sum = 0;
    for (const double value : values)
        if (std::isfinite(value)) {
            sum += value;
            ++spread.count;
        }
    if (spread.count == 0)
        return spread;
    const auto count = static_cast<double>(spread.count);
    spread.mean = sum / count;
    if (spread.count < 2)
        return spread;
    double squares = 0;
    for (const double value : values)
        if (std::isfinite(value))
            squares += (value - spread.mean) * (value - spread.mean);
    spread.deviation = std::sqrt(squares / (count - 1));
    return spread;
}

} // namespace tandem
