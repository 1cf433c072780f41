#include "ui/runs/runs_page.h"

#include "core/config/settings_table.h"
#include "ui/charts/charts_panel.h"
#include "ui/compare/compare_panel.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/queue/queue_control.h"
#include "ui/queue/queue_model.h"
#include "ui/queue/queue_panel.h"
#include "ui/runs/health_panel.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/notes_panel.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_exchange.h"
#include "ui/runs/run_table_panel.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/run_text.h"
#include "ui/runs/tag_dialog.h"
#include "ui/runs/trash_dialog.h"
#include "ui/settings_text.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QDesktopServices>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace tandem {

namespace {

constexpr auto kChartsKey = "charts"; // how the person arranged them, in this project

} // namespace

RunsPage::RunsPage(QWidget *parent)
    : Page(PageId::Runs, tr("Runs"), QStringLiteral("runs"), parent), m_actions(new RunActions(this)),
      m_exchange(new RunExchange(this))
{
    auto *empty = new EmptyState(QStringLiteral("runs"), tr("No runs yet"),
                                 tr("A run trains an encoder on the images of the Data page. You will see its loss "
                                    "leave chance here, and how well its features tell the classes apart. It goes on "
                                    "when this window closes."));
    QPushButton *first = empty->addButton(tr("New run…"), QStringLiteral("plus"));
    connect(first, &QPushButton::clicked, this, &RunsPage::askForNewRun);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildTop());
    m_detail = new RunDetail(*m_actions);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({220, 460});
    m_splitter->setHandleWidth(space::kMedium);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    layout->addWidget(m_stack);

    connect(&m_controller, &RunController::rowsUpdated, this, &RunsPage::onRowsUpdated);
    connect(&m_controller, &RunController::runChanged, this,
            [this](const RunChangePtr &change) { onRunChanged(*change); });
    connect(&m_controller, &RunController::failed, this, &RunsPage::failed);
    ChartsPanel *charts = m_detail->charts();
    connect(charts, &ChartsPanel::interestChanged, this,
            [this, charts] { m_controller.setInterest(charts->interest()); });
    connect(charts, &ChartsPanel::arrangementChanged, this, [this] { m_chartsTimer.start(); });
    connect(charts, &ChartsPanel::failed, this, &RunsPage::failed);
    connect(charts, &ChartsPanel::noticed, this, &RunsPage::noticed);
    m_controller.setInterest(charts->interest());
    m_chartsTimer.setSingleShot(true);
    m_chartsTimer.setInterval(400);
    connect(&m_chartsTimer, &QTimer::timeout, this, &RunsPage::storeCharts);
    connect(m_list, &RunTableView::currentRunChanged, this, &RunsPage::select);
    connect(m_list, &RunTableView::selectedRunsChanged, this, &RunsPage::onSelection);
    // Keys that other pages use in their own way count while the focus is here.
    for (QAction *action : m_actions->menu())
        if (action != nullptr && action->shortcutContext() == Qt::WidgetWithChildrenShortcut)
            addAction(action);
    connectActions();
    onRowsUpdated();
}

RunsPage::~RunsPage() = default;

QWidget *RunsPage::buildTop()
{
    m_queue = new QueuePanel;
    m_table = new RunTablePanel(m_controller, *m_actions);
    m_list = m_table->view();
    m_list->addAction(m_exchange->exportAction());
    m_exchange->setTable(&m_controller.model());
    m_top = new QSplitter(Qt::Horizontal);
    m_top->setChildrenCollapsible(false);
    m_top->setHandleWidth(space::kMedium);
    m_top->addWidget(m_table);
    m_top->addWidget(m_queue);
    m_top->setStretchFactor(0, 1);
    m_top->setStretchFactor(1, 0);
    m_top->setSizes({700, 280});
    m_queue->setMinimumWidth(220);
    m_queue->hide();
    connectQueue();
    return m_top;
}

void RunsPage::connectQueue()
{
    connect(m_actions->showQueue, &QAction::toggled, m_queue, &QWidget::setVisible);
    connect(m_queue, &QueuePanel::runChosen, this, [this](const RunId &run) {
        m_table->clearFilter(); // the run must not be hidden
        m_list->selectRun(run);
    });
    // It comes by itself when something has to wait.
    connect(m_queue->model(), &QAbstractItemModel::rowsInserted, this, [this] {
        const bool waits = session() != nullptr && session()->queue().snapshot().waiting() > 0;
        if (waits && !m_actions->showQueue->isChecked())
            m_actions->showQueue->setChecked(true);
    });
}

