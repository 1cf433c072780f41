#pragma once

#include "core/base/result.h"
#include "core/catalog/columns.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Filters of runs as people write them: "state=running,stopped objective.temperature<0.2 tag=paper resnet18".

namespace tandem {

/// One demand on a column.
struct RunCondition {
    enum class Test { Equal, NotEqual, Less, AtMost, More, AtLeast, Contains };
    RunColumn column;
    Test test = Test::Equal;
    std::vector<std::string> values; // any of them; of Less to AtLeast, one number
    bool operator==(const RunCondition &) const = default;
};

/// All conditions hold and every word is found: in the run's name, state, tags, note, id or in its settings.
struct RunQuery {
    std::vector<RunCondition> conditions;
    std::vector<std::string> words; // as written
    [[nodiscard]] bool isEmpty() const { return conditions.empty() && words.empty(); }
    bool operator==(const RunQuery &) const = default;
};

/// What to do with a text that looks like a condition on something unknown.
enum class UnknownKey { IsWord, IsError };

/// Parts are parted by blanks; "quotes" keep blanks, and \ within them a quote. A condition is KEY=VALUE with a
/// column's key, or one of the operators != < <= > >= ~ (contains). VALUE of = and != may be several, with commas.
/// Short keys: tag (one of the run's tags), knn, loss. Numbers may be written as 45%. Error:
/// BadUsage (see unknownColumn; or a number is wanted).
[[nodiscard]] Result<RunQuery> parseQuery(std::string_view text, UnknownKey unknown = UnknownKey::IsWord);
/// BadUsage, with the column that was most likely meant.
[[nodiscard]] Error unknownColumn(std::string_view key);
/// A text that parseQuery reads back.
[[nodiscard]] std::string queryText(const RunQuery &query);
[[nodiscard]] std::string conditionText(const RunCondition &condition);

/// A query made ready for many runs. What the words of a query mean for a setting's value is worked out once per
/// value, so that ten thousand runs take milliseconds.
class RunMatcher {
public:
    explicit RunMatcher(RunQuery query);

    /// `ownText`: see runText(); the caller keeps it.
    [[nodiscard]] bool matches(const RunFacts &run, std::string_view ownText);
    [[nodiscard]] const RunQuery &query() const { return m_query; }

private:
    struct Condition {
        RunCondition condition;
        ColumnReader reader;
        std::vector<std::string> folded;
        std::vector<double> numbers; // NaN where a value is none
    };
    [[nodiscard]] static bool holds(const Condition &condition, const RunFacts &run);
    [[nodiscard]] bool isInSettings(std::size_t word, const RunDigest &digest);

    RunQuery m_query;
    std::vector<Condition> m_conditions;
    std::vector<std::string> m_words; // folded
    enum class Known : std::uint8_t { NotYet, Absent, Present };
    std::vector<std::vector<Known>> m_known; // by word of the query, then by SettingWord::number
    const DigestPool *m_pool = nullptr;      // whose numbers these are
};

/// What a run's own words are, lower case: name, state, health, tags, note, id. `more` is added (a translated state).
[[nodiscard]] std::string runText(const RunFacts &run, std::string_view more = {});

} // namespace tandem
