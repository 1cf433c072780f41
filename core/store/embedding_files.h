#pragma once

#include "core/store/project.h"

#include <cstdint>
#include <vector>

// The stored embeddings of a run: one file an evaluation, runs/<id>/embeddings/<step, 12 digits>.emb, and one of step 0
// from before training. h and z are kept as 16-bit floats (half.h), all else as it was.
//
// Long runs are thinned: of more than 200 embeddings every second older one is dropped, so that between 100 and 200
// remain, evenly spaced, with the first and the newest always among them. What remains follows from the number of
// evaluations alone: a run that was killed and resumed keeps what an unbroken one keeps.

namespace tandem {

/// What a file says of itself at its beginning.
struct EmbeddingInfo {
    std::int64_t epoch = 0;
    std::int64_t step = 0;
    std::int64_t wallMs = 0;
    std::int64_t ordinal = 0; // see EmbeddingRecord
    std::int64_t samples = 0;
    std::int64_t featureDimension = 0;
    std::int64_t projectionDimension = 0;
    std::int64_t bytes = 0; // of the file
    bool operator==(const EmbeddingInfo &) const = default;
};

/// In order of step, from the first bytes of each file; a file whose beginning is damaged is left out. Empty where the
/// run stored none. May be called while the run's trainer writes. Error: FileUnreadable (the folder).
[[nodiscard]] Result<std::vector<EmbeddingInfo>> listEmbeddings(const ProjectLayout &project, const RunId &id);

/// Errors: FileNotFound (also where it was thinned out meanwhile), FileUnreadable, FileCorrupt, NewerSchema.
[[nodiscard]] Result<EmbeddingRecord> readEmbedding(const ProjectLayout &project, const RunId &id, std::int64_t step);

} // namespace tandem
