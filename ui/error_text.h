#pragma once

#include "core/base/error.h"

#include <QString>

namespace tandem {

/// The translated sentence of an error: what happened and what to do. The one place where the window words errors.
[[nodiscard]] QString errorText(const Error &error);

} // namespace tandem
