#include "ui/charts/series_chart.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <QAccessible>

#include <algorithm>
#include <cmath>

// How a SeriesChart answers mouse and keys.

namespace tandem {

void SeriesChart::moveCursor(std::ptrdiff_t points)
{
    if (m_curves.empty())
        return;
    const PlacedCurve curve = m_curves[m_active].measured();
    const auto last = static_cast<std::ptrdiff_t>(curve.size()) - 1;
    // The first key shows the latest point; Home goes to the first one at once.
    const std::ptrdiff_t from = m_cursor ? static_cast<std::ptrdiff_t>(curve.nearest(*m_cursor)) : last;
    const std::ptrdiff_t at = m_cursor || points < -last ? from + points : last;
    const auto next = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last));
    m_mouseY = m_plot->yAxis->coordToPixel(curve.y(next));
    Q_EMIT cursorWanted(curve.x(next));
    QAccessibleValueChangeEvent event(this, readout());
    QAccessible::updateAccessibility(&event);
}

void SeriesChart::changeActive(int by)
{
    if (m_curves.size() < 2)
        return;
    const auto count = static_cast<int>(m_curves.size());
    m_active = static_cast<std::size_t>((static_cast<int>(m_active) + by + count) % count);
    Q_EMIT highlightWanted(m_curves[m_active].run);
    moveCursor(0);
}

void SeriesChart::zoom(double factor)
{
    const auto [low, high] = m_xRange;
    if (m_look.logX && low > 0) {
        const double center = std::log(m_cursor.value_or(std::sqrt(low * high)));
        return Q_EMIT rangeWanted(std::exp(center - (center - std::log(low)) * factor),
                                  std::exp(center + (std::log(high) - center) * factor));
    }
    const double center = m_cursor.value_or(0.5 * (low + high));
    Q_EMIT rangeWanted(center - (center - low) * factor, center + (high - center) * factor);
}

void SeriesChart::zoomY(double factor, double center)
{
    const QCPRange range = m_plot->yAxis->range();
    if (m_spec.logY && range.lower > 0 && center > 0)
        setYRange(std::pair(center * std::pow(range.lower / center, factor),
                            center * std::pow(range.upper / center, factor)));
    else
        setYRange(std::pair(center - (center - range.lower) * factor, center + (range.upper - center) * factor));
    Q_EMIT yRangeChanged();
}

void SeriesChart::pan(double share)
{
    const auto [low, high] = m_xRange;
    if (m_look.logX && low > 0) {
        const double by = std::pow(high / low, share);
        return Q_EMIT rangeWanted(low * by, high * by);
    }
    Q_EMIT rangeWanted(low + share * (high - low), high + share * (high - low));
}

void SeriesChart::setBrushEdge(bool second)
{
    if (!m_cursor)
        return;
    auto brush = m_brush.value_or(std::pair(*m_cursor, *m_cursor));
    (second ? brush.second : brush.first) = *m_cursor;
    if (brush.first > brush.second)
        std::swap(brush.first, brush.second);
    Q_EMIT brushWanted(brush);
}

void SeriesChart::keyPressEvent(QKeyEvent *event)
{
    if (!onKey(*event))
        ChartCard::keyPressEvent(event);
}

