#include "core/engine/optimizer.h"

#include "core/engine/model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tandem;
using namespace tandem::engine;

namespace {

using Numbers = std::vector<double>;

torch::Tensor tensor(const Numbers &values)
{
    return torch::tensor(values, torch::kDouble);
}

double norm(const Numbers &x)
{
    double sum = 0;
    for (const double value : x)
        sum += value * value;
    return std::sqrt(sum);
}

/// Section 1.6 of the recipe, official variant, by hand in plain numbers.
struct ScriptedLars {
    double eta, momentum, decay;
    bool nesterov;
    Numbers w, v;

    void step(const Numbers &gradient, double rate, bool adapt)
    {
        Numbers g = gradient;
        if (adapt)
            for (std::size_t i = 0; i < w.size(); ++i)
                g[i] += decay * w[i];
        const bool both = norm(w) > 0 && norm(g) > 0;
        const double trust = adapt && both ? eta * norm(w) / norm(g) : 1;
        for (std::size_t i = 0; i < w.size(); ++i) {
            const double scaled = rate * trust * g[i];
            v[i] = momentum * v[i] + scaled;
            w[i] -= nesterov ? momentum * v[i] + scaled : v[i];
        }
    }
};

void expectEqual(const torch::Tensor &actual, const Numbers &expected)
{
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(actual[static_cast<std::int64_t>(i)].item<double>(), expected[i], 1e-14);
}

struct Fixture {
    torch::Tensor adapted = tensor({0.5, -1.5, 2});
    torch::Tensor zero = tensor({0, 0});
    torch::Tensor excluded = tensor({0.3, -0.2});

    GroupedParameters groups() { return {{{"w", "zero"}, {adapted, zero}}, {{"beta"}, {excluded}}}; }
    void setGradients(const Numbers &a, const Numbers &b, const Numbers &c)
    {
        adapted.mutable_grad() = tensor(a);
        zero.mutable_grad() = tensor(b);
        excluded.mutable_grad() = tensor(c);
    }
};

void runScript(const OptimizerSettings &settings)
{
    Fixture fixture;
    const auto lars = makeLars(fixture.groups(), settings);
    ScriptedLars w{settings.trustCoefficient, settings.momentum, settings.weightDecay,
                   settings.nesterov,         {0.5, -1.5, 2},    {0, 0, 0}};
    ScriptedLars zero{w.eta, w.momentum, w.decay, w.nesterov, {0, 0}, {0, 0}};
    ScriptedLars beta{w.eta, w.momentum, w.decay, w.nesterov, {0.3, -0.2}, {0, 0}};
    // Trap 24: the rate changes between steps and stands inside the velocity.
    const double rates[] = {0.8, 1.6, 0.4};
    const Numbers gradients[] = {{0.1, 0.2, -0.3}, {-0.5, 0.25, 0.125}, {0.01, 0, 0.7}};
    for (int step = 0; step < 3; ++step) {
        const Numbers small{gradients[step][0], gradients[step][1]};
        fixture.setGradients(gradients[step], small, small);
        lars->step(rates[step]);
        w.step(gradients[step], rates[step], true);
        zero.step(small, rates[step], true);
        beta.step(small, rates[step], false);
        expectEqual(fixture.adapted, w.w);
        expectEqual(fixture.zero, zero.w);
        expectEqual(fixture.excluded, beta.w);
    }
}

} // namespace

TEST(Lars, Trap21_OfficialVariantAgainstTheScript)
{
    runScript({.momentum = 0.9, .nesterov = false, .weightDecay = 0.01, .trustCoefficient = 0.001});
}

TEST(Lars, NesterovAgainstTheScript)
{
    runScript({.momentum = 0.9, .nesterov = true, .weightDecay = 0.01, .trustCoefficient = 0.02});
}

// The very first step in literal numbers: ||w|| = 5, g + 0.1 w = (0.6, 0.8), norm 1, trust 0.005, rate 2.
TEST(Lars, FirstStepInLiteralNumbers)
{
    auto w = tensor({3, 4});
    const auto lars = makeLars({{{"w"}, {w}}, {}}, {.weightDecay = 0.1, .trustCoefficient = 0.001});
    w.mutable_grad() = tensor({0.3, 0.4});
    lars->step(2);
    expectEqual(w, {3 - 2 * 0.005 * 0.6, 4 - 2 * 0.005 * 0.8});
}

