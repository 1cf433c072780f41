#pragma once

#include "core/base/result.h"
#include "ui/page.h"
#include "ui/theme_controller.h"

#include <QStringList>

#include <optional>

namespace tandem {

/// What the command line of the window asks for.
struct StartOptions {
    QString project; // empty: the one of the last time
    std::optional<PageId> page;
    std::optional<ThemeChoice> theme; // for this start only
    bool resetLayout = false;
    bool version = false;
    QString help; // not empty: print it and leave
};

/// tandem [PROJECT] [--page NAME] [--theme NAME] [--reset-layout] [--version] [--help]. `arguments` begin with the
/// program's name. Errors: BadUsage.
[[nodiscard]] Result<StartOptions> parseStartOptions(const QStringList &arguments);

/// Where tandem-cli is: beside this program, else in PATH; its bare name if in neither.
[[nodiscard]] QString findCliProgram();

} // namespace tandem
