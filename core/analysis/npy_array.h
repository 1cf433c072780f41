#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem {

/// An array of a NumPy file, in C order whatever the file's was.
struct NpyArray {
    std::vector<std::int64_t> shape;
    std::vector<double> values; // exact for what the formats below hold, but for integers of 64 bits beyond 2^53
    bool isInteger = false;
};

/// Takes the bytes of a file of format version 1, 2 or 3, little-endian: f2, f4, f8, i1 … i8, u1 … u8, b1. `path` is
/// for the sentence. Error: UnusableArray.
[[nodiscard]] Result<NpyArray> parseNpy(const std::string &bytes, const std::filesystem::path &path);

} // namespace tandem
