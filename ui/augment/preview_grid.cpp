#include "ui/augment/preview_grid.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/preview_grid_accessible.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr int kPairGap = 2;     // between the two views of a pair
constexpr int kGap = 10;        // between pairs, and between samples
constexpr int kLetterRoom = 16; // before the views of a row, where pipelines are compared
constexpr int kRing = 3;
constexpr int kThinRing = 1; // of the chosen view while another one is looked at
constexpr double kZoomStep = 1.25;

void drawFitted(QPainter &painter, const QRect &cell, const QImage &image, double scale)
{
    QRect target(QPoint(), image.size().scaled(cell.size(), Qt::KeepAspectRatio).expandedTo({1, 1}));
    target.moveCenter(cell.center());
    // Enlarged views keep their pixels: what the encoder gets is what one sees.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, target.width() * scale < image.width());
    painter.drawImage(target, image);
}

} // namespace

PreviewGrid::PreviewGrid(QWidget *parent) : QAbstractScrollArea(parent)
{
    installPreviewGridAccessible();
    setAccessibleName(tr("Previewed views"));
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_thumbnails, &Thumbnails::arrived, viewport(), qOverload<>(&QWidget::update));
}

void PreviewGrid::setDataset(const OpenDatasetPtr &dataset)
{
    m_dataset = dataset;
    setResult(nullptr);
    wantThumbnails();
}

void PreviewGrid::wantThumbnails()
{
    m_thumbnails.reset(m_dataset, static_cast<int>(m_zoom * devicePixelRatioF()));
    std::vector<std::uint32_t> wanted;
    if (m_dataset && m_result)
        for (const std::uint32_t sample : m_result->request.samples)
            if (!Thumbnails::isDirect(m_dataset->images->image(sample)))
                wanted.push_back(sample);
    if (!wanted.empty())
        m_thumbnails.want(std::move(wanted));
}

void PreviewGrid::setResult(const PreviewResultPtr &result)
{
    const bool sameShape = m_result && result && m_result->views.size() == result->views.size() &&
                           m_result->request.draws == result->request.draws;
    m_result = result;
    if (!sameShape) {
        updateRange();
        m_current = bounded(m_current);
        m_chosen = bounded(m_chosen);
    }
    wantThumbnails();
    viewport()->update();
    Q_EMIT currentChanged(m_current);
    Q_EMIT chosenChanged(m_chosen);
}

/// The nearest place that there is.
int PreviewGrid::bounded(int place) const
{
    const int count = m_result ? static_cast<int>(m_result->views.size()) : 0;
    return count == 0 ? -1 : std::clamp(place, 0, count - 1);
}

void PreviewGrid::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void PreviewGrid::setZoom(int side)
{
    side = std::clamp(side, kMinimumZoom, kMaximumZoom);
    if (side == m_zoom)
        return;
    m_zoom = side;
    wantThumbnails();
    updateRange();
    if (m_current >= 0)
        reveal(m_current);
    viewport()->update();
    Q_EMIT zoomChanged(side);
}

void PreviewGrid::setCurrent(int place)
{
    place = bounded(place);
    const bool isOther = std::exchange(m_chosen, place) != place;
    look(place);
    if (!isOther)
        return;
    viewport()->update();
    Q_EMIT chosenChanged(place);
}

void PreviewGrid::look(int place)
{
    if (place == m_current)
        return;
    m_current = place;
    viewport()->update();
    Q_EMIT currentChanged(place);
    QAccessibleValueChangeEvent event(this, describePlace(place));
    QAccessible::updateAccessibility(&event);
}

bool PreviewGrid::isComparing() const
{
    return m_result && m_result->request.pipelines.size() > 1;
}

int PreviewGrid::columns() const
{
    return m_result ? 2 * m_result->request.draws : 0;
}

int PreviewGrid::rows() const
{
    return m_result ? static_cast<int>(m_result->request.samples.size() * m_result->request.pipelines.size()) : 0;
}

int PreviewGrid::headerHeight() const
{
    return (isComparing() ? 2 : 1) * QFontMetrics(captionFont()).height() + 2 * space::kTight;
}

QRect PreviewGrid::cellRect(int row, int column) const
{
    const int pipelines = m_result ? static_cast<int>(m_result->request.pipelines.size()) : 1;
    const int sample = row / pipelines, within = row % pipelines;
    const int y = headerHeight() + kGap / 2 + sample * (pipelines * (m_zoom + kPairGap) - kPairGap + kGap) +
                  within * (m_zoom + kPairGap);
    const int pair = column < 0 ? 0 : 1 + column / 2;
    int x = kGap + pair * (2 * m_zoom + kPairGap + kGap) - (pair > 0 ? m_zoom + kPairGap : 0) +
            (column >= 0 && column % 2 == 1 ? m_zoom + kPairGap : 0) + (column >= 0 && isComparing() ? kLetterRoom : 0);
    x -= horizontalScrollBar()->value();
    if (isRightToLeft())
        x = viewport()->width() - x - m_zoom;
    return {x, y - verticalScrollBar()->value(), m_zoom, m_zoom};
}

