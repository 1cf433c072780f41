#include "core/engine/export.h"

#include "core/engine/checkpoint.h"
#include "core/engine/evaluation.h"
#include "core/engine/safetensors.h"
#include "tests/engine/test_training.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <torch/script.h>

#include <cstring>
#include <sstream>

using namespace tandem;
using namespace tandem::engine;
using namespace tandem::test;

namespace {

/// A trained run: its resolved settings and its last checkpoint.
struct Trained {
    Settings settings;
    std::vector<std::byte> checkpoint;
};

Trained trainedRun()
{
    Recorder recorder;
    const TrainRequest r = request(1);
    trained(r, recorder);
    return {r.settings, recorder.checkpoints.back().bytes};
}

} // namespace

TEST(Export, ScriptedEncoderGivesTheFeatures)
{
    const Trained run = trainedRun();
    const auto bytes = exportEncoder(run.settings, run.checkpoint, EncoderFormat::TorchScript);
    ASSERT_TRUE(bytes) << describe(bytes.error());
    std::istringstream stream(*bytes);
    auto script = torch::jit::load(stream);
    Model model = makeModel(run.settings, 16);
    ASSERT_TRUE(loadWeights(run.checkpoint, *model));
    model->eval();
    const torch::NoGradGuard guard;
    for (const std::int64_t side : {16, 24}) {
        const auto images = torch::rand({3, 3, side, side});
        const auto h = script.forward({images}).toTensor();
        EXPECT_LT((h - model->encoder->forward(images)).abs().max().item<double>(),
                  1e-5 * h.abs().max().item<double>());
    }
    for (const auto &parameter : script.named_parameters())
        EXPECT_TRUE(parameter.value.is_contiguous()) << parameter.name;
}

TEST(Export, SafetensorsHoldEveryTensorOnce)
{
    const Trained run = trainedRun();
    const auto bytes = exportEncoder(run.settings, run.checkpoint, EncoderFormat::Safetensors);
    ASSERT_TRUE(bytes);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes->data(), 8);
    EXPECT_EQ(length % 8, 0U);
    const auto header = nlohmann::json::parse(bytes->substr(8, length));
    Model model = makeModel(run.settings, 16);
    ASSERT_TRUE(loadWeights(run.checkpoint, *model));
    std::size_t end = 0;
    for (const auto &[name, tensor] : namedState(*model)) {
        const auto &entry = header.at(name);
        EXPECT_EQ(entry["shape"].get<std::vector<std::int64_t>>(), tensor.sizes().vec());
        EXPECT_EQ(entry["data_offsets"][0], end) << name;
        end = entry["data_offsets"][1];
        const auto plain = tensor.contiguous();
        EXPECT_EQ(std::memcmp(bytes->data() + 8 + length + end - plain.nbytes(), plain.data_ptr(), plain.nbytes()), 0)
            << name;
    }
    EXPECT_EQ(header.size(), namedState(*model).size() + 1); // and the metadata
    EXPECT_EQ(bytes->size(), 8 + length + end);
    EXPECT_EQ(header["__metadata__"]["view_size"], "16");
    EXPECT_THROW(safetensors({{"x", torch::zeros({1}, torch::kBool)}}, {}), c10::Error);
}

TEST(Export, FeaturesOfARunOfAGpuAreMadeWithoutOne)
{
    if (torch::cuda::is_available())
        GTEST_SKIP() << "this machine has a GPU";
    Trained run = trainedRun();
    const StripedImages images(9, 20, 3);
    const auto here = exportFeatures(run.settings, run.checkpoint, images, {});
    run.settings.train.device = "cuda";
    const auto elsewhere = exportFeatures(run.settings, run.checkpoint, images, {});
    ASSERT_TRUE(here && *here && elsewhere && *elsewhere);
    EXPECT_EQ((*elsewhere)->h, (*here)->h);
}

TEST(Export, FeaturesAreThoseOfEvaluation)
{
    const Trained run = trainedRun();
    const StripedImages images(9, 20, 3);
    const auto exported = exportFeatures(run.settings, run.checkpoint, images, {});
    ASSERT_TRUE(exported && *exported);
    Model model = makeModel(run.settings, 16);
    ASSERT_TRUE(loadWeights(run.checkpoint, *model));
    const auto features = extractFeatures(model, images, 16, torch::kCPU, {});
    EXPECT_EQ((*exported)->hDimension, 128);
    EXPECT_EQ((*exported)->zDimension, 32);
    EXPECT_EQ((*exported)->labels, features->labels);
    EXPECT_EQ(std::memcmp((*exported)->h.data(), features->h.contiguous().data_ptr(), features->h.nbytes()), 0);
    EXPECT_EQ(std::memcmp((*exported)->z.data(), features->z.contiguous().data_ptr(), features->z.nbytes()), 0);
    std::stop_source stopped;
    stopped.request_stop();
    const auto none = exportFeatures(run.settings, run.checkpoint, images, stopped.get_token());
    EXPECT_TRUE(none && !*none);
    const auto damaged = exportEncoder(run.settings, std::span(run.checkpoint).first(50), EncoderFormat::TorchScript);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::CheckpointDamaged);
}
