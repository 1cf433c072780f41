#include "app/cli/interrupt.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>

#include <sys/eventfd.h>
#include <unistd.h>

namespace tandem {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// What a signal handler may touch. A handler and not signalfd with a blocked mask: libraries start threads before main
// that do not carry the mask, and the kernel would deliver there.
std::atomic<int> g_event{-1};
std::atomic<std::uint64_t> g_first{0}; // the first signal, packed; 0: none came
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free);

/// `timeout` and others like it signal their child and then the whole group: one wish that arrives twice.
constexpr std::uint32_t kSameWishMs = 1000;

/// Of a clock that handlers may read and that nobody sets back.
std::uint32_t monotonicMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint32_t>(std::uint64_t(now.tv_sec) * 1000 + std::uint64_t(now.tv_nsec) / 1'000'000);
}

/// Which signal, from which process (0: the terminal), and when.
struct Arrival {
    std::uint8_t number = 0;
    std::uint32_t sender = 0; // 24 bits; Linux has no larger ids
    std::uint32_t ms = 0;

    [[nodiscard]] std::uint64_t packed() const
    {
        return std::uint64_t{ms} << 32U | std::uint64_t{number} << 24U | (sender & 0xFFFFFFU);
    }
    [[nodiscard]] bool repeats(std::uint64_t first) const
    {
        const bool isAlike = (first & 0xFFFFFFFFU) == (packed() & 0xFFFFFFFFU);
        return isAlike && sender != 0 && ms - static_cast<std::uint32_t>(first >> 32U) < kSameWishMs;
    }
};

void wake(std::uint64_t value)
{
    const int saved = errno;
    [[maybe_unused]] const auto written = ::write(g_event.load(), &value, sizeof value);
    errno = saved;
}

void onSignal(int number, siginfo_t *info, void *)
{
    const auto sender = info->si_code == SI_USER ? static_cast<std::uint32_t>(info->si_pid) : 0;
    const Arrival arrival{static_cast<std::uint8_t>(number), sender, monotonicMs()};
    std::uint64_t first = 0;
    if (g_first.compare_exchange_strong(first, arrival.packed()))
        wake(1);
    else if (!arrival.repeats(first))
        ::_exit(130);
}

void listenTo(int number)
{
    struct sigaction action {};
    action.sa_sigaction = onSignal;
    action.sa_flags = SA_RESTART | SA_SIGINFO;
    ::sigaction(number, &action, nullptr);
}

bool isIgnored(int number)
{
    struct sigaction current {};
    ::sigaction(number, nullptr, &current);
    return current.sa_handler == SIG_IGN;
}

} // namespace

InterruptListener::InterruptListener()
{
    g_event = ::eventfd(0, EFD_CLOEXEC);
    g_first = 0;
    m_thread = std::jthread([stop = m_stop]() mutable {
        std::uint64_t value = 0;
        while (::read(g_event.load(), &value, sizeof value) < 0 && errno == EINTR) {
        }
        if (g_first != 0)
            stop.request_stop();
    });
    // nohup ignores SIGHUP on purpose. Shells ignore SIGINT in background jobs only to keep Ctrl+C from them; a kill
    // -INT aimed at the job is still meant, and stopping with a checkpoint harms nobody.
    m_hangUpIgnored = isIgnored(SIGHUP);
    for (const int number : kSignals)
        if (number != SIGHUP || !m_hangUpIgnored)
            listenTo(number);
}

InterruptListener::~InterruptListener()
{
    for (const int number : kSignals)
        if (number != SIGHUP || !m_hangUpIgnored)
            ::signal(number, SIG_DFL);
    wake(1);
    m_thread.join();
    ::close(g_event.exchange(-1));
}

} // namespace tandem
