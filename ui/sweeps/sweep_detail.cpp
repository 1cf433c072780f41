#include "ui/sweeps/sweep_detail.h"

#include "core/sweep/sweep_presets.h"
#include "ui/runs/run_text.h"
#include "ui/style.h"
#include "ui/sweeps/best_so_far.h"
#include "ui/sweeps/cell_panel.h"
#include "ui/sweeps/cells_model.h"
#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/importance_panel.h"
#include "ui/sweeps/paper_panel.h"
#include "ui/sweeps/parallel_plot.h"
#include "ui/sweeps/sweep_actions.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kWidthForCell = 640; // px: below it the heat map stands alone

/// Cells without a result stand last, whichever way is sorted.
class CellSorter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant a = left.data(CellsModel::SortRole);
        const QVariant b = right.data(CellsModel::SortRole);
        if (a.isValid() != b.isValid())
            return a.isValid() == (sortOrder() == Qt::AscendingOrder);
        if (a.typeId() == QMetaType::Double && b.typeId() == QMetaType::Double && a != b)
            return a.toDouble() < b.toDouble();
        if (a == b)
            return left.row() < right.row();
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    }
};

QComboBox *makeChoice(const QString &name, QWidget *parent)
{
    auto *choice = new QComboBox(parent);
    choice->setAccessibleName(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return choice;
}

} // namespace

SweepDetail::SweepDetail(SweepActions &actions, QWidget *parent) : QWidget(parent), m_actions(actions)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(buildHeader());
    layout->addWidget(buildChoices());
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_parallel = new ParallelPlot;
    m_importance = new ImportancePanel;
    m_best = new BestSoFar;
    m_paper = new PaperPanel;
    m_tabs->addTab(buildMap(), tr("&Heat map"));
    m_tabs->addTab(m_parallel, tr("&Parallel coordinates"));
    m_tabs->addTab(m_importance, tr("&Importance"));
    m_tabs->addTab(m_best, tr("&Best so far"));
    m_tabs->addTab(m_paper, tr("Beside the pa&per"));
    m_tabs->addTab(buildTable(), tr("&Table"));
    layout->addWidget(m_tabs, 1);
    connect(m_parallel, &ParallelPlot::brushed, &m_selection, &SweepSelection::set);
    connect(m_parallel, &ParallelPlot::openRequested, this, &SweepDetail::openRequested);
    connect(m_best, &BestSoFar::picked, &m_selection, &SweepSelection::set);
    connect(&m_selection, &SweepSelection::changed, this, &SweepDetail::markSelection);
    connect(m_tabs, &QTabWidget::currentChanged, this, &SweepDetail::chosenChanged);
}

SweepDetail::~SweepDetail() = default;

QWidget *SweepDetail::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_name = new ElidedLabel({}, Qt::ElideRight, header);
    m_name->setFont(pageTitleFont());
    m_state = new QLabel(header);
    m_progress = new QProgressBar(header);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    m_progress->setAccessibleName(tr("Runs done"));
    m_fill = new QPushButton(m_actions.fillHoles->icon(), m_actions.fillHoles->text(), header);
    m_fill->setAutoDefault(false);
    connect(m_fill, &QPushButton::clicked, m_actions.fillHoles, &QAction::trigger);
    m_pause = new QToolButton(header);
    m_pause->setDefaultAction(m_actions.pause);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more = new QToolButton(header);
    m_more->setText(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    menu->addActions(m_actions.onSweep());
    m_more->setMenu(menu);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_progress);
    layout->addWidget(m_fill);
    layout->addWidget(m_pause);
    layout->addWidget(m_more);
    return header;
}

QWidget *SweepDetail::buildChoices()
{
    auto *choices = new QWidget(this);
    auto *layout = new QHBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_series = makeChoice(tr("What is shown"), choices);
    m_summary = makeChoice(tr("Which value of it"), choices);
    for (const Summary summary : {Summary::Best, Summary::Last, Summary::AtBestKnn, Summary::Mean3})
        m_summary->addItem(summaryText(summary), static_cast<int>(summary));
    auto *label = new QLabel(tr("&Show"), choices);
    label->setBuddy(m_series);
    layout->addWidget(label);
    layout->addWidget(m_series);
    layout->addWidget(m_summary);
    layout->addStretch(1);
    connect(m_series, &QComboBox::activated, this, &SweepDetail::chooseGoal);
    connect(m_summary, &QComboBox::activated, this, &SweepDetail::chooseGoal);
    return choices;
}

