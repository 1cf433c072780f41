#include "core/catalog/query.h"

#include "core/base/edit_distance.h"
#include "core/base/fold_case.h"
#include "core/config/settings_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace tandem {

namespace {

using Test = RunCondition::Test;

struct Operator {
    std::string_view text;
    Test test;
};
/// Longer ones first: "<=" begins with "<".
constexpr Operator kOperators[] = {{"!=", Test::NotEqual}, {"<=", Test::AtMost}, {">=", Test::AtLeast},
                                   {"=", Test::Equal},     {"<", Test::Less},    {">", Test::More},
                                   {"~", Test::Contains}};

constexpr std::pair<std::string_view, std::string_view> kShortKeys[] = {
    {"tag", "tags"}, {"knn", "knn_accuracy:last"}, {"loss", "loss:last"}, {"id", "run"}, {"star", "starred"}};

bool comparesNumbers(Test test)
{
    return test == Test::Less || test == Test::AtMost || test == Test::More || test == Test::AtLeast;
}

double parseNumber(std::string_view text)
{
    double scale = 1;
    if (!text.empty() && text.back() == '%') {
        text.remove_suffix(1);
        scale = 0.01;
    }
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = failure == std::errc{} && end == text.data() + text.size() && !text.empty();
    return isNumber ? value * scale : std::numeric_limits<double>::quiet_NaN();
}

/// A part of the query with its quotes taken off; where they stood matters for what is an operator or a comma.
struct Part {
    std::string text;
    std::vector<bool> quoted; // by byte of text
};

std::vector<Part> partsOf(std::string_view text)
{
    std::vector<Part> parts;
    Part part;
    bool inQuotes = false, isOpen = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            inQuotes = !inQuotes;
            isOpen = true;
            continue;
        }
        if (!inQuotes && (c == ' ' || c == '\t' || c == '\n')) {
            if (isOpen)
                parts.push_back(std::exchange(part, {}));
            isOpen = false;
            continue;
        }
        const bool isEscape = inQuotes && c == '\\' && i + 1 < text.size();
        part.text += isEscape ? text[++i] : c;
        part.quoted.push_back(inQuotes);
        isOpen = true;
    }
    if (isOpen)
        parts.push_back(std::move(part));
    return parts;
}

std::vector<std::string> valuesOf(const Part &part, std::size_t from, bool areMany)
{
    std::vector<std::string> values(1);
    for (std::size_t i = from; i < part.text.size(); ++i) {
        if (areMany && part.text[i] == ',' && !part.quoted[i])
            values.emplace_back();
        else
            values.back() += part.text[i];
    }
    return values;
}

std::string nearestColumn(std::string_view key)
{
    std::string nearest = nearestKey(key);
    // Also without its section, as nearestKey looks at it.
    std::size_t least = std::min(editDistance(key, nearest), editDistance(key, nearest.substr(nearest.find('.') + 1)));
    const auto consider = [&](std::string_view candidate) {
        if (const auto distance = editDistance(key, candidate); distance < least) {
            least = distance;
            nearest = candidate;
        }
    };
    for (const RunColumn &column : plainColumns())
        consider(columnKey(column));
    for (const auto &[shortKey, whole] : kShortKeys)
        consider(shortKey);
    return nearest;
}

std::optional<RunColumn> columnOf(std::string_view key)
{
    for (const auto &[shortKey, whole] : kShortKeys)
        if (key == shortKey)
            return columnFromKey(whole);
    return columnFromKey(key);
}

} // namespace

Error unknownColumn(std::string_view key)
{
    return {ErrorCode::BadUsage,
            {"Runs have no column named " + std::string(key) + ". Did you mean " + nearestColumn(key) + "?"},
            {}};
}

namespace {

/// A condition, nothing if the part is a word, or why it is neither.
Result<std::optional<RunCondition>> conditionOf(const Part &part, UnknownKey unknown)
{
    for (std::size_t at = 1; at < part.text.size(); ++at) {
        if (part.quoted[at])
            continue;
        for (const Operator &candidate : kOperators) {
            if (part.text.compare(at, candidate.text.size(), candidate.text) != 0)
                continue;
            const std::string key = part.text.substr(0, at);
            const auto column = columnOf(key);
            if (!column && unknown == UnknownKey::IsError)
                return unknownColumn(key);
            if (!column)
                return std::optional<RunCondition>();
            const bool areMany = candidate.test == Test::Equal || candidate.test == Test::NotEqual;
            RunCondition condition{*column, candidate.test, valuesOf(part, at + candidate.text.size(), areMany)};
            if (!comparesNumbers(candidate.test) || !std::isnan(parseNumber(condition.values.front())))
                return std::optional(std::move(condition));
            if (unknown == UnknownKey::IsWord)
                return std::optional<RunCondition>(); // not finished yet
            return Error{ErrorCode::BadUsage,
                         {"\"" + part.text + "\" compares with a number, for example " + key +
                          std::string(candidate.text) + "0.5."},
                         {}};
        }
    }
    return std::optional<RunCondition>();
}

std::string quoted(const std::string &text)
{
    std::string safe = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            safe += '\\';
        safe += c;
    }
    return safe + "\"";
}

/// As it is, where none of these would be read as more than itself.
std::string quotedIfNeeded(const std::string &text, const char *special)
{
    const bool isPlain = !text.empty() && text.find_first_of(special) == std::string::npos;
    return isPlain ? text : quoted(text);
}

