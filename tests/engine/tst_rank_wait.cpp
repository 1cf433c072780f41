#include "core/engine/group_ranks.h"

#include <gtest/gtest.h>
#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

// Ranks whose sums are done by a device: under NCCL, wait() comes back at once and a rank that hangs would show
// nowhere. A group that behaves so stands in for it: its work is complete once every rank has begun it.

using namespace tandem;
using namespace tandem::engine;

namespace {

using Work = c10d::Work;

/// What the ranks of a world have begun, in order.
struct Network {
    explicit Network(int size) : begun(static_cast<std::size_t>(size)) {}
    std::vector<std::atomic<int>> begun; // by rank
    std::atomic<bool> breaks = false;    // work ends with an exception

    [[nodiscard]] bool isDone(int number) const
    {
        for (const auto &count : begun)
            if (count < number)
                return false;
        return true;
    }
};

class DeviceWork : public Work {
public:
    DeviceWork(std::shared_ptr<Network> network, int number) : m_network(std::move(network)), m_number(number) {}
    bool isCompleted() override { return m_network->breaks || m_network->isDone(m_number); }
    std::exception_ptr exception() const override { return m_network->breaks ? m_failure : nullptr; }
    bool wait(std::chrono::milliseconds) override { return true; } // the queue waits, not the host

private:
    std::shared_ptr<Network> m_network;
    int m_number;
    std::exception_ptr m_failure = std::make_exception_ptr(std::runtime_error("remote process exited"));
};

class DeviceGroup : public RankGroup {
public:
    DeviceGroup(std::shared_ptr<Network> network, int rank, int size)
        : RankGroup(rank, size), m_network(std::move(network))
    {
    }
    const std::string getBackendName() const override { return "device"; }
    c10::intrusive_ptr<Work> allreduce(std::vector<at::Tensor> &, const c10d::AllreduceOptions &) override
    {
        const int number = ++m_network->begun[static_cast<std::size_t>(getRank())];
        return c10::make_intrusive<DeviceWork>(m_network, number);
    }

private:
    std::shared_ptr<Network> m_network;
};

/// A store whose process hangs: connected, and silent.
class HungStore : public c10d::HashStore {
public:
    ~HungStore() override = default;
    std::vector<std::uint8_t> get(const std::string &key) override
    {
        m_asked = true;
        m_hangs.wait(true);
        return HashStore::get(key);
    }
    bool check(const std::vector<std::string> &keys) override
    {
        m_asked = true;
        m_hangs.wait(true);
        return HashStore::check(keys);
    }
    [[nodiscard]] bool wasAsked() const { return m_asked; }
    /// Lets go of who waits.
    void wake()
    {
        m_hangs = false;
        m_hangs.notify_all();
    }

private:
    std::atomic<bool> m_asked = false, m_hangs = true;
};

struct World {
    explicit World(int size, c10::intrusive_ptr<c10d::Store> store = c10::make_intrusive<c10d::HashStore>())
        : network(std::make_shared<Network>(size)), m_store(std::move(store)), m_size(size)
    {
    }

    [[nodiscard]] std::shared_ptr<Ranks> rank(int number, std::chrono::milliseconds limit) const
    {
        const auto make = [this](const std::string &, int rank, int size) -> RankGroupPtr {
            return c10::make_intrusive<DeviceGroup>(network, rank, size);
        };
        return std::make_shared<GroupRanks>(std::make_shared<RollCall>(m_store, number, m_size), make, "world", number,
                                            m_size, GroupRanks::Options{limit, GroupWait::OfDevice, torch::kCPU});
    }

    std::shared_ptr<Network> network;

private:
    c10::intrusive_ptr<c10d::Store> m_store;
    int m_size;
};

Error failureOf(Ranks &ranks)
{
    try {
        ranks.settle();
    } catch (const RankFailure &failure) {
        return failure.error();
    }
    return {ErrorCode::BadUsage, {"nothing failed"}, {}};
}

using Clock = std::chrono::steady_clock;
constexpr auto kLong = std::chrono::seconds(600);

} // namespace

