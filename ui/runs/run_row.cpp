#include "ui/runs/run_row.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>

namespace tandem {

namespace {

/// NaN is a value here: a loss that became NaN must not look "changed" four times a second.
bool same(const std::optional<double> &a, const std::optional<double> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return std::bit_cast<std::uint64_t>(*a) == std::bit_cast<std::uint64_t>(*b);
}

auto plainParts(const RunSummary &s)
{
    return std::tie(s.id, s.name, s.state, s.process, s.createdMs, s.startedMs, s.endedMs, s.epoch, s.step,
                    s.totalEpochs, s.totalSteps, s.peakMemoryBytes, s.weightsSha256, s.settingsJson, s.error,
                    s.programVersion);
}

bool sameSeries(const SeriesDigest &a, const SeriesDigest &b)
{
    return a.name == b.name && a.count == b.count && a.lastStep == b.lastStep && same(a.last, b.last) &&
           same(a.minimum, b.minimum) && same(a.maximum, b.maximum) && same(a.tailMean, b.tailMean) &&
           same(a.atBest, b.atBest);
}

bool sameDigest(const RunDigest &a, const RunDigest &b)
{
    return &a == &b || (a.health == b.health && a.healthSince == b.healthSince && a.settings == b.settings &&
                        std::equal(a.series.begin(), a.series.end(), b.series.begin(), b.series.end(), sameSeries));
}

/// Estimates wander by fractions of a second; the list shows minutes.
std::optional<std::int64_t> rounded(const std::optional<double> &seconds)
{
    if (!seconds)
        return std::nullopt;
    return std::llround(*seconds);
}

} // namespace

std::shared_ptr<const RunDigest> RunRow::noDigest()
{
    static const auto none = std::make_shared<const RunDigest>();
    return none;
}

bool looksSame(const RunRow &a, const RunRow &b)
{
    return sameDigest(*a.digest, *b.digest) && plainParts(a.summary) == plainParts(b.summary) &&
           same(a.summary.loss, b.summary.loss) && same(a.summary.knnAccuracy, b.summary.knnAccuracy) &&
           same(a.summary.bestKnnAccuracy, b.summary.bestKnnAccuracy) &&
           same(a.summary.imagesPerSecond, b.summary.imagesPerSecond) &&
           same(a.summary.dataWaitShare, b.summary.dataWaitShare) && rounded(a.secondsLeft) == rounded(b.secondsLeft) &&
           a.stopsAfterEpoch == b.stopsAfterEpoch;
}

} // namespace tandem
