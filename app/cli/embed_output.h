#pragma once

#include "app/cli/embed_input.h"
#include "core/analysis/neighbors.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <span>
#include <string>

namespace tandem {

/// Whether embed can write to a file of this ending (.csv, .npy or .json). Error: BadUsage.
[[nodiscard]] Result<void> checkEmbedTarget(const std::filesystem::path &path);

/// Positions [rows, 2]. .csv: sample, x, y and the label where there are labels; .npy: the positions alone; .json: the
/// facts, and positions, samples and labels as arrays. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<void> writeLayout(const std::filesystem::path &path, const EmbedInput &input,
                                       std::span<const float> positions, const nlohmann::ordered_json &facts);

/// .csv: a line a neighbour (sample, rank, neighbor, distance, with the cosine metric also the cosine); .npy: rows of
/// the neighbours [rows, k] as integers; .json: the facts, and arrays [rows][k]. Neighbours are named by sample but in
/// .npy, where they are row numbers.
[[nodiscard]] Result<void> writeNeighbors(const std::filesystem::path &path, const EmbedInput &input,
                                          const Neighbors &neighbors, Metric metric,
                                          const nlohmann::ordered_json &facts);

} // namespace tandem
