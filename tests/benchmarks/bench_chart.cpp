// Charts of many points, offscreen: bench_chart 1m: milliseconds of a frame while ten curves of a million points are
// panned and zoomed. bench_chart live: of taking in a point each for twenty curves of 20 000 points and drawing them.
// Prints median, 95th percentile, median of the processor time, and megabytes of memory for the points.

#include "ui/charts/charts_panel.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <string_view>

using namespace tandem;

namespace {

RunChange curveOf(const RunId &run, std::size_t count, unsigned seed, bool first, std::int64_t firstStep)
{
    std::mt19937 generator(seed);
    std::normal_distribution<double> noise;
    RunChange change;
    change.run = run;
    SeriesChange part{std::string(series::kLoss), first, {}};
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t step = firstStep + static_cast<std::int64_t>(i);
        const double decay = 3 * std::exp(-static_cast<double>(step) / 200'000);
        part.points.append(
            SeriesPoint{step, 1'700'000'000'000 + step * 40, 2 + decay + 0.3 * noise(generator) + 0.1 * seed});
    }
    change.series.push_back(std::move(part));
    return change;
}

struct Frame {
    double wallMs = 0, workMs = 0;
};

double workMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

void print(const std::vector<Frame> &frames, double megabytes)
{
    std::vector<double> wall, work;
    for (const Frame &frame : frames) {
        wall.push_back(frame.wallMs);
        work.push_back(frame.workMs);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(work.begin(), work.end());
    std::printf("%.3f %.3f %.3f %.1f\n", wall[wall.size() / 2], wall[wall.size() * 95 / 100], work[work.size() / 2],
                megabytes);
}

/// One frame: what the event loop would do after a drag, a wheel turn or news of the runs.
Frame frame(ChartsPanel &panel, SeriesChart &chart, const std::function<void()> &change)
{
    QElapsedTimer clock;
    clock.start();
    const double before = workMs();
    change();
    panel.flush();
    chart.plot()->replot(QCustomPlot::rpImmediateRefresh);
    return {static_cast<double>(clock.nsecsElapsed()) / 1e6, workMs() - before};
}

} // namespace

int main(int argc, char **argv)
{
    const bool live = argc == 2 && std::string_view(argv[1]) == "live";
    if (argc != 2 || (!live && std::string_view(argv[1]) != "1m")) {
        std::fprintf(stderr, "usage: bench_chart 1m|live\n");
        return 2;
    }
    QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    QApplication::setPalette(paletteOf(lightColors()));
    const std::size_t runs = live ? 20 : 10, points = live ? 20'000 : 1'000'000;
    ChartsPanel panel;
    ChartLayout layout;
    layout.charts.emplace_back();
    layout.charts.back().series = {std::string(series::kLoss)};
    panel.setArrangement(layout);
    panel.resize(1200, 760);
    panel.show();
    std::vector<ChartedRuns::Entry> entries;
    for (std::size_t i = 0; i < runs; ++i)
        entries.push_back({RunId::make(), QStringLiteral("run %1").arg(i), {}, true});
    panel.setRuns(entries);
    for (std::size_t i = 0; i < runs; ++i)
        panel.apply(curveOf(entries[i].id, points, static_cast<unsigned>(i), true, 1));
    panel.flush();
    panel.grab();
    SeriesChart &chart = *panel.chartOf(series::kLoss);
    std::vector<Frame> times;
    const auto last = static_cast<double>(points);
    if (live) {
        for (int i = 0; i < 100; ++i)
            times.push_back(frame(panel, chart, [&] {
                for (std::size_t run = 0; run < runs; ++run)
                    panel.apply(curveOf(entries[run].id, 1, static_cast<unsigned>(run + i), false,
                                        static_cast<std::int64_t>(points) + 1 + i));
            }));
        print(times, 0);
        return 0;
    }
    for (int i = 0; i < 60; ++i) // a slow pan over a tenth of the run
        times.push_back(frame(panel, chart, [&] {
            Q_EMIT chart.rangeWanted(last * 0.1 + i * last * 0.005, last * 0.2 + i * last * 0.005);
        }));
    for (int i = 0; i < 60; ++i) { // from the whole run to a few hundred points, and back
        const double half = last / 2 * std::pow(0.85, i < 30 ? i : 60 - i);
        times.push_back(frame(panel, chart, [&] { Q_EMIT chart.rangeWanted(last / 2 - half, last / 2 + half); }));
    }
    double megabytes = 0;
    for (const auto &run : panel.runs().runs())
        megabytes += static_cast<double>(run->measured(series::kLoss)->points.bytes()) / 1e6;
    print(times, megabytes);
    return 0;
}
