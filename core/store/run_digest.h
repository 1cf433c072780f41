#pragma once

#include "core/report/health.h"
#include "core/report/records.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// One value of one setting. All runs that have it share it, so that thousands of runs are compared by address.
struct SettingWord {
    std::size_t field = 0;    // place in settingsTable()
    std::uint32_t number = 0; // consecutive within a pool: for sets of words
    std::string text;         // as settingText() writes it
    std::string folded;       // "train.epochs=100", lower case: what the words of a filter look into
    double value = 0;         // of numbers and flags; NaN of other kinds
};

/// Keeps words and names for as long as anybody holds a digest of theirs. Grows and never forgets. One thread adds;
/// what it gave out may be read by others.
class DigestPool {
public:
    [[nodiscard]] const SettingWord *word(std::size_t field, std::string_view text);
    [[nodiscard]] std::string_view name(std::string_view name);
    [[nodiscard]] std::size_t words() const { return m_words.size(); }

private:
    std::deque<SettingWord> m_words;
    std::deque<std::string> m_names;
    std::vector<std::map<std::string_view, const SettingWord *>> m_byField;
    std::map<std::string_view, std::string_view> m_byName;
};

/// What the table of runs can say of one series, without its points. NaN is a value.
struct SeriesDigest {
    static constexpr std::int64_t kTail = 10; // points of the tail's mean

    std::string_view name; // lives as long as the digest's pool
    std::int64_t count = 0;
    std::int64_t nonFinite = 0;
    std::int64_t lastStep = 0, minimumStep = 0, maximumStep = 0;
    double first = 0, last = 0;
    double minimum = 0, maximum = 0; // of finite values; NaN without any
    double tailMean = 0;             // of the last kTail finite values, or of all if there are fewer; NaN without any
    std::optional<double> atBest;    // the latest value when kNN accuracy was best; none without such
};

/// All that the table of runs knows of a run beyond its summary. Immutable once made.
struct RunDigest {
    std::shared_ptr<const DigestPool> pool;
    std::vector<SeriesDigest> series;          // ordered by name
    std::vector<const SettingWord *> settings; // in the order of settingsTable(); empty where they cannot be read
    Health health = Health::Unknown;
    std::int64_t healthSince = 0; // Diagnosis::sinceStep

    [[nodiscard]] const SeriesDigest *find(std::string_view name) const;
};

/// The words of settings as JSON; empty where they cannot be read by this version.
[[nodiscard]] std::vector<const SettingWord *> settingWords(std::string_view settingsJson, DigestPool &pool);

} // namespace tandem
