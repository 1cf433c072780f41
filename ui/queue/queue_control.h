#pragma once

#include "core/sweep/run_queue.h"
#include "ui/queue/queue_snapshot.h"
#include "ui/serial_lane.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <vector>

namespace tandem {

/// The project's queue for the window: what stands in it, looked at once a second, and what one may wish of it. Wishes
/// are answered in the snapshot at once and carried out on a thread of their own, in order. Sees to it that a runner
/// works while there is something to do. GUI thread.
class QueueControl : public QObject {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli.
    QueueControl(ProjectLayout project, QString program, QObject *parent = nullptr);
    ~QueueControl() override;

    [[nodiscard]] const QueueSnapshot &snapshot() const { return m_snapshot; }

    /// Puts waiting runs before another one, or at the end of the queue.
    void move(const std::vector<RunId> &runs, const RunId &before);
    void setPaused(bool paused);
    void setItemsPaused(const std::vector<RunId> &runs, bool paused);
    /// Takes waiting runs out. removed() follows; undoRemove() brings them back.
    void remove(const std::vector<RunId> &runs);
    void undoRemove();
    /// Forgets runs that failed before they began.
    void forget(const std::vector<RunId> &runs);

    /// Calls work() in order with the wishes, on their thread; then looks at the queue. For wishes of others that
    /// change it, such as those of sweeps. done(result) comes on the GUI thread unless `context` died.
    template <class Work, class Done> void carryOut(QObject *context, Work work, Done done)
    {
        m_lane.submit(SerialLane::Kind::Wish, context, std::move(work), std::move(done));
        refresh();
    }
    /// Looks at once.
    void refresh();

Q_SIGNALS:
    void changed();
    /// So many runs left the queue by remove().
    void removed(int count);
    void failed(const tandem::Error &error);

private:
    void wish(std::function<Result<void>()> work);
    void look();
    void show(QueueSnapshot snapshot);

    const ProjectLayout m_project;
    const QString m_program;
    QueueSnapshot m_snapshot;
    std::vector<RemovedItem> m_removed; // by the latest remove()
    std::optional<Error> m_lookFailure;
    bool m_isLooking = false;
    int m_wishes = 0; // that were not carried out yet: what a look finds meanwhile is older than what was wished
    QTimer m_timer;
    SerialLane m_lane; // last: carries out what is left before the rest goes
};

} // namespace tandem
