#pragma once

#include <QList>

namespace tandem {

class Page;

/// The pages of the window, in the order of the mode bar. The window's stack takes ownership.
[[nodiscard]] QList<Page *> makePages();

} // namespace tandem
