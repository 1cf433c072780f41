#include "ui/runs/time_left.h"

#include <algorithm>
#include <vector>

namespace tandem {

namespace {

constexpr std::size_t kFewestGaps = 8;

/// Seconds of a step without what happens between epochs (evaluation, checkpoint) and without outliers such as a
/// laptop's sleep, which say nothing about the steps to come.
std::optional<double> secondsPerStep(const ProgressFacts &facts)
{
    std::vector<double> gaps;
    for (std::size_t i = 1; i < facts.recent.size(); ++i) {
        const SeriesPoint &before = facts.recent[i - 1];
        const SeriesPoint &after = facts.recent[i];
        const bool adjacent = after.step == before.step + 1;
        const bool betweenEpochs = facts.plan->stepsPerEpoch > 0 && before.step % facts.plan->stepsPerEpoch == 0;
        if (adjacent && !betweenEpochs && after.wallMs >= before.wallMs)
            gaps.push_back(static_cast<double>(after.wallMs - before.wallMs) / 1000);
    }
    if (gaps.size() < kFewestGaps)
        return std::nullopt;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    const double limit = 10 * std::max(*middle, 0.001);
    double sum = 0;
    std::size_t count = 0;
    for (const double gap : gaps)
        if (gap <= limit) {
            sum += gap;
            ++count;
        }
    return sum / static_cast<double>(count);
}

double evaluationSeconds(std::span<const EvaluationRecord> history)
{
    return history.empty() ? 0 : std::max(0.0, history.back().seconds);
}

} // namespace

std::int64_t evaluationsLeft(const RunPlan &plan, std::int64_t step, std::int64_t evaluateEvery)
{
    if (plan.stepsPerEpoch <= 0)
        return 0;
    const std::int64_t finished = step / plan.stepsPerEpoch;
    if (finished >= plan.totalEpochs)
        return 0;
    if (evaluateEvery <= 0)
        return 1;
    const std::int64_t regular = plan.totalEpochs / evaluateEvery - finished / evaluateEvery;
    return regular + (plan.totalEpochs % evaluateEvery == 0 ? 0 : 1); // the last epoch always is evaluated
}

std::optional<double> secondsLeft(const ProgressFacts &facts)
{
    const auto pace = secondsPerStep(facts);
    if (!pace || facts.plan->totalSteps <= 0)
        return std::nullopt;
    const SeriesPoint &latest = facts.recent.back();
    const std::int64_t stepsLeft = facts.plan->totalSteps - latest.step;
    if (stepsLeft < 0)
        return std::nullopt;
    const double evaluation = evaluationSeconds(facts.history);
    const double silence = static_cast<double>(facts.nowMs - latest.wallMs) / 1000;
    if (silence > 30 + 20 * *pace + 3 * evaluation)
        return std::nullopt;
    const auto evaluations = evaluationsLeft(*facts.plan, latest.step, facts.evaluateEvery);
    const double left = static_cast<double>(stepsLeft) * *pace + static_cast<double>(evaluations) * evaluation;
    // Time since the latest step counts as work done on what comes next, so that the number falls in long steps too.
    return std::max(0.0, left - std::clamp(silence, 0.0, *pace + evaluation));
}

} // namespace tandem
