#include "core/base/priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace tandem {

void lowerThreadPriority(int niceness)
{
    const auto thread = static_cast<id_t>(::gettid()); // on Linux, niceness is each thread's own
    if (niceness != 0)
        (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + niceness);
}

} // namespace tandem
