#include "ui/data/image_grid.h"

#include "ui/data/image_grid_accessible.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kGap = 6; // between pictures; holds the ring of the current one
constexpr double kZoomStep = 1.25;

/// A check mark in a corner: that an image is selected is told by more than a color.
void drawCheck(QPainter &painter, const QRect &picture, const ThemeColors &c)
{
    const int side = std::clamp(picture.width() / 4, 10, 18);
    const QRectF disc(picture.left() + 2, picture.top() + 2, side, side);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.surface, 1.5));
    painter.setBrush(c.accent);
    painter.drawEllipse(disc);
    painter.setPen(QPen(c.onAccent, side / 8.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&disc](double x, double y) {
        return QPointF(disc.left() + x * disc.width(), disc.top() + y * disc.height());
    };
    painter.drawPolyline(QPolygonF({at(0.27, 0.52), at(0.44, 0.69), at(0.74, 0.34)}));
    painter.restore();
}

} // namespace

ImageGrid::ImageGrid(QWidget *parent) : QAbstractScrollArea(parent)
{
    installImageGridAccessible();
    setAccessibleName(tr("Images"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else the columns jump when the bar comes and goes
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_thumbnails, &Thumbnails::arrived, viewport(), qOverload<>(&QWidget::update));
}

void ImageGrid::setImages(OpenDatasetPtr dataset, std::vector<std::uint32_t> shown)
{
    const bool isSameSet = dataset == m_dataset;
    const std::int64_t before = isSameSet && m_current >= 0 ? m_shown[static_cast<std::size_t>(m_current)] : -1;
    m_dataset = std::move(dataset);
    m_shown = std::move(shown);
    m_identity = m_dataset ? datasetIdentity(*m_dataset->images) : DatasetIdentity();
    m_current = m_anchor = -1;
    m_thumbnails.reset(m_dataset, static_cast<int>(m_zoom * devicePixelRatioF()));
    updateRange();
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), before);
    if (before >= 0 && found != m_shown.end() && *found == before) {
        m_current = static_cast<int>(found - m_shown.begin());
        reveal(m_current);
    } else {
        verticalScrollBar()->setValue(0);
        if (count() > 0)
            m_current = 0;
    }
    Q_EMIT currentImageChanged(m_current < 0 ? -1 : static_cast<int>(m_shown[static_cast<std::size_t>(m_current)]));
    viewport()->update();
}

void ImageGrid::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    if (m_selection) {
        connect(m_selection, &SampleSelection::changed, viewport(), qOverload<>(&QWidget::update));
        connect(m_selection, &SampleSelection::currentChanged, this, &ImageGrid::followCurrent);
    }
    viewport()->update();
}

bool ImageGrid::isSelected(int place) const
{
    if (!m_selection || !m_dataset)
        return false;
    const std::uint32_t index = m_shown[static_cast<std::size_t>(place)];
    return m_selection->selectedOf(m_identity).contains(m_dataset->images->sourceIndex(index));
}

/// Another view has made another image current.
void ImageGrid::followCurrent()
{
    const std::int64_t sample = m_selection->currentOf(m_identity);
    if (!m_dataset || sample < 0 ||
        (m_current >= 0 && m_dataset->images->sourceIndex(m_shown[static_cast<std::size_t>(m_current)]) == sample))
        return;
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](std::uint32_t index) {
        return m_dataset->images->sourceIndex(index) == sample;
    });
    if (found != m_shown.end())
        setCurrentPlace(static_cast<int>(found - m_shown.begin()));
}

/// A person goes to an image; it becomes that of all views.
void ImageGrid::walk(int place)
{
    setCurrentPlace(place);
    if (m_selection && m_current >= 0)
        m_selection->setCurrent(m_identity,
                                m_dataset->images->sourceIndex(m_shown[static_cast<std::size_t>(m_current)]));
}

void ImageGrid::selectPlaces(int from, int to, SelectMode mode, const QString &what)
{
    if (!m_selection || !m_dataset)
        return;
    SampleSet caught(m_identity.size);
    for (int place = std::min(from, to); place <= std::max(from, to); ++place)
        caught.insert(m_dataset->images->sourceIndex(m_shown[static_cast<std::size_t>(place)]));
    m_selection->combine(m_identity, caught, mode, what);
}

void ImageGrid::toggle(int place)
{
    if (place < 0)
        return;
    const bool was = isSelected(place);
    m_anchor = place;
    selectPlaces(place, place, was ? SelectMode::Subtract : SelectMode::Add, was ? tr("Take one away") : tr("Add one"));
}

