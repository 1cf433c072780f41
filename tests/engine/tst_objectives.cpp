#include "core/engine/objective.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace tandem::engine;

// All objectives against the formulas of objective.h written out with loops, and against what must hold of any of them.

namespace {

constexpr ObjectiveKind kKinds[] = {ObjectiveKind::NtXent, ObjectiveKind::NtLogistic, ObjectiveKind::Margin,
                                    ObjectiveKind::Dcl, ObjectiveKind::Dclw};

torch::Tensor randomRows(std::int64_t rows, std::int64_t columns)
{
    torch::manual_seed(11);
    return torch::randn({rows, columns}, torch::kDouble);
}

std::vector<ObjectiveOptions> everyObjective()
{
    std::vector<ObjectiveOptions> all;
    for (const auto kind : kKinds)
        for (const bool semiHard : {false, true})
            all.push_back({.kind = kind, .temperature = 0.4, .semiHard = semiHard, .margin = 0.6, .dclwSigma = 0.7});
    return all;
}

std::string nameOf(const ObjectiveOptions &options)
{
    return "kind " + std::to_string(static_cast<int>(options.kind)) + (options.semiHard ? ", semi-hard" : "");
}

/// Plain numbers: u[2N][D] of unit length.
double reference(const torch::Tensor &u, const ObjectiveOptions &o)
{
    const std::int64_t rows = u.size(0);
    const std::int64_t n = rows / 2;
    const auto similarity = torch::mm(u, u.t());
    const auto s = [&](std::int64_t i, std::int64_t k) { return similarity[i][k].item<double>(); };
    double scale = 0;
    for (std::int64_t i = 0; i < n; ++i)
        scale += std::exp(s(i, i + n) / o.dclwSigma) / static_cast<double>(n);
    const auto softplus = [](double x) { return std::log(1 + std::exp(x)); };
    const bool oneView = o.kind == ObjectiveKind::NtLogistic || o.kind == ObjectiveKind::Margin;
    double total = 0;
    for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t j = (i + n) % rows;
        const double positive = s(i, j);
        double exponentials = 0, terms = 0;
        int count = 0;
        for (std::int64_t k = 0; k < rows; ++k) {
            if (k == i || k == j || (oneView && (k < n) == (i < n)))
                continue;
            const double gap = positive - s(i, k);
            if (o.semiHard && !(gap > 0 && gap < o.margin))
                continue;
            ++count;
            exponentials += std::exp(s(i, k) / o.temperature);
            terms +=
                o.kind == ObjectiveKind::Margin ? std::max(0.0, o.margin - gap) : softplus(s(i, k) / o.temperature);
        }
        if (count == 0)
            continue;
        const double up = positive / o.temperature;
        switch (o.kind) {
        case ObjectiveKind::NtXent:
            total += -up + std::log(std::exp(up) + exponentials);
            break;
        case ObjectiveKind::Dcl:
            total += -up + std::log(exponentials);
            break;
        case ObjectiveKind::Dclw:
            total += -up * (2 - std::exp(positive / o.dclwSigma) / scale) + std::log(exponentials);
            break;
        case ObjectiveKind::NtLogistic:
            total += softplus(-up) + terms / count;
            break;
        case ObjectiveKind::Margin:
            total += terms / count;
            break;
        }
    }
    return total / static_cast<double>(rows);
}

struct Gradients {
    double loss;
    torch::Tensor ofZ;
};

template <class Loss> Gradients gradients(const torch::Tensor &z, Loss &&lossOf)
{
    auto leaf = z.detach().clone().requires_grad_();
    const auto loss = lossOf(leaf);
    loss.backward();
    return {loss.template item<double>(), leaf.grad().clone()};
}

} // namespace

TEST(Objectives, MatchTheFormulasWrittenOut)
{
    for (const auto &options : everyObjective()) {
        const auto u = comparable(randomRows(16, 5), options);
        const double expected = reference(u, options);
        ASSERT_GT(std::abs(expected), 1e-3) << nameOf(options);
        EXPECT_NEAR(contrastiveLoss(wholeBatch(u), options).item<double>(), expected, 1e-12) << nameOf(options);
    }
}

