#include "ui/augment/past_pair.h"

#include "core/config/settings_table.h"
#include "core/store/run_reader.h"

#include <algorithm>

namespace tandem {

namespace {

int largestSide(const ImageSet &images)
{
    int side = 0;
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const ImageView image = images.image(i);
        side = std::max({side, image.width, image.height});
    }
    return side;
}

/// Holds the images that were found against those that the run began with.
void compareImages(const RunPlan &plan, PastRun &run)
{
    run.plannedImages = plan.trainImages;
    run.isContentKnown = !plan.trainIdentity.empty();
    if (plan.trainImages > 0) // it began
        run.difference = imagesDifference(plan, {run.images->size(), run.images->identity(), {}});
}

} // namespace

Result<PastRun> openPastRun(const ProjectLayout &project, const RunId &id, const std::stop_token &stop)
{
    auto reader = RunReader::open(project, id);
    if (!reader)
        return reader.error();
    const auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    const auto plan = (*reader)->plan();
    if (!plan)
        return plan.error();
    const auto settings = settingsFromJson(summary->settingsJson, {}, summary->name);
    if (!settings)
        return settings.error();
    auto images = openImages(settings->data.path, {}, stop);
    if (!images)
        return images.error();
    PastRun run;
    run.id = id;
    run.name = summary->name;
    run.seed = static_cast<std::uint64_t>(settings->train.seed);
    run.epochs = summary->epoch;
    run.isDeviceRendered = settings->augment.renderer == "device";
    if (!*images)
        return run;
    run.images = splitForTraining(*images, settings->data, run.seed).train;
    compareImages(*plan, run);
    if (run.images->size() == 0)
        return run;
    auto pipeline = resolvePipeline(settings->augment, largestSide(*run.images));
    if (!pipeline)
        return pipeline.error();
    run.pipeline = std::move(*pipeline);
    return run;
}

std::array<PreviewView, 2> pastPair(const PastRun &run, std::uint32_t epoch, std::uint32_t sample)
{
    const ImageView image = run.images->image(sample);
    return {renderTrainingView(image, run.pipeline, run.seed, epoch, sample, 0),
            renderTrainingView(image, run.pipeline, run.seed, epoch, sample, 1)};
}

} // namespace tandem
