#include "ui/embeddings/map_analysis.h"

#include "core/analysis/neighbors.h"
#include "core/analysis/subset.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

namespace tandem {

namespace {

constexpr std::string_view kAnalysisKeys[] = {"voted", "purity", "trust", "continuity", "kept"};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapAnalysis)
};

std::vector<float> firstOf(const std::vector<float> &values, std::size_t count)
{
    return values.size() == count ? values : std::vector<float>();
}

void addNumbers(PointTable &table, const char *key, const QString &title, const std::vector<float> &values)
{
    if (values.size() == table.size() && !values.empty())
        table.columns.push_back(numberColumn(QString::fromLatin1(key), title, values));
}

/// Both images of every row, as the matrix of a batch shows them; images of one class stand together.
SimilarityMatrixPtr matrixOf(const EmbeddingMoment &moment, EmbeddingSpace space)
{
    auto matrix = std::make_shared<SimilarityMatrix>();
    matrix->dataset = moment.table->dataset;
    const SampleColumn *classes = moment.table->column(QStringLiteral("class"));
    if (classes)
        matrix->classNames = classes->names;
    const auto count = static_cast<std::int64_t>(moment.table->size());
    const std::vector<std::int32_t> points = drawSubset(count, TroubleAnalysis::kMatrixRows, 1);
    for (const std::int32_t point : points) {
        const auto i = static_cast<std::size_t>(point);
        matrix->rows.push_back({moment.table->samples[i], classes ? classes->categories[i] : -1, -1, -1});
    }
    matrix->cosines.reserve(points.size() * points.size());
    for (const std::int32_t a : points)
        for (const std::int32_t b : points)
            matrix->cosines.push_back(
                moment.neighbors->cosine(space, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)));
    return matrix;
}

SamplePair::Labels labelsOf(PairKind kind, std::span<const std::int32_t> labels, const ClosePair &pair)
{
    if (kind == PairKind::SameLabel)
        return SamplePair::Labels::Same;
    if (kind == PairKind::OtherLabel)
        return SamplePair::Labels::Other;
    const auto labelOf = [&](std::int32_t i) { return labels.empty() ? -1 : labels[static_cast<std::size_t>(i)]; };
    if (labelOf(pair.first) < 0 || labelOf(pair.second) < 0)
        return SamplePair::Labels::Unknown;
    return labelOf(pair.first) == labelOf(pair.second) ? SamplePair::Labels::Same : SamplePair::Labels::Other;
}

} // namespace

SpaceAnalysisPtr analyseSpace(const EmbeddingMomentPtr &moment, EmbeddingSpace space, Workers &workers,
                              const std::stop_token &stop)
{
    auto analysis = std::make_shared<SpaceAnalysis>();
    analysis->moment = moment;
    analysis->space = space;
    const FeatureView rows = moment->rowsOf(space);
    analysis->rows = rows.rows;
    analysis->dimension = rows.dimension;
    auto neighbors = nearestNeighbors(rows, {SpaceAnalysis::kNeighbors, Metric::Cosine}, workers, stop);
    if (!neighbors)
        return nullptr;
    const std::vector<std::int32_t> &labels = moment->record.labels;
    const bool isLabelled = std::any_of(labels.begin(), labels.end(), [](std::int32_t label) { return label >= 0; });
    if (isLabelled) {
        analysis->vote =
            voteOfNeighbors(*neighbors, labels, labels, SpaceAnalysis::kNeighbors, SpaceAnalysis::kTemperature);
        analysis->purity = neighborPurity(*neighbors, labels, SpaceAnalysis::kPurityNeighbors);
        analysis->silhouette = silhouette(rows, labels, {}, workers, stop);
    }
    analysis->neighbors = std::make_shared<const Neighbors>(std::move(*neighbors));
    const auto uniform = uniformity(rows, {}, workers, stop);
    const auto plain = featureSpectrum(rows, false, workers, stop);
    const auto centred = featureSpectrum(rows, true, workers, stop);
    if (!uniform || !plain || !centred || stop.stop_requested())
        return nullptr;
    analysis->uniformity = *uniform;
    analysis->rankMe = rankMe(*plain);
    analysis->effectiveRank = effectiveRank(*centred);
    analysis->spread = featureStd(rows);
    for (const float cosine : moment->record.positives)
        if (!std::isnan(cosine)) {
            analysis->positiveCosine += static_cast<double>(cosine);
            ++analysis->positives;
        }
    if (analysis->positives > 0)
        analysis->positiveCosine /= static_cast<double>(analysis->positives);
    return analysis;
}

