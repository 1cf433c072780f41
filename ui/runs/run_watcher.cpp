#include "ui/runs/run_watcher.h"

#include "ui/runs/run_lister.h"

#include <algorithm>
#include <chrono>

namespace tandem {

namespace {

using namespace std::chrono_literals;
constexpr auto kLively = 250ms;
constexpr auto kQuiet = 1000ms;

} // namespace

RunWatcher::RunWatcher(ProjectLayout project, QObject *parent)
    : QObject(parent), m_project(std::move(project)), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

RunWatcher::~RunWatcher()
{
    m_thread.request_stop();
    m_thread.join();
}

void RunWatcher::follow(const RunId &id)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.followed = id;
        m_orders.generation = ++m_generation;
        m_poked = true;
    }
    m_wake.notify_one();
}

void RunWatcher::setAttentive(bool attentive)
{
    {
        const std::lock_guard lock(m_mutex);
        m_poked = m_poked || (attentive && !m_orders.attentive);
        m_orders.attentive = attentive;
    }
    m_wake.notify_one();
}

void RunWatcher::refresh()
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.listNow = true;
        m_poked = true;
    }
    m_wake.notify_one();
}

void RunWatcher::run(const std::stop_token &stop)
{
    RunLister lister(m_project);
    std::unique_ptr<RunFollower> follower;
    std::uint64_t generation = 0;
    while (!stop.stop_requested()) {
        Orders orders;
        {
            const std::lock_guard lock(m_mutex);
            orders = m_orders;
            m_orders.listNow = false;
            m_poked = false;
        }
        if (orders.generation != generation) {
            generation = orders.generation;
            follower = orders.followed.isValid() ? std::make_unique<RunFollower>(m_project, orders.followed) : nullptr;
            report({}, m_followFailure);
        }
        if (follower)
            lookAtFollowed(*follower, generation);
        auto rows = lister.rows(orders.listNow, kLively);
        report(rows ? std::optional<Error>() : rows.error(), m_listFailure);
        if (rows)
            publishRows(std::move(*rows));

        std::unique_lock lock(m_mutex);
        const auto pause = orders.attentive || lister.hasActive() ? kLively : kQuiet;
        m_wake.wait_for(lock, stop, pause, [this] { return m_poked; });
    }
}

void RunWatcher::lookAtFollowed(RunFollower &follower, std::uint64_t generation)
{
    auto change = follower.poll();
    // A run that was just launched has no file yet; the list says whether it comes.
    const bool notThere = !change && change.error().code == ErrorCode::RunNotFound;
    report(change || notThere ? std::optional<Error>() : change.error(), m_followFailure);
    if (!change || change->isEmpty())
        return;
    auto shared = std::make_shared<const RunChange>(std::move(*change));
    QMetaObject::invokeMethod(
        this,
        [this, generation, shared = std::move(shared)] {
            if (generation == m_generation)
                Q_EMIT runChanged(shared);
        },
        Qt::QueuedConnection);
}

void RunWatcher::publishRows(RunRows rows)
{
    if (m_published && std::equal(rows.begin(), rows.end(), m_published->begin(), m_published->end(), looksSame))
        return;
    m_published = std::make_shared<const RunRows>(std::move(rows));
    QMetaObject::invokeMethod(
        this, [this, published = m_published] { Q_EMIT rowsChanged(published); }, Qt::QueuedConnection);
}

void RunWatcher::report(const std::optional<Error> &error, std::optional<Error> &last)
{
    if (error == last)
        return;
    last = error;
    if (error)
        QMetaObject::invokeMethod(
            this, [this, told = *error] { Q_EMIT failed(told); }, Qt::QueuedConnection);
}

} // namespace tandem
