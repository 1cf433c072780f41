#pragma once

#include "core/config/settings.h"
#include "core/store/run_reader.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tandem {

/// A run that was trained, or is.
struct StoredRun {
    ProjectLayout project;
    std::unique_ptr<RunReader> reader;
    RunSummary summary;
    Settings settings; // as the run resolved them
};

enum class ActiveRuns { Refused, Welcome }; // runs that are being trained right now

/// Errors: those of the project, RunNotFound, RunAmbiguous, RunActive, BadJson.
[[nodiscard]] Result<StoredRun> openStoredRun(const std::filesystem::path &project, const std::string &run,
                                              ActiveRuns active = ActiveRuns::Refused);

/// The checkpoint "last" (the newest sound one) or "best" (of highest kNN accuracy). Errors: RunNotEvaluable,
/// CheckpointDamaged.
[[nodiscard]] Result<RunReader::LoadedCheckpoint> loadCheckpoint(const StoredRun &run, const std::string &which);

/// The engine knows neither what a run is called nor where its checkpoint lies: fills the gaps of a sentence.
[[nodiscard]] Error named(Error error, const std::string &name, const std::filesystem::path &checkpoint);

} // namespace tandem
