#include "core/engine/ranks.h"

#include <cstdlib>
#include <thread>

#ifdef TANDEM_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#ifdef TANDEM_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/version.h>

namespace tandem::engine {

namespace {

#if TORCH_VERSION_MAJOR >= 2
using Group = c10d::Backend;
#else
using Group = c10d::ProcessGroup;
#endif
using StorePtr = c10::intrusive_ptr<c10d::Store>;

constexpr auto kMoment = std::chrono::seconds(1);
constexpr auto kPoll = std::chrono::milliseconds(20);
/// How often a rank that waits looks whether another one has met a failure already.
constexpr auto kLookAround = std::chrono::milliseconds(200);

class Alone final : public Ranks {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int size() const override { return 1; }
    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &) override { return std::make_unique<Done>(); }
    [[nodiscard]] torch::Device device() const override { return torch::kCPU; }
    void setLimit(std::chrono::milliseconds) override {}
    void broadcast(torch::Tensor &) override {}
    [[nodiscard]] std::shared_ptr<Ranks> group(int) override { return std::make_shared<Alone>(); }
    void leave(const Error &) override {}

private:
    class Done final : public Pending {
    public:
        void wait() override {}
    };
};

c10::intrusive_ptr<Group> makeGroup(const StorePtr &store, int rank, int size, std::chrono::milliseconds limit,
                                    RankNetwork network)
{
#ifdef TANDEM_NCCL
    if (network == RankNetwork::Nccl) {
        const auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = limit;
        return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, size, options);
    }
#endif
#ifdef TANDEM_GLOO
    const auto options = c10d::ProcessGroupGloo::Options::create(limit);
    // A machine's own name may resolve to nothing, or to an address that others cannot reach.
    const char *interface = std::getenv("GLOO_SOCKET_IFNAME");
    if (network == RankNetwork::Loopback)
        options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1"));
    else if (interface != nullptr)
        options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForInterface(interface));
    else
        options->devices.push_back(c10d::ProcessGroupGloo::createDefaultDevice());
    return c10::make_intrusive<c10d::ProcessGroupGloo>(store, rank, size, options);
#else
    (void)store, (void)rank, (void)size, (void)limit, (void)network;
    throw RankFailure({ErrorCode::RanksUnavailable, {}, "built without Gloo's headers"});
#endif
}

/// A process group among the ranks of the world. Failures are told apart by a roll call of the world in its store,
/// which outlives the group's connections.
class GroupRanks final : public Ranks {
public:
    struct World {
        StorePtr store;
        int rank = 0, size = 1;
    };

    GroupRanks(World world, const StorePtr &store, int rank, int size, std::chrono::milliseconds limit,
               RankNetwork network)
        : m_world(std::move(world)), m_rank(rank), m_size(size), m_limit(limit), m_network(network)
    {
        guarded([&] { m_group = makeGroup(store, rank, size, limit, network); });
    }

    ~GroupRanks() override
    {
        // After a failure, the group would wait for sums that never end.
        if (m_isBroken)
            static_cast<void>(m_group.release());
    }
    GroupRanks(const GroupRanks &) = delete;
    GroupRanks &operator=(const GroupRanks &) = delete;

    [[nodiscard]] int rank() const override { return m_rank; }
    [[nodiscard]] int size() const override { return m_size; }
    void setLimit(std::chrono::milliseconds limit) override { m_limit = limit; }
    [[nodiscard]] torch::Device device() const override
    {
        return m_network == RankNetwork::Nccl ? torch::kCUDA : torch::kCPU;
    }

    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &t) override
    {
        auto pending = std::make_unique<Sum>(*this);
        guarded([&] {
            std::vector<torch::Tensor> tensors{t};
            pending->work = m_group->allreduce(tensors);
        });
        return pending;
    }

    void broadcast(torch::Tensor &t) override
    {
        guarded([&] {
            std::vector<torch::Tensor> tensors{t};
            await(*m_group->broadcast(tensors));
        });
    }

    [[nodiscard]] std::shared_ptr<Ranks> group(int count) override
    {
        const int first = m_rank / count * count;
        const auto prefix = c10::make_intrusive<c10d::PrefixStore>("group" + std::to_string(first), m_world.store);
        return std::make_shared<GroupRanks>(m_world, prefix, m_rank - first, std::min(count, m_size - first), m_limit,
                                            m_network);
    }

    void leave(const Error &reason) override
    {
        try {
            const std::string text = describe(reason);
            m_world.store->set("left/" + std::to_string(m_world.rank),
                               std::vector<std::uint8_t>(text.begin(), text.end()));
        } catch (const std::exception &) {
            // Rank 0 is gone, and the store with it: nobody is left to read this.
        }
    }

