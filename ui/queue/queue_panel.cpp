#include "ui/queue/queue_panel.h"

#include "ui/icons.h"
#include "ui/queue/queue_control.h"
#include "ui/queue/queue_model.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

QueuePanel::QueuePanel(QWidget *parent) : QWidget(parent), m_model(new QueueModel(this))
{
    setAccessibleName(tr("Queue"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *header = new QWidget(this);
    layout->addWidget(header);
    m_view = new QTreeView(this);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Runs in the queue"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setHeaderHidden(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragDropOverwriteMode(false);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QueueModel::Name, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(QueueModel::Place, QHeaderView::ResizeToContents);
    m_empty = new MutedLabel(tr("Nothing waits. A new run begins at once; while it holds the device, further ones wait "
                                "here in line."),
                             this);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_undo = new UndoBar(this);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_undo);

    buildActions();
    buildHeader(header);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuePanel::updateActions);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (const QueueEntry *entry = m_model->entry(index); entry != nullptr && m_view->hasFocus())
            Q_EMIT runChosen(entry->run);
    });
    update();
}

QAction *QueuePanel::make(const QString &iconName, const QString &text, const QString &toolTip,
                          const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    // The keys belong to the list: elsewhere they mean other things.
    action->setShortcutContext(Qt::WidgetShortcut);
    const QString shown = keys.toString(QKeySequence::NativeText);
    action->setToolTip(shown.isEmpty() ? toolTip : tr("%1 (%2)", "what an action does, its keys").arg(toolTip, shown));
    action->setStatusTip(toolTip);
    return action;
}

void QueuePanel::buildActions()
{
    pauseQueue = new QAction(icon(QStringLiteral("pause")), tr("&Pause queue"), this);
    pauseQueue->setCheckable(true);
    pauseQueue->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_P);
    pauseQueue->setToolTip(tr("Begin no further runs; what is at work goes on (%1)")
                               .arg(pauseQueue->shortcut().toString(QKeySequence::NativeText)));
    moveUp = make(QStringLiteral("arrow-up"), tr("Move &up"), tr("Let the run begin earlier"), Qt::ALT | Qt::Key_Up);
    moveDown =
        make(QStringLiteral("arrow-down"), tr("Move &down"), tr("Let the run begin later"), Qt::ALT | Qt::Key_Down);
    moveFirst = make(QStringLiteral("arrow-up"), tr("Move to the &front"), tr("Let the run begin next"),
                     Qt::ALT | Qt::Key_Home);
    moveLast =
        make(QStringLiteral("arrow-down"), tr("Move to the &end"), tr("Let the run begin last"), Qt::ALT | Qt::Key_End);
    pauseRuns = make(QStringLiteral("pause"), tr("Pause in the &queue"),
                     tr("Keep the run from beginning until it is let go on"), Qt::Key_Space);
    remove = make(QStringLiteral("trash"), tr("&Take out of the queue"),
                  tr("Take the run out; it can be brought back for a while"), QKeySequence::Delete);
    for (QAction *action : {moveUp, moveDown, moveFirst, moveLast, pauseRuns, remove})
        m_view->addAction(action);
    connect(pauseQueue, &QAction::triggered, this, [this](bool paused) {
        if (m_control != nullptr)
            m_control->setPaused(paused);
    });
    connect(moveUp, &QAction::triggered, this, [this] { moveBy(-1); });
    connect(moveDown, &QAction::triggered, this, [this] { moveBy(1); });
    connect(moveFirst, &QAction::triggered, this, [this] { moveTo(true); });
    connect(moveLast, &QAction::triggered, this, [this] { moveTo(false); });
    connect(pauseRuns, &QAction::triggered, this, &QueuePanel::togglePaused);
    connect(remove, &QAction::triggered, this, [this] {
        if (m_control != nullptr)
            m_control->remove(selected());
    });
}

void QueuePanel::buildHeader(QWidget *header)
{
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_title = new QLabel(tr("Queue"), header);
    m_title->setFont(sectionFont());
    m_summary = new MutedLabel({}, header);
    m_pause = new QToolButton(header);
    m_pause->setDefaultAction(pauseQueue);
    m_pause->setAutoRaise(true);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(m_title);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_pause);
}

void QueuePanel::setControl(QueueControl *control)
{
    if (m_control != nullptr)
        disconnect(m_control, nullptr, this, nullptr);
    m_control = control;
    m_undo->dismiss();
    m_model->setControl(control);
    if (control != nullptr) {
        connect(control, &QueueControl::changed, this, &QueuePanel::update);
        connect(control, &QueueControl::removed, this, &QueuePanel::showRemoved);
    }
    update();
}

