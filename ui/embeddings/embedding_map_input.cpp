// What mouse, touch and keyboard do to the map.

#include "ui/embeddings/embedding_map.h"

#include "ui/embeddings/hover_card.h"
#include "ui/embeddings/map_region.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr double kOutlineStart = 3; // pixels until a press becomes a lasso or a box: any size counts
constexpr double kOutlineStep = 2;  // between corners of a lasso
constexpr double kKeyZoom = 1.25;
constexpr double kPanShare = 0.15;   // of the view, by a key
constexpr double kWheelStep = 1.2;   // a notch
constexpr double kCursorMargin = 40; // pixels that the keyboard's cursor keeps from the border

double distance(const QPointF &a, const QPointF &b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

SelectMode modeOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier))
        return SelectMode::Add;
    // Many desktops keep Alt with the mouse for themselves, so Ctrl does the same.
    return modifiers.testFlag(Qt::AltModifier) || modifiers.testFlag(Qt::ControlModifier) ? SelectMode::Subtract
                                                                                          : SelectMode::Replace;
}

} // namespace

void EmbeddingMap::updateCursor()
{
    if (m_drag.gesture == Gesture::Pan)
        setCursor(Qt::ClosedHandCursor);
    else
        setCursor(m_tool == Tool::Move ? Qt::ArrowCursor : Qt::CrossCursor);
}

void EmbeddingMap::mousePressEvent(QMouseEvent *event)
{
    const bool isRight = event->button() == Qt::RightButton; // the menu follows
    if (!isRight && m_drag.gesture == Gesture::None)
        beginDrag(event->position(), event->button(), event->modifiers());
}

void EmbeddingMap::beginDrag(const QPointF &place, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    m_drag = {};
    m_drag.from = m_drag.last = place;
    m_drag.mode = modeOf(modifiers);
    m_drag.gesture = Gesture::Press;
    if (button == Qt::MiddleButton) {
        m_drag.gesture = Gesture::Pan;
        m_hover.leave();
        updateCursor();
    }
}

void EmbeddingMap::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag.gesture == Gesture::None)
        m_hover.move(event->position());
    else
        drag(event->position());
}

void EmbeddingMap::drag(const QPointF &place)
{
    if (m_drag.gesture == Gesture::Press) {
        // With the tool Move, a modifier asks for a lasso: one need not change the tool to correct a selection.
        const bool pans = m_tool == Tool::Move && m_drag.mode == SelectMode::Replace;
        if (distance(place, m_drag.from) < (pans ? QApplication::startDragDistance() : kOutlineStart))
            return;
        m_hover.leave();
        markPoint(-1);
        m_drag.gesture = pans ? Gesture::Pan : m_tool == Tool::Box ? Gesture::Box : Gesture::Lasso;
        m_drag.corners = {m_camera.toMap(m_drag.from)};
        updateCursor();
    }
    if (m_drag.gesture == Gesture::Pan) {
        MapCamera camera = m_camera;
        camera.pan(m_drag.last, place);
        m_drag.last = place;
        changeCamera(camera);
        return;
    }
    if (m_drag.gesture == Gesture::Lasso) {
        if (distance(place, m_drag.last) < kOutlineStep)
            return;
        m_drag.corners.push_back(m_camera.toMap(place));
    } else {
        const QRectF box = QRectF(m_drag.corners.front(), m_camera.toMap(place));
        m_drag.corners = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    }
    m_drag.last = place;
    previewDrag();
}

SampleSet EmbeddingMap::caughtByDrag() const
{
    std::vector<std::uint32_t> points = MapRegion(m_drag.corners).pointsInside(*m_motion.shown());
    const auto hidden = hiddenPoints();
    if (!hidden.empty())
        std::erase_if(points, [&hidden](std::uint32_t point) { return hidden[point] != 0; });
    return m_table->samplesOf(points);
}

void EmbeddingMap::previewDrag()
{
    update();
    // Of very many points the outline alone is shown until the gesture ends.
    if (!m_table || !m_motion.shown() || m_table->size() > MapRenderer::kMostAtOnce)
        return;
    m_preview = combined(m_selection->selectedOf(m_table->dataset), caughtByDrag(), m_drag.mode);
    m_selectedIsOld = true;
    Q_EMIT selectionPreviewed(m_preview->count());
}

void EmbeddingMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::RightButton)
        return;
    if (m_drag.gesture == Gesture::Press)
        click(event->position(), event->modifiers());
    finishDrag(); // after which a mouse at rest does not hover: what was caught is to be seen
}

/// Any release closes the outline, and any size counts.
void EmbeddingMap::finishDrag()
{
    if ((m_drag.gesture == Gesture::Lasso || m_drag.gesture == Gesture::Box) && m_table)
        commitDrag();
    cancelDrag();
}

void EmbeddingMap::commitDrag()
{
    const QString what = m_drag.gesture == Gesture::Lasso ? tr("Lasso") : tr("Box");
    if (m_table->size() <= MapRenderer::kMostAtOnce) {
        m_selection->combine(m_table->dataset, caughtByDrag(), m_drag.mode, what);
        return;
    }
    const auto hidden = hiddenPoints();
    m_regionLane.submit(
        SerialLane::Kind::Look, this,
        [table = m_table, layout = m_motion.shown(), corners = m_drag.corners,
         hides = std::vector<std::uint8_t>(hidden.begin(), hidden.end())] {
            std::vector<std::uint32_t> points = MapRegion(corners).pointsInside(*layout);
            if (!hides.empty())
                std::erase_if(points, [&hides](std::uint32_t point) { return hides[point] != 0; });
            return table->samplesOf(points);
        },
        [this, dataset = m_table->dataset, mode = m_drag.mode, what](const SampleSet &caught) {
            m_selection->combine(dataset, caught, mode, what);
        });
}

/// Forgets the gesture without selecting anything.
void EmbeddingMap::cancelDrag()
{
    if (m_drag.gesture == Gesture::None)
        return;
    m_drag = {};
    if (m_preview) {
        m_preview.reset();
        m_selectedIsOld = true;
    }
    Q_EMIT selectionPreviewed(-1);
    updateCursor();
    update();
}

void EmbeddingMap::click(const QPointF &place, Qt::KeyboardModifiers modifiers)
{
    const std::int64_t point = pointAt(place);
    if (point < 0) {
        if (modifiers == Qt::NoModifier)
            selectNothing();
        return;
    }
    setCurrentPoint(point);
    const auto index = static_cast<std::uint32_t>(point);
    SelectMode mode = modeOf(modifiers);
    if (modifiers.testFlag(Qt::ControlModifier)) // as in every list
        mode = m_selectedPoints[index] != 0 ? SelectMode::Subtract : SelectMode::Add;
    selectPoints({&index, 1}, mode, tr("Click"));
}

void EmbeddingMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const std::int64_t point = pointAt(event->position());
    if (point >= 0)
        Q_EMIT pointActivated(point);
    else
        pinch(2, event->position());
}

void EmbeddingMap::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        pinch(std::pow(kWheelStep, notches), event->position());
    event->accept();
}

void EmbeddingMap::pinch(double factor, const QPointF &center)
{
    MapCamera camera = m_camera;
    camera.zoom(factor, center);
    changeCamera(camera);
}

bool EmbeddingMap::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            pinch(1 + gesture->value(), gesture->position());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        if (auto *gesture =
                static_cast<QPinchGesture *>(static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture))) {
            cancelDrag(); // what the first finger began
            const QPointF center = mapFromGlobal(gesture->centerPoint());
            if (gesture->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
                pinch(gesture->scaleFactor(), center);
            return true;
        }
    }
    return QWidget::event(event);
}

void EmbeddingMap::leaveEvent(QEvent *event)
{
    m_hover.leave();
    QWidget::leaveEvent(event);
}

void EmbeddingMap::hideEvent(QHideEvent *event)
{
    m_hover.leave();
    markPoint(-1); // also what the keys have marked: the card would stay in the window
    QWidget::hideEvent(event);
}

void EmbeddingMap::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const std::int64_t point = pointAt(event->pos());
        if (point >= 0)
            setCurrentPoint(point);
        Q_EMIT menuRequested(point, event->globalPos());
    } else {
        const std::int64_t point = currentPoint();
        const QPointF place = point >= 0 ? placeOf(static_cast<std::size_t>(point)) : QPointF(rect().center());
        Q_EMIT menuRequested(point, mapToGlobal(place.toPoint()));
    }
}

