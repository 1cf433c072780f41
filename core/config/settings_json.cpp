#include "core/base/text_place.h"
#include "core/config/settings_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const SettingField &field, const SettingValue &value)
{
    // A pipeline stands in the file as JSON, not as a string that holds JSON; what is no JSON stays the text that it
    // is.
    if (field.kind == SettingKind::Json && Json::accept(std::get<std::string>(value)))
        return Json::parse(std::get<std::string>(value));
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

bool isSection(std::string_view name)
{
    const auto table = settingsTable();
    return std::any_of(table.begin(), table.end(), [name](const SettingField &field) {
        return std::string_view(field.key).substr(0, field.key.find('.')) == name;
    });
}

Result<void> setFromJson(Settings &settings, const std::string &key, const Json &value)
{
    const SettingField *field = findSetting(key);
    if (field == nullptr)
        return Error{ErrorCode::UnknownKey, {key, nearestKey(key)}, {}};
    const bool wantsText = field->kind == SettingKind::Text || field->kind == SettingKind::Path;
    if (wantsText && !value.is_string())
        return Error{ErrorCode::BadValue, {key, value.dump(), acceptedValues(*field)}, {}};
    return setSetting(settings, key, toText(*field, value));
}

} // namespace

std::string settingsToJson(const Settings &settings)
{
    Json root = Json::object();
    for (const SettingField &field : settingsTable()) {
        const auto dot = field.key.find('.');
        root[field.key.substr(0, dot)][field.key.substr(dot + 1)] = toJson(field, field.get(settings));
    }
    // File names may hold bytes that are no UTF-8, which JSON cannot carry.
    return root.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Settings> settingsFromJson(std::string_view text, const Settings &base, std::string_view origin)
{
    Json root;
    try {
        root = Json::parse(text, nullptr, true, true);
    } catch (const Json::parse_error &failure) {
        return Error{ErrorCode::BadJson,
                     {std::string(origin), "syntax error at " + textPlace(text, failure.byte)},
                     failure.what()};
    } catch (const Json::exception &failure) { // a number beyond double, for one
        return Error{ErrorCode::BadJson, {std::string(origin), "a value is out of range"}, failure.what()};
    }
    if (!root.is_object())
        return Error{ErrorCode::BadJson, {std::string(origin), "expected a JSON object of settings"}, {}};
    Settings settings = base;
    for (const auto &[section, entries] : root.items()) {
        if (!isSection(section))
            return Error{ErrorCode::UnknownKey, {section, nearestKey(section)}, {}};
        if (!entries.is_object())
            return Error{ErrorCode::BadJson, {std::string(origin), section + " must be an object of settings"}, {}};
        for (const auto &[key, value] : entries.items()) {
            if (auto set = setFromJson(settings, section + "." + key, value); !set)
                return set.error();
        }
    }
    return settings;
}

} // namespace tandem
