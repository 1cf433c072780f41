// Vectors of floats for the loops of this folder, as wide as the unit's compiler flags allow.
//
// kernels_plain.cpp, kernels_avx2.cpp and kernels_avx512.cpp include the same loops under different flags. Everything
// is in unnamed namespaces and nothing of the standard library is called: a template or inline function of which one of
// these units left a copy might be the one that the linker keeps, and would then run on a processor without AVX.
#pragma once

#include "core/analysis/kernels/kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace tandem {

namespace {

using Int = std::int64_t;

#if defined(__AVX512F__)
constexpr Int kLanes = 16, kBlockRows = 14, kRepelRows = 4;
#elif defined(__AVX2__)
constexpr Int kLanes = 8, kBlockRows = 6, kRepelRows = 2;
#else
constexpr Int kLanes = 4, kBlockRows = 4, kRepelRows = 2;
#endif

typedef float Floats __attribute__((vector_size(4 * kLanes)));
typedef std::int32_t Ints __attribute__((vector_size(4 * kLanes)));
typedef double Doubles __attribute__((vector_size(4 * kLanes)));
typedef float Four __attribute__((vector_size(16)));
// The same anywhere in memory.
typedef float FloatsInMemory __attribute__((vector_size(4 * kLanes), aligned(4), may_alias));
typedef double DoublesInMemory __attribute__((vector_size(4 * kLanes), aligned(8), may_alias));
typedef float FourInMemory __attribute__((vector_size(16), aligned(4), may_alias));

#define TANDEM_INLINE [[gnu::always_inline]] inline

TANDEM_INLINE Floats load(const float *from)
{
    return *reinterpret_cast<const FloatsInMemory *>(from);
}

TANDEM_INLINE void store(float *to, Floats values)
{
    *reinterpret_cast<FloatsInMemory *>(to) = values;
}

TANDEM_INLINE Doubles load(const double *from)
{
    return *reinterpret_cast<const DoublesInMemory *>(from);
}

TANDEM_INLINE void store(double *to, Doubles values)
{
    *reinterpret_cast<DoublesInMemory *>(to) = values;
}

TANDEM_INLINE Four loadFour(const float *from)
{
    return *reinterpret_cast<const FourInMemory *>(from);
}

TANDEM_INLINE void storeFour(float *to, Four values)
{
    *reinterpret_cast<FourInMemory *>(to) = values;
}

TANDEM_INLINE float sumOf(Floats values)
{
    float sum = 0;
    for (Int lane = 0; lane < kLanes; ++lane)
        sum += values[lane];
    return sum;
}

/// 1/x to a relative error of 2^-14 or better.
TANDEM_INLINE Floats reciprocal(Floats x)
{
#if defined(__AVX512F__)
    return reinterpret_cast<Floats>(_mm512_rcp14_ps(reinterpret_cast<__m512>(x)));
#elif defined(__AVX2__)
    // 12 bits, and one step of Newton's for 22.
    const Floats guess = reinterpret_cast<Floats>(_mm256_rcp_ps(reinterpret_cast<__m256>(x)));
    return guess * (2.0F - x * guess);
#else
    return 1.0F / x;
#endif
}

} // namespace

} // namespace tandem