void RunsPage::connectActions()
{
    const auto each = [this](const auto &fits, void (RunController::*work)(const RunId &)) {
        for (const RunId &id : chosen(fits))
            (m_controller.*work)(id);
    };
    connect(m_actions->newRun, &QAction::triggered, this, &RunsPage::askForNewRun);
    connect(m_actions->stop, &QAction::triggered, this, [each] { each(canStop, &RunController::stop); });
    connect(m_actions->stopAfterEpoch, &QAction::triggered, this,
            [each] { each(canStop, &RunController::stopAfterEpoch); });
    connect(m_actions->resume, &QAction::triggered, this, [each] { each(canResume, &RunController::resume); });
    connect(m_actions->duplicate, &QAction::triggered, this, &RunsPage::duplicateSelected);
    connect(m_actions->reveal, &QAction::triggered, this, &RunsPage::revealSelected);
    connect(m_exchange, &RunExchange::failed, this, &RunsPage::failed);
    connect(m_exchange, &RunExchange::noticed, this, &RunsPage::noticed);
    connect(m_exchange, &RunExchange::imported, &m_controller, &RunController::refresh);
    connectEditing();
}

void RunsPage::connectEditing()
{
    connect(m_actions->rename, &QAction::triggered, m_list, &RunTableView::renameCurrent);
    connect(m_actions->star, &QAction::triggered, this, [this](bool starred) {
        m_controller.annotate(m_list->selectedRuns(), [starred](RunAnnotation &said) { said.isStarred = starred; });
    });
    connect(m_list, &RunTableView::starToggled, this, [this](const RunId &id) {
        m_controller.annotate({id}, [](RunAnnotation &said) { said.isStarred = !said.isStarred; });
    });
    connect(m_actions->tag, &QAction::triggered, this, &RunsPage::askForTags);
    connect(m_actions->baseline, &QAction::triggered, this,
            [this](bool pinned) { m_controller.setBaseline(pinned ? m_selected : RunId()); });
    connect(m_actions->trash, &QAction::triggered, this,
            [this] { m_controller.trash(chosen([](const RunSummary &summary) { return !isActive(summary.state); })); });
    connect(&m_controller, &RunController::trashed, m_table, &RunTablePanel::onTrashed);
    connect(m_table->undoBar(), &UndoBar::offeringChanged, this, &RunsPage::updateActions);
    connect(m_actions->openTrash, &QAction::triggered, this, &RunsPage::openTrash);
    connect(m_actions->compare, &QAction::triggered, this, [this] { m_detail->showTab(m_detail->compare()); });
    connect(m_detail->notes(), &NotesPanel::noteChanged, this, [this](const RunId &id, const QString &note) {
        m_controller.annotate({id}, [&note](RunAnnotation &said) { said.note = note.toStdString(); });
    });
    connect(m_detail->notes(), &NotesPanel::tagsChanged, this, [this](const RunId &id, const QString &tags) {
        m_controller.annotate({id}, [&tags](RunAnnotation &said) { said.tags = tagsFromText(tags.toStdString()); });
    });
}

QList<QAction *> RunsPage::menuActions() const
{
    return m_actions->menu() + QList<QAction *>{nullptr, m_actions->showQueue} + m_queue->menuActions() +
           QList<QAction *>{nullptr, m_exchange->exportAction(), m_exchange->importAction()};
}

QList<PageDestination> RunsPage::destinations()
{
    QList<PageDestination> all;
    const RunTableModel &model = m_controller.model();
    for (const RunRowPtr &row : model.rows()) {
        const RunId id = row->summary.id;
        const QString key = QString::fromStdString(id.toString());
        all.push_back({PageDestination::Kind::Run, key, model.nameOf(id), key, [this, id] {
                           if (session() != nullptr)
                               session()->setSelectedRuns({id});
                       }});
    }
    for (const SettingField &field : settingsTable()) {
        const QString key = QString::fromStdString(field.key);
        all.push_back({PageDestination::Kind::Setting, key, settingLabel(field),
                       key + QLatin1Char(' ') + settingSection(field), [this, key] { askForSetting(key); }});
    }
    return all;
}

