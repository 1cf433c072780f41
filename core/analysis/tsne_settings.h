#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tandem {

/// How the repulsive forces of a layout are computed.
enum class RepulsionMethod {
    Auto,  // exact up to a number of points that the processor's instructions decide, else grid; never a clock
    Exact, // every pair
    Grid,  // B-splines and FFT
};

/// Settings of a t-SNE layout. Defaults and gradient steps are those that scikit-learn, openTSNE and FIt-SNE agree on.
struct TsneSettings {
    double perplexity = 30;   // effective number of neighbours, [2, 1000]
    double exaggeration = 12; // factor of the attraction at first, [1, 100]
    std::int64_t exaggerationIterations = 250;
    double exaggerationMomentum = 0.5; // [0, 1)
    std::int64_t iterations = 1000;    // in all
    double momentum = 0.8;             // after the exaggeration, [0, 1)
    double learningRate = 0;           // 0 = max(200, N/12)
    std::int64_t seed = 1;             // of a random start, of ties in a PCA start, and of perturbing
    RepulsionMethod repulsion = RepulsionMethod::Auto;
    bool operator==(const TsneSettings &) const = default;
};

/// The learning rate that 0 stands for.
[[nodiscard]] double resolvedLearningRate(const TsneSettings &settings, std::int64_t rows);

/// "auto", "exact", "grid".
[[nodiscard]] std::string_view repulsionWord(RepulsionMethod method);

/// One row of the table of layout settings, for --set, --help-settings and forms.
struct TsneSettingField {
    const char *key;   // "tsne.perplexity"
    const char *label; // English, translated in context "Settings"
    const char *help;
    double minimum, maximum;
    // One of these, or neither for tsne.repulsion.
    double TsneSettings::*number = nullptr;
    std::int64_t TsneSettings::*integer = nullptr;
};
[[nodiscard]] std::span<const TsneSettingField> tsneSettingsTable();

/// A value as text that setTsneSetting reads back.
[[nodiscard]] std::string tsneSettingText(const TsneSettings &settings, const TsneSettingField &field);

/// "a number from 2 to 1000".
[[nodiscard]] std::string tsneSettingAccepts(const TsneSettingField &field);

/// Sets "tsne.perplexity" from "50". Errors: UnknownKey, BadValue.
[[nodiscard]] Result<void> setTsneSetting(TsneSettings &settings, std::string_view key, std::string_view text);

} // namespace tandem
