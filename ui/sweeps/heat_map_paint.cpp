// What a heat map looks like.

#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tandem {

void HeatMap::paintText(QPainter &painter, const HeatField &field, const QRect &box, const QColor &ink) const
{
    const QRect inner = box.adjusted(space::kSmall, space::kTight, -space::kSmall, -space::kTight);
    painter.setPen(ink);
    QFont strong = numberFont();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    const bool twoLines = field.value && field.value->count > 1;
    const QFontMetrics metrics(strong);
    const QFontMetrics small(captionFont());
    const int height = metrics.height() + (twoLines ? small.height() : 0);
    const QRect middle(inner.left(), inner.center().y() - height / 2, inner.width(), metrics.height());
    const QString main = field.value ? valueText(m_goal, field.value->mean) : QStringLiteral("–");
    painter.drawText(middle, Qt::AlignCenter, main);
    painter.setFont(captionFont());
    if (twoLines) {
        const SeedSummary &value = *field.value;
        const QString half = valueText(m_goal, value.high - value.mean);
        painter.drawText(
            QRect(inner.left(), middle.bottom() + 1, inner.width(), small.height()), Qt::AlignCenter,
            small.elidedText(tr("± %1, n = %L2", "interval of a mean, number of seeds").arg(half).arg(value.count),
                             Qt::ElideRight, inner.width()));
    }
}

void HeatMap::paintField(QPainter &painter, int row, int column) const
{
    const ThemeColors &c = colorsFor(palette());
    const HeatField &field = *m_data.at(row, column);
    const QRect box = fieldRect(row, column);
    if (!box.intersects(viewport()->rect()))
        return;
    const QRectF outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ink = c.mutedText;
    painter.setPen(Qt::NoPen);
    if (field.cells.empty()) {
        return;
    }
    const bool isRemoved = field.state == CellState::Removed;
    if (field.value && !isRemoved) {
        const QColor fill = viridis(field.shade);
        painter.setBrush(fill);
        painter.drawRoundedRect(outline, space::kRadius, space::kRadius);
        ink = inkOn(fill);
    } else {
        painter.setBrush(c.sunken);
        painter.drawRoundedRect(outline, space::kRadius, space::kRadius);
        if (isRemoved) {
            painter.setBrush(QBrush(c.border, Qt::BDiagPattern));
            painter.drawRoundedRect(outline, space::kRadius, space::kRadius);
        }
    }
    // A hole is told by a dashed frame, whatever its color is.
    if (isHole(field.state)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(field.value ? ink : c.control, 1.5, Qt::DashLine));
        painter.drawRoundedRect(outline.adjusted(2, 2, -2, -2), space::kRadius, space::kRadius);
    }
    if (isRemoved) {
        painter.setPen(c.mutedText);
        painter.setFont(captionFont());
        painter.drawText(box, Qt::AlignCenter, cellStateText(field.state));
    } else {
        paintText(painter, field, box, ink);
    }
    const bool isSettled = field.state == CellState::Done || isRemoved;
    if (!isSettled) { // what is still to come, in words below
        painter.setFont(captionFont());
        painter.setPen(ink);
        const QFontMetrics metrics = painter.fontMetrics();
        const QString words = tr("%1 %L2/%L3", "state of a cell, its runs that are done, all of them")
                                  .arg(cellStateText(field.state))
                                  .arg(field.done)
                                  .arg(field.wanted);
        painter.drawText(box.adjusted(space::kTight, 0, -space::kTight, -space::kHair),
                         Qt::AlignHCenter | Qt::AlignBottom,
                         metrics.elidedText(words, Qt::ElideRight, box.width() - 2 * space::kTight));
    }
    const bool isMarked =
        std::any_of(field.runs.begin(), field.runs.end(), [this](const RunId &run) { return m_marked.count(run) > 0; });
    painter.setBrush(Qt::NoBrush);
    if (isMarked) {
        painter.setPen(QPen(c.text, 2));
        painter.drawRoundedRect(outline.adjusted(3, 3, -3, -3), space::kRadius, space::kRadius);
    }
    if (row == m_row && column == m_column) {
        painter.setPen(QPen(hasFocus() ? c.accent : c.control, hasFocus() ? 3 : 2));
        painter.drawRoundedRect(outline, space::kRadius, space::kRadius);
        painter.setPen(QPen(c.surface, 1));
        painter.drawRoundedRect(outline.adjusted(2, 2, -2, -2), space::kRadius - 1, space::kRadius - 1);
    }
}

