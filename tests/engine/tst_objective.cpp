#include "core/engine/objective.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

using namespace tandem::engine;

namespace {

torch::Tensor randomRows(std::int64_t rows, std::int64_t columns, torch::Dtype type = torch::kDouble)
{
    torch::manual_seed(7);
    return torch::randn({rows, columns}, torch::kDouble).to(type);
}

torch::Tensor ntXentOf(const torch::Tensor &z, const ObjectiveOptions &options)
{
    return contrastiveLoss(wholeBatch(comparable(z, options)), options);
}

torch::Tensor statisticsOf(const torch::Tensor &z, const ObjectiveOptions &options)
{
    return contrastStatistics(wholeBatch(comparable(z, options)), options);
}

/// Equation 1 of the paper, written out with loops in double.
double reference(const torch::Tensor &z, const ObjectiveOptions &options)
{
    const std::int64_t rows = z.size(0);
    const std::int64_t n = rows / 2;
    const auto similarity = [&](std::int64_t i, std::int64_t k) {
        const double dot = z[i].dot(z[k]).item<double>();
        return options.normalize ? dot / (z[i].norm().item<double>() * z[k].norm().item<double>()) : dot;
    };
    double sum = 0;
    for (std::int64_t i = 0; i < rows; ++i) {
        double denominator = 0;
        for (std::int64_t k = 0; k < rows; ++k)
            if (k != i)
                denominator += std::exp(similarity(i, k) / options.temperature);
        const std::int64_t j = (i + n) % rows;
        sum += -std::log(std::exp(similarity(i, j) / options.temperature) / denominator);
    }
    return sum / static_cast<double>(rows);
}

} // namespace

TEST(NtXent, MatchesTheEquationWrittenOut)
{
    const auto z = randomRows(10, 6);
    for (const double temperature : {0.1, 0.5, 1.0}) {
        const ObjectiveOptions options{.temperature = temperature};
        EXPECT_NEAR(ntXentOf(z, options).item<double>(), reference(z, options), 1e-12);
    }
    const ObjectiveOptions plain{.temperature = 5, .normalize = false};
    EXPECT_NEAR(ntXentOf(z, plain).item<double>(), reference(z, plain), 1e-12);
}