TEST(DeviceRanks, TheHostGoesOnUntilItSettles)
{
    const World world(2);
    const auto first = world.rank(0, kLong), second = world.rank(1, kLong);
    auto t = torch::ones({1});
    first->sum(t); // comes back though the other has not begun
    first->sum(t);
    std::atomic<bool> settled = false;
    std::jthread host([&] {
        first->settle();
        settled = true;
    });
    second->sum(t);
    EXPECT_FALSE(settled); // one of two sums
    second->sum(t);
    host.join();
    EXPECT_TRUE(settled);
    first->settle(); // nothing is under way
}

TEST(DeviceRanks, AHungRankIsNamedWithinTheLimit)
{
    constexpr auto kLimit = std::chrono::milliseconds(400);
    const World world(3);
    const auto first = world.rank(0, kLimit), third = world.rank(2, kLimit);
    auto t = torch::ones({1});
    first->sum(t);
    third->sum(t);
    const auto began = Clock::now();
    Error ofThird;
    std::jthread other([&] { ofThird = failureOf(*third); });
    const Error ofFirst = failureOf(*first);
    other.join();
    for (const Error &error : {ofFirst, ofThird}) {
        EXPECT_EQ(error.code, ErrorCode::RankLost) << describe(error);
        EXPECT_EQ(error.arguments.at(0), "1") << describe(error);
    }
    EXPECT_LT(Clock::now() - began, std::chrono::seconds(30)); // a limit to wait and one to call the roll
    EXPECT_TRUE(hasHungDevice());
}

TEST(DeviceRanks, WordOfARankThatLeavesComesThroughWhileTheDeviceWaits)
{
    const World world(2);
    const auto first = world.rank(0, kLong), second = world.rank(1, kLong);
    auto t = torch::ones({1});
    first->sum(t);
    second->leave({ErrorCode::DiskFull, {"/scratch"}, {}});
    const Error error = failureOf(*first);
    EXPECT_EQ(error.code, ErrorCode::RankLost);
    EXPECT_EQ(error.arguments.at(0), "1");
    EXPECT_NE(error.arguments.at(1).find("The disk is full: /scratch"), std::string::npos) << describe(error);
    EXPECT_EQ(describe(error).find(".."), std::string::npos) << describe(error); // a sentence within another one
}

// The store lives in rank 0: while that hangs, nothing that others ask of it comes back.
TEST(DeviceRanks, AStoreThatNeverAnswersKeepsNobodyPastTheLimit)
{
    constexpr auto kLimit = std::chrono::milliseconds(400);
    const auto store = c10::make_intrusive<HungStore>();
    const World world(2, store);
    const auto second = world.rank(1, kLimit);
    auto t = torch::ones({1});
    second->sum(t);
    const auto began = Clock::now();
    const Error error = failureOf(*second);
    second->leave(error); // word for nobody
    const auto took = Clock::now() - began;
    EXPECT_TRUE(store->wasAsked());
    store->wake();
    EXPECT_EQ(error.code, ErrorCode::RankLost) << describe(error);
    EXPECT_EQ(error.arguments.at(0), "0") << describe(error);
    EXPECT_LT(took, std::chrono::seconds(5)); // a moment until it asks, and the limit
}

TEST(DeviceRanks, AnErrorOfTheDeviceIsNoSum)
{
    constexpr auto kLimit = std::chrono::milliseconds(400);
    const World world(2);
    const auto first = world.rank(0, kLimit);
    auto t = torch::ones({1});
    first->sum(t);
    world.network->breaks = true;
    const Error error = failureOf(*first);
    EXPECT_EQ(error.code, ErrorCode::RankLost) << describe(error);
    EXPECT_NE(error.detail.find("remote process exited"), std::string::npos);
}
