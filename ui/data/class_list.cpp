#include "ui/data/class_list.h"

#include "ui/theme.h"

#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tandem {

namespace {

enum Role { LabelRole = Qt::UserRole, CountRole, ShareRole };
constexpr std::int32_t kAllRow = -2; // as a label; kNoLabel is -1

/// Name on the left, count on the right, a thin bar below: the class's size relative to the largest.
class ClassDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() + kBar + 3 * space::kTight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &c = colorsFor(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (selected || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, selected ? c.accentSoft : c.hover);
        const QRect inner = option.rect.adjusted(space::kSmall, space::kTight, -space::kSmall, -space::kTight);
        const QString number = QLocale().toString(index.data(CountRole).toLongLong());
        const int numberWidth = option.fontMetrics.horizontalAdvance(number);
        const QRect line(inner.left(), inner.top(), inner.width(), option.fontMetrics.height());
        const bool mirrored = option.direction == Qt::RightToLeft;
        const QRect nameRect = mirrored ? line.adjusted(numberWidth + space::kSmall, 0, 0, 0)
                                        : line.adjusted(0, 0, -numberWidth - space::kSmall, 0);
        painter->setPen(c.text);
        const int lead = static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft));
        const int trail = static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight));
        painter->drawText(nameRect, lead,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, nameRect.width()));
        painter->setPen(c.mutedText);
        painter->drawText(line, trail, number);
        if (const double share = index.data(ShareRole).toDouble(); share > 0) {
            QRect bar(inner.left(), line.bottom() + space::kTight, std::max(2, int(inner.width() * share)), kBar);
            if (mirrored)
                bar.moveRight(inner.right());
            painter->fillRect(bar, selected ? c.accent : c.control);
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(c.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    static constexpr int kBar = 3;
};

} // namespace

ClassList::ClassList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Classes"));
    setItemDelegate(new ClassDelegate(this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    connect(this, &QListWidget::itemSelectionChanged, this, &ClassList::filterChanged);
}

void ClassList::setDataset(const OpenDatasetPtr &dataset)
{
    const QSignalBlocker blocker(this);
    clear();
    if (!dataset)
        return;
    const DatasetSummary &summary = dataset->summary;
    const auto add = [this](const QString &name, std::int32_t label, std::uint32_t count, double share) {
        auto *item = new QListWidgetItem(name, this);
        item->setData(LabelRole, label);
        item->setData(CountRole, count);
        item->setData(ShareRole, share);
        item->setToolTip(name);
        item->setData(Qt::AccessibleDescriptionRole, tr("%Ln image(s)", nullptr, static_cast<int>(count)));
    };
    std::uint32_t largest = summary.unlabelled;
    for (const std::uint32_t count : summary.countPerClass)
        largest = std::max(largest, count);
    const double unit = largest > 0 ? 1.0 / largest : 0;
    add(tr("All images"), kAllRow, dataset->images->size(), 0);
    for (std::size_t i = 0; i < summary.countPerClass.size(); ++i)
        add(QString::fromStdString(dataset->images->classNames()[i]), static_cast<std::int32_t>(i),
            summary.countPerClass[i], summary.countPerClass[i] * unit);
    if (summary.unlabelled > 0)
        add(tr("Without label"), kNoLabel, summary.unlabelled, summary.unlabelled * unit);
    setCurrentRow(0);
}

std::set<std::int32_t> ClassList::selectedLabels() const
{
    std::set<std::int32_t> labels;
    for (const QListWidgetItem *item : selectedItems()) {
        const std::int32_t label = item->data(LabelRole).toInt();
        if (label == kAllRow)
            return {};
        labels.insert(label);
    }
    return labels;
}

void ClassList::clearFilter()
{
    if (count() > 0)
        setCurrentRow(0);
}

QSize ClassList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 26, fontMetrics().height() * 12};
}

QSize ClassList::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 14, fontMetrics().height() * 4};
}

} // namespace tandem
