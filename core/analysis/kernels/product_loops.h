#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

template <class Scalar, class Vector> void multiplyAdd(const Scalar *a, const Scalar *b, Int depth, Scalar *c)
{
    constexpr Int kWidth = sizeof(Vector) / sizeof(Scalar);
    Vector sums[kBlockRows][2] = {};
    for (Int k = 0; k < depth; ++k) {
        const Vector left = load(b + k * 2 * kWidth), right = load(b + (k * 2 + 1) * kWidth);
#pragma GCC unroll 16
        for (Int row = 0; row < kBlockRows; ++row) {
            const Scalar factor = a[k * kBlockRows + row];
            sums[row][0] += factor * left;
            sums[row][1] += factor * right;
        }
    }
#pragma GCC unroll 16
    for (Int row = 0; row < kBlockRows; ++row) {
        Scalar *to = c + row * 2 * kWidth;
        store(to, load(to) + sums[row][0]);
        store(to + kWidth, load(to + kWidth) + sums[row][1]);
    }
}

Int above(const float *scores, Int count, float threshold, std::int32_t firstIndex, Candidate *out)
{
    Int found = 0;
#if defined(__AVX512F__)
    const __m512 limit = _mm512_set1_ps(threshold);
    for (Int i = 0; i < count; i += kLanes) {
        unsigned mask = _mm512_cmp_ps_mask(_mm512_loadu_ps(scores + i), limit, _CMP_GT_OQ);
#elif defined(__AVX2__)
    const __m256 limit = _mm256_set1_ps(threshold);
    for (Int i = 0; i < count; i += kLanes) {
        auto mask =
            static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(scores + i), limit, _CMP_GT_OQ)));
#else
    for (Int i = 0; i < count; i += kLanes) {
        unsigned mask = 0;
        for (unsigned lane = 0; lane < kLanes; ++lane)
            mask |= static_cast<unsigned>(scores[i + lane] > threshold) << lane;
#endif
        for (; mask != 0; mask &= mask - 1) {
            const Int place = i + __builtin_ctz(mask);
            out[found++] = {scores[place], firstIndex + static_cast<std::int32_t>(place)};
        }
    }
    return found;
}

} // namespace

} // namespace tandem
