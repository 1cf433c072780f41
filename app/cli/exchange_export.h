#pragma once

#include "app/cli/exit_status.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tandem {

class Console;

/// What runs leave a project as, and come back from; export --what and runs export|import.
struct ExchangeRequest {
    std::filesystem::path project;
    std::vector<std::string> runs; // ids, beginnings of ids, names
    std::filesystem::path to;      // file or folder to write, or what is taken in
};

/// The page of a run, its points, or its log for TensorBoard. `what`: report, csv, tensorboard.
[[nodiscard]] ExitStatus exportRecords(const ExchangeRequest &request, const std::string &what, Console &console);
/// Runs as one archive, or the whole project where none is named.
[[nodiscard]] ExitStatus exportRuns(const ExchangeRequest &request, Console &console);
/// An archive, or a TensorBoard log with tags renamed. An archive of a whole project makes the project where there is
/// none.
[[nodiscard]] ExitStatus importRuns(const ExchangeRequest &request, const std::map<std::string, std::string> &rename,
                                    Console &console);

} // namespace tandem