QRect PreviewGrid::placeRect(int place) const
{
    return columns() == 0 ? QRect() : cellRect(place / columns(), place % columns());
}

int PreviewGrid::placeAt(const QPoint &point) const
{
    if (point.y() < headerHeight())
        return -1;
    for (int row = 0; row < rows(); ++row)
        for (int column = 0; column < columns(); ++column)
            if (cellRect(row, column).contains(point))
                return row * columns() + column;
    return -1;
}

QString PreviewGrid::describePlace(int place) const
{
    if (!m_result || place < 0 || place >= static_cast<int>(m_result->views.size()))
        return {};
    const PreviewRequest &request = m_result->request;
    const int row = place / columns(), column = place % columns();
    const auto pipelines = static_cast<int>(request.pipelines.size());
    const std::uint32_t sample = request.samples[static_cast<std::size_t>(row / pipelines)];
    const QString drawn = drawnLines(m_result->views[static_cast<std::size_t>(place)].drawn).join(QStringLiteral("; "));
    //: %1: number of an image, %2: epoch, %3: 1 or 2, %4: list of parameters
    const QString view = tr("Sample %1, epoch %2, view %3: %4")
                             .arg(QLocale().toString(sample))
                             .arg(request.firstEpoch + static_cast<std::uint32_t>(column / 2))
                             .arg(column % 2 + 1)
                             .arg(drawn);
    //: A or B; then what is said of a view
    return isComparing() ? tr("Pipeline %1. %2").arg(pipelineLetter(row % pipelines), view) : view;
}

QString PreviewGrid::legend() const
{
    //: of two compared pipelines: what marks their rows
    return isComparing() ? tr("A: as designed here · B: %1").arg(pipelineTitle(m_result->request.pipelines[1]))
                         : QString();
}

void PreviewGrid::updateRange()
{
    const QRect last = rows() > 0 ? cellRect(rows() - 1, columns() - 1)
                                        .translated(horizontalScrollBar()->value(), verticalScrollBar()->value())
                                  : QRect();
    verticalScrollBar()->setRange(0, std::max(0, last.bottom() + kGap - viewport()->height()));
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height() - m_zoom));
    verticalScrollBar()->setSingleStep(std::max(8, m_zoom / 2));
    horizontalScrollBar()->setRange(0, isRightToLeft() ? 0 : std::max(0, last.right() + kGap - viewport()->width()));
    horizontalScrollBar()->setPageStep(std::max(1, viewport()->width() - m_zoom));
    horizontalScrollBar()->setSingleStep(std::max(8, m_zoom / 2));
}

void PreviewGrid::reveal(int place)
{
    const QRect rect = placeRect(place).adjusted(-kGap, -kGap, kGap, kGap);
    const auto follow = [](QScrollBar *bar, int low, int high, int from, int size) {
        if (low < from)
            bar->setValue(bar->value() + low - from);
        else if (high >= size)
            bar->setValue(bar->value() + high - size + 1);
    };
    follow(verticalScrollBar(), rect.top(), rect.bottom(), headerHeight(), viewport()->height());
    follow(horizontalScrollBar(), rect.left(), rect.right(), 0, viewport()->width());
}

void PreviewGrid::drawHeader(QPainter &painter) const
{
    const ThemeColors &c = colorsFor(palette());
    const QRect band(0, 0, viewport()->width(), headerHeight());
    painter.fillRect(band, c.sunken);
    painter.setFont(captionFont());
    painter.setPen(c.mutedText);
    const int line = QFontMetrics(captionFont()).height();
    const QRect labels(0, band.height() - line - space::kTight, band.width(), line);
    if (isComparing())
        painter.drawText(band.adjusted(kGap, space::kTight, -kGap, -line), Qt::AlignLeading | Qt::AlignTop,
                         painter.fontMetrics().elidedText(legend(), Qt::ElideRight, band.width() - 2 * kGap));
    const auto text = [&](const QRect &cell, const QString &label) {
        const QRect place(cell.left(), labels.top(), cell.width(), labels.height());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(label, Qt::ElideRight, place.width()));
    };
    text(cellRect(0, -1), tr("Original"));
    for (int draw = 0; draw < m_result->request.draws; ++draw)
        text(cellRect(0, 2 * draw).united(cellRect(0, 2 * draw + 1)),
             tr("Epoch %1").arg(m_result->request.firstEpoch + static_cast<std::uint32_t>(draw)));
}

