#pragma once

#include "core/store/run_copies.h"
#include "core/store/run_reader.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// Writes a run for TensorBoard into a folder, which is made: all series as scalars, similarities as histograms, norms
/// by layer as scalars "name/layer", the settings as text. The file is named after the run's beginning, so that writing
/// again replaces it. The file's path. Errors: those of the reader, FileUnwritable, DiskFull.
[[nodiscard]] Result<std::filesystem::path> exportTensorBoard(RunReader &run, const std::filesystem::path &folder);

/// What became of a log that was read.
struct TensorBoardRun {
    RunId id;
    std::string name;
    std::size_t series = 0, points = 0;
    std::vector<std::string> warnings;
};

/// Takes in event files: each folder that holds some (the given one, and those below) becomes a run, named after its
/// place; a single file may be given, too. Where steps go back, as after a restart, what was measured before counts no
/// more. `rename`: tag to series name, such as train/loss to loss. All logs are read before the first run is stored.
/// A stop is looked at between logs; only the runs that were stored by then come back, which may be none.
/// Errors: FileNotFound, FileUnreadable, FileCorrupt (also where there is no scalar), those of the store.
[[nodiscard]] Result<std::vector<TensorBoardRun>> importTensorBoard(const ProjectLayout &project,
                                                                    const std::filesystem::path &log,
                                                                    const std::map<std::string, std::string> &rename,
                                                                    const std::stop_token &stop = {});

/// True for a file, or a folder with files, that importTensorBoard takes.
[[nodiscard]] bool holdsTensorBoardLogs(const std::filesystem::path &path);

} // namespace tandem
