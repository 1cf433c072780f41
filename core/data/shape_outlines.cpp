#include "core/data/shape_outlines.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace tandem {

namespace {

using Polygon = std::vector<ShapePoint>;

constexpr int kQuadrantPoints = 16;

/// Points on the unit circle from angle 0 on, a whole turn, without sine and cosine.
Polygon circlePoints()
{
    Polygon points;
    for (int quadrant = 0; quadrant < 4; ++quadrant)
        for (int i = 0; i < kQuadrantPoints; ++i) {
            ShapePoint p = rationalDirection(static_cast<double>(i) / kQuadrantPoints);
            for (int turn = 0; turn < quadrant; ++turn)
                p = {-p.y, p.x};
            points.push_back(p);
        }
    return points;
}

Polygon circle(double radius)
{
    Polygon points = circlePoints();
    for (ShapePoint &p : points)
        p = {radius * p.x, radius * p.y};
    return points;
}

Polygon star()
{
    // Cosine and sine of multiples of 36 degrees.
    constexpr std::array<ShapePoint, 10> kTenths{{{0, -1},
                                                  {0.5877852522924731, -0.8090169943749475},
                                                  {0.9510565162951535, -0.3090169943749474},
                                                  {0.9510565162951535, 0.3090169943749474},
                                                  {0.5877852522924731, 0.8090169943749475},
                                                  {0, 1},
                                                  {-0.5877852522924731, 0.8090169943749475},
                                                  {-0.9510565162951535, 0.3090169943749474},
                                                  {-0.9510565162951535, -0.3090169943749474},
                                                  {-0.5877852522924731, -0.8090169943749475}}};
    constexpr double kInner = 0.42;
    Polygon points;
    for (std::size_t i = 0; i < kTenths.size(); ++i) {
        const double radius = i % 2 == 0 ? 1.0 : kInner;
        points.push_back({radius * kTenths[i].x, radius * kTenths[i].y});
    }
    return points;
}

Polygon heart()
{
    // x = 16 sin^3 t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t, with multiples of t written out in cos t.
    Polygon points;
    for (const ShapePoint &p : circlePoints()) {
        const double c = p.x;
        const double s = p.y;
        const double c2 = 2 * c * c - 1;
        const double c3 = c * (4 * c * c - 3);
        const double c4 = 2 * c2 * c2 - 1;
        points.push_back({16 * s * s * s, -(13 * c - 5 * c2 - 2 * c3 - c4)});
    }
    return points;
}

Polygon crescent()
{
    // The unit disc without a smaller disc shifted to the right. Both arcs meet where the circles cross.
    constexpr double kShift = 0.60;
    constexpr double kCut = 0.78;
    const double x = (1 - kCut * kCut + kShift * kShift) / (2 * kShift);
    const double y = std::sqrt(1 - x * x);
    Polygon points{{x, y}};
    const auto inside = [](ShapePoint p, ShapePoint center, double radius) {
        const double dx = p.x - center.x;
        const double dy = p.y - center.y;
        return dx * dx + dy * dy < radius * radius;
    };
    for (const ShapePoint &p : circlePoints()) // from the right downwards, to the left, up again
        if (!inside(p, {kShift, 0}, kCut))
            points.push_back(p);
    points.push_back({x, -y});
    Polygon inner;
    for (const ShapePoint &p : circlePoints()) {
        const ShapePoint q{kShift + kCut * p.x, kCut * p.y};
        if (inside(q, {0, 0}, 1.0))
            inner.push_back(q);
    }
    points.insert(points.end(), inner.rbegin(), inner.rend());
    return points;
}

Polygon capsule()
{
    constexpr double kHalfLength = 1.35; // of the straight part, in radii
    Polygon points;
    for (const ShapePoint &p : circlePoints())
        points.push_back({p.x + (p.x > 0 ? kHalfLength : -kHalfLength), p.y});
    return points;
}

Polygon cross()
{
    constexpr double a = 0.36; // half the width of an arm
    return {{-a, -1}, {a, -1}, {a, -a}, {1, -a}, {1, a}, {a, a}, {a, 1}, {-a, 1}, {-a, a}, {-1, a}, {-1, -a}, {-a, -a}};
}

Polygon arrow()
{
    constexpr double kShaft = 0.27;
    constexpr double kNeck = -0.05;
    return {{0, -1}, {0.85, kNeck}, {kShaft, kNeck}, {kShaft, 1}, {-kShaft, 1}, {-kShaft, kNeck}, {-0.85, kNeck}};
}

/// Twice the signed area and the first moments (times 6) of a polygon.
struct Moments {
    double area = 0.0;
    double x = 0.0;
    double y = 0.0;
};

Moments momentsOf(const Polygon &polygon)
{
    Moments m;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const ShapePoint &p = polygon[i];
        const ShapePoint &q = polygon[(i + 1) % polygon.size()];
        const double w = p.x * q.y - q.x * p.y;
        m.area += w;
        m.x += w * (p.x + q.x);
        m.y += w * (p.y + q.y);
    }
    const double sign = m.area < 0 ? -1.0 : 1.0;
    return {sign * m.area, sign * m.x, sign * m.y};
}

