#include "app/cli/sweep_text.h"

#include "app/cli/run_json.h"
#include "app/cli/text.h"
#include "core/sweep/sweep_presets.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

bool isShare(const SweepGoal &goal)
{
    return goalSeries(goal).find("accuracy") != std::string::npos;
}

std::string valueText(const SweepGoal &goal, double value)
{
    return isShare(goal) ? percentText(value) : fmt::format("{:.4g}", value);
}

std::vector<double> valuesOf(const SweepView &view, const SweepCell &cell, MeasuresCache &measures)
{
    std::vector<double> values;
    for (const CellRepeat &repeat : cell.repeats) {
        const RunSummary *run = isResult(repeat.state) ? view.run(repeat.run) : nullptr;
        const auto measured = run != nullptr ? measures.measures(*run) : nullptr;
        if (const auto value = measured ? valueOf(*measured, view.spec.goal) : std::nullopt)
            values.push_back(*value);
    }
    return values;
}

std::string meanText(const SweepGoal &goal, const std::optional<SeedSummary> &value)
{
    if (!value)
        return "–";
    const std::string mean = valueText(goal, value->mean);
    if (value->count < 2)
        return mean;
    return fmt::format("{} ± {}", mean, valueText(goal, value->high - value->mean));
}

std::string repeatsText(const SweepCell &cell)
{
    const auto done = std::count_if(cell.repeats.begin(), cell.repeats.end(),
                                    [](const CellRepeat &repeat) { return isResult(repeat.state); });
    return fmt::format("{}/{}", done, cell.repeats.size());
}

} // namespace

const RunSummary *SweepView::run(const RunId &wanted) const
{
    const auto found =
        std::find_if(runs.begin(), runs.end(), [&wanted](const RunSummary &run) { return run.id == wanted; });
    return found == runs.end() ? nullptr : &*found;
}

Result<SweepView> viewSweep(const ProjectLayout &project, const RunId &id, SweepRunFinder &finder)
{
    auto spec = readSweep(project, id);
    if (!spec)
        return spec.error();
    if (auto found = finder.refresh(); !found)
        return found.error();
    SweepView view{id, std::move(*spec), finder.runsOf(id), {}, {}, {}};
    view.cells = sweepTable(view.spec, id, view.runs);
    view.progress = sweepProgress(view.spec, id, view.cells, view.runs);
    view.state = sweepState(view.spec, view.progress);
    return view;
}

Json sweepJson(const SweepView &view)
{
    return {{"event", "sweep"},
            {"sweep", view.id.toString()},
            {"name", view.spec.name},
            {"state", std::string(sweepStateWord(view.state))},
            {"planner", std::string(plannerWord(view.spec.planning.planner))},
            {"scaling", view.spec.base.optimizer.scaling},
            {"seeds", view.spec.seeds},
            {"goal", goalText(view.spec.goal)},
            {"cells", view.cells.size()},
            {"total", view.progress.total},
            {"done", view.progress.done},
            {"running", view.progress.running},
            {"waiting", view.progress.waiting},
            {"holes", view.progress.holes},
            {"hours", view.progress.hours},
            {"created_ms", view.spec.createdMs}};
}

Json cellJson(const SweepView &view, const SweepCell &cell, MeasuresCache &measures)
{
    Json set = Json::array();
    for (const AxisPoint &point : cell.points)
        for (const std::string &assignment : point.assignments)
            set.push_back(assignment);
    Json runs = Json::array();
    for (const CellRepeat &repeat : cell.repeats) {
        const RunSummary *run = view.run(repeat.run);
        const auto measured = run != nullptr ? measures.measures(*run) : nullptr;
        const auto value = measured ? valueOf(*measured, view.spec.goal) : std::nullopt;
        runs.push_back({{"repeat", repeat.repeat},
                        {"state", std::string(cellStateWord(repeat.state))},
                        {"run", repeat.run.isValid() ? Json(repeat.run.toString()) : Json()},
                        {"epoch", run != nullptr ? Json(run->epoch) : Json()},
                        {"value", value ? Json(*value) : Json()},
                        {"error", errorJson(run != nullptr ? run->error : std::nullopt)}});
    }
    const auto summary = summarize(valuesOf(view, cell, measures));
    Json object{{"event", "cell"},
                {"sweep", view.id.toString()},
                {"cell", cell.key},
                {"set", std::move(set)},
                {"state", std::string(cellStateWord(cell.state))},
                {"runs", std::move(runs)}};
    object["count"] = summary ? summary->count : 0;
    object["mean"] = summary ? Json(summary->mean) : Json();
    object["deviation"] = summary && summary->count > 1 ? Json(summary->deviation) : Json();
    if (const auto table = paperTable(view.spec))
        if (const PaperNumber *number = table->find(cell.points))
            object["paper"] = number->accuracy;
    return object;
}

