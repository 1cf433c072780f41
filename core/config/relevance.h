#pragma once

#include "core/config/settings.h"

#include <string_view>

namespace tandem {

/// Why a setting changes nothing of a run as the other settings stand: one English sentence, translated in context
/// "Settings"; null where it counts.
[[nodiscard]] const char *whyIrrelevant(const Settings &settings, std::string_view key);

} // namespace tandem
