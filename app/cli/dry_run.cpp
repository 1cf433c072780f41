#include "app/cli/dry_run.h"

#include "app/cli/console.h"
#include "app/cli/dry_run_text.h"
#include "app/cli/training_data.h"
#include "core/augment/pipeline.h"
#include "core/engine/dry_run.h"
#include "core/engine/trainer.h"

#include <thread>

namespace tandem {

ExitStatus dryRunOf(const SettingsOptions &options, Console &console, std::stop_token stop)
{
    const auto settings = resolveSettings(options);
    if (!settings)
        return console.fail(settings.error());
    if (auto pipeline = resolvePipeline(settings->augment, 1); !pipeline)
        return console.fail(pipeline.error());
    if (auto trainable = checkTrainable(*settings, 1); !trainable)
        return console.fail(trainable.error());
    const auto data = openTrainingData(*settings, console, stop);
    if (!data)
        return console.fail(data.error());
    if (!*data) {
        console.note("Stopped before anything was measured.");
        return ExitStatus::Stopped;
    }
    setEngineThreads(static_cast<int>(settings->train.threads));
    const DryRunRequest request{*settings, (*data)->train, (*data)->test, (*data)->testSplit};
    const auto progress = [&console](const std::string &what) { console.bar(what + " …"); };
    // On a thread of its own, as training is: memory is taken in the same way.
    std::optional<Result<std::optional<DryRunReport>>> report;
    std::jthread([&] { report = dryRun(request, progress, stop); }).join();
    console.bar({});
    if (!*report)
        return console.fail(report->error());
    if (!**report) {
        console.note("Stopped before all was measured.");
        return ExitStatus::Stopped;
    }
    console.object(dryRunJson(***report));
    console.text(dryRunText(***report));
    return ExitStatus::Done;
}

} // namespace tandem
