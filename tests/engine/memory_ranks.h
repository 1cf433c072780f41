#pragma once

#include "core/engine/group_ranks.h"
#include "tests/engine/test_ranks.h"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tandem::test {

/// Sums of ranks that are threads: the last to bring its part of a sum makes it for all.
class MemoryNetwork {
public:
    using Work = c10d::Work;

    explicit MemoryNetwork(int size) : m_size(static_cast<std::size_t>(size)), m_begun(m_size) {}

    c10::intrusive_ptr<Work> bring(int rank, const torch::Tensor &part)
    {
        const std::lock_guard lock(m_mutex);
        const int number = m_begun[static_cast<std::size_t>(rank)]++;
        auto &brought = m_sums[number];
        const auto work = c10::make_intrusive<Part>();
        brought[rank] = {part, work};
        if (brought.size() == m_size) {
            finish(brought);
            m_sums.erase(number);
        }
        return work;
    }

private:
    struct Part : Work {
        using Work::finish;
    };
    struct Brought {
        torch::Tensor part;
        c10::intrusive_ptr<Part> work;
    };

    static void finish(const std::map<int, Brought> &brought) // in the order of ranks: the same bits each time
    {
        const torch::NoGradGuard constant;
        auto sum = torch::zeros_like(brought.begin()->second.part);
        for (const auto &[rank, one] : brought)
            sum += one.part;
        for (const auto &[rank, one] : brought) {
            one.part.copy_(sum);
            one.work->finish();
        }
    }

    std::size_t m_size;
    std::mutex m_mutex;
    std::vector<int> m_begun;                     // so many sums, by rank
    std::map<int, std::map<int, Brought>> m_sums; // by number, by rank
};

class MemoryGroup : public engine::RankGroup {
public:
    MemoryGroup(std::shared_ptr<MemoryNetwork> network, int rank, int size)
        : engine::RankGroup(rank, size), m_network(std::move(network))
    {
    }
    const std::string getBackendName() const override { return "memory"; }
    c10::intrusive_ptr<c10d::Work> allreduce(std::vector<at::Tensor> &tensors, const c10d::AllreduceOptions &) override
    {
        return m_network->bring(getRank(), tensors.at(0));
    }

private:
    std::shared_ptr<MemoryNetwork> m_network;
};

/// onRanks() without sockets: for what sums so often that Gloo's messages would take most of the time.
template <class Act> void onRanksInMemory(int size, Act &&act)
{
    const auto store = c10::make_intrusive<c10d::HashStore>();
    const auto network = std::make_shared<MemoryNetwork>(size);
    const auto makeGroup = [network](const std::string &, int rank, int count) -> engine::RankGroupPtr {
        return c10::make_intrusive<MemoryGroup>(network, rank, count);
    };
    const auto make = [&](int rank) -> std::shared_ptr<engine::Ranks> {
        return std::make_shared<engine::GroupRanks>(std::make_shared<engine::RollCall>(store, rank, size), makeGroup,
                                                    "world", rank, size, engine::GroupRanks::Options{kRankLimit});
    };
    onRanksMadeBy(make, size, act);
}

} // namespace tandem::test
