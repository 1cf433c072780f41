#pragma once

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tandem {

struct MapLayout;

/// Which points count: those with a zero here. Empty: all.
using HiddenPoints = std::span<const std::uint8_t>;

enum class MapDirection { Left, Right, Up, Down };

/// The point next to a place of the map, at most `radius` (map units) away; -1: there is none. A plain search: a
/// million points in about a millisecond.
[[nodiscard]] std::int64_t nearestPoint(const MapLayout &layout, const QPointF &place, double radius,
                                        HiddenPoints hidden = {});

/// Where a cursor goes from a point: to the nearest one within 45 degrees of the direction, those straight ahead first;
/// -1: there is none. Points at the same spot are walked through by Right and Left, in order of their number, so that
/// every point can be reached.
[[nodiscard]] std::int64_t nextPoint(const MapLayout &layout, std::size_t from, MapDirection direction,
                                     HiddenPoints hidden = {});

/// The points within a part of the map, ascending.
[[nodiscard]] std::vector<std::uint32_t> pointsWithin(const MapLayout &layout, const QRectF &part,
                                                      HiddenPoints hidden = {});

} // namespace tandem
