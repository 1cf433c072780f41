#pragma once

#include "ui/background.h"
#include "ui/charts/chart_card.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/charted_runs.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QLabel;
class QToolButton;

namespace tandem {

class CursorCard;

/// How all charts of a panel look.
struct ChartLook {
    XKind x = XKind::Step;
    bool logX = false;
    Smoothing smoothing;
    bool bands = true;
    RunId highlighted; // its curves stand out; invalid: none
    bool operator==(const ChartLook &) const = default;
};

/// One curve of a chart: a series of a run, placed and perhaps smoothed.
struct ChartCurve {
    RunId run;
    QString runName;
    SeriesStyle style;
    std::size_t color = 0;
    int dash = 0;
    int group = 0;
    PointColumns points; // shares the run's
    int generation = 0;
    XMapping mapping;
    std::shared_ptr<const SmoothCurve> smooth; // null: not smoothed, or not yet

    [[nodiscard]] PlacedCurve measured() const { return {&points, nullptr, &mapping}; }
    [[nodiscard]] PlacedCurve smoothed() const { return {&points, smooth.get(), &mapping}; }
};

/// Some series of some runs over a common horizontal axis, live. Points that are no numbers are crosses at the lower
/// edge, never left out; what lies outside of the y range is counted in a badge. Does not choose its x range, cursor or
/// brush itself but asks for them (rangeWanted, cursorWanted, brushWanted), so that charts side by side move together.
/// The y range fits what is visible until the person chooses one. GUI thread; long smoothing happens in a lane.
class SeriesChart : public ChartCard {
    Q_OBJECT
public:
    explicit SeriesChart(const ChartedRuns &runs, QWidget *parent = nullptr);
    ~SeriesChart() override;

    void setSpec(const ChartSpec &spec) override;
    void setLook(const ChartLook &look);
    /// Takes in what the runs have by now. Drawing follows at most 25 times a second.
    void takeData();
    /// `atOnce`: somebody drags, so the next frame must not wait.
    void setXRange(double from, double to, bool atOnce = true);
    /// The range that the person chose; none: it fits what is visible.
    void setYRange(const std::optional<std::pair<double, double>> &range);
    [[nodiscard]] const std::optional<std::pair<double, double>> &yRange() const { return m_yRange; }
    void setCursor(std::optional<double> x);
    void setBrush(const std::optional<std::pair<double, double>> &brush);
    /// Draws what is due now: for tests and pictures.
    void flush();

    [[nodiscard]] const std::vector<ChartCurve> &curves() const { return m_curves; }
    /// Least and greatest x of all curves; none without points.
    [[nodiscard]] std::optional<std::pair<double, double>> xExtent() const;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString readout() const override;
    /// "12 points above, 3 below" while the range leaves some out.
    [[nodiscard]] QString offScaleText() const;
    /// What the empty chart says.
    [[nodiscard]] QString emptyText() const;
    /// Name of the horizontal axis, with the kind of smoothing.
    [[nodiscard]] QString axisLabel() const;
    [[nodiscard]] const ChartPlot *plot() const { return m_plot; }
    [[nodiscard]] ChartPlot *plot() { return m_plot; }
    [[nodiscard]] bool isSmoothing() const { return m_lane.isBusy(); }

Q_SIGNALS:
    void rangeWanted(double from, double to);
    void rangeReset();
    void yRangeChanged();
    void cursorWanted(const std::optional<double> &x);
    void brushWanted(const std::optional<std::pair<double, double>> &range);
    void historyWanted(int steps); // back (negative) or forward
    void highlightWanted(const tandem::RunId &run);

protected:
    void fillMenu(QMenu &menu) override;
    void applyTheme() override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // series_chart.cpp
    void buildPlot();
    void rebuildCurves();
    [[nodiscard]] bool isSmoothed(const ChartCurve &curve) const;
    void updateWords();
    void updateReadout();
    [[nodiscard]] QString captionText() const;
    // series_chart_draw.cpp
    void drawSoon();
    void draw();
    void drawCurves(const std::vector<double> &edges);
    void drawBands(const std::vector<double> &edges);
    void drawMarkers();
    void drawReferences();
    void fitY();
    void updateBadge();
    void smoothCurves();
    void drawCursor();
    [[nodiscard]] QColor colorOf(const ChartCurve &curve) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> visibleRange(const ChartCurve &curve) const;
    // series_chart_input.cpp
    bool onPlotEvent(QEvent &event);
    bool onMouse(QMouseEvent &event);
    bool onWheel(QWheelEvent &event);
    void moveCursor(std::ptrdiff_t points);
    void changeActive(int by);
    void zoom(double factor);
    void zoomY(double factor, double center);
    void pan(double share);
    bool onKey(QKeyEvent &event);
    void setBrushEdge(bool second);

    const ChartedRuns &m_runs;
    ChartLook m_look;
    std::vector<ChartCurve> m_curves;
    std::size_t m_active = 0; // the curve that the keys walk along
    std::pair<double, double> m_xRange{0, 10};
    std::optional<std::pair<double, double>> m_yRange;
    std::optional<double> m_cursor;
    std::optional<std::pair<double, double>> m_brush;
    std::optional<double> m_brushStart; // while the mouse draws one
    double m_mouseY = 0;
    PointColumns::Outside m_outside;

    ChartPlot *m_plot = nullptr;
    QLabel *m_empty = nullptr;
    QToolButton *m_badge = nullptr;
    CursorCard *m_card = nullptr;
    QTimer m_drawTimer;
    QElapsedTimer m_sinceDrawn;
    bool m_isDue = false;
    BackgroundLane m_lane;
};

} // namespace tandem
