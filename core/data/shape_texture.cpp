#include "core/data/shape_texture.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

double fraction(double x)
{
    return x - std::floor(x);
}

double smooth(double t)
{
    return t * t * (3 - 2 * t);
}

} // namespace

ShapePoint drawDirection(CounterRng &rng)
{
    ShapePoint p = rationalDirection(rng.uniform()); // the first quadrant, nearly uniform
    for (std::uint32_t turn = rng.below(4); turn > 0; --turn)
        p = {-p.y, p.x};
    return p;
}

ShapeTexture::ShapeTexture(CounterRng &rng, int side)
    : m_kind(static_cast<Kind>(rng.below(5))), m_direction(drawDirection(rng)), m_frequency(rng.uniform(2.5, 6.0)),
      m_phase(rng.uniform()), m_sharpness(std::clamp(side / (4 * m_frequency), 1.0, 4.0))
{
    for (float &value : m_lattice)
        value = static_cast<float>(rng.uniform(-1.0, 1.0));
}

/// A triangle wave with period 1, steepened to soft-edged bands.
double ShapeTexture::wave(double phase) const
{
    const double triangle = 1 - 4 * std::abs(fraction(phase) - 0.5);
    return std::clamp(m_sharpness * triangle, -1.0, 1.0);
}

double ShapeTexture::dots(double u, double v) const
{
    constexpr double kRadius = 0.33;
    const double dx = fraction(u) - 0.5;
    const double dy = fraction(v) - 0.5;
    return std::clamp(4 * m_sharpness * (kRadius - std::sqrt(dx * dx + dy * dy)), -1.0, 1.0);
}

/// Values on a grid, smoothly joined; the grid repeats after eight cells.
double ShapeTexture::blotches(double x, double y) const
{
    const double column = std::floor(x);
    const double row = std::floor(y);
    const auto value = [&](int dx, int dy) {
        const auto i = static_cast<std::size_t>(static_cast<long>(column) + dx) % kLattice;
        const auto j = static_cast<std::size_t>(static_cast<long>(row) + dy) % kLattice;
        return static_cast<double>(m_lattice[j * kLattice + i]);
    };
    const double a = smooth(x - column);
    const double b = smooth(y - row);
    const double top = value(0, 0) + a * (value(1, 0) - value(0, 0));
    const double bottom = value(0, 1) + a * (value(1, 1) - value(0, 1));
    return top + b * (bottom - top);
}

float ShapeTexture::at(double x, double y) const
{
    const double u = m_frequency * (x * m_direction.x + y * m_direction.y) + m_phase;
    const double v = m_frequency * (y * m_direction.x - x * m_direction.y) + m_phase;
    switch (m_kind) {
    case Kind::Plain:
        break;
    case Kind::Stripes:
        return static_cast<float>(wave(u));
    case Kind::Checks:
        return static_cast<float>(wave(u / 1.5) * wave(v / 1.5));
    case Kind::Dots:
        return static_cast<float>(dots(u, v));
    case Kind::Blotches:
        return static_cast<float>(blotches(u, v));
    }
    return 0.0F;
}

} // namespace tandem
