#include "core/report/health.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace tandem {

namespace {

using Points = std::span<const SeriesPoint>;

constexpr std::int64_t kFewestSteps = 20; // fewer say nothing but how training began

/// A collapsed encoder lies on the chance loss exactly. An encoder that learns leaves it by far more than a twentieth
/// of the way to what perfect pairs would cost; where that is unknown, by more than two hundredths of the loss.
constexpr double kChanceOfRange = 0.05;
constexpr double kChanceOfLoss = 0.02;

/// Unit vectors that point everywhere have a standard deviation of 1/√D in each dimension (SimSiam, 2011.10566).
constexpr double kCollapsedStd = 0.1; // of std·√D

/// Uniformity is 0 where all vectors are one, about −4 + 8/D where they point everywhere (Wang & Isola 2020).
constexpr double kLostUniformity = -0.2;

constexpr double kSmallRank = 0.1;     // of D (RankMe, 2210.02885)
constexpr double kFallenRank = 0.95;   // of the largest rank so far: noise between evaluations is less
constexpr std::size_t kFlatRank = 3;   // evaluations without a gain that count as falling, too
constexpr double kFlatRankGain = 1.02; // a gain of less is none
constexpr double kRise = 0.3;          // of the way from the lowest mean loss back to chance
constexpr double kProgress = 0.05;     // of the way to the floor: less is no progress since the first steps
constexpr double kFarAbove = 0.3;      // of the range: nearer to the floor there may be little left to learn
/// Layers begin with a norm of √(2·channels) at most, 128 for the widest encoder on offer, and grow by a small factor.
/// A rate that is far too high is known by weights that were thrown out: batch-norm then hides them from the loss.
constexpr double kThrownOut = 500;
constexpr std::size_t kWindow = 20;     // steps whose mean loss is compared
constexpr std::size_t kFlatEpochs = 10; // of kNN, while the loss falls
constexpr double kFall = 0.05;          // share of the loss that it falls in that time
constexpr double kKnnGain = 0.005;      // less is flat, as is less than the noise of so many test images
constexpr double kGoodKnn = 0.9;        // from here on flat means done
constexpr double kSettling = 0.8;       // of the schedule: loss and kNN come to rest after that, which is no sign
constexpr double kStarved = 0.25;       // of the time

double meanOf(Points points)
{
    double sum = 0;
    std::int64_t count = 0;
    for (const SeriesPoint &point : points)
        if (std::isfinite(point.value)) {
            sum += point.value;
            ++count;
        }
    return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

Points latest(Points points, std::size_t count)
{
    return points.last(std::min(count, points.size()));
}

/// Distance from the chance loss within which a loss counts as at chance.
double chanceMargin(const HealthHistory &history)
{
    return history.floorLoss ? kChanceOfRange * (history.chanceLoss - *history.floorLoss)
                             : kChanceOfLoss * history.chanceLoss;
}

/// Means of the loss over epochs and, for what came since or before an epoch was done, over a few steps.
std::vector<SeriesPoint> lossMeans(const HealthHistory &history)
{
    std::vector<SeriesPoint> means;
    const Points recent = history.recentLoss;
    for (std::size_t at = 0; at + kWindow <= recent.size(); at += kWindow)
        means.push_back({recent[at + kWindow - 1].step, 0, meanOf(recent.subspan(at, kWindow))});
    means.insert(means.end(), history.epochLoss.begin(), history.epochLoss.end());
    std::stable_sort(means.begin(), means.end(), [](const auto &a, const auto &b) { return a.step < b.step; });
    std::erase_if(means, [](const SeriesPoint &mean) { return !std::isfinite(mean.value); });
    return means;
}

/// The first step from which on `holds` is true to the end.
template <class Holds> std::int64_t sinceWhen(Points points, Holds holds)
{
    std::int64_t since = points.empty() ? 0 : points.back().step;
    for (auto point = points.rbegin(); point != points.rend() && holds(point->value); ++point)
        since = point->step;
    return since;
}

/// Looks at one history, finding by finding. Each adds its evidence where it finds something.
class Doctor {
public:
    explicit Doctor(const HealthHistory &history)
        : m_history(history), m_margin(chanceMargin(history)), m_loss(meanOf(latest(history.recentLoss, kWindow)))
    {
        if (history.recentLoss.empty() && !history.epochLoss.empty())
            m_loss = history.epochLoss.back().value;
    }

    Diagnosis examine()
    {
        using Finding = bool (Doctor::*)();
        constexpr std::pair<Health, Finding> kFindings[] = {
            {Health::Diverged, &Doctor::hasDiverged},
            {Health::Unknown, &Doctor::isTooYoung},
            {Health::RateTooHigh, &Doctor::hasRisen},
            {Health::FullCollapse, &Doctor::isCollapsed},
            {Health::DimensionalCollapse, &Doctor::losesDimensions},
            {Health::AtChance, &Doctor::isAtChance},
            {Health::NotLearning, &Doctor::standsStill},
            {Health::Shortcut, &Doctor::takesAShortcut},
            {Health::DataStarved, &Doctor::isStarved},
        };
        for (const auto &[verdict, finding] : kFindings) {
            m_result.evidence.clear();
            m_result.sinceStep = 0;
            if ((this->*finding)()) {
                m_result.verdict = verdict;
                return m_result;
            }
        }
        m_result.verdict = Health::Healthy;
        m_result.sinceStep = 0;
        m_result.evidence.clear();
        tellWell();
        return m_result;
    }

private:
    void tell(EvidenceCode code, double value, double bound = 0, std::int64_t step = 0)
    {
        m_result.evidence.push_back({code, value, bound, step});
    }

    [[nodiscard]] bool isPastWarmup() const { return m_history.step > m_history.warmupSteps; }
    /// std·√D of z, of the latest evaluation; none before the first.
    [[nodiscard]] std::optional<double> spread() const
    {
        if (m_history.projectionStd.empty() || m_history.projectionDimension <= 0)
            return std::nullopt;
        return m_history.projectionStd.back().value * std::sqrt(static_cast<double>(m_history.projectionDimension));
    }
    [[nodiscard]] double smallRank() const
    {
        auto most = m_history.projectionDimension;
        if (m_history.testImages > 1)
            most = std::min(most, m_history.testImages - 1);
        return kSmallRank * static_cast<double>(most);
    }

    bool hasDiverged()
    {
        const auto broken = std::find_if(m_history.recentLoss.begin(), m_history.recentLoss.end(),
                                         [](const SeriesPoint &point) { return !std::isfinite(point.value); });
        // A single overflow of half precision that was skipped is no divergence: the loss is a number again.
        const bool isBroken = !m_history.recentLoss.empty() && !std::isfinite(m_history.recentLoss.back().value);
        if (!isBroken && !m_history.hasFailedOnLoss)
            return false;
        m_result.sinceStep = broken != m_history.recentLoss.end() ? broken->step : m_history.step;
        tell(EvidenceCode::LossNotFinite, 0, 0, m_result.sinceStep);
        return true;
    }

    bool isTooYoung()
    {
        if (m_history.step < kFewestSteps || m_history.recentLoss.empty()) {
            tell(EvidenceCode::TooFewSteps, static_cast<double>(m_history.step), static_cast<double>(kFewestSteps));
            return true;
        }
        return false;
    }

    bool hasRisen()
    {
        if (m_history.weightNorm && m_history.weightNorm->value > kThrownOut) {
            tell(EvidenceCode::WeightsGrew, m_history.weightNorm->value, kThrownOut, m_history.weightNorm->step);
            return true;
        }
        if (m_history.chanceLoss <= 0 || !std::isfinite(m_loss))
            return false;
        const double chance = m_history.chanceLoss;
        if (isPastWarmup() && m_loss > chance + m_margin) {
            tell(EvidenceCode::LossAboveChance, m_loss, chance);
            m_result.sinceStep = m_history.warmupSteps;
            tellCollapse();
            return true;
        }
        const auto means = lossMeans(m_history);
        if (means.size() < 2)
            return false;
        const auto lowest = std::min_element(means.begin(), means.end(),
                                             [](const auto &a, const auto &b) { return a.value < b.value; });
        const double room = chance - lowest->value;
        if (room < 2 * m_margin || m_loss < lowest->value + kRise * room)
            return false;
        tell(EvidenceCode::LossRose, m_loss, lowest->value, lowest->step);
        m_result.sinceStep = lowest->step;
        tellCollapse();
        return true;
    }

    bool isCollapsed()
    {
        const auto now = spread();
        if (!now || !(*now < kCollapsedStd))
            return false;
        const double root = std::sqrt(static_cast<double>(m_history.projectionDimension));
        tellCollapse();
        if (m_history.chanceLoss > 0 && std::abs(m_loss - m_history.chanceLoss) <= m_margin)
            tell(EvidenceCode::LossAtChance, m_loss, m_history.chanceLoss);
        m_result.sinceStep =
            sinceWhen(m_history.projectionStd, [root](double value) { return value * root < kCollapsedStd; });
        return true;
    }

    void tellCollapse()
    {
        if (const auto now = spread(); now && *now < kCollapsedStd)
            tell(EvidenceCode::StdSmall, *now, kCollapsedStd, m_history.projectionStd.back().step);
        if (!m_history.uniformity.empty() && m_history.uniformity.back().value > kLostUniformity)
            tell(EvidenceCode::UniformityLost, m_history.uniformity.back().value, kLostUniformity,
                 m_history.uniformity.back().step);
    }

    [[nodiscard]] Points afterWarmup(Points points) const
    {
        const auto first = std::find_if(points.begin(), points.end(),
                                        [this](const auto &point) { return point.step > m_history.warmupSteps; });
        return points.last(static_cast<std::size_t>(points.end() - first));
    }

    bool losesDimensions()
    {
        const Points ranks = afterWarmup(m_history.projectionRank); // at first, every run leaves its random directions
        if (ranks.size() < 2 || m_history.projectionDimension <= 0 || !(ranks.back().value < smallRank()))
            return false;
        const Points before = ranks.first(ranks.size() - 1);
        const auto largest = std::max_element(before.begin(), before.end(),
                                              [](const auto &a, const auto &b) { return a.value < b.value; });
        const bool falls = ranks.back().value < kFallenRank * largest->value;
        const bool isFlat =
            ranks.size() > kFlatRank && ranks.back().value < kFlatRankGain * ranks[ranks.size() - 1 - kFlatRank].value;
        if (!falls && !isFlat)
            return false;
        tell(EvidenceCode::RankSmall, ranks.back().value, smallRank(), ranks.back().step);
        if (falls)
            tell(EvidenceCode::RankFalls, ranks.back().value, largest->value, largest->step);
        m_result.sinceStep = sinceWhen(m_history.projectionRank, [this](double value) { return value < smallRank(); });
        return true;
    }

    /// Past the warm-up for so long that something should have been learned.
    [[nodiscard]] bool hadItsChance() const
    {
        const std::int64_t patience = std::clamp<std::int64_t>(m_history.stepsPerEpoch, kFewestSteps, 200);
        return m_history.step >= m_history.warmupSteps + patience;
    }

    /// The loss of fresh weights is not that of chance, as batch-norm alone tells images apart a little.
    bool standsStill()
    {
        if (!hadItsChance() || m_history.firstLoss.size() < kWindow || !m_history.floorLoss)
            return false;
        const double first = meanOf(m_history.firstLoss);
        const double range = m_history.chanceLoss - *m_history.floorLoss;
        const bool isFarAbove = m_loss > *m_history.floorLoss + kFarAbove * range;
        if (!isFarAbove || !(m_loss > first - kProgress * (first - *m_history.floorLoss)))
            return false;
        tell(EvidenceCode::LossStands, m_loss, first);
        tellSpread();
        m_result.sinceStep = m_history.firstLoss.front().step;
        return true;
    }

    bool isAtChance()
    {
        if (m_history.chanceLoss <= 0 || !hadItsChance())
            return false;
        if (!(std::abs(m_loss - m_history.chanceLoss) <= m_margin))
            return false;
        tell(EvidenceCode::LossAtChance, m_loss, m_history.chanceLoss);
        tellSpread();
        m_result.sinceStep = m_history.warmupSteps;
        return true;
    }

    [[nodiscard]] Points beforeSettling(Points points) const
    {
        if (m_history.totalSteps <= 0)
            return points;
        const double last = kSettling * static_cast<double>(m_history.totalSteps);
        const auto end = std::find_if(points.begin(), points.end(),
                                      [last](const auto &point) { return static_cast<double>(point.step) > last; });
        return points.first(static_cast<std::size_t>(end - points.begin()));
    }

    /// At the end of a schedule the second half of what came before must have gained nothing: loss and kNN change
    /// little in ten epochs of a long training.
    bool takesAShortcut()
    {
        const Points losses = beforeSettling(m_history.epochLoss);
        const Points knn = m_history.knnAccuracy; // a gain counts also when it comes at the end
        const bool isSettling = losses.size() < m_history.epochLoss.size();
        const std::size_t epochs = isSettling ? std::max(kFlatEpochs, losses.size() / 2) : kFlatEpochs;
        if (losses.size() <= epochs || knn.size() < 3 || knn.back().value >= kGoodKnn)
            return false;
        const SeriesPoint &from = losses[losses.size() - 1 - epochs];
        const double fall = (from.value - losses.back().value) / std::abs(from.value);
        const auto split = std::find_if(knn.begin(), knn.end(), [&](const auto &p) { return p.step > from.step; });
        if (!(fall >= kFall) || split == knn.begin() || knn.end() - split < 2)
            return false;
        const auto less = [](const auto &a, const auto &b) { return a.value < b.value; };
        const double before = std::max_element(knn.begin(), split, less)->value;
        const double since = std::max_element(split, knn.end(), less)->value;
        const double noise =
            m_history.testImages > 0 ? std::sqrt(before * (1 - before) / static_cast<double>(m_history.testImages)) : 0;
        if (since - before > std::max(kKnnGain, noise))
            return false;
        tell(EvidenceCode::LossFell, m_history.epochLoss.back().value, from.value, from.step);
        tell(EvidenceCode::KnnFlat, since, before, from.step);
        m_result.sinceStep = from.step;
        return true;
    }

    bool isStarved()
    {
        if (m_history.recentDataWait.size() < kWindow)
            return false;
        const double share = meanOf(m_history.recentDataWait);
        if (!(share > kStarved))
            return false;
        tell(EvidenceCode::DataWait, share, kStarved);
        m_result.sinceStep = m_history.recentDataWait.front().step;
        return true;
    }

    void tellSpread()
    {
        if (const auto now = spread(); now && *now >= kCollapsedStd)
            tell(EvidenceCode::StdFine, *now, kCollapsedStd, m_history.projectionStd.back().step);
    }

    /// What a healthy run has to show. Without any of it, the verdict is that nothing is known.
    void tellWell()
    {
        if (m_history.chanceLoss > 0 && m_loss < m_history.chanceLoss - m_margin)
            tell(EvidenceCode::LossBelowChance, m_loss, m_history.chanceLoss);
        tellSpread();
        if (!m_history.projectionRank.empty() && m_history.projectionRank.back().value >= smallRank() &&
            m_history.projectionDimension > 0)
            tell(EvidenceCode::RankFine, m_history.projectionRank.back().value, smallRank(),
                 m_history.projectionRank.back().step);
        if (m_history.knnAccuracy.size() > 1 &&
            m_history.knnAccuracy.back().value > m_history.knnAccuracy.front().value)
            tell(EvidenceCode::KnnGained, m_history.knnAccuracy.back().value, m_history.knnAccuracy.front().value,
                 m_history.knnAccuracy.front().step);
        if (!m_history.recentDataWait.empty())
            tell(EvidenceCode::DataWait, meanOf(m_history.recentDataWait), kStarved);
        const bool wasEvaluated = !m_history.projectionStd.empty();
        if (wasEvaluated && isPastWarmup())
            return;
        m_result.verdict = Health::Unknown;
        if (!wasEvaluated)
            tell(EvidenceCode::NotEvaluated, 0);
        if (!isPastWarmup())
            tell(EvidenceCode::InWarmup, static_cast<double>(m_history.step),
                 static_cast<double>(m_history.warmupSteps));
    }

    const HealthHistory &m_history;
    const double m_margin;
    double m_loss;
    Diagnosis m_result;
};

} // namespace

Diagnosis diagnose(const HealthHistory &history)
{
    return Doctor(history).examine();
}

} // namespace tandem
