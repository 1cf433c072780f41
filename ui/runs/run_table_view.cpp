#include "ui/runs/run_table_view.h"

#include "ui/icons.h"
#include "ui/runs/column_text.h"
#include "ui/runs/run_table_delegate.h"
#include "ui/runs/run_table_model.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <set>
#include <utility>

namespace tandem {

using namespace runtable;
using Kind = RunColumn::Kind;

RunTableView::RunTableView(RunTableModel *model, QWidget *parent) : QTreeView(parent), m_model(model)
{
    setModel(model);
    setItemDelegate(new RunTableDelegate(this));
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers); // renameCurrent() does it
    setRootIsDecorated(false);
    setExpandsOnDoubleClick(true);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Runs"));
    prepareHeader();
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &RunTableView::rememberForReset);
    connect(model, &QAbstractItemModel::modelReset, this, &RunTableView::recoverAfterReset);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] {
        // Thrown away: the row that became current in their place is what the keys act on next.
        if (!selectionModel()->hasSelection() && currentIndex().isValid())
            selectionModel()->select(currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    });
    m_tellTimer.setSingleShot(true);
    m_tellTimer.setInterval(0);
    connect(&m_tellTimer, &QTimer::timeout, this, &RunTableView::tellSelection);
    m_differencesTimer.setSingleShot(true);
    m_differencesTimer.setInterval(300);
    connect(&m_differencesTimer, &QTimer::timeout, this, &RunTableView::hideAgreeing);
    const auto lookLater = [this] {
        if (m_onlyDifferences && !m_differencesTimer.isActive())
            m_differencesTimer.start();
    };
    connect(model, &QAbstractItemModel::dataChanged, this, lookLater);
    connect(model, &RunTableModel::shownChanged, this, lookLater);
    showView(RunView::standard());
}

// ---- columns ----------------------------------------------------------------------------------------------------

void RunTableView::prepareHeader()
{
    QHeaderView *bar = header();
    bar->setSectionsMovable(true);
    bar->setFirstSectionMovable(true);
    bar->setHighlightSections(false);
    bar->setSortIndicatorClearable(false);
    bar->setStretchLastSection(false);
    bar->setMinimumSectionSize(28);
    bar->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    bar->setContextMenuPolicy(Qt::CustomContextMenu);
    bar->setAccessibleName(tr("Columns of the run table"));
    connect(bar, &QHeaderView::customContextMenuRequested, this, &RunTableView::showHeaderMenu);
    connect(bar, &QHeaderView::sectionMoved, this, &RunTableView::onSectionMoved);
    connect(bar, &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (m_isArranging || width == 0)
            return;
        m_widths.insert(QString::fromStdString(columnKey(columnAt(section))), width);
        Q_EMIT viewChanged();
    });
    connect(bar, &QHeaderView::sortIndicatorChanged, this, [this] {
        if (!m_isArranging)
            Q_EMIT viewChanged();
    });
    setSortingEnabled(true);
}

RunColumn RunTableView::columnAt(int section) const
{
    const auto columns = m_model->columns();
    return section >= 0 && section < static_cast<int>(columns.size()) ? columns[static_cast<std::size_t>(section)]
                                                                      : RunColumn{};
}

int RunTableView::standardWidth(const RunColumn &column) const
{
    const auto wide = [this](const QString &text) { return fontMetrics().horizontalAdvance(text) + 28; };
    const int title = wide(columnTitle(column)) + 14; // room for the mark of the order
    switch (column.kind) {
    case Kind::Starred:
        return 34;
    case Kind::Name:
        return 220;
    case Kind::State:
        return std::max(title, wide(tr("Stops after epoch")) + 22);
    case Kind::Health:
        return std::max(title, wide(healthText(Health::DimensionalCollapse)) + 22);
    case Kind::Progress:
        return wide(tr("Epoch %1 of %2").arg(888).arg(888)) + 76;
    case Kind::TimeLeft:
        return wide(tr("about %1 h %2 min left").arg(10).arg(50)) - 8;
    case Kind::Started:
    case Kind::Created:
        return std::max(title, wide(tr("yesterday %1").arg(QStringLiteral("88:88 PM"))));
    case Kind::Tags:
        return 140;
    case Kind::Note:
        return 200;
    case Kind::Id:
        return wide(QString(26, QLatin1Char('W')));
    default:
        return std::max(title, wide(QStringLiteral("88,888.8")));
    }
}

