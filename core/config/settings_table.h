#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tandem {

using SettingValue = std::variant<bool, std::int64_t, double, std::string>;

/// How a form shows a setting.
enum class SettingKind { Flag, Integer, Number, Choice, Text, Path, Json };

/// One row of the settings table: all that JSON, command line, form and manual need to know of one field.
struct SettingField {
    std::string key;     // "optimizer.learning_rate", as in files and on the command line
    const char *section; // "Optimizer"; English, translated in context "Settings"
    const char *label;   // "Learning rate"
    const char *help;    // one or two sentences: meaning and effect
    const char *unit;    // "epochs", "" where there is none
    SettingKind kind;
    double minimum = 0; // of Integer and Number, inclusive
    double maximum = 0;
    bool logarithmic = false;              // a slider or a sweep should move by factors
    std::vector<std::string> choices = {}; // of Choice
    bool advanced = false;                 // forms show it folded away
    std::function<SettingValue(const Settings &)> get = {};
    std::function<void(Settings &, const SettingValue &)> set = {}; // precondition: alternative fits kind
};

/// All settings in the order a form shows them. Made once; any thread.
[[nodiscard]] std::span<const SettingField> settingsTable();

/// The row of a key, or null.
[[nodiscard]] const SettingField *findSetting(std::string_view key);

/// True for what may differ between two segments of one run: where its images lie, and settings that decide how fast or
/// how often something happens, or what is measured beside training, but not what is learned. On another kind of device
/// it is learned to rounding only.
[[nodiscard]] bool mayChangeOnResume(std::string_view key);

/// The known key most like a wrong one (edit distance).
[[nodiscard]] std::string nearestKey(std::string_view key);

/// Sets "train.epochs" from "3". Errors: UnknownKey, BadValue. Ranges are checked too.
[[nodiscard]] Result<void> setSetting(Settings &settings, std::string_view key, std::string_view text);

/// "train.epochs=3". Errors: BadUsage without "=", and those of setSetting.
[[nodiscard]] Result<void> applyAssignment(Settings &settings, std::string_view assignment);

/// A value as text that setSetting reads back: shortest round-trip form of numbers, C locale.
[[nodiscard]] std::string settingText(const SettingValue &value);

/// What a field accepts, for an error or a tooltip: "a number from 0.25 to 4", "one of lars, sgd".
[[nodiscard]] std::string acceptedValues(const SettingField &field);

/// Checks one value against range and words of its field. Error: BadValue.
[[nodiscard]] Result<void> checkValue(const SettingField &field, const SettingValue &value);

/// All settings as JSON text, nested by section, two spaces of indentation.
[[nodiscard]] std::string settingsToJson(const Settings &settings);

/// Settings from JSON: keys that are absent keep the value of `base`. Errors: BadJson, UnknownKey, BadValue.
[[nodiscard]] Result<Settings> settingsFromJson(std::string_view json, const Settings &base = {},
                                                std::string_view origin = "settings");

/// One setting that differs between two experiments.
struct SettingDifference {
    std::string key, left, right;
};
[[nodiscard]] std::vector<SettingDifference> settingsDifference(const Settings &left, const Settings &right);

} // namespace tandem
