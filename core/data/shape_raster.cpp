#include "core/data/shape_raster.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kScanLines = 8; // a pixel row

struct Edge {
    double top; // y of the upper end, included
    double bottom;
    double x; // at y = 0
    double slope;
};

std::vector<Edge> edgesOf(const std::vector<std::vector<Point>> &contours, int size)
{
    std::vector<Edge> edges;
    for (const auto &contour : contours) {
        for (std::size_t i = 0; i < contour.size(); ++i) {
            Point a = contour[i];
            Point b = contour[(i + 1) % contour.size()];
            if (a.y == b.y)
                continue; // no scan line crosses it
            if (a.y > b.y)
                std::swap(a, b);
            const double slope = (b.x - a.x) / (b.y - a.y);
            edges.push_back({a.y * size, b.y * size, (a.x - slope * a.y) * size, slope});
        }
    }
    return edges;
}

/// Adds `weight` times the part of each pixel that lies in [from, to).
void addSpan(float *row, int size, double from, double to, float weight)
{
    from = std::clamp(from, 0.0, static_cast<double>(size));
    to = std::clamp(to, 0.0, static_cast<double>(size));
    if (from >= to)
        return;
    const int first = static_cast<int>(from);
    const int last = std::min(static_cast<int>(to), size - 1);
    if (first == last) {
        row[first] += weight * static_cast<float>(to - from);
        return;
    }
    row[first] += weight * static_cast<float>(first + 1 - from);
    for (int x = first + 1; x < last; ++x)
        row[x] += weight;
    row[last] += weight * static_cast<float>(to - last);
}

/// One box filter along lines of `size` values that lie `step` apart; the lines lie `next` apart.
void boxFilter(std::vector<float> &image, int size, int radius, int step, int next)
{
    std::vector<float> line(static_cast<std::size_t>(size));
    const float weight = 1.0F / static_cast<float>(2 * radius + 1);
    for (int l = 0; l < size; ++l) {
        float *start = image.data() + static_cast<std::ptrdiff_t>(l) * next;
        for (int i = 0; i < size; ++i) {
            float sum = 0;
            for (int j = std::max(0, i - radius); j <= std::min(size - 1, i + radius); ++j)
                sum += start[static_cast<std::ptrdiff_t>(j) * step];
            line[static_cast<std::size_t>(i)] = sum * weight;
        }
        for (int i = 0; i < size; ++i)
            start[static_cast<std::ptrdiff_t>(i) * step] = line[static_cast<std::size_t>(i)];
    }
}

} // namespace

std::vector<float> rasterize(const std::vector<std::vector<Point>> &contours, int size)
{
    std::vector<float> coverage(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0F);
    const std::vector<Edge> edges = edgesOf(contours, size);
    std::vector<double> crossings;
    for (int line = 0; line < size * kScanLines; ++line) {
        const double y = (line + 0.5) / kScanLines;
        crossings.clear();
        for (const Edge &edge : edges)
            if (edge.top <= y && y < edge.bottom)
                crossings.push_back(edge.x + edge.slope * y);
        std::sort(crossings.begin(), crossings.end());
        float *row = coverage.data() + static_cast<std::ptrdiff_t>(line / kScanLines) * size;
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            addSpan(row, size, crossings[i], crossings[i + 1], 1.0F / kScanLines);
    }
    return coverage;
}

void blur(std::vector<float> &image, int size, int radius)
{
    for (int pass = 0; pass < 3; ++pass) {
        boxFilter(image, size, radius, 1, size);
        boxFilter(image, size, radius, size, 1);
    }
}

} // namespace tandem
