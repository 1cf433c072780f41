#include "ui/embeddings/hover_card.h"

#include "ui/embeddings/sample_images.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr int kPicture = 96, kSmall = 40;
constexpr int kPadding = 10;
constexpr int kAway = 18; // from the point
constexpr std::size_t kMostLines = 6;

} // namespace

HoverCard::HoverCard(QWidget *map) : QWidget(map), m_map(map)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void HoverCard::setImages(SampleImages *images)
{
    if (m_images)
        disconnect(m_images, nullptr, this, nullptr);
    m_images = images;
    if (m_images)
        connect(m_images, &SampleImages::arrived, this, qOverload<>(&QWidget::update));
}

void HoverCard::show(PointTablePtr table, std::uint32_t point, const QString &firstKey)
{
    m_table = std::move(table);
    m_point = point;
    const std::uint32_t sample = m_table->samples[point];
    m_name = m_images ? m_images->name(sample) : QString();
    if (m_name.isEmpty())
        m_name = tr("Image %1").arg(QLocale().toString(sample));
    m_lines.clear();
    const auto add = [this, point](const SampleColumn &column) {
        if (m_lines.size() < kMostLines)
            m_lines.push_back({column.title, column.text(point)});
    };
    const SampleColumn *first = m_table->column(firstKey);
    if (first)
        add(*first);
    for (const SampleColumn &column : m_table->columns)
        if (&column != first)
            add(column);
    m_neighbors.clear();
    m_neighborsTitle.clear();
    if (parentWidget() != m_map->window())
        setParent(m_map->window());
    resize(sizeHint());
    QWidget::show();
    raise();
    update();
}

void HoverCard::setNeighbors(std::vector<Neighbor> neighbors, const QString &title)
{
    m_neighbors = std::move(neighbors);
    if (m_neighbors.size() > kNeighbors)
        m_neighbors.resize(kNeighbors);
    m_neighborsTitle = title;
    resize(sizeHint());
    update();
}

int HoverCard::textWidth() const
{
    return fontMetrics().averageCharWidth() * 28;
}

QSize HoverCard::sizeHint() const
{
    const QFontMetrics caption(captionFont());
    const int line = fontMetrics().height() + space::kHair;
    int height = std::max(m_images ? kPicture : 0, line * (1 + static_cast<int>(m_lines.size())));
    int width = textWidth() + (m_images ? kPicture + kPadding : 0);
    if (!m_neighbors.empty()) {
        height += space::kSmall + caption.height() + space::kTight + (m_images ? kSmall : 0) + caption.height();
        width = std::max(width, kNeighbors * (kSmall + space::kTight) - space::kTight);
    }
    return {width + 2 * kPadding, height + 2 * kPadding};
}

void HoverCard::placeAt(const QPointF &place)
{
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    const QSize size = sizeHint();
    const QPoint at = m_map->mapTo(parentWidget(), place.toPoint());
    int x = at.x() + kAway;
    if (x + size.width() > room.right())
        x = at.x() - kAway - size.width();
    int y = at.y() + kAway;
    if (y + size.height() > room.bottom())
        y = at.y() - kAway - size.height();
    x = std::clamp(x, room.left(), std::max(room.left(), room.right() - size.width()));
    y = std::clamp(y, room.top(), std::max(room.top(), room.bottom() - size.height()));
    setGeometry(QRect(QPoint(x, y), size));
}

QString HoverCard::spokenText() const
{
    if (m_point < 0)
        return {};
    QStringList parts{m_name};
    for (const Line &line : m_lines)
        //: %1: name of a value, %2: the value
        parts.append(tr("%1 %2", "spoken").arg(line.title, line.value));
    return parts.join(QStringLiteral(", "));
}

void HoverCard::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.control);
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius, space::kRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_point < 0 || !m_table)
        return;
    QRect inner = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const int line = fontMetrics().height() + space::kHair;
    const int upper = std::max(m_images ? kPicture : 0, line * (1 + static_cast<int>(m_lines.size())));
    QRect text(inner.left(), inner.top(), inner.width(), upper);
    if (m_images) {
        const bool mirrored = isRightToLeft();
        const QRect square(mirrored ? inner.right() - kPicture + 1 : inner.left(), inner.top(), kPicture, kPicture);
        const auto side = static_cast<int>(kPicture * devicePixelRatioF());
        drawSamplePicture(painter, square, m_images->picture(m_table->samples[static_cast<std::size_t>(m_point)], side),
                          c.hover);
        text.adjust(mirrored ? 0 : kPicture + kPadding, 0, mirrored ? -kPicture - kPadding : 0, 0);
    }
    drawLines(painter, text);
    inner.setTop(inner.top() + upper + space::kSmall);
    if (!m_neighbors.empty())
        drawNeighbors(painter, inner);
}

void HoverCard::drawLines(QPainter &painter, const QRect &area) const
{
    const ThemeColors &c = colorsFor(palette());
    const QFontMetrics metrics = fontMetrics();
    const int height = metrics.height() + space::kHair;
    QRect row(area.left(), area.top(), area.width(), height);
    painter.setPen(c.text);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeading,
                     QFontMetrics(bold).elidedText(m_name, Qt::ElideLeft, row.width()));
    painter.setFont(font());
    for (const Line &line : m_lines) {
        row.translate(0, height);
        const int valueWidth = std::min(metrics.horizontalAdvance(line.value), row.width() * 2 / 3);
        painter.setPen(c.mutedText);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeading,
                         metrics.elidedText(line.title, Qt::ElideRight, row.width() - valueWidth - space::kSmall));
        painter.setPen(c.text);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignTrailing,
                         metrics.elidedText(line.value, Qt::ElideRight, valueWidth + 1));
    }
}

void HoverCard::drawNeighbors(QPainter &painter, const QRect &area) const
{
    const ThemeColors &c = colorsFor(palette());
    const QFontMetrics caption(captionFont());
    painter.setFont(captionFont());
    painter.setPen(c.mutedText);
    painter.drawText(QRect(area.left(), area.top(), area.width(), caption.height()),
                     Qt::AlignVCenter | Qt::AlignLeading,
                     caption.elidedText(m_neighborsTitle, Qt::ElideRight, area.width()));
    const int top = area.top() + caption.height() + space::kTight;
    const int pictureHeight = m_images ? kSmall : 0;
    for (std::size_t i = 0; i < m_neighbors.size(); ++i) {
        const Neighbor &neighbor = m_neighbors[i];
        const int x = area.left() + static_cast<int>(i) * (kSmall + space::kTight);
        const QRect square(x, top, kSmall, kSmall);
        if (m_images)
            drawSamplePicture(
                painter, square,
                m_images->picture(m_table->samples[neighbor.point], static_cast<int>(kSmall * devicePixelRatioF())),
                c.hover);
        painter.setPen(c.text);
        painter.drawText(QRect(x - 2, top + pictureHeight, kSmall + 4, caption.height()), Qt::AlignCenter,
                         QLocale().toString(static_cast<double>(neighbor.cosine), 'f', 2));
    }
}

} // namespace tandem