TEST(Objectives, GradientsMatchFiniteDifferences)
{
    constexpr double kStep = 1e-6; // error of the central difference: about 1e-16 / 1e-6 from rounding
    for (const auto &options : everyObjective()) {
        const auto z = randomRows(8, 4);
        const auto lossOf = [&](const torch::Tensor &x) {
            return contrastiveLoss(wholeBatch(comparable(x, options)), options);
        };
        const auto [loss, gradient] = gradients(z, lossOf);
        const torch::NoGradGuard guard;
        for (std::int64_t i = 0; i < z.size(0); ++i) {
            for (std::int64_t d = 0; d < z.size(1); ++d) {
                auto up = z.clone();
                auto down = z.clone();
                up[i][d] += kStep;
                down[i][d] -= kStep;
                const double slope = (lossOf(up) - lossOf(down)).item<double>() / (2 * kStep);
                EXPECT_NEAR(gradient[i][d].item<double>(), slope, 1e-7) << nameOf(options);
            }
        }
    }
}

// Chen et al. 2020, table 2, N = 2 and one negative in the opposite view: gradients with respect to u.
TEST(Objectives, GradientsOfTable2)
{
    const double t = 0.5;
    const auto all = comparable(randomRows(4, 6), {});
    const auto u = all[0];
    const auto positive = all[2];
    const auto negative = all[3];
    const auto gradientOfAnchor = [&](const ObjectiveOptions &options) {
        auto anchor = all.slice(0, 0, 1).clone().requires_grad_();
        // Candidates are constants here, so that only the anchor's own term is differentiated.
        (contrastiveLoss({anchor, all, torch::zeros({1}, torch::kLong)}, options) * 4).backward();
        return anchor.grad()[0];
    };
    const double up = u.dot(positive).item<double>();
    const double down = u.dot(negative).item<double>();
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };

    const auto logistic = gradientOfAnchor({.kind = ObjectiveKind::NtLogistic, .temperature = t});
    EXPECT_TRUE(
        torch::allclose(logistic, -(sigmoid(-up / t) / t) * positive + (sigmoid(down / t) / t) * negative, 0, 1e-12));
    const auto margin = gradientOfAnchor({.kind = ObjectiveKind::Margin, .margin = up - down + 0.1});
    EXPECT_TRUE(torch::allclose(margin, negative - positive, 0, 1e-12));
    const auto satisfied = gradientOfAnchor({.kind = ObjectiveKind::Margin, .margin = up - down - 0.1});
    EXPECT_DOUBLE_EQ(satisfied.abs().max().item<double>(), 0);

    const auto ntXent = gradientOfAnchor({.temperature = t});
    const double same = u.dot(all[1]).item<double>(); // NT-Xent sees the other sample's first view, too
    const double z = std::exp(up / t) + std::exp(down / t) + std::exp(same / t);
    EXPECT_TRUE(torch::allclose(ntXent,
                                -(1 - std::exp(up / t) / z) / t * positive + std::exp(down / t) / z / t * negative +
                                    std::exp(same / t) / z / t * all[1],
                                0, 1e-12));
}

// Trap 9: the semi-hard window is m > s+ - s- > 0; an anchor whose negatives all lie outside contributes 0, not NaN.
TEST(Objectives, Trap09_SemiHardTriplets)
{
    // s(0,2) = 0.8 is the first pair's; the other sample's second view lies at 0.6 (inside), 0.9 (harder) or -1 (easy).
    const auto lossWithNegativeAt = [](double cosine) {
        const auto at = [](double c) { return torch::tensor({c, std::sqrt(1 - c * c)}, torch::kDouble); };
        const auto u = torch::stack({at(1), at(-1), at(0.8), at(cosine)});
        const ObjectiveOptions options{.kind = ObjectiveKind::Margin, .semiHard = true, .margin = 0.5};
        return 4 * contrastiveLoss({u.slice(0, 0, 1), u, torch::zeros({1}, torch::kLong)}, options).item<double>();
    };
    EXPECT_NEAR(lossWithNegativeAt(0.6), 0.5 - 0.2, 1e-12);
    EXPECT_EQ(lossWithNegativeAt(0.9), 0);
    EXPECT_EQ(lossWithNegativeAt(-1), 0);
    for (const auto kind : kKinds) {
        const ObjectiveOptions none{.kind = kind, .semiHard = true, .margin = 0};
        const auto [loss, gradient] = gradients(randomRows(8, 4), [&](const torch::Tensor &x) {
            return contrastiveLoss(wholeBatch(comparable(x, none)), none);
        });
        EXPECT_EQ(loss, 0);
        EXPECT_EQ(gradient.abs().max().item<double>(), 0);
    }
}

