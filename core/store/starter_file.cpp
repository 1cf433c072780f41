#include "core/store/starter_file.h"

#include "core/base/files.h"

#include <span>
#include <sstream>

namespace tandem::store {

namespace {

std::filesystem::path starterFile(const ProjectLayout &project, const RunId &id)
{
    return project.run(id) / "starting";
}

} // namespace

Result<void> writeStarter(const ProjectLayout &project, const RunId &id, const ProcessIdentity &process,
                          const std::string &name)
{
    const std::string text =
        std::to_string(process.pid) + " " + std::to_string(process.startTicks) + "\n" + name + "\n";
    return writeFileAtomically(starterFile(project, id), std::as_bytes(std::span(text)));
}

void removeStarter(const ProjectLayout &project, const RunId &id)
{
    std::error_code ignored;
    std::filesystem::remove(starterFile(project, id), ignored);
}

std::optional<RunSummary> runAboutToStart(const ProjectLayout &project, const RunId &id)
{
    const auto text = readFile(starterFile(project, id));
    if (!text)
        return std::nullopt;
    RunSummary summary;
    std::istringstream lines(*text);
    lines >> summary.process.pid >> summary.process.startTicks;
    lines.ignore(1);
    std::getline(lines, summary.name);
    if (!lines || !isAlive(summary.process))
        return std::nullopt;
    summary.id = id;
    summary.state = RunState::Starting;
    summary.createdMs = id.timestampMs();
    return summary;
}

} // namespace tandem::store
