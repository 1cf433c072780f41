#include "core/analysis/workers.h"

#include "core/analysis/kernels/kernels.h"
#include "core/base/process.h"

#include <algorithm>

namespace tandem {

namespace {

// Phases of an iteration follow each other within microseconds; falling asleep between them would cost more than they
// do. Some 10 to 20 microseconds, so that a thread without work leaves the core to others soon.
constexpr int kSpins = 300;

void relax()
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

} // namespace

Workers::Workers(int threads, const Kernels *kernels) : m_kernels(kernels != nullptr ? kernels : &bestKernels())
{
    const int count = threads > 0 ? threads : usableCores();
    for (int thread = 1; thread < count; ++thread)
        m_helpers.emplace_back([this, thread] { help(thread); });
}

Workers::~Workers()
{
    m_ending = true;
    ++m_generation;
    m_generation.notify_all();
    for (std::thread &helper : m_helpers)
        helper.join();
}

bool Workers::runPieces(std::int64_t pieces, const std::stop_token &stop, Call call, void *object)
{
    m_pieces = pieces;
    m_stop = &stop;
    m_call = call;
    m_object = object;
    m_next = 0;
    m_leftOut = false;
    if (pieces > 1 && !m_helpers.empty()) {
        m_open = true;
        ++m_generation;
        m_generation.notify_all();
        claimPieces(0);
        // A helper that wakes now finds the job closed; those inside are waited for.
        m_open = false;
        for (int spins = 0; m_inside != 0; ++spins) {
            if (spins < kSpins)
                relax();
            else
                std::this_thread::yield();
        }
    } else {
        claimPieces(0);
    }
    if (m_failure)
        std::rethrow_exception(std::exchange(m_failure, nullptr));
    return !m_leftOut;
}

void Workers::claimPieces(int thread)
{
    try {
        for (std::int64_t piece = m_next++; piece < m_pieces; piece = m_next++) {
            if (m_stop->stop_requested()) {
                m_leftOut = true;
                return;
            }
            m_call(m_object, piece, thread);
        }
    } catch (...) {
        m_next = m_pieces;
        const std::lock_guard lock(m_failureMutex);
        if (!m_failure)
            m_failure = std::current_exception();
    }
}

void Workers::help(int thread)
{
    std::uint32_t seen = 0;
    for (;;) {
        for (int spins = 0; m_generation == seen && spins < kSpins; ++spins)
            relax();
        m_generation.wait(seen);
        seen = m_generation;
        if (m_ending)
            return;
        ++m_inside;
        if (m_open) // after stepping in: whoever closes the job either sees us inside or we see it closed
            claimPieces(thread);
        --m_inside;
    }
}

} // namespace tandem
