#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/data/image_set.h"

#include <optional>
#include <stop_token>
#include <string>

namespace tandem {

class Console;

/// The images of a run.
struct TrainingData {
    ImageSetPtr train;
    ImageSetPtr test;
    std::string testSplit; // "test" or "hold-out"
    std::vector<SkippedFile> skipped;
};

/// Opens a dataset with its progress on the console. A null pointer means that `stop` was requested.
[[nodiscard]] Result<ImageSetPtr> openWithProgress(const std::filesystem::path &path, Console &console,
                                                   std::stop_token stop);

/// Opens the training and test images that settings name: the hold-out is split off by train.seed where there are no
/// test images, then the training images are limited. Empty: stopped. Errors: as openImages, and DatasetTooSmall.
[[nodiscard]] Result<std::optional<TrainingData>> openTrainingData(const Settings &settings, Console &console,
                                                                   std::stop_token stop);

/// "3 files could not be decoded and are left out: a.jpg (…), …", with at most `limit` names.
[[nodiscard]] std::string skippedText(const std::vector<SkippedFile> &skipped, std::size_t limit);

} // namespace tandem
