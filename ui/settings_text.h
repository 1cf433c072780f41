#pragma once

#include "core/config/settings_table.h"

#include <QString>

namespace tandem {

/// Translated texts of the settings table; empty where the table has none.
[[nodiscard]] QString settingSection(const SettingField &field);
[[nodiscard]] QString settingLabel(const SettingField &field);
[[nodiscard]] QString settingHelp(const SettingField &field);
[[nodiscard]] QString settingUnit(const SettingField &field);
/// What a field accepts, with numbers in the user's locale: "0.25 to 4".
[[nodiscard]] QString settingRange(const SettingField &field);

} // namespace tandem
