#pragma once

#include "ui/sample_selection.h"

#include <QString>
#include <QStringList>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tandem {

constexpr std::int32_t kNoCategory = -1;

/// Something that is known of every point: its class, its loss, how pure its neighborhood is. By point, in the order of
/// the table that it stands in.
struct SampleColumn {
    enum class Kind { Category, Number };

    QString key;   // stable, not translated: "class", "loss"
    QString title; // translated
    Kind kind = Kind::Number;
    // Of Category:
    std::vector<std::int32_t> categories; // indices into `names`; kNoCategory: not known
    QStringList names;
    // Of Number:
    std::vector<float> numbers; // NaN: not known
    int decimals = 3;           // on the screen
    bool isDiverging = false;   // 0 is the middle, and both directions mean something

    [[nodiscard]] bool isMissing(std::size_t point) const
    {
        return kind == Kind::Category ? categories[point] < 0 : std::isnan(numbers[point]);
    }
    /// The name of the category, or the number with its decimals; a dash where it is not known.
    [[nodiscard]] QString text(std::size_t point) const;
};

[[nodiscard]] SampleColumn categoryColumn(const QString &key, const QString &title, std::vector<std::int32_t> values,
                                          const QStringList &names);
[[nodiscard]] SampleColumn numberColumn(const QString &key, const QString &title, std::vector<float> values,
                                        int decimals = 3, bool isDiverging = false);

/// The images that a map, a table and a neighbor panel show, with what is known of each. Point p is image samples[p] of
/// the dataset. Immutable once shared; any thread.
struct PointTable {
    DatasetIdentity dataset;
    std::vector<std::uint32_t> samples; // ascending, each once, below dataset.size
    std::vector<SampleColumn> columns;

    [[nodiscard]] std::size_t size() const { return samples.size(); }
    [[nodiscard]] const SampleColumn *column(const QString &key) const; // null: there is none
    /// The point that shows an image; -1: none does.
    [[nodiscard]] std::int64_t pointOf(std::int64_t sample) const;
    /// The images of some points, as a set of the dataset.
    [[nodiscard]] SampleSet samplesOf(std::span<const std::uint32_t> points) const;
    /// The points whose image is in a set of the dataset, ascending.
    [[nodiscard]] std::vector<std::uint32_t> pointsOf(const SampleSet &samples) const;
};
using PointTablePtr = std::shared_ptr<const PointTable>;

} // namespace tandem
