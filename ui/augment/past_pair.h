#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/report/images_difference.h"
#include "core/store/project.h"
#include "ui/augment/preview_renderer.h"

#include <QString>

#include <array>
#include <stop_token>
#include <string>

namespace tandem {

/// A run of the past, with what makes its views again: they are a function of these, so nothing was stored.
struct PastRun {
    RunId id;
    std::string name;
    Pipeline pipeline;
    std::uint64_t seed = 1;
    std::int64_t epochs = 0;          // that it has finished
    ImageSetPtr images;               // in the numbers of its trainer
    std::int64_t plannedImages = 0;   // how many it began with; 0: it never did
    ImagesDifference difference = {}; // between its images then and those that are found now
    bool isContentKnown = false;      // else only their number was compared
    bool isDeviceRendered = false;    // its views were rendered by the device, which may differ by 2 of 255
};

/// Opens a run's settings and its images; blocks while images are decoded. Errors: those of RunReader::open,
/// settingsFromJson, resolvePipeline and openImages. Images null: `stop` was requested.
/// No pipeline: there are no images.
[[nodiscard]] Result<PastRun> openPastRun(const ProjectLayout &project, const RunId &id,
                                          const std::stop_token &stop = {});

/// The two views of a sample that the run's trainer got in an epoch (from 1), as long as the images are the same: byte
/// for byte, or to 2 of 255 where the device rendered them. Precondition: sample < run.images->size().
[[nodiscard]] std::array<PreviewView, 2> pastPair(const PastRun &run, std::uint32_t epoch, std::uint32_t sample);

} // namespace tandem
