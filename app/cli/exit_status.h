#pragma once

#include "core/base/error.h"

namespace tandem {

/// How the process ends; scripts rely on the numbers.
enum class ExitStatus : int { Done = 0, Failed = 1, WrongUse = 2, Stopped = 130 };

/// WrongUse for what the caller typed (or wrote in a settings file), Failed for everything else.
[[nodiscard]] ExitStatus exitStatusFor(const Error &error);

} // namespace tandem
