#pragma once

#include "core/sweep/sweep_spec.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// A sweep to start from.
struct SweepPreset {
    std::string_view id; // SweepSpec::preset; stored
    const char *title;   // English, translated in context "SweepPresets"
    const char *advice;
};
[[nodiscard]] std::span<const SweepPreset> sweepPresets();

/// The preset's axes and goal over these settings. Precondition: `id` is one of sweepPresets().
[[nodiscard]] SweepSpec sweepFromPreset(std::string_view id, const Settings &base);

/// A number of the paper, beside which ours are shown.
struct PaperNumber {
    std::vector<std::string> labels;           // of the points, one for each axis of the preset
    double accuracy = 0;                       // top-1, [0, 1]
    std::optional<double> entropy;             // nats
    std::optional<double> contrastiveAccuracy; // [0, 1]
};
struct PaperTable {
    const char *source = ""; // "Chen et al. 2020, Table 5"
    const char *setting;     // what was measured there, on what; English, context "SweepPresets"
    std::vector<PaperNumber> numbers;

    /// Null where the paper has no such cell.
    [[nodiscard]] const PaperNumber *find(std::span<const AxisPoint> points) const;
};
/// What the paper has for a sweep that began from a preset; none for others. Table B.1 has two numbers for each cell:
/// the learning-rate scaling of the base chooses.
[[nodiscard]] std::optional<PaperTable> paperTable(const SweepSpec &spec);

/// How well the order of our cells is the paper's.
struct PaperAgreement {
    double rankCorrelation = 0; // Spearman's; 1 where the better cell is the better one there, too
    std::int64_t cells = 0;
};
/// Of cells that have both numbers; none with fewer than three. `maximize`: whether more of ours is better; more of the
/// paper's, which are accuracies, always is. Precondition: as many of ours as of the paper's, all finite.
[[nodiscard]] std::optional<PaperAgreement> paperAgreement(std::span<const double> ours, std::span<const double> papers,
                                                           bool maximize);

/// How much work a sweep is before anything of it ran.
struct SweepWorkload {
    std::int64_t runs = 0;
    std::int64_t epochs = 0; // over all runs; where they are drawn, of the base's settings and of the middle of ranges
};
[[nodiscard]] SweepWorkload workloadOf(const SweepSpec &spec);

} // namespace tandem
