#pragma once

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace tandem {

/// One thread for wishes that must all be carried out, in order, and that the GUI thread must not wait for: each may
/// wait for the disk. What only looks may be submitted as such: it is dropped when the lane ends. Owned and used by the
/// GUI thread; the destructor carries out what was wished and joins.
class SerialLane : public QObject {
    Q_OBJECT
public:
    explicit SerialLane(QObject *parent = nullptr);
    ~SerialLane() override;

    enum class Kind { Wish, Look };
    /// Calls work() on the lane's thread after everything submitted before, then done(result) on the GUI thread unless
    /// `context` died meanwhile.
    template <class Work, class Done> void submit(Kind kind, QObject *context, Work work, Done done)
    {
        enqueue(kind,
                [this, guard = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
                    auto result = work();
                    QMetaObject::invokeMethod(
                        this,
                        [guard, done = std::move(done), result = std::move(result)]() mutable {
                            if (guard)
                                done(std::move(result));
                        },
                        Qt::QueuedConnection);
                });
    }

    /// Wishes and looks that wait or run. Thread-safe.
    [[nodiscard]] bool isBusy() const;

private:
    struct Job {
        Kind kind;
        std::function<void()> run;
    };
    void enqueue(Kind kind, std::function<void()> run);
    void run();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs; // guarded, as the two below
    bool m_isRunning = false;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace tandem
