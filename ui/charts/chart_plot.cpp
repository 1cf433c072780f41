#include "ui/charts/chart_plot.h"

#include "ui/charts/chart_tickers.h"
#include "ui/charts/curve_graph.h"
#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr std::size_t kDashedAtMost = 1500; // points: beyond, dashes cost much and cannot be told apart

QPen penOf(const QColor &color, double width, int dash, std::size_t points)
{
    static const QList<QVector<qreal>> kDashes{{7, 3}, {2, 2}, {9, 3, 2, 3}, {4, 4}};
    QPen pen(color, width);
    if (dash > 0 && points <= kDashedAtMost) {
        pen.setDashPattern(kDashes[(dash - 1) % kDashes.size()]);
        pen.setCapStyle(Qt::FlatCap);
    }
    return pen;
}

QVector<QCPGraphData> graphData(const std::vector<PlotPoint> &points)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const PlotPoint &point : points)
        data.append(QCPGraphData(point.x, std::isfinite(point.y) ? point.y : std::nan("")));
    return data;
}

QColor faded(QColor color, double opacity)
{
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

} // namespace

ChartPlot::ChartPlot(QWidget *parent) : QCustomPlot(parent)
{
    build();
    buildOverlay();
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this](const QCPRange &range) {
        if (!m_settingRange)
            Q_EMIT rangeWanted(range.lower, range.upper);
    });
    connect(yAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this](const QCPRange &range) {
        if (!m_settingRange)
            Q_EMIT yRangeWanted(range.lower, range.upper);
    });
    connect(this, &QCustomPlot::afterReplot, this, [this] { m_isDrawn = true; });
    applyTheme();
}

void ChartPlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void ChartPlot::build()
{
    setFocusPolicy(Qt::NoFocus); // the chart itself has the focus and the keys
    setMinimumHeight(60);
    setPlottingHint(QCP::phFastPolylines);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(true);
    QCPAxisRect *area = axisRect();
    area->setRangeDrag(Qt::Horizontal);
    area->setRangeZoom(Qt::Horizontal);
    area->setAutoMargins(QCP::msBottom);
    area->setMargins(QMargins(fontMetrics().horizontalAdvance(QStringLiteral("0.00000")) + space::kSmall, space::kSmall,
                              space::kMedium, 0));
    yAxis->setTicker(QSharedPointer<ValueTicker>::create());
    yAxis->ticker()->setTickCount(4);
    yAxis->setNumberFormat(QStringLiteral("g"));
    xAxis->setRange(0, 10);
    yAxis->setRange(0, 1);
    yAxis2->setRange(0, 1); // for crosses and triangles at the lower edge, whatever the values
    renewTicker();
    m_checkpoints = addGraph(xAxis, yAxis2);
    m_checkpoints->setLineStyle(QCPGraph::lsNone);
    m_broken = addGraph(xAxis, yAxis2);
    m_broken->setLineStyle(QCPGraph::lsNone);
}

void ChartPlot::buildOverlay()
{
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_brush = new QCPItemRect(this);
    m_brush->setLayer(QStringLiteral("overlay"));
    m_brush->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_brush->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_brush->setVisible(false);
    m_cursorLine = new QCPItemStraightLine(this);
    m_cursorLine->setLayer(QStringLiteral("overlay"));
    m_cursorLine->setVisible(false);
}

void ChartPlot::setScale(SeriesStyle::Scale scale, bool logarithmic)
{
    m_scale = scale;
    const bool percent = scale == SeriesStyle::Scale::Percent;
    const auto type = logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
    m_settingRange = true; // a range that the new scale cannot show is mended
    yAxis->setScaleType(type);
    m_settingRange = false;
    if (logarithmic) {
        yAxis->setTicker(QSharedPointer<DecadeTicker>::create(percent));
        return fitToHeight();
    }
    const auto ticker = QSharedPointer<ValueTicker>::create();
    ticker->setPercent(percent);
    yAxis->setTicker(ticker);
    fitToHeight();
}

void ChartPlot::setXAxis(XKind kind, bool logarithmic, const QString &name)
{
    m_xKind = kind;
    m_settingRange = true;
    xAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_settingRange = false;
    m_xName = name;
    fitToHeight();
    renewTicker();
}

/// A low chart has fewer ticks, and no name of its axis: its neighbours say it, and the curve needs the room.
void ChartPlot::fitToHeight()
{
    xAxis->setLabel(height() >= 110 ? m_xName : QString());
    yAxis->ticker()->setTickCount(std::clamp(height() / 30, 2, 5));
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QCustomPlot::resizeEvent(event);
    fitToHeight();
}

void ChartPlot::renewTicker()
{
    xAxis->setTicker(xTicker(m_xKind, xAxis->scaleType() == QCPAxis::stLogarithmic, xAxis->range()));
}

