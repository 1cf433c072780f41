#include "core/engine/roll_call.h"

#include <thread>
#include <vector>

namespace tandem::engine {

namespace {
constexpr auto kMoment = std::chrono::seconds(1);
constexpr auto kPoll = std::chrono::milliseconds(20);
} // namespace

void RollCall::leave(const Error &reason)
{
    try {
        const std::string text = describe(reason);
        m_store->set("left/" + std::to_string(m_rank), std::vector<std::uint8_t>(text.begin(), text.end()));
    } catch (const std::exception &) {
        // Rank 0 is gone, and the store with it: nobody is left to read this.
    }
}

bool RollCall::hasFailure()
{
    for (int other = 0; other < m_size; ++other)
        for (const char *key : {"here/", "left/"})
            if (m_store->check({key + std::to_string(other)}))
                return true;
    return false;
}

std::string RollCall::read(const std::string &key)
{
    const auto bytes = m_store->get(key);
    return {bytes.begin(), bytes.end()};
}

Error RollCall::diagnose(const std::string &what, std::chrono::milliseconds limit)
{
    try {
        m_store->set("here/" + std::to_string(m_rank), std::vector<std::uint8_t>{1});
        const auto deadline = std::chrono::steady_clock::now() + limit;
        auto settled = std::chrono::steady_clock::now() + kMoment;
        std::vector<std::string> missing;
        do {
            const auto before = missing.size();
            missing.clear();
            for (int other = 0; other < m_size; ++other) {
                const std::string name = std::to_string(other);
                if (m_store->check({"left/" + name}))
                    return {ErrorCode::RankLost, {name, read("left/" + name)}, what};
                if (!m_store->check({"here/" + name}))
                    missing.push_back(name);
            }
            if (missing.size() != before)
                settled = std::chrono::steady_clock::now() + kMoment;
            if (missing.empty() || (missing.size() == 1 && std::chrono::steady_clock::now() > settled))
                break;
            std::this_thread::sleep_for(kPoll);
        } while (std::chrono::steady_clock::now() < deadline);
        return missingError(missing, what, limit);
    } catch (const std::exception &) {
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
