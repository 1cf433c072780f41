#pragma once

#include <QString>

#include <optional>

namespace tandem {

/// How well what was typed fits a name: every word must stand in it, letter by letter in order, if not side by side.
/// None: it does not. More is better: letters side by side, at the beginnings of words, and names that are short. Case
/// and accents as QString::toCaseFolded leaves them; both texts are folded by the caller (foldedForMatch).
[[nodiscard]] std::optional<int> fuzzyMatch(const QString &foldedPattern, const QString &foldedName);

/// Lower case without the marks of accents, so that "zuruck" finds "Zurück".
[[nodiscard]] QString foldedForMatch(const QString &text);

} // namespace tandem
