#include "ui/runs/run_table_delegate.h"

#include "core/report/records.h"
#include "ui/runs/run_table_model.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

namespace tandem {

using namespace runtable;

namespace {

constexpr int kBarHeight = 6;

void drawCell(QPainter *painter, const QStyleOptionViewItem &item)
{
    const QWidget *widget = item.widget;
    const QStyle *style = widget != nullptr ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
}

/// Shapes and signs say it; the colour repeats it.
QString arrowOf(double delta)
{
    return delta > 0 ? QStringLiteral("▲") : QStringLiteral("▼");
}

} // namespace

void RunTableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const bool isBaseline = index.data(BaselineRole).toBool();
    if (isBaseline)
        item.backgroundBrush = colorsFor(option.palette).sunken;
    const bool hasBar =
        index.data(FractionRole).isValid() &&
        index.model()->headerData(index.column(), Qt::Horizontal, KeyRole).toString() == QLatin1String("progress");
    const bool hasDelta = index.data(DeltaTextRole).isValid();
    if (!hasBar && !hasDelta) {
        drawCell(painter, item);
        return;
    }
    const QString text = std::exchange(item.text, QString());
    drawCell(painter, item);
    painter->save();
    painter->setFont(item.font);
    if (hasBar)
        paintProgress(painter, item, text, index);
    else
        paintDelta(painter, item, text, index);
    painter->restore();
}

void RunTableDelegate::paintProgress(QPainter *painter, const QStyleOptionViewItem &item, const QString &text,
                                     const QModelIndex &index) const
{
    const ThemeColors &colors = colorsFor(item.palette);
    const QRect area = item.rect.adjusted(space::kSmall, 0, -space::kSmall, 0);
    const int textWidth = item.fontMetrics.horizontalAdvance(tr("Epoch %1 of %2").arg(888).arg(888));
    painter->setPen(colors.text);
    const QRect textRect(area.right() - textWidth + 1, area.top(), textWidth, area.height());
    painter->drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter, text);
    const QRect barRect(area.left(), area.center().y() - kBarHeight / 2 + 1,
                        textRect.left() - area.left() - space::kMedium, kBarHeight);
    if (barRect.width() <= 2 * kBarHeight)
        return;
    const auto state = static_cast<RunState>(index.data(StateRole).toInt());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.sunken);
    painter->drawRoundedRect(barRect, kBarHeight / 2.0, kBarHeight / 2.0);
    painter->setClipRect(
        QRectF(barRect.left(), barRect.top(), barRect.width() * index.data(FractionRole).toDouble(), barRect.height()));
    painter->setBrush(stateColor(state, colors));
    painter->drawRoundedRect(barRect, kBarHeight / 2.0, kBarHeight / 2.0);
}

void RunTableDelegate::paintDelta(QPainter *painter, const QStyleOptionViewItem &item, const QString &text,
                                  const QModelIndex &index) const
{
    const ThemeColors &colors = colorsFor(item.palette);
    const QRect area = item.rect.adjusted(space::kTight, 0, -space::kTight, 0);
    const int good = index.data(DeltaGoodRole).toInt();
    const QString delta =
        index.data(DeltaTextRole).toString() + QLatin1Char(' ') + arrowOf(index.data(DeltaRole).toDouble());
    painter->setFont(item.font);
    painter->setPen(good > 0 ? colors.good : good < 0 ? colors.bad : colors.mutedText);
    const int deltaWidth = item.fontMetrics.horizontalAdvance(delta);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, delta);
    const QRect rest = area.adjusted(0, 0, -deltaWidth - space::kSmall, 0);
    painter->setPen(colors.text);
    painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(text, Qt::ElideRight, rest.width()));
}

QSize RunTableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // One height for all rows: uniform rows take that of the first.
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 12};
}

void RunTableDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // The table is told of changes many times a second; what a person is typing must stay.
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (line == nullptr || !line->isModified())
        QStyledItemDelegate::setEditorData(editor, index);
}

} // namespace tandem
