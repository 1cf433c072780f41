#include "ui/augment/picture_strip.h"

#include "ui/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kMarkedRole = Qt::UserRole + 1;
constexpr int kImageRole = Qt::UserRole + 2;

class PictureDelegate : public QStyledItemDelegate {
public:
    PictureDelegate(int side, PictureStrip *strip) : QStyledItemDelegate(strip), m_side(side), m_strip(*strip) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &c = colorsFor(option.palette);
        const QRect frame(option.rect.left() + space::kHair, option.rect.top() + space::kHair, m_side + 2 * kRoom,
                          m_side + 2 * kRoom);
        const QImage image = index.data(kImageRole).value<QImage>();
        painter->save();
        if (!image.isNull()) {
            QRect target(QPoint(), image.size().scaled(m_side, m_side, Qt::KeepAspectRatio).expandedTo({1, 1}));
            target.moveCenter(frame.center());
            const bool shrinks = target.width() * painter->device()->devicePixelRatioF() < image.width();
            painter->setRenderHint(QPainter::SmoothPixmapTransform, shrinks);
            painter->setOpacity(m_strip.isPale() ? kPale : 1);
            painter->drawImage(target, image);
            painter->setOpacity(1);
        }
        const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
        const bool hasFocus = (option.state & QStyle::State_Active) != 0 && isCurrent;
        if (isCurrent || index.data(kMarkedRole).toBool()) {
            painter->setPen(QPen(isCurrent ? (hasFocus ? c.accent : c.control) : c.warning, 2,
                                 isCurrent ? Qt::SolidLine : Qt::DashLine));
            painter->drawRect(frame.adjusted(1, 1, -1, -1));
        }
        painter->setPen(c.mutedText);
        painter->setFont(captionFont());
        const QRect below(frame.left(), frame.bottom() + 1, frame.width(), option.rect.bottom() - frame.bottom());
        const QString caption = index.data(Qt::DisplayRole).toString();
        painter->drawText(below, Qt::AlignHCenter | Qt::AlignTop,
                          painter->fontMetrics().elidedText(caption, Qt::ElideRight, below.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const bool hasCaption = !index.data(Qt::DisplayRole).toString().isEmpty();
        const int edge = m_side + 2 * kRoom + 2 * space::kHair;
        return {edge, edge + (hasCaption ? QFontMetrics(captionFont()).height() : 0)};
    }

    static constexpr int kRoom = 3; // for the frame
    static constexpr double kPale = 0.35;

private:
    int m_side;
    const PictureStrip &m_strip;
};

} // namespace

PictureStrip::PictureStrip(int side, QWidget *parent) : QListWidget(parent), m_side(side)
{
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setItemDelegate(new PictureDelegate(side, this));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
}

void PictureStrip::setPictures(const std::vector<Picture> &pictures)
{
    const int wanted = static_cast<int>(pictures.size());
    while (count() > wanted)
        delete takeItem(count() - 1);
    while (count() < wanted)
        addItem(new QListWidgetItem);
    m_hasCaptions = false;
    for (int i = 0; i < wanted; ++i) {
        const Picture &picture = pictures[static_cast<std::size_t>(i)];
        QListWidgetItem *item = this->item(i);
        item->setText(picture.caption);
        item->setToolTip(picture.name);
        item->setData(Qt::AccessibleTextRole, picture.name);
        item->setData(kImageRole, picture.image);
        item->setData(kMarkedRole, picture.isMarked);
        m_hasCaptions = m_hasCaptions || !picture.caption.isEmpty();
    }
    updateGeometry();
}

void PictureStrip::setPale(bool pale)
{
    m_isPale = pale;
    viewport()->update();
}

QImage PictureStrip::picture(int place) const
{
    return item(place)->data(kImageRole).value<QImage>();
}

QSize PictureStrip::sizeHint() const
{
    const int edge = m_side + 2 * PictureDelegate::kRoom + 2 * space::kHair;
    const int caption = m_hasCaptions ? QFontMetrics(captionFont()).height() : 0;
    return {edge * std::clamp(count(), 1, 8),
            edge + caption + 2 * frameWidth() + horizontalScrollBar()->sizeHint().height()};
}

QSize PictureStrip::minimumSizeHint() const
{
    return {m_side, sizeHint().height()};
}

} // namespace tandem
