#pragma once

#include "ui/runs/run_row.h"

#include <QList>
#include <QObject>

class QAction;

namespace tandem {

/// What is selected, as far as actions care.
struct RunSelection {
    const RunRow *current = nullptr;
    std::vector<const RunRow *> all;
    bool isStarred = false;  // the current one
    bool isBaseline = false; // the current one
    bool canUndo = false;    // something was just thrown away
};

/// The actions on runs and on their table, for menu, buttons, context menu and palette; enabled as fits the selection.
class RunActions : public QObject {
    Q_OBJECT
public:
    explicit RunActions(QObject *parent = nullptr);

    void update(bool hasProject, const RunSelection &selection);

    QAction *newRun, *stop, *stopAfterEpoch, *resume, *duplicate, *reveal;
    QAction *rename, *star, *tag, *baseline, *compare, *trash, *undo;
    QAction *find, *columns, *onlyDifferences, *openTrash, *showQueue;
    /// With null pointers as separators, for a menu.
    [[nodiscard]] QList<QAction *> menu() const;
    /// Those on the current run, beside its name.
    [[nodiscard]] QList<QAction *> onRun() const;
    /// Those on the selected runs, for the context menu of the table; null pointers are separators.
    [[nodiscard]] QList<QAction *> onSelection() const;

private:
    QAction *make(const QString &iconName, const QString &text, const QString &toolTip, const QKeySequence &shortcut);
    /// The same for keys that other pages use in their own way: they count while the focus is on this page.
    QAction *makeLocal(const QString &iconName, const QString &text, const QString &toolTip,
                       const QKeySequence &shortcut);
};

/// Stopped, failed and lost runs can go on from their checkpoint.
[[nodiscard]] bool canResume(const RunSummary &summary);
/// At work, and not told to stop yet.
[[nodiscard]] bool canStop(const RunSummary &summary);

} // namespace tandem
