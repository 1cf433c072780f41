#include "core/engine/diagnostics.h"

#include "core/engine/anchor_statistics.h"
#include "core/engine/evaluation.h"
#include "core/engine/sample_tracker.h"
#include "tests/engine/test_ranks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

using namespace tandem;
using namespace tandem::engine;

namespace {

torch::Tensor circle(std::int64_t count)
{
    const auto angle = torch::arange(count, torch::kDouble) * (2 * std::numbers::pi / static_cast<double>(count));
    return torch::stack({angle.cos(), angle.sin()}, 1);
}

double measure(const EvaluationRecord &record, std::string_view name)
{
    for (const auto &[key, value] : record.measures)
        if (key == name)
            return value;
    ADD_FAILURE() << name << " was not measured";
    return 0;
}

} // namespace

TEST(Diagnostics, AlignmentIsZeroForEqualAndTwoForOrthogonalViews)
{
    const auto u = torch::eye(6).slice(0, 0, 3);
    EXPECT_EQ(alignment(u, 5 * u), 0); // lengths do not count
    EXPECT_DOUBLE_EQ(alignment(u, torch::eye(6).slice(0, 3)), 2);
    EXPECT_DOUBLE_EQ(alignment(u, -u), 4);
}

TEST(Diagnostics, UniformityOfKnownPlacements)
{
    EXPECT_NEAR(uniformity(torch::ones({20, 8})), 0, 1e-6); // collapsed
    EXPECT_NEAR(uniformity(torch::eye(7)), -4, 1e-6);       // every pair at squared distance 2
    // Evenly on the circle, ‖u−v‖² = 2 − 2 cos φ, and the mean of exp(4 cos φ − 4) over φ is e⁻⁴ I₀(4).
    const std::int64_t n = 2000;
    const double withSelf = std::exp(-4.0) * std::cyl_bessel_i(0.0, 4.0);
    const double expected = std::log((n * withSelf - 1) / (n - 1));
    EXPECT_NEAR(uniformity(circle(n)), expected, 1e-5);
    EXPECT_TRUE(std::isnan(uniformity(torch::ones({1, 8}))));
    // Beyond kPairRows, rows are taken evenly: the circle stays a circle.
    EXPECT_NEAR(uniformity(circle(3 * kPairRows)), expected, 1e-3);
}

TEST(Diagnostics, EffectiveRankOfKnownSpectra)
{
    EXPECT_EQ(effectiveRank(torch::full({50, 8}, 0.3F)), 0);
    EXPECT_NEAR(effectiveRank(circle(100)), 2, 1e-9);
    // ±e_i for five axes of eight: five equal singular values, and a mean of zero.
    const auto axes = torch::eye(8).slice(0, 0, 5);
    EXPECT_NEAR(effectiveRank(torch::cat({axes, -axes})), 5, 1e-9);
    // A constant shift is no dimension.
    EXPECT_NEAR(effectiveRank(torch::cat({axes, -axes}) + 3), 5, 1e-9);
    // One direction.
    const auto line = torch::arange(30, torch::kDouble).unsqueeze(1) * torch::ones({1, 4}, torch::kDouble);
    EXPECT_NEAR(effectiveRank(line), 1, 1e-6);
    // Singular values 3 : 1.
    auto two = torch::zeros({4, 6});
    two[0][0] = 3, two[1][0] = -3, two[2][1] = 1, two[3][1] = -1;
    EXPECT_NEAR(effectiveRank(two), std::exp(-0.75 * std::log(0.75) - 0.25 * std::log(0.25)), 1e-9);
    // More columns than rows: the spectrum is the same.
    EXPECT_NEAR(effectiveRank(torch::cat({two, torch::zeros({4, 90})}, 1)), effectiveRank(two), 1e-9);
    // In general: the singular values of the centred matrix.
    torch::manual_seed(1);
    const auto x = torch::randn({40, 10}, torch::kDouble);
    const auto sigma = torch::linalg_svdvals(x - x.mean(0, true));
    const auto p = sigma / sigma.sum();
    EXPECT_NEAR(effectiveRank(x), std::exp(-(p * p.log()).sum().item<double>()), 1e-9);
}

TEST(Diagnostics, HistogramCountsEachCosineOnce)
{
    const auto bins = cosineHistogram(torch::tensor({-1.0F, -1.0000001F, 0.01F, 1.0F, 1.0000002F}));
    EXPECT_EQ(bins.size(0), kHistogramBins);
    EXPECT_NEAR(bins.sum().item<double>(), 1, 1e-6);
    EXPECT_FLOAT_EQ(bins[0].item<float>(), 0.4F);
    EXPECT_FLOAT_EQ(bins[kHistogramBins - 1].item<float>(), 0.4F);
    EXPECT_FLOAT_EQ(bins[kHistogramBins / 2].item<float>(), 0.2F);
}

TEST(Diagnostics, PairsKeepPositivesAndNegativesApart)
{
    EvaluationRecord record;
    const auto u = torch::eye(5);
    addPairDiagnostics(u, u, record);
    EXPECT_EQ(measure(record, series::kAlignment), 0);
    ASSERT_EQ(record.vectors.size(), 2U);
    EXPECT_EQ(record.vectors[0].name, vectors::kPositiveSimilarity);
    EXPECT_FLOAT_EQ(record.vectors[0].values.back(), 1); // all cosines are 1
    EXPECT_EQ(record.vectors[1].name, vectors::kNegativeSimilarity);
    EXPECT_FLOAT_EQ(record.vectors[1].values[kHistogramBins / 2], 1); // all are 0; none is an image with itself
}

