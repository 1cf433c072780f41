#pragma once

#include "ui/charts/charts_panel.h"

#include <cmath>

namespace tandem::test {

inline std::vector<SeriesPoint> curve(std::int64_t first, std::int64_t count, double offset = 5)
{
    std::vector<SeriesPoint> points;
    for (std::int64_t step = first; step < first + count; ++step)
        points.push_back({step, 1'700'000'000'000 + step * 1000, offset - 0.01 * static_cast<double>(step)});
    return points;
}

inline RunChange changeOf(const RunId &run, std::string_view name, const std::vector<SeriesPoint> &points,
                          bool replace = false)
{
    RunChange change;
    change.run = run;
    SeriesChange part{std::string(name), replace, {}};
    part.points.append(points);
    change.series.push_back(std::move(part));
    change.seriesNames = {std::string(name)};
    return change;
}

inline ChartedRuns::Entry entry(const RunId &id, const char *name, const std::string &settings = {}, bool live = false)
{
    return {id, QString::fromUtf8(name), settings, live};
}

/// A panel that shows one run.
struct OneRun {
    RunId id = RunId::make();
    ChartsPanel panel;

    explicit OneRun(bool live = false)
    {
        panel.setRuns({entry(id, "the run", {}, live)});
        panel.resize(1000, 640);
        panel.grab(); // lays it out
    }
    void apply(std::string_view name, const std::vector<SeriesPoint> &points, bool replace = false)
    {
        panel.apply(changeOf(id, name, points, replace));
        panel.flush();
    }
};

} // namespace tandem::test
