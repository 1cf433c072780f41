#include "ui/charts/series_catalog.h"

#include "core/report/records.h"
#include "ui/runs/run_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tandem {

namespace {

using Scale = SeriesStyle::Scale;

/// The context of these words for translators.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Series)
};

SeriesStyle step(std::string_view name, const QString &title, const QString &unit = {}, Scale scale = Scale::Plain)
{
    return {std::string(name), title, unit, scale, false, name != series::kLearningRate};
}

SeriesStyle evaluated(std::string_view name, const QString &title, const QString &unit = {}, Scale scale = Scale::Plain)
{
    return {std::string(name), title, unit, scale, true, false};
}

std::vector<SeriesStyle> makeSeries()
{
    const QString nats = Words::tr("nats"), cosine = Words::tr("cosine");
    return {
        step(series::kLoss, Words::tr("Loss"), nats),
        evaluated(series::kKnnAccuracy, Words::tr("kNN accuracy"), {}, Scale::Percent),
        evaluated(series::kOnlineLinearAccuracy, Words::tr("Online linear accuracy"), {}, Scale::Percent),
        step(series::kLearningRate, Words::tr("Learning rate"), {}, Scale::FromZero),
        step(series::kContrastiveAccuracy, Words::tr("Contrastive accuracy"), Words::tr("among 2N − 2 negatives"),
             Scale::Percent),
        step(series::kContrastiveAccuracyN, Words::tr("Contrastive accuracy, N"), Words::tr("among N other views"),
             Scale::Percent),
        evaluated(series::kEpochLoss, Words::tr("Mean loss of the epoch"), nats),
        step(series::kEntropy, Words::tr("Entropy of the softmax"), nats),
        step(series::kPositiveSimilarity, Words::tr("Positive similarity"), cosine),
        step(series::kNegativeSimilarity, Words::tr("Negative similarity"), cosine),
        evaluated(series::kAlignment, Words::tr("Alignment"), Words::tr("squared distance of unit z")),
        evaluated(series::kUniformity, Words::tr("Uniformity"), Words::tr("of unit z; 0 collapsed")),
        evaluated(series::kEffectiveRank, Words::tr("Effective rank of h"), Words::tr("dimensions"), Scale::FromZero),
        evaluated(series::kProjectionEffectiveRank, Words::tr("Effective rank of z"), Words::tr("dimensions"),
                  Scale::FromZero),
        evaluated(series::kFeatureStd, Words::tr("Feature spread"), Words::tr("std of unit h"), Scale::FromZero),
        evaluated(series::kFeatureStdMin, Words::tr("Feature spread, least"), Words::tr("std of unit h"),
                  Scale::FromZero),
        evaluated(series::kFeatureStdMax, Words::tr("Feature spread, greatest"), Words::tr("std of unit h"),
                  Scale::FromZero),
        evaluated(series::kProjectionStd, Words::tr("Projection spread"), Words::tr("std of unit z"), Scale::FromZero),
        evaluated(series::kProjectionStdMin, Words::tr("Projection spread, least"), Words::tr("std of unit z"),
                  Scale::FromZero),
        evaluated(series::kProjectionStdMax, Words::tr("Projection spread, greatest"), Words::tr("std of unit z"),
                  Scale::FromZero),
        evaluated(series::kGradientNorm, Words::tr("Norm of the gradient"), {}, Scale::FromZero),
        step(series::kImagesPerSecond, Words::tr("Speed"), Words::tr("images/s"), Scale::FromZero),
        step(series::kDataWaitShare, Words::tr("Waiting for data"), Words::tr("share of the step"), Scale::Percent),
    };
}

std::vector<VectorStyle> makeVectors()
{
    using Shape = VectorStyle::Shape;
    const auto made = [](std::string_view name, const QString &title, const QString &unit, Shape shape, bool log) {
        return VectorStyle{std::string(name), title, unit, shape, log};
    };
    return {
        made(vectors::kPositiveSimilarity, Words::tr("Similarities of positives"),
             Words::tr("share of pairs by cosine of z"), Shape::Histogram, false),
        made(vectors::kNegativeSimilarity, Words::tr("Similarities of negatives"),
             Words::tr("share of pairs by cosine of z"), Shape::Histogram, false),
        made(vectors::kLayerTrustRatio, Words::tr("Trust ratios by layer"), Words::tr("LARS"), Shape::Layers, true),
        made(vectors::kLayerGradientNorm, Words::tr("Gradient norms by layer"), {}, Shape::Layers, true),
        made(vectors::kLayerWeightNorm, Words::tr("Weight norms by layer"), {}, Shape::Layers, true),
        made(vectors::kFeatureStd, Words::tr("Feature spread by dimension"), Words::tr("std of unit h, sorted"),
             Shape::Sorted, false),
        made(vectors::kProjectionStd, Words::tr("Projection spread by dimension"), Words::tr("std of unit z, sorted"),
             Shape::Sorted, false),
    };
}

} // namespace

const std::vector<SeriesStyle> &knownSeries()
{
    static const std::vector<SeriesStyle> all = makeSeries();
    return all;
}

SeriesStyle seriesStyle(std::string_view name)
{
    for (const SeriesStyle &style : knownSeries())
        if (style.name == name)
            return style;
    return {std::string(name),
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
            {},
            Scale::Plain,
            false,
            true};
}

const std::vector<VectorStyle> &knownVectors()
{
    static const std::vector<VectorStyle> all = makeVectors();
    return all;
}

VectorStyle vectorStyle(std::string_view name)
{
    for (const VectorStyle &style : knownVectors())
        if (style.name == name)
            return style;
    return {std::string(name),
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
            {},
            VectorStyle::Shape::Sorted,
            false};
}

bool isCharted(std::string_view vector)
{
    return vector != vectors::kSampleLoss && vector != vectors::kSamplePositiveRank;
}

QString seriesValueText(const SeriesStyle &style, double value)
{
    return style.scale == Scale::Percent ? percentText(value) : numberText(value);
}

} // namespace tandem