void RunsPage::setSession(ProjectSession *newSession)
{
    if (session() != nullptr) {
        if (m_chartsTimer.isActive())
            storeCharts();
        disconnect(session(), nullptr, this, nullptr);
    }
    Page::setSession(newSession);
    m_selected = {};
    m_selection.clear();
    m_awaited.clear();
    m_arrived = 0;
    m_detail->charts()->setRuns({});
    m_exchange->setSession(newSession);
    m_wantsFirst = true;
    m_trainImages.clear();
    m_detail->clear();
    m_detail->setRow(nullptr);
    m_detail->notes()->setRun({}, {}); // what was typed goes into the project that it belongs to
    m_table->setSession(newSession);
    m_controller.setSession(newSession);
    m_queue->setControl(newSession != nullptr ? &newSession->queue() : nullptr);
    if (newSession != nullptr) {
        connect(newSession, &ProjectSession::selectedRunsChanged, this, [this](const std::vector<RunId> &ids) {
            if (ids != m_selection)
                await(ids);
        });
        const auto stored = newSession->text(kChartsKey);
        const auto layout = stored ? ChartLayout::fromText(*stored) : std::nullopt;
        m_detail->charts()->setArrangement(layout.value_or(ChartLayout::standard()));
        connect(newSession, &ProjectSession::newRunRequested, this,
                [this](const Settings &settings) { openDialog(settings, {}, {}); });
    }
    Q_EMIT activityChanged({});
}

void RunsPage::onRowsUpdated()
{
    const bool hasRuns = !m_controller.model().rows().empty();
    m_stack->setCurrentIndex(hasRuns ? 1 : 0);
    if (hasRuns && m_wantsFirst && session() != nullptr)
        selectFirst();
    selectAwaited();
    showTogether();
    const RunRow *row = m_controller.model().find(m_selected);
    m_detail->setRow(row, m_controller.model().nameOf(m_selected));
    m_detail->notes()->setRun(row != nullptr ? m_selected : RunId(), m_controller.model().annotation(m_selected));
    updateActions();
    showActivity();
}

/// What the project remembers, or the newest run.
void RunsPage::selectFirst()
{
    m_wantsFirst = false;
    std::vector<RunId> remembered = session()->selectedRuns();
    std::erase_if(remembered, [this](const RunId &id) { return m_controller.model().find(id) == nullptr; });
    if (remembered.empty())
        remembered = {m_controller.model().rows().front()->summary.id};
    m_list->selectRuns(remembered);
    // A filter of last time may hide it: it is shown all the same.
    if (!m_list->currentRun().isValid())
        select(remembered.front());
}

/// Another page asks for runs: they may just have been started, and not be in the list yet.
void RunsPage::await(const std::vector<RunId> &ids)
{
    m_selection = m_list->selectedRuns(); // is told late, and must not pass for a newer wish
    m_awaited = ids;
    m_arrived = 0;
    selectAwaited();
}

/// Only when one more has come: else every look at the files would undo what the person does meanwhile.
void RunsPage::selectAwaited()
{
    const RunTableModel &model = m_controller.model();
    std::vector<RunId> here;
    bool isHidden = false;
    for (const RunId &id : m_awaited)
        if (model.find(id) != nullptr) {
            here.push_back(id);
            isHidden = isHidden || !model.indexOf(id).isValid();
        }
    if (here.size() == m_arrived)
        return;
    m_arrived = here.size();
    if (isHidden)
        m_table->clearFilter(); // what was asked for must be seen
    m_list->selectRuns(here);
    if (m_arrived == m_awaited.size()) {
        m_awaited.clear();
        m_arrived = 0;
    }
}

void RunsPage::select(const RunId &id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    m_detail->clear();
    const RunRow *row = m_controller.model().find(id);
    m_detail->setRow(row, m_controller.model().nameOf(id));
    m_detail->notes()->setRun(row != nullptr ? id : RunId(), m_controller.model().annotation(id));
    updateActions();
    showTogether();
    if (const ChartedRun *known = m_detail->charts()->runs().find(id))
        m_detail->showKnown(*known);
}

void RunsPage::onSelection(const std::vector<RunId> &ids)
{
    if (ids == m_selection)
        return;
    m_selection = ids;
    const bool isAwaited = std::all_of(ids.begin(), ids.end(), [this](const RunId &id) {
        return std::find(m_awaited.begin(), m_awaited.end(), id) != m_awaited.end();
    });
    if (!isAwaited) { // the person has turned to others
        m_awaited.clear();
        m_arrived = 0;
    }
    updateActions();
    showTogether();
    if (session() != nullptr && !ids.empty())
        session()->setSelectedRuns(ids);
}

