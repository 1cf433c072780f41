#include "ui/runs/column_text.h"

#include "core/config/settings_table.h"
#include "ui/icons.h"
#include "ui/runs/run_row.h"
#include "ui/runs/run_text.h"
#include "ui/settings_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <utility>

namespace tandem {

namespace {

struct RunColumnText {
    Q_DECLARE_TR_FUNCTIONS(RunColumnText)
};

using Kind = RunColumn::Kind;

struct SeriesText {
    std::string_view name;
    const char *title;
    const char *help;
};
constexpr SeriesText kSeries[] = {
    {series::kLoss, QT_TRANSLATE_NOOP("RunColumnText", "Loss"),
     QT_TRANSLATE_NOOP("RunColumnText", "Of a step, in nats. Losses of different temperatures or batch sizes have "
                                        "different scales.")},
    {series::kEpochLoss, QT_TRANSLATE_NOOP("RunColumnText", "Loss of the epoch"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean loss over the steps of an epoch.")},
    {series::kKnnAccuracy, QT_TRANSLATE_NOOP("RunColumnText", "kNN"),
     QT_TRANSLATE_NOOP("RunColumnText", "Share of test images whose class wins the vote among the nearest training "
                                        "images in the space of h.")},
    {series::kOnlineLinearAccuracy, QT_TRANSLATE_NOOP("RunColumnText", "Linear, online"),
     QT_TRANSLATE_NOOP("RunColumnText", "Accuracy on test images of a linear classifier that is trained along on h. "
                                        "Not the number of a linear probe on frozen features.")},
    {series::kContrastiveAccuracy, QT_TRANSLATE_NOOP("RunColumnText", "Contrastive accuracy"),
     QT_TRANSLATE_NOOP("RunColumnText", "Share of anchors whose positive is nearer than all 2N − 2 negatives.")},
    {series::kContrastiveAccuracyN, QT_TRANSLATE_NOOP("RunColumnText", "Contrastive accuracy, N"),
     QT_TRANSLATE_NOOP("RunColumnText", "The same among the N other views, as in the paper.")},
    {series::kLearningRate, QT_TRANSLATE_NOOP("RunColumnText", "Learning rate"), ""},
    {series::kEntropy, QT_TRANSLATE_NOOP("RunColumnText", "Entropy"),
     QT_TRANSLATE_NOOP("RunColumnText", "Of the softmax over candidates, in nats.")},
    {series::kPositiveSimilarity, QT_TRANSLATE_NOOP("RunColumnText", "Positive similarity"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean cosine of the two views of an image.")},
    {series::kNegativeSimilarity, QT_TRANSLATE_NOOP("RunColumnText", "Negative similarity"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean cosine of views of different images.")},
    {series::kImagesPerSecond, QT_TRANSLATE_NOOP("RunColumnText", "Images/s"),
     QT_TRANSLATE_NOOP("RunColumnText", "Source images, not views; evaluation not counted.")},
    {series::kDataWaitShare, QT_TRANSLATE_NOOP("RunColumnText", "Waiting for data"),
     QT_TRANSLATE_NOOP("RunColumnText", "Share of a step's time spent waiting for views.")},
    {series::kFeatureStd, QT_TRANSLATE_NOOP("RunColumnText", "Spread of h"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean over dimensions of the standard deviation of unit h.")},
    {series::kProjectionStd, QT_TRANSLATE_NOOP("RunColumnText", "Spread of z"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean over dimensions of the standard deviation of unit z; 1/√D points "
                                        "everywhere.")},
    {series::kFeatureStdMin, QT_TRANSLATE_NOOP("RunColumnText", "Least spread of h"), ""},
    {series::kFeatureStdMax, QT_TRANSLATE_NOOP("RunColumnText", "Largest spread of h"), ""},
    {series::kProjectionStdMin, QT_TRANSLATE_NOOP("RunColumnText", "Least spread of z"), ""},
    {series::kProjectionStdMax, QT_TRANSLATE_NOOP("RunColumnText", "Largest spread of z"), ""},
    {series::kEffectiveRank, QT_TRANSLATE_NOOP("RunColumnText", "Effective rank of h"),
     QT_TRANSLATE_NOOP("RunColumnText", "Of test images: how many dimensions the features really use.")},
    {series::kProjectionEffectiveRank, QT_TRANSLATE_NOOP("RunColumnText", "Effective rank of z"),
     QT_TRANSLATE_NOOP("RunColumnText", "Of test images: how many dimensions the embeddings really use.")},
    {series::kUniformity, QT_TRANSLATE_NOOP("RunColumnText", "Uniformity"),
     QT_TRANSLATE_NOOP("RunColumnText", "0 where all z are one point, about −4 where they point everywhere.")},
    {series::kAlignment, QT_TRANSLATE_NOOP("RunColumnText", "Alignment"),
     QT_TRANSLATE_NOOP("RunColumnText", "Mean squared distance of the two views' unit z.")},
    {series::kGradientNorm, QT_TRANSLATE_NOOP("RunColumnText", "Gradient norm"), ""},
};

const SeriesText *textOf(std::string_view name)
{
    for (const SeriesText &text : kSeries)
        if (text.name == name)
            return &text;
    return nullptr;
}

QString none()
{
    return QStringLiteral("–");
}

/// As many digits as tell 1 000 runs apart, and no more.
QString shortNumber(double value)
{
    if (!std::isfinite(value))
        return numberText(value);
    const double size = std::abs(value);
    if (size != 0 && (size < 0.001 || size >= 100'000))
        return QLocale().toString(value, 'g', 3);
    return QLocale().toString(value, 'f', size < 10 ? 3 : size < 1000 ? 1 : 0);
}

/// A setting as it was written: 0.5, not 0.500.
QString plainNumber(double value)
{
    QLocale locale;
    return locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

QString seriesTitle(std::string_view name)
{
    const SeriesText *text = textOf(name);
    return text != nullptr ? RunColumnText::tr(text->title)
                           : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString pickTitle(SeriesPick pick)
{
    switch (pick) {
    case SeriesPick::Last:
        return RunColumnText::tr("last", "value of a series");
    case SeriesPick::Best:
        return RunColumnText::tr("best", "value of a series");
    case SeriesPick::AtBestKnn:
        return RunColumnText::tr("at best kNN", "value of a series");
    case SeriesPick::TailMean:
        return RunColumnText::tr("mean of last %1", "value of a series").arg(SeriesDigest::kTail);
    case SeriesPick::Minimum:
        return RunColumnText::tr("lowest", "value of a series");
    case SeriesPick::Maximum:
        return RunColumnText::tr("highest", "value of a series");
    }
    return {};
}

QString columnTitle(const RunColumn &column)
{
    switch (column.kind) {
    case Kind::Name:
        return RunColumnText::tr("Run");
    case Kind::State:
        return RunColumnText::tr("State");
    case Kind::Health:
        return RunColumnText::tr("Health");
    case Kind::Progress:
        return RunColumnText::tr("Progress");
    case Kind::TimeLeft:
        return RunColumnText::tr("Time left");
    case Kind::Created:
        return RunColumnText::tr("Made");
    case Kind::Started:
        return RunColumnText::tr("Started");
    case Kind::Duration:
        return RunColumnText::tr("Trained for");
    case Kind::Epoch:
        return RunColumnText::tr("Epochs done");
    case Kind::Memory:
        return RunColumnText::tr("Memory");
    case Kind::Starred:
        return RunColumnText::tr("Star");
    case Kind::Tags:
        return RunColumnText::tr("Tags");
    case Kind::Note:
        return RunColumnText::tr("Note");
    case Kind::Id:
        return RunColumnText::tr("Id");
    case Kind::Version:
        return RunColumnText::tr("Program");
    case Kind::Setting: {
        const SettingField *field = findSetting(column.key);
        return field != nullptr ? settingLabel(*field) : QString::fromStdString(column.key);
    }
    case Kind::Series:
        // The few that stand in every table are short.
        if (column.pick == SeriesPick::Last && (column.key == series::kLoss || column.key == series::kImagesPerSecond))
            return seriesTitle(column.key);
        return RunColumnText::tr("%1, %2", "a series, which value of it")
            .arg(seriesTitle(column.key), pickTitle(column.pick));
    }
    return {};
}

QString columnHelp(const RunColumn &column)
{
    switch (column.kind) {
    case Kind::Health:
        return RunColumnText::tr("What the measurements say about the run. The Health tab tells the evidence.");
    case Kind::Duration:
        return RunColumnText::tr("Time at work, over all segments; pauses not counted.");
    case Kind::Memory:
        return RunColumnText::tr("Largest memory of the training process.");
    case Kind::Version:
        return RunColumnText::tr("Version of the program that trained.");
    case Kind::Setting: {
        const SettingField *field = findSetting(column.key);
        return field != nullptr ? settingHelp(*field) : QString();
    }
    case Kind::Series: {
        const SeriesText *text = textOf(column.key);
        QString help = text != nullptr && *text->help != '\0' ? RunColumnText::tr(text->help) : QString();
        const bool isOfTest = column.key == series::kKnnAccuracy || column.key == series::kOnlineLinearAccuracy;
        if (column.pick == SeriesPick::Best && isOfTest)
            help += QLatin1Char('\n') + RunColumnText::tr("The best evaluation is chosen on the same test images that "
                                                          "it is measured on: it flatters.");
        if (column.pick == SeriesPick::AtBestKnn)
            help +=
                QLatin1Char('\n') + RunColumnText::tr("Its latest value when kNN accuracy on test images was best.");
        return help.trimmed();
    }
    default:
        return {};
    }
}

QString groupingTitle(const RunGrouping &grouping)
{
    return grouping.bySeeds ? RunColumnText::tr("Runs that differ in their seed alone") : columnTitle(grouping.column);
}

QString numberText(const RunColumn &column, double value)
{
    switch (formatOf(column)) {
    case ColumnFormat::Share:
        return percentText(value);
    case ColumnFormat::Count:
        return std::isfinite(value) ? QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1)
                                    : numberText(value);
    case ColumnFormat::Seconds:
        return std::isfinite(value) ? durationText(value) : numberText(value);
    case ColumnFormat::Moment:
        return momentText(static_cast<std::int64_t>(value));
    case ColumnFormat::Bytes:
        return bytesText(static_cast<std::int64_t>(value));
    case ColumnFormat::Number:
    case ColumnFormat::Text:
        break;
    }
    return column.kind == Kind::Setting ? plainNumber(value) : shortNumber(value);
}

QString cellText(const RunColumn &column, const CellValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        if (column.kind == Kind::Health)
            return healthText(healthFromWord(*text).value_or(Health::Unknown));
        return QString::fromStdString(*text).simplified();
    }
    const auto number = numberOf(value);
    if (!number)
        return column.kind == Kind::Starred ? QString() : none();
    if (column.kind == Kind::Starred)
        return RunColumnText::tr("starred");
    return numberText(column, *number);
}

QString spreadText(const RunColumn &column, const Spread &spread)
{
    if (spread.count == 0)
        return {};
    const QString mean = numberText(column, spread.mean);
    if (!spread.deviation)
        return mean;
    const bool isShare = formatOf(column) == ColumnFormat::Share;
    const QString deviation =
        isShare ? QLocale().toString(*spread.deviation * 100, 'f', 1) : numberText(column, *spread.deviation);
    return RunColumnText::tr("%1 ± %2", "mean and deviation").arg(mean, deviation);
}

QString deltaText(const RunColumn &column, double delta)
{
    if (!std::isfinite(delta))
        return {};
    const double size = std::abs(delta);
    QString text;
    if (formatOf(column) == ColumnFormat::Share)
        text = size * 100 < 0.05 ? QString() : QLocale().toString(size * 100, 'f', 1);
    else
        text = size == 0 ? QString() : numberText(column, size);
    if (text.isEmpty())
        return {};
    return (delta > 0 ? QStringLiteral("+") : QStringLiteral("−")) + text;
}

QString healthText(Health verdict)
{
    return QCoreApplication::translate("Health", healthTitle(verdict));
}

QIcon healthIcon(Health verdict)
{
    switch (verdict) {
    case Health::Unknown:
        return {};
    case Health::Healthy:
        return icon(QStringLiteral("check"), IconTone::Good);
    case Health::Diverged:
    case Health::FullCollapse:
    case Health::RateTooHigh:
        return icon(QStringLiteral("error"), IconTone::Bad);
    case Health::DataStarved:
        return icon(QStringLiteral("clock"), IconTone::Warning);
    case Health::DimensionalCollapse:
    case Health::AtChance:
    case Health::NotLearning:
    case Health::Shortcut:
        break;
    }
    return icon(QStringLiteral("warning"), IconTone::Warning);
}

QString evidenceText(const Evidence &evidence)
{
    const auto number = [unit = evidenceUnit(evidence.code)](double value) {
        if (unit == EvidenceUnit::Share)
            return percentText(value);
        return unit == EvidenceUnit::Count ? QLocale().toString(value, 'f', 0) : QLocale().toString(value, 'g', 3);
    };
    QString text = QCoreApplication::translate("Health", evidenceTemplate(evidence.code));
    // One by one: not every sentence has every place.
    text.replace(QLatin1String("%1"), number(evidence.value));
    text.replace(QLatin1String("%2"), number(evidence.bound));
    return text.replace(QLatin1String("%3"), QLocale().toString(static_cast<qlonglong>(evidence.step)));
}

QString remedyText(Health verdict)
{
    return QCoreApplication::translate("Health", healthRemedy(verdict));
}

} // namespace tandem
