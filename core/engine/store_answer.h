#pragma once

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

/// What `question`, asked of a store, comes back with, or throws. Throws SilentStore after the limit; the question is
/// then waited for by nobody, so it has to own all that it uses.
template <class Question>
auto answerWithin(std::chrono::milliseconds limit, Question question) -> std::invoke_result_t<Question>
{
    // LibTorch reads an answer from its socket without a limit: that can only be waited for from outside.
    std::packaged_task<std::invoke_result_t<Question>()> task(std::move(question));
    auto answer = task.get_future();
    std::thread asking(std::move(task));
    if (answer.wait_for(limit) == std::future_status::timeout) {
        asking.detach(); // nothing wakes it but the store
        throw SilentStore();
    }
    asking.join();
    return answer.get();
}

} // namespace tandem::engine
