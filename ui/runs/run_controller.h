#pragma once

#include "core/jobs/run_launcher.h"
#include "ui/runs/run_follower.h"
#include "ui/runs/run_intents.h"
#include "ui/runs/run_table_model.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace tandem {

class ProjectSession;
class RunWatcher;
struct Settings;

/// What the Runs page can do, without a widget: keeps the table up to date, follows one run, starts, stops and resumes
/// runs, names them and throws them away, with an answer in the table at once. What waits for the disk or for others
/// that change the queue is carried out by the lane of the queue, in the order of the wishes. GUI thread.
class RunController : public QObject {
    Q_OBJECT
public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override;

    /// Watches a project, or none.
    void setSession(ProjectSession *session);
    void setAttentive(bool attentive);
    [[nodiscard]] RunTableModel &model() { return m_model; }
    [[nodiscard]] const RunTableModel &model() const { return m_model; }

    /// The runs whose measurements arrive by runChanged, the current one first; see RunWatcher::follow.
    void follow(const std::vector<RunId> &runs);
    void setInterest(const RunInterest &interest);

    /// The id of the new run, which stands in the table as queued from now on; should it not get into the queue, it
    /// leaves the table with failed(). Invalid without a project.
    RunId launch(const QString &name, const Settings &settings);
    /// So many runs that differ in their seed alone, as a group; the id of the first.
    RunId launchSeeds(const QString &name, const Settings &settings, int seeds);
    void stop(const RunId &id);
    void stopAfterEpoch(const RunId &id);
    void resume(const RunId &id);

    /// Changes what is said of runs.
    void annotate(const std::vector<RunId> &ids, const std::function<void(RunAnnotation &)> &edit);
    void rename(const RunId &id, const QString &name);
    /// The run that others are compared with; invalid for none. Kept in the project.
    void setBaseline(const RunId &id);
    /// Throws runs away; trashed() tells which went. Those at work stay, with failed().
    void trash(const std::vector<RunId> &ids);
    void restore(const std::vector<RunId> &ids);
    /// The files of runs changed outside of the watcher's sight: look at once.
    void refresh();

Q_SIGNALS:
    /// The model took in new rows.
    void rowsUpdated();
    void runChanged(const tandem::RunChangePtr &change);
    /// One sentence for the message bar.
    void failed(const QString &sentence);
    void trashed(const std::vector<tandem::RunId> &ids);
    /// How many runs of a large project have not been read yet.
    void pendingChanged(int runs);

private:
    using FileWork = std::function<Result<void>(const ProjectLayout &, const RunId &)>;
    void showRows();
    RunId launchRuns(std::vector<NewQueuedRun> runs);
    void onQueued(const std::vector<RunId> &ids, const Result<std::vector<QueuedLaunch>> &queued);
    void onLaunchFailed(const RunId &id, const Error &why);
    void moveFiles(const std::vector<RunId> &ids, const FileWork &work, bool areTrashed);

    ProjectSession *m_session = nullptr;
    std::unique_ptr<RunWatcher> m_watcher;
    RunTableModel m_model;
    RunIntents m_intents;
    RunRowsPtr m_rows; // as last read
    std::vector<RunId> m_followed;
    RunInterest m_interest;
    bool m_attentive = false;
};

} // namespace tandem