bool ImageGrid::selectByKey(const QKeyEvent &event)
{
    if (!m_selection || count() == 0)
        return false;
    if (event.matches(QKeySequence::SelectAll)) {
        selectPlaces(0, count() - 1, SelectMode::Replace, tr("Select all"));
        return true;
    }
    if (event.key() == Qt::Key_Space) {
        toggle(m_current);
        return true;
    }
    const int place = moved(event.key());
    if (!event.modifiers().testFlag(Qt::ShiftModifier) || place < 0)
        return false;
    if (m_anchor < 0 || m_anchor >= count())
        m_anchor = m_current;
    walk(place);
    selectPlaces(m_anchor, m_current, SelectMode::Replace, tr("Select a row of images"));
    return true;
}

void ImageGrid::setZoom(int side)
{
    side = std::clamp(side, kMinimumZoom, kMaximumZoom);
    if (side == m_zoom)
        return;
    const int first = verticalScrollBar()->value() / pitch() * columns();
    const bool keepsCurrent = m_current >= 0 && viewport()->rect().intersects(placeRect(m_current));
    m_zoom = side;
    m_thumbnails.reset(m_dataset, static_cast<int>(m_zoom * devicePixelRatioF()));
    updateRange();
    if (keepsCurrent)
        reveal(m_current);
    else
        verticalScrollBar()->setValue(first / columns() * pitch());
    viewport()->update();
    Q_EMIT zoomChanged(side);
}

void ImageGrid::setCurrentPlace(int place)
{
    place = count() == 0 ? -1 : std::clamp(place, 0, count() - 1);
    if (place == m_current)
        return;
    m_current = place;
    if (place >= 0)
        reveal(place);
    viewport()->update();
    Q_EMIT currentImageChanged(place < 0 ? -1 : static_cast<int>(m_shown[static_cast<std::size_t>(place)]));
    QAccessibleValueChangeEvent event(this, describePlace(place));
    QAccessible::updateAccessibility(&event);
}

int ImageGrid::pitch() const
{
    return m_zoom + kGap;
}

int ImageGrid::columns() const
{
    return std::max(1, (viewport()->width() - kGap) / pitch());
}

int ImageGrid::rowsInSight() const
{
    return std::max(1, viewport()->height() / pitch());
}

QRect ImageGrid::placeRect(int place) const
{
    const int spare = std::max(0, viewport()->width() - kGap - columns() * pitch());
    int x = spare / 2 + kGap + place % columns() * pitch();
    if (isRightToLeft())
        x = viewport()->width() - x - m_zoom;
    return {x, kGap + place / columns() * pitch() - verticalScrollBar()->value(), m_zoom, m_zoom};
}

int ImageGrid::placeAt(const QPoint &point) const
{
    const int row = (point.y() - kGap + verticalScrollBar()->value()) / pitch();
    for (int place = row * columns(); place < std::min(count(), (row + 1) * columns()); ++place)
        if (placeRect(place).contains(point))
            return place;
    return -1;
}

QString ImageGrid::describePlace(int place) const
{
    if (place < 0 || place >= count() || !m_dataset)
        return {};
    const ImageSet &images = *m_dataset->images;
    const std::uint32_t index = m_shown[static_cast<std::size_t>(place)];
    const std::int32_t label = images.label(index);
    const QLocale locale;
    const QString name = QString::fromStdString(images.name(index));
    const QString where = tr("%1 of %2").arg(locale.toString(place + 1), locale.toString(count()));
    const QString className =
        label == kNoLabel ? QString() : QString::fromStdString(images.classNames()[static_cast<std::size_t>(label)]);
    const QString text = label == kNoLabel
                             ? tr("%1, %2", "file name, place").arg(name, where)
                             : tr("%1, class %2, %3", "file name, class, place").arg(name, className, where);
    return isSelected(place) ? tr("%1, selected", "an image").arg(text) : text;
}

void ImageGrid::updateRange()
{
    const int rows = (count() + columns() - 1) / columns();
    verticalScrollBar()->setRange(0, std::max(0, rows * pitch() + kGap - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height() - pitch()));
    verticalScrollBar()->setSingleStep(std::max(8, pitch() / 2));
    wantThumbnails();
}

void ImageGrid::reveal(int place)
{
    const QRect rect = placeRect(place).adjusted(0, -kGap, 0, kGap);
    if (rect.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top());
    else if (rect.bottom() >= viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height() + 1);
}

void ImageGrid::wantThumbnails()
{
    if (!m_dataset || m_shown.empty())
        return;
    const int first = verticalScrollBar()->value() / pitch() * columns();
    const int last = std::min(count(), first + (rowsInSight() + 3) * columns()); // and the row below, ahead of time
    std::vector<std::uint32_t> wanted;
    for (int place = first; place < last; ++place) {
        const std::uint32_t index = m_shown[static_cast<std::size_t>(place)];
        if (!Thumbnails::isDirect(m_dataset->images->image(index)))
            wanted.push_back(index);
    }
    m_thumbnails.want(std::move(wanted));
}

