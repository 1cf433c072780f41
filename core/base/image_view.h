#pragma once

#include <cstddef>
#include <cstdint>

namespace tandem {

/// Borrowed pixels of one image: 8-bit RGB, rows packed (3 * width bytes a row). Valid while its owner lives.
struct ImageView {
    const std::uint8_t *pixels = nullptr;
    int width = 0;
    int height = 0;

    [[nodiscard]] std::size_t bytes() const
    {
        return 3U * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
};

} // namespace tandem