void EmbeddingMap::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain =
        !event->modifiers().testFlag(Qt::ControlModifier) && !event->modifiers().testFlag(Qt::AltModifier);
    if (event->modifiers().testFlag(Qt::ControlModifier) ? panByKey(event->key()) : walk(event->key()))
        return;
    if (selectByKey(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(kKeyZoom);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / kKeyZoom);
        return;
    case Qt::Key_Home:
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Escape:
        if (m_drag.gesture != Gesture::None)
            cancelDrag();
        else if (m_marked >= 0)
            markPoint(-1);
        else
            event->ignore();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentPoint() >= 0)
            Q_EMIT pointActivated(currentPoint());
        return;
    default:
        break;
    }
    if (isPlain && event->key() == Qt::Key_V)
        setTool(Tool::Move);
    else if (isPlain && event->key() == Qt::Key_L)
        setTool(Tool::Lasso);
    else if (isPlain && event->key() == Qt::Key_B)
        setTool(Tool::Box);
    else if (isPlain && event->key() == Qt::Key_S)
        showSelected();
    else
        event->ignore();
}

bool EmbeddingMap::walk(int key)
{
    static const std::pair<int, MapDirection> directions[] = {{Qt::Key_Left, MapDirection::Left},
                                                              {Qt::Key_Right, MapDirection::Right},
                                                              {Qt::Key_Up, MapDirection::Up},
                                                              {Qt::Key_Down, MapDirection::Down}};
    const auto *found = std::find_if(std::begin(directions), std::end(directions),
                                     [key](const auto &direction) { return direction.first == key; });
    if (found == std::end(directions))
        return false;
    if (!m_table || !m_motion.shown())
        return true;
    const std::int64_t from = currentPoint();
    // The first key puts the cursor on the point that is nearest to the middle of what is seen.
    const std::int64_t to =
        from < 0 ? nearestPoint(*m_motion.shown(), m_camera.visiblePart().center(), 1e3, hiddenPoints())
                 : nextPoint(*m_motion.shown(), static_cast<std::size_t>(from), found->second, hiddenPoints());
    if (to < 0)
        return true;
    m_hover.leave(); // the mouse that rests on the map counts again when it moves
    setCurrentPoint(to);
    MapCamera camera = m_camera;
    camera.reveal(m_motion.shown()->at(static_cast<std::size_t>(to)), kCursorMargin);
    changeCamera(camera);
    markPoint(to);
    return true;
}

bool EmbeddingMap::panByKey(int key)
{
    const QPointF center = QPointF(width(), height()) / 2;
    QPointF step;
    switch (key) {
    case Qt::Key_Left:
        step = {width() * kPanShare, 0};
        break;
    case Qt::Key_Right:
        step = {-width() * kPanShare, 0};
        break;
    case Qt::Key_Up:
        step = {0, height() * kPanShare};
        break;
    case Qt::Key_Down:
        step = {0, -height() * kPanShare};
        break;
    default:
        return false;
    }
    MapCamera camera = m_camera;
    camera.pan(center, center + step);
    changeCamera(camera);
    return true;
}

bool EmbeddingMap::selectByKey(QKeyEvent &event)
{
    if (event.matches(QKeySequence::SelectAll)) {
        selectAll();
        return true;
    }
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (control && event.modifiers().testFlag(Qt::ShiftModifier) && event.key() == Qt::Key_A) {
        selectNothing();
        return true;
    }
    if (control && event.key() == Qt::Key_I) {
        invert();
        return true;
    }
    if (event.key() != Qt::Key_Space)
        return false;
    if (const std::int64_t point = currentPoint(); point >= 0) {
        const auto index = static_cast<std::uint32_t>(point);
        const bool wasSelected = m_selectedPoints[index] != 0;
        // Space alone turns the point over and leaves the others: without a mouse, selections grow one by one.
        selectPoints({&index, 1}, wasSelected ? SelectMode::Subtract : SelectMode::Add,
                     wasSelected ? tr("Take one away") : tr("Add one"));
    }
    return true;
}

void EmbeddingMap::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void EmbeddingMap::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason &&
        m_hover.point() != m_marked)
        markPoint(-1);
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tandem
