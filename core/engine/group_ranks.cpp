#include "core/engine/group_ranks.h"

#include "core/engine/rank_environment.h"
#include "core/engine/store_answer.h"

#include <atomic>
#include <thread>

namespace tandem::engine {

namespace {

/// How often a rank that waits looks whether another one has met a failure already.
constexpr auto kLookAround = std::chrono::milliseconds(200);
constexpr auto kPoll = std::chrono::microseconds(100);
/// Sums of the device that may be under way. Behind one that never ends its queue of kernels fills, and then launching
/// another one would block for ever, where no limit is looked at.
constexpr std::size_t kAhead = 8;

std::atomic<bool> g_hungDevice = false; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

} // namespace

class GroupRanks::Sum final : public Ranks::Pending {
public:
    explicit Sum(GroupRanks &ranks) : m_ranks(ranks) {}
    void wait() override
    {
        m_ranks.guarded([this] { m_ranks.await(work); });
    }
    Work work;

private:
    GroupRanks &m_ranks;
};

GroupRanks::GroupRanks(std::shared_ptr<RollCall> world, MakeGroup make, const std::string &prefix, int rank, int size,
                       const Options &options)
    : m_world(std::move(world)), m_make(std::move(make)), m_rank(rank), m_size(size), m_options(options)
{
    // Groups ask the store for the addresses of the others, which may hang as any question to it.
    const auto limit = options.limit + kLookAround;
    guarded([&] {
        m_group = answerWithin(
            limit, [=, make = m_make] { return make(prefix, rank, size); }, [this] { heedStop(); });
    });
}

GroupRanks::~GroupRanks()
{
    // After a failure, the group would wait for sums that never end.
    if (m_isBroken)
        static_cast<void>(m_group.release());
}

std::unique_ptr<Ranks::Pending> GroupRanks::sumLater(torch::Tensor &t)
{
    auto pending = std::make_unique<Sum>(*this);
    guarded([&] {
        std::vector<torch::Tensor> tensors{t};
        pending->work = m_group->allreduce(tensors);
    });
    return pending;
}

void GroupRanks::broadcast(torch::Tensor &t)
{
    guarded([&] {
        std::vector<torch::Tensor> tensors{t};
        await(m_group->broadcast(tensors));
    });
}

std::shared_ptr<Ranks> GroupRanks::group(int count)
{
    const int first = m_rank / count * count;
    return std::make_shared<GroupRanks>(m_world, m_make, "group" + std::to_string(first), m_rank - first,
                                        std::min(count, m_size - first), m_options);
}

template <class Act> void GroupRanks::guarded(Act &&act)
{
    try {
        act();
    } catch (const RankFailure &) {
        throw;
    } catch (const MeetingStopped &) {
        giveUp();
        throw;
    } catch (const std::exception &failure) {
        giveUp();
        throw RankFailure(m_world->diagnose(failure.what(), m_options.limit));
    }
}

void GroupRanks::giveUp()
{
    m_isBroken = true;
    g_hungDevice = g_hungDevice || m_options.wait == GroupWait::OfDevice;
}

void GroupRanks::await(const Work &work)
{
    if (m_options.wait == GroupWait::OfHost)
        return awaitOnHost(*work);
    work->wait(); // the device's queue does
    m_underWay.push_back(work);
    if (m_underWay.size() > kAhead)
        finishOldest();
}

/// A rank that is not connected to the lost one would wait for others that gave up: it looks around meanwhile.
void GroupRanks::awaitOnHost(c10d::Work &work)
{
    const auto deadline = std::chrono::steady_clock::now() + m_options.limit;
    for (;;) {
        try {
            work.wait(kLookAround);
            return;
        } catch (const std::exception &) {
            if (work.isCompleted()) {
                work.wait(); // throws if it failed; it may have been done just after its time was up
                return;
            }
        }
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("no answer within the limit");
        lookAround();
    }
}

void GroupRanks::settle()
{
    guarded([this] {
        while (!m_underWay.empty())
            finishOldest();
    });
}

void GroupRanks::finishOldest()
{
    c10d::Work &work = *m_underWay.front();
    const auto began = std::chrono::steady_clock::now();
    auto look = began + kLookAround;
    while (!work.isCompleted()) {
        const auto now = std::chrono::steady_clock::now();
        if (now > began + m_options.limit)
            throw std::runtime_error("no answer within the limit");
        if (now > look) {
            lookAround();
            look = now + kLookAround;
        }
        std::this_thread::sleep_for(kPoll);
    }
    if (const auto failure = work.exception())
        std::rethrow_exception(failure);
    m_underWay.pop_front();
}

void GroupRanks::heedStop() const
{
    if (m_options.stop.stop_requested())
        throw MeetingStopped();
}

void GroupRanks::lookAround()
{
    heedStop();
    if (m_world->hasFailure(m_options.limit))
        throw std::runtime_error("another rank met a failure");
}

} // namespace tandem::engine

namespace tandem {

bool mustEndAtOnce()
{
    return engine::g_hungDevice || engine::g_hasLoneThread;
}

} // namespace tandem
