#include "ui/background.h"

#include "core/base/priority.h"

namespace tandem {

BackgroundLane::BackgroundLane(int niceness)
    : m_thread([this, niceness](const std::stop_token &stop) {
          lowerThreadPriority(niceness);
          run(stop);
      })
{
}

BackgroundLane::~BackgroundLane()
{
    cancel();
}

void BackgroundLane::cancel()
{
    ++m_generation;
    const std::lock_guard lock(m_mutex);
    m_pending = nullptr;
    m_runningStop.request_stop();
}

bool BackgroundLane::isBusy() const
{
    const std::lock_guard lock(m_mutex);
    return m_isRunning || m_pending;
}

void BackgroundLane::enqueue(Job job)
{
    ++m_generation;
    {
        const std::lock_guard lock(m_mutex);
        m_pending = std::move(job);
        m_pendingGeneration = m_generation;
        m_runningStop.request_stop();
    }
    m_wake.notify_one();
}

void BackgroundLane::deliver(std::function<void()> call)
{
    // This object outlives its thread, so it is a safe context; the receiver's life is checked on the GUI thread.
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void BackgroundLane::run(const std::stop_token &stop)
{
    for (;;) {
        Job job;
        std::uint64_t generation = 0;
        std::stop_source jobStop;
        {
            std::unique_lock lock(m_mutex);
            m_isRunning = false;
            if (!m_wake.wait(lock, stop, [this] { return bool(m_pending); }))
                return;
            job = std::exchange(m_pending, nullptr);
            generation = m_pendingGeneration;
            m_runningStop = jobStop;
            m_isRunning = true;
        }
        job(jobStop.get_token(), generation);
    }
}

} // namespace tandem
