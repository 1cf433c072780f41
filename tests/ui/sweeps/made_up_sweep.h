#pragma once

#include "core/config/settings_table.h"
#include "ui/sweeps/sweep_view.h"

#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tandem::test {

/// A sweep with runs that never ran, for the views.
struct MadeUpSweep {
    RunId id = RunId::make();
    SweepSpec spec;
    std::vector<RunSummary> runs;
    std::map<RunId, std::shared_ptr<const RunMeasures>> measures;
    std::int64_t nowMs = 1'000'000;

    MadeUpSweep()
    {
        spec.name = "made up";
        spec.base.data.path = "/data";
        spec.axes = {axis("objective.temperature", {"0.1", "0.5", "1"}),
                     axis("train.batch_size", {"64", "128", "256"})};
    }
    static SweepAxis axis(const std::string &key, const std::vector<std::string> &values)
    {
        SweepAxis made{key, {}, {}};
        for (const std::string &value : values)
            made.points.push_back(pointOf(key, value));
        return made;
    }
    /// A run of a cell, by the cell's place. The later it is added, the later it ended.
    RunId add(std::size_t cell, RunState state = RunState::Done, std::optional<double> accuracy = {},
              std::int64_t repeat = 1)
    {
        RunSummary run;
        run.id = RunId::make();
        const SweepCell made = sweepCells(spec)[cell];
        run.name = cellRunName(spec, made.points, repeat);
        run.state = state;
        run.origin = RunOrigin{id, made.key, repeat};
        run.createdMs = run.startedMs = nowMs;
        nowMs += 60'000;
        run.endedMs = isActive(state) || state == RunState::Queued ? 0 : nowMs;
        run.epoch = 10;
        if (state == RunState::Failed)
            run.error = Error{ErrorCode::NonFiniteLoss, {"12"}, {}};
        runs.insert(runs.begin(), run); // newest first
        if (accuracy) {
            RunMeasures measured;
            measured.series[std::string(series::kKnnAccuracy)] = {*accuracy - 0.01, 0.1, *accuracy, *accuracy,
                                                                  *accuracy - 0.005};
            measured.series[std::string(series::kEpochLoss)] = {1 - *accuracy, 1 - *accuracy, 4, {}, {}};
            for (std::int64_t epoch = 1; epoch <= 10; ++epoch)
                measured.knn.push_back({epoch, *accuracy * (1 - std::exp(-static_cast<double>(epoch) / 3))});
            measures[run.id] = std::make_shared<const RunMeasures>(std::move(measured));
        }
        return run.id;
    }
    [[nodiscard]] SweepViewPtr view() const
    {
        SweepView made{id, spec, runs, {}, {}, {}, measures};
        made.cells = sweepTable(spec, id, runs);
        made.progress = sweepProgress(spec, id, made.cells, runs);
        made.state = sweepState(spec, made.progress);
        return std::make_shared<const SweepView>(std::move(made));
    }
};

/// All nine cells of the standard axes done with `seeds` seeds: best at 0.5 and 256.
inline MadeUpSweep fullSweep(std::int64_t seeds = 2)
{
    MadeUpSweep sweep;
    sweep.spec.seeds = seeds;
    for (std::size_t cell = 0; cell < 9; ++cell)
        for (std::int64_t repeat = 1; repeat <= seeds; ++repeat) {
            const double temperature = cell / 3 == 1 ? 0.8 : cell / 3 == 0 ? 0.6 : 0.5;
            sweep.add(cell, RunState::Done,
                      temperature + 0.03 * static_cast<double>(cell % 3) + 0.01 * static_cast<double>(repeat), repeat);
        }
    return sweep;
}

} // namespace tandem::test