private:
    using Work = decltype(std::declval<Group &>().allreduce(std::declval<std::vector<torch::Tensor> &>()));

    class Sum final : public Pending {
    public:
        explicit Sum(GroupRanks &ranks) : m_ranks(ranks) {}
        void wait() override
        {
            m_ranks.guarded([this] { m_ranks.await(*work); });
        }
        Work work;

    private:
        GroupRanks &m_ranks;
    };

    template <class Act> void guarded(Act &&act)
    {
        try {
            act();
        } catch (const RankFailure &) {
            throw;
        } catch (const std::exception &failure) {
            m_isBroken = true;
            throw RankFailure(diagnose(failure.what()));
        }
    }

    /// A rank that is not connected to the lost one would wait for others that gave up: it looks around meanwhile.
    template <class Running> void await(Running &work)
    {
        const auto deadline = std::chrono::steady_clock::now() + m_limit;
        for (;;) {
            try {
                work.wait(kLookAround);
                return;
            } catch (const std::exception &) {
                if (work.isCompleted())
                    throw;
            }
            if (std::chrono::steady_clock::now() > deadline)
                throw std::runtime_error("no answer within the limit");
            for (int other = 0; other < m_world.size; ++other)
                for (const char *key : {"here/", "left/"})
                    if (m_world.store->check({key + std::to_string(other)}))
                        throw std::runtime_error("rank " + std::to_string(other) + " met a failure");
        }
    }

    [[nodiscard]] std::string read(const std::string &key)
    {
        const auto bytes = m_world.store->get(key);
        return {bytes.begin(), bytes.end()};
    }

    /// Who is missing? Each rank that still runs meets a failure of its own, and answers the roll call. It ends when
    /// one alone stays away for a moment, or after the limit.
    [[nodiscard]] Error diagnose(const std::string &what)
    {
        try {
            m_world.store->set("here/" + std::to_string(m_world.rank), std::vector<std::uint8_t>{1});
            const auto deadline = std::chrono::steady_clock::now() + m_limit;
            auto settled = std::chrono::steady_clock::now() + kMoment;
            std::vector<std::string> missing;
            do {
                const auto before = missing.size();
                missing.clear();
                for (int other = 0; other < m_world.size; ++other) {
                    const std::string name = std::to_string(other);
                    if (m_world.store->check({"left/" + name}))
                        return {ErrorCode::RankLost, {name, read("left/" + name)}, what};
                    if (!m_world.store->check({"here/" + name}))
                        missing.push_back(name);
                }
                if (missing.size() != before)
                    settled = std::chrono::steady_clock::now() + kMoment;
                if (missing.empty() || (missing.size() == 1 && std::chrono::steady_clock::now() > settled))
                    break;
                std::this_thread::sleep_for(kPoll);
            } while (std::chrono::steady_clock::now() < deadline);
            return missingError(missing, what);
        } catch (const std::exception &) {
            return {ErrorCode::RankLost, {"0", "it ended, and the meeting point of the ranks with it"}, what};
        }
    }

    [[nodiscard]] Error missingError(const std::vector<std::string> &missing, const std::string &what) const
    {
        if (missing.empty())
            return {ErrorCode::EngineFailed, {"the ranks lost touch (" + what.substr(0, what.find('\n')) + ")"}, what};
        std::string names;
        for (const auto &name : missing)
            names += (names.empty() ? "" : ", ") + name;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_limit).count();
        return {
            ErrorCode::RankLost, {names, "it ended, or gave no answer for " + std::to_string(seconds) + " s"}, what};
    }

    World m_world;
    int m_rank;
    int m_size;
    std::chrono::milliseconds m_limit;
    RankNetwork m_network;
    bool m_isBroken = false;
    c10::intrusive_ptr<Group> m_group;
};

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class GatherRows : public torch::autograd::Function<GatherRows> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &local, const torch::Tensor &rows,
                                 std::int64_t total, const std::shared_ptr<Ranks> *ranks)
    {
        context->save_for_backward({rows});
        context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks->get());
        // Every row is nonzero on one rank only: the sum is exact.
        auto all = torch::zeros({total, local.size(1)}, local.options());
        all.index_copy_(0, rows, local);
        (*ranks)->sum(all);
        return all;
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        auto *ranks = reinterpret_cast<Ranks *>(context->saved_data["ranks"].toInt());
        auto whole = gradients[0].contiguous().clone();
        ranks->sum(whole);
        return {whole.index_select(0, context->get_saved_variables()[0]), {}, {}, {}};
    }
};

} // namespace

