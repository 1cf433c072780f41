#include "ui/embeddings/matrix_canvas.h"

#include "ui/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr double kLargestCell = 48;
constexpr double kMarkFrom = 5; // cell side from which positives have frames
constexpr double kWheelStep = 1.2;

} // namespace

MatrixCanvas::MatrixCanvas(QWidget *parent) : QWidget(parent)
{
    installMatrixCanvasAccessible();
    setAccessibleName(tr("Similarity matrix"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void MatrixCanvas::setMatrix(SimilarityMatrixPtr matrix)
{
    const bool sameSize = m_matrix && matrix && m_matrix->size() == matrix->size();
    m_matrix = std::move(matrix);
    if (!sameSize) {
        m_image = {};
        m_current = m_hovered = {};
        m_isFitted = true;
    }
    rebuild();
    Q_EMIT shownCellChanged();
}

void MatrixCanvas::setSortedByClass(bool sorted)
{
    if (std::exchange(m_isSorted, sorted) != sorted)
        rebuild();
}

void MatrixCanvas::setMarksPositives(bool marks)
{
    m_marksPositives = marks;
    update();
}

void MatrixCanvas::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void MatrixCanvas::rebuild()
{
    m_order.clear();
    m_placeOf.clear();
    m_bands.clear();
    if (!m_matrix || m_matrix->size() == 0) {
        m_lane.cancel();
        m_image = {};
        update();
        return;
    }
    m_order = rowOrder(*m_matrix, m_isSorted);
    m_placeOf.resize(m_order.size());
    for (std::size_t place = 0; place < m_order.size(); ++place) {
        m_placeOf[m_order[place]] = static_cast<std::int32_t>(place);
        const std::int32_t label = m_matrix->rows[m_order[place]].label;
        if (!m_isSorted || m_matrix->classNames.isEmpty())
            continue;
        if (m_bands.empty() || m_bands.back().label != label)
            m_bands.push_back({static_cast<int>(place), 0, label});
        m_bands.back().end = static_cast<int>(place) + 1;
    }
    if (m_isFitted)
        fit();
    const ThemeColors &c = colorsFor(palette());
    m_lane.submit(
        this,
        [matrix = m_matrix, order = m_order, ramp = colorRamp(RampKind::Diverging, c), unknown = c.surface.rgb()](
            const std::stop_token &stop) { return matrixImage(*matrix, order, ramp, unknown, stop); },
        [this](QImage image) {
            if (!image.isNull())
                m_image = std::move(image);
            update();
        });
    update();
}

QRectF MatrixCanvas::area() const
{
    const double gutter = m_bands.empty() ? 1 : QFontMetrics(captionFont()).height() + space::kTight;
    return QRectF(rect()).adjusted(gutter, gutter, -1, -1);
}

double MatrixCanvas::fitScale() const
{
    const QRectF room = area();
    return std::max(0.05,
                    std::min(room.width(), room.height()) / std::max<double>(1, static_cast<double>(m_order.size())));
}

void MatrixCanvas::fit()
{
    m_isFitted = true;
    m_scale = std::min(fitScale(), kLargestCell);
    keepInSight();
    update();
}

/// In the middle where there is room, else without a gap at the borders.
void MatrixCanvas::keepInSight()
{
    const QRectF room = area();
    const auto count = static_cast<double>(m_order.size());
    const auto along = [&](double origin, double pixels) {
        const double visible = pixels / m_scale;
        return visible >= count ? (count - visible) / 2 : std::clamp(origin, 0.0, count - visible);
    };
    m_origin = {along(m_origin.x(), room.width()), along(m_origin.y(), room.height())};
}

void MatrixCanvas::zoom(double factor, const QPointF &anchor)
{
    if (m_order.empty())
        return;
    const QPointF inside = anchor - area().topLeft();
    const QPointF cell = m_origin + inside / m_scale;
    m_scale = std::clamp(m_scale * factor, std::min(fitScale(), kLargestCell), kLargestCell);
    m_isFitted = m_scale <= fitScale();
    m_origin = cell - inside / m_scale;
    keepInSight();
    update();
}

MatrixCanvas::Cell MatrixCanvas::cellAt(const QPointF &place) const
{
    if (!area().contains(place) || m_order.empty())
        return {};
    const QPointF cell = m_origin + (place - area().topLeft()) / m_scale;
    const Cell found{static_cast<int>(std::floor(cell.y())), static_cast<int>(std::floor(cell.x()))};
    const auto count = static_cast<int>(m_order.size());
    return found.row >= 0 && found.column >= 0 && found.row < count && found.column < count ? found : Cell();
}

QRectF MatrixCanvas::cellRect(Cell cell) const
{
    const QPointF topLeft = area().topLeft() + (QPointF(cell.column, cell.row) - m_origin) * m_scale;
    return {topLeft, QSizeF(m_scale, m_scale)};
}

bool MatrixCanvas::isPositive(Cell cell) const
{
    return m_matrix->rows[rowAt(cell.row)].partner == static_cast<std::int32_t>(rowAt(cell.column));
}

void MatrixCanvas::setCurrent(Cell cell)
{
    const auto count = static_cast<int>(m_order.size());
    if (count == 0)
        return;
    cell = {std::clamp(cell.row, 0, count - 1), std::clamp(cell.column, 0, count - 1)};
    if (cell == m_current)
        return;
    m_current = cell;
    const QRectF room = area(), at = cellRect(cell);
    if (at.left() < room.left() || at.right() > room.right())
        m_origin.rx() +=
            at.left() < room.left() ? (at.left() - room.left()) / m_scale : (at.right() - room.right()) / m_scale;
    if (at.top() < room.top() || at.bottom() > room.bottom())
        m_origin.ry() +=
            at.top() < room.top() ? (at.top() - room.top()) / m_scale : (at.bottom() - room.bottom()) / m_scale;
    keepInSight();
    update();
    Q_EMIT shownCellChanged();
}

void MatrixCanvas::drawCells(QPainter &painter) const
{
    if (m_image.isNull())
        return;
    painter.save();
    painter.setClipRect(area());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_scale * devicePixelRatioF() < 1);
    const auto count = static_cast<double>(m_order.size());
    const QRectF visible = QRectF(m_origin, area().size() / m_scale)
                               .intersected(QRectF(0, 0, count, count))
                               .adjusted(-1, -1, 1, 1)
                               .intersected(QRectF(0, 0, count, count));
    const QPointF topLeft = area().topLeft() + (visible.topLeft() - m_origin) * m_scale;
    painter.drawImage(QRectF(topLeft, visible.size() * m_scale), m_image, visible);
    painter.restore();
}

void MatrixCanvas::drawBands(QPainter &painter) const
{
    if (m_bands.empty())
        return;
    const ThemeColors &c = colorsFor(palette());
    const QRectF room = area();
    const auto count = static_cast<double>(m_order.size());
    const QFontMetrics metrics(captionFont());
    painter.setFont(captionFont());
    const double right = std::min(room.right(), room.left() + (count - m_origin.x()) * m_scale);
    const double bottom = std::min(room.bottom(), room.top() + (count - m_origin.y()) * m_scale);
    const double left = std::max(room.left(), room.left() - m_origin.x() * m_scale);
    const double top = std::max(room.top(), room.top() - m_origin.y() * m_scale);
    for (const Band &band : m_bands) {
        const double x1 = std::max(left, room.left() + (band.begin - m_origin.x()) * m_scale);
        const double x2 = std::min(right, room.left() + (band.end - m_origin.x()) * m_scale);
        const double y1 = std::max(top, room.top() + (band.begin - m_origin.y()) * m_scale);
        const double y2 = std::min(bottom, room.top() + (band.end - m_origin.y()) * m_scale);
        painter.setPen(c.text);
        if (band.begin > 0 && x1 > left)
            painter.drawLine(QPointF(x1, top), QPointF(x1, bottom));
        if (band.begin > 0 && y1 > top)
            painter.drawLine(QPointF(left, y1), QPointF(right, y1));
        const QString name = band.label < 0 ? tr("no class") : m_matrix->classNames.value(band.label);
        painter.setPen(c.mutedText);
        // Only where a name, or enough of it to be told, has room.
        const int least = metrics.averageCharWidth() * 4;
        if (x2 - x1 >= least)
            painter.drawText(QRectF(x1, room.top() - metrics.height() - space::kHair, x2 - x1, metrics.height()),
                             Qt::AlignCenter, metrics.elidedText(name, Qt::ElideRight, static_cast<int>(x2 - x1)));
        if (y2 - y1 >= least) {
            painter.save();
            painter.translate(room.left() - space::kHair, (y1 + y2) / 2);
            painter.rotate(-90);
            painter.drawText(QRectF(-(y2 - y1) / 2, -metrics.height(), y2 - y1, metrics.height()), Qt::AlignCenter,
                             metrics.elidedText(name, Qt::ElideRight, static_cast<int>(y2 - y1)));
            painter.restore();
        }
    }
}

void MatrixCanvas::drawPositives(QPainter &painter) const
{
    if (!m_marksPositives)
        return;
    const ThemeColors &c = colorsFor(palette());
    const QRectF room = area();
    painter.save();
    painter.setClipRect(room);
    for (std::size_t place = 0; place < m_order.size(); ++place) {
        const std::int32_t partner = m_matrix->rows[m_order[place]].partner;
        if (partner < 0)
            continue;
        const QRectF at = cellRect({static_cast<int>(place), m_placeOf[static_cast<std::size_t>(partner)]});
        if (!room.contains(at.center()))
            continue;
        if (m_scale >= kMarkFrom) {
            painter.setPen(c.text);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(at.adjusted(0.5, 0.5, -1, -1));
        } else {
            painter.fillRect(QRectF(at.center() - QPointF(0.75, 0.75), QSizeF(1.5, 1.5)), c.text);
        }
    }
    painter.restore();
}

void MatrixCanvas::drawCell(QPainter &painter, Cell cell, const QColor &color) const
{
    if (!cell.isValid())
        return;
    const QRectF at = cellRect(cell).adjusted(-1, -1, 1, 1);
    if (!area().adjusted(-2, -2, 2, 2).contains(at.center()))
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colorsFor(palette()).surface, 4));
    painter.drawRect(at);
    painter.setPen(QPen(color, 2));
    painter.drawRect(at);
}

