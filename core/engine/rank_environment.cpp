#include "core/engine/rank_environment.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

namespace tandem {

namespace {

constexpr std::uint16_t kDefaultPort = 29500;
/// "True" where torchrun's agent, which found the ranks each other, lets them meet at its own store.
constexpr const char *kAgentListens = "TORCHELASTIC_USE_AGENT_STORE";

/// What a launcher calls the same four things.
struct Launcher {
    const char *size, *rank, *localRank, *localSize;
};
constexpr Launcher kLaunchers[] = {
    {"WORLD_SIZE", "RANK", "LOCAL_RANK", "LOCAL_WORLD_SIZE"},
    {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID", "SLURM_LOCALID", "SLURM_STEP_TASKS_PER_NODE"},
    {"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_LOCAL_RANK", "OMPI_COMM_WORLD_LOCAL_SIZE"},
};

Result<int> number(const EnvironmentLookup &lookup, const char *name, int otherwise, int low, int high)
{
    const char *text = lookup(name);
    if (text == nullptr)
        return otherwise;
    int value = 0;
    const std::string_view view(text);
    const auto [end, failure] = std::from_chars(view.data(), view.data() + view.size(), value);
    const bool isWhole = end == view.data() + view.size() || *end == '(' || *end == ','; // SLURM: "2(x3),1"
    if (failure != std::errc{} || !isWhole || value < low || value > high)
        return Error{ErrorCode::BadUsage,
                     {std::string("The environment variable ") + name + " is \"" + text + "\": it takes " +
                      std::to_string(low) + " to " + std::to_string(high) + "."},
                     {}};
    return value;
}

/// "node[03-07,9],other" to "node03"; "alpha,beta" to "alpha".
std::string firstNode(std::string_view list)
{
    const auto bracket = list.find('[');
    const auto comma = list.find(',');
    if (bracket == std::string_view::npos || comma < bracket)
        return std::string(list.substr(0, comma));
    const auto first = list.substr(bracket + 1, list.find_first_of(",-]", bracket) - bracket - 1);
    return std::string(list.substr(0, bracket)) + std::string(first);
}

} // namespace

Result<RankEnvironment> rankEnvironment(const EnvironmentLookup &lookup)
{
    constexpr int kMost = 65535;
    const auto names = std::find_if(std::begin(kLaunchers), std::end(kLaunchers),
                                    [&](const Launcher &one) { return lookup(one.size) != nullptr; });
    RankEnvironment environment;
    if (names == std::end(kLaunchers))
        return environment;
    const auto size = number(lookup, names->size, 1, 1, kMost);
    if (!size)
        return size.error();
    environment.size = *size;
    if (environment.size == 1)
        return environment;
    const auto rank = number(lookup, names->rank, 0, 0, environment.size - 1);
    const auto local = number(lookup, names->localRank, rank ? *rank : 0, 0, kMost);
    const auto localSize = number(lookup, names->localSize, 1, 1, kMost);
    const auto port = number(lookup, "MASTER_PORT", kDefaultPort, 1, kMost);
    const auto attempt = number(lookup, "TORCHELASTIC_RESTART_COUNT", 0, 0, kMost);
    for (const auto *value : {&rank, &local, &localSize, &port, &attempt})
        if (!*value)
            return value->error();
    environment.rank = *rank;
    environment.localRank = *local;
    environment.localSize = *localSize;
    environment.port = static_cast<std::uint16_t>(*port);
    const char *agent = names == std::begin(kLaunchers) ? lookup(kAgentListens) : nullptr;
    environment.launcherListens = agent != nullptr && std::string_view(agent) == "True";
    environment.attempt = *attempt;
    if (const char *host = lookup("MASTER_ADDR"))
        environment.host = host;
    else if (const char *nodes = lookup("SLURM_NODELIST"); nodes)
        environment.host = firstNode(nodes);
    return environment;
}

std::vector<std::pair<std::string, std::string>> rankVariables(const RankEnvironment &environment)
{
    return {{"RANK", std::to_string(environment.rank)},
            {"WORLD_SIZE", std::to_string(environment.size)},
            {"LOCAL_RANK", std::to_string(environment.localRank)},
            {"LOCAL_WORLD_SIZE", std::to_string(environment.localSize)},
            {"MASTER_ADDR", environment.host},
            {"MASTER_PORT", std::to_string(environment.port)},
            {kAgentListens, "False"}}; // rank 0 may be the only one that torchrun started
}

} // namespace tandem
