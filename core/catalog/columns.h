#pragma once

#include "core/store/run_annotation.h"
#include "core/store/run_digest.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the table of runs can show, in the window and on the command line: a column is a key, and the value of a run in
// it is a number, a text, or nothing.

namespace tandem {

/// A run as a row: borrowed for the length of a call.
struct RunFacts {
    const RunSummary &summary;
    const RunDigest &digest;
    const RunAnnotation &said;
};

/// Which number of a series.
enum class SeriesPick {
    Last,
    Best,      // lowest or highest, of series where one of both is wanted
    AtBestKnn, // the latest when kNN accuracy was best
    TailMean,  // of the last SeriesDigest::kTail points
    Minimum,
    Maximum,
};

struct RunColumn {
    enum class Kind {
        Name,
        State,
        Health,
        Progress, // share of steps done
        TimeLeft, // seconds; not in a run's file: whoever shows it knows
        Created,  // ms since 1970 UTC
        Started,  // the same, of the latest segment
        Duration, // seconds trained
        Epoch,    // finished
        Memory,   // bytes at most
        Starred,
        Tags,
        Note,
        Id,
        Version, // of the program
        Setting,
        Series,
    };
    Kind kind = Kind::Name;
    std::string key; // of Setting: "objective.temperature"; of Series: "knn_accuracy"
    SeriesPick pick = SeriesPick::Last;
    bool operator==(const RunColumn &) const = default;
};

/// "name", "objective.temperature", "knn_accuracy:best". Stored; never renamed.
[[nodiscard]] std::string columnKey(const RunColumn &column);
/// None for a text that is no key. A series need not exist; without ":", only known ones are taken, as their last
/// value.
[[nodiscard]] std::optional<RunColumn> columnFromKey(std::string_view key);
/// The words after ":" of a series.
[[nodiscard]] std::string_view pickWord(SeriesPick pick);
/// All kinds but Setting and Series, in the order a person meets them.
[[nodiscard]] const std::vector<RunColumn> &plainColumns();

/// Nothing, a number or a text. NaN is a number.
using CellValue = std::variant<std::monostate, double, std::string>;
[[nodiscard]] CellValue cellValue(const RunColumn &column, const RunFacts &run);
/// The same for many runs: finds once what the column means.
class ColumnReader {
public:
    explicit ColumnReader(RunColumn column);
    [[nodiscard]] const RunColumn &column() const { return m_column; }
    [[nodiscard]] CellValue operator()(const RunFacts &run) const;

private:
    RunColumn m_column;
    std::optional<std::size_t> m_field; // of Setting: its place in the table
    bool m_isNumber = false;            // of Setting
};
/// The number behind a cell, for sorting and for means; none where there is none. Flags count 0 and 1.
[[nodiscard]] std::optional<double> numberOf(const CellValue &value);

enum class ColumnFormat { Text, Number, Share, Count, Seconds, Moment, Bytes };
[[nodiscard]] ColumnFormat formatOf(const RunColumn &column);
/// Whether more or less is better; Neither where that depends.
enum class Direction { Neither, Higher, Lower };
[[nodiscard]] Direction directionOf(const RunColumn &column);
[[nodiscard]] Direction directionOf(std::string_view series);
/// Whether means over runs make sense.
[[nodiscard]] bool isNumeric(const RunColumn &column);

/// The name that a person gave a run, or the one that it was started with; its id where it has none.
[[nodiscard]] std::string runName(const RunFacts &run);

} // namespace tandem
