#pragma once

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace tandem {

/// One thread for work that the GUI thread must not wait for. One job runs, at most one waits: a newer job replaces the
/// waiting one and asks the running one to stop; results of replaced jobs are dropped. Make one lane per kind of work.
/// Owned and used by the GUI thread; the destructor stops and joins.
class BackgroundLane : public QObject {
    Q_OBJECT
public:
    static constexpr int kGivesWay = 10; // niceness of work that may take long

    /// `niceness` is added to that of the lane's thread and of all that its jobs start: long computations give way to a
    /// trainer.
    explicit BackgroundLane(int niceness = 0);
    ~BackgroundLane() override;

    /// Calls work(stop_token) on the lane's thread, then done(result) on the GUI thread unless a newer job was
    /// submitted, cancel() was called or `context` died meanwhile.
    template <class Work, class Done> void submit(QObject *context, Work work, Done done)
    {
        enqueue([this, guard = QPointer<QObject>(context), work = std::move(work),
                 done = std::move(done)](std::stop_token stop, std::uint64_t generation) mutable {
            auto result = work(stop);
            deliver([this, guard, generation, done = std::move(done), result = std::move(result)]() mutable {
                if (guard && generation == m_generation)
                    done(std::move(result));
            });
        });
    }

    /// Drops the waiting job and asks the running one to stop; its result will not arrive.
    void cancel();
    /// True while a job runs or waits. Thread-safe.
    [[nodiscard]] bool isBusy() const;

private:
    using Job = std::function<void(std::stop_token, std::uint64_t)>;
    void enqueue(Job job);
    void deliver(std::function<void()> call);
    void run(const std::stop_token &stop);

    std::uint64_t m_generation = 0; // of the newest job; GUI thread alone
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Job m_pending; // guarded, as all below
    std::uint64_t m_pendingGeneration = 0;
    std::stop_source m_runningStop{std::nostopstate};
    bool m_isRunning = false;
    std::jthread m_thread; // last: joined first
};

} // namespace tandem
