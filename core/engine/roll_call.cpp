#include "core/engine/roll_call.h"

#include "core/engine/store_answer.h"

#include <cstdint>
#include <thread>
#include <utility>

namespace tandem::engine {

namespace {
constexpr auto kMoment = std::chrono::seconds(1);
constexpr auto kPoll = std::chrono::milliseconds(20);
constexpr auto kPatience = std::chrono::seconds(5); // of one who leaves

std::string key(const char *word, int rank)
{
    return word + std::to_string(rank);
}

} // namespace

template <class Question> auto RollCall::ask(std::chrono::milliseconds limit, Question question)
{
    if (m_isSilent)
        throw SilentStore();
    try {
        return answerWithin(limit, [store = m_store, question = std::move(question)] { return question(*store); });
    } catch (const SilentStore &) {
        m_isSilent = true;
        throw;
    }
}

void RollCall::leave(const Error &reason)
{
    try {
        std::string text = describe(reason);
        if (text.ends_with('.')) // it is told within another sentence
            text.pop_back();
        ask(kPatience, [key = key("left/", m_rank), text](c10d::Store &store) {
            store.set(key, std::vector<std::uint8_t>(text.begin(), text.end()));
        });
    } catch (const std::exception &) {
        // Rank 0 is gone, and the store with it: nobody is left to read this.
    }
}

bool RollCall::hasFailure(std::chrono::milliseconds limit)
{
    return ask(limit, [size = m_size](c10d::Store &store) {
        for (int other = 0; other < size; ++other)
            for (const char *word : {"here/", "left/"})
                if (store.check({key(word, other)}))
                    return true;
        return false;
    });
}

RollCall::Roll RollCall::call(std::chrono::milliseconds limit, const std::string &what)
{
    return ask(limit, [size = m_size, what](c10d::Store &store) {
        Roll roll;
        for (int other = 0; other < size; ++other) {
            if (store.check({key("left/", other)})) {
                const auto word = store.get(key("left/", other));
                roll.left = {ErrorCode::RankLost, {std::to_string(other), std::string(word.begin(), word.end())}, what};
                return roll;
            }
            if (!store.check({key("here/", other)}))
                roll.missing.push_back(std::to_string(other));
        }
        return roll;
    });
}

Error RollCall::diagnose(const std::string &what, std::chrono::milliseconds limit)
{
    try {
        ask(limit, [own = key("here/", m_rank)](c10d::Store &store) { store.set(own, std::vector<std::uint8_t>{1}); });
        const auto deadline = std::chrono::steady_clock::now() + limit;
        auto settled = std::chrono::steady_clock::now() + kMoment;
        Roll roll;
        do {
            const auto before = roll.missing.size();
            roll = call(limit, what);
            if (roll.left)
                return *roll.left;
            if (roll.missing.size() != before)
                settled = std::chrono::steady_clock::now() + kMoment;
            const bool isOver = roll.missing.size() == 1 && std::chrono::steady_clock::now() > settled;
            if (roll.missing.empty() || isOver)
                break;
            std::this_thread::sleep_for(kPoll);
        } while (std::chrono::steady_clock::now() < deadline);
        return missingError(roll.missing, what, limit);
    } catch (const std::exception &) {
        if (m_isSilent)
            return missingError({"0"}, what, limit);
        return {ErrorCode::RankLost, {"0", "it ended, and the meeting point of the ranks with it"}, what};
    }
}

Error RollCall::missingError(const std::vector<std::string> &missing, const std::string &what,
                             std::chrono::milliseconds limit) const
{
    if (missing.empty())
        return {ErrorCode::EngineFailed, {"the ranks lost touch (" + what.substr(0, what.find('\n')) + ")"}, what};
    std::string names;
    for (const auto &name : missing)
        names += (names.empty() ? "" : ", ") + name;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
    return {ErrorCode::RankLost, {names, "it ended, or gave no answer for " + std::to_string(seconds) + " s"}, what};
}

} // namespace tandem::engine
