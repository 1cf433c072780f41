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
/// background. All of these, and the area of the object, are drawn independently of the class: color alone cannot tell
/// the classes apart. The images are a pure function of size and seed.
struct ShapesOptions {
    int size = 32;            // side in pixels, 32 to 128
    int imagesPerClass = 200; // of the training part, 1 to 100,000
    std::uint64_t seed = 1;
    int threads = 0; // how many draw at a time, 0: one a processor; no effect on the images
};

/// 10 names in alphabetical order, so that a label is the same here and in an image folder that was read back.
[[nodiscard]] std::span<const std::string> shapesClassNames();

/// Image `index` (0 or more) of class `label` (0 to 9) as packed RGB, size*size*3 bytes. Deterministic bit for bit in
/// (options.seed, options.size, label, index). Any thread. Precondition: size within its bounds.
[[nodiscard]] std::vector<std::uint8_t> renderShape(const ShapesOptions &options, int label, int index);

/// Writes folder/train/<class>/NNNN.png and folder/test/<class>/NNNN.png (test: a fifth as many images, at least one,
/// of indices no training set reaches). Each file appears whole or not at all; what is there is overwritten, and
/// numbered images that a larger set left in the class folders are deleted. Blocks; `progress` is called on the calling
/// thread, some 20 times a second and at the end. Returns false in the value if stopped; the files written so far stay.
/// Errors: BadValue (nothing is written then), DiskFull, FileUnwritable.
[[nodiscard]] Result<bool> makeShapes(const std::filesystem::path &folder, const ShapesOptions &options,
                                      const std::function<void(std::uint32_t done, std::uint32_t total)> &progress = {},
                                      std::stop_token stop = {});

} // namespace tandem
