// The table of loops, for the units that are compiled for one instruction set each.
#pragma once

#include "core/analysis/kernels/attraction_loops.h"
#include "core/analysis/kernels/descent_loop.h"
#include "core/analysis/kernels/exact_loops.h"
#include "core/analysis/kernels/fft_loops.h"
#include "core/analysis/kernels/grid_loops.h"
#include "core/analysis/kernels/product_loops.h"

namespace tandem {

namespace {

constexpr Kernels kernels(const char *name)
{
    return {name,
            kBlockRows,
            2 * kLanes,
            multiplyAdd<float, Floats>,
            kBlockRows,
            kLanes,
            multiplyAdd<double, Doubles>,
            above,
            repelOthers,
            repelWithin,
            attract,
            logDistances,
            descend,
            spread,
            collect,
            fft,
            rowSpectra,
            rowFields,
            applyKernels};
}

} // namespace

} // namespace tandem