TEST(Lars, Trap23_AdaptsWithoutWeightDecay)
{
    runScript({.weightDecay = 0, .trustCoefficient = 0.001});
    auto w = tensor({3, 4});
    const auto lars = makeLars({{{"w"}, {w}}, {}}, {.weightDecay = 0, .trustCoefficient = 0.001});
    w.mutable_grad() = tensor({0.6, 0.8});
    lars->step(1);
    expectEqual(w, {3 - 0.005 * 0.6, 4 - 0.005 * 0.8}); // plain SGD would take 0.6 and 0.8
}

TEST(Lars, Trap18_ZeroWeightsAndZeroGradientsTakeTrustOne)
{
    auto zeroWeight = tensor({0, 0});
    auto zeroGradient = tensor({1, 2});
    const auto lars = makeLars({{{"a", "b"}, {zeroWeight, zeroGradient}}, {}}, {.weightDecay = 0});
    zeroWeight.mutable_grad() = tensor({0.5, -0.5});
    zeroGradient.mutable_grad() = tensor({0, 0});
    lars->step(0.1);
    expectEqual(zeroWeight, {-0.05, 0.05});
    expectEqual(zeroGradient, {1, 2});
}

// Traps 21, 24: the variants of the torch ports differ from the official rule in the ratio and in where the rate
// stands.
TEST(Lars, Trap21_TorchVariantsAgainstTheScript)
{
    for (const auto variant : {LarsVariant::Torch, LarsVariant::Clip}) {
        for (const bool nesterov : {false, true}) {
            const double eta = 0.02, momentum = 0.9, decay = 0.01;
            Fixture fixture;
            const auto lars = makeLars(
                fixture.groups(),
                {.momentum = momentum, .nesterov = nesterov, .weightDecay = decay, .trustCoefficient = eta}, variant);
            Numbers w{0.5, -1.5, 2}, v{0, 0, 0}, beta{0.3, -0.2}, betaVelocity{0, 0};
            const double rates[] = {0, 0.001, 0.4}; // the quotient t/lr is clipped at the first two
            const Numbers gradients[] = {{0.1, 0.2, -0.3}, {-0.5, 0.25, 0.125}, {0.01, 0, 0.7}};
            for (int step = 0; step < 3; ++step) {
                const Numbers &g = gradients[step];
                const double rate = rates[step];
                fixture.setGradients(g, {g[0], g[1]}, {g[0], g[1]});
                lars->step(rate);
                double trust = eta * norm(w) / (norm(g) + decay * norm(w) + 1e-8);
                if (variant == LarsVariant::Clip)
                    trust = rate > 0 ? std::min(trust / rate, 1.0) : 1.0;
                for (std::size_t i = 0; i < w.size(); ++i) {
                    const double scaled = trust * (g[i] + decay * w[i]);
                    v[i] = momentum * v[i] + scaled;
                    w[i] -= rate * (nesterov ? scaled + momentum * v[i] : v[i]);
                }
                for (std::size_t i = 0; i < beta.size(); ++i) {
                    betaVelocity[i] = momentum * betaVelocity[i] + g[i];
                    beta[i] -= rate * (nesterov ? g[i] + momentum * betaVelocity[i] : betaVelocity[i]);
                }
                expectEqual(fixture.adapted, w);
                expectEqual(fixture.excluded, beta);
                EXPECT_NEAR(lars->layerNorms().trust[0].item<double>(), trust, 1e-14);
            }
        }
    }
}

TEST(Lars, LayerNormsAreThoseOfTheStep)
{
    auto w = tensor({3, 4});
    const auto lars = makeLars({{{"w"}, {w}}, {}}, {.weightDecay = 0.1, .trustCoefficient = 0.001});
    EXPECT_FALSE(lars->layerNorms().trust.defined());
    w.mutable_grad() = tensor({0.3, 0.4});
    lars->step(2);
    EXPECT_NEAR(lars->layerNorms().weight[0].item<double>(), 5, 1e-14);
    EXPECT_NEAR(lars->layerNorms().gradient[0].item<double>(), 1, 1e-14); // (0.6, 0.8) with weight decay
    EXPECT_NEAR(lars->layerNorms().trust[0].item<double>(), 0.005, 1e-14);
}

