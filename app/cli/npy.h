#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tandem {

/// An array as bytes of a NumPy file, format version 1.0, little-endian and in C order; the product of `shape` is the
/// number of values.
[[nodiscard]] std::string npyBytes(std::span<const float> values, const std::vector<std::int64_t> &shape);
[[nodiscard]] std::string npyBytes(std::span<const std::int32_t> values, const std::vector<std::int64_t> &shape);

} // namespace tandem