/// What looks at several runs at once: the curves, the doctor's plane, and the comparison. The current one stands
/// first.
void RunsPage::showTogether()
{
    const RunTableModel &model = m_controller.model();
    std::vector<RunId> ids = m_selection;
    if (ids.empty() && m_selected.isValid())
        ids = {m_selected};
    showInCharts(ids);
    std::vector<HealthPanel::NamedRun> named;
    std::optional<ComparisonRequest> comparison;
    if (session() != nullptr)
        comparison = ComparisonRequest{session()->layout(), {}, {}, {}};
    for (std::size_t i = 0; i < std::min(ids.size(), kMostCompared); ++i) {
        const RunRow *row = model.find(ids[i]);
        if (row == nullptr)
            continue;
        named.push_back({ids[i], model.nameOf(ids[i])});
        if (comparison) {
            comparison->rows.push_back(std::make_shared<const RunRow>(*row));
            comparison->names.push_back(model.nameOf(ids[i]));
            comparison->said.push_back(model.annotation(ids[i]));
        }
    }
    std::vector<QPointF> others;
    for (const RunRowPtr &row : model.rows()) {
        const SeriesDigest *uniformity = row->digest->find(series::kUniformity);
        const SeriesDigest *alignment = row->digest->find(series::kAlignment);
        if (uniformity != nullptr && alignment != nullptr && std::isfinite(uniformity->last) &&
            std::isfinite(alignment->last))
            others.emplace_back(uniformity->last, alignment->last);
    }
    m_detail->health()->setOthers(others);
    m_detail->health()->setRuns(session() != nullptr ? &session()->layout() : nullptr, named);
    m_detail->compare()->setRuns(comparison);
}

void RunsPage::showInCharts(const std::vector<RunId> &ids)
{
    const RunTableModel &model = m_controller.model();
    std::vector<ChartedRuns::Entry> entries;
    for (const RunId &id : ids)
        if (const RunRow *row = model.find(id))
            entries.push_back({id, model.nameOf(id), row->summary.settingsJson, isActive(row->summary.state)});
    m_detail->charts()->setRuns(entries);
    m_exchange->setRuns(ids, entries.empty() ? QString() : entries.front().name);
    std::vector<RunId> followed = ids;
    followed.resize(std::min(followed.size(), ChartedRuns::kMost));
    m_controller.follow(followed);
}

void RunsPage::storeCharts()
{
    m_chartsTimer.stop();
    if (session() == nullptr)
        return;
    if (const auto stored = session()->setText(kChartsKey, m_detail->charts()->arrangement().toText()); !stored)
        Q_EMIT failed(errorText(stored.error()));
}

std::vector<RunId> RunsPage::chosen(bool (*fits)(const RunSummary &)) const
{
    std::vector<RunId> ids;
    for (const RunId &id : m_list->selectedRuns()) // as it is now: what it means may not have been told yet
        if (const RunRow *row = m_controller.model().find(id); row != nullptr && fits(row->summary))
            ids.push_back(id);
    return ids;
}

void RunsPage::updateActions()
{
    const RunTableModel &model = m_controller.model();
    RunSelection selection;
    selection.current = model.find(m_selected);
    for (const RunId &id : m_selection)
        if (const RunRow *row = model.find(id))
            selection.all.push_back(row);
    selection.isStarred = model.annotation(m_selected).isStarred;
    selection.isBaseline = m_selected.isValid() && model.baseline() == m_selected;
    selection.canUndo = m_table->undoBar()->isOffering();
    m_actions->update(session() != nullptr, selection);
}

void RunsPage::askForTags()
{
    std::set<std::string> known;
    for (const auto &[id, said] : session()->annotations())
        known.insert(said.tags.begin(), said.tags.end());
    const std::vector<RunId> ids = m_list->selectedRuns();
    auto *dialog =
        new TagDialog(ids.size(), m_controller.model().annotation(m_selected).tags, {known.begin(), known.end()}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, ids] {
        m_controller.annotate(ids, [dialog](RunAnnotation &said) { said.tags = dialog->changed(said.tags); });
    });
    dialog->open();
}

