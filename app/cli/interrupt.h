#pragma once

#include <stop_token>
#include <thread>

namespace tandem {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request while it lives; a second signal ends the process at once with
/// status 130. The same signal of the same process within a second is no second one: `timeout` sends it twice. SIGHUP
/// stays ignored where it was (nohup). One object at a time, made and destroyed by the main thread.
class InterruptListener {
public:
    InterruptListener();
    ~InterruptListener();
    InterruptListener(const InterruptListener &) = delete;
    InterruptListener &operator=(const InterruptListener &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    bool m_hangUpIgnored = false;
    std::jthread m_thread;
};

} // namespace tandem