TEST(Objectives, Trap03_CollapsedEmbeddingsGiveTheStatedChance)
{
    for (const auto &options : everyObjective())
        EXPECT_NEAR(contrastiveLoss(wholeBatch(comparable(torch::ones({32, 8}), options)), options).item<double>(),
                    chanceLoss(16, options), 1e-6)
            << nameOf(options);
}

// Anchors of a part, candidates of all: the parts of several processes must add up to the whole, gradients included.
TEST(Objectives, Trap05_PartsAddUpToTheWhole)
{
    const auto parts = {torch::tensor({0, 1, 2, 7, 8, 9}), torch::tensor({3, 4, 5, 6, 10, 11, 12, 13})};
    for (const auto &options : everyObjective()) {
        const auto z = randomRows(14, 5);
        const auto whole = gradients(
            z, [&](const torch::Tensor &x) { return contrastiveLoss(wholeBatch(comparable(x, options)), options); });
        const auto summed = gradients(z, [&](const torch::Tensor &x) {
            const auto u = comparable(x, options);
            auto loss = torch::zeros({}, torch::kDouble);
            for (const auto &rows : parts)
                loss = loss + contrastiveLoss({u.index_select(0, rows), u, rows}, options);
            return loss;
        });
        EXPECT_NEAR(summed.loss, whole.loss, 1e-12) << nameOf(options);
        EXPECT_TRUE(torch::allclose(summed.ofZ, whole.ofZ, 0, 1e-12)) << nameOf(options);
        auto statistics = torch::zeros({5}, torch::kDouble);
        const auto u = comparable(z, options);
        for (const auto &rows : parts)
            statistics += contrastStatistics({u.index_select(0, rows), u, rows}, options);
        EXPECT_TRUE(torch::allclose(statistics, contrastStatistics(wholeBatch(u), options), 0, 1e-12));
    }
}

TEST(Objectives, TiledFormEqualsThePlainOne)
{
    for (const auto type : {torch::kDouble, torch::kFloat}) {
        const double tolerance = type == torch::kDouble ? 1e-12 : 1e-6;
        for (const auto &options : everyObjective()) {
            const auto z = randomRows(30, 6).to(type);
            const auto plain = gradients(z, [&](const torch::Tensor &x) {
                return plainContrastiveLoss(wholeBatch(comparable(x, options)), options);
            });
            for (const std::int64_t tile : {1, 7, 30, 64}) {
                const auto tiled = gradients(z, [&](const torch::Tensor &x) {
                    return tiledContrastiveLoss(wholeBatch(comparable(x, options)), options, tile);
                });
                EXPECT_NEAR(tiled.loss, plain.loss, tolerance) << nameOf(options);
                EXPECT_TRUE(torch::allclose(tiled.ofZ, plain.ofZ, 0, tolerance)) << nameOf(options);
            }
        }
    }
}

// Trap 11: at N = 4096 one similarity matrix takes 256 MB, and autograd would keep several. The tiled form is chosen by
// itself, and stays within a few tiles of 16 MB.
TEST(Objectives, Trap11_LargeBatchesTakeMemoryForTilesOnly)
{
    constexpr std::int64_t kN = 4096;
    EXPECT_GT(2 * kN * 2 * kN, kLargestSimilarities);
    EXPECT_LE(tileRowsFor(2 * kN) * 2 * kN, kLargestSimilarities / 4);
    auto z = torch::randn({2 * kN, 32}).requires_grad_();
    const auto rssMb = [](const char *field) {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with(field))
                return std::stod(line.substr(line.find(':') + 1)) / 1024;
        return 0.0;
    };
    std::ofstream("/proc/self/clear_refs") << 5; // the peak counts from here
    const double before = rssMb("VmRSS");
    const auto batch = wholeBatch(comparable(z, {}));
    contrastiveLoss(batch, {}).backward();
    const auto statistics = contrastStatistics(batch, {});
    EXPECT_TRUE(z.grad().isfinite().all().item<bool>());
    EXPECT_TRUE(statistics.isfinite().all().item<bool>());
    const double peak = rssMb("VmHWM") - before;
    EXPECT_GT(peak, 1); // the measurement works
    EXPECT_LT(peak, 256) << "one whole matrix takes 256 MB";
}
