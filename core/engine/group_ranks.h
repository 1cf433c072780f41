#pragma once

#include "core/engine/ranks.h"
#include "core/engine/roll_call.h"

#if __has_include(<torch/csrc/distributed/c10d/Backend.hpp>)
#include <torch/csrc/distributed/c10d/Backend.hpp>
#endif
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/version.h>

#include <deque>
#include <functional>
#include <stop_token>
#include <string>

namespace tandem::engine {

#if TORCH_VERSION_MAJOR >= 2
using RankGroup = c10d::Backend;
#else
using RankGroup = c10d::ProcessGroup;
#endif
using RankGroupPtr = c10::intrusive_ptr<RankGroup>;

/// How a group's work is waited for.
enum class GroupWait {
    OfHost,  // wait() returns when the work is done, or throws at its limit (Gloo)
    OfDevice // wait() makes the device's queue wait, and the host goes on: what hangs shows in settle() (NCCL)
};

/// Ranks that speak through a process group of LibTorch's; failures are told apart by a roll call of the world.
class GroupRanks final : public Ranks {
public:
    /// Makes the group for ranks with this prefix in the world's store. May throw what LibTorch throws.
    using MakeGroup = std::function<RankGroupPtr(const std::string &prefix, int rank, int size)>;
    struct Options {
        std::chrono::milliseconds limit;
        GroupWait wait = GroupWait::OfHost;
        torch::Device device = torch::kCPU; // where tensors that are summed must lie
        std::stop_token stop = {};          // looked at until the meeting ends
    };

    /// The ranks that have this prefix. Throws RankFailure, or MeetingStopped.
    GroupRanks(std::shared_ptr<RollCall> world, MakeGroup make, const std::string &prefix, int rank, int size,
               const Options &options);
    ~GroupRanks() override;
    GroupRanks(const GroupRanks &) = delete;
    GroupRanks &operator=(const GroupRanks &) = delete;

    [[nodiscard]] int rank() const override { return m_rank; }
    [[nodiscard]] int size() const override { return m_size; }
    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &t) override;
    [[nodiscard]] torch::Device device() const override { return m_options.device; }
    void endMeeting(std::chrono::milliseconds limit) override
    {
        m_options.limit = limit;
        m_options.stop = {};
    }
    void broadcast(torch::Tensor &t) override;
    void settle() override;
    [[nodiscard]] std::shared_ptr<Ranks> group(int count) override;
    void leave(const Error &reason) override { m_world->leave(reason); }

private:
    using Work = decltype(std::declval<RankGroup &>().allreduce(std::declval<std::vector<torch::Tensor> &>()));
    class Sum;

    template <class Act> void guarded(Act &&act);
    void await(const Work &work);
    void awaitOnHost(c10d::Work &work);
    void finishOldest();
    void heedStop() const;
    void lookAround();
    void giveUp();

    std::shared_ptr<RollCall> m_world;
    MakeGroup m_make;
    int m_rank;
    int m_size;
    Options m_options;
    bool m_isBroken = false;
    RankGroupPtr m_group;
    std::deque<Work> m_underWay; // on the device, in order
};

} // namespace tandem::engine