QString QueuePanel::summary() const
{
    if (m_control == nullptr || m_control->snapshot().entries.empty())
        return {};
    const QueueSnapshot &queue = m_control->snapshot();
    QStringList parts;
    if (queue.begun() > 0)
        parts << tr("%Ln running", nullptr, static_cast<int>(queue.begun()));
    if (queue.waiting() > 0)
        parts << tr("%Ln waiting", nullptr, static_cast<int>(queue.waiting()));
    return parts.join(QStringLiteral(", "));
}

QList<QAction *> QueuePanel::menuActions() const
{
    return {pauseQueue};
}

void QueuePanel::update()
{
    const bool isPaused = m_control != nullptr && m_control->snapshot().isPaused;
    pauseQueue->setEnabled(m_control != nullptr);
    pauseQueue->setChecked(isPaused);
    pauseQueue->setText(isPaused ? tr("Let the queue go on") : tr("&Pause queue"));
    pauseQueue->setIcon(icon(isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_summary->setText(summary());
    const bool isEmpty = m_model->rowCount() == 0;
    m_view->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    updateActions();
}

void QueuePanel::updateActions()
{
    const std::vector<RunId> runs = selected();
    std::vector<RunId> waiting;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (const QueueEntry *entry = m_model->entry(m_model->index(row, 0)); !entry->isBegun)
            waiting.push_back(entry->run);
    for (QAction *action : {pauseRuns, remove})
        action->setEnabled(!runs.empty());
    for (QAction *action : {moveUp, moveFirst})
        action->setEnabled(!runs.empty() && !std::equal(runs.begin(), runs.end(), waiting.begin()));
    for (QAction *action : {moveDown, moveLast})
        action->setEnabled(!runs.empty() && !std::equal(runs.rbegin(), runs.rend(), waiting.rbegin()));
    // Without a queue, its rows are just being taken away.
    const bool allPaused =
        m_control != nullptr && !runs.empty() && std::all_of(runs.begin(), runs.end(), [this](const RunId &run) {
            const QueueEntry *entry = m_control->snapshot().find(run);
            return entry != nullptr && entry->isPaused;
        });
    pauseRuns->setText(allPaused ? tr("Let go on in the &queue") : tr("Pause in the &queue"));
    pauseRuns->setIcon(icon(allPaused ? QStringLiteral("play") : QStringLiteral("pause")));
}

std::vector<RunId> QueuePanel::selected() const
{
    std::vector<RunId> runs;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, QueueModel::Name);
        const QueueEntry *entry = m_model->entry(index);
        if (!entry->isBegun && m_view->selectionModel()->isSelected(index))
            runs.push_back(entry->run);
    }
    return runs;
}

void QueuePanel::moveBy(int rows)
{
    const std::vector<RunId> runs = selected();
    if (runs.empty() || m_control == nullptr)
        return;
    const int first = m_model->indexOf(runs.front()).row();
    const int last = m_model->indexOf(runs.back()).row();
    const QueueEntry *above = m_model->entry(m_model->index(first - 1, 0));
    if (rows < 0 && above != nullptr && !above->isBegun)
        m_control->move(runs, above->run);
    if (rows > 0 && last + 1 < m_model->rowCount()) {
        const QueueEntry *beyond = m_model->entry(m_model->index(last + 2, 0));
        m_control->move(runs, beyond != nullptr ? beyond->run : RunId());
    }
    m_view->scrollTo(m_model->indexOf(runs.front()));
}

void QueuePanel::moveTo(bool first)
{
    const std::vector<RunId> runs = selected();
    if (runs.empty() || m_control == nullptr)
        return;
    RunId before;
    for (int row = 0; first && row < m_model->rowCount() && !before.isValid(); ++row)
        if (const QueueEntry *entry = m_model->entry(m_model->index(row, 0)); !entry->isBegun)
            before = entry->run;
    m_control->move(runs, before);
    m_view->scrollTo(m_model->indexOf(runs.front()));
}

void QueuePanel::togglePaused()
{
    const std::vector<RunId> runs = selected();
    if (runs.empty() || m_control == nullptr)
        return;
    const bool anyWaits = std::any_of(runs.begin(), runs.end(), [this](const RunId &run) {
        const QueueEntry *entry = m_control->snapshot().find(run);
        return entry != nullptr && !entry->isPaused;
    });
    m_control->setItemsPaused(runs, anyWaits);
}

void QueuePanel::showRemoved(int count)
{
    m_undo->offer(tr("%Ln run(s) taken out.", nullptr, count), [this] { m_control->undoRemove(); });
}

} // namespace tandem