MapAnalysisPtr analyseMap(const SpaceAnalysis &space, const std::vector<float> &positions, Workers &workers,
                          const std::stop_token &stop)
{
    auto analysis = std::make_shared<MapAnalysis>();
    const FeatureView rows = space.moment->rowsOf(space.space);
    const FeatureView plane{positions, rows.rows, 2};
    MapQualityOptions options;
    options.k = std::max<std::int64_t>(1, std::min<std::int64_t>(options.k, (rows.rows - 1) / 2));
    auto quality = mapQuality(rows, positions, options, workers, stop);
    auto near = nearestNeighbors(plane, {SpaceAnalysis::kPurityNeighbors, Metric::Euclidean}, workers, stop);
    if (!quality || !near)
        return nullptr;
    analysis->quality = std::move(*quality);
    if (!space.moment->record.labels.empty())
        analysis->purity = neighborPurity(*near, space.moment->record.labels, SpaceAnalysis::kPurityNeighbors);
    analysis->overlap = neighborOverlap(*space.neighbors, *near, SpaceAnalysis::kPurityNeighbors);
    return analysis;
}

PointTablePtr withAnalysis(const SpaceAnalysis &space, const MapAnalysis *map)
{
    auto table = std::make_shared<PointTable>(*space.moment->table);
    const std::size_t count = table->size();
    const SampleColumn *classes = table->column(QStringLiteral("class"));
    if (classes && space.vote.predictions.size() == count) {
        // What was stored is the vote of the whole bank on h; this one is of the images of the map, in the space shown.
        const SampleColumn voted = categoryColumn(QStringLiteral("voted"), Words::tr("Vote of neighbors"),
                                                  space.vote.predictions, classes->names);
        table->columns.push_back(voted);
    }
    addNumbers(*table, "purity", Words::tr("Purity of neighbors"), firstOf(space.purity.perPoint, count));
    if (map) {
        addNumbers(*table, "trust", Words::tr("Trustworthiness"), firstOf(map->quality.trustPerPoint, count));
        addNumbers(*table, "continuity", Words::tr("Continuity"), firstOf(map->quality.continuityPerPoint, count));
        addNumbers(*table, "kept", Words::tr("Neighbors kept"), firstOf(map->overlap.perPoint, count));
    }
    return table;
}

PointTablePtr withColumnsAwaited(const PointTablePtr &table, const PointTablePtr &before)
{
    if (!before || before->dataset != table->dataset || before->samples != table->samples)
        return table;
    const bool hasClasses = table->column(QStringLiteral("class")) != nullptr;
    auto whole = std::make_shared<PointTable>(*table);
    for (SampleColumn column : before->columns) {
        const bool isAnalysis = std::find(std::begin(kAnalysisKeys), std::end(kAnalysisKeys),
                                          column.key.toStdString()) != std::end(kAnalysisKeys);
        const bool isOfClasses = column.key == QLatin1String("voted") || column.key == QLatin1String("purity");
        if (!isAnalysis || table->column(column.key) || (isOfClasses && !hasClasses))
            continue;
        std::fill(column.numbers.begin(), column.numbers.end(), std::numeric_limits<float>::quiet_NaN());
        std::fill(column.categories.begin(), column.categories.end(), kNoCategory);
        whole->columns.push_back(std::move(column));
    }
    return whole;
}

TroubleAnalysisPtr findTrouble(const EmbeddingMomentPtr &moment, double temperature, Workers &workers,
                               const std::stop_token &stop)
{
    auto trouble = std::make_shared<TroubleAnalysis>();
    trouble->moment = moment;
    trouble->temperature = temperature;
    if (!moment->has(EmbeddingSpace::Projections))
        trouble->space = EmbeddingSpace::Features;
    const FeatureView rows = moment->rowsOf(trouble->space);
    if (rows.rows < 2)
        return trouble;
    std::vector<float> positives = moment->record.positives;
    const bool isMeasured =
        trouble->space == EmbeddingSpace::Projections && static_cast<std::int64_t>(positives.size()) == rows.rows &&
        std::any_of(positives.begin(), positives.end(), [](float cosine) { return !std::isnan(cosine); });
    trouble->isThreshold = !isMeasured;
    if (isMeasured) { // no cosine lies above the floor of an image whose positive was not measured
        for (float &cosine : positives)
            cosine = std::isnan(cosine) ? 2.0F : cosine;
    } else {
        positives = {static_cast<float>(TroubleAnalysis::kThreshold)};
    }
    const auto found = closePairs(rows, positives, moment->record.labels, {}, workers, stop);
    if (!found)
        return nullptr;
    trouble->violations = found->violations;
    for (const ClosePair &pair : found->pairs) {
        const auto a = static_cast<std::uint32_t>(pair.first), b = static_cast<std::uint32_t>(pair.second);
        const float positive = isMeasured ? pair.cosine - pair.excess : std::numeric_limits<float>::quiet_NaN();
        trouble->pairs.push_back({a, b, pair.cosine, positive, labelsOf(pair.kind, moment->record.labels, pair), false,
                                  pair.kind == PairKind::NearDuplicate});
    }
    trouble->matrix = matrixOf(*moment, trouble->space);
    EffectiveNegativesOptions options;
    options.temperature = temperature;
    for (std::int64_t size = 32; size <= 4096; size *= 2)
        options.batchSizes.push_back(size);
    auto negatives = effectiveNegatives(rows, options, workers, stop);
    if (!negatives)
        return nullptr;
    trouble->negatives = std::move(*negatives);
    return stop.stop_requested() ? nullptr : trouble;
}

} // namespace tandem