/// Area 1, centroid at the origin. Polygons after the first are holes.
ShapeOutline normalized(ShapeOutline outline)
{
    Moments sum;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Moments m = momentsOf(outline[i]);
        const double sign = i == 0 ? 1.0 : -1.0;
        sum = {sum.area + sign * m.area, sum.x + sign * m.x, sum.y + sign * m.y};
    }
    const double scale = 1.0 / std::sqrt(sum.area / 2);
    const ShapePoint center{sum.x / (3 * sum.area), sum.y / (3 * sum.area)};
    for (Polygon &polygon : outline)
        for (ShapePoint &p : polygon)
            p = {scale * (p.x - center.x), scale * (p.y - center.y)};
    return outline;
}

std::array<ShapeOutline, 10> makeOutlines()
{
    constexpr double h = 0.8660254037844386; // height of half the triangle's side
    return {normalized({arrow()}),
            normalized({capsule()}),
            normalized({crescent()}),
            normalized({cross()}),
            normalized({circle(1.0)}),
            normalized({heart()}),
            normalized({circle(1.0), circle(0.55)}),
            normalized({{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}}),
            normalized({star()}),
            normalized({{{0, -1}, {h, 0.5}, {-h, 0.5}}})};
}

/// Adds the length of [from, to) that falls into each pixel of a row, times `weight`.
void addSpan(std::span<float> row, double from, double to, float weight)
{
    const double side = static_cast<double>(row.size());
    from = std::clamp(from, 0.0, side);
    to = std::clamp(to, 0.0, side);
    for (auto x = static_cast<std::size_t>(from); x < row.size() && static_cast<double>(x) < to; ++x) {
        const double left = std::max(from, static_cast<double>(x));
        const double right = std::min(to, static_cast<double>(x + 1));
        row[x] += weight * static_cast<float>(right - left);
    }
}

} // namespace

ShapePoint rationalDirection(double t)
{
    const double w = 1.0 / (1 + t * t);
    return {(1 - t * t) * w, 2 * t * w};
}

const ShapeOutline &shapeOutline(int label)
{
    static const std::array<ShapeOutline, 10> outlines = makeOutlines();
    assert(label >= 0 && label < 10);
    return outlines[static_cast<std::size_t>(label)];
}

std::vector<float> shapeCoverage(const ShapeOutline &outline, int side)
{
    constexpr int kSubRows = 4; // across a row coverage is exact, down the rows it is sampled
    const auto n = static_cast<std::size_t>(side);
    std::vector<float> coverage(n * n, 0.0F);
    std::vector<double> crossings;
    for (int line = 0; line < side * kSubRows; ++line) {
        const double y = (line + 0.5) / (static_cast<double>(side) * kSubRows);
        crossings.clear();
        for (const Polygon &polygon : outline)
            for (std::size_t i = 0; i < polygon.size(); ++i) {
                const ShapePoint &p = polygon[i];
                const ShapePoint &q = polygon[i + 1 < polygon.size() ? i + 1 : 0];
                if ((p.y <= y) != (q.y <= y))
                    crossings.push_back(side * (p.x + (y - p.y) * (q.x - p.x) / (q.y - p.y)));
            }
        std::sort(crossings.begin(), crossings.end());
        const std::span row(coverage.data() + static_cast<std::size_t>(line / kSubRows) * n, n);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            addSpan(row, crossings[i], crossings[i + 1], 1.0F / kSubRows);
    }
    return coverage;
}

} // namespace tandem
