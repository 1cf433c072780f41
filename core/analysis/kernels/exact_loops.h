#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

/// kRows rows from `row` against columns [first, padded).
template <Int kRows>
TANDEM_INLINE double repelRows(const float *x, const float *y, Int row, Int first, Int padded, float *forceX,
                               float *forceY)
{
    Floats ownX[kRows] = {}, ownY[kRows] = {}, sums[kRows] = {};
    for (Int j = first; j < padded; j += kLanes) {
        const Floats otherX = load(x + j), otherY = load(y + j);
        Floats theirX = load(forceX + j), theirY = load(forceY + j);
#pragma GCC unroll 4
        for (Int r = 0; r < kRows; ++r) {
            const Floats dx = x[row + r] - otherX, dy = y[row + r] - otherY;
            const Floats q = reciprocal(dx * dx + (dy * dy + 1.0F));
            const Floats square = q * q;
            sums[r] += q;
            ownX[r] += square * dx;
            ownY[r] += square * dy;
            theirX -= square * dx;
            theirY -= square * dy;
        }
        store(forceX + j, theirX);
        store(forceY + j, theirY);
    }
    double sum = 0;
    for (Int r = 0; r < kRows; ++r) {
        forceX[row + r] += sumOf(ownX[r]);
        forceY[row + r] += sumOf(ownY[r]);
        sum += sumOf(sums[r]);
    }
    return sum;
}

double repelOthers(const float *x, const float *y, Int begin, Int end, Int first, Int padded, float *forceX,
                   float *forceY)
{
    double sum = 0;
    Int row = begin;
    for (; row + kRepelRows <= end; row += kRepelRows)
        sum += repelRows<kRepelRows>(x, y, row, first, padded, forceX, forceY);
    for (; row < end; ++row)
        sum += repelRows<1>(x, y, row, first, padded, forceX, forceY);
    return sum;
}

double repelWithin(const float *x, const float *y, Int begin, Int end, Int padded, float *forceX, float *forceY)
{
    // All ordered pairs, each adding to its row alone: quicker than half of them where both are in few vectors.
    Ints lanes;
    for (std::int32_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] = lane;
    double sum = 0;
    for (Int row = begin; row < end; ++row) {
        Floats ownX = {}, ownY = {}, sums = {};
        for (Int j = begin; j < padded; j += kLanes) {
            const Floats dx = x[row] - load(x + j), dy = y[row] - load(y + j);
            const Floats all = reciprocal(dx * dx + (dy * dy + 1.0F));
            const Floats q = lanes == static_cast<std::int32_t>(row - j) ? Floats{} : all; // not itself
            sums += q;
            ownX += q * q * dx;
            ownY += q * q * dy;
        }
        forceX[row] += sumOf(ownX);
        forceY[row] += sumOf(ownY);
        sum += sumOf(sums);
    }
    return sum / 2;
}

} // namespace

} // namespace tandem