// Trap 4: the official code reports twice the paper's value. N = 2 by hand: unit vectors along the axes, tau = 1.
TEST(NtXent, Trap04_ValueIsThePapersMeanOver2N)
{
    const auto z = torch::tensor({{1.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {0.0, 1.0}}, torch::kDouble);
    const double expected = -std::log(std::exp(1.0) / (std::exp(1.0) + 2));
    EXPECT_NEAR(ntXentOf(z, {.temperature = 1}).item<double>(), expected, 1e-12);
}

TEST(NtXent, Trap03_CollapsedEmbeddingsGiveChance)
{
    for (const std::int64_t n : {2, 8, 256}) {
        const auto z = torch::ones({2 * n, 16}); // fp32, as in training
        EXPECT_NEAR(ntXentOf(z, {.temperature = 0.5}).item<double>(), std::log(2.0 * static_cast<double>(n) - 1), 1e-6);
        EXPECT_DOUBLE_EQ(chanceLoss(n, {}), std::log(2.0 * static_cast<double>(n) - 1));
    }
}

TEST(NtXent, Trap03_PerfectPairsWithOrthogonalOthers)
{
    constexpr std::int64_t kN = 8;
    const auto half = torch::eye(kN, torch::kDouble);
    const double temperature = 0.2;
    const double up = std::exp(1 / temperature);
    EXPECT_NEAR(ntXentOf(torch::cat({half, half}), {.temperature = temperature}).item<double>(),
                -std::log(up / (up + 2 * kN - 2)), 1e-12);
}

// Trap 2: a denominator from which the self pair is subtracted keeps a gradient along z.
TEST(NtXent, Trap02_GradientMatchesFiniteDifferencesAndIsTangent)
{
    const ObjectiveOptions options{.temperature = 0.3};
    auto z = randomRows(6, 4).requires_grad_();
    ntXentOf(z, options).backward();
    const auto gradient = z.grad().clone();
    constexpr double kStep = 1e-5; // error of the central difference is of order step² = 1e-10
    const torch::NoGradGuard guard;
    for (std::int64_t i = 0; i < z.size(0); ++i) {
        for (std::int64_t d = 0; d < z.size(1); ++d) {
            auto up = z.detach().clone();
            auto down = z.detach().clone();
            up[i][d] += kStep;
            down[i][d] -= kStep;
            const double slope = (ntXentOf(up, options) - ntXentOf(down, options)).item<double>() / (2 * kStep);
            EXPECT_NEAR(gradient[i][d].item<double>(), slope, 1e-8);
        }
        EXPECT_NEAR(gradient[i].dot(z[i]).item<double>(), 0, 1e-12); // length of z does not matter
    }
}

TEST(NtXent, Trap05_OrderOfSamplesAndViewsDoesNotMatter)
{
    constexpr std::int64_t kN = 7;
    const auto z = randomRows(2 * kN, 5);
    const double loss = ntXentOf(z, {}).item<double>();
    EXPECT_NEAR(ntXentOf(z.roll(kN, 0), {}).item<double>(), loss, 1e-12); // views swapped
    const auto order = torch::randperm(kN, torch::kLong);
    const auto shuffled = z.index_select(0, torch::cat({order, order + kN}));
    EXPECT_NEAR(ntXentOf(shuffled, {}).item<double>(), loss, 1e-12);
}

TEST(NtXent, Trap07_LengthOfProjectionsDoesNotMatter)
{
    const auto z = randomRows(12, 8, torch::kFloat);
    const double loss = ntXentOf(z, {}).item<double>();
    for (const double scale : {1e-3, 1e3})
        EXPECT_NEAR(ntXentOf(z * scale, {}).item<double>(), loss, 1e-5); // fp32 rounding
}

// Trap 1: e^{1/tau} overflows fp16 below tau = 0.09; the loss must be computed in fp32 whatever comes in.
TEST(NtXent, Trap01_HalfPrecisionInputAtLowTemperatureStaysFinite)
{
    const auto z = randomRows(32, 16);
    const ObjectiveOptions options{.temperature = 0.05};
    for (const auto type : {torch::kHalf, torch::kBFloat16}) {
        const auto rounded = z.to(type);
        const double exact = reference(rounded.to(torch::kDouble), options);
        const auto loss = ntXentOf(rounded, options);
        EXPECT_NEAR(loss.item<double>(), exact, 1e-3 * exact);
    }
}

TEST(ContrastStatistics, PerfectPairs)
{
    constexpr std::int64_t kN = 4;
    const auto half = torch::eye(kN, torch::kFloat);
    const auto s = statisticsOf(torch::cat({half, half}), {.temperature = 1});
    EXPECT_DOUBLE_EQ(s[0].item<double>(), 1);
    EXPECT_DOUBLE_EQ(s[1].item<double>(), 1);
    const double p = std::exp(1.0) / (std::exp(1.0) + kN - 1); // softmax over the opposite view
    const double q = 1 / (std::exp(1.0) + kN - 1);
    EXPECT_NEAR(s[2].item<double>(), -(p * std::log(p) + (kN - 1) * q * std::log(q)), 1e-6);
    EXPECT_NEAR(s[3].item<double>(), 1, 1e-6);
    EXPECT_NEAR(s[4].item<double>(), 0, 1e-6);
}

TEST(ContrastStatistics, CollapseScoresNothingAndHasFullEntropy)
{
    const auto s = statisticsOf(torch::ones({32, 8}), {});
    EXPECT_DOUBLE_EQ(s[0].item<double>(), 0);
    EXPECT_DOUBLE_EQ(s[1].item<double>(), 0);
    EXPECT_NEAR(s[2].item<double>(), std::log(16), 1e-6);
    EXPECT_NEAR(s[4].item<double>(), 1, 1e-6);
}

// Trap 8: over N candidates (as the paper reports) and over 2N-1 are two numbers.
TEST(ContrastStatistics, Trap08_CandidatesOfTheSameViewCountOnlyInTheStricterNumber)
{
    // The two first views are closer to each other (cosine 0.96) than to their partners (0.8); the other view is far.
    const auto z = torch::tensor({{1.0, 0.0, 0.0}, {0.96, 0.28, 0.0}, {0.8, 0.0, 0.6}, {0.768, 0.224, -0.6}});
    const auto s = statisticsOf(z, {});
    EXPECT_DOUBLE_EQ(s[0].item<double>(), 0.5); // second views still win
    EXPECT_DOUBLE_EQ(s[1].item<double>(), 1);
}

TEST(ContrastStatistics, Trap08_RandomProjectionsAreAtChance)
{
    constexpr std::int64_t kN = 1000;
    const auto s = statisticsOf(randomRows(2 * kN, 64, torch::kFloat), {});
    // Binomial with 2000 trials of p = 1/1000: mean 2 hits; 12 or more has probability below 1e-6.
    EXPECT_LT(s[1].item<double>(), 0.006);
    EXPECT_LT(s[0].item<double>(), 0.006);
}
