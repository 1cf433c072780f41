#pragma once

#include "core/store/embedding_files.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Internal to core/store: the bytes of a stored embedding, and its file's place. Throws nothing.
//
// Little-endian. 128 bytes of header:
//   0 magic "TANDMEMB"   8 version u32   12 flags u32 (1 predicted, 2 positives)
//  16 epoch i64   24 step i64   32 wall ms i64   40 ordinal i64
//  48 n u32   52 D u32   56 d u32   60 exponent of h i32   64 exponent of z i32   68 reserved, zero
//  96 SHA-256 over all other bytes of the file
// then samples u32[n], labels i32[n], h half[nD], z half[nd], predicted i32[n] if flagged, positives f32[n] if flagged.

namespace tandem::store {

constexpr std::size_t kEmbeddingHeaderBytes = 128;

[[nodiscard]] std::vector<std::byte> packEmbedding(const EmbeddingRecord &record);

/// Of the first bytes of a file; none if they are no such header. Says nothing of the file's size.
[[nodiscard]] std::optional<EmbeddingInfo> embeddingHeader(std::string_view bytes);

/// Errors: FileCorrupt, NewerSchema, both with `path`.
[[nodiscard]] Result<EmbeddingRecord> unpackEmbedding(std::string_view bytes, const std::string &path);

[[nodiscard]] std::string embeddingFileName(std::int64_t step);

/// Writes the file of a record and thins out the folder. Errors: DiskFull, FileUnwritable.
[[nodiscard]] Result<void> writeEmbeddingFile(const std::filesystem::path &folder, const EmbeddingRecord &record);

/// Removes what comes after a step, and what a crash left unfinished. Failures are left for the next time.
void dropEmbeddingsAfter(const std::filesystem::path &folder, std::int64_t step);

} // namespace tandem::store
