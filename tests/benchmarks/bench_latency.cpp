// Milliseconds from a trainer's word of a step to its point on the screen, offscreen: bench_latency. Prints median and
// greatest of 150 steps.

#include "tests/ui/charts/latency_probe.h"
#include "ui/style.h"

#include <QApplication>

#include <cstdio>

using namespace tandem;

int main(int argc, char **argv)
{
    QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    constexpr std::size_t kSteps = 150;
    const std::vector<double> times = test::measureLatency(static_cast<int>(kSteps));
    if (times.size() != kSteps)
        return 1;
    std::printf("%.1f %.1f\n", times[kSteps / 2], times.back());
    return 0;
}
