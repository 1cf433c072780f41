#pragma once

#include "core/base/error.h"
#include "core/engine/rank_environment.h"

#include <torch/csrc/distributed/c10d/Store.hpp>
#include <torch/torch.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

namespace tandem::engine {

/// A rank is lost, or gave up. Thrown by everything that waits for other ranks.
class RankFailure : public std::runtime_error {
public:
    explicit RankFailure(Error error) : std::runtime_error(describe(error)), m_error(std::move(error)) {}
    [[nodiscard]] const Error &error() const { return m_error; }

private:
    Error m_error;
};

/// Rank 0 was asked to stop before all had met. Thrown where RankFailure is.
class MeetingStopped : public std::exception {};

/// The part of a batch of N images that falls to a rank.
struct RankSlice {
    std::int64_t first = 0, last = 0; // half open
    [[nodiscard]] std::int64_t size() const { return last - first; }
};

/// The processes that train one run together, as one of them sees them. All ranks must call the same things in the same
/// order. What waits throws RankFailure when a rank does not answer within the limit. Any one thread at a time.
class Ranks {
public:
    /// A sum under way. wait() puts it into the tensor that was given.
    class Pending {
    public:
        virtual ~Pending() = default;
        virtual void wait() = 0;
    };

    virtual ~Ranks() = default;
    [[nodiscard]] virtual int rank() const = 0;
    [[nodiscard]] virtual int size() const = 0;
    /// Σ over the ranks, in place and the same to the last bit on each. `t` is contiguous.
    void sum(torch::Tensor &t) { sumLater(t)->wait(); }
    [[nodiscard]] virtual std::unique_ptr<Pending> sumLater(torch::Tensor &t) = 0;
    /// Where tensors that are summed or broadcast must lie: a GPU under NCCL.
    [[nodiscard]] virtual torch::Device device() const = 0;
    /// All have met: so long to wait for a rank from here on, and no more looking for a wish to stop meanwhile.
    virtual void endMeeting(std::chrono::milliseconds limit) = 0;
    /// Rank 0's values, in place.
    virtual void broadcast(torch::Tensor &t) = 0;
    /// Waits until the sums and broadcasts so far are done, where a device does them and the host goes on meanwhile
    /// (NCCL). Call it before a number that follows from them is read: reading would wait for ever for a rank that
    /// hangs, and this names it.
    virtual void settle() = 0;
    /// The ranks in groups of `count` neighbours: the group that this one is in. Called by all.
    [[nodiscard]] virtual std::shared_ptr<Ranks> group(int count) = 0;
    /// Leaves word for the others of why this rank ends.
    virtual void leave(const Error &reason) = 0;

    /// What falls to `rank` when `count` things are dealt out in order: shares differ by one at most.
    [[nodiscard]] RankSlice slice(std::int64_t count, int rank) const
    {
        return {count * rank / size(), count * (rank + 1) / size()};
    }
    [[nodiscard]] RankSlice slice(std::int64_t count) const { return slice(count, rank()); }
};

/// One process: nothing to wait for.
[[nodiscard]] std::shared_ptr<Ranks> aloneRanks();

enum class RankNetwork { Loopback, Network, Nccl }; // this machine alone, Gloo over the network, GPUs

/// Ranks that meet through a store of LibTorch's: what joinRanks() does after the rendezvous, and tests with threads.
/// `deviceIndex`: the GPU of this rank under NCCL. `stop`: see MeetingLead. Error as an exception: RankFailure.
[[nodiscard]] std::shared_ptr<Ranks> makeRanks(const c10::intrusive_ptr<c10d::Store> &store, int rank, int size,
                                               std::chrono::milliseconds limit,
                                               RankNetwork network = RankNetwork::Loopback, int deviceIndex = 0,
                                               std::stop_token stop = {});

/// Every rank's rows put together, as a function with gradient: `local` [A, D] are the rows `rows` [A] of the result
/// [total, D]. Backward sums the gradient of the whole over the ranks and takes the own rows, so that a loss which is a
/// sum over the ranks gets its exact gradient (google-research/simclr objective.py, tpu_cross_replica_concat).
[[nodiscard]] torch::Tensor gatherRows(const torch::Tensor &local, const torch::Tensor &rows, std::int64_t total,
                                       const std::shared_ptr<Ranks> &ranks);

/// The rows of a batch of 2N views, N first views before N second views, that the images of `slice` own: [2n], long.
[[nodiscard]] torch::Tensor viewRows(const RankSlice &slice, std::int64_t images, const torch::Device &device);

} // namespace tandem::engine
