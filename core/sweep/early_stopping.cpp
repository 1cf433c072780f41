#include "core/sweep/early_stopping.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tandem {

namespace {

std::optional<double> valueAt(const EpochCurve &curve, std::int64_t epoch)
{
    for (const EpochPoint &point : curve)
        if (point.epoch >= epoch)
            return std::isfinite(point.value) ? point.value : -1; // not a number: worse than any accuracy
    return std::nullopt;
}

std::vector<double> valuesAt(std::span<const EpochCurve> curves, std::int64_t epoch)
{
    std::vector<double> values;
    for (const EpochCurve &curve : curves)
        if (const auto value = valueAt(curve, epoch))
            values.push_back(*value);
    return values;
}

bool areEnough(const EarlyStopping &stopping, const std::vector<double> &others)
{
    return static_cast<std::int64_t>(others.size()) >= std::max<std::int64_t>(1, stopping.startupRuns);
}

std::optional<StoppingVerdict> ashaVerdict(const EarlyStopping &stopping, const EpochCurve &run,
                                           std::span<const EpochCurve> others)
{
    const auto reached = static_cast<double>(run.back().epoch);
    double rung = static_cast<double>(std::max<std::int64_t>(1, stopping.firstEpoch));
    if (rung > reached)
        return std::nullopt;
    while (std::ceil(rung * stopping.factor) <= reached)
        rung *= stopping.factor;
    const auto epoch = static_cast<std::int64_t>(std::ceil(rung));
    const auto own = valueAt(run, epoch);
    std::vector<double> values = valuesAt(others, epoch);
    if (!own || !areEnough(stopping, values))
        return std::nullopt;
    values.push_back(*own);
    std::sort(values.begin(), values.end(), std::greater<>());
    const auto goOn =
        std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(values.size()) / stopping.factor));
    if (*own >= values[goOn - 1])
        return std::nullopt;
    return StoppingVerdict{epoch, *own, values[goOn - 1]};
}

std::optional<StoppingVerdict> medianVerdict(const EarlyStopping &stopping, const EpochCurve &run,
                                             std::span<const EpochCurve> others)
{
    const std::int64_t epoch = run.back().epoch;
    if (epoch < stopping.firstEpoch)
        return std::nullopt;
    std::vector<double> values = valuesAt(others, epoch);
    if (!areEnough(stopping, values))
        return std::nullopt;
    double best = -1;
    for (const EpochPoint &point : run)
        if (std::isfinite(point.value))
            best = std::max(best, point.value);
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    if (best >= median)
        return std::nullopt;
    return StoppingVerdict{epoch, best, median};
}

} // namespace

std::optional<StoppingVerdict> stoppingVerdict(const EarlyStopping &stopping, const EpochCurve &run,
                                               std::span<const EpochCurve> others)
{
    if (run.empty() || stopping.rule == StoppingRule::None)
        return std::nullopt;
    return stopping.rule == StoppingRule::Asha ? ashaVerdict(stopping, run, others)
                                               : medianVerdict(stopping, run, others);
}

} // namespace tandem
