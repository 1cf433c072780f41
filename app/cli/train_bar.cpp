#include "app/cli/train_bar.h"

#include "app/cli/text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kCells = 20;
constexpr int kFewestCells = 6; // fewer show nothing

std::string bricks(double share, int cells, bool unicode)
{
    const int full = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * cells));
    std::string text;
    for (int i = 0; i < cells; ++i)
        text += i < full ? (unicode ? "█" : "#") : (unicode ? "░" : "-");
    return text;
}

} // namespace

std::string barText(const TrainBar &bar, std::size_t columns, bool unicode)
{
    const auto line = [&](int cells, bool showsWait, bool showsRate) {
        const double share = static_cast<double>(bar.step) / static_cast<double>(bar.steps);
        std::string text = fmt::format("epoch {}/{} ", bar.epoch, bar.epochs);
        if (cells > 0)
            text += bricks(share, cells, unicode) + ' ';
        text += fmt::format("{}/{}  loss {:.4f}", bar.step, bar.steps, bar.loss);
        if (bar.knnAccuracy)
            text += "  kNN " + percentText(*bar.knnAccuracy);
        text += fmt::format("  {:.0f} images/s  {} left", bar.imagesPerSecond,
                            bar.secondsLeft ? clockText(*bar.secondsLeft) : "?");
        if (showsWait)
            text += fmt::format("  wait {:.0f} %", 100 * bar.dataWaitShare);
        if (showsRate)
            text += fmt::format("  rate {:.3g}", bar.learningRate);
        return text;
    };
    for (const auto &[showsWait, showsRate] : {std::pair(true, true), std::pair(true, false), std::pair(false, false)})
        if (std::string text = line(kCells, showsWait, showsRate); tandem::columns(text) <= columns)
            return text;
    const std::size_t bare = tandem::columns(line(0, false, false));
    const int room = bare + 1 < columns ? static_cast<int>(columns - bare - 1) : 0;
    return cutToColumns(line(room >= kFewestCells ? room : 0, false, false), columns);
}

} // namespace tandem
