#include "core/engine/encoder.h"

#include "core/engine/initialization.h"
#include "core/engine/model.h"
#include "core/engine/projection_head.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

using namespace tandem;
using namespace tandem::engine;

namespace {

std::int64_t parameterCount(const torch::nn::Module &module)
{
    std::int64_t count = 0;
    for (const auto &parameter : module.parameters())
        count += parameter.numel();
    return count;
}

std::map<std::string, torch::Tensor> byName(const torch::nn::Module &module)
{
    std::map<std::string, torch::Tensor> state;
    for (const auto &entry : module.named_parameters())
        state[entry.key()] = entry.value();
    for (const auto &entry : module.named_buffers())
        state[entry.key()] = entry.value();
    return state;
}

} // namespace

// torchvision's counts less the classifier (512·1000+1000 and 2048·1000+1000).
TEST(Encoder, ParameterCountsAreTorchvisions)
{
    EXPECT_EQ(parameterCount(*Encoder(EncoderOptions{.depth = 18, .stem = Stem::ImageNet})), 11689512 - 513000);
    EXPECT_EQ(parameterCount(*Encoder(EncoderOptions{.depth = 34, .stem = Stem::ImageNet})), 21797672 - 513000);
    EXPECT_EQ(parameterCount(*Encoder(EncoderOptions{.depth = 50, .stem = Stem::ImageNet})), 25557032 - 2049000);
    EXPECT_EQ(parameterCount(*Encoder(EncoderOptions{.depth = 101, .stem = Stem::ImageNet})), 44549160 - 2049000);
    EXPECT_EQ(parameterCount(*Encoder(EncoderOptions{.depth = 152, .stem = Stem::ImageNet})), 60192808 - 2049000);
}

// The names of torchvision's state dicts follow from one rule; none may be missing, and none too many.
TEST(Encoder, EveryDepthHasExactlyTorchvisionsNames)
{
    struct Case {
        int depth;
        std::vector<int> blocks;
    };
    for (const auto &[depth, blocks] : {Case{18, {2, 2, 2, 2}}, Case{34, {3, 4, 6, 3}}, Case{50, {3, 4, 6, 3}},
                                        Case{101, {3, 4, 23, 3}}, Case{152, {3, 8, 36, 3}}}) {
        std::set<std::string> expected;
        const auto add = [&expected](const std::string &convolution, const std::string &norm) {
            expected.insert(convolution + ".weight");
            for (const char *part : {"weight", "bias", "running_mean", "running_var", "num_batches_tracked"})
                expected.insert(norm + "." + part);
        };
        add("conv1", "bn1");
        for (std::size_t layer = 0; layer < blocks.size(); ++layer) {
            for (int block = 0; block < blocks[layer]; ++block) {
                const std::string at = "layer" + std::to_string(layer + 1) + "." + std::to_string(block) + ".";
                for (int part = 1; part <= (depth >= 50 ? 3 : 2); ++part)
                    add(at + "conv" + std::to_string(part), at + "bn" + std::to_string(part));
                if (block == 0 && (layer > 0 || depth >= 50))
                    add(at + "downsample.0", at + "downsample.1");
            }
        }
        std::set<std::string> names;
        for (const auto &[name, tensor] : byName(*Encoder(EncoderOptions{.depth = depth, .width = 0.25})))
            names.insert(name);
        EXPECT_EQ(names, expected) << depth;
    }
}

TEST(Encoder, NamesAndShapesAreTorchvisions)
{
    const auto state = byName(*Encoder(EncoderOptions{.depth = 50, .stem = Stem::ImageNet}));
    EXPECT_EQ(state.size(), 318U); // 320 entries of torchvision's state dict less fc.weight and fc.bias
    EXPECT_EQ(state.at("conv1.weight").sizes(), (std::vector<std::int64_t>{64, 3, 7, 7}));
    EXPECT_EQ(state.at("layer1.0.downsample.0.weight").sizes(), (std::vector<std::int64_t>{256, 64, 1, 1}));
    EXPECT_EQ(state.at("layer2.0.conv2.weight").sizes(), (std::vector<std::int64_t>{128, 128, 3, 3}));
    EXPECT_EQ(state.at("layer4.2.bn3.running_var").sizes(), (std::vector<std::int64_t>{2048}));
    EXPECT_TRUE(state.contains("layer3.5.bn2.num_batches_tracked"));
}

TEST(Encoder, StemsAndWidthsGiveTheDeclaredFeatures)
{
    const torch::NoGradGuard guard;
    struct Case {
        int depth;
        double width;
        Stem stem;
        std::int64_t side, features;
    };
    for (const Case &c : {Case{18, 0.25, Stem::Cifar, 32, 128}, Case{34, 0.5, Stem::ImageNet, 64, 256},
                          Case{50, 0.25, Stem::Cifar, 24, 512}, Case{18, 2, Stem::ImageNet, 64, 1024}}) {
        Encoder encoder(EncoderOptions{.depth = c.depth, .width = c.width, .stem = c.stem});
        EXPECT_EQ(encoder->featureDimension(), c.features);
        EXPECT_EQ(encoder(torch::rand({2, 3, c.side, c.side})).sizes(), (std::vector<std::int64_t>{2, c.features}));
    }
}

TEST(Encoder, Trap18_ResidualBranchesStartAtZero)
{
    const auto started = byName(*Encoder(EncoderOptions{.width = 0.25}));
    EXPECT_EQ(started.at("layer3.1.bn2.weight").abs().sum().item<double>(), 0);
    EXPECT_EQ(started.at("layer3.1.bn1.weight").min().item<double>(), 1);
    const auto plain = byName(*Encoder(EncoderOptions{.width = 0.25, .zeroInitResidual = false}));
    EXPECT_EQ(plain.at("layer3.1.bn2.weight").min().item<double>(), 1);
}