std::shared_ptr<Ranks> aloneRanks()
{
    return std::make_shared<Alone>();
}

std::shared_ptr<Ranks> makeRanks(const StorePtr &store, int rank, int size, std::chrono::milliseconds limit,
                                 RankNetwork network)
{
    return std::make_shared<GroupRanks>(GroupRanks::World{store, rank, size}, store, rank, size, limit, network);
}

torch::Tensor gatherRows(const torch::Tensor &local, const torch::Tensor &rows, std::int64_t total,
                         const std::shared_ptr<Ranks> &ranks)
{
    return ranks->size() == 1 ? local : GatherRows::apply(local, rows, total, &ranks);
}

torch::Tensor viewRows(const RankSlice &slice, std::int64_t images, const torch::Device &device)
{
    const auto first = torch::arange(slice.first, slice.last, torch::TensorOptions(torch::kLong).device(device));
    return torch::cat({first, first + images});
}

} // namespace tandem::engine

namespace tandem {

Result<std::shared_ptr<engine::Ranks>> joinRanks(const RankEnvironment &environment, std::chrono::seconds limit,
                                                 const std::string &device,
                                                 const std::function<Result<void>(std::uint16_t port)> &listening)
{
    if (environment.size == 1)
        return engine::aloneRanks();
    try {
        c10d::TCPStoreOptions options;
        options.port = environment.port;
        options.isServer = environment.rank == 0;
        options.waitWorkers = false;
        options.timeout = limit;
        const auto store = c10::make_intrusive<c10d::TCPStore>(environment.host, options);
        if (environment.rank == 0 && listening)
            if (auto told = listening(store->getPort()); !told)
                return told.error();
        auto network =
            environment.localSize == environment.size ? engine::RankNetwork::Loopback : engine::RankNetwork::Network;
#ifdef TANDEM_NCCL
        // NCCL wants a device of its own for each rank.
        if (device != "cpu" && torch::cuda::is_available() &&
            static_cast<std::size_t>(environment.localSize) <= torch::cuda::device_count())
            network = engine::RankNetwork::Nccl;
#else
        (void)device;
#endif
        return engine::makeRanks(store, environment.rank, environment.size, limit, network);
    } catch (const engine::RankFailure &failure) {
        return failure.error();
    } catch (const std::exception &failure) {
        return Error{ErrorCode::RankLost,
                     {environment.rank == 0 ? "?" : "0",
                      "the ranks could not meet at " + environment.host + ":" + std::to_string(environment.port)},
                     failure.what()};
    }
}

Result<std::string> shareFromRankZero(engine::Ranks &ranks, const std::string &bytes)
{
    try {
        auto length = torch::tensor(static_cast<std::int64_t>(bytes.size())).to(ranks.device());
        ranks.broadcast(length);
        auto content = torch::zeros({length.item<std::int64_t>()}, torch::kUInt8);
        if (ranks.rank() == 0)
            std::copy(bytes.begin(), bytes.end(), content.data_ptr<std::uint8_t>());
        auto shared = content.to(ranks.device());
        if (content.numel() > 0)
            ranks.broadcast(shared);
        content = shared.to(torch::kCPU);
        const auto *first = content.data_ptr<std::uint8_t>();
        return std::string(first, first + content.numel());
    } catch (const engine::RankFailure &failure) {
        return failure.error();
    }
}

Result<void> meetRanks(engine::Ranks &ranks, std::chrono::seconds limit)
{
    try {
        auto one = torch::ones({1}, torch::TensorOptions().device(ranks.device()));
        ranks.sum(one);
        ranks.setLimit(limit);
        return {};
    } catch (const engine::RankFailure &failure) {
        return failure.error();
    }
}

void leaveRanks(engine::Ranks &ranks, const Error &reason)
{
    ranks.leave(reason);
}

std::string rankBackends()
{
    std::string text;
#ifdef TANDEM_GLOO
    text = "gloo";
#endif
#ifdef TANDEM_NCCL
    text += text.empty() ? "nccl" : ", nccl";
#endif
    return text.empty() ? "none: Gloo's headers (libgloo-dev) were missing when this was built" : text;
}

} // namespace tandem
