#include "app/cli/interrupt.h"

#include <atomic>
#include <cerrno>
#include <csignal>

#include <sys/eventfd.h>
#include <unistd.h>

namespace tandem {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// What a signal handler may touch. A handler and not signalfd with a blocked mask: libraries start threads before main
// that do not carry the mask, and the kernel would deliver there.
std::atomic<int> g_event{-1};
std::atomic<int> g_count{0};
static_assert(std::atomic<int>::is_always_lock_free);

void wake(std::uint64_t value)
{
    const int saved = errno;
    [[maybe_unused]] const auto written = ::write(g_event.load(), &value, sizeof value);
    errno = saved;
}

void onSignal(int)
{
    if (g_count.fetch_add(1) > 0)
        ::_exit(130);
    wake(1);
}

void setHandler(int number, void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
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
    g_count = 0;
    m_thread = std::jthread([stop = m_stop]() mutable {
        std::uint64_t value = 0;
        while (::read(g_event.load(), &value, sizeof value) < 0 && errno == EINTR) {
        }
        if (g_count > 0)
            stop.request_stop();
    });
    // nohup ignores SIGHUP on purpose. Shells ignore SIGINT in background jobs only to keep Ctrl+C from them; a kill
    // -INT aimed at the job is still meant, and stopping with a checkpoint harms nobody.
    m_hangUpIgnored = isIgnored(SIGHUP);
    for (const int number : kSignals)
        if (number != SIGHUP || !m_hangUpIgnored)
            setHandler(number, onSignal);
}

InterruptListener::~InterruptListener()
{
    for (const int number : kSignals)
        if (number != SIGHUP || !m_hangUpIgnored)
            setHandler(number, SIG_DFL);
    wake(1);
    m_thread.join();
    ::close(g_event.exchange(-1));
}

} // namespace tandem
