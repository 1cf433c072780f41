#include "core/base/log.h"

#include <mutex>
#include <utility>

namespace tandem {

namespace {

struct Log {
    std::mutex mutex;
    LogSink sink;
};

Log &theLog()
{
    static Log instance;
    return instance;
}

} // namespace

void setLogSink(LogSink sink)
{
    const std::lock_guard lock(theLog().mutex);
    theLog().sink = std::move(sink);
}

void log(LogLevel level, std::string_view line)
{
    const std::lock_guard lock(theLog().mutex);
    if (theLog().sink)
        theLog().sink(level, line);
}

} // namespace tandem
