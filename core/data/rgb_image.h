#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem {

/// A decoded image: 8-bit RGB, rows packed.
struct RgbImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    void resize(int newWidth, int newHeight)
    {
        width = newWidth;
        height = newHeight;
        pixels.resize(3U * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    }
};

} // namespace tandem