void MatrixCanvas::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.surface);
    if (m_order.empty()) {
        painter.setPen(c.mutedText);
        painter.drawText(rect().adjusted(space::kLarge, space::kLarge, -space::kLarge, -space::kLarge),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        drawCells(painter);
        drawPositives(painter);
        drawBands(painter);
        drawCell(painter, m_current, hasFocus() ? c.accent : c.text);
        if (m_hovered != m_current)
            drawCell(painter, m_hovered, c.text);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(c.border));
    painter.drawRect(hasFocus() ? rect().adjusted(1, 1, -1, -1) : rect().adjusted(0, 0, -1, -1));
}

void MatrixCanvas::resizeEvent(QResizeEvent *event)
{
    if (m_isFitted)
        fit();
    else
        keepInSight();
    QWidget::resizeEvent(event);
}

void MatrixCanvas::mousePressEvent(QMouseEvent *event)
{
    m_isPressed = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    m_pressed = m_dragged = event->position();
    m_isDragging = false;
}

void MatrixCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPressed) {
        hover(event->position());
        return;
    }
    const QPointF way = event->position() - m_pressed;
    m_isDragging = m_isDragging || way.manhattanLength() >= QApplication::startDragDistance();
    if (!m_isDragging)
        return;
    m_origin -= (event->position() - m_dragged) / m_scale;
    m_dragged = event->position();
    m_isFitted = false;
    keepInSight();
    update();
}

void MatrixCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isPressed && !m_isDragging)
        if (const Cell cell = cellAt(event->position()); cell.isValid())
            setCurrent(cell);
    m_isPressed = m_isDragging = false;
}

void MatrixCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (cellAt(event->position()).isValid())
        Q_EMIT cellActivated();
}

void MatrixCanvas::wheelEvent(QWheelEvent *event)
{
    zoom(std::pow(kWheelStep, event->angleDelta().y() / 120.0), event->position());
    hover(event->position());
    event->accept();
}

void MatrixCanvas::hover(const QPointF &place)
{
    const Cell cell = cellAt(place);
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    update();
    Q_EMIT shownCellChanged();
}

void MatrixCanvas::leaveEvent(QEvent *event)
{
    hover({-1, -1});
    QWidget::leaveEvent(event);
}

void MatrixCanvas::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = area().center();
    Cell cell = m_current.isValid() ? m_current : Cell{0, 0};
    switch (event->key()) {
    case Qt::Key_Left:
        --cell.column;
        break;
    case Qt::Key_Right:
        ++cell.column;
        break;
    case Qt::Key_Up:
        --cell.row;
        break;
    case Qt::Key_Down:
        ++cell.row;
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1.5, m_current.isValid() ? cellRect(m_current).center() : middle);
        return;
    case Qt::Key_Minus:
        zoom(1 / 1.5, middle);
        return;
    case Qt::Key_Home:
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current.isValid())
            Q_EMIT cellActivated();
        return;
    default:
        event->ignore();
        return;
    }
    hover({-1, -1}); // the mouse that rests here counts again when it moves
    setCurrent(cell);
}

void MatrixCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MatrixCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void MatrixCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace tandem
