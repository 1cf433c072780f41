#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tandem {

struct ShapePoint {
    double x = 0.0;
    double y = 0.0; // downwards, as rows go
};

/// Closed polygons; what lies in an odd number of them is inside.
using ShapeOutline = std::vector<std::vector<ShapePoint>>;

/// The outline of a class in the order of shapesClassNames(): area 1, centroid at the origin. All have the same area,
/// so that the share of an image that an object covers says nothing about its class.
[[nodiscard]] const ShapeOutline &shapeOutline(int label);

/// Share of each pixel of a side x side image that an outline covers, 0 to 1, row by row. Coordinates are fractions of
/// the image's side; parts outside are cut off.
[[nodiscard]] std::vector<float> shapeCoverage(const ShapeOutline &outline, int side);

/// A unit vector at twice the arctangent of t: rational, so that every machine finds the same bits.
[[nodiscard]] ShapePoint rationalDirection(double t);

} // namespace tandem
