#include "ui/embeddings/map_density.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kShadePerLevel = 0.08, kMostShade = 0.3, kContour = 0.42; // shares of the ink

/// `share` of 256. Two channels at a time.
QRgb inked(QRgb color, QRgb ink, int share)
{
    const auto part = static_cast<std::uint32_t>(share);
    const std::uint32_t odd = ((color & 0xff00ffU) * (256 - part) + (ink & 0xff00ffU) * part) >> 8U & 0xff00ffU;
    const std::uint32_t even =
        ((color >> 8U & 0xff00ffU) * (256 - part) + (ink >> 8U & 0xff00ffU) * part) & 0xff00ff00U;
    return odd | even;
}

/// A binomial blur of five; what lies outside counts as the border.
float binomial(float a, float b, float c, float d, float e)
{
    return (a + e) / 16 + (b + d) / 4 + c * 0.375F;
}

void blurRows(std::vector<float> &field, std::vector<float> &out, int columns, int rows)
{
    for (int y = 0; y < rows; ++y) {
        const float *in = field.data() + y * columns;
        float *to = out.data() + y * columns;
        const auto at = [in, columns](int x) { return in[std::clamp(x, 0, columns - 1)]; };
        for (int x = 2; x < columns - 2; ++x)
            to[x] = binomial(in[x - 2], in[x - 1], in[x], in[x + 1], in[x + 2]);
        for (const int x : {0, 1, columns - 2, columns - 1})
            if (x >= 0 && x < columns)
                to[x] = binomial(at(x - 2), at(x - 1), at(x), at(x + 1), at(x + 2));
    }
    field.swap(out);
}

void blurColumns(std::vector<float> &field, std::vector<float> &out, int columns, int rows)
{
    for (int y = 0; y < rows; ++y) {
        const auto row = [&](int dy) { return field.data() + std::clamp(y + dy, 0, rows - 1) * columns; };
        const float *a = row(-2), *b = row(-1), *c = row(0), *d = row(1), *e = row(2);
        float *to = out.data() + y * columns;
        for (int x = 0; x < columns; ++x)
            to[x] = binomial(a[x], b[x], c[x], d[x], e[x]);
    }
    field.swap(out);
}

} // namespace

DensityField::DensityField(int width, int height, int cell)
    : m_width(width), m_height(height), m_cell(cell), m_columns((width + cell - 1) / cell),
      m_rows((height + cell - 1) / cell), m_counts(static_cast<std::size_t>(m_columns * m_rows))
{
}

bool DensityField::finish(double stampArea)
{
    const double depthOfOne = stampArea / (m_cell * m_cell);
    const std::uint32_t most = *std::max_element(m_counts.begin(), m_counts.end());
    if (most * depthOfOne < 4)
        return false;
    m_levels.resize(m_counts.size());
    std::transform(m_counts.begin(), m_counts.end(), m_levels.begin(),
                   [depthOfOne](std::uint32_t count) { return static_cast<float>(count * depthOfOne); });
    std::vector<float> scratch(m_levels.size());
    for (int pass = 0; pass < 2; ++pass) {
        blurRows(m_levels, scratch, m_columns, m_rows);
        blurColumns(m_levels, scratch, m_columns, m_rows);
    }
    float highest = 0;
    for (float &level : m_levels) {
        level = level > 1 ? std::log2(level) / 2 : 0.0F;
        highest = std::max(highest, level);
    }
    return highest >= 1;
}

void DensityField::rowLevels(int y, std::vector<float> &levels) const
{
    const float place = (static_cast<float>(y) + 0.5F) / static_cast<float>(m_cell) - 0.5F;
    const int low = std::clamp(static_cast<int>(std::floor(place)), 0, m_rows - 1);
    const int high = std::min(low + 1, m_rows - 1);
    const float share = std::clamp(place - static_cast<float>(low), 0.0F, 1.0F);
    const float *a = m_levels.data() + low * m_columns, *b = m_levels.data() + high * m_columns;
    for (int x = 0; x < m_columns; ++x)
        levels[static_cast<std::size_t>(x)] = a[x] + share * (b[x] - a[x]);
    levels.back() = levels[levels.size() - 2];
}

/// From one level a cell to one a pixel, on straight lines between the middles of the cells.
void DensityField::spread(const std::vector<float> &cells, std::vector<float> &pixels) const
{
    const auto cell = static_cast<std::size_t>(m_cell), half = cell / 2;
    std::fill_n(pixels.begin(), half, cells[0]);
    const float step = 1.0F / static_cast<float>(m_cell);
    for (std::size_t c = 0; c + 1 < cells.size(); ++c) {
        float *out = pixels.data() + c * cell + half;
        const float from = cells[c], slope = (cells[c + 1] - from) * step;
        for (std::size_t i = 0; i < cell; ++i)
            out[i] = from + slope * (static_cast<float>(i) + 0.5F);
    }
}

void DensityField::draw(QRgb *pixels, std::ptrdiff_t rowLength, int top, int bottom, QRgb ink, bool shade) const
{
    const auto width = static_cast<std::size_t>(m_width), cell = static_cast<std::size_t>(m_cell);
    std::vector<float> cells(static_cast<std::size_t>(m_columns) + 1), levels(width + 2 * cell);
    std::vector<int> bands(width), above(width);
    const auto shadePerLevel = static_cast<float>(shade ? 256 * kShadePerLevel : 0);
    constexpr auto kMost = static_cast<float>(256 * kMostShade);
    constexpr int kLine = static_cast<int>(256 * kContour);
    for (int y = std::max(top - 1, 0); y < bottom; ++y) {
        rowLevels(y, cells);
        spread(cells, levels);
        for (std::size_t x = 0; x < width; ++x)
            bands[x] = static_cast<int>(levels[x]);
        if (y >= top) {
            QRgb *line = pixels + y * rowLength;
            const int *before = y > 0 ? above.data() : bands.data();
            for (std::size_t x = 0; x < width; ++x) {
                if (levels[x] <= 0)
                    continue;
                const bool isContour = bands[x] != before[x] || (x > 0 && bands[x] != bands[x - 1]);
                const int share = isContour ? kLine : static_cast<int>(std::min(levels[x] * shadePerLevel, kMost));
                if (share > 0)
                    line[x] = inked(line[x], ink, share);
            }
        }
        bands.swap(above);
    }
}

} // namespace tandem
