#include "ui/runs/run_list_view.h"

#include "core/report/records.h"
#include "ui/runs/run_list_model.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace tandem {

using namespace runlist;

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QWidget *widget = option.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);

    const QVariant fraction = index.data(FractionRole);
    const ThemeColors &colors = colorsFor(option.palette);
    const QRect area = option.rect.adjusted(space::kSmall, 0, -space::kSmall, 0);
    const int textWidth = item.fontMetrics.horizontalAdvance(tr("Epoch %1 of %2").arg(888).arg(888));
    painter->save();
    painter->setFont(item.font);
    painter->setPen(colors.text);
    const QRect textRect(area.right() - textWidth + 1, area.top(), textWidth, area.height());
    painter->drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter, text);
    const QRect barRect(area.left(), area.center().y() - 2, textRect.left() - area.left() - space::kMedium, 6);
    if (fraction.isValid() && barRect.width() > 12) {
        const auto state = static_cast<RunState>(index.data(StateRole).toInt());
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.sunken);
        painter->drawRoundedRect(barRect, 3, 3);
        painter->setClipRect(
            QRectF(barRect.left(), barRect.top(), barRect.width() * fraction.toDouble(), barRect.height()));
        painter->setBrush(stateColor(state, colors));
        painter->drawRoundedRect(barRect, 3, 3);
    }
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = QStyledItemDelegate::sizeHint(option, index);
    return {hint.width() + 110, hint.height()};
}

RunListView::RunListView(RunListModel *model, QWidget *parent)
    : QTableView(parent), m_model(model), m_filter(new RunListFilter(this))
{
    m_filter->setSourceModel(model);
    setModel(m_filter);
    setItemDelegateForColumn(Progress, new ProgressDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Runs"));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicatorClearable(false);
    horizontalHeader()->setStretchLastSection(false);
    setSortingEnabled(true);
    sortByColumn(Started, Qt::DescendingOrder);
    fitColumns();
}

void RunListView::fitColumns()
{
    const auto width = [this](const QString &text) { return fontMetrics().horizontalAdvance(text) + 28; };
    horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Fixed); // takes the room that is left
    horizontalHeader()->setMinimumSectionSize(48);
    setColumnWidth(runlist::State, width(tr("Stops after epoch")) + 12);
    setColumnWidth(Progress, width(tr("Epoch %1 of %2").arg(888).arg(888)) + 70);
    setColumnWidth(TimeLeft, width(tr("about %1 h %2 min left").arg(10).arg(50)) - 12);
    setColumnWidth(Knn, width(tr("kNN, last")));
    setColumnWidth(BestKnn, width(tr("kNN, best")));
    setColumnWidth(Loss, width(QStringLiteral("88.888")));
    setColumnWidth(Speed, width(tr("Images/s")));
    setColumnWidth(Started, width(tr("yesterday %1").arg(QStringLiteral("88:88 PM"))));
}

void RunListView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    constexpr int kReadableName = 150;
    int others = 0;
    for (int column = 0; column < ColumnCount; ++column)
        others += column == Name ? 0 : columnWidth(column);
    setColumnWidth(Name, std::max(kReadableName, viewport()->width() - others));
}

void RunListView::setFilterText(const QString &text)
{
    m_hasFilter = !text.trimmed().isEmpty();
    m_filter->setText(text);
    viewport()->update();
}

RunId RunListView::currentRun() const
{
    return RunId::fromString(currentIndex().data(IdRole).toString().toStdString());
}

void RunListView::selectRun(const RunId &id)
{
    if (currentRun() == id)
        return;
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(id));
    if (index.isValid()) {
        setCurrentIndex(index);
        scrollTo(index);
    }
}

QByteArray RunListView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void RunListView::restoreColumns(const QByteArray &state)
{
    if (!state.isEmpty())
        horizontalHeader()->restoreState(state);
}

void RunListView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void RunListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentRunChanged(currentRun());
}

void RunListView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_filter->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colorsFor(palette()).mutedText);
    painter.drawText(viewport()->rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     m_hasFilter ? tr("No run matches the filter.") : m_emptyText);
}

void RunListView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void RunListView::copySelection() const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << currentIndex().siblingAtColumn(column).data().toString();
    QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
}

} // namespace tandem
