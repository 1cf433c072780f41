#pragma once

#include "ui/runs/chart_data.h"

#include "ui/runs/plot_library.h"

#include <QPointer>
#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tandem {

struct ChartSpec {
    std::string series; // of records.h
    QString title;      // "Loss"
    QString unit;       // "nats"; empty where there is none
    QString emptyText;  // what stands there before the first point
    enum class Scale { Plain, FromZero, Percent } scale = Scale::Plain;
    bool sparse = false; // few points (evaluations): each gets a dot
    bool noisy = false;  // smoothing applies
    std::size_t color = 0;
};

/// A vertical line on a chart, such as where training was resumed.
struct ChartMarker {
    std::int64_t step = 0;
    QString text;
};

/// The drawn part of a SeriesChart: curve, smoothed curve, crosses for what is no number, reference line, markers and
/// the cursor's line and dot on a layer of their own. Draws at the next event loop round, however much changed.
class ChartPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit ChartPlot(QWidget *parent = nullptr);

    void setSpec(const ChartSpec &spec);
    void clearPoints();
    void addPoints(std::span<const SeriesPoint> points);
    /// Takes effect on points added from now on: clear and add again.
    void setSmoothing(double weight);
    void setReference(std::optional<double> value, const QString &label);
    [[nodiscard]] QString referenceLabel() const;
    void setMarkers(const std::vector<ChartMarker> &markers);
    /// One unit of the x axis in steps, and its name.
    void setStepUnit(double steps, const QString &name);
    void setXRange(double from, double to);
    /// Fits the y axis to what is visible of `points`, with the reference unless it would flatten the curve.
    void fitY(const ChartData &points);
    void setCursor(const std::optional<SeriesPoint> &point);
    void setTickLabels(bool shown);

    // What was drawn: for tests.
    [[nodiscard]] const QCPGraph *rawGraph() const { return m_raw; }
    [[nodiscard]] const QCPGraph *smoothGraph() const { return m_smooth; }
    [[nodiscard]] const QCPGraph *brokenGraph() const { return m_broken; }
    [[nodiscard]] int markerCount() const { return static_cast<int>(m_markers.size()); }

Q_SIGNALS:
    /// The person dragged or turned the wheel.
    void rangeWanted(double from, double to);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildOverlay();
    void applyTheme();
    void applyAxisTheme(const struct ThemeColors &colors);
    [[nodiscard]] bool isSmoothed() const { return m_smoothing > 0 && m_spec.noisy; }
    void replotSoon() { replot(rpQueuedReplot); }

    ChartSpec m_spec;
    double m_smoothing = 0;
    DebiasedAverage m_average;
    std::optional<double> m_reference;
    bool m_settingRange = false;
    bool m_isDrawn = false; // once: layers have a buffer of their own only from then on
    QCPGraph *m_raw = nullptr, *m_smooth = nullptr, *m_broken = nullptr;
    QCPGraph *m_dot = nullptr; // the point at the cursor
    QCPItemStraightLine *m_referenceLine = nullptr, *m_cursorLine = nullptr;
    QCPItemText *m_referenceText = nullptr;
    std::vector<QPointer<QCPItemStraightLine>> m_markers;
};

} // namespace tandem
