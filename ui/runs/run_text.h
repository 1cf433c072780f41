#pragma once

#include "ui/runs/run_row.h"

#include <QIcon>
#include <QString>

class QPalette;

namespace tandem {

// How numbers and states of a run read. All texts are translated and in the user's locale; "–" stands for no value.

[[nodiscard]] QString stateText(const RunRow &row);
/// A mark whose shape alone tells the state (triangle, square, tick, cross …), in the state's colour.
[[nodiscard]] QIcon stateIcon(RunState state, const QPalette &palette);
/// The sentence that explains a run that is neither at work nor done; empty for others.
[[nodiscard]] QString stateSentence(const RunRow &row);

/// "Epoch 3 of 10" while at work, "3 of 10 epochs" else; empty before the plan is known.
[[nodiscard]] QString progressText(const RunSummary &summary);
/// Steps done, in [0, 1]; none before the plan is known.
[[nodiscard]] std::optional<double> progressFraction(const RunSummary &summary);
/// "about 12 min left"; empty where there is no estimate.
[[nodiscard]] QString timeLeftText(const std::optional<double> &seconds);
/// "1 h 05 min", "12 min", "40 s": spans that went by.
[[nodiscard]] QString durationText(double seconds);

[[nodiscard]] QString lossText(const std::optional<double> &loss);
[[nodiscard]] QString percentText(const std::optional<double> &share);
[[nodiscard]] QString speedText(const std::optional<double> &imagesPerSecond);
/// Four significant digits, or what NaN and infinities are called.
[[nodiscard]] QString numberText(double value);
/// "14:03" today, "yesterday 14:03", else the date and time.
[[nodiscard]] QString momentText(std::int64_t wallMs);
[[nodiscard]] QString bytesText(std::int64_t bytes);

/// The name, or the id of a run whose name cannot be read.
[[nodiscard]] QString runTitle(const RunSummary &summary);

} // namespace tandem
