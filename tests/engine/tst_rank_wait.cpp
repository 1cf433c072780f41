#include "core/engine/group_ranks.h"

#include <gtest/gtest.h>
#include <torch/csrc/distributed/c10d/HashStore.hpp>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
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

/// Work that is done just after the time that was given to it: the wait throws, and the work is complete.
class LateWork : public Work {
public:
    explicit LateWork(std::exception_ptr failure) : m_failure(std::move(failure)) {}
    bool wait(std::chrono::milliseconds timeout) override
    {
        if (timeout == kNoTimeout)
            return Work::wait(timeout);
        finish(m_failure);
        throw std::runtime_error("Operation timed out!");
    }

private:
    std::exception_ptr m_failure;
};

class LateGroup : public RankGroup {
public:
    explicit LateGroup(std::exception_ptr failure) : RankGroup(0, 2), m_failure(std::move(failure)) {}
    const std::string getBackendName() const override { return "late"; }
    c10::intrusive_ptr<Work> allreduce(std::vector<at::Tensor> &, const c10d::AllreduceOptions &) override
    {
        return c10::make_intrusive<LateWork>(m_failure);
    }

private:
    std::exception_ptr m_failure;
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

/// What a sum of a host's group ends with that is done, or fails, just after its time was up.
std::optional<Error> failureOfLateSum(const std::exception_ptr &failure)
{
    const auto make = [&](const std::string &, int, int) -> RankGroupPtr {
        return c10::make_intrusive<LateGroup>(failure);
    };
    const auto world = std::make_shared<RollCall>(c10::make_intrusive<c10d::HashStore>(), 0, 2);
    GroupRanks ranks(world, make, "world", 0, 2, {std::chrono::milliseconds(400), GroupWait::OfHost, torch::kCPU});
    auto t = torch::ones({1});
    try {
        ranks.sum(t);
    } catch (const RankFailure &thrown) {
        return thrown.error();
    }
    return {};
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
    EXPECT_TRUE(mustEndAtOnce());
}

// A device's queue of kernels is finite: behind a sum that never ends, the host must not fill it.
TEST(DeviceRanks, TheHostDoesNotRunFarAhead)
{
    constexpr auto kLimit = std::chrono::milliseconds(400);
    const World world(2);
    const auto first = world.rank(0, kLimit);
    auto t = torch::ones({1});
    int begun = 0;
    try {
        for (; begun < 100; ++begun)
            first->sum(t);
    } catch (const RankFailure &failure) {
        EXPECT_EQ(failure.error().arguments.at(0), "1") << describe(failure.error());
    }
    EXPECT_GT(begun, 1);
    EXPECT_LT(begun, 20);
}

TEST(HostRanks, ASumThatIsDoneJustAfterItsTimeIsNoFailure)
{
    EXPECT_FALSE(failureOfLateSum(nullptr));
    const auto error = failureOfLateSum(std::make_exception_ptr(std::runtime_error("remote process exited")));
    ASSERT_TRUE(error);
    EXPECT_NE(error->detail.find("remote process exited"), std::string::npos) << error->detail;
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

// Ranks wait for each other also while a group is made; a person who stops the run need not wait with them.
TEST(HostRanks, AWishToStopEndsTheMakingOfAGroup)
{
    const auto others = std::make_shared<std::latch>(1);
    const auto make = [others](const std::string &, int, int) -> RankGroupPtr {
        others->wait();
        return {};
    };
    const auto world = std::make_shared<RollCall>(c10::make_intrusive<c10d::HashStore>(), 0, 2);
    std::stop_source stop;
    stop.request_stop();
    const auto join = [&] {
        const GroupRanks ranks(world, make, "world", 0, 2,
                               {std::chrono::seconds(20), GroupWait::OfHost, torch::kCPU, stop.get_token()});
    };
    EXPECT_THROW(join(), MeetingStopped);
    EXPECT_TRUE(mustEndAtOnce()); // a thread still makes the group
    others->count_down();
}
