#pragma once

#include "core/augment/pipeline.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// How strongly a single operation changes an image, as one number: what a person sweeps to see how much of the change
// an encoder ignores. Training draws such numbers at random; here they are given.

namespace tandem {

/// One way in which an operation changes an image.
struct StrengthAxis {
    std::string word;        // "brightness"; never renamed
    const char *label;       // "Brightness"; English, translated in context "Augment"
    const char *unit;        // "px", "°", "%", "×"; translated likewise
    double minimum, maximum; // of the numbers worth a sweep
    double neutral;          // leaves the image alone; minimum <= neutral <= maximum
    bool isSwitch = false;   // there is only off (0, neutral) and on (1)
    double shownFactor = 1;  // number times this is what people read in the unit: 100 for a share in %
};

/// All, in the order of OperationKind's alternatives.
[[nodiscard]] std::span<const StrengthAxis> strengthAxes();
[[nodiscard]] const StrengthAxis *findStrengthAxis(std::string_view word);

/// A side x side image changed along one axis and in no other way; nothing at the neutral number. Where an operation
/// needs more than the number (the place of a crop, the noise), that is a pure function of `seed` and the same for
/// every number, so that a sweep moves along one path. Preconditions: minimum <= number <= maximum, side >= 1.
[[nodiscard]] DrawnView viewAtStrength(const StrengthAxis &axis, double number, int side, std::uint64_t seed);

/// From where to where a pipeline draws the number.
struct TrainedStrength {
    double low = 0, high = 0; // not cut to the axis' own range
    double probability = 0;   // that a view is changed along the axis at all, in (0, 1]
    bool operator==(const TrainedStrength &) const = default;
};
/// Of all its enabled operations together: the widest range, and the chance that any of them happens. None if no
/// operation moves along this axis.
[[nodiscard]] std::optional<TrainedStrength> trainedStrength(const StrengthAxis &axis, const Pipeline &pipeline);

} // namespace tandem
