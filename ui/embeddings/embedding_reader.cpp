#include "ui/embeddings/embedding_reader.h"

#include "core/analysis/feature_files.h"
#include "core/config/settings_table.h"
#include "core/store/run_reader.h"
#include "ui/embeddings/embedding_points.h"
#include "ui/error_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <charconv>
#include <limits>
#include <numeric>
#include <utility>

namespace tandem {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EmbeddingReader)
};

Result<EmbeddingRecord> recordOfFile(const EmbeddingPlace &place)
{
    const std::string path = place.features.toStdString();
    auto features = readFeatures(path);
    if (!features)
        return features.error();
    EmbeddingRecord record;
    record.samples.resize(static_cast<std::size_t>(features->rows));
    std::iota(record.samples.begin(), record.samples.end(), 0U);
    record.featureDimension = features->dimension;
    record.h = std::move(features->values);
    if (!place.labels.isEmpty()) {
        auto labels = readLabels(place.labels.toStdString());
        if (!labels)
            return labels.error();
        if (labels->labels.size() != record.samples.size())
            return Error{ErrorCode::UnusableArray,
                         {place.labels.toStdString(), "it has " + std::to_string(labels->labels.size()) +
                                                          " labels for " + std::to_string(record.samples.size()) +
                                                          " rows of features"},
                         {}};
        record.labels = std::move(labels->labels);
    }
    return record;
}

/// By training sample, from the newest record of a vector; empty where there is none.
std::vector<float> sampleVector(RunReader &reader, std::string_view name)
{
    auto found = reader.vectors(name);
    return found && !found->empty() ? std::move(found->back().values) : std::vector<float>();
}

/// Names that are the numbers of the images' classes become those classes' names.
void nameByImages(std::vector<std::string> &names, const std::vector<std::string> &classes)
{
    std::vector<std::string> found;
    for (const std::string &name : names) {
        std::size_t number = 0;
        const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (failure != std::errc() || end != name.data() + name.size() || number >= classes.size())
            return;
        found.push_back(classes[number]);
    }
    names = std::move(found);
}

std::vector<float> taken(const std::vector<float> &all, const std::vector<std::uint32_t> &samples)
{
    std::vector<float> values;
    values.reserve(samples.size());
    for (const std::uint32_t sample : samples)
        values.push_back(sample < all.size() ? all[sample] : std::numeric_limits<float>::quiet_NaN());
    return values;
}

OpenDatasetPtr openWhole(const ImageSetPtr &images, const std::stop_token &stop)
{
    auto whole = std::make_shared<OpenDataset>();
    whole->images = images;
    whole->summary = summarise(*images, stop);
    return whole;
}

} // namespace

Result<std::vector<EmbeddingInfo>> EmbeddingReader::list() const
{
    if (m_place.run.isValid())
        return listEmbeddings(m_project, m_place.run);
    EmbeddingInfo info;
    info.wallMs = QFileInfo(m_place.features).lastModified().toMSecsSinceEpoch();
    return std::vector<EmbeddingInfo>{info};
}

Result<EmbeddingRecord> EmbeddingReader::record(std::int64_t step) const
{
    if (!m_place.run.isValid())
        return recordOfFile(m_place);
    auto record = readEmbedding(m_project, m_place.run, step);
    if (!record)
        return record;
    const auto rows = static_cast<std::int64_t>(record->samples.size());
    for (const FeatureView &view : {FeatureView{record->h, rows, record->featureDimension},
                                    FeatureView{record->z, rows, record->projectionDimension}})
        if (const auto row = firstRowNotFinite(view)) // the training has diverged
            return Error{
                ErrorCode::UnusableArray,
                {"epoch " + std::to_string(record->epoch), "row " + std::to_string(*row + 1) + " is not finite"},
                {}};
    return record;
}

ImageContextPtr EmbeddingReader::images(const std::stop_token &stop) const
{
    return m_place.run.isValid() ? imagesOfRun(stop) : imagesOfFile(stop);
}

