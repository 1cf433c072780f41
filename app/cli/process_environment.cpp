#include "app/cli/process_environment.h"

#include <climits>
#include <cstdlib>

#include <malloc.h>
#include <unistd.h>

namespace tandem {

namespace {

/// True if the variable had to be set; what the person chose stands.
bool setIfAbsent(const char *name, const char *value)
{
    return std::getenv(name) == nullptr && ::setenv(name, value, 0) == 0;
}

/// OpenBLAS 0.3.21 takes recent AMD processors for Haswell and leaves their AVX-512 unused.
bool needsSkylakeKernels()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_is("amd") != 0 && __builtin_cpu_supports("avx512f") != 0 &&
           __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0;
#else
    return false;
#endif
}

} // namespace

void keepFreedMemory()
{
#if defined(__GLIBC__)
    // Activations past 32 MiB would be mapped and unmapped at every use, and each page cleared by the kernel again.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, 256 * 1024 * 1024);
#endif
}

void settleEnvironment(char **arguments)
{
    // OpenMP threads that wait for work spin by default. Beside any other busy process the spinning takes the core from
    // the thread that is waited for: training beside a compiler became ten times slower.
    bool changed = setIfAbsent("OMP_WAIT_POLICY", "passive");
    // cuBLAS sums in the same order each time only with workspaces of its own; it reads this when it is first used.
    setIfAbsent("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
    if (needsSkylakeKernels())
        changed |= setIfAbsent("OPENBLAS_CORETYPE", "SKYLAKEX");
    if (changed)
        ::execv("/proc/self/exe", arguments);
}

} // namespace tandem
