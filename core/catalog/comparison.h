#pragma once

#include "core/catalog/columns.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What sets runs apart, most likely cause first.

namespace tandem {

/// Groups of settings by how much a change of them is likely to change the result of a contrastive run, most first. The
/// order is a stated one, not a measured one: effectReason says why.
enum class SettingEffect {
    Data,         // other images: numbers are not comparable at all
    Objective,    // loss, temperature, negatives
    Augmentation, // what the encoder learns to ignore
    BatchAndRate, // batch size, optimizer, learning rate: they act together
    Length,       // epochs and warm-up
    Encoder,
    Head,
    Numerics,   // precision, batch-norm over chunks or groups of ranks
    Evaluation, // the number's own settings: what is measured, not what was learned
    Chance,     // the seed
    Carrying,   // threads and time limits: never what is learned
};
[[nodiscard]] SettingEffect effectOf(std::string_view settingKey);
/// English, key for translation in context "Compare": a few words, and the reason for the place in the order.
[[nodiscard]] const char *effectTitle(SettingEffect effect);
[[nodiscard]] const char *effectReason(SettingEffect effect);

struct SettingComparison {
    std::string key;
    SettingEffect effect = SettingEffect::Carrying;
    std::vector<std::string> values; // one a run; empty where its settings cannot be read
    bool differs = false;
};

/// All settings over these runs. Those that differ stand first, by likely effect; then by the table's order.
[[nodiscard]] std::vector<SettingComparison> compareSettings(std::span<const RunFacts> runs);

} // namespace tandem
