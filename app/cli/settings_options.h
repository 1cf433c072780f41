#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tandem {

class Console;

/// What a command line says about settings. Later ones win: defaults, --config, --data and --test-data, --set in order.
struct SettingsOptions {
    std::filesystem::path config;
    std::vector<std::string> assignments; // "section.key=value"
    std::string data;
    std::string testData;
};

/// The settings, valid, with absolute dataset paths. Errors: FileNotFound, FileUnreadable (config), BadJson,
/// UnknownKey, BadValue, BadUsage, InvalidSettings.
[[nodiscard]] Result<Settings> resolveSettings(const SettingsOptions &options);

/// Lays a command line over settings that came from elsewhere; --config is not looked at. Paths become whole. Errors:
/// UnknownKey, BadValue, BadUsage.
[[nodiscard]] Result<void> overlaySettings(Settings &settings, const SettingsOptions &options);

/// A run may be resumed from another folder, so paths are stored whole. Empty stays empty.
[[nodiscard]] std::string absolutePath(const std::string &path);

/// Prints the settings table: for people by section, with --json one object a setting.
void printSettingsHelp(Console &console);

} // namespace tandem
