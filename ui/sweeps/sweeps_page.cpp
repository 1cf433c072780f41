#include "ui/sweeps/sweeps_page.h"

#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/style.h"
#include "ui/sweeps/add_values_dialog.h"
#include "ui/sweeps/budget_dialog.h"
#include "ui/sweeps/new_sweep_dialog.h"
#include "ui/sweeps/sweep_actions.h"
#include "ui/sweeps/sweep_detail.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QInputDialog>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <set>

namespace tandem {

SweepsPage::SweepsPage(QWidget *parent)
    : Page(PageId::Sweeps, tr("Sweeps"), QStringLiteral("sweeps"), parent), m_actions(new SweepActions(this))
{
    auto *empty = new EmptyState(QStringLiteral("sweeps"), tr("No sweeps yet"),
                                 tr("A sweep trains one experiment at many settings, such as temperatures and batch "
                                    "sizes, and shows which of them matter. It goes on when this window closes."));
    QPushButton *first = empty->addButton(tr("New sweep…"), QStringLiteral("plus"));
    connect(first, &QPushButton::clicked, this, [this] { askForNewSweep(); });
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kMedium);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(buildDetail());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({240, 760});
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    m_undo = new UndoBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_undo);

    connect(&m_controller, &SweepController::listChanged, this, &SweepsPage::onListChanged);
    connect(&m_controller, &SweepController::viewChanged, this, &SweepsPage::onViewChanged);
    connect(&m_controller, &SweepController::failed, this, &SweepsPage::failed);
    connect(&m_controller, &SweepController::queued, this, [this](qint64 runs) {
        Q_EMIT noticed(tr("%Ln run(s) put into the queue.", nullptr, static_cast<int>(runs)));
    });
    connect(&m_controller, &SweepController::taken, this, [this](const QString &name) {
        m_undo->offer(tr("Took “%1” away. Its runs stay.").arg(name), [this] { m_controller.undoTake(); });
    });
    m_shareTimer.setSingleShot(true);
    m_shareTimer.setInterval(150);
    connect(&m_shareTimer, &QTimer::timeout, this, &SweepsPage::shareSelection);
    connect(&m_detail->selection(), &SweepSelection::changed, this, [this] { m_shareTimer.start(); });
    connectActions();
    onListChanged();
}

SweepsPage::~SweepsPage() = default;

QWidget *SweepsPage::buildList()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *create = new QPushButton(icon(QStringLiteral("plus"), IconTone::OnAccent), tr("New sweep…"), box);
    create->setToolTip(m_actions->newSweep->toolTip());
    makePrimary(create);
    connect(create, &QPushButton::clicked, m_actions->newSweep, &QAction::trigger);
    m_list = new SweepListView(&m_controller.model(), box);
    m_list->addActions(m_actions->onSweep());
    connect(m_list, &SweepListView::currentSweepChanged, this, [this](const RunId &sweep) {
        if (sweep.isValid())
            m_controller.select(sweep);
    });
    layout->addWidget(create);
    layout->addWidget(m_list, 1);
    return box;
}

QWidget *SweepsPage::buildDetail()
{
    m_detail = new SweepDetail(*m_actions);
    m_note = new MutedLabel;
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_right = new QStackedWidget;
    m_right->addWidget(m_detail);
    m_right->addWidget(m_note);
    connect(m_detail, &SweepDetail::openRequested, this, &SweepsPage::openRuns);
    connect(m_detail, &SweepDetail::chosenChanged, this, &SweepsPage::updateActions);
    return m_right;
}

void SweepsPage::connectActions()
{
    const auto on = [this](QAction *action, auto work) { connect(action, &QAction::triggered, this, work); };
    on(m_actions->newSweep, [this] { askForNewSweep(); });
    on(m_actions->fillHoles, [this] { m_controller.fillHoles(); });
    on(m_actions->pause, [this] { m_controller.pause(false); });
    on(m_actions->stop, [this] { m_controller.pause(true); });
    on(m_actions->resume, [this] { m_controller.resume(); });
    on(m_actions->addSeed, [this] { m_controller.addSeed(); });
    on(m_actions->addValues, [this] { askForValues(); });
    on(m_actions->addTrials, [this] { askForTrials(); });
    on(m_actions->rename, [this] { askForName(); });
    on(m_actions->budget, [this] { askForBudget(); });
    on(m_actions->remove, [this] { m_controller.take(); });
    on(m_actions->retryCell, [this] { m_controller.retry(chosenKeys(), false); });
    on(m_actions->beginAnew, [this] { m_controller.retry(chosenKeys(), true); });
    on(m_actions->removeCell, [this] { m_controller.setRemoved(chosenKeys(), true); });
    on(m_actions->restoreCell, [this] { m_controller.setRemoved(chosenKeys(), false); });
    on(m_actions->openRuns, [this] {
        std::vector<RunId> runs;
        for (const SweepCell *cell : m_detail->chosenCells())
            for (const RunId &run : SweepView::runsOf(*cell))
                runs.push_back(run);
        openRuns(runs);
    });
}

QList<QAction *> SweepsPage::menuActions() const
{
    return m_actions->menu();
}

void SweepsPage::setSession(ProjectSession *newSession)
{
    if (session() != nullptr)
        disconnect(session(), nullptr, this, nullptr);
    m_shareTimer.stop();
    Page::setSession(newSession);
    m_undo->dismiss();
    m_controller.setSession(newSession);
    if (newSession != nullptr)
        connect(newSession, &ProjectSession::selectedRunsChanged, this, &SweepsPage::takeSelection);
    Q_EMIT activityChanged({});
}

