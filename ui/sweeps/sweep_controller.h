#pragma once

#include "core/sweep/sweep_edit.h"
#include "ui/sweeps/sweep_list.h"
#include "ui/sweeps/sweep_watcher.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tandem {

class ProjectSession;

/// What the Sweeps page knows and does: the list of sweeps, the selected one, and the changes that a person asks for,
/// which are carried out in order on the thread of the queue's wishes. GUI thread.
class SweepController : public QObject {
    Q_OBJECT
public:
    explicit SweepController(QObject *parent = nullptr);
    ~SweepController() override;

    void setSession(ProjectSession *session);
    void setAttentive(bool attentive);
    [[nodiscard]] SweepListModel &model() { return m_model; }
    /// The selected sweep, or null.
    [[nodiscard]] const SweepViewPtr &view() const { return m_view; }
    [[nodiscard]] const RunId &selected() const { return m_selected; }
    void select(const RunId &sweep);

    /// created(id) follows, or failed().
    void create(SweepSpec spec);
    void fillHoles();
    void pause(bool stopRuns);
    void resume();
    void addSeed();
    void addTrials(int more);
    void addValues(const std::string &axis, const std::vector<AxisPoint> &points);
    void rename(const QString &name);
    void setBudget(const SweepBudget &budget);
    void retry(const std::vector<std::string> &cells, bool anew);
    void setRemoved(const std::vector<std::string> &cells, bool removed);
    /// Takes the selected sweep away; taken(name) follows. undoTake() brings the latest one back.
    void take();
    void undoTake();

Q_SIGNALS:
    void listChanged();
    void viewChanged();
    void created(const tandem::RunId &sweep);
    void taken(const QString &name);
    /// So many runs were put into the queue.
    void queued(qint64 runs);
    void failed(const QString &sentence);

private:
    using Edit = std::function<Result<std::int64_t>(const ProjectLayout &, const RunId &)>;
    /// Of the selected sweep.
    void edit(Edit work);
    void show(const SweepViewPtr &view);

    ProjectSession *m_session = nullptr;
    std::unique_ptr<SweepWatcher> m_watcher;
    SweepListModel m_model;
    SweepViewPtr m_view;
    RunId m_selected, m_taken;
    RunId m_awaited; // selected before the list has it
    bool m_attentive = false;
};

} // namespace tandem
