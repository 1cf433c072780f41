#pragma once

#include "ui/embeddings/point_style.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem {

/// The pixels of one point, relative to the pixel that its center lies in.
struct PointStamp {
    struct Pixel {
        std::int16_t dx, dy;
        std::uint8_t coverage; // 1 to 255
        bool isRim;
    };
    std::vector<Pixel> pixels;
    int reach = 0; // no |dx| or |dy| is larger
};

/// The stamps of all shapes at one size. Points of four pixels and more are smooth, and lie on quarters of a pixel, so
/// that a slow pan does not make them tremble; from six pixels on they have a rim, which keeps overlapping ones apart.
class StampSet {
public:
    static constexpr int kPhases = 4; // along each axis

    /// `diameter` in device pixels; all shapes have the area of a disc of that diameter.
    explicit StampSet(double diameter);

    [[nodiscard]] double diameter() const { return m_diameter; }
    [[nodiscard]] bool isSmooth() const { return m_isSmooth; }
    /// `phaseX`, `phaseY` < kPhases: which quarter of its pixel the center lies in.
    [[nodiscard]] const PointStamp &stamp(PointShape shape, int phaseX, int phaseY) const
    {
        return m_stamps[static_cast<std::size_t>((static_cast<int>(shape) * kPhases + phaseY) * kPhases + phaseX)];
    }
    [[nodiscard]] int reach() const { return m_reach; } // of the largest stamp

private:
    double m_diameter;
    bool m_isSmooth;
    int m_reach = 0;
    std::array<PointStamp, static_cast<std::size_t>(kPointShapes *kPhases *kPhases)> m_stamps;
};

} // namespace tandem
