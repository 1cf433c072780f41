#include "core/analysis/feature_files.h"

#include "core/analysis/npy_array.h"
#include "core/base/files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

namespace tandem {

namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kSeparators = ",;\t ";

Error unusable(const std::filesystem::path &path, std::string what)
{
    return {ErrorCode::UnusableArray, {path.string(), std::move(what)}, {}};
}

bool isNpy(const std::filesystem::path &path)
{
    return path.extension() == ".npy";
}

std::string shapeText(const std::vector<std::int64_t> &shape)
{
    std::string text;
    for (const std::int64_t side : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(side);
    return text.empty() ? "a single number" : text;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kBlanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The lines of a text with their numbers, from 1.
struct Line {
    std::int64_t number;
    std::string_view text; // without blanks around it
};
std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
    if (text.starts_with("\xEF\xBB\xBF")) // the mark that some programs begin UTF-8 files with
        text.remove_prefix(3);
    std::int64_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back({++number, trimmed(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Fields between commas, semicolons or tabs, whichever the line has; between blanks where it has none of them.
std::vector<std::string_view> fieldsOf(std::string_view line)
{
    char separator = ' ';
    for (const char candidate : {',', ';', '\t'})
        if (separator == ' ' && line.find(candidate) != line.npos)
            separator = candidate;
    std::vector<std::string_view> fields;
    while (true) {
        const auto end = std::min(line.find(separator), line.size());
        const auto field = trimmed(line.substr(0, end));
        if (separator != ' ' || !field.empty())
            fields.push_back(field);
        if (end == line.size())
            return fields;
        line.remove_prefix(end + 1);
    }
}

std::optional<double> numberOf(std::string_view field)
{
    if (field.starts_with('+'))
        field.remove_prefix(1);
    double value = 0;
    const auto result = std::from_chars(field.data(), field.data() + field.size(), value);
    if (result.ec != std::errc() || result.ptr != field.data() + field.size())
        return std::nullopt;
    return value;
}

Error notANumber(const std::filesystem::path &path, const Line &line, std::size_t column, std::string_view field)
{
    return unusable(path, "line " + std::to_string(line.number) + ", column " + std::to_string(column + 1) +
                              " is no number: \"" + std::string(field.substr(0, 40)) + "\"");
}

Result<FeatureTable> parseTable(const std::string &text, const std::filesystem::path &path)
{
    FeatureTable table;
    bool mayBeHeading = true;
    for (const Line &line : linesOf(text)) {
        if (line.text.empty())
            continue;
        const auto fields = fieldsOf(line.text);
        const bool isHeading = mayBeHeading && std::none_of(fields.begin(), fields.end(), [](std::string_view field) {
                                   return numberOf(field).has_value();
                               });
        mayBeHeading = false;
        if (isHeading)
            continue;
        if (table.rows == 0)
            table.dimension = static_cast<std::int64_t>(fields.size());
        if (static_cast<std::int64_t>(fields.size()) != table.dimension)
            return unusable(path, "line " + std::to_string(line.number) + " has " + std::to_string(fields.size()) +
                                      " values where the lines before have " + std::to_string(table.dimension));
        for (std::size_t column = 0; column < fields.size(); ++column) {
            const auto value = numberOf(fields[column]);
            if (!value)
                return notANumber(path, line, column, fields[column]);
            table.values.push_back(static_cast<float>(*value));
        }
        ++table.rows;
    }
    return table;
}

Result<FeatureTable> tableOf(const NpyArray &array, const std::filesystem::path &path)
{
    if (array.shape.size() != 2)
        return unusable(path,
                        "its shape is " + shapeText(array.shape) + "; features have two sides, samples and dimensions");
    FeatureTable table;
    table.rows = array.shape[0];
    table.dimension = array.shape[1];
    table.values.reserve(array.values.size());
    for (const double value : array.values)
        table.values.push_back(static_cast<float>(value));
    return table;
}

/// Whether a label can be stored; "none" where it is negative.
std::optional<std::int32_t> labelOf(double value)
{
    if (!(std::abs(value) <= std::numeric_limits<std::int32_t>::max()) || value != std::floor(value))
        return std::nullopt;
    return value < 0 ? -1 : static_cast<std::int32_t>(value);
}

LabelTable withoutGaps(std::vector<std::int32_t> labels)
{
    std::set<std::int32_t> distinct(labels.begin(), labels.end());
    distinct.erase(-1);
    const std::vector<std::int32_t> numbers(distinct.begin(), distinct.end());
    LabelTable table{std::move(labels), {}};
    if (numbers.empty() || numbers.back() + std::size_t(1) == numbers.size())
        return table;
    for (const std::int32_t number : numbers)
        table.classNames.push_back(std::to_string(number));
    for (std::int32_t &label : table.labels)
        if (label >= 0)
            label =
                static_cast<std::int32_t>(std::lower_bound(numbers.begin(), numbers.end(), label) - numbers.begin());
    return table;
}

Result<LabelTable> labelsOf(const NpyArray &array, const std::filesystem::path &path)
{
    const bool isColumn = array.shape.size() == 2 && array.shape[1] == 1;
    if ((array.shape.size() != 1 && !isColumn) || !array.isInteger)
        return unusable(path, "labels are whole numbers, one a sample, and this is an array of shape " +
                                  shapeText(array.shape) + (array.isInteger ? "" : " of fractions"));
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < array.values.size(); ++i) {
        const auto label = labelOf(array.values[i]);
        if (!label)
            return unusable(path, "the label of row " + std::to_string(i) + " is too large");
        labels.push_back(*label);
    }
    return withoutGaps(std::move(labels));
}

/// Words to numbers in alphabetical order.
LabelTable numbered(const std::vector<std::string_view> &words)
{
    const std::set<std::string_view> distinct(words.begin(), words.end());
    LabelTable table;
    for (const std::string_view word : distinct)
        if (!word.empty())
            table.classNames.emplace_back(word);
    for (const std::string_view word : words) {
        const auto place = std::lower_bound(table.classNames.begin(), table.classNames.end(), word);
        table.labels.push_back(word.empty() ? -1 : static_cast<std::int32_t>(place - table.classNames.begin()));
    }
    return table;
}

Result<LabelTable> parseLabels(const std::string &text, const std::filesystem::path &path)
{
    std::vector<std::string_view> words;
    for (const Line &line : linesOf(text)) {
        if (line.text.find_first_of(",;\t") != line.text.npos)
            return unusable(path, "line " + std::to_string(line.number) + " has more than one label");
        words.push_back(line.text);
    }
    std::vector<std::int32_t> labels;
    for (const std::string_view word : words) {
        const auto number = word.empty() ? std::optional(-1.0) : numberOf(word);
        const auto label = number ? labelOf(*number) : std::nullopt;
        if (!label)
            return numbered(words);
        labels.push_back(*label);
    }
    return withoutGaps(std::move(labels));
}

} // namespace

Result<FeatureTable> readFeatures(const std::filesystem::path &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    Result<FeatureTable> table = FeatureTable();
    if (isNpy(path)) {
        const auto array = parseNpy(*bytes, path);
        table = array ? tableOf(*array, path) : array.error();
    } else {
        table = parseTable(*bytes, path);
    }
    if (!table)
        return table;
    if (table->values.empty())
        return unusable(path, "there is no value in it");
    const auto place =
        std::find_if(table->values.begin(), table->values.end(), [](float v) { return !std::isfinite(v); });
    if (place != table->values.end())
        return unusable(path, "row " + std::to_string((place - table->values.begin()) / table->dimension) +
                                  " (the first is 0) has a value that is infinite or no number; leave such rows out");
    return table;
}

Result<LabelTable> readLabels(const std::filesystem::path &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    if (!isNpy(path))
        return parseLabels(*bytes, path);
    const auto array = parseNpy(*bytes, path);
    return array ? labelsOf(*array, path) : array.error();
}

} // namespace tandem
