#pragma once

#include "ui/shell/palette_entry.h"

namespace tandem {

class MainWindow;

/// Everything that the window offers at this moment: the menus' actions, those of its pages with the buttons that open
/// menus, what pages can take one to (runs, settings), and the help pages. In the order in which they stand there.
[[nodiscard]] PaletteEntries collectPaletteEntries(MainWindow &window);

} // namespace tandem
