#include "app/cli/console.h"
#include "app/cli/encode_worker.h"
#include "app/cli/stored_run.h"
#include "app/cli/verb.h"
#include "core/base/process.h"
#include "core/engine/trainer.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace tandem {

namespace {

struct EncodeOptions {
    std::filesystem::path project;
    std::string run;
    std::string checkpoint = "last";
};

/// Leaves half of the cores to a run that trains beside.
class Manners {
public:
    explicit Manners(const ProjectLayout &project) : m_project(project) {}

    void behave()
    {
        const auto now = Clock::now();
        if (now < m_next)
            return;
        m_next = now + kEvery;
        const int cores = usableCores();
        const int threads = isAnyRunActive(m_project) ? std::max(1, cores / 2) : cores;
        if (threads != m_threads)
            setEngineThreads(threads);
        m_threads = threads;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr auto kEvery = std::chrono::seconds(2);

    const ProjectLayout &m_project;
    Clock::time_point m_next{};
    int m_threads = 0;
};

struct Ready {
    EncoderInfo info;
    std::unique_ptr<ImageEncoder> encoder;
};

Result<Ready> load(const StoredRun &stored, const EncodeOptions &options)
{
    const auto checkpoint = loadCheckpoint(stored, options.checkpoint);
    if (!checkpoint)
        return checkpoint.error();
    auto encoder = ImageEncoder::create(stored.settings, checkpoint->bytes);
    if (!encoder)
        return named(encoder.error(), stored.summary.name, checkpoint->info.path);
    EncoderInfo info{stored.summary.id.toString(),
                     stored.summary.name,
                     options.checkpoint,
                     checkpoint->info.epoch,
                     checkpoint->info.step,
                     (*encoder)->viewSize(),
                     (*encoder)->featureDimension(),
                     (*encoder)->projectionDimension(),
                     (*encoder)->weights()};
    return Ready{std::move(info), std::move(*encoder)};
}

ExitStatus runEncode(const EncodeOptions &options, Console &console)
{
    constexpr int kNice = 5; // whoever trains or draws goes first
    if (::isatty(STDIN_FILENO) != 0)
        return console.fail({ErrorCode::BadUsage,
                             {"tandem-cli encode is spoken to by programs, in the frames that "
                              "core/report/encode_protocol.h describes. For features in files, use export."},
                             {}});
    EncodeWorker worker(STDIN_FILENO, STDOUT_FILENO);
    const auto fail = [&](const Error &error) {
        worker.refuse(error);
        return console.fail(error);
    };
    static_cast<void>(::nice(kNice));
    const auto stored = openStoredRun(options.project, options.run, ActiveRuns::Welcome);
    if (!stored)
        return fail(stored.error());
    Manners manners(stored->project);
    manners.behave();
    const auto ready = load(*stored, options);
    if (!ready)
        return fail(ready.error());
    const auto served = worker.serve(ready->info, *ready->encoder, [&] { manners.behave(); });
    return served ? ExitStatus::Done : console.fail(served.error());
}

} // namespace

void addEncodeVerb(CLI::App &app, CommonOptions &common, Action &action)
{
    const auto options = std::make_shared<EncodeOptions>();
    CLI::App *verb = app.add_subcommand(
        "encode", "Serve a trained encoder to another program, in binary frames on standard input and output");
    verb->add_option("--project", options->project, "Project folder")->type_name("DIR")->required();
    verb->add_option("RUN", options->run, "Id of a run, the beginning of it, or its name")->required();
    verb->add_option("--checkpoint", options->checkpoint, "Which weights: the last ones, or those of the best kNN")
        ->check(CLI::IsMember({"last", "best"}));
    verb->add_flag("--verbose", common.verbose, "Say more on standard error");
    verb->callback(
        [options, &action] { action = [options](Console &console) { return runEncode(*options, console); }; });
}

} // namespace tandem
