#pragma once

#include "app/cli/run_images.h"
#include "app/cli/settings_options.h"
#include "core/store/run_reader.h"
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

/// "shapes resnet18": the dataset's folder, or its parent where the folder is called train.
[[nodiscard]] std::string defaultRunName(const Settings &settings);

struct NewRunOptions {
    std::filesystem::path project;
    SettingsOptions settings;
    std::string name;  // empty: made from dataset and encoder
    std::string runId; // empty: a fresh one
    std::string sweep; // that the run belongs to; empty: none
    std::string cell;
    std::int64_t repeat = 1;
};

struct ResumeOptions {
    std::filesystem::path project;
    std::string run;                      // id, the beginning of it, or name
    MovedImages moved;                    // where the images lie now
    std::vector<std::string> assignments; // "section.key=value" of what may change
};

/// Resolves settings, asks whether this machine can train so in `ranks` processes, opens the images, then makes the
/// project if its folder does not exist, and the run. A failure leaves no run behind, and no project that was not there
/// before. Empty: stopped.
[[nodiscard]] Result<std::optional<PreparedRun>> prepareNewRun(const NewRunOptions &options, int ranks,
                                                               Console &console, std::stop_token stop);

/// Takes up a run that was stopped, failed or lost, from its newest sound checkpoint. A failure leaves the run as it
/// was. Empty: stopped. Errors: RunNotFound, RunAmbiguous, RunActive, RunNotResumable, DatasetVanished,
/// CheckpointDamaged, BadUsage, and those of checkTrainable, the project and the images.
[[nodiscard]] Result<std::optional<PreparedRun>> prepareResume(const ResumeOptions &options, int ranks,
                                                               Console &console, std::stop_token stop);

} // namespace tandem
