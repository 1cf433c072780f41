#include "core/base/start_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>

extern char **environ; // NOLINT(readability-redundant-declaration): unistd.h has it only for GNU

namespace tandem {

namespace {

/// What the new process tells through the pipe: its number, and errno if its program did not run.
struct Report {
    pid_t pid = 0;
    int failure = 0;
};

/// All that the new process needs, made before the fork: between fork and exec it may not allocate.
struct Prepared {
    std::string program;
    std::vector<std::string> texts; // what the pointers point into
    std::vector<char *> arguments, environment;
    std::string output;
    pid_t parent = 0;
};

std::vector<char *> pointers(std::vector<std::string>::iterator begin, std::vector<std::string>::iterator end)
{
    std::vector<char *> all;
    std::for_each(begin, end, [&all](std::string &text) { all.push_back(text.data()); });
    all.push_back(nullptr);
    return all;
}

/// execvpe searches too, but allocates.
std::string foundInPath(const std::filesystem::path &program)
{
    const char *path = std::getenv("PATH");
    if (program.string().find('/') != std::string::npos || path == nullptr)
        return program.string();
    std::string_view rest = path;
    while (!rest.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
        const std::filesystem::path candidate = std::filesystem::path(folder) / program;
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate.string();
    }
    return program.string();
}

Prepared prepare(const ProcessStart &start)
{
    Prepared prepared;
    prepared.program = foundInPath(start.program);
    prepared.parent = ::getpid();
    prepared.output = start.output.empty() ? "/dev/null" : start.output.string();
    std::vector<std::string> &texts = prepared.texts;
    texts.push_back(start.name.empty() ? start.program.string() : start.name);
    texts.insert(texts.end(), start.arguments.begin(), start.arguments.end());
    const auto argumentCount = static_cast<std::ptrdiff_t>(texts.size());
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string_view name = std::string_view(*entry).substr(0, std::string_view(*entry).find('='));
        const bool replaced = std::any_of(start.environment.begin(), start.environment.end(),
                                          [name](const auto &variable) { return variable.first == name; });
        if (!replaced)
            texts.emplace_back(*entry);
    }
    for (const auto &[name, value] : start.environment)
        texts.push_back(name + "=" + value);
    prepared.arguments = pointers(texts.begin(), texts.begin() + argumentCount);
    prepared.environment = pointers(texts.begin() + argumentCount, texts.end());
    return prepared;
}

// Below: in the new process, async-signal-safe calls alone.

[[noreturn]] void giveUp(int pipe, Report report)
{
    report.failure = errno;
    [[maybe_unused]] const auto told = ::write(pipe, &report, sizeof report);
    ::_exit(127);
}

void becomeProgram(const ProcessStart &start, const Prepared &prepared, int pipe)
{
    ::setsid();
    const Report report{::getpid(), 0};
    if (start.endsWithUs) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != prepared.parent) // it ended before it could be known
            ::_exit(127);
    }
    const int input = ::open("/dev/null", O_RDONLY);
    const int output = ::open(prepared.output.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0644);
    if (input < 0 || output < 0 || ::dup2(input, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
        (!start.keepsErrors && ::dup2(output, STDERR_FILENO) < 0))
        giveUp(pipe, report);
    if (input > STDERR_FILENO)
        ::close(input);
    if (output > STDERR_FILENO)
        ::close(output);
    for (const int kept : start.keptOpen)
        ::fcntl(kept, F_SETFD, 0);
    // What this process ignores or blocks is no business of the program's.
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGXFSZ, SIGCHLD})
        ::signal(number, SIG_DFL);
    if (start.noteDescriptor >= 0 && (::ftruncate(start.noteDescriptor, 0) != 0 ||
                                      ::pwrite(start.noteDescriptor, start.note.data(), start.note.size(), 0) < 0))
        giveUp(pipe, report);
    ::signal(SIGPIPE, SIG_IGN); // whoever began this may be gone by now: the program runs all the same
    [[maybe_unused]] const auto told = ::write(pipe, &report, sizeof report);
    ::signal(SIGPIPE, SIG_DFL);
    ::execve(prepared.program.c_str(), prepared.arguments.data(), prepared.environment.data());
    giveUp(pipe, report);
}

/// The first report names the process; a second one says that its program did not run. The pipe closes on exec.
Report readReports(int pipe)
{
    Report last;
    for (;;) {
        Report report;
        const auto count = ::read(pipe, &report, sizeof report);
        if (count < 0 && errno == EINTR)
            continue;
        if (count != sizeof report)
            return last;
        last = report;
    }
}

} // namespace

Result<ProcessIdentity> startProcess(const ProcessStart &start)
{
    const auto failed = [&start](int failure) {
        return Error{ErrorCode::ProcessFailed, {start.program.string(), std::strerror(failure)}, {}};
    };
    const Prepared prepared = prepare(start);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return failed(errno);
    const pid_t child = ::fork();
    if (child == 0) {
        // The process between is gone at once, and init inherits its child.
        if (start.orphan && ::fork() != 0)
            ::_exit(0);
        becomeProgram(start, prepared, ends[1]);
    }
    const int failure = errno;
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return failed(failure);
    }
    const Report report = readReports(ends[0]);
    ::close(ends[0]);
    if (start.orphan || report.failure != 0)
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    // A child that a signal ended before it could report was started all the same; who reaps it learns how it ended.
    const pid_t started = start.orphan ? report.pid : child;
    if (report.failure != 0 || started == 0)
        return failed(report.failure != 0 ? report.failure : EAGAIN);
    return processWithId(started);
}

bool reapProcess(std::int64_t pid)
{
    return ::waitpid(static_cast<pid_t>(pid), nullptr, WNOHANG) != 0;
}

} // namespace tandem