TEST(AdamW, AgreesWithLibTorch)
{
    auto ours = tensor({0.5, -1.5, 2});
    auto theirs = ours.clone();
    const auto adamw = makeAdamW({{{"w"}, {ours}}, {}}, {.momentum = 0.9, .weightDecay = 0.05, .beta2 = 0.98});
    torch::optim::AdamW peer({theirs},
                             torch::optim::AdamWOptions(0.01).betas({0.9, 0.98}).eps(1e-8).weight_decay(0.05));
    for (int step = 0; step < 5; ++step) {
        const auto gradient = tensor({0.1 * step, -0.2, 0.3});
        ours.mutable_grad() = gradient.clone();
        theirs.mutable_grad() = gradient.clone();
        adamw->step(0.01);
        peer.step();
        EXPECT_TRUE(torch::allclose(ours, theirs, 1e-13, 1e-13));
    }
}

// The state holds everything: a rule that takes it over goes on bit for bit.
TEST(Optimizers, Trap29_StateIsAllThatTheNextStepNeeds)
{
    for (const char *name : {"lars", "lars-torch", "lars-clip", "sgd", "adamw"}) {
        OptimizerSettings settings;
        settings.name = name;
        Fixture fixture, copy;
        const auto first = makeOptimizer(fixture.groups(), settings);
        for (int step = 0; step < 3; ++step) {
            fixture.setGradients({0.1, 0.2, -0.3}, {0.1, 0.1}, {0.2, 0.1});
            first->step(0.1);
        }
        const auto second = makeOptimizer(copy.groups(), settings);
        ASSERT_EQ(first->state().size(), second->state().size());
        for (std::size_t i = 0; i < first->state().size(); ++i)
            torch::Tensor(second->state()[i]).copy_(first->state()[i]);
        copy.adapted.copy_(fixture.adapted);
        copy.zero.copy_(fixture.zero);
        copy.excluded.copy_(fixture.excluded);
        fixture.setGradients({0.3, 0.2, 0.3}, {0.1, 0.4}, {0.2, 0.7});
        copy.setGradients({0.3, 0.2, 0.3}, {0.1, 0.4}, {0.2, 0.7});
        first->step(0.2);
        second->step(0.2);
        EXPECT_TRUE(torch::equal(fixture.adapted, copy.adapted)) << name;
        EXPECT_TRUE(torch::equal(fixture.excluded, copy.excluded)) << name;
    }
}

TEST(Sgd, AgreesWithLibTorch)
{
    for (const bool nesterov : {false, true}) {
        auto ours = tensor({0.5, -1.5, 2});
        auto theirs = ours.clone();
        const auto sgd = makeSgd({{{"w"}, {ours}}, {}}, {.momentum = 0.9, .nesterov = nesterov, .weightDecay = 0.01});
        torch::optim::SGD peer({theirs},
                               torch::optim::SGDOptions(0.1).momentum(0.9).nesterov(nesterov).weight_decay(0.01));
        for (int step = 0; step < 4; ++step) {
            const auto gradient = tensor({0.1 * step, -0.2, 0.3});
            ours.mutable_grad() = gradient.clone();
            theirs.mutable_grad() = gradient.clone();
            sgd->step(0.1);
            peer.step();
            EXPECT_TRUE(torch::allclose(ours, theirs, 1e-14, 1e-14));
        }
    }
}

// Traps 19, 20, 22: a ResNet-18 has 20 batch-norms, so 40 tensors; the paper's head adds gamma, beta and a last gamma.
TEST(Grouping, Trap22_ExcludedAreAllBatchNormParametersAndBiasesAndNothingElse)
{
    Settings settings;
    settings.encoder.width = 0.25;
    const Model model = makeModel(settings, 32);
    const auto groups = groupParameters(*model);
    EXPECT_EQ(groups.excluded.names.size(), 40U + 3U);
    EXPECT_EQ(groups.adapted.names.size(), 20U + 2U); // 20 convolutions, 2 linear layers
    for (const auto &parameter : groups.excluded.parameters)
        EXPECT_EQ(parameter.dim(), 1);
    for (const auto &parameter : groups.adapted.parameters)
        EXPECT_GT(parameter.dim(), 1);
    const auto &names = groups.excluded.names;
    EXPECT_NE(std::find(names.begin(), names.end(), "encoder.layer2.0.downsample.1.weight"), names.end());
}

TEST(Grouping, BiasesOfAHeadWithoutBatchNormAreExcluded)
{
    Settings settings;
    settings.encoder.width = 0.25;
    settings.head.batchNorm = "none";
    const auto groups = groupParameters(*makeModel(settings, 32));
    EXPECT_EQ(groups.excluded.names.size(), 40U + 2U);
}
