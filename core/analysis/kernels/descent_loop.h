#pragma once

#include "core/analysis/kernels/vectors.h"

namespace tandem {

namespace {

void descend(const DescentStep &step, const DescentArrays &arrays, Int begin, Int end)
{
    const auto [attraction, repulsion, learningRate, momentum, longestMove] = step;
    const float longestSquare = longestMove * longestMove;
    float *__restrict x = arrays.x, *__restrict y = arrays.y, *__restrict xy = arrays.xy;
    float *__restrict velocityX = arrays.velocityX, *__restrict velocityY = arrays.velocityY;
    float *__restrict gainX = arrays.gainX, *__restrict gainY = arrays.gainY;
    for (Int i = begin; i < end; ++i) {
        // A quarter of the gradient, as in most implementations; the learning rate is meant for it.
        const float slopeX = attraction * arrays.attractionX[i] - repulsion * arrays.repulsionX[i];
        const float slopeY = attraction * arrays.attractionY[i] - repulsion * arrays.repulsionY[i];
        // A coordinate that keeps its direction gains speed, one that turns loses it.
        const bool turnsX = slopeX * velocityX[i] > 0, turnsY = slopeY * velocityY[i] > 0;
        const float raisedX = turnsX ? gainX[i] * 0.8F : gainX[i] + 0.2F;
        const float raisedY = turnsY ? gainY[i] * 0.8F : gainY[i] + 0.2F;
        gainX[i] = raisedX < 0.01F ? 0.01F : raisedX;
        gainY[i] = raisedY < 0.01F ? 0.01F : raisedY;
        float moveX = momentum * velocityX[i] - learningRate * gainX[i] * slopeX;
        float moveY = momentum * velocityY[i] - learningRate * gainY[i] * slopeY;
        const float square = moveX * moveX + moveY * moveY;
        const float shrink = square > longestSquare ? longestMove / __builtin_sqrtf(square) : 1.0F;
        moveX *= shrink;
        moveY *= shrink;
        velocityX[i] = moveX;
        velocityY[i] = moveY;
        x[i] += moveX;
        y[i] += moveY;
        xy[2 * i] = x[i];
        xy[2 * i + 1] = y[i];
    }
}

} // namespace

} // namespace tandem