ImageContextPtr EmbeddingReader::imagesOfRun(const std::stop_token &stop) const
{
    auto context = std::make_shared<ImageContext>();
    context->identity = m_place.run.toString();
    const auto give = [&](const Error &error) {
        context->trouble = Words::tr("The images are not shown. %1").arg(errorText(error));
        return context;
    };
    auto reader = RunReader::open(m_project, m_place.run);
    if (!reader)
        return give(reader.error());
    const auto summary = (*reader)->summary();
    if (!summary)
        return give(summary.error());
    context->loss = sampleVector(**reader, vectors::kSampleLoss);
    context->rank = sampleVector(**reader, vectors::kSamplePositiveRank);
    const auto settings = settingsFromJson(summary->settingsJson, {}, summary->name);
    if (!settings)
        return give(settings.error());
    context->temperature = settings->objective.temperature;
    auto images = openImages(settings->data.path, {}, stop);
    if (!images)
        return give(images.error());
    if (!*images || stop.stop_requested())
        return nullptr;
    const auto plan = (*reader)->plan();
    if (plan && !plan->trainIdentity.empty() && plan->trainIdentity != (*images)->identity()) {
        context->trouble = Words::tr("The images are not shown, as those in %1 are not the ones that this run was "
                                     "trained on.")
                               .arg(QString::fromStdString(settings->data.path));
        return context;
    }
    context->training =
        splitForTraining(*images, settings->data, static_cast<std::uint64_t>(settings->train.seed)).train;
    context->whole = openWhole(*images, stop);
    return stop.stop_requested() ? nullptr : context;
}

ImageContextPtr EmbeddingReader::imagesOfFile(const std::stop_token &stop) const
{
    auto context = std::make_shared<ImageContext>();
    context->identity = m_place.features.toStdString();
    if (!m_place.labels.isEmpty())
        if (auto labels = readLabels(m_place.labels.toStdString())) // else the record's error tells
            context->classNames = std::move(labels->classNames);
    if (m_place.images.isEmpty())
        return context;
    auto images = openImages(m_place.images.toStdString(), {}, stop);
    if (!images) {
        context->trouble = Words::tr("The images are not shown. %1").arg(errorText(images.error()));
        return context;
    }
    if (!*images || stop.stop_requested())
        return nullptr;
    context->training = *images;
    nameByImages(context->classNames, (*images)->classNames());
    context->whole = openWhole(*images, stop);
    return stop.stop_requested() ? nullptr : context;
}

EmbeddingMomentPtr momentOf(EmbeddingRecord record, const ImageContext &images)
{
    auto moment = std::make_shared<EmbeddingMoment>();
    moment->record = std::move(record);
    const EmbeddingRecord &kept = moment->record;
    // Rows without an image (a file with more rows than the dataset has images) are shown without images at all.
    const bool fits = images.training && (kept.samples.empty() || kept.samples.back() < images.training->size());
    auto table = std::make_shared<PointTable>(
        *pointsOf(kept, fits ? images.training.get() : nullptr, images.identity, images.classNames));
    if (fits && kept.labels.empty() && !images.training->classNames().empty()) {
        std::vector<std::int32_t> labels;
        QStringList names;
        for (const std::uint32_t sample : kept.samples)
            labels.push_back(images.training->label(sample));
        for (const std::string &name : images.training->classNames())
            names.append(QString::fromStdString(name));
        table->columns.insert(table->columns.begin(),
                              categoryColumn(QStringLiteral("class"), Words::tr("Class"), labels, names));
        moment->record.labels = std::move(labels);
    }
    if (!images.loss.empty())
        table->columns.push_back(
            numberColumn(QStringLiteral("loss"), Words::tr("Loss in training"), taken(images.loss, kept.samples)));
    if (!images.rank.empty())
        table->columns.push_back(numberColumn(QStringLiteral("rank"), Words::tr("Rank of the positive"),
                                              taken(images.rank, kept.samples), 1));
    moment->table = std::move(table);
    moment->neighbors = neighborsOf(kept);
    return moment;
}

} // namespace tandem
