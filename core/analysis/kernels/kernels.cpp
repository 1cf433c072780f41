#include "core/analysis/kernels/kernels.h"

#include <initializer_list>

namespace tandem {

const Kernels *kernelsFor(InstructionSet set)
{
    switch (set) {
    case InstructionSet::Plain:
        return &kPlainKernels;
#if defined(__x86_64__)
    case InstructionSet::Avx2:
        return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 ? &kAvx2Kernels : nullptr;
    case InstructionSet::Avx512:
        return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                       __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0
                   ? &kAvx512Kernels
                   : nullptr;
#endif
    default:
        return nullptr;
    }
}

InstructionSet bestInstructionSet()
{
    for (const InstructionSet set : {InstructionSet::Avx512, InstructionSet::Avx2})
        if (kernelsFor(set) != nullptr)
            return set;
    return InstructionSet::Plain;
}

const Kernels &bestKernels()
{
    return *kernelsFor(bestInstructionSet());
}

} // namespace tandem
