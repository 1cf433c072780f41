#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QToolButton;
class QTreeView;

namespace tandem {

class MutedLabel;
class QueueControl;
class QueueModel;
class UndoBar;

/// The queue beside the list of runs: what runs where, what waits in which order. Waiting runs are moved by dragging or
/// with Alt and an arrow key, paused, and taken out; taking out can be undone for a while. GUI thread.
class QueuePanel : public QWidget {
    Q_OBJECT
public:
    explicit QueuePanel(QWidget *parent = nullptr);

    /// Shows a project's queue, or none. `control` outlives this or is taken away.
    void setControl(QueueControl *control);
    [[nodiscard]] QueueModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }
    [[nodiscard]] UndoBar *undoBar() const { return m_undo; }
    /// "1 running, 3 waiting".
    [[nodiscard]] QString summary() const;
    /// What the queue offers to the menu of its page.
    [[nodiscard]] QList<QAction *> menuActions() const;

    QAction *pauseQueue, *moveUp, *moveDown, *moveFirst, *moveLast, *pauseRuns, *remove;

Q_SIGNALS:
    /// The person turned to a run of the queue.
    void runChosen(const tandem::RunId &run);

private:
    QAction *make(const QString &iconName, const QString &text, const QString &toolTip, const QKeySequence &keys);
    void buildHeader(QWidget *header);
    void buildActions();
    void update();
    void updateActions();
    void showRemoved(int count);
    /// Selected runs that wait, in order.
    [[nodiscard]] std::vector<RunId> selected() const;
    void moveBy(int rows);
    void moveTo(bool first);
    void togglePaused();

    QueueControl *m_control = nullptr;
    QueueModel *m_model;
    QTreeView *m_view = nullptr;
    QLabel *m_title = nullptr;
    MutedLabel *m_summary = nullptr, *m_empty = nullptr;
    QToolButton *m_pause = nullptr;
    UndoBar *m_undo = nullptr;
};

} // namespace tandem
