#include "ui/runs/chart_plot.h"

#include "ui/runs/chart_tickers.h"
#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace tandem {

ChartPlot::ChartPlot(QWidget *parent) : QCustomPlot(parent)
{
    build();
    buildOverlay();
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this](const QCPRange &range) {
        if (!m_settingRange)
            Q_EMIT rangeWanted(range.lower, range.upper);
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
    xAxis->setTicker(QSharedPointer<StepTicker>::create());
    yAxis->setTicker(QSharedPointer<ValueTicker>::create());
    xAxis->ticker()->setTickCount(5);
    yAxis->ticker()->setTickCount(4);
    xAxis->setRange(0, 10);
    yAxis->setRange(0, 1);
    yAxis2->setRange(0, 1); // for crosses at the lower edge, whatever the values
    m_raw = addGraph();
    m_smooth = addGraph();
    m_broken = addGraph(xAxis, yAxis2);
    m_broken->setLineStyle(QCPGraph::lsNone);
}

void ChartPlot::buildOverlay()
{
    m_referenceLine = new QCPItemStraightLine(this);
    m_referenceText = new QCPItemText(this);
    m_referenceText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_referenceText->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_referenceText->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_referenceText->setPadding(QMargins(0, 0, 2, 1));
    m_referenceLine->setVisible(false);
    m_referenceText->setVisible(false);
    m_cursorLine = new QCPItemStraightLine(this);
    m_cursorLine->setLayer(QStringLiteral("overlay"));
    m_cursorLine->setVisible(false);
    m_dot = addGraph();
    m_dot->setLayer(QStringLiteral("overlay"));
    m_dot->setLineStyle(QCPGraph::lsNone);
}

void ChartPlot::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    qSharedPointerCast<ValueTicker>(yAxis->ticker())->setPercent(spec.scale == ChartSpec::Scale::Percent);
    clearPoints();
    applyTheme();
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
    const QColor color = seriesColor(m_spec.color, colors);
    setBackground(colors.surface);
    applyAxisTheme(colors);
    QColor faint = color;
    faint.setAlphaF(colors.dark ? 0.45F : 0.35F);
    m_raw->setPen(QPen(isSmoothed() ? faint : color, m_spec.sparse ? 2 : 1));
    m_raw->setScatterStyle(m_spec.sparse ? QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 6)
                                         : QCPScatterStyle(QCPScatterStyle::ssNone));
    m_smooth->setPen(QPen(color, 2));
    m_smooth->setVisible(isSmoothed());
    m_broken->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(colors.bad, 2), Qt::NoBrush, 8));
    m_dot->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.surface, 2), color, 9));
    m_referenceLine->setPen(QPen(colors.mutedText, 1, Qt::DashLine));
    m_referenceText->setColor(colors.mutedText);
    m_referenceText->setFont(captionFont());
    m_cursorLine->setPen(QPen(colors.chartAxis, 1));
    for (const auto &line : m_markers)
        if (line)
            line->setPen(QPen(colors.warning, 1, Qt::DotLine));
    replotSoon();
}

void ChartPlot::clearPoints()
{
    m_average = DebiasedAverage(m_smoothing);
    for (QCPGraph *graph : {m_raw, m_smooth, m_broken, m_dot})
        graph->data()->clear();
    replotSoon();
}

void ChartPlot::addPoints(std::span<const SeriesPoint> points)
{
    QVector<double> keys, values, smooth, broken;
    keys.reserve(static_cast<qsizetype>(points.size()));
    values.reserve(keys.capacity());
    for (const SeriesPoint &point : points) {
        const auto step = static_cast<double>(point.step);
        const bool finite = std::isfinite(point.value);
        keys << step;
        values << (finite ? point.value : std::nan("")); // a gap in the line; the cross says why
        if (!finite)
            broken << step;
        if (isSmoothed())
            smooth << m_average.next(values.back());
    }
    m_raw->addData(keys, values, true);
    if (!smooth.isEmpty())
        m_smooth->addData(keys, smooth, true);
    m_broken->addData(broken, QVector<double>(broken.size(), 0.04), true);
    replotSoon();
}