bool SeriesChart::onKey(QKeyEvent &event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool alt = event.modifiers().testFlag(Qt::AltModifier);
    const int stride = control ? 20 : 1;
    const auto all = static_cast<std::ptrdiff_t>(m_curves.empty() ? 0 : m_curves[m_active].points.size());
    if (event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo))
        return Q_EMIT historyWanted(event.matches(QKeySequence::Undo) ? -1 : 1), true;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        if (control && shift)
            return false; // the card moves
        const int way = event.key() == Qt::Key_Left ? -1 : 1;
        if (alt)
            Q_EMIT historyWanted(way);
        else if (shift)
            pan(0.2 * way);
        else
            moveCursor(way * stride);
        return true;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        return changeActive(event.key() == Qt::Key_Up ? -1 : 1), true;
    case Qt::Key_Home:
        return moveCursor(-all), true;
    case Qt::Key_End:
        return moveCursor(all), true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus: {
        if (control && shift)
            return false;
        const double factor = event.key() == Qt::Key_Minus ? 1 / 0.7 : 0.7;
        if (control)
            zoomY(factor, m_plot->yAxis->range().center());
        else
            zoom(factor);
        return true;
    }
    case Qt::Key_ParenRight: // Shift+0 on many keyboards
        setYRange(std::nullopt);
        return Q_EMIT yRangeChanged(), true;
    case Qt::Key_0:
        if (!shift)
            Q_EMIT rangeReset();
        setYRange(std::nullopt);
        return Q_EMIT yRangeChanged(), true;
    case Qt::Key_A:
        return setBrushEdge(false), true;
    case Qt::Key_B:
        return setBrushEdge(true), true;
    case Qt::Key_Return:
        if (!m_brush)
            return false;
        return Q_EMIT rangeWanted(m_brush->first, m_brush->second), true;
    case Qt::Key_L: {
        ChartSpec changed = m_spec;
        changed.logY = !changed.logY;
        return changeSpec(changed), true;
    }
    case Qt::Key_Escape:
        if (!m_cursor && !m_brush)
            return false;
        Q_EMIT brushWanted(std::nullopt);
        Q_EMIT highlightWanted({});
        return Q_EMIT cursorWanted(std::nullopt), true;
    default:
        return false;
    }
}

bool SeriesChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && onPlotEvent(*event))
        return true;
    return ChartCard::eventFilter(watched, event);
}

bool SeriesChart::onPlotEvent(QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
        return onMouse(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonDblClick:
        setYRange(std::nullopt);
        Q_EMIT yRangeChanged();
        Q_EMIT rangeReset();
        return true;
    case QEvent::Wheel:
        return onWheel(static_cast<QWheelEvent &>(event));
    case QEvent::Leave:
        Q_EMIT cursorWanted(std::nullopt);
        return false;
    case QEvent::Resize:
        m_empty->setGeometry(m_plot->rect().adjusted(24, 0, -24, -16));
        drawSoon();
        return false;
    default:
        return false;
    }
}

/// Shift+drag draws the brush from A to B; a click with Shift takes it away.
bool SeriesChart::onMouse(QMouseEvent &event)
{
    const bool inside = m_plot->axisRect()->rect().contains(event.pos());
    const double x = m_plot->xAxis->pixelToCoord(event.position().x());
    if (event.type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        if (event.button() != Qt::LeftButton || !event.modifiers().testFlag(Qt::ShiftModifier) || !inside)
            return false;
        m_brushStart = x;
        Q_EMIT brushWanted(std::nullopt);
        return true;
    }
    if (event.type() == QEvent::MouseButtonRelease) {
        const bool brushed = m_brushStart.has_value();
        m_brushStart.reset();
        return brushed;
    }
    if (m_brushStart) {
        const auto [low, high] = m_xRange;
        const double to = std::clamp(x, low, high);
        Q_EMIT brushWanted(std::pair(std::min(*m_brushStart, to), std::max(*m_brushStart, to)));
        return true;
    }
    if (inside) {
        m_mouseY = event.position().y();
        Q_EMIT cursorWanted(x);
        if (const PlotMarker *marker = event.buttons() == Qt::NoButton ? m_plot->markerAt(event.pos()) : nullptr)
            QToolTip::showText(event.globalPosition().toPoint(), marker->text, m_plot);
        else
            QToolTip::hideText();
    }
    return false;
}

/// The wheel zooms along x, with Ctrl along y. Where the charts do not fit, it scrolls past those without the focus.
bool SeriesChart::onWheel(QWheelEvent &event)
{
    const QWidget *canvas = parentWidget();
    const QWidget *window = canvas != nullptr ? canvas->parentWidget() : nullptr;
    if (window != nullptr && canvas->height() > window->height() && !hasFocus()) {
        event.ignore(); // to whatever scrolls
        return true;
    }
    if (!event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const double factor = std::pow(0.85, event.angleDelta().y() / 120.0);
    zoomY(factor, m_plot->yAxis->pixelToCoord(event.position().y()));
    return true;
}

} // namespace tandem
