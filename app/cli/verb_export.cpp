#include "app/cli/console.h"
#include "app/cli/exchange_export.h"
#include "app/cli/interrupt.h"
#include "app/cli/npy.h"
#include "app/cli/run_images.h"
#include "app/cli/stored_run.h"
#include "app/cli/text.h"
#include "app/cli/verb.h"
#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/engine/export.h"
#include "core/engine/trainer.h"
#include "core/exchange/csv.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace tandem {

namespace {

struct ExportOptions {
    std::filesystem::path project;
    std::string run;
    std::string what;
    std::filesystem::path to;
    std::string checkpoint = "last";
    std::string format = "torchscript";
    MovedImages moved;
};

/// Files that were written, for the last line.
class Output {
public:
    Result<void> write(const std::filesystem::path &path, const std::string &bytes)
    {
        if (auto written = writeFileAtomically(path, std::as_bytes(std::span(bytes))); !written)
            return written;
        m_files.push_back(path.string());
        m_bytes += static_cast<std::int64_t>(bytes.size());
        return {};
    }
    [[nodiscard]] const std::vector<std::string> &files() const { return m_files; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    std::vector<std::string> m_files;
    std::int64_t m_bytes = 0;
};

std::string indexOf(const ImageSet &images)
{
    std::string text = "index,path,label,class\n";
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const std::int32_t label = images.label(i);
        const std::string name = label == kNoLabel ? "" : images.classNames()[static_cast<std::size_t>(label)];
        text += fmt::format("{},{},{},{}\n", i, csvField(images.name(i)), label, csvField(name));
    }
    return text;
}

Result<void> writeSplit(const std::filesystem::path &folder, const std::string &split, const ImageSet &images,
                        const FeatureArrays &features, Output &output)
{
    const std::int64_t count = images.size();
    const std::pair<std::string, std::string> files[] = {{"_h.npy", npyBytes(features.h, {count, features.hDimension})},
                                                         {"_z.npy", npyBytes(features.z, {count, features.zDimension})},
                                                         {"_labels.npy", npyBytes(features.labels, {count})},
                                                         {"_index.csv", indexOf(images)}};
    for (const auto &[name, bytes] : files)
        if (auto written = output.write(folder / (split + name), bytes); !written)
            return written;
    return {};
}

/// False: stopped.
Result<bool> writeFeatures(const ExportOptions &options, const StoredRun &run,
                           const RunReader::LoadedCheckpoint &checkpoint, Console &console, const std::stop_token &stop,
                           Output &output)
{
    Settings settings = run.settings;
    applyMoved(options.moved, settings);
    const auto data = openRunImages(*run.reader, run.summary, settings, ErrorCode::RunNotEvaluable, console, stop);
    if (!data)
        return data.error();
    if (!*data)
        return false;
    if (auto made = makeFolder(options.to); !made)
        return made.error();
    if (run.settings.train.device == "cuda" && trainingDevices().size() == 1)
        console.note("The run was trained on a GPU, and there is none here: the features are made on the processor.");
    const std::pair<std::string, ImageSetPtr> splits[] = {{"train", (*data)->train},
                                                          {(*data)->testSplit, (*data)->test}};
    for (const auto &[split, images] : splits) {
        console.progressNote(fmt::format("encoding {} ({})", countText(images->size(), "image", "images"), split));
        const auto features = exportFeatures(run.settings, checkpoint.bytes, *images, stop);
        if (!features)
            return features.error();
        if (!*features)
            return false;
        if (auto written = writeSplit(options.to, split, *images, **features, output); !written)
            return written.error();
    }
    if (auto written = output.write(options.to / "settings.json", settingsToJson(run.settings)); !written)
        return written.error();
    return true;
}

Result<bool> writeEncoder(const ExportOptions &options, const StoredRun &run,
                          const RunReader::LoadedCheckpoint &checkpoint, Output &output)
{
    const auto format = options.format == "safetensors" ? EncoderFormat::Safetensors : EncoderFormat::TorchScript;
    const auto bytes = exportEncoder(run.settings, checkpoint.bytes, format);
    if (!bytes)
        return bytes.error();
    if (auto written = output.write(options.to, *bytes); !written)
        return written.error();
    return true;
}

/// What needs no weights, and works while a run is trained.
ExitStatus runRecordsExport(const ExportOptions &options, Console &console)
{
    ExchangeRequest request{options.project, {}, options.to};
    if (!options.run.empty())
        request.runs.push_back(options.run);
    if (options.what == "run" || options.what == "project")
        return exportRuns(request, console);
    return exportRecords(request, options.what, console);
}

ExitStatus runExport(const ExportOptions &options, Console &console)
{
    if ((options.what == "project") != options.run.empty()) {
        const std::string what = options.run.empty() ? "export --what " + options.what + " takes a RUN."
                                                     : "export --what project takes no RUN; --what run does.";
        return console.fail(Error{ErrorCode::BadUsage, {what}, {}});
    }
    if (options.what != "encoder" && options.what != "features" && options.what != "settings")
        return runRecordsExport(options, console);
    const InterruptListener interrupts;
    const auto stored = openStoredRun(options.project, options.run);
    if (!stored)
        return console.fail(stored.error());
    Output output;
    if (options.what == "settings") {
        if (auto written = output.write(options.to, settingsToJson(stored->settings)); !written)
            return console.fail(written.error());
    } else {
        const auto checkpoint = loadCheckpoint(*stored, options.checkpoint);
        if (!checkpoint)
            return console.fail(checkpoint.error());
        setEngineThreads(static_cast<int>(stored->settings.train.threads));
        const auto done = options.what == "encoder"
                              ? writeEncoder(options, *stored, *checkpoint, output)
                              : writeFeatures(options, *stored, *checkpoint, console, interrupts.token(), output);
        if (!done)
            return console.fail(named(done.error(), stored->summary.name, checkpoint->info.path));
        if (!*done) {
            console.note("Stopped before all was written.");
            return ExitStatus::Stopped;
        }
    }
    console.object({{"event", "done"},
                    {"run", stored->summary.id.toString()},
                    {"what", options.what},
                    {"files", output.files()},
                    {"bytes", output.bytes()}});
    std::string text;
    for (const std::string &file : output.files())
        text += file + "\n";
    console.text(text);
    return ExitStatus::Done;
}

} // namespace

void addExportVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<ExportOptions>();
    CLI::App *verb =
        app.add_subcommand("export", "Write a trained encoder, its features, a report, or all of a run to files");
    verb->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    verb->add_option("RUN", options->run, "Id of a run, the beginning of it, or its name");
    verb->add_option("--what", options->what,
                     "encoder: as one file that runs elsewhere; features: h, z and labels as .npy, with the images' "
                     "paths; settings: as JSON; report: one HTML page; csv: all measured points; tensorboard: event "
                     "files; run: one archive; project: all runs and notes as one archive (without RUN)")
        ->check(CLI::IsMember({"encoder", "features", "settings", "report", "csv", "tensorboard", "run", "project"}))
        ->required();
    verb->add_option("--to", options->to, "File to write, or folder for features and tensorboard")
        ->type_name("PATH")
        ->required();
    verb->add_option("--checkpoint", options->checkpoint, "Which weights: the last ones, or those of the best kNN")
        ->check(CLI::IsMember({"last", "best"}));
    verb->add_option("--format", options->format, "Of the encoder")
        ->check(CLI::IsMember({"torchscript", "safetensors"}));
    addMovedOptions(*verb, options->moved);
    addCommonOptions(*verb, common);
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runExport(*options, console); }; });
}

} // namespace tandem
