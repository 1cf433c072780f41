#include "ui/runs/chart_tickers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tandem {

void StepTicker::generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                          QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    QCPAxisTicker::generate(QCPRange(range.lower / m_unit, range.upper / m_unit), locale, formatChar, precision, ticks,
                            subTicks, tickLabels);
    for (double &tick : ticks)
        tick *= m_unit;
    if (subTicks != nullptr)
        for (double &tick : *subTicks)
            tick *= m_unit;
}

double StepTicker::getTickStep(const QCPRange &range)
{
    const double step = QCPAxisTicker::getTickStep(range);
    return m_unit > 1 ? step : std::max(1.0, step); // there is no half a step
}

QString StepTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    if (std::abs(tick) >= 1e5)
        return QCoreApplication::translate("Chart", "%1 k", "thousands of steps")
            .arg(locale.toString(tick / 1000, 'g', 6));
    return locale.toString(tick, 'g', 6);
}

QString ValueTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    // Ticks near zero come with rounding noise such as 1.4e-17.
    const double clean = std::abs(tick) < 1e-12 ? 0 : tick;
    if (m_percent)
        return QCoreApplication::translate("Chart", "%1 %").arg(locale.toString(clean * 100, 'g', 4));
    return locale.toString(clean, 'g', 4);
}

} // namespace tandem