TEST(Encoder, ChannelsLastChangesNothingButSpeed)
{
    const torch::NoGradGuard guard;
    Encoder encoder(EncoderOptions{.width = 0.25, .zeroInitResidual = false});
    initializeWeights(*encoder, 3);
    encoder->eval();
    const auto images = torch::rand({4, 3, 32, 32});
    const auto plain = encoder(images);
    const auto last = encoder(images.contiguous(torch::MemoryFormat::ChannelsLast));
    EXPECT_TRUE(torch::allclose(plain, last, 1e-4, 1e-5)); // fp32, sums in another order
}

TEST(Initialization, IsAFunctionOfTheSeedAndHasTheDeclaredSpread)
{
    Encoder a(EncoderOptions{}), b(EncoderOptions{}), c(EncoderOptions{});
    initializeWeights(*a, 1);
    initializeWeights(*b, 1);
    initializeWeights(*c, 2);
    const auto wa = byName(*a).at("layer4.1.conv2.weight");
    EXPECT_TRUE(torch::equal(wa, byName(*b).at("layer4.1.conv2.weight")));
    EXPECT_FALSE(torch::equal(wa, byName(*c).at("layer4.1.conv2.weight")));
    // 2.4 million draws of variance 1/fan_in = 1/4608: the sample's deviates by well under a percent.
    const double variance = wa.to(torch::kDouble).var().item<double>();
    EXPECT_NEAR(variance * 4608, 1, 0.01);
    EXPECT_LE(wa.abs().max().item<double>(), 2.0 / 0.8796 / std::sqrt(4608.0) + 1e-6);
}

// Trap 14: momentum 0.1 is the share of the new batch. Trap 15: the running variance is unbiased.
TEST(BatchNormLayer, Trap14And15_RunningStatisticsAfterOneStepByHand)
{
    BatchNorm norm(BatchNormOptions{.channels = 1});
    const auto x = torch::tensor({{1.0F}, {2.0F}, {6.0F}}); // mean 3, biased variance 14/3, unbiased 7
    norm(x);
    EXPECT_FLOAT_EQ(norm->runningMean.item<float>(), 0.3F);
    EXPECT_FLOAT_EQ(norm->runningVar.item<float>(), 0.9F + 0.7F);
    EXPECT_EQ(norm->batchesTracked.item<std::int64_t>(), 1);
}

TEST(BatchNormLayer, OffsetIsAbsentWhereDeclared)
{
    BatchNorm norm(BatchNormOptions{.channels = 3, .hasOffset = false});
    EXPECT_EQ(norm->parameters().size(), 1U);
    auto x = torch::rand({8, 3}).requires_grad_();
    norm(x).pow(3).sum().backward();
    EXPECT_TRUE(x.grad().isfinite().all().item<bool>());
    EXPECT_NEAR(norm(x.detach()).mean().item<double>(), 0, 1e-6);
}

// Trap 13: statistics of both views together differ from those of each alone; the engine encodes them together.
TEST(BatchNormLayer, Trap13_JointAndSeparateForwardsDiffer)
{
    const torch::NoGradGuard guard;
    Encoder encoder(EncoderOptions{.width = 0.25, .zeroInitResidual = false});
    initializeWeights(*encoder, 1);
    const auto first = torch::rand({4, 3, 32, 32});
    const auto second = 0.5 * torch::rand({4, 3, 32, 32});
    const auto joint = encoder(torch::cat({first, second}));
    const auto separate = torch::cat({encoder(first), encoder(second)});
    EXPECT_GT((joint - separate).abs().max().item<double>(), 1e-2);
}

TEST(ProjectionHeadLayer, PaperHasBatchNormAfterEveryLayerAndNoLastOffset)
{
    ProjectionHead head(HeadOptions{.input = 16, .hidden = 16, .output = 8, .layers = 2});
    std::set<std::string> names;
    for (const auto &entry : head->named_parameters())
        names.insert(entry.key());
    EXPECT_EQ(names, (std::set<std::string>{"layers.0.weight", "layers.1.weight", "layers.1.bias", "layers.3.weight",
                                            "layers.4.weight"}));
    EXPECT_EQ(head(torch::rand({5, 16})).sizes(), (std::vector<std::int64_t>{5, 8}));
}

TEST(ProjectionHeadLayer, EveryDepthWorks)
{
    for (const int layers : {0, 1, 2, 3}) {
        for (const HeadNorm norm : {HeadNorm::Paper, HeadNorm::Hidden, HeadNorm::None}) {
            ProjectionHead head(HeadOptions{.input = 12, .hidden = 20, .output = 6, .layers = layers, .norm = norm});
            EXPECT_EQ(head(torch::rand({4, 12})).size(1), head->outputDimension());
            EXPECT_EQ(head->outputDimension(), layers == 0 ? 12 : 6);
        }
    }
}

TEST(ModelState, HashSeesEveryWeightAndBuffer)
{
    Settings settings;
    settings.encoder.width = 0.25;
    Model model = makeModel(settings, 32);
    const std::string before = weightsSha256(*model);
    EXPECT_EQ(weightsSha256(*makeModel(settings, 32)), before);
    const torch::NoGradGuard guard;
    std::string previous = before;
    for (const auto &[name, tensor] : namedState(*model)) {
        auto first = tensor;
        while (first.dim() > 0)
            first = first.select(0, 0);
        first.add_(1);
        const std::string after = weightsSha256(*model);
        EXPECT_NE(after, previous) << name;
        previous = after;
    }
}
