#include "ui/charts/chart_tickers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

/// Steps of 1, 2 or 5 only: QCustomPlot's 2.5 would need a digit more than its neighbours.
double roundStep(double step)
{
    const double decade = std::pow(10, std::floor(std::log10(step)));
    const double mantissa = step / decade;
    return decade * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
}

int decimalsOf(double step)
{
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
}

/// Spans of time at round seconds, minutes and hours.
class SpanTicker : public QCPAxisTickerTime {
protected:
    double getTickStep(const QCPRange &range) override { return m_step = QCPAxisTickerTime::getTickStep(range); }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return spanText(tick, m_step < 60); }

private:
    double m_step = 1;
};

} // namespace

QString spanText(double seconds, bool withSeconds)
{
    const auto whole = static_cast<qlonglong>(std::llround(std::abs(seconds)));
    const auto two = [](qlonglong number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString text = QStringLiteral("%1:%2").arg(whole / 3600).arg(two(whole / 60 % 60));
    if (withSeconds)
        text += QLatin1Char(':') + two(whole % 60);
    return (seconds < 0 && whole > 0 ? QStringLiteral("−") : QString()) + text;
}

QString countText(double count, const QLocale &locale)
{
    if (std::abs(count) >= 1e6)
        return QCoreApplication::translate("Chart", "%1 M", "millions").arg(locale.toString(count / 1e6, 'g', 6));
    if (std::abs(count) >= 1e5)
        return QCoreApplication::translate("Chart", "%1 k", "thousands").arg(locale.toString(count / 1000, 'g', 6));
    return locale.toString(count, 'g', 6);
}

double CountTicker::getTickStep(const QCPRange &range)
{
    const double step = roundStep(range.size() / (tickCount() + 1e-10));
    return m_whole ? std::max(1.0, step) : step;
}

QString CountTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    return countText(tick, locale);
}

double ValueTicker::getTickStep(const QCPRange &range)
{
    return m_step = roundStep(range.size() / (tickCount() + 1e-10));
}

QString ValueTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    const double clean = std::abs(tick) < 1e-6 * m_step ? 0 : tick; // rounding noise such as 1.4e-17
    if (m_percent)
        return QCoreApplication::translate("Chart", "%1 %")
            .arg(locale.toString(clean * 100, 'f', decimalsOf(m_step * 100)));
    const int decimals = decimalsOf(m_step);
    if (std::abs(clean) >= 1e6 || decimals > 5)
        return clean == 0 ? QStringLiteral("0") : locale.toString(clean, 'g', 4);
    return locale.toString(clean, 'f', decimals);
}

QString DecadeTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    if (m_percent)
        return QCoreApplication::translate("Chart", "%1 %").arg(locale.toString(tick * 100, 'g', 4));
    return std::abs(tick) >= 1e5 ? countText(tick, locale) : locale.toString(tick, 'g', 4);
}

QSharedPointer<QCPAxisTicker> xTicker(XKind kind, bool logarithmic, const QCPRange &range)
{
    if (logarithmic && kind != XKind::Wall) {
        auto ticker = QSharedPointer<DecadeTicker>::create(false);
        ticker->setTickCount(5);
        return ticker;
    }
    QSharedPointer<QCPAxisTicker> ticker;
    if (kind == XKind::Wall) {
        auto dates = QSharedPointer<QCPAxisTickerDateTime>::create();
        const bool days = range.size() > 36 * 3600;
        dates->setDateTimeFormat(days                     ? QStringLiteral("d MMM\nHH:mm")
                                 : range.size() > 10 * 60 ? QStringLiteral("HH:mm")
                                                          : QStringLiteral("HH:mm:ss"));
        ticker = dates;
    } else if (kind == XKind::Relative) {
        ticker = QSharedPointer<SpanTicker>::create();
    } else {
        ticker = QSharedPointer<CountTicker>::create(kind != XKind::Epoch);
    }
    ticker->setTickCount(4);
    return ticker;
}

} // namespace tandem
