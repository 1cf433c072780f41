#include "ui/sweeps/sweep_actions.h"

#include "ui/icons.h"

#include <QAction>

#include <algorithm>

namespace tandem {

SweepActions::SweepActions(QObject *parent) : QObject(parent)
{
    newSweep = make(QStringLiteral("plus"), tr("New &sweep…"), tr("Train one experiment at many settings"),
                    Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    fillHoles = make(QStringLiteral("refresh"), tr("&Fill the holes"),
                     tr("Run what is missing, failed, was lost or stopped; what has a checkpoint goes on from there"),
                     Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    pause = make(QStringLiteral("pause"), tr("&Pause the sweep"),
                 tr("Begin no further run of it; what is at work goes on"));
    stop = make(QStringLiteral("stop"), tr("&Stop the sweep"),
                tr("Begin no further run of it, and have those at work stop with a checkpoint"));
    resume = make(QStringLiteral("play"), tr("Let the sweep &go on"),
                  tr("Begin waiting runs again, and go on with those that were stopped"));
    addSeed = make(QStringLiteral("dice"), tr("Add a s&eed"), tr("Train every cell once more, with the next seed"));
    addValues =
        make(QStringLiteral("plus"), tr("Add &values…"), tr("More values on an axis; the new cells are queued"));
    addTrials = make(QStringLiteral("plus"), tr("Add &trials…"), tr("Let it search on"));
    rename = make(QStringLiteral("settings"), tr("&Rename the sweep…"), tr("Give the sweep another name"));
    budget = make(QStringLiteral("clock"), tr("&Budget…"), tr("How many runs and hours it may take"));
    remove = make(QStringLiteral("trash"), tr("Take the sweep &away"),
                  tr("Move the sweep to the project's trash; its runs stay"));
    openRuns = make(QStringLiteral("runs"), tr("&Open the runs"), tr("Show the cell's runs on the Runs page"));
    retryCell = make(QStringLiteral("refresh"), tr("Fill the &cell"), tr("Run what the cell lacks"));
    beginAnew = make(QStringLiteral("redo"), tr("Begin the cell a&new"),
                     tr("Train the cell again from the beginning; what is done stays until then"));
    removeCell = make(QStringLiteral("minus"), tr("Take the cell &out"),
                      tr("The cell is wanted no longer: its waiting runs leave the queue, those at work stop"));
    restoreCell = make(QStringLiteral("undo"), tr("&Bring the cell back"), tr("The cell is wanted again"));
    update(false, nullptr, {});
}

QAction *SweepActions::make(const QString &iconName, const QString &text, const QString &toolTip,
                            const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    const QString shown = keys.toString(QKeySequence::NativeText);
    action->setToolTip(shown.isEmpty() ? toolTip : tr("%1 (%2)", "what an action does, its keys").arg(toolTip, shown));
    action->setStatusTip(toolTip);
    return action;
}

void SweepActions::update(bool hasProject, const SweepView *view, const std::vector<const SweepCell *> &cells)
{
    newSweep->setEnabled(hasProject);
    const bool has = view != nullptr;
    const bool draws = has && view->spec.planning.planner != Planner::Grid;
    const bool hasLists = has && std::any_of(view->spec.axes.begin(), view->spec.axes.end(),
                                             [](const SweepAxis &axis) { return !axis.points.empty(); });
    fillHoles->setEnabled(has && view->progress.holes > 0);
    fillHoles->setText(has && view->progress.holes > 0
                           ? tr("&Fill %Ln hole(s)", nullptr, static_cast<int>(view->progress.holes))
                           : tr("&Fill the holes"));
    const bool isAtIt =
        has && (view->progress.running > 0 || view->progress.waiting > 0 || view->state == SweepState::Running);
    pause->setEnabled(isAtIt && !view->spec.paused);
    stop->setEnabled(has && view->progress.running > 0);
    resume->setEnabled(has && view->spec.paused);
    addSeed->setEnabled(has);
    addValues->setEnabled(hasLists);
    addTrials->setEnabled(draws);
    rename->setEnabled(has);
    budget->setEnabled(has);
    remove->setEnabled(has && view->progress.running == 0);
    const auto anyCell = [&cells](auto test) { return std::any_of(cells.begin(), cells.end(), test); };
    openRuns->setEnabled(anyCell([](const SweepCell *cell) { return !SweepView::runsOf(*cell).empty(); }));
    retryCell->setEnabled(anyCell([](const SweepCell *cell) {
        return cell->state != CellState::Removed && std::any_of(cell->repeats.begin(), cell->repeats.end(),
                                                                [](const CellRepeat &r) { return isHole(r.state); });
    }));
    beginAnew->setEnabled(anyCell([](const SweepCell *cell) {
        return cell->state != CellState::Removed &&
               std::any_of(cell->repeats.begin(), cell->repeats.end(),
                           [](const CellRepeat &r) { return isResult(r.state) || isHole(r.state); });
    }));
    removeCell->setEnabled(anyCell([](const SweepCell *cell) { return cell->state != CellState::Removed; }));
    restoreCell->setEnabled(anyCell([](const SweepCell *cell) { return cell->state == CellState::Removed; }));
}

QList<QAction *> SweepActions::menu() const
{
    return QList<QAction *>{newSweep, nullptr} + onSweep() + QList<QAction *>{nullptr} + onCell();
}

QList<QAction *> SweepActions::onSweep() const
{
    return {fillHoles, pause, stop, resume, addSeed, addValues, addTrials, budget, rename, remove};
}

QList<QAction *> SweepActions::onCell() const
{
    return {openRuns, retryCell, beginAnew, removeCell, restoreCell};
}

} // namespace tandem