void ImageGrid::drawPlace(QPainter &painter, int place, const QRect &rect)
{
    const ThemeColors &c = colorsFor(palette());
    const std::uint32_t index = m_shown[static_cast<std::size_t>(place)];
    const ImageView view = m_dataset->images->image(index);
    const QSize size = QSize(view.width, view.height).scaled(rect.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    QRect target(QPoint(), size);
    target.moveCenter(rect.center());
    if (Thumbnails::isDirect(view)) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < view.width);
        painter.drawImage(target, borrowedImage(view));
    } else if (const QImage *thumbnail = m_thumbnails.find(index)) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, *thumbnail);
    } else {
        painter.fillRect(target, c.hover);
    }
    if (isSelected(place)) {
        painter.setPen(QPen(c.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(target.adjusted(-1, -1, 0, 0));
        drawCheck(painter, target, c);
    }
    if (place == m_current) {
        painter.setPen(QPen(hasFocus() ? c.accent : c.control, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(target.adjusted(-2, -2, 1, 1));
    }
}

void ImageGrid::paintEvent(QPaintEvent *event)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(viewport());
    painter.fillRect(event->rect(), c.sunken);
    if (!m_dataset)
        return;
    if (m_shown.empty()) {
        painter.setPen(c.mutedText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No image fits the filter."));
        return;
    }
    const int top = verticalScrollBar()->value() + event->rect().top() - kGap;
    const int bottom = verticalScrollBar()->value() + event->rect().bottom() + kGap;
    const int first = std::max(0, top / pitch() * columns());
    const int last = std::min(count(), (bottom / pitch() + 1) * columns());
    for (int place = first; place < last; ++place) {
        const QRect rect = placeRect(place);
        if (rect.adjusted(-kGap, -kGap, kGap, kGap).intersects(event->rect()))
            drawPlace(painter, place, rect);
    }
}

void ImageGrid::resizeEvent(QResizeEvent *event)
{
    const int oldColumns =
        event->oldSize().width() > 0 ? std::max(1, (event->oldSize().width() - kGap) / pitch()) : columns();
    const int first = verticalScrollBar()->value() / pitch() * oldColumns;
    updateRange();
    if (oldColumns != columns())
        verticalScrollBar()->setValue(first / columns() * pitch());
    QAbstractScrollArea::resizeEvent(event);
}

void ImageGrid::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (m_current >= 0)
        reveal(m_current); // another view may have gone to another image meanwhile
}

void ImageGrid::scrollContentsBy(int dx, int dy)
{
    viewport()->scroll(dx, dy); // what stays in sight is moved, only the new rows are painted
    wantThumbnails();
}

int ImageGrid::moved(int key) const
{
    const int forward = isRightToLeft() ? -1 : 1;
    switch (key) {
    case Qt::Key_Left:
        return m_current - forward;
    case Qt::Key_Right:
        return m_current + forward;
    case Qt::Key_Up:
        return m_current < columns() ? m_current : m_current - columns();
    case Qt::Key_Down:
        return m_current + columns() >= count() ? m_current : m_current + columns();
    case Qt::Key_PageUp:
        return std::max(m_current % columns(), m_current - rowsInSight() * columns());
    case Qt::Key_PageDown:
        return std::min(count() - 1, m_current + rowsInSight() * columns());
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return count() - 1;
    default:
        return -1;
    }
}

void ImageGrid::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus) {
        setZoom(static_cast<int>(std::lround(event->key() == Qt::Key_Plus ? m_zoom * kZoomStep : m_zoom / kZoomStep)));
        return;
    }
    if (selectByKey(*event))
        return;
    const int place = moved(event->key());
    if (place < 0 && event->key() != Qt::Key_Left && event->key() != Qt::Key_Right) {
        event->ignore(); // page keys must not scroll behind the cursor's back
        return;
    }
    m_anchor = -1;
    walk(std::max(0, place));
}

void ImageGrid::mousePressEvent(QMouseEvent *event)
{
    const int place = placeAt(event->position().toPoint());
    if (place < 0 || event->button() != Qt::LeftButton)
        return;
    const int from = m_anchor >= 0 && m_anchor < count() ? m_anchor : std::max(0, m_current);
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    walk(place);
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_anchor = from;
        selectPlaces(from, place, isControl ? SelectMode::Add : SelectMode::Replace, tr("Select a row of images"));
    } else if (isControl) {
        toggle(place);
    } else {
        m_anchor = place;
        selectPlaces(place, place, SelectMode::Replace, tr("Click"));
    }
}

void ImageGrid::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const double steps = event->angleDelta().y() / 120.0;
    setZoom(static_cast<int>(std::lround(m_zoom * std::pow(kZoomStep, steps))));
    event->accept();
}

bool ImageGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int place = placeAt(help->pos());
        QToolTip::showText(help->globalPos(), describePlace(place), viewport(), placeRect(place));
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ImageGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ImageGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ImageGrid::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace tandem