void HeatMap::paintMeans(QPainter &painter) const
{
    const ThemeColors &c = colorsFor(palette());
    for (int row = 0; row < static_cast<int>(m_data.rowMeans.size()); ++row) {
        const RowMean &shown = m_data.rowMeans[static_cast<std::size_t>(row)];
        const QRect box = meanRect(row);
        const bool isWhole = shown.mean && shown.isWhole();
        painter.setFont(numberFont());
        painter.setPen(isWhole ? c.text : c.mutedText);
        painter.drawText(box, Qt::AlignCenter, shown.mean ? valueText(m_goal, shown.mean) : QStringLiteral("–"));
        if (isWhole || !shown.mean)
            continue;
        const int height = painter.fontMetrics().height();
        painter.setFont(captionFont());
        painter.drawText(box.adjusted(0, box.height() / 2 + height / 2, 0, height), Qt::AlignHCenter | Qt::AlignTop,
                         tr("%L1 of %L2", "fields of a row that count in its mean, all of them")
                             .arg(shown.measured)
                             .arg(shown.fields));
    }
    if (m_data.rowMeans.empty())
        return;
    const int x = meanRect(0).left() - (space::kMedium + 1) / 2;
    painter.setPen(c.border);
    painter.drawLine(x, m_top, x, meanRect(static_cast<int>(m_data.rows.size()) - 1).bottom());
}

void HeatMap::paintLabels(QPainter &painter) const
{
    const ThemeColors &c = colorsFor(palette());
    painter.setFont(font());
    const QFontMetrics metrics = painter.fontMetrics();
    const int columns = static_cast<int>(m_data.columns.size());
    const int rows = static_cast<int>(m_data.rows.size());
    painter.setPen(c.mutedText);
    const QRect title(m_left, 0, std::min(columns * m_fieldWidth, viewport()->width() - m_left), metrics.height());
    painter.drawText(title, Qt::AlignCenter, metrics.elidedText(m_data.columnTitle, Qt::ElideRight, title.width()));
    painter.setPen(c.text);
    for (int column = 0; column < columns; ++column) {
        const QRect box = fieldRect(0, column);
        const QRect place(box.left(), metrics.height() + space::kTight, box.width(), metrics.height());
        if (place.right() > m_left)
            painter.drawText(
                place, Qt::AlignCenter,
                metrics.elidedText(m_data.columns[static_cast<std::size_t>(column)], Qt::ElideMiddle, place.width()));
    }
    if (!m_data.rowMeans.empty()) {
        const QRect box = meanRect(0);
        painter.drawText(QRect(box.left(), metrics.height() + space::kTight, box.width(), metrics.height()),
                         Qt::AlignCenter, tr("Mean", "of a row of a heat map"));
    }
    if (m_data.rowTitle.isEmpty())
        return;
    for (int row = 0; row < rows; ++row) {
        const QRect box = fieldRect(row, 0);
        const QRect place(metrics.height() + space::kSmall, box.top(), m_left - metrics.height() - 2 * space::kSmall,
                          box.height());
        painter.drawText(
            place, Qt::AlignRight | Qt::AlignVCenter,
            metrics.elidedText(m_data.rows[static_cast<std::size_t>(row)], Qt::ElideMiddle, place.width()));
    }
    painter.save();
    painter.setPen(c.mutedText);
    const int height = std::min(rows * m_fieldHeight, viewport()->height() - m_top);
    painter.translate(0, m_top + height);
    painter.rotate(-90);
    painter.drawText(QRect(0, 0, height, metrics.height()), Qt::AlignCenter,
                     metrics.elidedText(m_data.rowTitle, Qt::ElideRight, height));
    painter.restore();
}

void HeatMap::paintLegend(QPainter &painter) const
{
    const ThemeColors &c = colorsFor(palette());
    const QRect last = fieldRect(static_cast<int>(m_data.rows.size()) - 1, 0);
    painter.setFont(captionFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const double worst = m_data.higherIsBetter ? m_data.lowest : m_data.highest;
    const double best = m_data.higherIsBetter ? m_data.highest : m_data.lowest;
    const QString from = valueText(m_goal, worst);
    const QString to = tr("%1 (better)", "the best value in a heat map").arg(valueText(m_goal, best));
    const int top = last.bottom() + space::kMedium;
    const int fromWidth = metrics.horizontalAdvance(from) + space::kSmall;
    const QRect bar(m_left + fromWidth, top + (metrics.height() - kHeatLegendHeight) / 2, 140, kHeatLegendHeight);
    painter.setPen(c.mutedText);
    painter.drawText(QRect(m_left, top, fromWidth, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, from);
    painter.drawText(QRect(bar.right() + space::kSmall, top, metrics.horizontalAdvance(to) + 2, metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, to);
    QLinearGradient ramp(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 9; ++i)
        ramp.setColorAt(i / 9.0, viridis(i / 9.0));
    painter.setPen(c.border);
    painter.setBrush(ramp);
    painter.drawRect(bar);
}

void HeatMap::paintEvent(QPaintEvent *)
{
    if (m_data.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRect(m_left - 2, m_top - 2, viewport()->width(), viewport()->height()));
    for (int row = 0; row < static_cast<int>(m_data.rows.size()); ++row)
        for (int column = 0; column < static_cast<int>(m_data.columns.size()); ++column)
            paintField(painter, row, column);
    paintMeans(painter);
    if (m_data.highest > m_data.lowest)
        paintLegend(painter);
    painter.setClipping(false);
    paintLabels(painter);
}

} // namespace tandem
