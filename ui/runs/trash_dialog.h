#pragma once

#include "core/store/run_trash.h"
#include "ui/background.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace tandem {

class ProjectSession;

/// What lies in a project's trash: to bring back, or to remove for good after asking with names and sizes.
class TrashDialog : public QDialog {
    Q_OBJECT
public:
    explicit TrashDialog(ProjectSession &session, QWidget *parent = nullptr);

    [[nodiscard]] QTreeWidget *list() const { return m_list; }
    void restoreSelected();
    /// Asks first.
    void purgeSelected();

Q_SIGNALS:
    /// Runs came back.
    void restored(const std::vector<tandem::RunId> &ids);
    void failed(const QString &sentence);

private:
    void refresh();
    void fill(const std::vector<TrashedRun> &runs);
    void updateButtons();
    [[nodiscard]] std::vector<TrashedRun> selected() const;
    void purge(const std::vector<TrashedRun> &runs);

    ProjectSession &m_session;
    std::vector<TrashedRun> m_runs;
    QTreeWidget *m_list;
    QLabel *m_state;
    QPushButton *m_restore, *m_purge;
    BackgroundLane m_lane;
};

} // namespace tandem
