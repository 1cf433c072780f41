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
    std::string warning; // a sentence about classes of the test images that training has not; empty: there are none
};

/// Opens a dataset with its progress on the console. A null pointer means that `stop` was requested.
[[nodiscard]] Result<ImageSetPtr> openWithProgress(const std::filesystem::path &path, Console &console,
                                                   std::stop_token stop);

/// Opens the training and test images that settings name: the hold-out is split off by train.seed where there are no
/// test images, then the training images are limited. Labels of the test images count the training classes, found by
/// name. Empty: stopped. Errors: as openImages, DatasetTooSmall, and BadUsage where no class is common to both.
[[nodiscard]] Result<std::optional<TrainingData>> openTrainingData(const Settings &settings, Console &console,
                                                                   std::stop_token stop);

/// "3 entries are left out: a.jpg (…), …", with at most `limit` names.
[[nodiscard]] std::string skippedText(const std::vector<SkippedFile> &skipped, std::size_t limit);

} // namespace tandem
