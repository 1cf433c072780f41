#include "app/cli/exchange_export.h"

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/text.h"
#include "core/base/files.h"
#include "core/exchange/archive.h"
#include "core/exchange/csv.h"
#include "core/exchange/report.h"
#include "core/exchange/tensorboard.h"
#include "core/store/project_index.h"
#include "core/store/run_reader.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <span>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

/// A bar for what takes long, drawn at most ten times a second by the console's own measure of a line.
ArchiveProgress progressBar(Console &console, const std::string &what)
{
    return [&console, what, shown = std::int64_t{-1}](std::int64_t done, std::int64_t total) mutable {
        const std::int64_t percent = total > 0 ? 100 * done / total : 100;
        if (percent == shown)
            return;
        shown = percent;
        console.bar(fmt::format("{} {} % of {}", what, percent, bytesText(total)));
    };
}

Result<std::string> pointsCsv(RunReader &reader, const RunSummary &summary)
{
    std::string csv = pointsCsvHeader();
    const auto written = writePoints(reader, summary, [&csv](std::string_view lines) -> Result<void> {
        csv += lines;
        return {};
    });
    if (!written)
        return written.error();
    return csv;
}

/// The file that was written.
Result<std::filesystem::path> writeRecords(const ProjectLayout &project, RunReader &reader, const RunSummary &summary,
                                           const std::string &what, const std::filesystem::path &to)
{
    if (what == "tensorboard")
        return exportTensorBoard(reader, to);
    auto annotations = readAnnotations(project);
    if (!annotations)
        return annotations.error();
    const auto text = what == "report" ? reportHtml(reader, (*annotations)[summary.id]) : pointsCsv(reader, summary);
    if (!text)
        return text.error();
    if (auto written = writeFileAtomically(to, std::as_bytes(std::span(*text))); !written)
        return written.error();
    return to;
}

struct ReasonWords {
    const char *word;     // in JSON
    const char *sentence; // after a name
};

ReasonWords wordsOf(ArchiveReport::Reason reason)
{
    switch (reason) {
    case ArchiveReport::Reason::Training:
        return {"training", "it is being trained right now"};
    case ArchiveReport::Reason::SweepTaken:
        return {"sweep-taken", "the project has a sweep of its id"};
    case ArchiveReport::Reason::SweepTrashed:
        return {"sweep-trashed", "it is in the project's trash; sweep restore brings it back"};
    case ArchiveReport::Reason::Unreadable:
        break;
    }
    return {"unreadable", "its file is damaged"};
}

void tell(const ArchiveReport &report, const std::string &what, const std::filesystem::path &path, Console &console)
{
    Json runs = Json::array(), sweeps = Json::array(), leftOut = Json::array();
    std::string text;
    for (const ArchiveReport::Entry &run : report.runs) {
        runs.push_back({{"run", run.id.toString()},
                        {"original", run.originalId.toString()},
                        {"name", run.name},
                        {"waits", run.waits}});
        text += run.id.toString() + "  " + run.name;
        if (run.waits)
            text += "  (waits in the queue)";
        if (run.id != run.originalId)
            text += "  (a run of its id was there already: it was " + run.originalId.toString() + ")";
        text += "\n";
    }
    for (const ArchiveReport::Sweep &sweep : report.sweeps) {
        sweeps.push_back({{"sweep", sweep.id.toString()}, {"name", sweep.name}});
        text += fmt::format("{}  sweep \"{}\"\n", sweep.id.toString(), sweep.name);
    }
    for (const ArchiveReport::LeftOut &left : report.leftOut) {
        const ReasonWords words = wordsOf(left.reason);
        leftOut.push_back({{"name", left.name}, {"reason", words.word}});
        console.note(fmt::format("{} was left out: {}.", left.name, words.sentence));
    }
    console.object({{"event", "done"},
                    {"what", what},
                    {"path", path.string()},
                    {"bytes", report.bytes},
                    {"runs", runs},
                    {"sweeps", sweeps},
                    {"left_out", leftOut}});
    console.text(text);
}

/// Nothing of what came in begins by itself; says how it does.
void tellOfPaused(const ArchiveReport &report, Console &console)
{
    const bool waits = std::any_of(report.runs.begin(), report.runs.end(), [](const auto &run) { return run.waits; });
    if (!report.sweeps.empty())
        console.note("Sweeps are paused; sweep resume lets one go on, sweep retry runs what it lacks.");
    if (waits)
        console.note("Runs that wait in the queue are paused with their sweep, others by themselves; queue resume "
                     "begins these.");
}

