#include "app/cli/rank_processes.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace tandem {

namespace {

constexpr auto kGrace = std::chrono::seconds(5);
constexpr auto kPoll = std::chrono::milliseconds(20);

/// This process's variables with those of a rank in the place of any older ones.
std::vector<std::string> variablesFor(const RankEnvironment &environment)
{
    std::vector<std::string> variables = rankVariables(environment);
    const auto isTold = [count = variables.size(), &variables](const std::string &entry) {
        const std::string name = entry.substr(0, entry.find('=') + 1);
        for (std::size_t i = 0; i < count; ++i)
            if (variables[i].starts_with(name))
                return true;
        return false;
    };
    for (char **entry = environ; *entry != nullptr; ++entry)
        if (!isTold(*entry))
            variables.emplace_back(*entry);
    return variables;
}

std::vector<char *> pointers(std::vector<std::string> &texts)
{
    std::vector<char *> result;
    for (auto &text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

} // namespace

Result<void> RankProcesses::start(const RankEnvironment &environment)
{
    for (int rank = 1; rank < environment.size; ++rank) {
        RankEnvironment own = environment;
        own.rank = own.localRank = rank;
        // All memory is taken before the fork: between fork and exec, other threads may hold the allocator's lock.
        std::vector<std::string> arguments{"tandem-cli", "rank"};
        std::vector<std::string> variables = variablesFor(own);
        const auto argumentPointers = pointers(arguments);
        const auto variablePointers = pointers(variables);
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        if (child < 0)
            return Error{ErrorCode::ProcessFailed, {"Rank " + std::to_string(rank), std::strerror(errno)}, {}};
        if (child == 0) {
            ::setpgid(0, 0);
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (::getppid() != parent)
                ::_exit(127);
            if (const int nowhere = ::open("/dev/null", O_RDWR); nowhere >= 0) {
                ::dup2(nowhere, STDIN_FILENO);
                ::dup2(nowhere, STDOUT_FILENO);
            }
            ::execve("/proc/self/exe", argumentPointers.data(), variablePointers.data());
            ::_exit(127);
        }
        m_children.push_back(child);
    }
    return {};
}

RankProcesses::~RankProcesses()
{
    const auto deadline = std::chrono::steady_clock::now() + kGrace;
    for (const pid_t child : m_children) {
        while (::waitpid(child, nullptr, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > deadline) {
                ::kill(child, SIGKILL);
                ::waitpid(child, nullptr, 0);
                break;
            }
            std::this_thread::sleep_for(kPoll);
        }
    }
}

} // namespace tandem
