#include "app/cli/settings_options.h"

#include "app/cli/console.h"
#include "core/base/files.h"
#include "core/config/settings_table.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace tandem {

namespace {

nlohmann::ordered_json valueJson(const SettingValue &value)
{
    return std::visit([](const auto &plain) { return nlohmann::ordered_json(plain); }, value);
}

nlohmann::ordered_json fieldJson(const SettingField &field, const Settings &defaults)
{
    nlohmann::ordered_json object{
        {"key", field.key}, {"label", field.label}, {"help", field.help}, {"default", valueJson(field.get(defaults))}};
    object["unit"] = field.unit;
    object["accepts"] = acceptedValues(field);
    if (field.kind == SettingKind::Integer || field.kind == SettingKind::Number) {
        object["minimum"] = field.minimum;
        object["maximum"] = field.maximum;
    }
    if (field.kind == SettingKind::Choice)
        object["choices"] = field.choices;
    return object;
}

/// The default warm-up is meant for long runs: one that nobody asked for is a tenth of a run that is too short for it.
void fitWarmup(Settings &settings, const SettingsOptions &options)
{
    const bool isAsked =
        std::any_of(options.assignments.begin(), options.assignments.end(),
                    [](const auto &assignment) { return assignment.starts_with("train.warmup_epochs"); });
    if (options.config.empty() && !isAsked && settings.train.warmupEpochs > settings.train.epochs)
        settings.train.warmupEpochs = static_cast<double>(settings.train.epochs) / 10;
}

} // namespace

std::string absolutePath(const std::string &path)
{
    std::error_code failure;
    const auto absolute = std::filesystem::absolute(path, failure);
    return path.empty() || failure ? path : absolute.lexically_normal().string();
}

Result<Settings> resolveSettings(const SettingsOptions &options)
{
    Settings settings;
    if (!options.config.empty()) {
        const auto text = readFile(options.config);
        if (!text)
            return text.error();
        auto parsed = settingsFromJson(*text, settings, options.config.string());
        if (!parsed)
            return parsed.error();
        settings = std::move(*parsed);
    }
    if (auto overlaid = overlaySettings(settings, options); !overlaid)
        return overlaid.error();
    if (settings.data.path.empty())
        return Error{ErrorCode::BadUsage, {"No dataset is named: give its folder with --data PATH."}, {}};
    fitWarmup(settings, options);
    if (const auto violations = validate(settings); !violations.empty())
        return violationsAsError(violations);
    return settings;
}

Result<void> overlaySettings(Settings &settings, const SettingsOptions &options)
{
    if (!options.data.empty())
        settings.data.path = options.data;
    if (!options.testData.empty())
        settings.data.testPath = options.testData;
    for (const std::string &assignment : options.assignments)
        if (auto applied = applyAssignment(settings, assignment); !applied)
            return applied;
    settings.data.path = absolutePath(settings.data.path);
    settings.data.testPath = absolutePath(settings.data.testPath);
    return {};
}

void printSettingsHelp(Console &console)
{
    const Settings defaults;
    std::string section;
    std::string text;
    for (const SettingField &field : settingsTable()) {
        console.object(fieldJson(field, defaults));
        if (section != field.section)
            text += fmt::format("{}{}\n", text.empty() ? "" : "\n", field.section);
        section = field.section;
        const std::string value = settingText(field.get(defaults));
        const std::string unit = *field.unit == '\0' ? "" : fmt::format(" {}", field.unit);
        text +=
            fmt::format("  {}={}\n      {} Accepts {}{}.\n", field.key, value, field.help, acceptedValues(field), unit);
    }
    console.text(text);
}

} // namespace tandem