/// What was said of the runs, where nobody else has the project open; a window that has it would not see it.
void keepAnnotations(const ProjectLayout &project, const ArchiveReport &report, Console &console)
{
    const auto isSilent = [](const ArchiveReport::Entry &run) { return run.said.isEmpty(); };
    if (std::all_of(report.runs.begin(), report.runs.end(), isSilent))
        return;
    const auto index = ProjectIndex::open(project);
    Result<void> kept = index ? Result<void>() : index.error();
    for (const ArchiveReport::Entry &run : report.runs)
        if (kept && !run.said.isEmpty())
            kept = (*index)->setAnnotation(run.id, run.said);
    if (!kept)
        console.note("Names, notes, tags and stars of the runs were left out: " + describe(kept.error()));
}

ExitStatus stopped(Console &console)
{
    console.bar({});
    console.note("Stopped; nothing was left behind.");
    return ExitStatus::Stopped;
}

ExitStatus importLog(const ExchangeRequest &request, const std::map<std::string, std::string> &rename, Console &console)
{
    const auto project = openProject(request.project);
    if (!project)
        return console.fail(project.error());
    const auto runs = importTensorBoard(*project, request.to, rename);
    if (!runs)
        return console.fail(runs.error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    std::string text;
    for (const TensorBoardRun &run : *runs) {
        for (const std::string &warning : run.warnings)
            console.note(warning);
        list.push_back(
            {{"run", run.id.toString()}, {"name", run.name}, {"series", run.series}, {"points", run.points}});
        text += fmt::format("{}  {}  ({} of {})\n", run.id.toString(), run.name,
                            countText(static_cast<std::int64_t>(run.points), "point", "points"),
                            countText(static_cast<std::int64_t>(run.series), "series", "series"));
    }
    console.object({{"event", "done"}, {"what", "tensorboard"}, {"path", request.to.string()}, {"runs", list}});
    console.text(text);
    return ExitStatus::Done;
}

} // namespace

ExitStatus exportRecords(const ExchangeRequest &request, const std::string &what, Console &console)
{
    const auto project = openProject(request.project);
    if (!project)
        return console.fail(project.error());
    const auto id = findRun(*project, request.runs.front());
    if (!id)
        return console.fail(id.error());
    const auto reader = RunReader::open(*project, *id);
    if (!reader)
        return console.fail(reader.error());
    const auto summary = (*reader)->summary();
    if (!summary)
        return console.fail(summary.error());
    const auto path = writeRecords(*project, **reader, *summary, what, request.to);
    if (!path)
        return console.fail(path.error());
    std::error_code ignored;
    console.object({{"event", "done"},
                    {"run", id->toString()},
                    {"what", what},
                    {"files", {path->string()}},
                    {"bytes", static_cast<std::int64_t>(std::filesystem::file_size(*path, ignored))}});
    console.text(path->string() + "\n");
    return ExitStatus::Done;
}

ExitStatus exportRuns(const ExchangeRequest &request, Console &console)
{
    const InterruptListener interrupts;
    const auto project = openProject(request.project);
    if (!project)
        return console.fail(project.error());
    ArchiveRequest archive;
    archive.to = request.to;
    archive.wholeProject = request.runs.empty();
    for (const std::string &run : request.runs) {
        const auto id = findRun(*project, run);
        if (!id)
            return console.fail(id.error());
        archive.runs.push_back(*id);
    }
    const auto report = exportArchive(*project, archive, progressBar(console, "packing"), interrupts.token());
    console.bar({});
    if (!report)
        return console.fail(report.error());
    if (!*report)
        return stopped(console);
    tell(**report, archive.wholeProject ? "project" : "run", request.to, console);
    return ExitStatus::Done;
}

ExitStatus importRuns(const ExchangeRequest &request, const std::map<std::string, std::string> &rename,
                      Console &console)
{
    if (holdsTensorBoardLogs(request.to))
        return importLog(request, rename, console);
    const InterruptListener interrupts;
    std::error_code ignored;
    const bool isNew = !std::filesystem::exists(request.project, ignored) ||
                       (std::filesystem::is_directory(request.project, ignored) &&
                        std::filesystem::is_empty(request.project, ignored));
    Result<std::optional<ArchiveReport>> report = std::optional<ArchiveReport>();
    const auto bar = progressBar(console, "unpacking");
    if (isNew) {
        report = importProject(request.project, request.to, bar, interrupts.token());
    } else {
        const auto project = openProject(request.project);
        if (!project)
            return console.fail(project.error());
        report = importArchive(*project, request.to, bar, interrupts.token());
    }
    console.bar({});
    if (!report)
        return console.fail(report.error());
    if (!*report)
        return stopped(console);
    if (!isNew)
        keepAnnotations(ProjectLayout(request.project), **report, console);
    tell(**report, isNew ? "project" : "run", request.to, console);
    tellOfPaused(**report, console);
    return ExitStatus::Done;
}

} // namespace tandem
