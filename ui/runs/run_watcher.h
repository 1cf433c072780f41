#pragma once

#include "core/store/project.h"
#include "ui/runs/run_follower.h"
#include "ui/runs/run_row.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace tandem {

class ProjectIndex;

/// Looks at a project's run files in a thread of its own and tells what changed: the list of runs, and everything new
/// in the runs that are followed. Nothing of SQLite runs on the GUI thread. Looks at followed runs ten times a second
/// and at the list four times while a run is active or someone watches, else once a second; listing many runs may take
/// at most a fortieth of the time.
/// Owned and used by the GUI thread, where the signals arrive; the destructor stops and joins.
class RunWatcher : public QObject {
    Q_OBJECT
public:
    /// `index`: keeps the cache of what run files say; outlives this object. Null: nothing is kept.
    explicit RunWatcher(ProjectLayout project, ProjectIndex *index = nullptr, QObject *parent = nullptr);
    ~RunWatcher() override;

    /// The runs whose measurements are wanted, the current one first: of it alone come vectors and pairs. The first
    /// change of a run is a restart; one that was followed already goes on. Changes of others do not arrive any more.
    void follow(std::vector<RunId> runs);
    /// Which of their measurements.
    void setInterest(const RunInterest &interest);
    /// True while somebody can see the runs.
    void setAttentive(bool attentive);
    /// Looks at once, list included: for the moment after something was started or stopped.
    void refresh();

Q_SIGNALS:
    void rowsChanged(const tandem::RunRowsPtr &rows);
    void runChanged(const tandem::RunChangePtr &change);
    /// Something could not be read. Told once until it succeeds or fails in another way.
    void failed(const tandem::Error &error);
    /// How many runs wait to be read, while a large project is opened for the first time.
    void pendingChanged(int runs);

private:
    struct Orders {
        std::vector<RunId> followed;
        RunInterest interest;
        bool attentive = false;
        bool listNow = true;
    };

    void run(const std::stop_token &stop);
    void reviseFollowers(const Orders &orders);
    void lookAtFollowed(RunFollower &follower);
    void publishRows(RunRows rows);
    void reportPending(std::size_t runs);
    void report(const std::optional<Error> &error, std::optional<Error> &last);

    const ProjectLayout m_project;
    ProjectIndex *const m_index;
    std::vector<RunId> m_followed; // GUI thread
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Orders m_orders;      // guarded
    bool m_poked = false; // guarded

    RunRowsPtr m_published; // watcher's thread, as all below
    std::vector<std::unique_ptr<RunFollower>> m_followers;
    std::optional<Error> m_listFailure;
    std::map<RunId, std::optional<Error>> m_followFailures;
    std::size_t m_pending = 0;
    std::jthread m_thread; // last: joined first
};

} // namespace tandem