TEST(Diagnostics, FeaturesAreMeasuredByDimension)
{
    torch::manual_seed(2);
    const auto h = torch::randn({3000, 16});
    EvaluationRecord record;
    addFeatureDiagnostics(h, torch::ones({3000, 4}), record);
    EXPECT_NEAR(record.featureStd, 1 / std::sqrt(16.0), 2e-3);
    EXPECT_NEAR(record.projectionStd, 0, 1e-6);
    EXPECT_LE(measure(record, series::kFeatureStdMin), record.featureStd);
    EXPECT_GE(measure(record, series::kFeatureStdMax), record.featureStd);
    EXPECT_GT(measure(record, series::kEffectiveRank), 15.9);
    EXPECT_EQ(measure(record, series::kProjectionEffectiveRank), 0);
    EXPECT_EQ(record.vectors[0].values.size(), 16U);
    EXPECT_EQ(record.vectors[1].values.size(), 4U);
}

TEST(AnchorStatistics, AddUpToTheObjectiveAndItsAccuracy)
{
    torch::manual_seed(4);
    for (const ObjectiveKind kind : {ObjectiveKind::NtXent, ObjectiveKind::NtLogistic, ObjectiveKind::Margin,
                                     ObjectiveKind::Dcl, ObjectiveKind::Dclw}) {
        ObjectiveOptions options;
        options.kind = kind;
        const auto batch = wholeBatch(comparable(torch::randn({12, 5}, torch::kDouble), options));
        const auto anchors = anchorStatistics(batch, options);
        EXPECT_NEAR(anchors.select(1, 0).mean().item<double>(), contrastiveLoss(batch, options).item<double>(), 1e-12);
        EXPECT_NEAR(anchors.select(1, 1).eq(1).to(torch::kDouble).mean().item<double>(),
                    contrastStatistics(batch, options)[0].item<double>(), 1e-12);
    }
}

TEST(AnchorStatistics, RankCountsTheNegativesThatAreNoFarther)
{
    ObjectiveOptions options;
    // First views at angles 0, 10, 90 degrees; second views at 20, 12, 91.
    const auto angle = torch::tensor({0.0, 10.0, 90.0, 20.0, 12.0, 91.0}, torch::kDouble) * (std::numbers::pi / 180);
    const auto batch = wholeBatch(torch::stack({angle.cos(), angle.sin()}, 1));
    const auto rank = anchorStatistics(batch, options).select(1, 1);
    // Anchor 0 (partner at 20): 10 and 12 are nearer. Anchor 1 (12): none. Anchor 2 (91): none. Anchor 3 at 20
    // (partner 0): 10 and 12. Anchor 4 at 12 (10): none. Anchor 5: none.
    EXPECT_TRUE(rank.equal(torch::tensor({3.0, 1.0, 1.0, 3.0, 1.0, 1.0}, torch::kDouble))) << rank;
    const auto collapsed = anchorStatistics(wholeBatch(torch::ones({6, 2}, torch::kDouble) / std::sqrt(2.0)), options);
    EXPECT_TRUE(collapsed.select(1, 1).eq(5).all().item<bool>()); // ties count against it
    EXPECT_NEAR(collapsed[0][0].item<double>(), std::log(5.0), 1e-12);
}

TEST(SampleTracker, MeansAreOverAllViewsAndOrderDoesNotMatter)
{
    const std::uint32_t first[] = {2, 0}, second[] = {0, 3};
    const auto a = torch::tensor({{1.5, 1.0}, {0.25, 4.0}, {2.5, 3.0}, {0.75, 2.0}}, torch::kDouble);
    const auto b = torch::tensor({{1.0, 1.0}, {8.0, 1.0}, {2.0, 1.0}, {4.0, 2.0}}, torch::kDouble);
    SampleTracker tracker(5, torch::kCPU, aloneRanks());
    tracker.add(first, a);
    tracker.share();
    tracker.add(second, b);
    tracker.share();
    const auto loss = tracker.meanLoss();
    EXPECT_FLOAT_EQ(loss[2].item<float>(), 2); // (1.5 + 2.5) / 2
    EXPECT_FLOAT_EQ(loss[0].item<float>(), 1); // (0.25 + 0.75 + 1 + 2) / 4
    EXPECT_FLOAT_EQ(loss[3].item<float>(), 6);
    EXPECT_TRUE(std::isnan(loss[1].item<float>()));
    EXPECT_FLOAT_EQ(tracker.meanRank()[0].item<float>(), 2); // (4 + 2 + 1 + 1) / 4

    SampleTracker other(5, torch::kCPU, aloneRanks());
    other.add(second, b);
    other.add(first, a);
    other.share();
    EXPECT_TRUE(other.state().equal(tracker.state()));
}

TEST(SampleTracker, RanksAddUpToOneProcess)
{
    torch::manual_seed(6);
    const auto anchors = torch::rand({8, 2}, torch::kDouble) * 5; // views 0-3 first, 4-7 second
    const std::uint32_t samples[] = {5, 1, 3, 2};
    SampleTracker alone(6, torch::kCPU, aloneRanks());
    alone.add(samples, anchors);
    alone.share();
    test::onRanks(3, [&](const std::shared_ptr<Ranks> &ranks) {
        const RankSlice own = ranks->slice(4);
        SampleTracker tracker(6, torch::kCPU, ranks);
        tracker.add(
            std::span(samples).subspan(static_cast<std::size_t>(own.first), static_cast<std::size_t>(own.size())),
            torch::cat({anchors.slice(0, own.first, own.last), anchors.slice(0, 4 + own.first, 4 + own.last)}));
        tracker.share();
        EXPECT_TRUE(tracker.state().equal(alone.state()));
    });
}
