#include "core/catalog/columns.h"

#include "core/config/settings_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace tandem {

namespace {

using Kind = RunColumn::Kind;

constexpr std::pair<Kind, std::string_view> kPlain[] = {
    {Kind::Starred, "starred"},   {Kind::Name, "name"},
    {Kind::State, "state"},       {Kind::Health, "health"},
    {Kind::Progress, "progress"}, {Kind::TimeLeft, "time_left"},
    {Kind::Created, "created"},   {Kind::Started, "started"},
    {Kind::Duration, "duration"}, {Kind::Epoch, "epoch"},
    {Kind::Memory, "memory"},     {Kind::Tags, "tags"},
    {Kind::Note, "note"},         {Kind::Id, "run"},
    {Kind::Version, "version"},
};

constexpr std::pair<SeriesPick, std::string_view> kPicks[] = {
    {SeriesPick::Last, "last"},          {SeriesPick::Best, "best"},       {SeriesPick::AtBestKnn, "at-best-knn"},
    {SeriesPick::TailMean, "tail-mean"}, {SeriesPick::Minimum, "minimum"}, {SeriesPick::Maximum, "maximum"},
};

constexpr std::string_view kKnownSeries[] = {
    series::kLoss,
    series::kEpochLoss,
    series::kKnnAccuracy,
    series::kOnlineLinearAccuracy,
    series::kContrastiveAccuracy,
    series::kContrastiveAccuracyN,
    series::kLearningRate,
    series::kEntropy,
    series::kPositiveSimilarity,
    series::kNegativeSimilarity,
    series::kImagesPerSecond,
    series::kDataWaitShare,
    series::kFeatureStd,
    series::kProjectionStd,
    series::kFeatureStdMin,
    series::kFeatureStdMax,
    series::kProjectionStdMin,
    series::kProjectionStdMax,
    series::kEffectiveRank,
    series::kProjectionEffectiveRank,
    series::kUniformity,
    series::kAlignment,
    series::kGradientNorm,
};

template <class Range> bool contains(const Range &range, std::string_view text)
{
    return std::find(std::begin(range), std::end(range), text) != std::end(range);
}

CellValue numberOrNothing(std::int64_t value)
{
    return value > 0 ? CellValue(static_cast<double>(value)) : CellValue();
}

double pickFrom(const SeriesDigest &digest, SeriesPick pick)
{
    switch (pick) {
    case SeriesPick::Last:
        return digest.last;
    case SeriesPick::TailMean:
        return digest.tailMean;
    case SeriesPick::Minimum:
        return digest.minimum;
    case SeriesPick::Maximum:
        return digest.maximum;
    case SeriesPick::Best:
        return directionOf(digest.name) == Direction::Lower ? digest.minimum : digest.maximum;
    case SeriesPick::AtBestKnn:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// What the summary has is fresher than the digest while a run lives, and also what a person sees elsewhere.
std::optional<double> fromSummary(const RunColumn &column, const RunSummary &summary)
{
    if (column.pick == SeriesPick::Best && column.key == series::kKnnAccuracy)
        return summary.bestKnnAccuracy;
    if (column.pick != SeriesPick::Last)
        return std::nullopt;
    if (column.key == series::kLoss)
        return summary.loss;
    if (column.key == series::kKnnAccuracy)
        return summary.knnAccuracy;
    if (column.key == series::kImagesPerSecond)
        return summary.imagesPerSecond;
    if (column.key == series::kDataWaitShare)
        return summary.dataWaitShare;
    return std::nullopt;
}

CellValue seriesValue(const RunColumn &column, const RunFacts &run)
{
    if (const auto fresh = fromSummary(column, run.summary))
        return *fresh;
    const SeriesDigest *digest = run.digest.find(column.key);
    if (digest == nullptr || (column.pick == SeriesPick::Best && directionOf(column.key) == Direction::Neither))
        return {};
    if (column.pick == SeriesPick::AtBestKnn)
        return digest->atBest ? CellValue(*digest->atBest) : CellValue();
    return pickFrom(*digest, column.pick);
}

CellValue textOrNothing(std::string text)
{
    return text.empty() ? CellValue() : CellValue(std::move(text));
}

} // namespace

std::string_view pickWord(SeriesPick pick)
{
    return std::find_if(std::begin(kPicks), std::end(kPicks), [pick](const auto &p) { return p.first == pick; })
        ->second;
}

std::string columnKey(const RunColumn &column)
{
    if (column.kind == Kind::Setting)
        return column.key;
    if (column.kind == Kind::Series)
        return column.key + ":" + std::string(pickWord(column.pick));
    return std::string(std::find_if(std::begin(kPlain), std::end(kPlain), [&](const auto &p) {
                           return p.first == column.kind;
                       })->second);
}

std::optional<RunColumn> columnFromKey(std::string_view key)
{
    for (const auto &[kind, word] : kPlain)
        if (word == key)
            return RunColumn{kind, {}, SeriesPick::Last};
    if (findSetting(key) != nullptr)
        return RunColumn{Kind::Setting, std::string(key), SeriesPick::Last};
    const auto colon = key.rfind(':');
    if (colon == std::string_view::npos)
        return contains(kKnownSeries, key) ? std::optional(RunColumn{Kind::Series, std::string(key), SeriesPick::Last})
                                           : std::nullopt;
    for (const auto &[pick, word] : kPicks)
        if (colon > 0 && word == key.substr(colon + 1))
            return RunColumn{Kind::Series, std::string(key.substr(0, colon)), pick};
    return std::nullopt;
}

const std::vector<RunColumn> &plainColumns()
{
    static const std::vector<RunColumn> all = [] {
        std::vector<RunColumn> columns;
        for (const auto &[kind, word] : kPlain)
            columns.push_back({kind, {}, SeriesPick::Last});
        return columns;
    }();
    return all;
}

CellValue cellValue(const RunColumn &column, const RunFacts &run)
{
    return ColumnReader(column)(run);
}

ColumnReader::ColumnReader(RunColumn column) : m_column(std::move(column))
{
    if (m_column.kind != Kind::Setting)
        return;
    const SettingField *field = findSetting(m_column.key);
    if (field == nullptr)
        return;
    m_field = static_cast<std::size_t>(field - settingsTable().data());
    m_isNumber = field->kind == SettingKind::Integer || field->kind == SettingKind::Number;
}

CellValue ColumnReader::operator()(const RunFacts &run) const
{
    const RunSummary &s = run.summary;
    switch (m_column.kind) {
    case Kind::Name:
        return runName(run);
    case Kind::State:
        return std::string(runStateWord(s.state));
    case Kind::Health:
        return run.digest.health == Health::Unknown ? CellValue()
                                                    : CellValue(std::string(healthWord(run.digest.health)));
    case Kind::Progress:
        return s.totalSteps > 0
                   ? CellValue(std::clamp(static_cast<double>(s.step) / static_cast<double>(s.totalSteps), 0.0, 1.0))
                   : CellValue();
    case Kind::TimeLeft:
        return {};
    case Kind::Created:
        return numberOrNothing(s.createdMs);
    case Kind::Started:
        return numberOrNothing(s.startedMs > 0 ? s.startedMs : s.createdMs);
    case Kind::Duration:
        return s.secondsTrained > 0 ? CellValue(s.secondsTrained) : CellValue();
    case Kind::Epoch:
        return static_cast<double>(s.epoch);
    case Kind::Memory:
        return numberOrNothing(s.peakMemoryBytes);
    case Kind::Starred:
        return run.said.isStarred ? CellValue(1.0) : CellValue();
    case Kind::Tags:
        return textOrNothing(tagsText(run.said.tags));
    case Kind::Note:
        return textOrNothing(run.said.note);
    case Kind::Id:
        return s.id.toString();
    case Kind::Version:
        return textOrNothing(s.programVersion);
    case Kind::Setting: {
        if (!m_field || run.digest.settings.empty())
            return {};
        const SettingWord &word = *run.digest.settings[*m_field];
        return m_isNumber ? CellValue(word.value) : CellValue(word.text);
    }
    case Kind::Series:
        return seriesValue(m_column, run);
    }
    return {};
}

std::optional<double> numberOf(const CellValue &value)
{
    const double *number = std::get_if<double>(&value);
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

ColumnFormat formatOf(const RunColumn &column)
{
    switch (column.kind) {
    case Kind::Progress:
        return ColumnFormat::Share;
    case Kind::TimeLeft:
    case Kind::Duration:
        return ColumnFormat::Seconds;
    case Kind::Created:
    case Kind::Started:
        return ColumnFormat::Moment;
    case Kind::Epoch:
    case Kind::Starred:
        return ColumnFormat::Count;
    case Kind::Memory:
        return ColumnFormat::Bytes;
    case Kind::Setting: {
        const SettingField *field = findSetting(column.key);
        if (field != nullptr && field->kind == SettingKind::Integer)
            return ColumnFormat::Count;
        return field != nullptr && field->kind == SettingKind::Number ? ColumnFormat::Number : ColumnFormat::Text;
    }
    case Kind::Series: {
        constexpr std::string_view kShares[] = {series::kKnnAccuracy, series::kContrastiveAccuracy,
                                                series::kContrastiveAccuracyN, series::kOnlineLinearAccuracy,
                                                series::kDataWaitShare};
        return contains(kShares, column.key) ? ColumnFormat::Share : ColumnFormat::Number;
    }
    default:
        return ColumnFormat::Text;
    }
}

Direction directionOf(std::string_view name)
{
    constexpr std::string_view kHigher[] = {series::kKnnAccuracy,         series::kOnlineLinearAccuracy,
                                            series::kContrastiveAccuracy, series::kContrastiveAccuracyN,
                                            series::kEffectiveRank,       series::kProjectionEffectiveRank,
                                            series::kImagesPerSecond};
    constexpr std::string_view kLower[] = {series::kLoss, series::kEpochLoss, series::kDataWaitShare};
    if (contains(kHigher, name))
        return Direction::Higher;
    return contains(kLower, name) ? Direction::Lower : Direction::Neither;
}

Direction directionOf(const RunColumn &column)
{
    if (column.kind == Kind::Series)
        return directionOf(column.key);
    return column.kind == Kind::Duration || column.kind == Kind::Memory ? Direction::Lower : Direction::Neither;
}

bool isNumeric(const RunColumn &column)
{
    const ColumnFormat format = formatOf(column);
    return format != ColumnFormat::Text && format != ColumnFormat::Moment && column.kind != Kind::Starred &&
           column.kind != Kind::TimeLeft;
}

std::string runName(const RunFacts &run)
{
    if (!run.said.name.empty())
        return run.said.name;
    return run.summary.name.empty() ? run.summary.id.toString() : run.summary.name;
}

} // namespace tandem