void ChartPlot::applyAxisTheme(const ThemeColors &colors)
{
    for (QCPAxis *axis : {xAxis, yAxis}) {
        const QPen line = axis == xAxis ? QPen(colors.chartAxis) : QPen(Qt::NoPen);
        axis->setTickLabelFont(captionFont());
        axis->setLabelFont(captionFont());
        axis->setTickLabelColor(colors.mutedText);
        axis->setLabelColor(colors.mutedText);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(axis == xAxis ? 3 : 0);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setPen(QPen(colors.chartGrid, 1, Qt::SolidLine));
    }
    xAxis->grid()->setVisible(false);
    xAxis->setLabelPadding(1);
}

void ChartPlot::applyTheme()
{
    const ThemeColors &colors = colorsFor(palette());
    setBackground(colors.surface);
    applyAxisTheme(colors);
    m_broken->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(colors.bad, 2), Qt::NoBrush, 8));
    m_checkpoints->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssTriangle, QPen(colors.surface, 1), colors.mutedText, 8));
    m_cursorLine->setPen(QPen(colors.chartAxis, 1));
    m_brush->setPen(QPen(colors.accent, 1));
    m_brush->setBrush(faded(colors.accent, 0.14));
    drawReferences();
    drawMarkers();
    replotSoon();
}

void ChartPlot::styleCurve(const CurveGraphs &graphs, const PlotCurve &curve)
{
    const ThemeColors &colors = colorsFor(palette());
    const bool smoothed = !curve.smooth.empty();
    const double opacity = curve.dimmed ? 0.25 : 1;
    graphs.raw->setAntialiased(!curve.rough);
    const QColor raw = faded(curve.color, smoothed ? opacity * (colors.dark ? 0.45 : 0.35) : opacity);
    // Thick pens are for few points: QCustomPlot's polyline of a noisy curve costs a hundred times as much at 2 px.
    graphs.raw->setPen(penOf(raw, curve.sparse && !smoothed ? 2 : 1, smoothed ? 0 : curve.dash, curve.raw.size()));
    graphs.raw->setScatterStyle(curve.sparse && curve.raw.size() <= 400
                                    ? QCPScatterStyle(QCPScatterStyle::ssDisc, raw, raw, 6)
                                    : QCPScatterStyle(QCPScatterStyle::ssNone));
    graphs.smooth->setPen(penOf(faded(curve.color, opacity), 2, curve.dash, curve.smooth.size()));
}

void ChartPlot::setCurves(const std::vector<PlotCurve> &curves)
{
    while (m_curves.size() < curves.size())
        m_curves.push_back({new CurveGraph(xAxis, yAxis), new CurveGraph(xAxis, yAxis)}); // the plot owns them
    m_shown = curves.size();
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const CurveGraphs &graphs = m_curves[i];
        const bool shown = i < curves.size();
        graphs.raw->setVisible(shown);
        graphs.smooth->setVisible(shown && !curves[i].smooth.empty());
        graphs.raw->data()->set(shown ? graphData(curves[i].raw) : QVector<QCPGraphData>(), true);
        graphs.smooth->data()->set(shown ? graphData(curves[i].smooth) : QVector<QCPGraphData>(), true);
        if (shown)
            styleCurve(graphs, curves[i]);
    }
}

void ChartPlot::setBands(const std::vector<PlotBand> &bands)
{
    while (m_bands.size() < bands.size()) {
        BandGraphs made{addGraph(), addGraph(), addGraph()};
        made.upper->setChannelFillGraph(made.lower);
        for (QCPGraph *graph : {made.upper, made.lower, made.mean})
            graph->setAdaptiveSampling(false);
        made.upper->setPen(Qt::NoPen);
        made.lower->setPen(Qt::NoPen);
        m_bands.push_back(made);
    }
    m_bandsShown = bands.size();
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        const BandGraphs &graphs = m_bands[i];
        QVector<QCPGraphData> upper, lower, mean;
        if (i < bands.size()) {
            for (const BandPoint &point : bands[i].points) {
                upper.append(QCPGraphData(point.x, point.mean + point.deviation));
                lower.append(QCPGraphData(point.x, point.mean - point.deviation));
                mean.append(QCPGraphData(point.x, point.mean));
            }
            graphs.upper->setBrush(faded(bands[i].color, 0.22));
            graphs.mean->setPen(QPen(bands[i].color, 2));
        }
        graphs.upper->data()->set(upper, true);
        graphs.lower->data()->set(lower, true);
        graphs.mean->data()->set(mean, true);
        for (QCPGraph *graph : {graphs.upper, graphs.lower, graphs.mean})
            graph->setVisible(i < bands.size());
    }
}

void ChartPlot::setBroken(const std::vector<double> &x)
{
    QVector<QCPGraphData> crosses;
    for (const double place : x)
        crosses.append(QCPGraphData(place, 0.05));
    m_broken->data()->set(crosses, true);
}

void ChartPlot::setReferences(const std::vector<PlotReference> &references)
{
    m_references = references;
    drawReferences();
}

