#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace tandem {

/// What the progress bar of a training run tells.
struct TrainBar {
    std::int64_t epoch = 0, epochs = 0;
    std::int64_t step = 0, steps = 0;
    double loss = 0;
    std::optional<double> knnAccuracy; // 0 to 1
    double imagesPerSecond = 0;
    double dataWaitShare = 0; // 0 to 1
    double learningRate = 0;
    std::optional<double> secondsLeft; // none: not known yet
};

/// As one line of at most `columns` cells. Where there is no room for all, first the learning rate goes, then the share
/// of waiting, then the bricks; the rest is cut at the end, where nothing else helps.
[[nodiscard]] std::string barText(const TrainBar &bar, std::size_t columns, bool unicode);

} // namespace tandem