void ChartPlot::setSmoothing(double weight)
{
    m_smoothing = weight;
    m_average = DebiasedAverage(weight);
    applyTheme();
}

void ChartPlot::fitY(const ChartData &points)
{
    const QCPRange x = xAxis->range();
    const auto extent = points.extent(x.lower, x.upper);
    double low = extent ? extent->low : 0;
    double high = extent ? extent->high : 1;
    if (m_reference) {
        // The reference belongs in the picture unless it would flatten the curve.
        const double reach = std::max(high - low, 0.25 * std::abs(*m_reference));
        if (!extent)
            low = high = *m_reference;
        else if (*m_reference > low - reach && *m_reference < high + reach) {
            low = std::min(low, *m_reference);
            high = std::max(high, *m_reference);
        }
    }
    if (m_spec.scale == ChartSpec::Scale::FromZero)
        low = std::min(low, 0.0);
    double span = high - low;
    if (span <= 1e-12 * std::max(std::abs(low), std::abs(high)))
        span = std::max(std::abs(high) * 0.2, 1e-6);
    const bool touchesZero = m_spec.scale != ChartSpec::Scale::Plain && low <= 0.02 * span;
    yAxis->setRange(touchesZero ? std::min(low, 0.0) : low - 0.06 * span, high + 0.14 * span);
    replotSoon();
}

void ChartPlot::setReference(std::optional<double> value, const QString &label)
{
    m_reference = value && std::isfinite(*value) ? value : std::nullopt;
    m_referenceLine->setVisible(m_reference.has_value());
    m_referenceText->setVisible(m_reference.has_value());
    if (m_reference) {
        m_referenceLine->point1->setCoords(0, *m_reference);
        m_referenceLine->point2->setCoords(1, *m_reference);
        m_referenceText->position->setCoords(1, *m_reference);
        m_referenceText->setText(label);
    }
    replotSoon();
}

QString ChartPlot::referenceLabel() const
{
    return m_reference ? m_referenceText->text() : QString();
}

void ChartPlot::setMarkers(const std::vector<ChartMarker> &markers)
{
    for (const auto &line : m_markers)
        if (line)
            removeItem(line);
    m_markers.clear();
    for (const ChartMarker &marker : markers) {
        auto *line = new QCPItemStraightLine(this);
        // Between the last step before the pause and the first one after it.
        line->point1->setCoords(static_cast<double>(marker.step) + 0.5, 0);
        line->point2->setCoords(static_cast<double>(marker.step) + 0.5, 1);
        line->setPen(QPen(colorsFor(palette()).warning, 1, Qt::DotLine));
        m_markers.emplace_back(line);
    }
    replotSoon();
}

void ChartPlot::setStepUnit(double steps, const QString &name)
{
    qSharedPointerCast<StepTicker>(xAxis->ticker())->setUnit(steps);
    xAxis->setLabel(name);
    replotSoon();
}

void ChartPlot::setXRange(double from, double to)
{
    m_settingRange = true;
    xAxis->setRange(from, to);
    m_settingRange = false;
    replotSoon();
}

void ChartPlot::setTickLabels(bool shown)
{
    yAxis->setTickLabels(shown);
}

void ChartPlot::setCursor(const std::optional<SeriesPoint> &point)
{
    m_dot->data()->clear();
    if (point) {
        const auto x = static_cast<double>(point->step);
        m_cursorLine->point1->setCoords(x, 0);
        m_cursorLine->point2->setCoords(x, 1);
        if (std::isfinite(point->value))
            m_dot->addData(x, point->value);
    }
    m_cursorLine->setVisible(point.has_value());
    if (m_isDrawn)
        layer(QStringLiteral("overlay"))->replot(); // its own buffer: the curves are not drawn again
}

} // namespace tandem
