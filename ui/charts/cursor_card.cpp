#include "ui/charts/cursor_card.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kSwatch = 18;

} // namespace

void paintSwatch(QPainter &painter, const QRectF &place, const QColor &color, int dash)
{
    static const QList<QVector<qreal>> kDashes{{3.5, 1.5}, {1, 1}, {4.5, 1.5, 1, 1.5}, {2, 2}};
    QPen pen(color, 2);
    if (dash > 0)
        pen.setDashPattern(kDashes[(dash - 1) % kDashes.size()]);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()));
}

CursorCard::CursorCard(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFont(captionFont());
    hide();
}

void CursorCard::setRows(const QString &place, std::vector<CursorRow> rows, int left)
{
    m_place = place;
    m_rows = std::move(rows);
    m_left = left;
    const QFontMetrics metrics(font());
    m_nameWidth = 0;
    int valueWidth = 0;
    for (const CursorRow &row : m_rows) {
        m_nameWidth = std::max(m_nameWidth, metrics.horizontalAdvance(row.name));
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(row.value));
    }
    const int lines = static_cast<int>(m_rows.size()) + 1 + (m_left > 0 ? 1 : 0);
    const int width =
        std::max(kSwatch + m_nameWidth + valueWidth + 2 * space::kSmall, metrics.horizontalAdvance(m_place));
    resize(width + 2 * space::kSmall, lines * metrics.lineSpacing() + 2 * space::kTight);
    update();
}

void CursorCard::placeBeside(int x, const QRect &area)
{
    constexpr int kGap = 12;
    const bool right = x + kGap + width() <= area.right();
    move(right ? x + kGap : std::max(area.left(), x - kGap - width()), area.top() + 2);
}

void CursorCard::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    QColor ground = colors.surface;
    ground.setAlphaF(0.94F);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), space::kRadius, space::kRadius);
    const int line = fontMetrics().lineSpacing();
    QRect row(space::kSmall, space::kTight, width() - 2 * space::kSmall, line);
    painter.setPen(colors.mutedText);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_place);
    for (const CursorRow &entry : m_rows) {
        row.translate(0, line);
        paintSwatch(painter, QRectF(row.left(), row.top(), kSwatch - 4, line), entry.color, entry.dash);
        QFont strong = font();
        strong.setBold(entry.strong);
        painter.setFont(strong);
        painter.setPen(colors.text);
        painter.drawText(row.adjusted(kSwatch + space::kTight, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, entry.value);
    }
    painter.setFont(font());
    painter.setPen(colors.mutedText);
    if (m_left > 0)
        painter.drawText(row.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter, tr("and %n more", nullptr, m_left));
}

} // namespace tandem