void RunsPage::openTrash()
{
    if (session() == nullptr)
        return;
    auto *dialog = new TrashDialog(*session(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TrashDialog::restored, &m_controller, &RunController::refresh);
    connect(dialog, &TrashDialog::failed, this, &RunsPage::failed);
    connect(session(), &QObject::destroyed, dialog, &QDialog::reject);
    dialog->open();
}

void RunsPage::onRunChanged(const RunChange &change)
{
    m_detail->charts()->apply(change);
    if (change.run != m_selected) {
        if (change.evaluations)
            m_detail->health()->refresh(); // it has a path on the plane
        return;
    }
    m_detail->apply(change);
    const RunRow *row = m_controller.model().find(m_selected);
    if (change.plan && row != nullptr)
        if (const auto settings = settingsFromJson(row->summary.settingsJson))
            m_trainImages.emplace_back(settings->data, change.plan->trainImages);
}

std::int64_t RunsPage::knownTrainImages(const DataSettings &source) const
{
    const auto known = std::find_if(m_trainImages.rbegin(), m_trainImages.rend(),
                                    [&source](const auto &entry) { return entry.first == source; });
    return known == m_trainImages.rend() ? 0 : known->second;
}

void RunsPage::askForNewRun()
{
    if (session() != nullptr)
        openDialog(session()->draft(), {}, {});
}

void RunsPage::askForSetting(const QString &key)
{
    if (session() != nullptr)
        openDialog(session()->draft(), {}, {})->showSetting(key);
}

void RunsPage::duplicateSelected()
{
    const RunRow *row = m_controller.model().find(m_selected);
    if (row == nullptr)
        return;
    const auto settings = settingsFromJson(row->summary.settingsJson, {}, row->summary.name);
    if (!settings)
        return Q_EMIT failed(errorText(settings.error()));
    const QString name = m_controller.model().nameOf(m_selected);
    openDialog(*settings, tr("%1 copy").arg(name), name);
}

NewRunDialog *RunsPage::openDialog(const Settings &settings, const QString &name, const QString &clonedFrom)
{
    std::vector<std::string> taken;
    for (const RunRowPtr &row : m_controller.model().rows())
        taken.push_back(runName(m_controller.model().facts(*row)));
    NewRunDialog::Start start{settings, name, std::move(taken)};
    start.trainImages = [this](const DataSettings &source) { return knownTrainImages(source); };
    start.program = session()->cliProgram();
    start.project = QString::fromStdString(session()->layout().root().string());
    start.clonedFrom = clonedFrom;
    auto *dialog = new NewRunDialog(std::move(start), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, keepsDraft = clonedFrom.isEmpty()](int result) {
        if (session() == nullptr)
            return;
        // What was typed is not lost with the dialog, unless it began as a copy of another run.
        if (result == QDialog::Accepted || keepsDraft)
            session()->setDraft(dialog->settings());
        if (result != QDialog::Accepted)
            return;
        const RunId id = m_controller.launchSeeds(dialog->runName(), dialog->settings(), dialog->seeds());
        if (id.isValid()) {
            m_table->clearFilter(); // the new run must not be hidden
            m_list->selectRun(id);
            Q_EMIT pageRequested(PageId::Runs);
        }
    });
    dialog->open();
    return dialog;
}

void RunsPage::revealSelected()
{
    if (session() == nullptr || !m_selected.isValid())
        return;
    const QString folder = QString::fromStdString(session()->layout().run(m_selected).string());
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT noticed(tr("No file manager answered. The run lies in %1.").arg(folder));
}

void RunsPage::showActivity()
{
    int active = 0;
    const RunRow *busy = nullptr;
    for (const RunRowPtr &row : m_controller.model().rows())
        if (isActive(row->summary.state)) {
            ++active;
            busy = row.get();
        }
    if (active == 0)
        return Q_EMIT activityChanged({});
    if (active > 1)
        return Q_EMIT activityChanged(tr("%n run(s) training", nullptr, active));
    QStringList parts{m_controller.model().nameOf(busy->summary.id)};
    for (const QString &part : {progressText(busy->summary), timeLeftText(busy->secondsLeft)})
        if (!part.isEmpty())
            parts << part;
    Q_EMIT activityChanged(parts.join(QStringLiteral(" · ")));
}

void RunsPage::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("top"), m_top->saveState());
    settings.setValue(QStringLiteral("queue"), m_actions->showQueue->isChecked());
}

void RunsPage::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_actions->showQueue->setChecked(settings.value(QStringLiteral("queue")).toBool());
    if (const QByteArray top = settings.value(QStringLiteral("top")).toByteArray(); !top.isEmpty())
        m_top->restoreState(top);
}

void RunsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_controller.setAttentive(true);
}

void RunsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_controller.setAttentive(false);
}

} // namespace tandem
