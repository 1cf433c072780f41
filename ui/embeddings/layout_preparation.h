#pragma once

#include "core/analysis/layout_job.h"
#include "core/analysis/pca.h"
#include "ui/embeddings/embedding_reader.h"
#include "ui/embeddings/map_layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

enum class LayoutMethod { Tsne, Pca };

/// Where the points of one moment lie. Immutable.
struct PlacedMoment {
    std::int64_t step = 0;
    PlacedPoints points;   // ids: the record's samples
    double divergence = 0; // of t-SNE, nats
    double perplexity = 0; // of t-SNE, as used: small sets allow no large one
};
using PlacedMomentPtr = std::shared_ptr<const PlacedMoment>;

/// Threads for work beside a trainer: one while something trains, else as many as cores. Any thread.
[[nodiscard]] int threadsBeside(const ProjectLayout &project);

// What the lanes of a LayoutDirector do: reading a moment, and finding or making its layout. Any thread.

struct LayoutContext {
    ProjectLayout project;
    EmbeddingReader reader;
    EmbeddingSpace space;
    LayoutMethod method;
    TsneSettings settings;
    std::shared_ptr<const PcaBasis> basis; // null: those of the next moment
};

/// One of the first three, unless it was stopped.
struct PreparedLayout {
    PlacedMomentPtr placed;
    std::optional<LayoutRequest> request;  // to be computed in sight
    std::optional<Error> failure;          // of computing it: OutOfMemory
    int threads = 1;                       // for the request
    std::shared_ptr<const PcaBasis> basis; // that is known by now
    std::int64_t basisEpoch = 0;           // of the moment
};

/// The newest moment: from `from` where that is not null, else as it is kept, else to be computed from nothing. Errors,
/// here and below: those of reading the record.
[[nodiscard]] Result<PreparedLayout> prepareNewest(const LayoutContext &context, std::int64_t step,
                                                   const PlacedMomentPtr &from, const std::stop_token &stop);

/// A moment before, from the layout of its successor; computes and keeps it where it is not kept.
[[nodiscard]] Result<PreparedLayout> prepareBefore(const LayoutContext &context, std::int64_t step,
                                                   const PlacedMomentPtr &after, const std::stop_token &stop);

/// How a layout that no job holds is taken up: from where it lies, or (`fresh`) to begin anew in its orientation.
[[nodiscard]] Result<PreparedLayout> prepareToGoOn(const LayoutContext &context, const PlacedMomentPtr &placed,
                                                   bool fresh);

/// Keeps a layout of the newest moment as the one to begin with the next time. Errors: of reading the record and of
/// writeLayout().
[[nodiscard]] Result<void> keepNewest(const LayoutContext &context, const PlacedMoment &placed);

} // namespace tandem
