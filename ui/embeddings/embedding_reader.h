#pragma once

#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/store/embedding_files.h"
#include "ui/data/dataset_summary.h"
#include "ui/embeddings/embedding_moment.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// Which embeddings are looked at: those that a run stores, or those of a file. Values; equal ones are the same place.
struct EmbeddingPlace {
    RunId run;        // valid: a run of the project
    QString features; // else a .npy or .csv file
    QString labels;   // beside it; may be empty
    QString images;   // a dataset whose images are the rows; may be empty
    bool operator==(const EmbeddingPlace &) const = default;
    [[nodiscard]] bool isEmpty() const { return !run.isValid() && features.isEmpty(); }
};

/// What a moment needs besides its file to become points.
struct ImageContext {
    OpenDatasetPtr whole;                // null: there are no images to be seen
    ImageSetPtr training;                // the rows' images; null with `whole`
    QString trouble;                     // why there are none, in one sentence; empty where none were expected
    std::string identity;                // of the place, for points without images
    std::vector<std::string> classNames; // of a file's labels; empty: they are numbers
    double temperature = 0.5;            // of the loss
    std::vector<float> loss, rank;       // by training sample, of the latest evaluation; empty: not measured
};
using ImageContextPtr = std::shared_ptr<const ImageContext>;

/// Reads what a place has. Holds values alone: any thread, also after whoever made it is gone.
class EmbeddingReader {
public:
    EmbeddingReader(ProjectLayout project, EmbeddingPlace place)
        : m_project(std::move(project)), m_place(std::move(place))
    {
    }

    [[nodiscard]] const EmbeddingPlace &place() const { return m_place; }
    /// In order of training; a file has one. Errors as listEmbeddings, readFeatures.
    [[nodiscard]] Result<std::vector<EmbeddingInfo>> list() const;
    /// Errors as readEmbedding; of a file as readFeatures and readLabels, and UnusableArray where counts do not match.
    [[nodiscard]] Result<EmbeddingRecord> record(std::int64_t step) const;
    /// Without images where they cannot be had. None once `stop` was requested.
    [[nodiscard]] ImageContextPtr images(const std::stop_token &stop) const;

private:
    [[nodiscard]] ImageContextPtr imagesOfRun(const std::stop_token &stop) const;
    [[nodiscard]] ImageContextPtr imagesOfFile(const std::stop_token &stop) const;

    ProjectLayout m_project;
    EmbeddingPlace m_place;
};

/// A record as points, with what is known of their images. A pure function; any thread.
[[nodiscard]] EmbeddingMomentPtr momentOf(EmbeddingRecord record, const ImageContext &images);

} // namespace tandem
