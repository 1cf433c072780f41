#include "ui/charts/chart_text.h"

#include "ui/charts/chart_tickers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace tandem {

namespace {

/// The context of these words for translators.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

} // namespace

QString xKindText(XKind kind)
{
    switch (kind) {
    case XKind::Step:
        return Words::tr("step");
    case XKind::Epoch:
        return Words::tr("epoch");
    case XKind::Samples:
        return Words::tr("images seen");
    case XKind::Relative:
        return Words::tr("time of training, pauses left out");
    case XKind::Wall:
        return Words::tr("time of day");
    }
    return {};
}

QString smoothingText(const Smoothing &smoothing)
{
    const QLocale locale;
    switch (smoothing.kind) {
    case SmoothingKind::Average:
        return Words::tr("moving average %1")
            .arg(locale.toString(smoothing.weight, 'f', smoothing.weight > 0.99 ? 3 : 2));
    case SmoothingKind::Mean:
        return Words::tr("centred mean of %1").arg(locale.toString(smoothing.window));
    case SmoothingKind::Median:
        return Words::tr("centred median of %1").arg(locale.toString(smoothing.window));
    case SmoothingKind::None:
        break;
    }
    return {};
}

QString placeText(const SeriesPoint &point, std::int64_t stepsPerEpoch)
{
    const QLocale locale;
    const QString step = Words::tr("step %1").arg(locale.toString(static_cast<qlonglong>(point.step)));
    if (stepsPerEpoch <= 0)
        return step;
    const double epoch = static_cast<double>(point.step) / static_cast<double>(stepsPerEpoch);
    return Words::tr("%1 (epoch %2)").arg(step, locale.toString(epoch, 'f', 2));
}

QString xText(XKind kind, double x)
{
    const QLocale locale;
    switch (kind) {
    case XKind::Wall:
        return locale.toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(x * 1000)), QLocale::ShortFormat);
    case XKind::Relative:
        return spanText(x, true);
    case XKind::Epoch:
        return Words::tr("epoch %1").arg(locale.toString(x, 'f', 2));
    case XKind::Samples:
        return Words::tr("%1 images").arg(countText(std::round(x), locale));
    case XKind::Step:
        break;
    }
    return Words::tr("step %1").arg(locale.toString(static_cast<qlonglong>(std::llround(x))));
}

QString curveText(const ChartCurve &curve, bool withSeries)
{
    return withSeries ? Words::tr("%1 · %2", "run, series").arg(curve.runName, curve.style.title) : curve.runName;
}

} // namespace tandem
