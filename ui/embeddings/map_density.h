#pragma once

#include <QRgb>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem {

/// How deep points lie over one another, counted in cells of a few pixels. One thread may count in some rows of cells
/// while another counts in others.
class DensityField {
public:
    /// `cell`: side of a cell in device pixels.
    DensityField(int width, int height, int cell);

    [[nodiscard]] int cell() const { return m_cell; }
    /// A point at a device pixel inside the picture.
    void count(int x, int y) { ++m_counts[static_cast<std::size_t>(y / m_cell * m_columns + x / m_cell)]; }
    [[nodiscard]] std::uint32_t countAt(int x, int y) const
    {
        return m_counts[static_cast<std::size_t>(y / m_cell * m_columns + x / m_cell)];
    }

    /// After counting: smooths, and says whether there is anything to draw. `stampArea`: of a point, in device pixels.
    bool finish(double stampArea);
    /// Draws the contours of a depth of 4, 16, 64 … into rows from `top` to before `bottom`, and darkens towards `ink`
    /// with the depth if `shade`.
    void draw(QRgb *pixels, std::ptrdiff_t rowLength, int top, int bottom, QRgb ink, bool shade) const;

private:
    void rowLevels(int y, std::vector<float> &levels) const;
    void spread(const std::vector<float> &cells, std::vector<float> &pixels) const;

    int m_width, m_height, m_cell, m_columns, m_rows;
    std::vector<std::uint32_t> m_counts;
    std::vector<float> m_levels; // log4 of the depth, 0 where nothing overlaps
};

} // namespace tandem
