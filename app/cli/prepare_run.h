#pragma once

#include "app/cli/settings_options.h"
#include "app/cli/training_data.h"
#include "core/store/run_writer.h"

#include <memory>
#include <optional>

namespace tandem {

class Console;

/// All that a training segment needs.
struct PreparedRun {
    ProjectLayout project;
    Settings settings;
    TrainingData data;
    std::unique_ptr<RunWriter> writer;
    std::string name;
    std::vector<std::byte> checkpoint; // empty: from the beginning
};

struct NewRunOptions {
    std::filesystem::path project;
    SettingsOptions settings;
    std::string name;  // empty: made from dataset and encoder
    std::string runId; // empty: a fresh one
};

/// Resolves settings, opens the images, then makes the project if its folder does not exist, and the run. A failure
/// leaves no run behind, and no project that was not there before. Empty: stopped.
[[nodiscard]] Result<std::optional<PreparedRun>> prepareNewRun(const NewRunOptions &options, Console &console,
                                                               std::stop_token stop);

/// Takes up a run that was stopped, failed or lost, from its newest sound checkpoint. A failure leaves the run as it
/// was. Empty: stopped. Errors: RunNotFound, RunAmbiguous, RunActive, RunNotResumable, DatasetVanished,
/// CheckpointDamaged, and those of the project and the images.
[[nodiscard]] Result<std::optional<PreparedRun>>
prepareResume(const std::filesystem::path &project, const std::string &run, Console &console, std::stop_token stop);

} // namespace tandem