void ChartPlot::drawReferences()
{
    for (const auto &item : m_referenceItems)
        if (item)
            removeItem(item);
    m_referenceItems.clear();
    const ThemeColors &colors = colorsFor(palette());
    for (const PlotReference &reference : m_references) {
        auto *line = new QCPItemStraightLine(this);
        line->point1->setCoords(0, reference.value);
        line->point2->setCoords(1, reference.value);
        if (xAxis->scaleType() == QCPAxis::stLogarithmic)
            line->point1->setCoords(0.1, reference.value);
        line->setPen(QPen(colors.mutedText, 1, Qt::DashLine));
        auto *text = new QCPItemText(this);
        text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        text->position->setTypeY(QCPItemPosition::ptPlotCoords);
        text->position->setCoords(1, reference.value);
        text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        text->setPadding(QMargins(0, 0, 2, 1));
        text->setText(reference.label);
        text->setColor(colors.mutedText);
        text->setFont(captionFont());
        m_referenceItems.emplace_back(line);
        m_referenceItems.emplace_back(text);
    }
}

void ChartPlot::setMarkers(const std::vector<PlotMarker> &markers)
{
    m_markers = markers;
    drawMarkers();
}

void ChartPlot::drawMarkers()
{
    for (const auto &item : m_markerItems)
        if (item)
            removeItem(item);
    m_markerItems.clear();
    const ThemeColors &colors = colorsFor(palette());
    QVector<QCPGraphData> triangles;
    for (const PlotMarker &marker : m_markers) {
        if (marker.kind == PlotMarker::Kind::Checkpoint) {
            triangles.append(QCPGraphData(marker.x, 0.03));
            continue;
        }
        auto *line = new QCPItemStraightLine(this);
        for (QCPItemPosition *point : {line->point1, line->point2})
            point->setTypeY(QCPItemPosition::ptAxisRectRatio);
        line->point1->setCoords(marker.x, 0);
        line->point2->setCoords(marker.x, 1);
        const bool resume = marker.kind == PlotMarker::Kind::Resume;
        line->setPen(QPen(resume ? colors.warning : colors.chartAxis, 1, resume ? Qt::DotLine : Qt::DashDotLine));
        m_markerItems.emplace_back(line);
    }
    std::sort(triangles.begin(), triangles.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
    m_checkpoints->data()->set(triangles, true);
}

const PlotMarker *ChartPlot::markerAt(const QPoint &place) const
{
    constexpr double kReach = 4;
    for (const PlotMarker &marker : m_markers) {
        const bool low = marker.kind == PlotMarker::Kind::Checkpoint;
        if (std::abs(xAxis->coordToPixel(marker.x) - place.x()) <= kReach &&
            (!low || place.y() > axisRect()->bottom() - 14))
            return &marker;
    }
    return nullptr;
}

void ChartPlot::setXRange(double from, double to)
{
    m_settingRange = true;
    xAxis->setRange(from, to);
    m_settingRange = false;
    if (m_xKind == XKind::Wall || m_xKind == XKind::Relative)
        renewTicker();
}

void ChartPlot::setYRange(double from, double to)
{
    m_settingRange = true;
    yAxis->setRange(from, to);
    m_settingRange = false;
}

void ChartPlot::setTickLabels(bool shown)
{
    yAxis->setTickLabels(shown);
}

void ChartPlot::setFreeY(bool isFree)
{
    axisRect()->setRangeDrag(isFree ? Qt::Horizontal | Qt::Vertical : Qt::Orientations(Qt::Horizontal));
}

std::vector<double> ChartPlot::columnEdges() const
{
    const QRect area = axisRect()->rect();
    const int columns = std::max(1, area.width());
    std::vector<double> edges(static_cast<std::size_t>(columns) + 1);
    const QCPRange range = xAxis->range();
    const bool logarithmic = xAxis->scaleType() == QCPAxis::stLogarithmic;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double share = static_cast<double>(i) / columns;
        edges[i] =
            logarithmic ? range.lower * std::pow(range.upper / range.lower, share) : range.lower + share * range.size();
    }
    return edges;
}

void ChartPlot::setCursor(std::optional<double> x, const std::vector<PlotDot> &dots)
{
    const ThemeColors &colors = colorsFor(palette());
    while (m_dots.size() < dots.size()) {
        m_dots.push_back(addGraph());
        m_dots.back()->setLayer(QStringLiteral("overlay"));
        m_dots.back()->setLineStyle(QCPGraph::lsNone);
    }
    for (std::size_t i = 0; i < m_dots.size(); ++i) {
        m_dots[i]->data()->clear();
        if (i >= dots.size())
            continue;
        m_dots[i]->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.surface, 2), dots[i].color, 9));
        m_dots[i]->addData(dots[i].x, dots[i].y);
    }
    if (x) {
        m_cursorLine->point1->setCoords(*x, yAxis->range().lower);
        m_cursorLine->point2->setCoords(*x, yAxis->range().upper);
    }
    m_cursorLine->setVisible(x.has_value());
    if (m_isDrawn)
        layer(QStringLiteral("overlay"))->replot(); // its own buffer: the curves are not drawn again
}

void ChartPlot::setBrush(std::optional<std::pair<double, double>> range)
{
    m_brush->setVisible(range.has_value());
    if (range) {
        m_brush->topLeft->setCoords(range->first, 0);
        m_brush->bottomRight->setCoords(range->second, 1);
    }
    if (m_isDrawn)
        layer(QStringLiteral("overlay"))->replot();
}

} // namespace tandem
