#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tandem {

/// A few threads that help the caller with one thing at a time. The caller works along, and waits for no helper that
/// has not begun: on a busy machine it does all of it itself. Any thread may call; calls wait for each other.
class BandPool {
public:
    /// `threads`: all that work, with the caller; 1: no helpers. 0: as many as the machine has, four at most.
    explicit BandPool(int threads = 0);
    ~BandPool();

    [[nodiscard]] int threads() const { return static_cast<int>(m_helpers.size()) + 1; }
    /// Calls work(i) for each i < count, each once, in any order, and returns when all are done.
    void run(int count, const std::function<void(int)> &work);

private:
    void help(const std::stop_token &stop);
    void takeShares(std::unique_lock<std::mutex> &lock);

    std::mutex m_caller; // held for the whole of run()
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable m_done;
    const std::function<void(int)> *m_work = nullptr; // guarded by m_mutex, as all below
    int m_next = 0, m_count = 0, m_unfinished = 0;
    std::vector<std::jthread> m_helpers; // last: joined first
};

} // namespace tandem
