#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Internal to core/sweep.

namespace tandem {

/// Reads the members of a JSON object by name, and knows which ones nobody asked for. The first thing that is wrong
/// counts. Members that are absent leave their value as it is.
class JsonReader {
public:
    /// `where`: what the object is, for messages: "early_stopping".
    JsonReader(const nlohmann::ordered_json &object, std::string where);

    /// Null if absent.
    [[nodiscard]] const nlohmann::ordered_json *member(const char *key);
    void read(const char *key, std::string &value);
    void read(const char *key, bool &value);
    void read(const char *key, std::int64_t &value);
    void read(const char *key, double &value);
    void read(const char *key, std::vector<std::string> &value);
    /// A word that `parse` turns into a value. `accepted`: for the message.
    template <class T, class Parse> void readWord(const char *key, T &value, Parse parse, const char *accepted)
    {
        std::string word;
        read(key, word);
        if (m_error || member(key) == nullptr)
            return;
        if (const auto parsed = parse(word))
            value = *parsed;
        else
            refuse(key, word, accepted);
    }
    void refuse(const char *key, const std::string &value, const char *accepted);
    void fail(Error error);

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// What was wrong, or a member that nobody asked for (UnknownKey); none if all is well.
    [[nodiscard]] std::optional<Error> finish();

private:
    [[nodiscard]] std::string path(const std::string &key) const;

    const nlohmann::ordered_json &m_object;
    std::string m_where;
    std::vector<std::string> m_known;
    std::optional<Error> m_error;
};

} // namespace tandem
