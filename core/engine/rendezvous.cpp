#include "core/engine/group_ranks.h"
#include "core/engine/rank_environment.h"
#include "core/engine/store_answer.h"

#include <algorithm>
#include <chrono>
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

namespace tandem::engine {

namespace {

using StorePtr = c10::intrusive_ptr<c10d::Store>;

/// LibTorch's own limits come first where it has one: they say more of what went wrong.
constexpr auto kGrace = std::chrono::seconds(1);

#ifdef TANDEM_NCCL
/// LibTorch's own watch over NCCL would abort the process at its limit; ours names the rank first.
void leaveWatchingToUs()
{
    for (const char *variable :
         {"NCCL_ASYNC_ERROR_HANDLING", "TORCH_NCCL_ASYNC_ERROR_HANDLING", "TORCH_NCCL_ENABLE_MONITORING"})
        ::setenv(variable, "0", /*replace=*/0);
}
#endif

RankGroupPtr makeGroup(const StorePtr &store, int rank, int size, std::chrono::milliseconds limit, RankNetwork network)
{
#ifdef TANDEM_NCCL
    if (network == RankNetwork::Nccl) {
        leaveWatchingToUs();
        const auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = limit;
        return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, size, options);
    }
#else
    if (network == RankNetwork::Nccl)
        throw RankFailure({ErrorCode::EngineFailed, {"rank 0 speaks over NCCL, which this build lacks"}, {}});
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

/// Where the ranks meet. Rank 0 listens, unless the launcher does.
StorePtr openStore(const RankEnvironment &environment, std::chrono::seconds limit, const MeetingLead &lead)
{
    c10d::TCPStoreOptions options;
    options.port = environment.port;
    options.isServer = environment.rank == 0 && !environment.launcherListens;
    options.waitWorkers = false;
    options.timeout = limit; // to connect; an answer after that has none
    const auto store = answerWithin(limit + kGrace, [host = environment.host, options] {
        return c10::make_intrusive<c10d::TCPStore>(host, options);
    });
    if (environment.rank == 0 && lead.listening)
        if (auto told = lead.listening(store->getPort()); !told)
            throw RankFailure(told.error());
    if (!environment.launcherListens)
        return store;
    return c10::make_intrusive<c10d::PrefixStore>("tandem/attempt_" + std::to_string(environment.attempt), store);
}

/// Waits until all have come to the store. LibTorch's groups wait for each other, too, but not for a wish to stop.
void assemble(const StorePtr &store, const RankEnvironment &environment, std::chrono::seconds limit,
              const std::stop_token &stop)
{
    constexpr auto kPoll = std::chrono::milliseconds(50);
    const auto deadline = std::chrono::steady_clock::now() + limit;
    const auto key = [](int rank) { return "came/" + std::to_string(rank); };
    // LibTorch 2 takes text or bytes, and braces alone would be either.
    answerWithin(limit, [store, own = key(environment.rank)] { store->set(own, std::vector<std::uint8_t>{1}); });
    for (int other = 0; other < environment.size; ++other) {
        while (!answerWithin(limit, [store, name = key(other)] { return store->check({name}); })) {
            if (stop.stop_requested())
                throw MeetingStopped();
            if (std::chrono::steady_clock::now() > deadline)
                throw RankFailure({ErrorCode::RankLost,
                                   {std::to_string(other), "it did not come to " + environment.host + ":" +
                                                               std::to_string(environment.port) + " within " +
                                                               std::to_string(limit.count()) + " s"},
                                   {}});
            std::this_thread::sleep_for(kPoll);
        }
    }
}

/// Over what this rank would speak if it decided.
RankNetwork ownNetwork(const RankEnvironment &environment, const std::string &device)
{
#ifdef TANDEM_NCCL
    // NCCL wants a device of its own for each rank.
    if (device != "cpu" && torch::cuda::is_available() &&
        static_cast<std::size_t>(environment.localSize) <= torch::cuda::device_count())
        return RankNetwork::Nccl;
#else
    (void)device;
#endif
    return environment.localSize == environment.size ? RankNetwork::Loopback : RankNetwork::Network;
}

/// Over what all ranks of a store speak: what rank 0 chose, whatever this one would have.
RankNetwork agreedNetwork(const StorePtr &store, int rank, RankNetwork own, std::chrono::milliseconds limit)
{
    return static_cast<RankNetwork>(answerWithin(limit, [store, rank, own] {
        if (rank == 0)
            store->set("network", std::vector{static_cast<std::uint8_t>(own)});
        return store->get("network").at(0);
    }));
}

/// Turns what `act` throws into outcomes of the meeting.
template <class Act> auto withinMeeting(Act &&act) -> decltype(act())
{
    using Value = typename decltype(act())::value_type;
    try {
        return act();
    } catch (const MeetingStopped &) {
        return Value{};
    } catch (const RankFailure &failure) {
        return failure.error();
    }
}

} // namespace

std::shared_ptr<Ranks> makeRanks(const StorePtr &store, int rank, int size, std::chrono::milliseconds limit,
                                 RankNetwork network, int deviceIndex, std::stop_token stop)
{
    const bool isNccl = network == RankNetwork::Nccl;
    const auto make = [store, limit, network](const std::string &prefix, int ownRank, int count) {
        return makeGroup(c10::make_intrusive<c10d::PrefixStore>(prefix, store), ownRank, count, limit, network);
    };
    const GroupRanks::Options options{limit, isNccl ? GroupWait::OfDevice : GroupWait::OfHost,
                                      isNccl ? torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(deviceIndex))
                                             : torch::Device(torch::kCPU),
                                      std::move(stop)};
    return std::make_shared<GroupRanks>(std::make_shared<RollCall>(store, rank, size), make, "world", rank, size,
                                        options);
}

} // namespace tandem::engine

