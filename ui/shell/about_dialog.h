#pragma once

class QWidget;

namespace tandem {

/// Shows what this program is, with the versions it runs on. Does not block.
void showAbout(QWidget *parent);

} // namespace tandem
