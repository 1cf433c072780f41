#include "core/analysis/warm_start.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace tandem {

namespace {

using Position = std::array<float, 2>;

std::unordered_map<std::uint32_t, Position> positionsById(const PlacedPoints &points)
{
    std::unordered_map<std::uint32_t, Position> positions;
    for (std::size_t i = 0; i < points.ids.size(); ++i)
        positions[points.ids[i]] = {points.positions[2 * i], points.positions[2 * i + 1]};
    return positions;
}

Position centreOf(const std::vector<float> &positions)
{
    double x = 0, y = 0;
    for (std::size_t i = 0; i + 1 < positions.size(); i += 2) {
        x += double(positions[i]);
        y += double(positions[i + 1]);
    }
    const double count = std::max(1.0, static_cast<double>(positions.size()) / 2);
    return {static_cast<float>(x / count), static_cast<float>(y / count)};
}

/// Mean of the placed neighbours of a row.
std::optional<Position> meanOfPlaced(const Affinities &affinities, std::size_t row,
                                     const std::vector<std::optional<Position>> &places)
{
    double x = 0, y = 0, weight = 0;
    for (auto edge = static_cast<std::size_t>(affinities.rowStart[row]);
         edge < static_cast<std::size_t>(affinities.rowStart[row + 1]); ++edge)
        if (const auto &place = places[static_cast<std::size_t>(affinities.columns[edge])]) {
            const double p = affinities.p[edge];
            x += p * double((*place)[0]);
            y += p * double((*place)[1]);
            weight += p;
        }
    if (!(weight > 0))
        return std::nullopt;
    return Position{static_cast<float>(x / weight), static_cast<float>(y / weight)};
}

} // namespace

std::vector<float> warmStart(const Affinities &affinities, std::span<const std::uint32_t> ids,
                             const PlacedPoints &previous)
{
    const auto known = positionsById(previous);
    std::vector<std::optional<Position>> places(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (const auto found = known.find(ids[i]); found != known.end())
            places[i] = found->second;
    for (bool again = true; again;) {
        again = false;
        const auto before = places; // so that the order of rows does not matter
        for (std::size_t i = 0; i < places.size(); ++i)
            if (!before[i] && (places[i] = meanOfPlaced(affinities, i, before)))
                again = true;
    }
    const Position centre = centreOf(previous.positions);
    std::vector<float> start;
    for (const auto &place : places) {
        start.push_back(place.value_or(centre)[0]);
        start.push_back(place.value_or(centre)[1]);
    }
    return start;
}

TsneSettings warmSettings(TsneSettings settings)
{
    settings.exaggerationIterations = 100;
    settings.iterations = 350;
    return settings;
}

CommonPoints commonPoints(const PlacedPoints &moving, const PlacedPoints &target)
{
    const auto targets = positionsById(target);
    CommonPoints common;
    for (std::size_t i = 0; i < moving.ids.size(); ++i)
        if (const auto found = targets.find(moving.ids[i]); found != targets.end()) {
            common.moving.insert(common.moving.end(), {moving.positions[2 * i], moving.positions[2 * i + 1]});
            common.target.insert(common.target.end(), found->second.begin(), found->second.end());
        }
    return common;
}

} // namespace tandem