std::string sweepText(const SweepView &view, MeasuresCache &measures)
{
    const auto paper = paperTable(view.spec);
    std::vector<std::vector<std::string>> rows(1);
    const bool draws = view.spec.planning.planner != Planner::Grid;
    if (draws)
        rows[0].emplace_back("trial");
    for (const SweepAxis &axis : view.spec.axes)
        rows[0].push_back(axis.name);
    rows[0].insert(rows[0].end(), {"state", "seeds", goalText(view.spec.goal)});
    if (paper)
        rows[0].emplace_back("paper");
    std::vector<double> ours;
    std::vector<double> papers;
    for (const SweepCell &cell : view.cells) {
        std::vector<std::string> &row = rows.emplace_back();
        if (draws)
            row.push_back(cell.key.substr(cell.key.find(' ') + 1));
        for (const AxisPoint &point : cell.points)
            row.push_back(point.label);
        const auto value = summarize(valuesOf(view, cell, measures));
        row.insert(row.end(),
                   {std::string(cellStateWord(cell.state)), repeatsText(cell), meanText(view.spec.goal, value)});
        if (!paper)
            continue;
        const PaperNumber *number = paper->find(cell.points);
        row.push_back(number != nullptr ? percentText(number->accuracy) : "–");
        if (number != nullptr && value) {
            ours.push_back(value->mean);
            papers.push_back(number->accuracy);
        }
    }
    std::string text =
        fmt::format("{} \"{}\": {}, {}. Learning-rate scaling: {}.\n", view.id.toString(), view.spec.name,
                    sweepStateWord(view.state), progressText(view.progress), view.spec.base.optimizer.scaling);
    text += tableText(rows);
    if (paper)
        text += fmt::format("Paper: {}. {}\n", paper->source, paper->setting);
    if (const auto agreement = paperAgreement(ours, papers, view.spec.goal.maximize))
        text += fmt::format(
            "The order of the cells agrees with the paper's by a rank correlation of {:.2f} over {} cells.\n",
            agreement->rankCorrelation, agreement->cells);
    for (const EarlyStop &stop : view.spec.stopped)
        if (const RunSummary *run = view.run(stop.run))
            text += fmt::format("{} was stopped at epoch {}: kNN {} where {} was needed.\n", run->name, stop.epoch,
                                percentText(stop.value), percentText(stop.threshold));
    return text;
}

std::string progressText(const SweepProgress &progress)
{
    std::string text = fmt::format("{} of {} done", progress.done, countText(progress.total, "run", "runs"));
    if (progress.running > 0)
        text += fmt::format(", {} running", progress.running);
    if (progress.waiting > 0)
        text += fmt::format(", {} waiting", progress.waiting);
    if (progress.holes > 0)
        text += fmt::format(", {}", countText(progress.holes, "hole", "holes"));
    return text;
}

std::string goalText(const SweepGoal &goal)
{
    std::string series = goalSeries(goal);
    std::replace(series.begin(), series.end(), '_', ' ');
    if (series.starts_with("knn"))
        series.replace(0, 3, "kNN");
    const char *summary = goal.summary == Summary::Last        ? "last"
                          : goal.summary == Summary::Best      ? "best"
                          : goal.summary == Summary::AtBestKnn ? "at best kNN"
                                                               : "mean of last 3";
    return series + ", " + summary;
}

} // namespace tandem
