#pragma once

#include "core/config/settings.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tandem {

/// A starting point for a run: what differs from the defaults, as --set takes it.
struct RunPreset {
    const char *title;  // English, translated in context "RunPresets"
    const char *advice; // when to take it, and whose numbers they are
    std::span<const std::string_view> assignments;
};
[[nodiscard]] std::span<const RunPreset> runPresets();

/// The preset's settings; data, device and threads stay as in `current`, as they belong to the machine.
[[nodiscard]] Settings applyPreset(const RunPreset &preset, const Settings &current);

/// The numbers that follow from settings and that one wants to see before pressing Start.
struct RunOutlook {
    double peakLearningRate = 0;
    std::int64_t negatives = 0; // per anchor, 2N-2
    double chanceLoss = 0;      // ln(2N-1)
    std::optional<std::int64_t> stepsPerEpoch, totalSteps;
};
/// `trainImages`: how many images training will see; 0 where that is not known.
[[nodiscard]] RunOutlook runOutlook(const Settings &settings, std::int64_t trainImages);

/// A short name that tells what a run is: "resnet18 ×0.25 b256 τ0.5", with a number if the name is taken.
[[nodiscard]] std::string suggestedName(const Settings &settings, std::span<const std::string> taken);

} // namespace tandem
