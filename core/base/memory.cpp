#include "core/base/memory.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace tandem {

namespace {

constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// "Name:   123 kB" of a file under /proc, in bytes; 0 if it is not there.
std::int64_t procBytes(const char *file, const std::string &name)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with(name + ":"))
            return 1024 * std::strtoll(line.c_str() + name.size() + 1, nullptr, 10);
    return 0;
}

std::string firstLine(const std::string &path)
{
    std::ifstream stream(path);
    std::string line;
    std::getline(stream, line);
    return line;
}

/// What is left of the limits on this process's control group and on those around it (cgroup 2); kUnlimited without.
std::int64_t leftInControlGroup()
{
    std::string own = firstLine("/proc/self/cgroup"); // "0::/user.slice/…"
    if (!own.starts_with("0::"))
        return kUnlimited;
    own.erase(0, 3);
    std::int64_t left = kUnlimited;
    for (;;) {
        const std::string folder = "/sys/fs/cgroup" + own;
        const std::string limit = firstLine(folder + "/memory.max"), used = firstLine(folder + "/memory.current");
        if (!limit.empty() && limit != "max" && !used.empty())
            left = std::min<std::int64_t>(left, std::strtoll(limit.c_str(), nullptr, 10) -
                                                    std::strtoll(used.c_str(), nullptr, 10));
        if (own.empty() || own == "/")
            return left;
        own.erase(own.rfind('/'));
    }
}

} // namespace

std::int64_t attainableMemoryBytes()
{
    const std::int64_t free = std::min(procBytes("/proc/meminfo", "MemAvailable"), leftInControlGroup());
    return std::max<std::int64_t>(0, free) + procBytes("/proc/self/status", "VmRSS");
}

void restartPeakMemory()
{
#if defined(__GLIBC__)
    ::malloc_trim(0);
#endif
    if (std::FILE *file = std::fopen("/proc/self/clear_refs", "w")) {
        std::fputs("5", file);
        std::fclose(file);
    }
}

} // namespace tandem
