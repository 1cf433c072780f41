#include "app/cli/rank_processes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace tandem {

namespace {

constexpr auto kGrace = std::chrono::seconds(5);
constexpr auto kPoll = std::chrono::milliseconds(20);
constexpr auto kLastWord = std::chrono::seconds(2);
constexpr const char *kThisProgram = "/proc/self/exe";

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

/// Becomes this program again, in a process that was just forked. Tells errno through `pipe` if that fails.
[[noreturn]] void becomeRank(char *const *arguments, char *const *variables, pid_t parent, int pipe)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127);
    if (const int nowhere = ::open("/dev/null", O_RDWR); nowhere >= 0) {
        ::dup2(nowhere, STDIN_FILENO);
        ::dup2(nowhere, STDOUT_FILENO);
    }
    ::execve(kThisProgram, arguments, variables);
    const int failure = errno;
    [[maybe_unused]] const auto told = ::write(pipe, &failure, sizeof failure);
    ::_exit(127);
}

Error notStarted(int rank, const std::string &why)
{
    return {ErrorCode::ProcessFailed, {"Rank " + std::to_string(rank), why}, {}};
}

/// The process of a rank, once its program runs.
Result<pid_t> startRank(const RankEnvironment &environment, const std::vector<std::string> &words)
{
    // All memory is taken before the fork: between fork and exec, other threads may hold the allocator's lock.
    std::vector<std::string> arguments{"tandem-cli"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<std::string> variables = variablesFor(environment);
    const auto argumentPointers = pointers(arguments), variablePointers = pointers(variables);
    const pid_t parent = ::getpid();
    std::array<int, 2> ends{}; // closed when the program runs
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return notStarted(environment.rank, std::strerror(errno));
    const pid_t child = ::fork();
    if (child == 0)
        becomeRank(argumentPointers.data(), variablePointers.data(), parent, ends[1]);
    int failure = child < 0 ? errno : 0;
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return notStarted(environment.rank, std::strerror(failure));
    }
    while (::read(ends[0], &failure, sizeof failure) < 0 && errno == EINTR) {
    }
    ::close(ends[0]);
    if (failure == 0)
        return child;
    ::waitpid(child, nullptr, 0);
    return notStarted(environment.rank, std::string("this program cannot be run anew from ") + kThisProgram + " (" +
                                            std::strerror(failure) + ")");
}

/// True once it has ended; takes note of how.
bool hasEnded(pid_t process, std::optional<int> &end)
{
    int status = 0;
    if (!end && ::waitpid(process, &status, WNOHANG) == process)
        end = status;
    return end.has_value();
}

std::string howItEnded(int end)
{
    if (WIFSIGNALED(end))
        return "signal " + std::to_string(WTERMSIG(end)) + " (" + ::strsignal(WTERMSIG(end)) + ") ended its process";
    return "its process ended with status " + std::to_string(WEXITSTATUS(end));
}

} // namespace

Result<void> RankProcesses::start(const RankEnvironment &environment, const std::vector<std::string> &arguments)
{
    for (int rank = 1; rank < environment.size; ++rank) {
        RankEnvironment own = environment;
        own.rank = own.localRank = rank;
        const auto child = startRank(own, arguments);
        if (!child)
            return child.error();
        const std::lock_guard lock(m_mutex);
        m_children.push_back({*child});
    }
    return {};
}

std::optional<Error> RankProcesses::firstEnded()
{
    const std::lock_guard lock(m_mutex);
    const auto ended = std::find_if(m_children.begin(), m_children.end(),
                                    [](Child &child) { return hasEnded(child.process, child.end); });
    if (ended == m_children.end())
        return {};
    const auto rank = ended - m_children.begin() + 1;
    return Error{
        ErrorCode::RankLost, {std::to_string(rank), howItEnded(*ended->end) + " before all ranks had met"}, {}};
}

RankProcesses::~RankProcesses()
{
    const auto deadline = std::chrono::steady_clock::now() + kGrace;
    for (Child &child : m_children) {
        while (!hasEnded(child.process, child.end)) {
            if (std::chrono::steady_clock::now() > deadline) {
                ::kill(child.process, SIGKILL);
                ::waitpid(child.process, nullptr, 0);
                break;
            }
            std::this_thread::sleep_for(kPoll);
        }
    }
}

MeetingWatch::MeetingWatch(RankProcesses &processes, std::stop_token stop)
    : m_processes(processes), m_stop(std::move(stop)), m_thread([this](const std::stop_token &done) {
          const std::stop_callback stopped(m_stop, [this] { m_end.request_stop(); });
          std::mutex mutex;
          std::unique_lock lock(mutex);
          std::condition_variable_any waiting; // for nothing but the end
          const auto over = [&done] { return done.stop_requested(); };
          while (!over() && !m_processes.firstEnded())
              waiting.wait_for(lock, done, kPoll, over);
          // A rank that had come leaves word of why it ends, which the meeting tells better than this could.
          if (!waiting.wait_for(lock, done, kLastWord, over))
              m_end.request_stop();
      })
{
}

Result<bool> MeetingWatch::reason() const
{
    const auto lost = m_stop.stop_requested() ? std::nullopt : m_processes.firstEnded();
    return lost ? Result<bool>(*lost) : Result<bool>(false);
}

} // namespace tandem
