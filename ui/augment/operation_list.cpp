#include "ui/augment/operation_list.h"

#include "ui/augment/augment_text.h"
#include "ui/theme.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kDetailRole = Qt::UserRole + 1; // muted text at the right

class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString detail = index.data(kDetailRole).toString();
        const QFont font = captionFont();
        const int room = detail.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(detail) + space::kMedium;
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setFont(font);
        painter->setPen(colorsFor(option.palette).mutedText);
        const QRect place = option.rect.adjusted(option.rect.width() - room, 0, -space::kSmall, 0);
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, detail);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 2 * space::kTight);
    }
};

QString percent(double share)
{
    return QLocale().toString(100 * share, 'g', 3) + QStringLiteral(" %");
}

QString costText(double microseconds)
{
    if (microseconds < 1)
        return OperationList::tr("< 1 µs");
    return OperationList::tr("%1 µs").arg(QLocale().toString(microseconds, 'f', microseconds < 10 ? 1 : 0));
}

} // namespace

OperationList::OperationList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Operations"));
    setAccessibleDescription(tr("Space switches an operation on and off, Alt with the arrow keys moves it."));
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setItemDelegate(new RowDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_isFilling)
            Q_EMIT enableRequested(row(item), item->checkState() == Qt::Checked);
    });
}

void OperationList::setPipeline(const Pipeline &pipeline)
{
    m_isFilling = true;
    const int current = currentRow();
    keepCosts(pipeline);
    m_pipeline = pipeline;
    const int wanted = static_cast<int>(pipeline.operations.size());
    while (count() > wanted)
        delete takeItem(count() - 1);
    while (count() < wanted)
        addItem(new QListWidgetItem);
    for (int i = 0; i < wanted; ++i)
        describe(i);
    if (currentRow() < 0 && wanted > 0)
        setCurrentRow(std::clamp(current, 0, wanted - 1));
    m_isFilling = false;
    updateGeometry();
}

void OperationList::keepCosts(const Pipeline &next)
{
    m_costs.resize(next.operations.size());
    for (std::size_t i = 0; i < m_costs.size(); ++i) {
        const Operation *before = i < m_pipeline.operations.size() ? &m_pipeline.operations[i] : nullptr;
        const Operation &now = next.operations[i];
        if (!before || before->kind.index() != now.kind.index() || before->enabled != now.enabled)
            m_costs[i].reset();
    }
}

void OperationList::describe(int row)
{
    const Operation &operation = m_pipeline.operations[static_cast<std::size_t>(row)];
    const std::optional<double> cost = m_costs[static_cast<std::size_t>(row)];
    QListWidgetItem *item = this->item(row);
    const QString label = operationLabel(operation.kind);
    QStringList details;
    if (operation.views != ViewScope::Both)
        details.append(operation.views == ViewScope::First ? tr("1st view") : tr("2nd view"));
    if (operation.probability < 1)
        details.append(percent(operation.probability));
    if (cost && operation.enabled)
        details.append(costText(*cost));
    item->setText(label);
    item->setCheckState(operation.enabled ? Qt::Checked : Qt::Unchecked);
    item->setData(kDetailRole, details.join(QStringLiteral(" · ")));
    //: an operation, its probability and cost
    item->setData(Qt::AccessibleTextRole,
                  details.isEmpty() ? label : tr("%1, %2").arg(label, details.join(QStringLiteral(", "))));
}

void OperationList::setCosts(const std::vector<double> &microseconds)
{
    m_isFilling = true;
    m_costs.assign(microseconds.begin(), microseconds.end());
    m_costs.resize(m_pipeline.operations.size());
    for (int i = 0; i < count(); ++i)
        describe(i);
    m_isFilling = false;
}

QSize OperationList::sizeHint() const
{
    const int rowHeight = count() > 0 ? sizeHintForRow(0) : fontMetrics().height() + 2 * space::kTight;
    return {QListWidget::sizeHint().width(), rowHeight * std::clamp(count(), 4, 9) + 2 * frameWidth()};
}

void OperationList::keyPressEvent(QKeyEvent *event)
{
    const int row = currentRow();
    const bool moves =
        event->modifiers() == Qt::AltModifier || event->modifiers() == (Qt::AltModifier | Qt::KeypadModifier);
    if (moves && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        const int to = row + (event->key() == Qt::Key_Up ? -1 : 1);
        if (row >= 0 && to >= 0 && to < count())
            Q_EMIT moveRequested(row, to);
        return;
    }
    if (event->key() == Qt::Key_Delete && row >= 0) {
        Q_EMIT removeRequested(row);
        return;
    }
    QListWidget::keyPressEvent(event);
}

void OperationList::dropEvent(QDropEvent *event)
{
    // The document moves the operation, and the list is filled from it: the view's own moving of items is not wanted.
    const int from = currentRow();
    const QModelIndex target = indexAt(event->position().toPoint());
    int to = count() - 1;
    if (target.isValid()) {
        const bool below = event->position().toPoint().y() > visualRect(target).center().y();
        to = target.row() + (below ? 1 : 0);
        if (to > from)
            --to;
    }
    event->setDropAction(Qt::IgnoreAction);
    event->accept();
    if (from >= 0 && from != to)
        Q_EMIT moveRequested(from, std::clamp(to, 0, count() - 1));
}

} // namespace tandem
