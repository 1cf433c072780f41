#include "ui/embeddings/band_pool.h"

#include <algorithm>

namespace tandem {

BandPool::BandPool(int threads)
{
    constexpr int kMost = 4;
    if (threads == 0)
        threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMost);
    for (int i = 1; i < threads; ++i)
        m_helpers.emplace_back([this](const std::stop_token &stop) { help(stop); });
}

BandPool::~BandPool() = default;

void BandPool::run(int count, const std::function<void(int)> &work)
{
    const std::lock_guard caller(m_caller);
    std::unique_lock lock(m_mutex);
    m_work = &work;
    m_next = 0;
    m_count = m_unfinished = count;
    if (count > 1)
        m_wake.notify_all();
    takeShares(lock);
    m_done.wait(lock, [this] { return m_unfinished == 0; });
    m_work = nullptr;
}

/// With the lock held at both ends.
void BandPool::takeShares(std::unique_lock<std::mutex> &lock)
{
    while (m_next < m_count) {
        const int share = m_next++;
        const auto *work = m_work;
        lock.unlock();
        (*work)(share);
        lock.lock();
        if (--m_unfinished == 0)
            m_done.notify_one();
    }
}

void BandPool::help(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return m_next < m_count; }))
        takeShares(lock);
}

} // namespace tandem
