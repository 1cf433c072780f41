#include "core/base/process.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

namespace tandem {

namespace {

struct ProcStat {
    char state = 'X';
    std::int64_t startTicks = 0;
};

/// Reads state (field 3) and start time (field 22). The name in field 2 may hold spaces and parentheses.
ProcStat readProcStat(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    ProcStat stat;
    if (!std::getline(file, line))
        return stat;
    const auto close = line.rfind(')');
    if (close == std::string::npos)
        return stat;
    std::istringstream fields(line.substr(close + 1));
    fields >> stat.state;
    std::int64_t skipped = 0;
    for (int field = 4; field < 22; ++field)
        fields >> skipped;
    fields >> stat.startTicks;
    return stat;
}

} // namespace

ProcessIdentity currentProcess()
{
    return processWithId(::getpid());
}

ProcessIdentity processWithId(std::int64_t pid)
{
    return {pid, readProcStat(pid).startTicks};
}

bool isAlive(const ProcessIdentity &process)
{
    if (process.pid <= 0)
        return false;
    const ProcStat stat = readProcStat(process.pid);
    return stat.startTicks != 0 && stat.startTicks == process.startTicks && stat.state != 'Z' && stat.state != 'X';
}

std::int64_t peakMemoryBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

int usableCores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    const int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}

std::int64_t wallClockMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace tandem