namespace tandem {

Result<std::shared_ptr<engine::Ranks>> joinRanks(const RankEnvironment &environment, std::chrono::seconds limit,
                                                 const MeetingLead &lead)
{
    if (environment.size == 1)
        return engine::aloneRanks();
    try {
        return engine::withinMeeting([&]() -> Result<std::shared_ptr<engine::Ranks>> {
            const auto store = engine::openStore(environment, limit, lead);
            engine::assemble(store, environment, limit, lead.stop);
            const auto own = engine::ownNetwork(environment, lead.device);
            const auto network = engine::agreedNetwork(store, environment.rank, own, limit + engine::kGrace);
            const auto gpus = std::max<std::size_t>(1, torch::cuda::device_count());
            return engine::makeRanks(store, environment.rank, environment.size, limit, network,
                                     static_cast<int>(static_cast<std::size_t>(environment.localRank) % gpus),
                                     lead.stop);
        });
    } catch (const std::exception &failure) {
        return Error{ErrorCode::RankLost,
                     {environment.rank == 0 ? "?" : "0",
                      "the ranks could not meet at " + environment.host + ":" + std::to_string(environment.port)},
                     failure.what()};
    }
}

Result<std::optional<std::string>> shareFromRankZero(engine::Ranks &ranks, const std::string &bytes)
{
    return engine::withinMeeting([&]() -> Result<std::optional<std::string>> {
        auto length = torch::tensor(static_cast<std::int64_t>(bytes.size())).to(ranks.device());
        ranks.broadcast(length);
        ranks.settle();
        auto content = torch::zeros({length.item<std::int64_t>()}, torch::kUInt8);
        if (ranks.rank() == 0)
            std::copy(bytes.begin(), bytes.end(), content.data_ptr<std::uint8_t>());
        auto shared = content.to(ranks.device());
        if (content.numel() > 0)
            ranks.broadcast(shared);
        ranks.settle();
        content = shared.to(torch::kCPU);
        const auto *first = content.data_ptr<std::uint8_t>();
        return std::optional(std::string(first, first + content.numel()));
    });
}

Result<bool> meetRanks(engine::Ranks &ranks, std::chrono::seconds limit)
{
    return engine::withinMeeting([&]() -> Result<bool> {
        auto one = torch::ones({1}, torch::TensorOptions().device(ranks.device()));
        ranks.sum(one);
        ranks.settle();
        ranks.endMeeting(limit);
        return true;
    });
}

void leaveRanks(engine::Ranks &ranks, const Error &reason)
{
    ranks.leave(reason);
}

bool canHaveRanks()
{
#if defined(TANDEM_GLOO) || defined(TANDEM_NCCL)
    return true;
#else
    return false;
#endif
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
    return text.empty() ? "none" : text;
}

std::vector<std::string> missingForRanks()
{
    std::vector<std::string> missing;
#ifndef TANDEM_GLOO
    missing.emplace_back("Gloo's headers were missing or did not fit LibTorch when this was built: ranks cannot train "
                         "on processors, nor several on one GPU. Install libgloo-dev and build again.");
#endif
#if defined(TANDEM_TORCH_WITH_CUDA) && !defined(TANDEM_NCCL)
    missing.emplace_back("NCCL's headers were missing or did not fit LibTorch when this was built: ranks on several "
                         "GPUs speak over Gloo, which is slow. Install libnccl-dev, or the wheel nvidia-nccl, and "
                         "build again.");
#endif
#if defined(TANDEM_TORCH_WITH_CUDA) && !defined(TANDEM_CUDA)
    missing.emplace_back("CUDA's headers were missing or did not fit LibTorch when this was built: a dry run cannot "
                         "ask a GPU for its memory. Install nvidia-cuda-dev, or the wheel nvidia-cuda-runtime, and "
                         "build again.");
#endif
    return missing;
}

} // namespace tandem
