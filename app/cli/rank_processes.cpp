#include "app/cli/rank_processes.h"

#include "core/base/start_process.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>

#include <sys/wait.h>

namespace tandem {

namespace {

constexpr auto kGrace = std::chrono::seconds(5);
constexpr auto kPoll = std::chrono::milliseconds(20);
constexpr auto kLastWord = std::chrono::seconds(2);
constexpr const char *kThisProgram = "/proc/self/exe";

/// The process of a rank, once its program runs.
Result<pid_t> startRank(const RankEnvironment &environment, const std::vector<std::string> &arguments)
{
    const auto started = startProcess({.program = kThisProgram,
                                       .arguments = arguments,
                                       .environment = rankVariables(environment),
                                       .keepsErrors = true,
                                       .endsWithUs = true,
                                       .name = "tandem-cli"});
    if (started)
        return static_cast<pid_t>(started->pid);
    return Error{ErrorCode::ProcessFailed,
                 {"Rank " + std::to_string(environment.rank), std::string("this program cannot be run anew from ") +
                                                                  kThisProgram + " (" + started.error().arguments[1] +
                                                                  ")"},
                 {}};
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
