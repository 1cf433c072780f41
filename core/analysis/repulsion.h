#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>

namespace tandem {

class Workers;

/// The repulsive half of t-SNE's gradient. With q_ij = 1/(1 + |yi − yj|²), the force on i is the sum over j != i of
/// q_ij² (yi − yj), still to be divided by the sum of all q_ij.
class Repulsion {
public:
    virtual ~Repulsion() = default;

    /// Takes positions of `count` points and returns in `sumOfQ` the sum over ordered pairs i != j. x and y hold
    /// paddedCount(count) values; those past `count` are far away from all points. False once `stop` was requested.
    [[nodiscard]] virtual bool compute(const float *x, const float *y, std::int64_t count, Workers &workers,
                                       const std::stop_token &stop, double &sumOfQ) = 0;

    /// After compute(), for points [begin, end) of the same positions; any thread. Ranges begin at multiples of
    /// kPadding.
    virtual void forces(std::int64_t begin, std::int64_t end, Workers &workers, float *forceX, float *forceY) = 0;
};

[[nodiscard]] std::int64_t paddedCount(std::int64_t count);
/// Where the points lie that fill up the last vector: their q adds nothing to a float, and nothing overflows.
inline constexpr float kFarAway = 1e9F;

/// Every pair: N² time, the exact sums to rounding (relative error of a force some 1e-4).
[[nodiscard]] std::unique_ptr<Repulsion> exactRepulsion();

/// Points are spread on a grid of the given pitch by cubic B-splines, and the force kernels are applied by FFT: time
/// that grows with N and with the area of the layout.
[[nodiscard]] std::unique_ptr<Repulsion> gridRepulsion(double pitch);

} // namespace tandem
