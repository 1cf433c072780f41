#include "core/sweep/run_measures.h"

#include "core/store/run_reader.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem {

namespace {

constexpr std::int64_t kTail = 3; // points of Summary::Mean3

double orNaN(const std::optional<double> &value)
{
    return value.value_or(std::nan(""));
}

MeasuredSeries measuredOf(const SeriesInfo &info)
{
    return {info.last.value, info.minimum.value, info.maximum.value, {}, {}};
}

/// The mean of the last points, or of all if there are fewer; none where a resume has just dropped them.
Result<std::optional<double>> tailMean(RunReader &reader, const SeriesInfo &info)
{
    const std::int64_t wanted = std::min(kTail, info.count), span = info.last.step - info.first.step;
    // Points lie about this far apart; where the last ones do not, further back.
    for (std::int64_t reach = kTail * (span / info.count + 1);; reach *= 4) {
        const auto points = reader.points(info.name, std::max<std::int64_t>(info.last.step - reach, -1));
        if (!points)
            return points.error();
        const auto found = static_cast<std::int64_t>(points->size());
        if (found < wanted && reach <= span)
            continue;
        const std::int64_t count = std::min(wanted, found);
        if (count == 0)
            return std::optional<double>();
        double sum = 0;
        for (auto point = points->end() - count; point != points->end(); ++point)
            sum += point->value;
        return std::optional(sum / static_cast<double>(count));
    }
}

/// Two-sided 95 % quantiles of Student's t by degrees of freedom, from 1; beyond, the normal one is near enough.
double studentQuantile(std::size_t degrees)
{
    constexpr double kQuantiles[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                     2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                     2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    return degrees <= std::size(kQuantiles) ? kQuantiles[degrees - 1] : 1.96 + 2.4 / static_cast<double>(degrees);
}

} // namespace

std::optional<double> valueOf(const RunMeasures &measures, const SweepGoal &goal)
{
    const auto found = measures.series.find(goalSeries(goal));
    if (found == measures.series.end())
        return std::nullopt;
    std::optional<double> value;
    switch (goal.summary) {
    case Summary::Last:
        value = found->second.last;
        break;
    case Summary::Best:
        value = goal.maximize ? found->second.maximum : found->second.minimum;
        break;
    case Summary::AtBestKnn:
        value = found->second.atBestKnn;
        break;
    case Summary::Mean3:
        value = found->second.mean3;
        break;
    }
    return std::isfinite(orNaN(value)) ? value : std::nullopt;
}

Result<RunMeasures> readMeasures(const ProjectLayout &project, const RunId &run)
{
    const auto reader = RunReader::open(project, run);
    if (!reader)
        return reader.error();
    const auto infos = (*reader)->seriesInfo();
    if (!infos)
        return infos.error();
    const auto evaluations = (*reader)->evaluations();
    if (!evaluations)
        return evaluations.error();
    RunMeasures measures;
    std::optional<std::int64_t> bestStep;
    double best = 0;
    for (const EvaluationRecord &evaluation : *evaluations) {
        if (!evaluation.knnAccuracy)
            continue;
        measures.knn.push_back({evaluation.epoch, *evaluation.knnAccuracy});
        if (!bestStep || *evaluation.knnAccuracy > best) {
            best = *evaluation.knnAccuracy;
            bestStep = evaluation.step;
        }
    }
    for (const SeriesInfo &info : *infos) {
        if (info.count == 0)
            continue;
        MeasuredSeries &series = measures.series.emplace(info.name, measuredOf(info)).first->second;
        if (info.count - info.nonFinite == 0)
            series.minimum = series.maximum = std::nan("");
        // A series of steps has a point for every batch: only those that count are read.
        if (bestStep) {
            const auto atBest = (*reader)->points(info.name, *bestStep - 1, *bestStep);
            if (!atBest)
                return atBest.error();
            if (!atBest->empty())
                series.atBestKnn = atBest->front().value;
        }
        const auto mean = tailMean(**reader, info);
        if (!mean)
            return mean.error();
        series.mean3 = *mean;
    }
    return measures;
}

std::shared_ptr<const RunMeasures> MeasuresCache::measures(const RunSummary &run)
{
    const auto known = m_known.find(run.id);
    if (known != m_known.end() && known->second.step == run.step && known->second.state == run.state &&
        known->second.heartbeatMs == run.heartbeatMs)
        return known->second.measures;
    if (run.startedMs == 0)
        return nullptr;
    auto read = readMeasures(m_project, run.id);
    auto measures = read ? std::make_shared<const RunMeasures>(std::move(*read)) : nullptr;
    m_known[run.id] = {run.step, run.heartbeatMs, run.state, measures};
    return measures;
}

std::optional<SeedSummary> summarize(const std::vector<double> &values)
{
    if (values.empty())
        return std::nullopt;
    SeedSummary value;
    const auto count = static_cast<double>(values.size());
    value.count = static_cast<std::int64_t>(values.size());
    value.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    value.low = value.high = value.mean;
    if (values.size() < 2)
        return value;
    double squares = 0;
    for (const double x : values)
        squares += (x - value.mean) * (x - value.mean);
    value.deviation = std::sqrt(squares / (count - 1));
    const double half = studentQuantile(values.size() - 1) * value.deviation / std::sqrt(count);
    value.low -= half;
    value.high += half;
    return value;
}

} // namespace tandem