void RunTableView::applyWidths()
{
    const QScopedValueRollback guard(m_isArranging, true);
    const auto columns = m_model->columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto section = static_cast<int>(i);
        const bool isStar = columns[i].kind == Kind::Starred;
        header()->setSectionResizeMode(section, isStar ? QHeaderView::Fixed : QHeaderView::Interactive);
        const QString key = QString::fromStdString(columnKey(columns[i]));
        header()->resizeSection(section,
                                isStar ? standardWidth(columns[i]) : m_widths.value(key, standardWidth(columns[i])));
    }
    fitName();
}

/// Room that is left goes to the name, unless a person has given it a width.
void RunTableView::fitName()
{
    const int name = m_model->columnOf(Kind::Name);
    if (name < 0 || m_widths.contains(QStringLiteral("name")))
        return;
    const QScopedValueRollback guard(m_isArranging, true);
    const int others = header()->length() - header()->sectionSize(name);
    header()->resizeSection(name, std::max(standardWidth(columnAt(name)), viewport()->width() - others));
}

void RunTableView::showView(const RunView &view)
{
    const QScopedValueRollback guard(m_isArranging, true);
    m_widths = view.widths;
    m_onlyDifferences = view.onlyDifferences;
    m_model->setColumns(view.columns);
    m_model->setGrouping(view.grouping);
    const auto sorted = std::find(view.columns.begin(), view.columns.end(), view.sortColumn);
    const auto section = static_cast<int>(sorted - view.columns.begin());
    header()->setSortIndicator(sorted != view.columns.end() ? section : -1,
                               view.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (sorted == view.columns.end())
        m_model->sort(-1, Qt::AscendingOrder);
    hideAgreeing();
}

void RunTableView::describeView(RunView &view) const
{
    view.columns.clear();
    for (int visual = 0; visual < header()->count(); ++visual)
        view.columns.push_back(columnAt(header()->logicalIndex(visual)));
    view.widths = m_widths;
    view.sortColumn = columnAt(header()->sortIndicatorSection());
    view.descending = header()->sortIndicatorOrder() == Qt::DescendingOrder;
    view.grouping = m_model->grouping();
    view.onlyDifferences = m_onlyDifferences;
}

void RunTableView::setColumns(const std::vector<RunColumn> &columns)
{
    RunView view;
    describeView(view);
    if (view.columns == columns)
        return;
    view.columns = columns;
    showView(view);
    Q_EMIT viewChanged();
}

void RunTableView::setColumnShown(const RunColumn &column, bool shown)
{
    if (column.kind == Kind::Name)
        return;
    RunView view;
    describeView(view);
    std::vector<RunColumn> columns = view.columns;
    const auto known = std::find(columns.begin(), columns.end(), column);
    if (shown == (known != columns.end()))
        return;
    if (shown)
        columns.push_back(column);
    else
        columns.erase(known);
    setColumns(columns);
}

void RunTableView::setOnlyDifferences(bool only)
{
    if (only == m_onlyDifferences)
        return;
    m_onlyDifferences = only;
    hideAgreeing();
    Q_EMIT viewChanged();
}

void RunTableView::hideAgreeing()
{
    const QScopedValueRollback guard(m_isArranging, true);
    for (int section = 0; section < header()->count(); ++section) {
        const Kind kind = columnAt(section).kind;
        const bool stays = kind == Kind::Name || kind == Kind::Starred;
        const bool hidden = m_onlyDifferences && !stays && m_model->shownCount() > 1 && !m_model->differs(section);
        if (header()->isSectionHidden(section) != hidden)
            header()->setSectionHidden(section, hidden);
    }
    fitName();
}

void RunTableView::onSectionMoved()
{
    if (!m_isArranging)
        Q_EMIT viewChanged();
}

void RunTableView::showHeaderMenu(const QPoint &place)
{
    const int section = header()->logicalIndexAt(place);
    QMenu menu(this);
    if (section >= 0) {
        const RunColumn column = columnAt(section);
        menu.addAction(icon(QStringLiteral("arrow-up")), tr("Sort lowest first"), this,
                       [&] { sortByColumn(section, Qt::AscendingOrder); });
        menu.addAction(icon(QStringLiteral("arrow-down")), tr("Sort highest first"), this,
                       [&] { sortByColumn(section, Qt::DescendingOrder); });
        menu.addSeparator();
        if (column.kind == Kind::Setting || column.kind == Kind::Tags || column.kind == Kind::State ||
            column.kind == Kind::Health)
            menu.addAction(tr("Group by %1").arg(columnTitle(column)), this, [&] { Q_EMIT groupingRequested(column); });
        if (column.kind == Kind::Series) {
            QMenu *picks = menu.addMenu(tr("Show of %1").arg(seriesTitle(column.key)));
            for (const SeriesPick pick : {SeriesPick::Last, SeriesPick::Best, SeriesPick::AtBestKnn,
                                          SeriesPick::TailMean, SeriesPick::Minimum, SeriesPick::Maximum}) {
                if (pick == SeriesPick::Best && directionOf(column.key) == Direction::Neither)
                    continue;
                const RunColumn other{Kind::Series, column.key, pick};
                const auto columns = m_model->columns();
                QAction *action = picks->addAction(pickTitle(pick));
                action->setCheckable(true);
                action->setChecked(std::find(columns.begin(), columns.end(), other) != columns.end());
                connect(action, &QAction::toggled, this, [this, other](bool shown) { setColumnShown(other, shown); });
            }
        }
        if (column.kind != Kind::Name)
            menu.addAction(tr("Hide %1").arg(columnTitle(column)), this, [&] { setColumnShown(column, false); });
        menu.addSeparator();
    }
    menu.addAction(icon(QStringLiteral("columns")), tr("Columns…"), this, &RunTableView::columnsDialogRequested);
    menu.addAction(tr("Standard columns"), this, [this] { setColumns(RunView::standard().columns); });
    menu.exec(header()->viewport()->mapToGlobal(place));
}

// ---- selection --------------------------------------------------------------------------------------------------

RunId RunTableView::currentRun() const
{
    return m_model->runAt(currentIndex());
}

std::vector<RunId> RunTableView::selectedRuns() const
{
    std::vector<RunId> runs;
    std::set<RunId> seen;
    const auto add = [&](const RunId &id) {
        if (id.isValid() && seen.insert(id).second)
            runs.push_back(id);
    };
    if (selectionModel()->isRowSelected(currentIndex().row(), currentIndex().parent()))
        add(currentRun());
    // In the order of the rows; a group stands before its runs.
    QModelIndexList rows = selectionModel()->selectedRows();
    const auto place = [](const QModelIndex &row) {
        return row.parent().isValid() ? std::pair(row.parent().row(), row.row()) : std::pair(row.row(), -1);
    };
    std::sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
    for (const QModelIndex &row : rows)
        for (const RunId &id : m_model->runsAt(row))
            add(id);
    return runs;
}

void RunTableView::selectRun(const RunId &id)
{
    if (currentRun() == id && selectionModel()->isRowSelected(currentIndex().row(), currentIndex().parent()))
        return;
    const QModelIndex index = m_model->indexOf(id, std::max(0, m_model->columnOf(Kind::Name)));
    if (!index.isValid())
        return;
    expand(index.parent());
    setCurrentIndex(index);
    scrollTo(index);
}

void RunTableView::selectRuns(const std::vector<RunId> &ids)
{
    if (selectedRuns() == ids)
        return;
    QItemSelection selection;
    QModelIndex first;
    for (const RunId &id : ids) {
        const QModelIndex index = m_model->indexOf(id, std::max(0, m_model->columnOf(Kind::Name)));
        if (!index.isValid())
            continue;
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (first.isValid()) {
        expand(first.parent());
        selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        scrollTo(first);
    }
}

void RunTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_isResetting)
        return;
    const RunId id = currentRun();
    if (id.isValid() || m_model->rowCount() == 0)
        Q_EMIT currentRunChanged(id); // a group is no run: what was shown stays
    m_tellTimer.start();
}

void RunTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (m_isResetting)
        return;
    m_hidden.clear();
    m_tellTimer.start();
}

void RunTableView::tellSelection()
{
    Q_EMIT selectedRunsChanged(selectedRuns());
}

/// Filter, grouping and columns are resets of the model; what the person had chosen stays.
void RunTableView::rememberForReset()
{
    m_isResetting = true;
    m_remembered.current = currentRun();
    m_remembered.selected = std::exchange(m_hidden, {});
    for (const QModelIndex &row : selectionModel()->selectedRows())
        if (const RunId id = m_model->runAt(row); id.isValid())
            m_remembered.selected.push_back(id);
    m_remembered.open.clear();
    for (int row = 0; m_model->grouping() && row < m_model->rowCount(); ++row)
        if (const QModelIndex group = m_model->index(row, 0); isExpanded(group))
            m_remembered.open << group.siblingAtColumn(std::max(0, m_model->columnOf(Kind::Name))).data().toString();
    m_remembered.scroll = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

void RunTableView::recoverAfterReset()
{
    const int name = std::max(0, m_model->columnOf(Kind::Name));
    {
        const QScopedValueRollback guard(m_isArranging, true);
        for (int section = 0; section < header()->count(); ++section)
            header()->moveSection(header()->visualIndex(section), section);
        setTreePosition(name);
        setRootIsDecorated(m_model->grouping().has_value());
        applyWidths();
        hideAgreeing();
    }
    for (int row = 0; m_model->grouping() && row < m_model->rowCount(); ++row) {
        const QModelIndex group = m_model->index(row, 0);
        if (m_remembered.open.contains(group.siblingAtColumn(name).data().toString()))
            expand(group);
    }
    QItemSelection selection;
    for (const RunId &id : m_remembered.selected)
        if (const QModelIndex index = m_model->indexOf(id); index.isValid())
            selection.select(index, index);
        else
            m_hidden.push_back(id);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const QModelIndex current = m_model->indexOf(m_remembered.current, name);
    if (current.isValid()) {
        expand(current.parent());
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    }
    m_isResetting = false;
    m_tellTimer.start(); // what is out of sight is not worked on
    horizontalScrollBar()->setValue(m_remembered.scroll.x());
    if (current.isValid() && m_remembered.scroll.y() == 0)
        scrollTo(current);
    else
        verticalScrollBar()->setValue(m_remembered.scroll.y());
}

// ---- events -----------------------------------------------------------------------------------------------------

void RunTableView::renameCurrent()
{
    const QModelIndex index = currentIndex().siblingAtColumn(m_model->columnOf(Kind::Name));
    if (!m_model->runAt(index).isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
    edit(index);
}

void RunTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTreeView::keyPressEvent(event);
}

void RunTableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier &&
        columnAt(index.column()).kind == Kind::Starred && m_model->runAt(index).isValid())
        Q_EMIT starToggled(m_model->runAt(index));
}

void RunTableView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitName();
}

void RunTableView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyWidths();
}

void RunTableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void RunTableView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colorsFor(palette()).mutedText);
    painter.drawText(viewport()->rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void RunTableView::copySelection() const
{
    QStringList lines;
    const auto add = [&](const auto &textOf) {
        QStringList cells;
        for (int visual = 0; visual < header()->count(); ++visual)
            if (const int section = header()->logicalIndex(visual); !header()->isSectionHidden(section))
                cells << textOf(section);
        lines << cells.join(QLatin1Char('\t'));
    };
    add([this](int section) {
        return m_model->headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString();
    });
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : rows)
        add([&](int section) { return row.siblingAtColumn(section).data().toString(); });
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace tandem
