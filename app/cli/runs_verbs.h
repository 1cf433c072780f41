#pragma once

#include "app/cli/verb.h"
#include "core/catalog/columns.h"
#include "core/store/run_index.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// What belongs to tandem-cli runs, in parts.

namespace tandem {

/// A project's runs with all that the table of runs knows of them.
struct ListedRuns {
    ProjectLayout project;
    std::vector<RunEntry> entries; // newest first
    RunAnnotations annotations;

    [[nodiscard]] RunFacts facts(const RunEntry &entry) const;
};
/// Errors: those of openProject, listRuns and readAnnotations.
[[nodiscard]] Result<ListedRuns> listWithDigests(const std::filesystem::path &folder);

/// summaryJson, with the given name, note, tags, star and health.
[[nodiscard]] nlohmann::ordered_json listedJson(const RunFacts &run);
/// The value of a column as JSON: null, a number (null for NaN and infinities) or a text.
[[nodiscard]] nlohmann::ordered_json cellJson(const CellValue &value);
/// The same for people; "–" for nothing.
[[nodiscard]] std::string cellText(const RunColumn &column, const CellValue &value);

void addRunsList(CLI::App &runs, CommonOptions &common, Action &action);
void addRunsDiff(CLI::App &runs, CommonOptions &common, Action &action);
/// rename, note, tag, star
void addRunsAnnotating(CLI::App &runs, CommonOptions &common, Action &action);
/// trash, restore, purge
void addRunsTrash(CLI::App &runs, CommonOptions &common, Action &action);

} // namespace tandem