QWidget *SweepDetail::buildMap()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, space::kSmall, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *axes = new QHBoxLayout;
    axes->setSpacing(space::kSmall);
    m_columns = makeChoice(tr("Axis of the columns"), page);
    m_rows = makeChoice(tr("Axis of the rows"), page);
    auto *columnsLabel = new QLabel(tr("&Columns"), page);
    columnsLabel->setBuddy(m_columns);
    auto *rowsLabel = new QLabel(tr("&Rows"), page);
    rowsLabel->setBuddy(m_rows);
    m_slices = new QWidget(page);
    new QHBoxLayout(m_slices);
    m_slices->layout()->setContentsMargins(0, 0, 0, 0);
    axes->addWidget(columnsLabel);
    axes->addWidget(m_columns);
    axes->addWidget(rowsLabel);
    axes->addWidget(m_rows);
    axes->addWidget(m_slices);
    axes->addStretch(1);
    layout->addLayout(axes);
    m_map = new HeatMap(page);
    m_cell = new CellPanel(page);
    m_cell->setMinimumWidth(200);
    m_splitter = new QSplitter(Qt::Horizontal, page);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kMedium);
    m_splitter->addWidget(m_map);
    m_splitter->addWidget(m_cell);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({600, 260});
    m_mapNote = new MutedLabel({}, page);
    m_mapNote->setWordWrap(true);
    m_mapNote->setAlignment(Qt::AlignCenter);
    m_mapStack = new QStackedWidget(page);
    m_mapStack->addWidget(m_splitter);
    m_mapStack->addWidget(m_mapNote);
    layout->addWidget(m_mapStack, 1);
    connect(m_columns, &QComboBox::activated, this, &SweepDetail::showMap);
    connect(m_rows, &QComboBox::activated, this, &SweepDetail::showMap);
    connect(m_map, &HeatMap::currentChanged, this, [this] {
        showCell();
        if (const HeatField *field = m_map->current())
            m_selection.set({field->runs.begin(), field->runs.end()});
        Q_EMIT chosenChanged();
    });
    connect(m_map, &HeatMap::openRequested, this, &SweepDetail::openRequested);
    connect(m_map, &HeatMap::menuRequested, this, [this](const QPoint &place) {
        QMenu menu;
        menu.addActions(m_actions.onCell());
        menu.addSeparator();
        menu.addActions({m_actions.addSeed, m_actions.addValues, m_actions.fillHoles});
        menu.exec(place);
    });
    connect(m_cell, &CellPanel::openRequested, this, &SweepDetail::openRequested);
    connect(m_cell, &CellPanel::picked, this, [this](const std::vector<RunId> &runs) {
        m_selection.set({runs.begin(), runs.end()});
    });
    return page;
}

QWidget *SweepDetail::buildTable()
{
    m_cells = new CellsModel(this);
    m_sorted = new CellSorter(this);
    m_sorted->setSourceModel(m_cells);
    m_table = new QTableView(this);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Cells of the sweep"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(m_actions.onCell());
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_isMarking)
            return;
        std::set<RunId> runs;
        for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
            if (const SweepCell *cell = m_cells->cell(m_sorted->mapToSource(index).row()))
                for (const RunId &run : SweepView::runsOf(*cell))
                    runs.insert(run);
        m_selection.set(std::move(runs));
        Q_EMIT chosenChanged();
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const SweepCell *cell = m_cells->cell(m_sorted->mapToSource(index).row()))
            if (const auto runs = SweepView::runsOf(*cell); !runs.empty())
                Q_EMIT openRequested(runs);
    });
    return m_table;
}

void SweepDetail::setView(const SweepViewPtr &view)
{
    const bool isOther = !view || !m_view || view->id != m_view->id;
    const bool hasOtherAxes = isOther || view->spec.axes != m_view->spec.axes;
    m_view = view;
    if (isOther) {
        m_parallel->clearBrush();
        m_goal = view ? view->spec.goal : SweepGoal();
        m_map->setCurrent(0, 0); // of the map that still stands: what that picks is dropped
        m_selection.clear();
    }
    if (!view)
        return;
    fillSeries();
    if (hasOtherAxes)
        fillAxes();
    m_tabs->setTabVisible(m_tabs->indexOf(m_paper), paperTable(view->spec).has_value());
    if (isOther)
        m_tabs->setCurrentIndex(view->spec.planning.planner == Planner::Grid ? 0 : 1);
    showHeader();
    showViews();
}

void SweepDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // In a small window the heat map needs the room: words tell the progress, and pointing at a field shows its curves.
    const bool isWide = width() >= kWidthForCell;
    m_progress->setVisible(isWide);
    m_cell->setVisible(isWide);
}

void SweepDetail::fillSeries()
{
    std::vector<std::string> names = m_view->seriesNames();
    for (const std::string &always : {std::string(series::kKnnAccuracy), goalSeries(m_goal)})
        if (std::find(names.begin(), names.end(), always) == names.end())
            names.push_back(always);
    // What people look at stands first.
    constexpr std::string_view kFirst[] = {series::kKnnAccuracy, series::kOnlineLinearAccuracy, series::kEpochLoss};
    std::stable_sort(names.begin(), names.end(), [&kFirst](const std::string &a, const std::string &b) {
        const auto place = [&kFirst](const std::string &name) {
            return std::find(std::begin(kFirst), std::end(kFirst), name) - std::begin(kFirst);
        };
        return place(a) < place(b);
    });
    bool same = static_cast<int>(names.size()) == m_series->count();
    for (int i = 0; same && i < m_series->count(); ++i)
        same = m_series->itemData(i).toString().toStdString() == names[static_cast<std::size_t>(i)];
    if (!same) {
        m_series->clear();
        for (const std::string &name : names)
            m_series->addItem(seriesText(name), QString::fromStdString(name));
    }
    m_series->setCurrentIndex(m_series->findData(QString::fromStdString(goalSeries(m_goal))));
    m_summary->setCurrentIndex(m_summary->findData(static_cast<int>(m_goal.summary)));
}

void SweepDetail::fillAxes()
{
    m_columns->clear();
    m_rows->clear();
    for (QComboBox *choice : m_sliceChoices) {
        choice->hide();
        choice->deleteLater();
    }
    m_sliceChoices.clear();
    m_rows->addItem(tr("none", "no axis"), -1);
    const auto &axes = m_view->spec.axes;
    for (int axis = 0; axis < static_cast<int>(axes.size()); ++axis) {
        const SweepAxis &entry = axes[static_cast<std::size_t>(axis)];
        auto *choice = makeChoice(tr("Which values of %1").arg(axisText(entry)), m_slices);
        choice->addItem(tr("%1: all", "an axis").arg(axisText(entry)), kAllPoints);
        for (int point = 0; point < static_cast<int>(entry.points.size()); ++point)
            choice->addItem(
                tr("%1: %2", "an axis, its value")
                    .arg(axisText(entry), QString::fromStdString(entry.points[static_cast<std::size_t>(point)].label)),
                point);
        connect(choice, &QComboBox::activated, this, &SweepDetail::showMap);
        m_slices->layout()->addWidget(choice);
        m_sliceChoices.push_back(choice);
        if (!canShow(entry))
            continue;
        m_columns->addItem(axisText(entry), axis);
        m_rows->addItem(axisText(entry), axis);
    }
    // The last axis runs across, the one before it down, as a table is read.
    m_columns->setCurrentIndex(m_columns->count() - 1);
    m_rows->setCurrentIndex(m_columns->count() > 1 ? m_columns->count() - 1 : 0);
}

std::vector<int> SweepDetail::slice() const
{
    std::vector<int> points;
    for (const QComboBox *choice : m_sliceChoices)
        points.push_back(choice->currentData().toInt());
    return points;
}

void SweepDetail::chooseGoal()
{
    const std::string series = m_series->currentData().toString().toStdString();
    m_goal.series = series == series::kKnnAccuracy ? std::string() : series;
    m_goal.summary = static_cast<Summary>(m_summary->currentData().toInt());
    m_goal.maximize =
        m_view && goalSeries(m_view->spec.goal) == series ? m_view->spec.goal.maximize : isHigherBetter(series);
    showViews();
}

void SweepDetail::showHeader()
{
    m_name->setText(QString::fromStdString(m_view->spec.name));
    m_state->setText(sentence());
    m_progress->setRange(0, static_cast<int>(std::max<std::int64_t>(1, m_view->progress.total)));
    m_progress->setValue(static_cast<int>(m_view->progress.done));
    m_fill->setText(m_actions.fillHoles->text());
    m_fill->setVisible(m_view->progress.holes > 0);
    const bool isIdle = m_view->progress.running == 0 && m_view->progress.waiting == 0;
    m_fill->setProperty("primary", isIdle); // the one thing to do next
    m_fill->update();
    m_pause->setDefaultAction(m_view->spec.paused ? m_actions.resume : m_actions.pause);
    m_pause->setVisible(m_view->spec.paused || !isIdle || m_view->state == SweepState::Running);
}

