#pragma once

#include "tests/ui/runs/made_up_run.h"
#include "ui/charts/charts_panel.h"
#include "ui/runs/run_watcher.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

namespace tandem::test {

/// Milliseconds from a trainer's word of a step to its point on the screen, through the run's file, the watcher and a
/// chart; of `steps` steps at odd moments, ascending. Fewer where two minutes went by.
inline std::vector<double> measureLatency(int steps)
{
    using Clock = std::chrono::steady_clock;
    QTemporaryDir folder;
    const auto project = createProject(folder.filePath(QStringLiteral("p.tandem")).toStdString());
    if (!project)
        return {};
    MadeUpRun run;
    run.stepsPerEpoch = 100'000; // no evaluation comes in between
    run.settings.train.epochs = 1;
    MadeUpTrainer trainer(*project, run);
    ChartsPanel panel;
    panel.resize(1000, 640);
    panel.show();
    panel.setRuns({{run.id, QStringLiteral("run"), {}, true}});
    RunWatcher watcher(*project);
    watcher.setInterest(panel.interest());
    watcher.setAttentive(true);
    QObject::connect(&watcher, &RunWatcher::runChanged, &panel,
                     [&panel](const RunChangePtr &change) { panel.apply(*change); });
    watcher.follow({run.id});

    std::vector<Clock::time_point> told(static_cast<std::size_t>(steps) + 1);
    std::vector<double> times;
    std::int64_t seen = 0;
    std::atomic<std::int64_t> written = 0;
    QEventLoop loop;
    SeriesChart &chart = *panel.chartOf(series::kLoss);
    QObject::connect(chart.plot(), &QCustomPlot::afterReplot, &loop, [&] {
        if (chart.plot()->curveCount() == 0 || chart.plot()->rawGraph()->data()->isEmpty())
            return;
        const double last = (chart.plot()->rawGraph()->data()->constEnd() - 1)->key;
        const auto now = Clock::now();
        for (const std::int64_t reached = std::min<std::int64_t>(std::llround(last), written.load()); seen < reached;)
            times.push_back(
                std::chrono::duration<double, std::milli>(now - told[static_cast<std::size_t>(++seen)]).count());
        if (seen == steps)
            loop.quit();
    });
    QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
    const std::jthread writer([&] {
        for (int step = 1; step <= steps; ++step) {
            std::this_thread::sleep_for(std::chrono::milliseconds(60 + step * 37 % 71)); // in no timer's rhythm
            told[static_cast<std::size_t>(step)] = Clock::now();
            written = step;
            trainer.train(1);
        }
    });
    loop.exec();
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace tandem::test
