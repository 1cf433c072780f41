#include "ui/augment/augment_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tandem {

namespace {

struct AugmentText {
    Q_DECLARE_TR_FUNCTIONS(AugmentText)
};

QString fromTable(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Augment", text);
}

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString signedNumber(double value, int decimals)
{
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number(std::abs(value), decimals);
}

struct DrawnText {
    QString operator()(const DrawnCrop &crop) const
    {
        return AugmentText::tr("Crop %1 × %2 at (%3, %4)").arg(crop.width).arg(crop.height).arg(crop.x).arg(crop.y);
    }
    QString operator()(const DrawnFlip &) const { return AugmentText::tr("Flip"); }
    QString operator()(const DrawnJitter &jitter) const
    {
        const std::array<QString, 4> parts = {AugmentText::tr("brightness ×%1").arg(number(jitter.brightness, 2)),
                                              AugmentText::tr("contrast ×%1").arg(number(jitter.contrast, 2)),
                                              AugmentText::tr("saturation ×%1").arg(number(jitter.saturation, 2)),
                                              AugmentText::tr("hue %1°").arg(signedNumber(360 * jitter.hue, 0))};
        QStringList inOrder;
        for (const std::uint8_t part : jitter.order)
            inOrder.append(parts[part]);
        return AugmentText::tr("Jitter: %1", "its four parts in the order drawn")
            .arg(inOrder.join(QStringLiteral(", ")));
    }
    QString operator()(const DrawnGrayscale &) const { return AugmentText::tr("Grayscale"); }
    QString operator()(const DrawnBlur &blur) const
    {
        return AugmentText::tr("Blur σ %1 px over %2 px").arg(number(blur.sigma, 2)).arg(blur.taps);
    }
    QString operator()(const DrawnSolarize &solarize) const
    {
        return AugmentText::tr("Solarize from %1").arg(number(solarize.threshold, 0));
    }
    QString operator()(const DrawnRotation &rotation) const
    {
        return AugmentText::tr("Rotation by %1°").arg(signedNumber(rotation.degrees, 1));
    }
    QString operator()(const DrawnCutout &hole) const
    {
        return AugmentText::tr("Cutout %1 × %2 at (%3, %4)").arg(hole.width).arg(hole.height).arg(hole.x).arg(hole.y);
    }
    QString operator()(const DrawnNoise &noise) const
    {
        return AugmentText::tr("Noise σ %1").arg(number(noise.sigma, 1));
    }
    QString operator()(const DrawnSobel &) const { return AugmentText::tr("Sobel"); }
};

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', share < 0.1 ? 1 : 0);
}

QString remedy(TrivialFeature feature)
{
    switch (feature) {
    case TrivialFeature::ColorHistogram:
    case TrivialFeature::MeanColor:
        return AugmentText::tr("Add color jitter or grayscale.");
    case TrivialFeature::Thumbnail:
        return AugmentText::tr("Allow smaller crops, and add color jitter.");
    case TrivialFeature::EdgeOrientation:
        return AugmentText::tr("Add smaller crops, blur or rotation.");
    }
    return {};
}

} // namespace

QString operationLabel(const OperationKind &kind)
{
    return fromTable(operationRow(kind).label);
}

QString parameterLabel(const OperationParameter &parameter)
{
    return fromTable(parameter.label);
}

QString parameterPrefix(const OperationParameter &parameter)
{
    return parameter.isSpread ? QStringLiteral("± ") : QString();
}

QString parameterSuffix(const OperationParameter &parameter)
{
    const std::string_view unit = parameter.unit;
    return unit.empty() || unit == "°" ? fromTable(parameter.unit) : QLatin1Char(' ') + fromTable(parameter.unit);
}

QString numberText(const QString &prefix, double shown, const QString &suffix)
{
    constexpr int kDigits = 10; // all that is set by hand, without what the factor of the unit adds behind
    return prefix + QLocale().toString(shown, 'g', kDigits) + suffix;
}

QString parameterText(const OperationParameter &parameter, double value)
{
    return numberText(parameterPrefix(parameter), value * parameter.shownFactor, parameterSuffix(parameter));
}

QString presetTitle(const PipelinePreset &preset)
{
    return fromTable(preset.title);
}

