#include "core/exchange/tensorboard.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/exchange/event_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <span>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = "tfevents";

bool isEventFile(const fs::path &path)
{
    return path.filename().string().find(kMark) != std::string::npos;
}

std::string settingsMarkdown(const std::string &settingsJson)
{
    const nlohmann::ordered_json settings = nlohmann::ordered_json::parse(settingsJson, nullptr, false);
    std::string text = "| setting | value |\n|---|---|\n";
    if (!settings.is_object())
        return text;
    const nlohmann::ordered_json flat = settings.flatten();
    for (const auto &[pointer, value] : flat.items()) {
        std::string key = pointer.substr(1);
        std::replace(key.begin(), key.end(), '/', '.');
        text += "| " + key + " | " + value.dump() + " |\n";
    }
    return text;
}

Result<void> addVectors(RunReader &run, EventFileWriter &writer)
{
    for (const std::string_view name : {vectors::kPositiveSimilarity, vectors::kNegativeSimilarity}) {
        const auto records = run.vectors(name);
        if (!records)
            return records.error();
        for (const VectorRecord &record : *records)
            writer.addHistogram(name, record.step, record.wallMs, -1, 1, record.values);
    }
    for (const std::string_view name :
         {vectors::kLayerGradientNorm, vectors::kLayerWeightNorm, vectors::kLayerTrustRatio}) {
        const auto records = run.vectors(name);
        if (!records)
            return records.error();
        for (const VectorRecord &record : *records)
            for (std::size_t i = 0; i < std::min(record.labels.size(), record.values.size()); ++i)
                writer.addScalar(std::string(name) + "/" + record.labels[i],
                                 {record.step, record.wallMs, record.values[i]});
    }
    return {};
}

/// One folder of a log, with its event files in the order of their names, which begin with their time.
struct LogFolder {
    std::string name;
    std::vector<fs::path> files;
};

void collect(const fs::path &folder, const std::string &name, std::vector<LogFolder> &found)
{
    LogFolder own{name, {}};
    std::vector<fs::path> below;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure)) {
        if (entry->is_directory(failure) && !entry->is_symlink(failure))
            below.push_back(entry->path());
        else if (entry->is_regular_file(failure) && isEventFile(entry->path()))
            own.files.push_back(entry->path());
    }
    std::sort(own.files.begin(), own.files.end());
    std::sort(below.begin(), below.end());
    if (!own.files.empty())
        found.push_back(std::move(own));
    for (const fs::path &path : below)
        collect(path, name + "/" + path.filename().string(), found);
}

/// Points in the order in which they were written become a series whose steps rise: a point takes the place of all
/// that were measured at its step or later.
void append(std::vector<SeriesPoint> &series, const SeriesPoint &point)
{
    while (!series.empty() && series.back().step >= point.step)
        series.pop_back();
    series.push_back(point);
}

std::int64_t firstPointMs(const ForeignRun &run)
{
    std::optional<std::int64_t> first;
    for (const auto &[name, points] : run.series)
        first = std::min(first.value_or(points.front().wallMs), points.front().wallMs);
    return first.value_or(wallClockMs());
}

Result<ForeignRun> readLog(const LogFolder &folder, const std::map<std::string, std::string> &rename,
                           TensorBoardRun &report)
{
    ForeignRun run;
    run.name = folder.name;
    for (const fs::path &path : folder.files) {
        const auto file = readEventFile(path);
        if (!file)
            return file.error();
        if (file->isCutOff)
            report.warnings.push_back("The last record of " + path.string() + " is not whole and was left out.");
        for (const auto &[tag, points] : file->scalars) {
            const auto renamed = rename.find(tag);
            auto &series = run.series[renamed == rename.end() ? tag : renamed->second];
            for (const SeriesPoint &point : points)
                if (point.step >= 0)
                    append(series, point);
        }
    }
    std::erase_if(run.series, [](const auto &entry) { return entry.second.empty(); });
    report.name = run.name;
    report.series = run.series.size();
    for (const auto &[name, points] : run.series)
        report.points += points.size();
    // As of the first point: a run's first event is its start, from which its time counts.
    run.events.push_back({0, firstPointMs(run), "info",
                          "Taken in from the TensorBoard log " + folder.files.front().parent_path().string() + "."});
    for (const std::string &warning : report.warnings)
        run.events.push_back({0, wallClockMs(), "warning", warning});
    return run;
}

} // namespace

Result<fs::path> exportTensorBoard(RunReader &run, const fs::path &folder)
{
    const auto summary = run.summary();
    if (!summary)
        return summary.error();
    const auto infos = run.seriesInfo();
    if (!infos)
        return infos.error();
    EventFileWriter writer(summary->createdMs);
    writer.addText("settings/text_summary", summary->createdMs, settingsMarkdown(summary->settingsJson));
    for (const SeriesInfo &info : *infos) {
        const auto points = run.points(info.name);
        if (!points)
            return points.error();
        for (const SeriesPoint &point : *points)
            writer.addScalar(info.name, point);
    }
    if (const auto added = addVectors(run, writer); !added)
        return added.error();
    if (auto made = makeFolder(folder); !made)
        return made.error();
    char name[64];
    std::snprintf(name, sizeof name, "events.out.tfevents.%010lld.tandem",
                  static_cast<long long>(summary->createdMs / 1000));
    const fs::path path = folder / name;
    if (auto written = writeFileAtomically(path, std::as_bytes(std::span(writer.bytes()))); !written)
        return written.error();
    return path;
}

Result<std::vector<TensorBoardRun>> importTensorBoard(const ProjectLayout &project, const fs::path &log,
                                                      const std::map<std::string, std::string> &rename,
                                                      const std::stop_token &stop)
{
    std::error_code ignored;
    if (!fs::exists(log, ignored))
        return Error{ErrorCode::FileNotFound, {log.string()}, {}};
    std::vector<LogFolder> folders;
    const fs::path place = fs::absolute(log, ignored).lexically_normal();
    const std::string name = (place.has_filename() ? place : place.parent_path()).filename().string();
    if (fs::is_directory(log, ignored))
        collect(log, name, folders);
    else
        folders.push_back({name, {log}});
    std::vector<TensorBoardRun> reports;
    std::vector<ForeignRun> runs;
    for (const LogFolder &folder : folders) {
        if (stop.stop_requested())
            return std::vector<TensorBoardRun>();
        TensorBoardRun report;
        auto run = readLog(folder, rename, report);
        if (!run)
            return run.error();
        if (run->series.empty())
            continue;
        runs.push_back(std::move(*run));
        reports.push_back(std::move(report));
    }
    if (runs.empty())
        return Error{ErrorCode::FileCorrupt, {log.string(), "it holds no scalars of TensorBoard"}, {}};
    std::vector<TensorBoardRun> stored;
    for (std::size_t i = 0; i < runs.size() && !stop.stop_requested(); ++i) {
        const auto id = storeForeignRun(project, runs[i]);
        if (!id)
            return id.error();
        stored.push_back(std::move(reports[i]));
        stored.back().id = *id;
    }
    return stored;
}

bool holdsTensorBoardLogs(const fs::path &path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored))
        return isEventFile(path);
    std::vector<LogFolder> folders;
    collect(path, {}, folders);
    return !folders.empty();
}

} // namespace tandem
