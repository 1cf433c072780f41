#include "core/augment/geometry_kernels.h"

#include "core/augment/simd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <numbers>

namespace tandem::kernels {

namespace {

constexpr std::size_t kChannels = 3;
constexpr std::uint8_t kHoleValue = 127;

/// Moves pixel (x, y) to where `place` says, for all.
template <class Place>
void permute(std::span<std::uint8_t> pixels, int width, int height, const std::vector<std::uint8_t> &copy, Place place)
{
    const std::uint8_t *from = copy.data();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x, from += kChannels)
            std::memcpy(pixels.data() + kChannels * static_cast<std::size_t>(place(x, y)), from, kChannels);
}

/// Whole quarter turns where pixels fall on pixels. False if they do not.
bool rotateExactly(std::span<std::uint8_t> pixels, int width, int height, double degrees,
                   const std::vector<std::uint8_t> &copy)
{
    const double turns = degrees / 90;
    const int quarter = static_cast<int>(std::fmod(turns, 4) + 4) % 4;
    if (turns != std::floor(turns) || (quarter % 2 != 0 && width != height))
        return false;
    if (quarter == 1)
        permute(pixels, width, height, copy, [width](int x, int y) { return (width - 1 - x) * width + y; });
    else if (quarter == 2)
        permute(pixels, width, height, copy, [=](int x, int y) { return (height - 1 - y) * width + width - 1 - x; });
    else if (quarter == 3)
        permute(pixels, width, height, copy, [width](int x, int y) { return x * width + width - 1 - y; });
    return true;
}

struct Turn {
    const std::uint8_t *source;
    int width, height;
    double cosine, sine;
};

TANDEM_SIMD_CLONES
void rotateRow(const Turn &turn, int y, std::uint8_t *out)
{
    static constexpr std::array<std::uint8_t, kChannels> kOutside{};
    const double centerX = (turn.width - 1) / 2.0, centerY = (turn.height - 1) / 2.0;
    const auto at = [&turn](int column, int row) {
        const bool inside = column >= 0 && column < turn.width && row >= 0 && row < turn.height;
        return inside ? turn.source + kChannels * static_cast<std::size_t>(row * turn.width + column) : kOutside.data();
    };
    for (int x = 0; x < turn.width; ++x, out += kChannels) {
        // Where the pixel comes from: turned back, with y pointing down.
        const double fromX = centerX + turn.cosine * (x - centerX) - turn.sine * (y - centerY);
        const double fromY = centerY + turn.sine * (x - centerX) + turn.cosine * (y - centerY);
        const int left = static_cast<int>(std::floor(fromX)), top = static_cast<int>(std::floor(fromY));
        const auto shareX = static_cast<float>(fromX - left), shareY = static_cast<float>(fromY - top);
        const std::uint8_t *a = at(left, top);
        const std::uint8_t *b = at(left + 1, top);
        const std::uint8_t *c = at(left, top + 1);
        const std::uint8_t *d = at(left + 1, top + 1);
        for (std::size_t i = 0; i < kChannels; ++i) {
            const float upper = static_cast<float>(a[i]) + shareX * static_cast<float>(b[i] - a[i]);
            const float lower = static_cast<float>(c[i]) + shareX * static_cast<float>(d[i] - c[i]);
            out[i] = static_cast<std::uint8_t>(static_cast<int>(upper + shareY * (lower - upper) + 0.5F));
        }
    }
}

} // namespace

void flip(std::span<std::uint8_t> pixels, int width, int height)
{
    for (int y = 0; y < height; ++y) {
        std::uint8_t *left = pixels.data() + kChannels * static_cast<std::size_t>(width) * static_cast<std::size_t>(y);
        std::uint8_t *right = left + kChannels * static_cast<std::size_t>(width - 1);
        for (; left < right; left += kChannels, right -= kChannels)
            std::swap_ranges(left, left + kChannels, right);
    }
}

void rotate(std::span<std::uint8_t> pixels, int width, int height, double degrees, std::vector<std::uint8_t> &copy)
{
    copy.assign(pixels.begin(), pixels.end());
    if (rotateExactly(pixels, width, height, degrees, copy))
        return;
    const double angle = degrees * std::numbers::pi / 180;
    const Turn turn{copy.data(), width, height, std::cos(angle), std::sin(angle)};
    for (int y = 0; y < height; ++y)
        rotateRow(turn, y, pixels.data() + kChannels * static_cast<std::size_t>(y * width));
}

void cutout(std::span<std::uint8_t> pixels, int width, const DrawnCutout &hole)
{
    for (int y = hole.y; y < hole.y + hole.height; ++y) {
        const auto start = kChannels * static_cast<std::size_t>(y * width + hole.x);
        assert(start + kChannels * static_cast<std::size_t>(hole.width) <= pixels.size());
        std::memset(pixels.data() + start, kHoleValue, kChannels * static_cast<std::size_t>(hole.width));
    }
}

} // namespace tandem::kernels
