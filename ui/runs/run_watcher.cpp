#include "ui/runs/run_watcher.h"

#include "ui/runs/run_lister.h"

#include <algorithm>
#include <chrono>

namespace tandem {

namespace {

using namespace std::chrono_literals;
constexpr auto kCurves = 100ms;
constexpr auto kLively = 250ms;
constexpr auto kQuiet = 1000ms;

} // namespace

RunWatcher::RunWatcher(ProjectLayout project, ProjectIndex *index, QObject *parent)
    : QObject(parent), m_project(std::move(project)), m_index(index),
      m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

RunWatcher::~RunWatcher()
{
    m_thread.request_stop();
    m_thread.join();
}

void RunWatcher::follow(std::vector<RunId> runs)
{
    m_followed = runs;
    {
        const std::lock_guard lock(m_mutex);
        m_orders.followed = std::move(runs);
        m_poked = true;
    }
    m_wake.notify_one();
}

void RunWatcher::setInterest(const RunInterest &interest)
{
    {
        const std::lock_guard lock(m_mutex);
        m_poked = m_poked || m_orders.interest != interest;
        m_orders.interest = interest;
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
    RunLister lister(m_project, m_index);
    auto nextList = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        Orders orders;
        {
            const std::lock_guard lock(m_mutex);
            orders = m_orders;
            m_orders.listNow = false;
            m_poked = false;
        }
        reviseFollowers(orders);
        for (const auto &follower : m_followers)
            lookAtFollowed(*follower);
        if (const auto now = std::chrono::steady_clock::now(); orders.listNow || now >= nextList) {
            nextList = now + kLively;
            auto rows = lister.rows(orders.listNow, kLively);
            report(rows ? std::optional<Error>() : rows.error(), m_listFailure);
            if (rows)
                publishRows(std::move(*rows));
            reportPending(lister.pending());
            if (lister.pending() > 0) {
                nextList = now;
                continue;
            }
        }
        std::unique_lock lock(m_mutex);
        const bool lively = orders.attentive || lister.hasActive();
        const auto pause = !lively ? kQuiet : m_followers.empty() ? kLively : kCurves;
        m_wake.wait_for(lock, stop, pause, [this] { return m_poked; });
    }
}

/// Followers in the order of the runs that are wanted; those of runs that stay go on.
void RunWatcher::reviseFollowers(const Orders &orders)
{
    std::vector<std::unique_ptr<RunFollower>> kept;
    for (const RunId &id : orders.followed) {
        RunInterest interest = orders.interest;
        if (!kept.empty()) {
            interest.vectors.clear();
            interest.pairs = false;
        }
        const auto known = std::find_if(m_followers.begin(), m_followers.end(),
                                        [&id](const auto &follower) { return follower && follower->id() == id; });
        if (known == m_followers.end()) {
            kept.push_back(std::make_unique<RunFollower>(m_project, id, interest));
            m_followFailures.erase(id);
            continue;
        }
        (*known)->setInterest(interest);
        kept.push_back(std::move(*known));
    }
    m_followers = std::move(kept);
}

void RunWatcher::lookAtFollowed(RunFollower &follower)
{
    auto change = follower.poll();
    // A run that was just launched has no file yet; the list says whether it comes.
    const bool notThere = !change && change.error().code == ErrorCode::RunNotFound;
    report(change || notThere ? std::optional<Error>() : change.error(), m_followFailures[follower.id()]);
    if (!change || change->isEmpty())
        return;
    auto shared = std::make_shared<const RunChange>(std::move(*change));
    QMetaObject::invokeMethod(
        this,
        [this, shared = std::move(shared)] {
            // A run that left and came back in between restarts with its next change.
            if (std::find(m_followed.begin(), m_followed.end(), shared->run) != m_followed.end())
                Q_EMIT runChanged(shared);
        },
        Qt::QueuedConnection);
}

void RunWatcher::publishRows(RunRows rows)
{
    if (m_published && rows == *m_published) // a row that looks the same is the same
        return;
    m_published = std::make_shared<const RunRows>(std::move(rows));
    QMetaObject::invokeMethod(
        this, [this, published = m_published] { Q_EMIT rowsChanged(published); }, Qt::QueuedConnection);
}

void RunWatcher::reportPending(std::size_t runs)
{
    if (std::exchange(m_pending, runs) != runs)
        QMetaObject::invokeMethod(
            this, [this, runs] { Q_EMIT pendingChanged(static_cast<int>(runs)); }, Qt::QueuedConnection);
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
