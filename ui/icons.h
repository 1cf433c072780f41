#pragma once

#include <QIcon>
#include <QString>

namespace tandem {

enum class IconTone { Text, Muted, Accent, OnAccent, Good, Warning, Bad };

/// An icon of the set in resources/icons by its name ("play"). It is drawn in the colours of the application's palette
/// at each paint, so it follows the theme by itself. Asserts that the name exists.
[[nodiscard]] QIcon icon(const QString &name, IconTone tone = IconTone::Text);

/// True if the set has an icon of that name.
[[nodiscard]] bool hasIcon(const QString &name);

/// Makes the files in :/tandem reachable; the functions above do it by themselves. Idempotent.
void initialiseResources();

/// The icon of the program itself.
[[nodiscard]] QIcon applicationIcon();

} // namespace tandem
