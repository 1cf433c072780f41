#include "ui/sweeps/parallel_plot.h"

#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kReach = 6; // of the mouse to a line
constexpr double kBrushWidth = 12;
constexpr double kKeyStep = 0.05; // of the axis

} // namespace

ParallelPlot::ParallelPlot(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Parallel coordinates"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void ParallelPlot::setData(ParallelData data)
{
    // A brush stays where its axis stays.
    if (data.axes.size() != m_data.axes.size())
        m_brush.stretches.clear();
    m_data = std::move(data);
    m_brush.stretches.resize(m_data.axes.size());
    m_axis = std::clamp(m_axis, 0, std::max(0, static_cast<int>(m_data.axes.size()) - 1));
    setAccessibleDescription(summary());
    update();
}

void ParallelPlot::setMarked(const std::set<RunId> &runs)
{
    if (runs == m_marked)
        return;
    m_marked = runs;
    update();
}

QString ParallelPlot::summary() const
{
    QStringList titles;
    for (const ParallelAxis &axis : m_data.axes)
        titles << axis.title;
    return tr("%Ln run(s) over %1", "the axes follow", static_cast<int>(m_data.lines.size()))
        .arg(titles.join(QStringLiteral(", ")));
}

QRectF ParallelPlot::plotRect() const
{
    const QFontMetrics metrics(font());
    const bool hasMissing =
        std::any_of(m_data.axes.begin(), m_data.axes.end(), [](const ParallelAxis &axis) { return axis.hasMissing; });
    const double side =
        std::clamp(width() / (2.0 * std::max<double>(1, static_cast<double>(m_data.axes.size()))), 40.0, 90.0);
    const double top = metrics.height() + space::kMedium;
    double bottom = space::kMedium;
    if (hasMissing) // the place below the axis, and its word
        bottom = (height() - top) * -kMissingPlace / (1 - kMissingPlace) + metrics.height();
    return QRectF(rect()).adjusted(side, top, -side, -bottom);
}

QPointF ParallelPlot::pointAt(int axis, double place) const
{
    const QRectF plot = plotRect();
    const auto count = static_cast<int>(m_data.axes.size());
    const double x = count < 2 ? plot.center().x() : plot.left() + plot.width() * axis / (count - 1);
    return {x, plot.bottom() - place * plot.height()};
}

double ParallelPlot::placeAt(double y) const
{
    const QRectF plot = plotRect();
    return std::clamp((plot.bottom() - y) / plot.height(), kMissingPlace, 1.0);
}

int ParallelPlot::axisAt(const QPointF &point) const
{
    for (int axis = 0; axis < static_cast<int>(m_data.axes.size()); ++axis)
        if (std::abs(pointAt(axis, 0).x() - point.x()) <= kBrushWidth)
            return axis;
    return -1;
}

const ParallelLine *ParallelPlot::lineAt(const QPointF &point) const
{
    const ParallelLine *nearest = nullptr;
    double distance = kReach;
    for (const ParallelLine &line : m_data.lines)
        for (int axis = 0; axis + 1 < static_cast<int>(line.places.size()); ++axis) {
            const QPointF a = pointAt(axis, line.places[static_cast<std::size_t>(axis)]);
            const QPointF b = pointAt(axis + 1, line.places[static_cast<std::size_t>(axis) + 1]);
            if (point.x() < a.x() || point.x() > b.x() || b.x() <= a.x())
                continue;
            const double share = (point.x() - a.x()) / (b.x() - a.x());
            const double slope = (b.y() - a.y()) / (b.x() - a.x());
            const double off = std::abs(a.y() + share * (b.y() - a.y()) - point.y()) / std::sqrt(1 + slope * slope);
            if (off < distance) {
                distance = off;
                nearest = &line;
            }
        }
    return nearest;
}

void ParallelPlot::paintAxis(QPainter &painter, int axis) const
{
    const ThemeColors &c = colorsFor(palette());
    const ParallelAxis &shown = m_data.axes[static_cast<std::size_t>(axis)];
    const QFontMetrics metrics = painter.fontMetrics();
    const QPointF bottom = pointAt(axis, 0);
    const QPointF top = pointAt(axis, 1);
    const bool isCurrent = hasFocus() && axis == m_axis;
    if (const auto &stretch = m_brush.stretches[static_cast<std::size_t>(axis)]) {
        QRectF box(QPointF(top.x() - kBrushWidth / 2, pointAt(axis, stretch->high).y()),
                   QPointF(top.x() + kBrushWidth / 2, pointAt(axis, stretch->low).y()));
        if (box.height() < 4)
            box.adjust(0, -2, 0, 2);
        QColor fill = c.accent;
        fill.setAlphaF(0.25F);
        painter.setPen(QPen(c.accent, 1.5));
        painter.setBrush(fill);
        painter.drawRoundedRect(box, 2, 2);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(isCurrent ? c.accent : c.chartAxis, isCurrent ? 2.5 : 1));
    painter.drawLine(bottom, top);
    painter.setPen(isCurrent ? c.accentText : c.text);
    const double half =
        static_cast<double>(plotRect().width()) / std::max(1, static_cast<int>(m_data.axes.size()) - 1) / 2 - 2;
    const double room = std::max(
        40.0, std::min(half, top.x() < plotRect().left() + 1 || top.x() > plotRect().right() - 1 ? plotRect().left() - 2
                                                                                                 : half));
    painter.drawText(QRectF(top.x() - room, 0, 2 * room, metrics.height()), Qt::AlignCenter,
                     metrics.elidedText(shown.title, Qt::ElideRight, static_cast<int>(2 * room)));
    const bool isLast = axis + 1 == static_cast<int>(m_data.axes.size());
    painter.setFont(captionFont());
    const QFontMetrics small = painter.fontMetrics();
    const auto tick = [&](double place, const QString &text) {
        const QPointF at = pointAt(axis, place);
        painter.setPen(c.chartAxis);
        painter.drawLine(at - QPointF(3, 0), at + QPointF(3, 0));
        const QString cut =
            small.elidedText(text, Qt::ElideMiddle, static_cast<int>(isLast ? plotRect().left() - 8 : 84));
        const double width = small.horizontalAdvance(cut) + 4;
        const QRectF box(isLast ? at.x() + 7 : at.x() - 7 - width, at.y() - small.height() / 2.0, width,
                         small.height());
        QColor behind = c.window;
        behind.setAlphaF(0.75F);
        painter.fillRect(box, behind); // lines pass below
        painter.setPen(c.text);
        painter.drawText(box, Qt::AlignCenter, cut);
    };
    for (const auto &[place, text] : shown.ticks)
        tick(place, text);
    if (shown.hasMissing) {
        painter.setPen(QPen(c.chartAxis, 1, Qt::DotLine));
        painter.drawLine(bottom, pointAt(axis, kMissingPlace));
        tick(kMissingPlace, tr("none", "no value on an axis"));
    }
    painter.setFont(font());
}

void ParallelPlot::paintEvent(QPaintEvent *)
{
    if (m_data.axes.empty())
        return;
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto draw = [&](const ParallelLine &line, bool isFaint) {
        QPainterPath path(pointAt(0, line.places.front()));
        for (int axis = 1; axis < static_cast<int>(line.places.size()); ++axis)
            path.lineTo(pointAt(axis, line.places[static_cast<std::size_t>(axis)]));
        QColor color = line.shade ? viridis(*line.shade) : c.control;
        // The bright end of the ramp is no line on a light surface.
        if (!c.dark && line.shade)
            color = color.darker(130);
        if (isFaint)
            color.setAlphaF(0.3F);
        painter.setPen(QPen(color, isFaint ? 1 : 1.8, line.shade ? Qt::SolidLine : Qt::DashLine));
        painter.drawPath(path);
    };
    for (const ParallelLine &line : m_data.lines)
        if (!m_marked.empty() && m_marked.count(line.run) == 0)
            draw(line, true);
    for (const ParallelLine &line : m_data.lines)
        if (m_marked.empty() || m_marked.count(line.run) > 0)
            draw(line, false);
    for (int axis = 0; axis < static_cast<int>(m_data.axes.size()); ++axis)
        paintAxis(painter, axis);
}

void ParallelPlot::stretch(int axis, double low, double high)
{
    m_brush.stretches[static_cast<std::size_t>(axis)] =
        ParallelBrush::Stretch{std::min(low, high), std::max(low, high)};
    update();
}

void ParallelPlot::tellBrush()
{
    Q_EMIT brushed(brushedRuns(m_data, m_brush));
}

void ParallelPlot::clearBrush()
{
    if (m_brush.isEmpty())
        return;
    for (auto &stretch : m_brush.stretches)
        stretch.reset();
    update();
    tellBrush();
}

void ParallelPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_hasDragged = false;
    m_dragged = axisAt(event->position());
    if (m_dragged >= 0) {
        m_axis = m_dragged;
        m_dragFrom = placeAt(event->position().y());
        update();
    } else if (const ParallelLine *line = lineAt(event->position())) {
        Q_EMIT brushed({line->run});
    } else {
        const bool hadBrush = !m_brush.isEmpty();
        clearBrush();
        if (!hadBrush)
            Q_EMIT brushed({});
    }
}

void ParallelPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged < 0 || (event->buttons() & Qt::LeftButton) == 0) {
        setCursor(axisAt(event->position()) >= 0 ? Qt::SizeVerCursor : Qt::ArrowCursor);
        return;
    }
    m_hasDragged = true;
    stretch(m_dragged, m_dragFrom, placeAt(event->position().y()));
    tellBrush();
}

void ParallelPlot::mouseReleaseEvent(QMouseEvent *)
{
    if (m_dragged >= 0 && !m_hasDragged) { // a click takes the axis' brush away
        m_brush.stretches[static_cast<std::size_t>(m_dragged)].reset();
        update();
        tellBrush();
    }
    m_dragged = -1;
}

void ParallelPlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const ParallelLine *line = lineAt(event->position()))
        Q_EMIT openRequested({line->run});
}

void ParallelPlot::keyPressEvent(QKeyEvent *event)
{
    const auto count = static_cast<int>(m_data.axes.size());
    if (count == 0)
        return QWidget::keyPressEvent(event);
    auto &stretched = m_brush.stretches[static_cast<std::size_t>(m_axis)];
    const auto reach = [&](double bottom, double top) {
        stretch(m_axis, std::clamp(bottom, kMissingPlace, 1.0), std::clamp(top, kMissingPlace, 1.0));
        tellBrush();
    };
    const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_axis = std::clamp(m_axis + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1);
        setAccessibleDescription(tr("%1; axis %2", "what is shown, the chosen axis")
                                     .arg(summary(), m_data.axes[static_cast<std::size_t>(m_axis)].title));
        return update();
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const double step = event->key() == Qt::Key_Up ? kKeyStep : -kKeyStep;
        if (!stretched) // begins at the end that the key points to
            return step > 0 ? reach(0.5, 1) : reach(kMissingPlace, 0.5);
        return shift ? reach(stretched->low, std::max(stretched->low, stretched->high + step))
                     : reach(stretched->low + step, stretched->high + step);
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        stretched.reset();
        update();
        return tellBrush();
    case Qt::Key_Escape:
        return clearBrush();
    default:
        QWidget::keyPressEvent(event);
    }
}

void ParallelPlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ParallelPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ParallelPlot::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const ParallelLine *line = lineAt(help->pos()))
            QToolTip::showText(help->globalPos(), line->name, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace tandem
