#include "core/analysis/procrustes.h"

#include <cassert>
#include <cmath>

namespace tandem {

namespace {

std::array<double, 2> centreOf(std::span<const float> positions)
{
    std::array<double, 2> sum{};
    for (std::size_t i = 0; i < positions.size(); ++i)
        sum[i % 2] += double(positions[i]);
    const double count = static_cast<double>(positions.size()) / 2;
    return {sum[0] / count, sum[1] / count};
}

} // namespace

std::vector<float> PlaneMotion::apply(std::span<const float> positions) const
{
    std::vector<float> moved(positions.size());
    for (std::size_t i = 0; i + 1 < positions.size(); i += 2) {
        const double x = positions[i], y = positions[i + 1];
        moved[i] = static_cast<float>(matrix[0] * x + matrix[1] * y + shift[0]);
        moved[i + 1] = static_cast<float>(matrix[2] * x + matrix[3] * y + shift[1]);
    }
    return moved;
}

PlaneMotion procrustes(std::span<const float> moving, std::span<const float> target)
{
    assert(moving.size() == target.size());
    PlaneMotion motion;
    if (moving.empty())
        return motion;
    const auto from = centreOf(moving), to = centreOf(target);
    double xx = 0, xy = 0, yx = 0, yy = 0; // sums of target times moving, by coordinates
    for (std::size_t i = 0; i + 1 < moving.size(); i += 2) {
        const double mx = moving[i] - from[0], my = moving[i + 1] - from[1];
        const double tx = target[i] - to[0], ty = target[i + 1] - to[1];
        xx += tx * mx;
        xy += tx * my;
        yx += ty * mx;
        yy += ty * my;
    }
    // What a rotation by an angle, and a reflection, make of sum target·(moved): the largest over the angle.
    const double turned = std::hypot(xx + yy, yx - xy), mirrored = std::hypot(xx - yy, yx + xy);
    if (turned >= mirrored && turned > 0) {
        const double cosine = (xx + yy) / turned, sine = (yx - xy) / turned;
        motion.matrix = {cosine, -sine, sine, cosine};
    } else if (mirrored > 0) {
        const double cosine = (xx - yy) / mirrored, sine = (yx + xy) / mirrored;
        motion.matrix = {cosine, sine, sine, -cosine};
    }
    motion.shift = {to[0] - motion.matrix[0] * from[0] - motion.matrix[1] * from[1],
                    to[1] - motion.matrix[2] * from[0] - motion.matrix[3] * from[1]};
    return motion;
}

} // namespace tandem
