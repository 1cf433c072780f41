#include "ui/runs/runs_page.h"

#include "core/config/settings_table.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_list_view.h"
#include "ui/runs/run_text.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

RunsPage::RunsPage(QWidget *parent)
    : Page(PageId::Runs, tr("Runs"), QStringLiteral("runs"), parent), m_actions(new RunActions(this))
{
    auto *empty = new EmptyState(QStringLiteral("runs"), tr("No runs yet"),
                                 tr("A run trains an encoder on the images of the Data page. You will see its loss "
                                    "leave chance here, and how well its features tell the classes apart. It goes on "
                                    "when this window closes."));
    QPushButton *first = empty->addButton(tr("New run…"), QStringLiteral("plus"));
    connect(first, &QPushButton::clicked, this, &RunsPage::askForNewRun);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildList());
    m_detail = new RunDetail(*m_actions);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({170, 500});
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
    connectActions();
    onRowsUpdated();
}

RunsPage::~RunsPage() = default;

QWidget *RunsPage::buildList()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(space::kSmall);
    auto *create = new QPushButton(icon(QStringLiteral("plus"), IconTone::OnAccent), tr("New run…"), box);
    create->setToolTip(m_actions->newRun->toolTip());
    makePrimary(create);
    connect(create, &QPushButton::clicked, m_actions->newRun, &QAction::trigger);
    m_filter = new QLineEdit(box);
    m_filter->setPlaceholderText(tr("Filter by name, state or setting"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(320);
    m_filter->addAction(icon(QStringLiteral("filter"), IconTone::Muted), QLineEdit::LeadingPosition);
    tools->addWidget(create);
    tools->addStretch(1);
    tools->addWidget(m_filter, 1);
    m_list = new RunListView(&m_controller.model(), box);
    m_list->setMinimumHeight(m_list->fontMetrics().height() * 5);
    for (QAction *action : m_actions->onRun())
        m_list->addAction(action);
    connect(m_filter, &QLineEdit::textChanged, m_list, &RunListView::setFilterText);
    connect(m_list, &RunListView::currentRunChanged, this, &RunsPage::select);
    layout->addLayout(tools);
    layout->addWidget(m_list, 1);
    return box;
}

void RunsPage::connectActions()
{
    connect(m_actions->newRun, &QAction::triggered, this, &RunsPage::askForNewRun);
    connect(m_actions->stop, &QAction::triggered, this, [this] { m_controller.stop(m_selected); });
    connect(m_actions->stopAfterEpoch, &QAction::triggered, this, [this] { m_controller.stopAfterEpoch(m_selected); });
    connect(m_actions->resume, &QAction::triggered, this, [this] { m_controller.resume(m_selected); });
    connect(m_actions->duplicate, &QAction::triggered, this, &RunsPage::duplicateSelected);
    connect(m_actions->reveal, &QAction::triggered, this, &RunsPage::revealSelected);
}

QList<QAction *> RunsPage::menuActions() const
{
    return m_actions->menu();
}

void RunsPage::setSession(ProjectSession *newSession)
{
    if (session() != nullptr)
        disconnect(session(), nullptr, this, nullptr);
    Page::setSession(newSession);
    m_selected = {};
    m_wantsFirst = true;
    m_trainImages.clear();
    m_detail->clear();
    m_detail->setRow(nullptr);
    m_controller.setSession(newSession);
    if (newSession != nullptr) {
        connect(newSession, &ProjectSession::selectedRunChanged, m_list, &RunListView::selectRun);
        connect(newSession, &ProjectSession::newRunRequested, this,
                [this](const Settings &settings) { openDialog(settings, {}, true); });
    }
    Q_EMIT activityChanged({});
}

void RunsPage::onRowsUpdated()
{
    const bool hasRuns = m_controller.model().rowCount() > 0;
    m_stack->setCurrentIndex(hasRuns ? 1 : 0);
    if (hasRuns && m_wantsFirst && session() != nullptr) {
        m_wantsFirst = false;
        const RunId remembered = session()->selectedRun();
        const bool known = m_controller.model().find(remembered) != nullptr;
        m_list->selectRun(known ? remembered : m_controller.model().rows().front().summary.id);
    }
    const RunRow *row = m_controller.model().find(m_selected);
    m_detail->setRow(row);
    m_actions->update(session() != nullptr, row);
    showActivity();
}

void RunsPage::select(const RunId &id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    m_detail->clear();
    const RunRow *row = m_controller.model().find(id);
    m_detail->setRow(row);
    m_actions->update(session() != nullptr, row);
    m_controller.follow(id);
    if (session() != nullptr && id.isValid())
        session()->setSelectedRun(id);
}

void RunsPage::onRunChanged(const RunChange &change)
{
    if (change.run != m_selected)
        return;
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
        openDialog(session()->draft(), {}, true);
}

void RunsPage::duplicateSelected()
{
    const RunRow *row = m_controller.model().find(m_selected);
    if (row == nullptr)
        return;
    const auto settings = settingsFromJson(row->summary.settingsJson, {}, row->summary.name);
    if (!settings)
        return Q_EMIT failed(errorText(settings.error()));
    openDialog(*settings, tr("%1 copy").arg(runTitle(row->summary)), false);
}

void RunsPage::openDialog(const Settings &settings, const QString &name, bool keepsDraft)
{
    std::vector<std::string> taken;
    for (const RunRow &row : m_controller.model().rows())
        taken.push_back(row.summary.name);
    auto *dialog = new NewRunDialog(
        {settings, name, std::move(taken), [this](const DataSettings &source) { return knownTrainImages(source); }},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, keepsDraft](int result) {
        if (session() == nullptr)
            return;
        // What was typed is not lost with the dialog, unless it began as a copy of another run.
        if (result == QDialog::Accepted || keepsDraft)
            session()->setDraft(dialog->settings());
        if (result != QDialog::Accepted)
            return;
        const RunId id = m_controller.launch(dialog->runName(), dialog->settings());
        if (id.isValid()) {
            m_filter->clear(); // the new run must not be hidden
            m_list->selectRun(id);
            Q_EMIT pageRequested(PageId::Runs);
        }
    });
    dialog->open();
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
    for (const RunRow &row : m_controller.model().rows())
        if (isActive(row.summary.state)) {
            ++active;
            busy = &row;
        }
    if (active == 0)
        return Q_EMIT activityChanged({});
    if (active > 1)
        return Q_EMIT activityChanged(tr("%n run(s) training", nullptr, active));
    QStringList parts{runTitle(busy->summary)};
    for (const QString &part : {progressText(busy->summary), timeLeftText(busy->secondsLeft)})
        if (!part.isEmpty())
            parts << part;
    Q_EMIT activityChanged(parts.join(QStringLiteral(" · ")));
}

void RunsPage::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("columns"), m_list->saveColumns());
}

void RunsPage::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_list->restoreColumns(settings.value(QStringLiteral("columns")).toByteArray());
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
