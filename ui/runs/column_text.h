#pragma once

#include "core/catalog/columns.h"
#include "core/catalog/groups.h"

#include <QIcon>
#include <QString>

class QPalette;

namespace tandem {

// How the columns of the run table read. All texts are translated, and numbers are in the user's locale.

/// "kNN accuracy, best".
[[nodiscard]] QString columnTitle(const RunColumn &column);
/// What the column means, in a sentence or two; empty where the title says it all.
[[nodiscard]] QString columnHelp(const RunColumn &column);
/// "kNN accuracy"; the name itself of a series that is not known here.
[[nodiscard]] QString seriesTitle(std::string_view name);
[[nodiscard]] QString pickTitle(SeriesPick pick);
[[nodiscard]] QString groupingTitle(const RunGrouping &grouping);

/// The value as people read it; "–" for nothing.
[[nodiscard]] QString cellText(const RunColumn &column, const CellValue &value);
[[nodiscard]] QString numberText(const RunColumn &column, double value);
/// "42.1 % ± 0.4": the mean, and the deviation where there is one.
[[nodiscard]] QString spreadText(const RunColumn &column, const Spread &spread);
/// "+1.3" or "−0.4" in the column's unit; empty for no difference that shows.
[[nodiscard]] QString deltaText(const RunColumn &column, double delta);

[[nodiscard]] QString healthText(Health verdict);
/// A mark whose shape alone tells good from bad, in the theme's colours.
[[nodiscard]] QIcon healthIcon(Health verdict);
/// Evidence and remedy of core/report/health.h, translated.
[[nodiscard]] QString evidenceText(const Evidence &evidence);
[[nodiscard]] QString remedyText(Health verdict);

} // namespace tandem
