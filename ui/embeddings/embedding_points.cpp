#include "ui/embeddings/embedding_points.h"

#include "core/data/image_set.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>
#include <utility>

namespace tandem {

namespace {

struct Titles {
    Q_DECLARE_TR_FUNCTIONS(EmbeddingPoints)
};

QStringList classNamesOf(const EmbeddingRecord &record, std::span<const std::string> known)
{
    QStringList names;
    for (const std::string &name : known)
        names.append(QString::fromStdString(name));
    std::int32_t last = -1;
    for (const auto *labels : {&record.labels, &record.predicted})
        for (const std::int32_t label : *labels)
            last = std::max(last, label);
    while (names.size() <= last)
        names.append(QString::number(names.size()));
    return names;
}

} // namespace

PointTablePtr pointsOf(const EmbeddingRecord &record, const ImageSet *training, const std::string &identity,
                       std::span<const std::string> classNames)
{
    auto table = std::make_shared<PointTable>();
    table->samples = record.samples;
    if (training) {
        table->dataset = datasetIdentity(*training);
        for (std::uint32_t &sample : table->samples)
            sample = training->sourceIndex(sample);
    } else {
        table->dataset = {identity + " (training part)", record.samples.empty() ? 0 : record.samples.back() + 1};
    }
    assert(std::is_sorted(table->samples.begin(), table->samples.end())); // splits keep the order of the whole
    if (classNames.empty() && training)
        classNames = training->classNames();
    const QStringList names = classNamesOf(record, classNames);
    const std::size_t count = record.samples.size();
    if (record.labels.size() == count && !names.isEmpty())
        table->columns.push_back(categoryColumn(QStringLiteral("class"), Titles::tr("Class"), record.labels, names));
    if (record.predicted.size() == count && count > 0)
        table->columns.push_back(
            categoryColumn(QStringLiteral("predicted"), Titles::tr("Predicted by kNN"), record.predicted, names));
    if (record.positives.size() == count && count > 0)
        table->columns.push_back(
            numberColumn(QStringLiteral("positive"), Titles::tr("Cosine of two views"), record.positives));
    return table;
}

std::shared_ptr<const ArrayNeighbors> neighborsOf(const EmbeddingRecord &record)
{
    const auto rows = [](const std::vector<float> &values, std::int64_t dimension) {
        return EmbeddingRows{values, values.empty() ? 0 : static_cast<std::size_t>(dimension)};
    };
    return std::make_shared<ArrayNeighbors>(rows(record.h, record.featureDimension),
                                            rows(record.z, record.projectionDimension));
}

} // namespace tandem