bool compare(Test test, double value, double bound)
{
    switch (test) {
    case Test::Less:
        return value < bound;
    case Test::AtMost:
        return value <= bound;
    case Test::More:
        return value > bound;
    default:
        return value >= bound;
    }
}

} // namespace

Result<RunQuery> parseQuery(std::string_view text, UnknownKey unknown)
{
    RunQuery query;
    for (const Part &part : partsOf(text)) {
        auto condition = conditionOf(part, unknown);
        if (!condition)
            return condition.error();
        if (*condition)
            query.conditions.push_back(std::move(**condition));
        else if (!part.text.empty())
            query.words.push_back(part.text);
    }
    return query;
}

std::string conditionText(const RunCondition &condition)
{
    std::string text = columnKey(condition.column);
    const auto known = std::find_if(std::begin(kOperators), std::end(kOperators),
                                    [&](const Operator &o) { return o.test == condition.test; });
    text += known->text;
    for (const std::string &value : condition.values)
        text += (&value == &condition.values.front() ? "" : ",") + quotedIfNeeded(value, " \t\n\",");
    return text;
}

std::string queryText(const RunQuery &query)
{
    std::string text;
    const auto add = [&text](const std::string &part) { text += (text.empty() ? "" : " ") + part; };
    for (const RunCondition &condition : query.conditions)
        add(conditionText(condition));
    for (const std::string &word : query.words)
        add(quotedIfNeeded(word, " \t\n\"=<>~"));
    return text;
}

RunMatcher::RunMatcher(RunQuery query) : m_query(std::move(query))
{
    for (const RunCondition &condition : m_query.conditions) {
        Condition made{condition, ColumnReader(condition.column), {}, {}};
        for (const std::string &value : condition.values) {
            made.folded.push_back(foldCase(value));
            made.numbers.push_back(parseNumber(value));
        }
        m_conditions.push_back(std::move(made));
    }
    for (const std::string &word : m_query.words)
        m_words.push_back(foldCase(word));
    m_known.resize(m_words.size());
}

bool RunMatcher::holds(const Condition &condition, const RunFacts &run)
{
    const RunCondition &wanted = condition.condition;
    const auto isAnyOf = [&](const auto &fits) {
        bool any = false;
        for (std::size_t i = 0; i < condition.folded.size(); ++i)
            any = any || fits(i);
        return any;
    };
    if (wanted.column.kind == RunColumn::Kind::Starred && !comparesNumbers(wanted.test)) {
        const bool isWanted = isAnyOf([&](std::size_t i) {
            return condition.folded[i] == "true" || condition.folded[i] == "yes" || condition.folded[i] == "1";
        });
        return (run.said.isStarred == isWanted) != (wanted.test == Test::NotEqual);
    }
    // A run has several tags; each counts by itself.
    if (wanted.column.kind == RunColumn::Kind::Tags && !comparesNumbers(wanted.test)) {
        const bool found = isAnyOf([&](std::size_t i) {
            if (condition.folded[i].empty())
                return run.said.tags.empty();
            return std::any_of(run.said.tags.begin(), run.said.tags.end(), [&](const std::string &tag) {
                const std::string folded = foldCase(tag);
                return wanted.test == Test::Contains ? folded.find(condition.folded[i]) != std::string::npos
                                                     : folded == condition.folded[i];
            });
        });
        return found != (wanted.test == Test::NotEqual);
    }
    const CellValue value = condition.reader(run);
    const auto number = numberOf(value);
    if (comparesNumbers(wanted.test))
        return number && compare(wanted.test, *number, condition.numbers.front());
    const std::string *text = std::get_if<std::string>(&value);
    const std::string folded = text != nullptr ? foldCase(*text) : std::string();
    const bool found = isAnyOf([&](std::size_t i) {
        if (number)
            return std::isnan(*number) ? condition.folded[i] == "nan" : *number == condition.numbers[i];
        return wanted.test == Test::Contains ? folded.find(condition.folded[i]) != std::string::npos
                                             : folded == condition.folded[i];
    });
    return found != (wanted.test == Test::NotEqual);
}

bool RunMatcher::isInSettings(std::size_t word, const RunDigest &digest)
{
    if (!digest.settings.empty() && m_pool != digest.pool.get()) {
        m_pool = digest.pool.get();
        for (auto &known : m_known)
            known.clear();
    }
    auto &known = m_known[word];
    for (const SettingWord *setting : digest.settings) {
        if (known.size() <= setting->number)
            known.resize(setting->number + 1, Known::NotYet);
        Known &here = known[setting->number];
        if (here == Known::NotYet)
            here = setting->folded.find(m_words[word]) != std::string::npos ? Known::Present : Known::Absent;
        if (here == Known::Present)
            return true;
    }
    return false;
}

bool RunMatcher::matches(const RunFacts &run, std::string_view ownText)
{
    for (const Condition &condition : m_conditions)
        if (!holds(condition, run))
            return false;
    for (std::size_t word = 0; word < m_words.size(); ++word)
        if (ownText.find(m_words[word]) == std::string_view::npos && !isInSettings(word, run.digest))
            return false;
    return true;
}

std::string runText(const RunFacts &run, std::string_view more)
{
    std::string text = runName(run);
    for (const std::string &part :
         {std::string(runStateWord(run.summary.state)), std::string(healthWord(run.digest.health)),
          tagsText(run.said.tags), run.said.note, run.summary.id.toString(), std::string(more)}) {
        text += '\n';
        text += part;
    }
    return foldCase(text);
}

} // namespace tandem
