#include "core/analysis/layout_job.h"

#include "core/analysis/workers.h"
#include "core/base/priority.h"

#include <chrono>
#include <exception>
#include <new>
#include <utility>

namespace tandem {

namespace {

using Clock = std::chrono::steady_clock;

} // namespace

LayoutJob::LayoutJob(LayoutRequest request, Threads threads) : m_request(std::move(request))
{
    m_status.iterations = m_request.settings.iterations;
    m_status.perplexity = m_request.settings.perplexity;
    m_thread = std::jthread([this, threads](const std::stop_token &stop) { work(stop, threads); });
}

LayoutJob::~LayoutJob() = default; // the thread, last of the members, is stopped and joined first

std::shared_ptr<const LayoutFrame> LayoutJob::frame() const
{
    const std::lock_guard lock(m_mutex);
    return m_frame;
}

std::vector<std::shared_ptr<const LayoutFrame>> LayoutJob::recorded() const
{
    const std::lock_guard lock(m_mutex);
    return m_recorded;
}

LayoutStatus LayoutJob::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

std::shared_ptr<const Neighbors> LayoutJob::neighbors() const
{
    const std::lock_guard lock(m_mutex);
    return m_neighbors;
}

std::optional<Error> LayoutJob::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void LayoutJob::setPaused(bool paused)
{
    const std::lock_guard lock(m_mutex);
    m_wishes.isPaused = paused;
    m_status.isPaused = paused;
    m_changed.notify_all();
}

void LayoutJob::setPerplexity(double perplexity)
{
    const std::lock_guard lock(m_mutex);
    m_wishes.perplexity = perplexity;
    m_isIdle = false;
    m_changed.notify_all();
}

void LayoutJob::perturb()
{
    const std::lock_guard lock(m_mutex);
    m_wishes.perturbs = true;
    m_isIdle = false;
    m_changed.notify_all();
}

void LayoutJob::restart()
{
    const std::lock_guard lock(m_mutex);
    m_wishes.restarts = true;
    m_isIdle = false;
    m_changed.notify_all();
}

void LayoutJob::stop()
{
    m_thread.request_stop();
}

bool LayoutJob::isIdle() const
{
    const std::lock_guard lock(m_mutex);
    return m_isIdle || m_hasEnded;
}

void LayoutJob::wait() const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isIdle || m_hasEnded; });
}

void LayoutJob::work(const std::stop_token &stop, Threads threads)
{
    lowerThreadPriority(threads.niceness);
    try {
        Workers workers(threads.count); // as nice as this thread
        LayoutRun run(std::move(m_request), workers);
        const bool prepared = run.prepare(stop, [&](LayoutPhase phase) {
            LayoutStatus status = run.status();
            status.phase = phase;
            setStatus(status);
        });
        if (prepared)
            optimize(run, stop);
    } catch (const std::exception &exception) {
        const std::lock_guard lock(m_mutex);
        m_error = Error{ErrorCode::OutOfMemory, {"laying out the map"}, exception.what()};
    }
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_changed.notify_all();
}

void LayoutJob::optimize(LayoutRun &run, const std::stop_token &stop)
{
    publish(run, true);
    auto published = Clock::now();
    while (!stop.stop_requested()) {
        const Wishes wishes = takeWishes(run.isDone(), stop);
        if (stop.stop_requested() || !fulfil(run, wishes, stop))
            return;
        if (wishes.isPaused || run.isDone())
            continue;
        if (!run.step(stop))
            return;
        const bool due = Clock::now() - published >= std::chrono::milliseconds(kFrameIntervalMs);
        if (due || run.isRecorded() || run.isDone()) {
            publish(run, run.isRecorded() || run.isDone());
            published = Clock::now();
        }
    }
}

bool LayoutJob::fulfil(LayoutRun &run, const Wishes &wishes, const std::stop_token &stop)
{
    if (wishes.perplexity && !run.setPerplexity(*wishes.perplexity, stop))
        return false;
    if (wishes.restarts) {
        if (!run.restart(stop))
            return false;
        {
            const std::lock_guard lock(m_mutex);
            m_recorded.clear();
        }
        publish(run, true);
    }
    if (wishes.perturbs)
        run.perturb();
    if (wishes.perplexity || wishes.perturbs)
        publish(run, false);
    return true;
}

LayoutJob::Wishes LayoutJob::takeWishes(bool isDone, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const auto isWished = [this] { return m_wishes.perturbs || m_wishes.restarts || m_wishes.perplexity.has_value(); };
    if (isDone && !isWished()) {
        m_isIdle = true;
        m_changed.notify_all();
    }
    m_changed.wait(lock, stop, [&] { return isWished() || (!isDone && !m_wishes.isPaused); });
    return std::exchange(m_wishes, Wishes{m_wishes.isPaused, false, false, {}});
}

void LayoutJob::publish(LayoutRun &run, bool record)
{
    const auto frame = run.frame();
    LayoutStatus status = run.status();
    const std::lock_guard lock(m_mutex);
    status.isPaused = m_wishes.isPaused;
    m_status = status;
    m_frame = frame;
    m_neighbors = run.neighbors();
    if (record)
        m_recorded.push_back(frame);
}

void LayoutJob::setStatus(const LayoutStatus &status)
{
    const std::lock_guard lock(m_mutex);
    m_status = status;
    m_status.isPaused = m_wishes.isPaused;
}

} // namespace tandem
