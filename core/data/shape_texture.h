#pragma once

#include "core/base/random.h"
#include "core/data/shape_outlines.h"

#include <array>

namespace tandem {

/// Pattern of a surface: a function of the place with values in [-1, 1], drawn without regard to any class.
class ShapeTexture {
public:
    /// `side`: pixels of the image, which bound how sharp edges in the pattern may be.
    ShapeTexture(CounterRng &rng, int side);

    /// Value at a place in fractions of the image's side.
    [[nodiscard]] float at(double x, double y) const;

private:
    enum class Kind { Plain, Stripes, Checks, Dots, Blotches };
    static constexpr std::size_t kLattice = 8;

    [[nodiscard]] double wave(double phase) const;
    [[nodiscard]] double dots(double u, double v) const;
    [[nodiscard]] double blotches(double x, double y) const;

    Kind m_kind;
    ShapePoint m_direction;
    double m_frequency; // periods across the image
    double m_phase;
    double m_sharpness;
    std::array<float, kLattice * kLattice> m_lattice{};
};

/// A direction out of the whole turn.
[[nodiscard]] ShapePoint drawDirection(CounterRng &rng);

} // namespace tandem
