#include "core/data/shape_silhouettes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tandem {

double sineOfTurns(double turns)
{
    // Into [-1/4, 1/4] turn, where the Taylor series to x^15 is exact to 1e-11.
    turns -= std::floor(turns + 0.5);
    if (turns > 0.25)
        turns = 0.5 - turns;
    else if (turns < -0.25)
        turns = -0.5 - turns;
    const double x = 2.0 * std::numbers::pi * turns;
    const double square = x * x;
    double sum = 1.0;
    for (int order = 15; order >= 3; order -= 2)
        sum = 1.0 - square / (order * (order - 1)) * sum;
    return x * sum;
}

double cosineOfTurns(double turns)
{
    return sineOfTurns(turns + 0.25);
}

namespace {

using Contour = std::vector<Point>;

/// Points on a circle from angle `first` to angle `last` (turns), both included.
Contour arc(Point center, double radius, double first, double last, int steps)
{
    Contour points;
    for (int i = 0; i <= steps; ++i) {
        const double angle = first + (last - first) * i / steps;
        points.push_back({center.x + radius * cosineOfTurns(angle), center.y + radius * sineOfTurns(angle)});
    }
    return points;
}

Contour circle(double radius)
{
    Contour points = arc({}, radius, 0, 1, 64);
    points.pop_back(); // the last is the first
    return points;
}

/// Corners at equal angles, the first on top; every other one at the inner radius.
Contour regular(int corners, double innerRadius)
{
    Contour points;
    for (int i = 0; i < corners; ++i) {
        const double angle = -0.25 + static_cast<double>(i) / corners;
        const double radius = i % 2 == 0 ? 1.0 : innerRadius;
        points.push_back({radius * cosineOfTurns(angle), radius * sineOfTurns(angle)});
    }
    return points;
}

Contour crescent()
{
    // Both arcs end in the horns at outer angle +-kHorn; seen from the inner circle's center they lie at +-kInner.
    constexpr double kHorn = 0.125;
    constexpr double kInner = 0.205;
    const double radius = sineOfTurns(kHorn) / sineOfTurns(kInner);
    const double center = cosineOfTurns(kHorn) - radius * cosineOfTurns(kInner);
    Contour points = arc({}, 1, kHorn, 1 - kHorn, 48);
    const Contour inner = arc({center, 0}, radius, 1 - kInner, kInner, 32);
    points.insert(points.end(), inner.begin() + 1, inner.end() - 1);
    return points;
}

Contour heart()
{
    Contour points;
    for (int i = 0; i < 64; ++i) {
        const double t = i / 64.0;
        const double s = sineOfTurns(t);
        points.push_back({16 * s * s * s, 5 * cosineOfTurns(2 * t) + 2 * cosineOfTurns(3 * t) + cosineOfTurns(4 * t) -
                                              13 * cosineOfTurns(t)});
    }
    return points;
}

Contour cross()
{
    constexpr double kArm = 0.34;
    return {{-kArm, -1}, {kArm, -1}, {kArm, -kArm}, {1, -kArm}, {1, kArm},   {kArm, kArm},
            {kArm, 1},   {-kArm, 1}, {-kArm, kArm}, {-1, kArm}, {-1, -kArm}, {-kArm, -kArm}};
}

Contour arrow()
{
    return {{-1, -0.32}, {0.02, -0.32}, {0.02, -0.86}, {1, 0}, {0.02, 0.86}, {0.02, 0.32}, {-1, 0.32}};
}

Contour bolt()
{
    return {{-0.4, -1}, {0.6, -1}, {0.22, -0.3}, {0.8, -0.3}, {-0.46, 1}, {-0.16, 0.16}, {-0.8, 0.16}};
}

double signedArea(const Contour &contour)
{
    double twice = 0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const Point a = contour[i];
        const Point b = contour[(i + 1) % contour.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice / 2;
}

/// The first contour encloses the others, which are holes.
Silhouette normalized(std::string name, std::vector<Contour> contours)
{
    double area = 2 * std::abs(signedArea(contours.front()));
    Point low = contours.front().front();
    Point high = low;
    for (const Contour &contour : contours) {
        area -= std::abs(signedArea(contour));
        for (const Point point : contour) {
            low = {std::min(low.x, point.x), std::min(low.y, point.y)};
            high = {std::max(high.x, point.x), std::max(high.y, point.y)};
        }
    }
    const double scale = 1 / std::sqrt(area);
    for (Contour &contour : contours)
        for (Point &point : contour)
            point = {scale * (point.x - (low.x + high.x) / 2), scale * (point.y - (low.y + high.y) / 2)};
    return {std::move(name), std::move(contours)};
}

} // namespace

const std::vector<Silhouette> &silhouettes()
{
    static const std::vector<Silhouette> all{
        normalized("arrow", {arrow()}),
        normalized("bolt", {bolt()}),
        normalized("crescent", {crescent()}),
        normalized("cross", {cross()}),
        normalized("disc", {circle(1)}),
        normalized("heart", {heart()}),
        normalized("ring", {circle(1), circle(0.56)}),
        normalized("square", {{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}}),
        normalized("star", {regular(10, 0.46)}),
        normalized("triangle", {regular(3, 1)}),
    };
    return all;
}

} // namespace tandem
