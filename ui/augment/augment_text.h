#pragma once

#include "core/augment/operation_table.h"
#include "core/augment/pipeline.h"
#include "core/augment/shortcut_meter.h"
#include "core/augment/strength.h"
#include "core/data/image_set.h"

#include <QString>
#include <QStringList>

namespace tandem {

/// Translated texts of core/augment's tables.
[[nodiscard]] QString operationLabel(const OperationKind &kind);
[[nodiscard]] QString parameterLabel(const OperationParameter &parameter);
/// What stands before and behind a number of it: "± " and " %".
[[nodiscard]] QString parameterPrefix(const OperationParameter &parameter);
[[nodiscard]] QString parameterSuffix(const OperationParameter &parameter);
/// A number with both, exact: numbers that differ have texts that differ.
[[nodiscard]] QString numberText(const QString &prefix, double shown, const QString &suffix);
/// A number of it, as people read it: "± 80 %", "72°".
[[nodiscard]] QString parameterText(const OperationParameter &parameter, double value);
[[nodiscard]] QString presetTitle(const PipelinePreset &preset);
/// Of the preset that has its name, or else the name.
[[nodiscard]] QString pipelineTitle(const Pipeline &pipeline);
[[nodiscard]] QString presetSource(const PipelinePreset &preset);

/// Number and file of an image: "#17  cat/0140.jpg".
[[nodiscard]] QString imageTitle(const ImageSet &images, std::uint32_t image);

/// What was drawn for a view, a line an operation, in order: "Crop 17 × 21 at (3, 5)".
[[nodiscard]] QStringList drawnLines(const DrawnView &view);

/// "Brightness", and with its unit for an axis: "Hue, °".
[[nodiscard]] QString strengthLabel(const StrengthAxis &axis);
[[nodiscard]] QString strengthAxisLabel(const StrengthAxis &axis);
/// "×0.80", "25 %", "−90°"; "off" and "on" of a switch.
[[nodiscard]] QString strengthText(const StrengthAxis &axis, double strength);
/// "×0.60 to ×1.40, 80 % of views"; "not in training" where there is none.
[[nodiscard]] QString trainedText(const StrengthAxis &axis, const std::optional<TrainedStrength> &trained);

[[nodiscard]] QString featureLabel(TrivialFeature feature);
/// What a report means and what to do: one or two sentences.
[[nodiscard]] QString shortcutSentence(const ShortcutReport &report);

} // namespace tandem
