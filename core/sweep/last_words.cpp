#include "core/sweep/last_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kTailBytes = 64 * 1024; // a trainer that fails at once says little
constexpr std::size_t kLongest = 500;

std::string tail(const std::filesystem::path &log, std::int64_t from)
{
    std::ifstream file(log, std::ios::binary | std::ios::ate);
    if (!file)
        return {};
    const auto size = static_cast<std::int64_t>(file.tellg());
    const std::int64_t begin = std::clamp<std::int64_t>(size - kTailBytes, std::min(from, size), size);
    std::string text(static_cast<std::size_t>(size - begin), '\0');
    file.seekg(begin);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return text;
}

std::string_view trimmed(std::string_view line)
{
    const auto first = line.find_first_not_of(" \t\r");
    return first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        lines.push_back(trimmed(line));
    }
    return lines;
}

std::string cut(std::string_view line)
{
    if (line.size() <= kLongest)
        return std::string(line);
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) // within a character
        --end;
    return std::string(line.substr(0, end)) + "…";
}

} // namespace

std::optional<Error> errorInLine(std::string_view line)
{
    if (line.empty() || line.front() != '{')
        return std::nullopt;
    const Json object = Json::parse(line, nullptr, false);
    const auto error = object.is_object() ? object.find("error") : object.end();
    if (!object.is_object() || error == object.end() || !error->is_object())
        return std::nullopt;
    const auto code = errorFromWord(error->value("code", std::string()));
    if (!code)
        return Error{ErrorCode::LaunchFailed, {error->value("message", std::string())}, {}};
    Error found{*code, {}, {}};
    for (const Json &argument : error->value("arguments", Json::array()))
        found.arguments.push_back(argument.is_string() ? argument.get<std::string>() : argument.dump());
    return found;
}

Error lastWords(const std::filesystem::path &log, std::int64_t from)
{
    const std::string text = tail(log, from);
    const auto lines = linesOf(text);
    // Destructors and libraries may chatter after the failure, so its own line counts wherever it stands.
    std::string_view last;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (auto error = errorInLine(*line))
            return std::move(*error);
        if (last.empty())
            last = *line;
    }
    std::string words = cut(last);
    while (!words.empty() && words.back() == '.')
        words.pop_back();
    return {ErrorCode::LaunchFailed, {words.empty() ? std::string("none") : words}, {}};
}

} // namespace tandem
