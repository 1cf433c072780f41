#pragma once

#include "app/cli/training_data.h"
#include "core/store/run_reader.h"

#include <optional>
#include <stop_token>
#include <string>

namespace tandem {

class Console;

/// Where the images of a stored run lie now, if not where they were; empty: as stored.
struct MovedImages {
    std::string data;
    std::string testData;
};

/// Puts absolute new places into the settings of a run.
void applyMoved(const MovedImages &moved, Settings &settings);

/// Opens the images of a stored run at the places that `settings` name. They must be those that it was trained with: by
/// their content (ImageSet::identity), or, for runs of versions that stored none, by their number and place. Nothing of
/// the run is touched. Empty: stopped. Errors: `otherwise` with the run's name and why; DatasetVanished, and those of
/// the images.
[[nodiscard]] Result<std::optional<TrainingData>> openRunImages(RunReader &reader, const RunSummary &summary,
                                                                const Settings &settings, ErrorCode otherwise,
                                                                Console &console, std::stop_token stop);

} // namespace tandem
