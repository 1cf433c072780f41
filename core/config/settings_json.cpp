#include "core/config/settings_table.h"

#include <nlohmann/json.hpp>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const SettingField &field, const SettingValue &value)
{
    // A pipeline stands in the file as JSON, not as a string that holds JSON.
    if (field.kind == SettingKind::Json && !std::get<std::string>(value).empty())
        return Json::parse(std::get<std::string>(value), nullptr, false);
    return std::visit([](const auto &plain) { return Json(plain); }, value);
}

/// The text that setSetting reads, so that files and command line accept the same.
std::string toText(const SettingField &field, const Json &json)
{
    if (json.is_string())
        return json.get<std::string>();
    if (field.kind == SettingKind::Integer && json.is_number_float())
        return settingText(json.get<double>());
    return json.dump();
}

} // namespace

std::string settingsToJson(const Settings &settings)
{
    Json root = Json::object();
    for (const SettingField &field : settingsTable()) {
        const auto dot = field.key.find('.');
        root[field.key.substr(0, dot)][field.key.substr(dot + 1)] = toJson(field, field.get(settings));
    }
    return root.dump(2);
}

Result<Settings> settingsFromJson(std::string_view text, const Settings &base, std::string_view origin)
{
    const Json root = Json::parse(text, nullptr, false, true);
    if (root.is_discarded() || !root.is_object())
        return Error{ErrorCode::BadJson, {std::string(origin), "expected a JSON object of settings"}, {}};
    Settings settings = base;
    for (const auto &[section, entries] : root.items()) {
        if (!entries.is_object())
            return Error{ErrorCode::UnknownKey, {section, nearestKey(section)}, {}};
        for (const auto &[key, value] : entries.items()) {
            const std::string whole = section + "." + key;
            const SettingField *field = findSetting(whole);
            const std::string valueText = field != nullptr ? toText(*field, value) : std::string();
            if (auto set = setSetting(settings, whole, valueText); !set)
                return set.error();
        }
    }
    return settings;
}

} // namespace tandem
