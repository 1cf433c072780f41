#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// Settings of the generated sample set "Shapes": textured objects of 10 classes with random color, pose, light and
/// background. Color, brightness and position are drawn independently of the class, so that color alone cannot tell
/// the classes apart. A pure function of these values.
struct ShapesOptions {
    int size = 32; // side in pixels, 32 to 128
    int imagesPerClass = 200;
    std::uint64_t seed = 1;
};

[[nodiscard]] std::span<const std::string> shapesClassNames(); // 10 names

/// Image `index` of class `label` as packed RGB, size*size*3 bytes. Deterministic in (options.seed, label, index).
[[nodiscard]] std::vector<std::uint8_t> renderShape(const ShapesOptions &options, int label, int index);

/// Writes folder/train/<class>/NNNN.png and folder/test/<class>/NNNN.png (test: a fifth as many images, other indices).
/// Returns false in the value if stopped. Errors: BadValue, DiskFull, FileUnwritable.
[[nodiscard]] Result<bool> makeShapes(const std::filesystem::path &folder, const ShapesOptions &options,
                                      const std::function<void(std::uint32_t done, std::uint32_t total)> &progress = {},
                                      std::stop_token stop = {});

} // namespace tandem