void SweepsPage::onListChanged()
{
    m_stack->setCurrentIndex(m_controller.model().rowCount() > 0 ? 1 : 0);
    m_list->selectSweep(m_controller.selected());
    onViewChanged();
    showActivity();
}

void SweepsPage::onViewChanged()
{
    const SweepRow *row = m_controller.model().find(m_controller.selected());
    m_list->selectSweep(m_controller.selected());
    const RunId before = m_detail->view() ? m_detail->view()->id : RunId();
    m_detail->setView(m_controller.view());
    if (m_controller.view() && m_controller.view()->id != before)
        takeSelection();
    m_note->setText(row != nullptr && row->error ? errorText(*row->error) : QString());
    m_right->setCurrentIndex(m_controller.view() ? 0 : 1);
    updateActions();
}

void SweepsPage::updateActions()
{
    const SweepViewPtr &view = m_controller.view();
    m_actions->update(session() != nullptr, view.get(),
                      view ? m_detail->chosenCells() : std::vector<const SweepCell *>());
}

void SweepsPage::showActivity()
{
    const auto isAtWork = [](const SweepRow &row) { return row.progress.running > 0 || row.progress.waiting > 0; };
    const SweepRow *busy = nullptr;
    int count = 0;
    for (const SweepRow &row : m_controller.model().rows())
        if (isAtWork(row)) {
            busy = &row;
            ++count;
        }
    if (count == 0)
        return Q_EMIT activityChanged({});
    if (count > 1)
        return Q_EMIT activityChanged(tr("%Ln sweep(s) at work", nullptr, count));
    Q_EMIT activityChanged(
        tr("%1: %L2 of %Ln run(s)", "a sweep, runs done, all runs", static_cast<int>(busy->progress.total))
            .arg(QString::fromStdString(busy->name))
            .arg(busy->progress.done));
}

std::vector<std::string> SweepsPage::chosenKeys() const
{
    std::vector<std::string> keys;
    for (const SweepCell *cell : m_detail->chosenCells())
        keys.push_back(cell->key);
    return keys;
}

void SweepsPage::openRuns(const std::vector<RunId> &runs)
{
    if (session() == nullptr || runs.empty())
        return;
    m_shareTimer.stop();
    session()->setSelectedRuns(runs);
    Q_EMIT pageRequested(PageId::Runs);
}

void SweepsPage::shareSelection()
{
    const std::set<RunId> &picked = m_detail->selection().runs();
    if (session() == nullptr || picked.empty())
        return;
    std::vector<RunId> runs(picked.begin(), picked.end());
    const std::vector<RunId> &known = session()->selectedRuns();
    if (std::set<RunId>(known.begin(), known.end()) != picked)
        session()->setSelectedRuns(runs);
}

void SweepsPage::takeSelection()
{
    if (session() == nullptr || !m_controller.view() || m_shareTimer.isActive())
        return;
    std::set<RunId> picked;
    for (const RunId &run : session()->selectedRuns())
        if (m_controller.view()->run(run) != nullptr)
            picked.insert(run);
    m_detail->selection().set(std::move(picked));
}

NewSweepDialog *SweepsPage::askForNewSweep(const std::optional<SweepSpec> &begin)
{
    if (session() == nullptr)
        return nullptr;
    auto *dialog = new NewSweepDialog({session()->draft(), session()->layout(), begin}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (session() == nullptr)
            return;
        m_controller.create(dialog->spec());
        Q_EMIT pageRequested(PageId::Sweeps);
    });
    dialog->open();
    return dialog;
}

template <class Dialog, class Accept> void SweepsPage::ask(Dialog *dialog, Accept accept)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, accept, sweep = m_controller.selected()] {
        if (session() != nullptr && m_controller.selected() == sweep)
            accept(*dialog);
    });
    dialog->open();
}

void SweepsPage::askForValues()
{
    if (m_controller.view())
        ask(new AddValuesDialog(m_controller.view()->spec, this),
            [this](const AddValuesDialog &dialog) { m_controller.addValues(dialog.axis(), dialog.points()); });
}

void SweepsPage::askForTrials()
{
    auto *dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Add trials"));
    dialog->setLabelText(tr("How many more trials?"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, 1000);
    dialog->setIntValue(10);
    ask(dialog, [this](const QInputDialog &done) { m_controller.addTrials(done.intValue()); });
}

void SweepsPage::askForName()
{
    if (!m_controller.view())
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Rename the sweep"));
    dialog->setLabelText(tr("Name of the sweep"));
    dialog->setTextValue(QString::fromStdString(m_controller.view()->spec.name));
    ask(dialog, [this](const QInputDialog &done) { m_controller.rename(done.textValue()); });
}

void SweepsPage::askForBudget()
{
    if (m_controller.view())
        ask(new BudgetDialog(m_controller.view()->spec.budget, this),
            [this](const BudgetDialog &dialog) { m_controller.setBudget(dialog.budget()); });
}

void SweepsPage::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("map"), m_detail->saveSplitter());
}

void SweepsPage::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_detail->restoreSplitter(settings.value(QStringLiteral("map")).toByteArray());
}

void SweepsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_controller.setAttentive(true);
}

void SweepsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_controller.setAttentive(false);
}

} // namespace tandem
