#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

/// A point's cell and the weights of its four nodes along one axis; the weights are those of the cubic B-spline.
struct Spline {
    Int cell;
    float weights[4];
};

TANDEM_INLINE Spline splineAt(float u)
{
    Spline spline;
    spline.cell = static_cast<Int>(u); // u >= 0
    const float t = u - static_cast<float>(spline.cell), rest = 1 - t;
    const float t2 = t * t, t3 = t2 * t;
    spline.weights[0] = rest * rest * rest * (1.0F / 6);
    spline.weights[1] = 2.0F / 3 - t2 + 0.5F * t3;
    spline.weights[2] = 1.0F / 6 + 0.5F * (t + t2 - t3);
    spline.weights[3] = t3 * (1.0F / 6);
    return spline;
}

void spread(const GridPlace &place, const float *x, const float *y, const std::int32_t *order, Int begin, Int end,
            Int firstRow, Int lastRow, float *nodes)
{
    for (Int k = begin; k < end; ++k) {
        const Int i = order[k];
        const Spline across = splineAt((x[i] - place.originX) * place.inversePitch);
        const Spline down = splineAt((y[i] - place.originY) * place.inversePitch);
        const Four weights = {across.weights[0], across.weights[1], across.weights[2], across.weights[3]};
        for (Int r = 0; r < 4; ++r) {
            const Int row = down.cell - 1 + r;
            if (row < firstRow || row >= lastRow)
                continue;
            float *to = nodes + row * place.stride + across.cell - 1;
            storeFour(to, loadFour(to) + down.weights[r] * weights);
        }
    }
}

void collect(const GridPlace &place, const float *x, const float *y, Int begin, Int end, const float *nodesX,
             const float *nodesY, float *forceX, float *forceY)
{
    for (Int i = begin; i < end; ++i) {
        const Spline across = splineAt((x[i] - place.originX) * place.inversePitch);
        const Spline down = splineAt((y[i] - place.originY) * place.inversePitch);
        const Four weights = {across.weights[0], across.weights[1], across.weights[2], across.weights[3]};
        Four sumX = {}, sumY = {};
        const Int first = (down.cell - 1) * place.stride + across.cell - 1;
        for (Int r = 0; r < 4; ++r) {
            sumX += down.weights[r] * loadFour(nodesX + first + r * place.stride);
            sumY += down.weights[r] * loadFour(nodesY + first + r * place.stride);
        }
        sumX *= weights;
        sumY *= weights;
        forceX[i] = (sumX[0] + sumX[1]) + (sumX[2] + sumX[3]);
        forceY[i] = (sumY[0] + sumY[1]) + (sumY[2] + sumY[3]);
    }
}

} // namespace

} // namespace tandem
