#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

#if defined(__AVX2__)

/// Two points as one 16-byte value.
TANDEM_INLINE __m128 twoPoints(const float *xy, std::int32_t first, std::int32_t second)
{
    const __m128 low = _mm_castpd_ps(_mm_load_sd(reinterpret_cast<const double *>(xy + 2 * static_cast<Int>(first))));
    return _mm_loadh_pi(low, reinterpret_cast<const __m64 *>(xy + 2 * static_cast<Int>(second)));
}

struct EightPoints {
    __m256 x, y;
};

/// Loads of whole points: half as many as two gathers would make, and as quick on processors whose gather is slow.
TANDEM_INLINE EightPoints eightPoints(const float *xy, const std::int32_t *columns)
{
    const __m256 a = _mm256_insertf128_ps(_mm256_castps128_ps256(twoPoints(xy, columns[0], columns[1])),
                                          twoPoints(xy, columns[4], columns[5]), 1);
    const __m256 b = _mm256_insertf128_ps(_mm256_castps128_ps256(twoPoints(xy, columns[2], columns[3])),
                                          twoPoints(xy, columns[6], columns[7]), 1);
    return {_mm256_shuffle_ps(a, b, 0x88), _mm256_shuffle_ps(a, b, 0xDD)};
}

/// 1/x to 22 bits.
TANDEM_INLINE __m256 reciprocalOfEight(__m256 x)
{
    const __m256 guess = _mm256_rcp_ps(x);
    return _mm256_mul_ps(guess, _mm256_fnmadd_ps(x, guess, _mm256_set1_ps(2)));
}

TANDEM_INLINE float sumOfEight(__m256 values)
{
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(values), _mm256_extractf128_ps(values, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

void attract(const float *xy, const EdgeBlocks &edges, Int begin, Int end, float *forceX, float *forceY)
{
    for (Int row = begin; row < end; ++row) {
        const __m256 rowX = _mm256_set1_ps(xy[2 * row]), rowY = _mm256_set1_ps(xy[2 * row + 1]);
        __m256 sumX = _mm256_setzero_ps(), sumY = _mm256_setzero_ps();
        for (Int edge = edges.firstBlock[row] * kEdgeBlock; edge < edges.firstBlock[row + 1] * kEdgeBlock;
             edge += kEdgeBlock) {
            const EightPoints others = eightPoints(xy, edges.columns + edge);
            const __m256 dx = _mm256_sub_ps(rowX, others.x), dy = _mm256_sub_ps(rowY, others.y);
            const __m256 d = _mm256_fmadd_ps(dx, dx, _mm256_fmadd_ps(dy, dy, _mm256_set1_ps(1)));
            const __m256 weight = _mm256_mul_ps(_mm256_loadu_ps(edges.p + edge), reciprocalOfEight(d));
            sumX = _mm256_fmadd_ps(weight, dx, sumX);
            sumY = _mm256_fmadd_ps(weight, dy, sumY);
        }
        forceX[row] = sumOfEight(sumX);
        forceY[row] = sumOfEight(sumY);
    }
}

#else

void attract(const float *xy, const EdgeBlocks &edges, Int begin, Int end, float *forceX, float *forceY)
{
    for (Int row = begin; row < end; ++row) {
        const float rowX = xy[2 * row], rowY = xy[2 * row + 1];
        float sumX = 0, sumY = 0;
        for (Int edge = edges.firstBlock[row] * kEdgeBlock; edge < edges.firstBlock[row + 1] * kEdgeBlock; ++edge) {
            const float *other = xy + 2 * static_cast<Int>(edges.columns[edge]);
            const float dx = rowX - other[0], dy = rowY - other[1];
            const float weight = edges.p[edge] / (dx * dx + (dy * dy + 1));
            sumX += weight * dx;
            sumY += weight * dy;
        }
        forceX[row] = sumX;
        forceY[row] = sumY;
    }
}

#endif

typedef float Eight __attribute__((vector_size(4 * kEdgeBlock)));
typedef std::int32_t EightInts __attribute__((vector_size(4 * kEdgeBlock)));

/// ln x for x, x >= 1, to some 1e-7: exponent and mantissa m in [1/√2, √2), then ln m = 2 artanh((m−1)/(m+1)) by its
/// series.
TANDEM_INLINE void takeLogarithms(Eight &x)
{
    constexpr std::int32_t kRootHalf = 0x3F3504F3; // √1/2 as bits
    const auto bits = reinterpret_cast<EightInts>(x);
    const EightInts exponent = (bits - kRootHalf) >> 23;
    const auto m = reinterpret_cast<Eight>(bits - (exponent << 23));
    const Eight t = (m - 1) / (m + 1), s = t * t;
    const Eight series = 2 + s * (2.0F / 3 + s * (2.0F / 5 + s * (2.0F / 7 + s * (2.0F / 9))));
    x = __builtin_convertvector(exponent, Eight) * 0.693147181F + t * series;
}

/// 1 + |y − yj|² for a block of edges.
TANDEM_INLINE void onePlusSquares(const float *xy, float x, float y, const std::int32_t *columns, Eight &values)
{
#if defined(__AVX2__)
    const EightPoints others = eightPoints(xy, columns);
    const Eight dx = x - reinterpret_cast<Eight>(others.x), dy = y - reinterpret_cast<Eight>(others.y);
#else
    Eight dx, dy;
    for (Int i = 0; i < kEdgeBlock; ++i) {
        dx[i] = x - xy[2 * static_cast<Int>(columns[i])];
        dy[i] = y - xy[2 * static_cast<Int>(columns[i]) + 1];
    }
#endif
    values = dx * dx + (dy * dy + 1);
}

double logDistances(const float *xy, const EdgeBlocks &edges, Int begin, Int end)
{
    typedef float EightInMemory __attribute__((vector_size(4 * kEdgeBlock), aligned(4), may_alias));
    double total = 0;
    for (Int row = begin; row < end; ++row) {
        Eight sums = {};
        for (Int edge = edges.firstBlock[row] * kEdgeBlock; edge < edges.firstBlock[row + 1] * kEdgeBlock;
             edge += kEdgeBlock) {
            Eight values;
            onePlusSquares(xy, xy[2 * row], xy[2 * row + 1], edges.columns + edge, values);
            takeLogarithms(values);
            sums += *reinterpret_cast<const EightInMemory *>(edges.p + edge) * values;
        }
        for (Int i = 0; i < kEdgeBlock; ++i)
            total += sums[i];
    }
    return total;
}

} // namespace

} // namespace tandem
