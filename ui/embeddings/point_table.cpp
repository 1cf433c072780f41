#include "ui/embeddings/point_table.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace tandem {

QString SampleColumn::text(std::size_t point) const
{
    if (isMissing(point))
        return QStringLiteral("–");
    if (kind == Kind::Category)
        return names.value(categories[point]);
    return QLocale().toString(static_cast<double>(numbers[point]), 'f', decimals);
}

SampleColumn categoryColumn(const QString &key, const QString &title, std::vector<std::int32_t> values,
                            const QStringList &names)
{
    SampleColumn column;
    column.key = key;
    column.title = title;
    column.kind = SampleColumn::Kind::Category;
    column.categories = std::move(values);
    column.names = names;
    return column;
}

SampleColumn numberColumn(const QString &key, const QString &title, std::vector<float> values, int decimals,
                          bool isDiverging)
{
    SampleColumn column;
    column.key = key;
    column.title = title;
    column.numbers = std::move(values);
    column.decimals = decimals;
    column.isDiverging = isDiverging;
    return column;
}

const SampleColumn *PointTable::column(const QString &key) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&key](const SampleColumn &column) { return column.key == key; });
    return found == columns.end() ? nullptr : &*found;
}

std::int64_t PointTable::pointOf(std::int64_t sample) const
{
    const auto found = std::lower_bound(samples.begin(), samples.end(), sample);
    return found != samples.end() && *found == sample ? found - samples.begin() : -1;
}

SampleSet PointTable::samplesOf(std::span<const std::uint32_t> points) const
{
    SampleSet set(dataset.size);
    for (const std::uint32_t point : points)
        set.insert(samples[point]);
    return set;
}

std::vector<std::uint32_t> PointTable::pointsOf(const SampleSet &set) const
{
    std::vector<std::uint32_t> points;
    for (std::size_t point = 0; point < samples.size(); ++point)
        if (set.contains(samples[point]))
            points.push_back(static_cast<std::uint32_t>(point));
    return points;
}

} // namespace tandem
