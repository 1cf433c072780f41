#pragma once

#include "ui/runs/plot_library.h"

namespace tandem {

/// Ticks of the x axis: steps, or epochs where `unit` is the number of steps in one.
class StepTicker : public QCPAxisTicker {
public:
    void setUnit(double unit) { m_unit = unit; }
    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *tickLabels) override;

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    double m_unit = 1;
};

/// Ticks of the y axis: plain numbers, or shares as percent.
class ValueTicker : public QCPAxisTicker {
public:
    void setPercent(bool percent) { m_percent = percent; }

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    bool m_percent = false;
};

} // namespace tandem
