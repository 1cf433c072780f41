#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <utility>

namespace tandem::engine {

/// The store at which the ranks meet lets an answer wait for longer than it may.
class SilentStore : public std::runtime_error {
public:
    SilentStore() : std::runtime_error("the meeting point of the ranks gives no answer") {}
};

/// True once a thread of this process was left alone with a question.
inline std::atomic<bool> g_hasLoneThread = false; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// What `question`, asked of a store, comes back with, or throws. Throws SilentStore after the limit, and what `look`
/// throws, which is called now and then meanwhile; the question is then waited for by nobody, so it has to own all that
/// it uses.
template <class Question, class Look>
auto answerWithin(std::chrono::milliseconds limit, Question question, Look look) -> std::invoke_result_t<Question>
{
    constexpr std::chrono::milliseconds kLook(200);
    // LibTorch reads an answer from its socket without a limit: that can only be waited for from outside.
    std::packaged_task<std::invoke_result_t<Question>()> task(std::move(question));
    auto answer = task.get_future();
    std::thread asking(std::move(task));
    try {
        const auto deadline = std::chrono::steady_clock::now() + limit;
        while (answer.wait_until(std::min(deadline, std::chrono::steady_clock::now() + kLook)) !=
               std::future_status::ready) {
            if (std::chrono::steady_clock::now() >= deadline)
                throw SilentStore();
            look();
        }
    } catch (...) {
        g_hasLoneThread = true;
        asking.detach(); // nothing wakes it but the store
        throw;
    }
    asking.join();
    return answer.get();
}

template <class Question> auto answerWithin(std::chrono::milliseconds limit, Question question)
{
    return answerWithin(limit, std::move(question), [] {});
}

} // namespace tandem::engine
