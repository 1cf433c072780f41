#include "ui/sweeps/sweep_text.h"

#include "core/config/settings_table.h"
#include "ui/runs/run_text.h"
#include "ui/settings_text.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tandem {

namespace {

struct SweepText {
    Q_DECLARE_TR_FUNCTIONS(SweepText)
};

bool isShare(const std::string &series)
{
    return series.find("accuracy") != std::string::npos || series.find("share") != std::string::npos;
}

} // namespace

QString cellStateText(CellState state)
{
    switch (state) {
    case CellState::Missing:
        return SweepText::tr("Missing", "state of a cell");
    case CellState::Queued:
        return SweepText::tr("Queued", "state of a cell");
    case CellState::Paused:
        return SweepText::tr("Paused", "state of a cell");
    case CellState::Running:
        return SweepText::tr("Running", "state of a cell");
    case CellState::Done:
        return SweepText::tr("Done", "state of a cell");
    case CellState::StoppedEarly:
        return SweepText::tr("Stopped early", "state of a cell");
    case CellState::Stopped:
        return SweepText::tr("Stopped", "state of a cell");
    case CellState::Failed:
        return SweepText::tr("Failed", "state of a cell");
    case CellState::Lost:
        return SweepText::tr("Lost", "state of a cell");
    case CellState::Removed:
        return SweepText::tr("Removed", "state of a cell");
    }
    return {};
}

QString sweepStateText(SweepState state)
{
    switch (state) {
    case SweepState::Running:
        return SweepText::tr("Running", "state of a sweep");
    case SweepState::Paused:
        return SweepText::tr("Paused", "state of a sweep");
    case SweepState::Spent:
        return SweepText::tr("Budget used up", "state of a sweep");
    case SweepState::Holes:
        return SweepText::tr("Has holes", "state of a sweep");
    case SweepState::Finished:
        return SweepText::tr("Complete", "state of a sweep");
    }
    return {};
}

QString plannerText(Planner planner)
{
    switch (planner) {
    case Planner::Grid:
        return SweepText::tr("Grid: every combination");
    case Planner::Random:
        return SweepText::tr("Random search");
    case Planner::Tpe:
        return SweepText::tr("TPE: learns where to look");
    }
    return {};
}

QString stoppingText(StoppingRule rule)
{
    switch (rule) {
    case StoppingRule::None:
        return SweepText::tr("None: every run trains to its end");
    case StoppingRule::Asha:
        return SweepText::tr("ASHA: only the best part goes on at each rung");
    case StoppingRule::Median:
        return SweepText::tr("Median: what is worse than half of the others stops");
    }
    return {};
}

QString summaryText(Summary summary)
{
    switch (summary) {
    case Summary::Last:
        return SweepText::tr("last", "which value of a series");
    case Summary::Best:
        return SweepText::tr("best", "which value of a series");
    case Summary::AtBestKnn:
        return SweepText::tr("at the best kNN", "which value of a series");
    case Summary::Mean3:
        return SweepText::tr("mean of the last 3", "which value of a series");
    }
    return {};
}

QString seriesText(const std::string &series)
{
    if (series == series::kKnnAccuracy)
        return SweepText::tr("kNN accuracy");
    if (series == series::kOnlineLinearAccuracy)
        return SweepText::tr("Online linear accuracy");
    if (series == series::kLoss)
        return SweepText::tr("Loss of a step");
    if (series == series::kEpochLoss)
        return SweepText::tr("Loss of an epoch");
    if (series == series::kContrastiveAccuracy)
        return SweepText::tr("Contrastive accuracy");
    if (series == series::kEffectiveRank)
        return SweepText::tr("Effective rank of h");
    if (series == series::kImagesPerSecond)
        return SweepText::tr("Images per second");
    QString name = QString::fromStdString(series);
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    return name;
}

QString goalText(const SweepGoal &goal)
{
    return SweepText::tr("%1, %2", "a series, which value of it")
        .arg(seriesText(goalSeries(goal)), summaryText(goal.summary));
}

bool isHigherBetter(const std::string &series)
{
    return series.find("loss") == std::string::npos && series.find("wait") == std::string::npos;
}

QString valueText(const SweepGoal &goal, const std::optional<double> &value)
{
    if (!value)
        return QStringLiteral("–");
    return isShare(goalSeries(goal)) ? percentText(value) : numberText(*value);
}

QString meanText(const SweepGoal &goal, const std::optional<SeedSummary> &value)
{
    if (!value || value->count < 2)
        return valueText(goal, value ? std::optional(value->mean) : std::nullopt);
    const double half = value->high - value->mean;
    if (!isShare(goalSeries(goal)))
        return SweepText::tr("%1 ± %2").arg(numberText(value->mean), numberText(half));
    const QLocale locale;
    return SweepText::tr("%1 ± %2 %")
        .arg(locale.toString(value->mean * 100, 'f', 1), locale.toString(half * 100, 'f', 1));
}

QString axisText(const SweepAxis &axis)
{
    const SettingField *field = findSetting(axis.name);
    return field != nullptr ? settingLabel(*field) : QString::fromStdString(axis.name);
}

QString cellText(const SweepSpec &spec, const SweepCell &cell)
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min(spec.axes.size(), cell.points.size()); ++i)
        parts << SweepText::tr("%1 %2", "name of an axis, its value")
                     .arg(axisText(spec.axes[i]), QString::fromStdString(cell.points[i].label));
    return parts.join(QStringLiteral(", "));
}

QString progressText(const SweepProgress &progress)
{
    QStringList parts{
        SweepText::tr("%L1 of %Ln run(s) done", nullptr, static_cast<int>(progress.total)).arg(progress.done)};
    if (progress.running > 0)
        parts << SweepText::tr("%Ln running", nullptr, static_cast<int>(progress.running));
    if (progress.waiting > 0)
        parts << SweepText::tr("%Ln waiting", nullptr, static_cast<int>(progress.waiting));
    if (progress.holes > 0)
        parts << SweepText::tr("%Ln hole(s)", nullptr, static_cast<int>(progress.holes));
    return parts.join(QStringLiteral(", "));
}

QString scalingText(const std::string &scaling)
{
    if (scaling == "linear")
        return SweepText::tr("linear (rate × B/256)");
    if (scaling == "sqrt")
        return SweepText::tr("with the root (rate × √B)");
    return SweepText::tr("none (the rate itself)");
}

RunState runStateLike(CellState state)
{
    switch (state) {
    case CellState::Queued:
    case CellState::Paused:
        return RunState::Queued;
    case CellState::Running:
        return RunState::Running;
    case CellState::Done:
        return RunState::Done;
    case CellState::StoppedEarly:
    case CellState::Stopped:
        return RunState::Stopped;
    case CellState::Failed:
        return RunState::Failed;
    default:
        return RunState::Lost;
    }
}

QIcon cellStateIcon(CellState state, const QPalette &palette)
{
    if (state == CellState::Missing || state == CellState::Removed)
        return {};
    return stateIcon(runStateLike(state), palette);
}

QColor inkOn(const QColor &background)
{
    return contrastRatio(Qt::white, background) >= contrastRatio(Qt::black, background) ? QColor(Qt::white)
                                                                                        : QColor(Qt::black);
}

} // namespace tandem
