#include "ui/augment/invariance_plot.h"

#include "ui/augment/augment_text.h"
#include "ui/theme.h"

#include <QLocale>

#include <algorithm>

namespace tandem {

namespace {

constexpr double kTop = 1.03; // a cosine of 1 is not on the edge

QVector<double> shown(const StrengthAxis &axis, const std::vector<double> &numbers)
{
    QVector<double> values;
    for (const double number : numbers)
        values.append(number * axis.shownFactor);
    return values;
}

QVector<double> toVector(const std::vector<double> &values)
{
    return {values.begin(), values.end()};
}

} // namespace

InvariancePlot::InvariancePlot(QWidget *parent)
    : QCustomPlot(parent), m_range(new QCPItemRect(this)), m_line(new QCPItemStraightLine(this)), m_h(addGraph()),
      m_z(addGraph()), m_otherH(addGraph()), m_otherZ(addGraph())
{
    setAccessibleName(tr("Cosine with the original over the strength"));
    m_h->setName(tr("h"));
    m_z->setName(tr("z"));
    m_otherH->removeFromLegend();
    m_otherZ->removeFromLegend();
    for (QCPGraph *graph : {m_h, m_z})
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    legend->setVisible(true);
    legend->setFont(captionFont());
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setBorderPen(Qt::NoPen);
    plotLayout()->insertRow(0); // above the curves, where it covers none
    plotLayout()->addElement(0, 0, legend);
    plotLayout()->setRowStretchFactor(0, 0.001);
    yAxis->setLabel(tr("Cosine"));
    for (QCPAxis *axis : {xAxis, yAxis}) {
        axis->setLabelFont(captionFont());
        axis->setTickLabelFont(captionFont());
        axis->setSubTicks(false);
        axis->ticker()->setTickCount(6);
    }
    m_range->setLayer(QStringLiteral("background"));
    m_range->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_range->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_range->setVisible(false);
    m_line->setVisible(false);
    setMinimumHeight(150);
    applyTheme();
    refresh();
}

void InvariancePlot::setCurve(const InvarianceCurvePtr &curve, const std::optional<TrainedStrength> &trained)
{
    m_curve = curve;
    m_trained = trained;
    refresh();
}

void InvariancePlot::setBaseline(const std::optional<InvarianceBaseline> &baseline)
{
    m_baseline = baseline;
    refresh();
}

void InvariancePlot::setMarker(double number)
{
    m_marker = number;
    refresh();
}

void InvariancePlot::refresh()
{
    const bool has = m_curve != nullptr;
    for (QCPGraph *graph : {m_h, m_z, m_otherH, m_otherZ})
        graph->data()->clear();
    m_range->setVisible(has && m_trained.has_value());
    m_line->setVisible(has);
    xAxis->setTickLabels(has); // of which operation, is not known before
    if (!has) {
        xAxis->setLabel({});
        yAxis->setRange(0, kTop);
    } else {
        const StrengthAxis &axis = *m_curve->axis;
        const double low = axis.minimum * axis.shownFactor, high = axis.maximum * axis.shownFactor;
        m_h->setData(shown(axis, m_curve->numbers), toVector(m_curve->h), true);
        m_z->setData(shown(axis, m_curve->numbers), toVector(m_curve->z), true);
        if (m_baseline) {
            m_otherH->setData({low, high}, {m_baseline->h, m_baseline->h}, true);
            m_otherZ->setData({low, high}, {m_baseline->z, m_baseline->z}, true);
        }
        const double margin = 0.02 * (high - low);
        xAxis->setRange(low - margin, high + margin);
        xAxis->setLabel(strengthAxisLabel(axis));
        double least = 0;
        for (const auto *values : {&m_curve->h, &m_curve->z})
            least = std::min(least, *std::min_element(values->begin(), values->end()));
        yAxis->setRange(std::max(-1.02, least - 0.05), kTop);
        if (m_trained) {
            const auto inside = [&](double number) {
                return std::clamp(number * axis.shownFactor, low - margin, high + margin);
            };
            // A single number, as of a switch, is a narrow band.
            const double from = inside(m_trained->low), to = inside(m_trained->high);
            const double thin = from == to ? margin / 2 : 0;
            m_range->topLeft->setCoords(from - thin, 0);
            m_range->bottomRight->setCoords(to + thin, 1);
        }
        m_line->point1->setCoords(m_marker * axis.shownFactor, 0);
        m_line->point2->setCoords(m_marker * axis.shownFactor, 1);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void InvariancePlot::applyTheme()
{
    const ThemeColors &c = colorsFor(palette());
    setBackground(QBrush(c.surface));
    for (QCPAxis *axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(c.chartAxis));
        axis->setTickPen(QPen(c.chartAxis));
        axis->setTickLabelColor(c.mutedText);
        axis->setLabelColor(c.mutedText);
        axis->grid()->setPen(QPen(c.chartGrid));
        axis->grid()->setZeroLinePen(QPen(c.chartGrid));
    }
    m_h->setPen(QPen(seriesColor(0, c), 1.5));
    m_z->setPen(QPen(seriesColor(1, c), 1.5, Qt::DashLine));
    m_otherH->setPen(QPen(seriesColor(0, c), 1, Qt::DotLine));
    m_otherZ->setPen(QPen(seriesColor(1, c), 1, Qt::DotLine));
    QColor shade = c.accent;
    shade.setAlphaF(c.dark ? 0.22F : 0.14F);
    m_range->setBrush(shade);
    m_range->setPen(Qt::NoPen);
    m_line->setPen(QPen(c.text, 1));
    legend->setBrush(c.surface);
    legend->setTextColor(c.text);
    replot(QCustomPlot::rpQueuedReplot);
}

void InvariancePlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QCustomPlot::changeEvent(event);
}

void InvariancePlot::pick(const QPoint &place)
{
    if (m_curve)
        Q_EMIT numberPicked(xAxis->pixelToCoord(place.x()) / m_curve->axis->shownFactor);
}

void InvariancePlot::mousePressEvent(QMouseEvent *event)
{
    pick(event->pos());
}

void InvariancePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        pick(event->pos());
}

} // namespace tandem
