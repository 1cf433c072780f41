#pragma once

#include "ui/runs/run_row.h"

#include <QList>
#include <QObject>

class QAction;

namespace tandem {

/// The actions on runs, for menu, buttons and context menu; enabled as fits the selected run.
class RunActions : public QObject {
    Q_OBJECT
public:
    explicit RunActions(QObject *parent = nullptr);

    /// `row`: the selected run, or null.
    void update(bool hasProject, const RunRow *row);

    QAction *newRun, *stop, *stopAfterEpoch, *resume, *duplicate, *reveal;
    /// With null pointers as separators, for a menu.
    [[nodiscard]] QList<QAction *> menu() const;
    /// Those on the selected run.
    [[nodiscard]] QList<QAction *> onRun() const;

private:
    QAction *make(const QString &iconName, const QString &text, const QString &toolTip, const QKeySequence &shortcut);
};

/// Stopped, failed and lost runs can go on from their checkpoint.
[[nodiscard]] bool canResume(const RunSummary &summary);

} // namespace tandem
