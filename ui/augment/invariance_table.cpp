#include "ui/augment/invariance_table.h"

#include "ui/augment/augment_text.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kValueRole = Qt::UserRole + 1;
constexpr int kWordRole = Qt::UserRole + 2;
constexpr int kBaselineRole = Qt::UserRole + 3;

/// Sorts numbers as numbers.
class Row : public QTreeWidgetItem {
public:
    bool operator<(const QTreeWidgetItem &other) const override
    {
        const int column = treeWidget()->sortColumn();
        const QVariant mine = data(column, kValueRole), theirs = other.data(column, kValueRole);
        return mine.isValid() && theirs.isValid() ? mine.toDouble() < theirs.toDouble()
                                                  : QTreeWidgetItem::operator<(other);
    }
};

/// A bar below the number: empty is what different images have, full is the same image.
class BarDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant baseline = index.data(kBaselineRole);
        if (!baseline.isValid())
            return;
        const double floor = baseline.toDouble(), value = index.data(kValueRole).toDouble();
        const double share = floor < 1 ? std::clamp((value - floor) / (1 - floor), 0.0, 1.0) : 1.0;
        const ThemeColors &c = colorsFor(option.palette);
        const int number = option.fontMetrics.horizontalAdvance(QStringLiteral("−0.000")) + space::kMedium;
        QRectF groove = option.rect.adjusted(number, 0, -space::kSmall, 0);
        groove.setTop(groove.center().y() - kBar / 2.0);
        groove.setHeight(kBar);
        if (groove.width() < 3 * kBar)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.chartGrid);
        painter->drawRoundedRect(groove, kBar / 2.0, kBar / 2.0);
        painter->setBrush(c.accent);
        groove.setWidth(std::max<double>(kBar, share * groove.width()));
        painter->drawRoundedRect(groove, kBar / 2.0, kBar / 2.0);
        painter->restore();
    }

private:
    static constexpr int kBar = 6;
};

} // namespace

InvarianceTable::InvarianceTable(QWidget *parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("Operations by how far the encoder ignores them"));
    setHeaderLabels({tr("Operation"), tr("Cosine of h"), tr("Cosine of z"), tr("In training")});
    headerItem()->setToolTip(OfH,
                             tr("Mean cosine with the unchanged image. An empty bar is what different images have, "
                                "a full one the same image."));
    headerItem()->setToolTip(OfZ, headerItem()->toolTip(OfH));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setAlternatingRowColors(false);
    setSortingEnabled(true);
    sortByColumn(OfH, Qt::DescendingOrder);
    setItemDelegateForColumn(OfH, new BarDelegate(this));
    setItemDelegateForColumn(OfZ, new BarDelegate(this));
    fitColumns();
    connect(this, &QTreeWidget::itemActivated, this, &InvarianceTable::choose);
}

/// Every operation's name fits before any is there.
void InvarianceTable::fitColumns()
{
    int name = 0;
    for (const StrengthAxis &axis : strengthAxes())
        name = std::max(name, fontMetrics().horizontalAdvance(strengthLabel(axis)));
    header()->setStretchLastSection(true);
    header()->resizeSection(Name, name + 2 * space::kMedium);
    header()->resizeSection(OfH, fontMetrics().averageCharWidth() * 17);
    header()->resizeSection(OfZ, fontMetrics().averageCharWidth() * 17);
}

void InvarianceTable::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void InvarianceTable::paintEvent(QPaintEvent *event)
{
    QTreeWidget::paintEvent(event);
    if (topLevelItemCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colorsFor(palette()).mutedText);
    painter.drawText(viewport()->rect().adjusted(space::kLarge, 0, -space::kLarge, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, m_hint);
}

void InvarianceTable::choose(QTreeWidgetItem *item)
{
    if (const StrengthAxis *axis = findStrengthAxis(item->data(Name, kWordRole).toString().toStdString()))
        Q_EMIT axisChosen(axis);
}

void InvarianceTable::clearRows()
{
    clear();
}

void InvarianceTable::setBaseline(const std::optional<InvarianceBaseline> &baseline)
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        topLevelItem(i)->setData(OfH, kBaselineRole, baseline ? QVariant(baseline->h) : QVariant());
        topLevelItem(i)->setData(OfZ, kBaselineRole, baseline ? QVariant(baseline->z) : QVariant());
    }
}

void InvarianceTable::setRow(const InvarianceRow &row)
{
    const QString word = QString::fromStdString(row.axis->word);
    QTreeWidgetItem *item = nullptr;
    for (int i = 0; i < topLevelItemCount() && !item; ++i)
        if (topLevelItem(i)->data(Name, kWordRole).toString() == word)
            item = topLevelItem(i);
    if (!item) {
        item = new Row;
        item->setData(Name, kWordRole, word);
        item->setSizeHint(Name, {0, fontMetrics().height() + 2 * space::kHair});
        addTopLevelItem(item);
    }
    const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
    item->setText(Name, strengthLabel(*row.axis));
    item->setText(OfH, number(row.h));
    item->setText(OfZ, number(row.z));
    item->setText(Trained, trainedText(*row.axis, row.trained));
    item->setToolTip(Trained, item->text(Trained));
    item->setData(OfZ, kValueRole, row.z);
    item->setData(OfH, kValueRole, row.h); // last: it decides the place
}

} // namespace tandem
