#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace tandem {

struct Kernels;

/// Threads of one job, and the kernels that they run. Not OpenMP's: a second team of its threads beside a trainer's
/// would spin against it.
///
/// Work is cut into pieces whose bounds depend on the problem alone; threads only claim pieces. Whatever is computed
/// so, with every number owned by one piece, has the same bytes for any number of threads.
///
/// One thread at a time calls run(); different objects are independent.
class Workers {
public:
    /// `threads`: the calling thread included; 0 = as many as cores that this process may use. Those made here are as
    /// nice as the calling one. `kernels`: null = the best that the processor can run.
    explicit Workers(int threads = 0, const Kernels *kernels = nullptr);
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    [[nodiscard]] int threads() const { return static_cast<int>(m_helpers.size()) + 1; }
    [[nodiscard]] const Kernels &kernels() const { return *m_kernels; }

    /// Calls work(piece, thread) once for every piece in [0, pieces), in no order, and returns when all have ended.
    /// `thread` in [0, threads()) is for scratch memory alone: results must not depend on it. Once `stop` is requested,
    /// pieces that were not begun are left out and the result is false. An exception of a piece is thrown here.
    template <class Work> bool run(std::int64_t pieces, const std::stop_token &stop, Work &&work)
    {
        using Plain = std::remove_reference_t<Work>;
        const Call call = [](void *object, std::int64_t piece, int thread) {
            (*static_cast<Plain *>(object))(piece, thread);
        };
        return runPieces(pieces, stop, call, const_cast<void *>(static_cast<const void *>(std::addressof(work))));
    }

    /// The same for ranges [begin, end) of `count` items, `grain` at a time: work(begin, end, thread).
    template <class Work>
    bool runRanges(std::int64_t count, std::int64_t grain, const std::stop_token &stop, Work &&work)
    {
        return run((count + grain - 1) / grain, stop, [&](std::int64_t piece, int thread) {
            const std::int64_t begin = piece * grain;
            work(begin, begin + grain < count ? begin + grain : count, thread);
        });
    }

private:
    using Call = void (*)(void *object, std::int64_t piece, int thread);

    bool runPieces(std::int64_t pieces, const std::stop_token &stop, Call call, void *object);
    void help(int thread);
    void claimPieces(int thread);

    const Kernels *m_kernels;
    // The job under way. Plain members are written while it is closed and no helper is inside.
    std::int64_t m_pieces = 0;
    const std::stop_token *m_stop = nullptr;
    Call m_call = nullptr;
    void *m_object = nullptr;
    std::atomic<std::int64_t> m_next{0};
    std::atomic<bool> m_open{false};
    std::atomic<int> m_inside{0};
    std::atomic<bool> m_leftOut{false};
    std::mutex m_failureMutex;
    std::exception_ptr m_failure; // guarded; the first one

    std::atomic<std::uint32_t> m_generation{0};
    std::atomic<bool> m_ending{false};
    std::vector<std::thread> m_helpers;
};

} // namespace tandem
