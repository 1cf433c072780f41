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

/// Looks at a project's run files in a thread of its own and tells what changed: the list of runs, and everything new
/// in the one run that is followed. Nothing of SQLite runs on the GUI thread. Looks four times a second while a run is
/// active or someone watches, else once a second; listing many runs may take at most a tenth of the time.
/// Owned and used by the GUI thread, where the signals arrive; the destructor stops and joins.
class RunWatcher : public QObject {
    Q_OBJECT
public:
    explicit RunWatcher(ProjectLayout project, QObject *parent = nullptr);
    ~RunWatcher() override;

    /// The run whose measurements are wanted; an invalid id for none. Its first change is a restart. Changes of the run
    /// followed before do not arrive any more.
    void follow(const RunId &id);
    /// True while somebody can see the runs.
    void setAttentive(bool attentive);
    /// Looks at once, list included: for the moment after something was started or stopped.
    void refresh();

Q_SIGNALS:
    void rowsChanged(const tandem::RunRowsPtr &rows);
    void runChanged(const tandem::RunChangePtr &change);
    /// Something could not be read. Told once until it succeeds or fails in another way.
    void failed(const tandem::Error &error);

private:
    struct Orders {
        RunId followed;
        std::uint64_t generation = 0; // of follow()
        bool attentive = false;
        bool listNow = true;
    };

    void run(const std::stop_token &stop);
    void lookAtFollowed(RunFollower &follower, std::uint64_t generation);
    void publishRows(RunRows rows);
    void report(const std::optional<Error> &error, std::optional<Error> &last);

    const ProjectLayout m_project;
    std::uint64_t m_generation = 0; // GUI thread
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Orders m_orders;      // guarded
    bool m_poked = false; // guarded

    RunRowsPtr m_published; // watcher's thread, as the two below
    std::optional<Error> m_listFailure, m_followFailure;
    std::jthread m_thread; // last: joined first
};

} // namespace tandem
