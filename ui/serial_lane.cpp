#include "ui/serial_lane.h"

namespace tandem {

SerialLane::SerialLane(QObject *parent) : QObject(parent), m_thread([this] { run(); }) {}

SerialLane::~SerialLane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

bool SerialLane::isBusy() const
{
    const std::lock_guard lock(m_mutex);
    return m_isRunning || !m_jobs.empty();
}

void SerialLane::enqueue(Kind kind, std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({kind, std::move(job)});
    }
    m_wake.notify_one();
}

void SerialLane::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_isRunning = false;
        m_wake.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (m_isEnding && job.kind == Kind::Look)
            continue;
        m_isRunning = true;
        lock.unlock();
        job.run();
        lock.lock();
    }
}

} // namespace tandem
