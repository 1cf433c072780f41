#pragma once

#include "core/augment/pipeline.h"
#include "core/config/settings_table.h"
#include "core/store/run_writer.h"

#include <QtGlobal>

#include <string>

namespace tandem::testing {

/// A finished run with a checkpoint, as far as the window sees one; its weights are no weights.
inline RunId addTrainedRun(const ProjectLayout &project, const std::string &name, const Pipeline &pipeline,
                           bool withCheckpoint = true, const std::string &images = "/nowhere")
{
    Settings settings;
    settings.data.path = images;
    settings.augment.pipeline = pipelineToJson(pipeline);
    const RunId id = RunId::make();
    auto writer = RunWriter::create(project, {id, name, settingsToJson(settings)});
    if (!writer)
        qFatal("%s", describe(writer.error()).c_str());
    RunPlan plan;
    plan.settingsJson = settingsToJson(settings);
    plan.totalEpochs = 3;
    bool done = (*writer)->setPlan(plan).has_value() && (*writer)->addEpoch({.epoch = 3, .step = 30}).has_value();
    if (withCheckpoint)
        done = done && (*writer)->saveCheckpoint({3, 30, std::vector<std::byte>(100), 0.5}).has_value();
    done = done && (*writer)->finish({RunState::Done, "sum", {}, 1}).has_value();
    if (!done)
        qFatal("the test's run cannot be made");
    return id;
}

} // namespace tandem::testing
