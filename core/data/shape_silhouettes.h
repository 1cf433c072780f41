#pragma once

#include <string>
#include <vector>

namespace tandem {

struct Point {
    double x = 0;
    double y = 0;
};

/// The outline of a class: closed polygons, filled by the even-odd rule; y points down as in an image. The enclosed
/// area is 1 and the bounding box is centered on the origin, so that neither size nor position tells the classes apart.
struct Silhouette {
    std::string name;
    std::vector<std::vector<Point>> contours;
};

/// All classes, sorted by name: an image folder lists its classes in that order, so its labels are these indices.
/// Any thread; lives as long as the program.
[[nodiscard]] const std::vector<Silhouette> &silhouettes();

/// sin(2 pi turns) by polynomial, to 1e-11. The C library picks its sine by processor, and the last bit differs; these
/// images are the same on all of them.
[[nodiscard]] double sineOfTurns(double turns);
[[nodiscard]] double cosineOfTurns(double turns);

} // namespace tandem
