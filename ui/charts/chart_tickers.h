#pragma once

#include "ui/charts/plot_library.h"
#include "ui/charts/x_axis.h"

namespace tandem {

/// Ticks of a linear axis of steps, epochs or images.
class CountTicker : public QCPAxisTicker {
public:
    /// Whether there is nothing between two whole numbers.
    explicit CountTicker(bool whole) : m_whole(whole) {}

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_whole;
};

/// Ticks of the y axis: plain numbers with as many digits as tell neighbours apart, or shares as percent.
class ValueTicker : public QCPAxisTicker {
public:
    void setPercent(bool percent) { m_percent = percent; }

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_percent = false;
    double m_step = 0;
};

/// Decades, labelled as numbers.
class DecadeTicker : public QCPAxisTickerLog {
public:
    explicit DecadeTicker(bool percent) : m_percent(percent) {}

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_percent;
};

/// The ticker that fits what the horizontal axis counts over a range.
[[nodiscard]] QSharedPointer<QCPAxisTicker> xTicker(XKind kind, bool logarithmic, const QCPRange &range);

/// "1:02:03", or "1:02" without seconds: hours first.
[[nodiscard]] QString spanText(double seconds, bool withSeconds);

/// "12,800", "1.28 M": steps and images.
[[nodiscard]] QString countText(double count, const QLocale &locale);

} // namespace tandem
