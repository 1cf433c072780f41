#include "ui/runs/run_actions.h"

#include "ui/icons.h"

#include <QAction>

#include <algorithm>

namespace tandem {

bool canResume(const RunSummary &summary)
{
    return summary.state == RunState::Stopped || summary.state == RunState::Failed || summary.state == RunState::Lost;
}

bool canStop(const RunSummary &summary)
{
    return isActive(summary.state) && summary.state != RunState::Stopping;
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
                     Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    reveal =
        make(QStringLiteral("folder"), tr("Show &folder"), tr("Open the folder that holds everything of this run"), {});
    rename = makeLocal(QStringLiteral("edit"), tr("Re&name"), tr("Give the run another name"), Qt::Key_F2);
    star = makeLocal(QStringLiteral("star"), tr("S&tar"), tr("Mark the selected runs with a star, or take it away"),
                     Qt::CTRL | Qt::Key_D);
    star->setCheckable(true);
    tag = makeLocal(QStringLiteral("tag"), tr("Ta&gs…"), tr("Add tags to the selected runs, or take them away"),
                    Qt::CTRL | Qt::Key_T);
    baseline = makeLocal(QStringLiteral("pin"), tr("&Baseline"),
                         tr("Pin the run on top and show how all others differ from it"), Qt::CTRL | Qt::Key_B);
    baseline->setCheckable(true);
    compare = makeLocal(QStringLiteral("compare"), tr("&Compare"), tr("Compare the selected runs: two to eight"),
                        Qt::CTRL | Qt::Key_E);
    trash = makeLocal(QStringLiteral("trash"), tr("Move to tras&h"),
                      tr("Throw the selected runs away; they can be brought back"), QKeySequence::Delete);
    undo = makeLocal(QStringLiteral("undo"), tr("Undo trash"), tr("Bring back what was just thrown away"),
                     QKeySequence::Undo);
    find = makeLocal(QStringLiteral("filter"), tr("F&ilter runs"), tr("Write what to look for"), QKeySequence::Find);
    columns = makeLocal(QStringLiteral("columns"), tr("Co&lumns…"), tr("Choose the columns of the table"), {});
    onlyDifferences = makeLocal(QStringLiteral("differences"), tr("&Only differences"),
                                tr("Hide the columns in which the runs that are shown all agree"), {});
    onlyDifferences->setCheckable(true);
    openTrash =
        makeLocal(QStringLiteral("trash"), tr("Open trash…"), tr("Bring runs back, or remove them for good"), {});
    showQueue = make(QStringLiteral("clock"), tr("Show the &queue"), tr("Show what runs and what waits"),
                     Qt::CTRL | Qt::SHIFT | Qt::Key_Q);
    showQueue->setCheckable(true);
    update(false, {});
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

QAction *RunActions::makeLocal(const QString &iconName, const QString &text, const QString &toolTip,
                               const QKeySequence &shortcut)
{
    QAction *action = make(iconName, text, toolTip, shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    return action;
}

void RunActions::update(bool hasProject, const RunSelection &selection)
{
    const RunRow *row = selection.current;
    const auto any = [&selection](const auto &fits) {
        return std::any_of(selection.all.begin(), selection.all.end(),
                           [&](const RunRow *run) { return fits(run->summary); });
    };
    newRun->setEnabled(hasProject);
    // A trainer that is only starting takes the word when it comes to its first step.
    stop->setEnabled(any(canStop));
    stopAfterEpoch->setEnabled(std::any_of(selection.all.begin(), selection.all.end(), [](const RunRow *run) {
        return canStop(run->summary) && !run->stopsAfterEpoch;
    }));
    resume->setEnabled(any(canResume));
    duplicate->setEnabled(row != nullptr && !row->summary.settingsJson.empty());
    reveal->setEnabled(row != nullptr);
    rename->setEnabled(row != nullptr);
    star->setEnabled(!selection.all.empty());
    star->setChecked(selection.isStarred);
    tag->setEnabled(!selection.all.empty());
    baseline->setEnabled(row != nullptr);
    baseline->setChecked(selection.isBaseline);
    compare->setEnabled(selection.all.size() >= 2);
    trash->setEnabled(any([](const RunSummary &summary) { return !isActive(summary.state); }));
    undo->setEnabled(selection.canUndo);
    for (QAction *action : {find, columns, onlyDifferences, openTrash})
        action->setEnabled(hasProject);
}

QList<QAction *> RunActions::menu() const
{
    return {newRun, nullptr, stop,      stopAfterEpoch, resume,  nullptr, duplicate,
            rename, star,    tag,       baseline,       compare, reveal,  nullptr,
            trash,  undo,    openTrash, nullptr,        find,    columns, onlyDifferences};
}

QList<QAction *> RunActions::onRun() const
{
    return {stop, stopAfterEpoch, resume, duplicate, reveal};
}

QList<QAction *> RunActions::onSelection() const
{
    return {stop, stopAfterEpoch, resume,  nullptr, duplicate, rename, star,
            tag,  baseline,       compare, reveal,  nullptr,   trash};
}

} // namespace tandem
