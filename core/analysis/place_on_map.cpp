#include "core/analysis/place_on_map.h"

#include "core/analysis/affinities.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tandem {

namespace {

constexpr int kSteps = 50;

struct Slope {
    double x = 0, y = 0;
    double cost = 0; // divergence of the new point's distribution over the map, to a constant
};

} // namespace

std::array<float, 2> placeOnMap(std::span<const std::int32_t> indices, std::span<const float> squaredDistances,
                                std::span<const float> positions, double perplexity)
{
    if (indices.empty())
        return {0, 0};
    const auto weights = conditionalAffinities(
        squaredDistances, std::clamp(perplexity, 1.0, std::max(1.0, static_cast<double>(indices.size()) / 3)));
    const auto place = [&](std::int32_t index) {
        const auto i = 2 * static_cast<std::size_t>(index);
        return std::array<double, 2>{double(positions[i]), double(positions[i + 1])};
    };
    double x = 0, y = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) {
        x += weights[j] * place(indices[j])[0];
        y += weights[j] * place(indices[j])[1];
    }

    const auto slopeAt = [&](double atX, double atY) {
        Slope slope;
        for (std::size_t j = 0; j < weights.size(); ++j) {
            const double dx = atX - place(indices[j])[0], dy = atY - place(indices[j])[1], d = 1 + dx * dx + dy * dy;
            slope.x += weights[j] * dx / d;
            slope.y += weights[j] * dy / d;
            slope.cost += weights[j] * std::log(d);
        }
        double sum = 0, pushX = 0, pushY = 0;
        for (std::size_t i = 0; i + 1 < positions.size(); i += 2) {
            const double dx = atX - double(positions[i]), dy = atY - double(positions[i + 1]);
            const double q = 1 / (1 + dx * dx + dy * dy);
            sum += q;
            pushX += q * q * dx;
            pushY += q * q * dy;
        }
        slope.x = 2 * (slope.x - pushX / sum);
        slope.y = 2 * (slope.y - pushY / sum);
        slope.cost += std::log(sum);
        return slope;
    };
    // Steps grow while they lead down, and shrink where they would not.
    double length = 1;
    Slope slope = slopeAt(x, y);
    for (int step = 0; step < kSteps; ++step) {
        const double nextX = x - length * slope.x, nextY = y - length * slope.y;
        const Slope next = slopeAt(nextX, nextY);
        if (next.cost < slope.cost) {
            x = nextX;
            y = nextY;
            slope = next;
            length *= 1.3;
        } else {
            length /= 3;
        }
    }
    return {static_cast<float>(x), static_cast<float>(y)};
}

} // namespace tandem