QString pipelineTitle(const Pipeline &pipeline)
{
    for (const PipelinePreset &preset : pipelinePresets())
        if (pipeline.name == preset.word)
            return presetTitle(preset);
    return QString::fromStdString(pipeline.name);
}

QString presetSource(const PipelinePreset &preset)
{
    return fromTable(preset.source);
}

QString imageTitle(const ImageSet &images, std::uint32_t image)
{
    //: number of an image, its file
    return AugmentText::tr("#%1  %2").arg(QLocale().toString(image), QString::fromStdString(images.name(image)));
}

QStringList drawnLines(const DrawnView &view)
{
    QStringList lines;
    bool isCropped = false;
    for (const DrawnOperation &operation : view.operations) {
        lines.append(std::visit(DrawnText{}, operation));
        isCropped = isCropped || std::holds_alternative<DrawnCrop>(operation);
    }
    if (!isCropped)
        lines.prepend(AugmentText::tr("Whole image"));
    return lines;
}

QString strengthLabel(const StrengthAxis &axis)
{
    return fromTable(axis.label);
}

QString strengthAxisLabel(const StrengthAxis &axis)
{
    const QString unit = fromTable(axis.unit);
    return unit.isEmpty() ? strengthLabel(axis) : strengthLabel(axis) + QStringLiteral(", ") + unit;
}

QString strengthText(const StrengthAxis &axis, double strength)
{
    if (axis.isSwitch)
        return strength < 0.5 ? AugmentText::tr("off") : AugmentText::tr("on");
    const double shown = strength * axis.shownFactor;
    const double span = (axis.maximum - axis.minimum) * axis.shownFactor;
    const QString value =
        axis.minimum < 0 && shown != 0 ? signedNumber(shown, span > 20 ? 0 : 2) : number(shown, span > 20 ? 0 : 2);
    const QString unit = fromTable(axis.unit);
    if (std::string_view(axis.unit) == "×")
        return unit + value;
    return std::string_view(axis.unit) == "°" ? value + unit : value + QLatin1Char(' ') + unit;
}

QString trainedText(const StrengthAxis &axis, const std::optional<TrainedStrength> &trained)
{
    if (!trained)
        return AugmentText::tr("not in training");
    const QString share = QLocale().toString(100 * trained->probability, 'f', 0);
    if (axis.isSwitch)
        return AugmentText::tr("%1 % of views").arg(share);
    if (trained->low == trained->high)
        //: %1: a strength such as "×0.80"
        return AugmentText::tr("%1, %2 % of views").arg(strengthText(axis, trained->low), share);
    return AugmentText::tr("%1 to %2, %3 % of views")
        .arg(strengthText(axis, trained->low), strengthText(axis, trained->high), share);
}

QString featureLabel(TrivialFeature feature)
{
    switch (feature) {
    case TrivialFeature::ColorHistogram:
        return AugmentText::tr("Color histogram");
    case TrivialFeature::MeanColor:
        return AugmentText::tr("Mean color");
    case TrivialFeature::Thumbnail:
        return AugmentText::tr("Thumbnail of 4 × 4");
    case TrivialFeature::EdgeOrientation:
        return AugmentText::tr("Edge directions");
    }
    return {};
}

QString shortcutSentence(const ShortcutReport &report)
{
    if (report.candidates < 2)
        return AugmentText::tr("At least two images are needed.");
    const auto largest = std::max_element(report.found.begin(), report.found.end());
    const TrivialFeature feature = kTrivialFeatures[static_cast<std::size_t>(largest - report.found.begin())];
    const double chance = 1.0 / report.candidates;
    constexpr double kStrong = 0.5, kWeak = 0.2;
    //: %1: name of a feature such as "Color histogram", %2: a number
    QString fact = AugmentText::tr("%1 alone finds %2 % of the pairs").arg(featureLabel(feature), percent(*largest));
    if (*largest >= kStrong)
        return AugmentText::tr("%1: the encoder can cheat. %2", "a fact, a remedy").arg(fact, remedy(feature));
    if (*largest >= kWeak)
        return AugmentText::tr("%1: a shortcut that helps, but does not suffice. %2", "a fact, a remedy")
            .arg(fact, remedy(feature));
    return AugmentText::tr(
               "No trivial feature finds more than %1 % of the pairs (chance: %2 %). The encoder has to look "
               "at more.")
        .arg(percent(*largest), percent(chance));
}

} // namespace tandem
