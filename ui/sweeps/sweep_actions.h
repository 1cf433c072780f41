#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace tandem {

/// The actions on sweeps and their cells, for menu, buttons and context menus; enabled as fits what is selected.
class SweepActions : public QObject {
    Q_OBJECT
public:
    explicit SweepActions(QObject *parent = nullptr);

    /// `view`: the selected sweep, or null; `cells`: the chosen ones of it.
    void update(bool hasProject, const SweepView *view, const std::vector<const SweepCell *> &cells);

    QAction *newSweep, *fillHoles, *pause, *stop, *resume, *addSeed, *addValues, *addTrials, *rename, *budget, *remove;
    QAction *openRuns, *retryCell, *beginAnew, *removeCell, *restoreCell;

    /// With null pointers as separators, for the menu bar.
    [[nodiscard]] QList<QAction *> menu() const;
    /// On the selected sweep.
    [[nodiscard]] QList<QAction *> onSweep() const;
    /// On the chosen cells.
    [[nodiscard]] QList<QAction *> onCell() const;

private:
    QAction *make(const QString &iconName, const QString &text, const QString &toolTip, const QKeySequence &keys = {});
};

} // namespace tandem
