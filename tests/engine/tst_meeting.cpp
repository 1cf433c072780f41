#include "core/engine/rank_environment.h"
#include "core/engine/ranks.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

// How ranks find each other over TCP. torchrun's agent listens at MASTER_PORT itself, for as long as it starts ranks: a
// store in this test stands in for it.

using namespace tandem;
using namespace tandem::engine;

namespace {

using Joined = Result<std::shared_ptr<Ranks>>;
constexpr auto kPatience = std::chrono::seconds(60);

/// What torchrun's agent is to the ranks that it starts.
class Agent {
public:
    Agent() : m_store(c10::make_intrusive<c10d::TCPStore>("127.0.0.1", options())) {}

    /// As a rank reads it that the agent has started for the `attempt`-th time anew.
    [[nodiscard]] RankEnvironment environment(int rank, int size, int attempt) const
    {
        const std::map<std::string, std::string> variables{{"RANK", std::to_string(rank)},
                                                           {"WORLD_SIZE", std::to_string(size)},
                                                           {"LOCAL_RANK", std::to_string(rank)},
                                                           {"LOCAL_WORLD_SIZE", std::to_string(size)},
                                                           {"MASTER_ADDR", "127.0.0.1"},
                                                           {"MASTER_PORT", std::to_string(m_store->getPort())},
                                                           {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                                                           {"TORCHELASTIC_RESTART_COUNT", std::to_string(attempt)}};
        return *rankEnvironment([&](const char *name) {
            const auto found = variables.find(name);
            return found == variables.end() ? nullptr : found->second.c_str();
        });
    }

private:
    static c10d::TCPStoreOptions options()
    {
        c10d::TCPStoreOptions options;
        options.port = 0; // any that is free
        options.isServer = true;
        options.waitWorkers = false;
        return options;
    }

    c10::intrusive_ptr<c10d::TCPStore> m_store;
};

/// A store whose process hangs: the system takes connections for it, and nothing reads them. Its socket stays open as
/// long as this process: a thread of LibTorch's would end the process where a connection is reset.
class HungListener {
public:
    HungListener() : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK); // port 0: any that is free
        socklen_t length = sizeof address;
        auto *const plain = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, plain, length) != 0 || ::listen(m_socket, 8) != 0 ||
            ::getsockname(m_socket, plain, &length) != 0)
            throw std::system_error(errno, std::generic_category());
        m_port = ntohs(address.sin_port);
    }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

/// Meets as each of `environments` and adds up what each brings: 1, 10, 100 ...; rank 1 leaves word before it goes.
std::vector<double> sumsOf(const std::vector<RankEnvironment> &environments)
{
    std::vector<double> sums(environments.size());
    {
        std::vector<std::jthread> threads;
        for (const RankEnvironment &environment : environments)
            threads.emplace_back([&] {
                const Joined ranks = joinRanks(environment, kPatience);
                if (!ranks) {
                    ADD_FAILURE() << "rank " << environment.rank << ": " << describe(ranks.error());
                    return;
                }
                auto t = torch::full({1}, std::pow(10.0, environment.rank), torch::kDouble);
                (*ranks)->sum(t);
                sums[static_cast<std::size_t>(environment.rank)] = t.item<double>();
                if (environment.rank == 1)
                    leaveRanks(**ranks, {ErrorCode::DiskFull, {"/scratch"}, {}});
            });
    }
    return sums;
}

} // namespace

TEST(Meeting, RanksMeetInTheStoreOfTorchrunsAgent)
{
    const Agent agent;
    const RankEnvironment first = agent.environment(0, 3, 0);
    EXPECT_TRUE(first.launcherListens);
    const std::vector<double> expected(3, 111);
    EXPECT_EQ(sumsOf({first, agent.environment(1, 3, 0), agent.environment(2, 3, 0)}), expected);
}

// The agent starts all ranks anew after one has failed, and its store still knows who came before, and who left.
TEST(Meeting, RanksStartedAnewMeetNobodyOfTheAttemptBefore)
{
    const Agent agent;
    const std::vector<double> expected(2, 11);
    ASSERT_EQ(sumsOf({agent.environment(0, 2, 0), agent.environment(1, 2, 0)}), expected);

    const Joined early = joinRanks(agent.environment(0, 2, 1), std::chrono::seconds(1));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::RankLost);
    ASSERT_EQ(early.error().arguments.at(0), "1") << describe(early.error());
    ASSERT_NE(early.error().arguments.at(1).find("did not come"), std::string::npos) << describe(early.error());

    EXPECT_EQ(sumsOf({agent.environment(0, 2, 2), agent.environment(1, 2, 2)}), expected);
}

TEST(Meeting, RankZeroListensWhereNoLauncherDoes)
{
    RankEnvironment lead{.rank = 0, .size = 2, .localRank = 0, .localSize = 2};
    std::optional<std::jthread> other;
    const auto listening = [&](std::uint16_t port) -> Result<void> {
        other.emplace([environment = lead, port]() mutable {
            environment.rank = environment.localRank = 1;
            environment.port = port;
            const Joined ranks = joinRanks(environment, kPatience);
            ASSERT_TRUE(ranks) << describe(ranks.error());
            auto t = torch::full({1}, 10.0);
            (*ranks)->sum(t);
        });
        return {};
    };
    const Joined ranks = joinRanks(lead, kPatience, {"cpu", listening, {}});
    ASSERT_TRUE(ranks) << describe(ranks.error());
    auto t = torch::full({1}, 1.0);
    (*ranks)->sum(t);
    EXPECT_EQ(t.item<float>(), 11);
}

TEST(Meeting, AWishToStopEndsTheWaitForOthers)
{
    const RankEnvironment lead{.rank = 0, .size = 2, .localRank = 0, .localSize = 2};
    std::stop_source stop;
    const auto listening = [&](std::uint16_t) -> Result<void> {
        stop.request_stop(); // nobody has come
        return {};
    };
    const auto began = std::chrono::steady_clock::now();
    const Joined ranks = joinRanks(lead, kPatience, {"cpu", listening, stop.get_token()});
    ASSERT_TRUE(ranks) << describe(ranks.error());
    EXPECT_EQ(*ranks, nullptr);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

TEST(Meeting, AStoreThatHangsAfterConnectingKeepsNobodyPastTheLimit)
{
    const HungListener listener;
    const RankEnvironment second{
        .rank = 1, .size = 2, .localRank = 1, .localSize = 2, .host = "127.0.0.1", .port = listener.port()};
    const auto began = std::chrono::steady_clock::now();
    const Joined ranks = joinRanks(second, std::chrono::seconds(1));
    ASSERT_FALSE(ranks);
    EXPECT_EQ(ranks.error().code, ErrorCode::RankLost);
    EXPECT_EQ(ranks.error().arguments.at(0), "0");
    EXPECT_NE(describe(ranks.error()).find("127.0.0.1:" + std::to_string(listener.port())), std::string::npos)
        << describe(ranks.error());
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}
