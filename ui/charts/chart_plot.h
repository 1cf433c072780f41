#pragma once

#include "ui/charts/decimation.h"
#include "ui/charts/plot_library.h"
#include "ui/charts/series_catalog.h"

#include <QPointer>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace tandem {

/// What is drawn of one curve.
struct PlotCurve {
    QColor color;
    int dash = 0;
    bool sparse = false; // a dot a point
    bool dimmed = false; // another curve is highlighted
    bool rough = false;  // so much noise that smooth edges would not show; they cost half of the drawing
    std::vector<PlotPoint> raw;
    std::vector<PlotPoint> smooth; // where there is any, the raw curve stands faint behind it
};

struct PlotBand {
    QColor color;
    std::vector<BandPoint> points;
};

/// A horizontal line with words, such as the loss of chance.
struct PlotReference {
    double value = 0;
    QString label;
};

/// A vertical line on a chart, or a triangle at its lower edge.
struct PlotMarker {
    enum class Kind { Resume, WarmupEnd, Checkpoint } kind = Kind::Resume;
    double x = 0;
    QString text;
};

/// A point that the cursor picks out.
struct PlotDot {
    double x = 0, y = 0;
    QColor color;
};

/// The drawn part of a SeriesChart: curves (measured and smoothed), bands, crosses for what is no number, reference
/// lines, markers, and the cursor and the brush on a layer of their own. Draws what it is given; chooses nothing.
class ChartPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit ChartPlot(QWidget *parent = nullptr);

    void setScale(SeriesStyle::Scale scale, bool logarithmic);
    void setXAxis(XKind kind, bool logarithmic, const QString &name);
    void setCurves(const std::vector<PlotCurve> &curves);
    void setBands(const std::vector<PlotBand> &bands);
    /// Crosses at the lower edge.
    void setBroken(const std::vector<double> &x);
    void setReferences(const std::vector<PlotReference> &references);
    void setMarkers(const std::vector<PlotMarker> &markers);
    void setXRange(double from, double to);
    void setYRange(double from, double to);
    void setTickLabels(bool shown);
    /// Whether dragging moves the y axis as well: once the person has chosen its range.
    void setFreeY(bool isFree);
    void setCursor(std::optional<double> x, const std::vector<PlotDot> &dots);
    void setBrush(std::optional<std::pair<double, double>> range);

    /// Makes the area what it will be: before the first drawing and after a resize it is not yet.
    void layOut() { updateLayout(); }
    /// Borders of the pixel columns, in x.
    [[nodiscard]] std::vector<double> columnEdges() const;
    /// The marker at most a few pixels from a place, or null.
    [[nodiscard]] const PlotMarker *markerAt(const QPoint &place) const;
    /// Draws at the next event loop round.
    void replotSoon() { replot(rpQueuedReplot); }

    // What was drawn: for tests.
    [[nodiscard]] const QCPGraph *rawGraph(std::size_t curve = 0) const { return m_curves.at(curve).raw; }
    [[nodiscard]] const QCPGraph *smoothGraph(std::size_t curve = 0) const { return m_curves.at(curve).smooth; }
    [[nodiscard]] std::size_t curveCount() const { return m_shown; }
    [[nodiscard]] const QCPGraph *brokenGraph() const { return m_broken; }
    [[nodiscard]] const std::vector<PlotMarker> &markers() const { return m_markers; }
    [[nodiscard]] const std::vector<PlotReference> &references() const { return m_references; }
    [[nodiscard]] std::size_t bandCount() const { return m_bandsShown; }

Q_SIGNALS:
    /// The person dragged or turned the wheel.
    void rangeWanted(double from, double to);
    void yRangeWanted(double from, double to);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct CurveGraphs {
        QCPGraph *raw = nullptr, *smooth = nullptr;
    };
    struct BandGraphs {
        QCPGraph *upper = nullptr, *lower = nullptr, *mean = nullptr;
    };
    void build();
    void buildOverlay();
    void applyTheme();
    void applyAxisTheme(const struct ThemeColors &colors);
    void styleCurve(const CurveGraphs &graphs, const PlotCurve &curve);
    void drawReferences();
    void drawMarkers();
    void renewTicker();
    void fitToHeight();

    SeriesStyle::Scale m_scale = SeriesStyle::Scale::Plain;
    XKind m_xKind = XKind::Step;
    QString m_xName;
    bool m_settingRange = false;
    bool m_isDrawn = false;            // once: layers have a buffer of their own only from then on
    std::vector<CurveGraphs> m_curves; // the first m_shown are in use
    std::size_t m_shown = 0;
    std::vector<BandGraphs> m_bands;
    std::size_t m_bandsShown = 0;
    QCPGraph *m_broken = nullptr, *m_checkpoints = nullptr;
    std::vector<QCPGraph *> m_dots;
    QCPItemStraightLine *m_cursorLine = nullptr;
    QCPItemRect *m_brush = nullptr;
    std::vector<PlotReference> m_references;
    std::vector<PlotMarker> m_markers;
    std::vector<QPointer<QCPAbstractItem>> m_referenceItems, m_markerItems;
};

} // namespace tandem
