#include "ui/runs/run_actions.h"

#include "ui/icons.h"

#include <QAction>

namespace tandem {

bool canResume(const RunSummary &summary)
{
    return summary.state == RunState::Stopped || summary.state == RunState::Failed || summary.state == RunState::Lost;
}

RunActions::RunActions(QObject *parent) : QObject(parent)
{
    newRun = make(QStringLiteral("plus"), tr("New &run…"), tr("Start a run with settings of your choice"),
                  Qt::CTRL | Qt::Key_R);
    stop = make(QStringLiteral("stop"), tr("&Stop"), tr("Stop within one step and keep a checkpoint to go on from"),
                Qt::CTRL | Qt::Key_Period);
    stopAfterEpoch =
        make(QStringLiteral("clock"), tr("Stop after this &epoch"),
             tr("Finish the epoch that is under way, evaluate, then stop"), Qt::CTRL | Qt::SHIFT | Qt::Key_Period);
    resume = make(QStringLiteral("resume"), tr("Res&ume"), tr("Go on from the last checkpoint, bit for bit"),
                  Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    duplicate = make(QStringLiteral("copy"), tr("&Duplicate…"), tr("Start another run from this one's settings"),
                     Qt::CTRL | Qt::Key_D);
    reveal =
        make(QStringLiteral("folder"), tr("Show &folder"), tr("Open the folder that holds everything of this run"), {});
    update(false, nullptr);
}

QAction *RunActions::make(const QString &iconName, const QString &text, const QString &toolTip,
                          const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? toolTip : tr("%1 (%2)", "what an action does, its keys").arg(toolTip, keys));
    action->setStatusTip(toolTip);
    return action;
}

void RunActions::update(bool hasProject, const RunRow *row)
{
    const RunState state = row != nullptr ? row->summary.state : RunState::Done;
    const bool atWork = row != nullptr && isActive(state) && state != RunState::Stopping;
    newRun->setEnabled(hasProject);
    // A trainer that is only starting takes the word when it comes to its first step.
    stop->setEnabled(atWork);
    stopAfterEpoch->setEnabled(atWork && !row->stopsAfterEpoch);
    resume->setEnabled(row != nullptr && canResume(row->summary));
    duplicate->setEnabled(row != nullptr && !row->summary.settingsJson.empty());
    reveal->setEnabled(row != nullptr);
}

QList<QAction *> RunActions::menu() const
{
    return {newRun, nullptr, stop, stopAfterEpoch, resume, nullptr, duplicate, reveal};
}

QList<QAction *> RunActions::onRun() const
{
    return {stop, stopAfterEpoch, resume, duplicate, reveal};
}

} // namespace tandem