void PreviewGrid::drawOriginal(QPainter &painter, const QRect &cell, std::uint32_t sample)
{
    if (!m_dataset || sample >= m_dataset->images->size())
        return;
    const ImageView view = m_dataset->images->image(sample);
    if (Thumbnails::isDirect(view))
        drawFitted(painter, cell, borrowedImage(view), devicePixelRatioF());
    else if (const QImage *thumbnail = m_thumbnails.find(sample))
        drawFitted(painter, cell, *thumbnail, devicePixelRatioF());
    else
        painter.fillRect(cell, colorsFor(palette()).hover);
}

QString PreviewGrid::pipelineLetter(int pipeline)
{
    return QString(QChar(u'A' + pipeline));
}

void PreviewGrid::drawRow(QPainter &painter, int row)
{
    const ThemeColors &c = colorsFor(palette());
    const auto pipelines = static_cast<int>(m_result->request.pipelines.size());
    if (row % pipelines == 0)
        drawOriginal(painter, cellRect(row, -1), m_result->request.samples[static_cast<std::size_t>(row / pipelines)]);
    if (isComparing())
        drawLetter(painter, row);
    for (int column = 0; column < columns(); ++column) {
        const int place = row * columns() + column;
        const QRect cell = cellRect(row, column);
        if (!cell.intersects(viewport()->rect()))
            continue;
        drawFitted(painter, cell, m_result->views[static_cast<std::size_t>(place)].image, devicePixelRatioF());
        if (place == m_current || place == m_chosen) {
            painter.setPen(QPen(hasFocus() ? c.accent : c.control, place == m_current ? kRing : kThinRing));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(cell.adjusted(-1, -1, 0, 0));
        }
    }
}

void PreviewGrid::drawLetter(QPainter &painter, int row) const
{
    const QRect cell = cellRect(row, 0);
    const int left = isRightToLeft() ? cell.right() + 1 : cell.left() - kLetterRoom;
    painter.setPen(colorsFor(palette()).mutedText);
    painter.setFont(captionFont());
    painter.drawText(QRect(left, cell.top(), kLetterRoom, cell.height()), Qt::AlignCenter,
                     pipelineLetter(row % static_cast<int>(m_result->request.pipelines.size())));
}

void PreviewGrid::paintEvent(QPaintEvent *event)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(viewport());
    painter.fillRect(event->rect(), c.sunken);
    if (!m_result || m_result->views.empty()) {
        painter.setPen(c.mutedText);
        painter.drawText(viewport()->rect().adjusted(kGap, kGap, -kGap, -kGap), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    for (int row = 0; row < rows(); ++row)
        if (const QRect first = cellRect(row, 0); first.bottom() >= 0 && first.top() < viewport()->height())
            drawRow(painter, row);
    drawHeader(painter);
}

void PreviewGrid::resizeEvent(QResizeEvent *event)
{
    updateRange();
    QAbstractScrollArea::resizeEvent(event);
}

void PreviewGrid::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    int place = m_chosen; // not where the mouse happens to rest
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        setZoom(static_cast<int>(std::lround(event->key() == Qt::Key_Plus ? m_zoom * kZoomStep : m_zoom / kZoomStep)));
        return;
    case Qt::Key_Left:
        place -= forward;
        break;
    case Qt::Key_Right:
        place += forward;
        break;
    case Qt::Key_Up:
        place = place < columns() ? place : place - columns();
        break;
    case Qt::Key_Down:
        place = m_result && place + columns() < static_cast<int>(m_result->views.size()) ? place + columns() : place;
        break;
    case Qt::Key_Home:
        place = 0;
        break;
    case Qt::Key_End:
        place = m_result ? static_cast<int>(m_result->views.size()) - 1 : -1;
        break;
    default:
        event->ignore();
        return;
    }
    setCurrent(place);
    if (m_current >= 0)
        reveal(m_current);
}

void PreviewGrid::mouseMoveEvent(QMouseEvent *event)
{
    if (const int place = placeAt(event->position().toPoint()); place >= 0)
        look(place);
}

void PreviewGrid::mousePressEvent(QMouseEvent *event)
{
    if (const int place = placeAt(event->position().toPoint()); place >= 0)
        setCurrent(place);
}

bool PreviewGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        look(m_chosen);
    return QAbstractScrollArea::viewportEvent(event);
}

void PreviewGrid::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    setZoom(static_cast<int>(std::lround(m_zoom * std::pow(kZoomStep, event->angleDelta().y() / 120.0))));
    event->accept();
}

void PreviewGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void PreviewGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void PreviewGrid::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace tandem