QString SweepDetail::sentence() const
{
    return m_view ? tr("%1: %2", "state of a sweep, its progress")
                        .arg(sweepStateText(m_view->state), progressText(m_view->progress))
                  : QString();
}

QByteArray SweepDetail::saveSplitter() const
{
    return m_splitter->saveState();
}

void SweepDetail::restoreSplitter(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void SweepDetail::showViews()
{
    if (!m_view)
        return;
    m_map->setView(m_view);
    showMap();
    m_parallel->setData(makeParallel(*m_view, m_goal));
    m_importance->setView(m_view, m_goal);
    m_best->setSteps(bestSoFar(*m_view, m_goal), m_goal);
    m_paper->setView(m_view, m_goal);
    const bool wasEmpty = m_cells->rowCount() == 0;
    m_cells->setView(m_view, m_goal);
    if (wasEmpty)
        m_table->resizeColumnsToContents();
    markSelection();
    Q_EMIT chosenChanged();
}

void SweepDetail::showMap()
{
    if (!m_view)
        return;
    const int columns = m_columns->count() > 0 ? m_columns->currentData().toInt() : -1;
    const int rows = m_rows->currentData().toInt() == columns ? -1 : m_rows->currentData().toInt();
    for (int axis = 0; axis < static_cast<int>(m_sliceChoices.size()); ++axis)
        m_sliceChoices[static_cast<std::size_t>(axis)]->setVisible(
            axis != columns && axis != rows && canShow(m_view->spec.axes[static_cast<std::size_t>(axis)]));
    HeatMapData map = makeHeatMap(*m_view, columns, rows, slice(), m_goal);
    m_mapStack->setCurrentIndex(map.isEmpty() ? 1 : 0);
    m_mapNote->setText(tr("The axes of this sweep are drawn from ranges, so that there is no raster to color. Parallel "
                          "coordinates show its runs."));
    m_map->setData(std::move(map), m_goal);
    showCell();
    Q_EMIT chosenChanged();
}

void SweepDetail::showCell()
{
    const HeatField *field = m_map->current();
    const QString title = field == nullptr ? QString() : m_map->describe(m_map->currentRow(), m_map->currentColumn());
    m_cell->show(m_view, m_goal, title.section(QStringLiteral(": "), 0, 0),
                 field == nullptr ? std::vector<std::string>() : field->cells);
}

std::vector<const SweepCell *> SweepDetail::chosenCells() const
{
    std::vector<const SweepCell *> chosen;
    if (!m_view)
        return chosen;
    if (m_tabs->currentWidget() == m_table) {
        for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
            if (const SweepCell *cell = m_cells->cell(m_sorted->mapToSource(index).row()))
                chosen.push_back(cell);
        return chosen;
    }
    if (m_tabs->currentIndex() == 0) {
        if (const HeatField *field = m_map->current())
            for (const std::string &key : field->cells)
                if (const SweepCell *cell = m_view->cell(key))
                    chosen.push_back(cell);
        return chosen;
    }
    for (const SweepCell &cell : m_view->cells) {
        const auto runs = SweepView::runsOf(cell);
        if (std::any_of(runs.begin(), runs.end(), [this](const RunId &run) { return m_selection.contains(run); }))
            chosen.push_back(&cell);
    }
    return chosen;
}

void SweepDetail::markSelection()
{
    const std::set<RunId> &runs = m_selection.runs();
    // One cell alone is under the cursor anyway: a frame around it would only repeat that.
    const HeatField *field = m_map->current();
    const bool isCurrent = field != nullptr && std::set<RunId>(field->runs.begin(), field->runs.end()) == runs;
    m_map->setMarked(isCurrent ? std::set<RunId>() : runs);
    m_parallel->setMarked(runs);
    m_best->setMarked(runs);
    if (!m_table->hasFocus()) { // the table's own selection is what was told
        m_isMarking = true;
        QItemSelection rows;
        for (int row = 0; row < m_sorted->rowCount(); ++row) {
            const SweepCell *cell = m_cells->cell(m_sorted->mapToSource(m_sorted->index(row, 0)).row());
            const auto own = SweepView::runsOf(*cell);
            if (std::any_of(own.begin(), own.end(), [&runs](const RunId &run) { return runs.count(run) > 0; }))
                rows.select(m_sorted->index(row, 0), m_sorted->index(row, m_sorted->columnCount() - 1));
        }
        m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
        m_isMarking = false;
    }
    Q_EMIT chosenChanged();
}

} // namespace tandem
