#pragma once

#include "ui/sweeps/sweep_view.h"

#include <QColor>
#include <QIcon>
#include <QString>

class QPalette;

namespace tandem {

struct ThemeColors;

// How sweeps read. All texts are translated and in the user's locale.

[[nodiscard]] QString cellStateText(CellState state);
[[nodiscard]] QString sweepStateText(SweepState state);
[[nodiscard]] QString plannerText(Planner planner);
[[nodiscard]] QString stoppingText(StoppingRule rule);
[[nodiscard]] QString summaryText(Summary summary);
/// "kNN accuracy", "Loss"; a series that this page has no word for by its own name.
[[nodiscard]] QString seriesText(const std::string &series);
/// "kNN accuracy, best".
[[nodiscard]] QString goalText(const SweepGoal &goal);
/// True where higher is better, as far as a series' name tells.
[[nodiscard]] bool isHigherBetter(const std::string &series);
/// "84.3 %" of accuracies, else four digits; "–" for none.
[[nodiscard]] QString valueText(const SweepGoal &goal, const std::optional<double> &value);
/// "84.3 ± 1.2 %", with the number of seeds as the caller shows it.
[[nodiscard]] QString meanText(const SweepGoal &goal, const std::optional<SeedSummary> &value);
/// What an axis is called: the setting's label, or its own name.
[[nodiscard]] QString axisText(const SweepAxis &axis);
/// "Temperature τ 0.1, Batch size 64".
[[nodiscard]] QString cellText(const SweepSpec &spec, const SweepCell &cell);
/// "7 of 18 runs done, 1 running, 10 waiting".
[[nodiscard]] QString progressText(const SweepProgress &progress);
/// "linear (rate × B/256)": what turns the base rate into the peak rate.
[[nodiscard]] QString scalingText(const std::string &scaling);

/// A mark whose shape alone tells the state, in the state's color.
[[nodiscard]] QIcon cellStateIcon(CellState state, const QPalette &palette);
[[nodiscard]] RunState runStateLike(CellState state); // for the shape of its mark

/// Black or white, whichever is read better on a color.
[[nodiscard]] QColor inkOn(const QColor &background);

} // namespace tandem
