#include "core/engine/number_text.h"
#include "core/engine/self_check_parts.h"

#include "core/augment/renderer.h"
#include "core/data/shapes.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/device_renderer.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

using namespace engine;
using Outcome = SelfCheck::Outcome;

/// How one gradient stands to another, all tensors together: a distance alone takes rounding and a wrong size for one.
struct Agreement {
    double distance = 0, cosine = 0, ratio = 0; // ‖a − b‖ / ‖b‖, ab / ‖a‖‖b‖, ‖a‖ / ‖b‖
};

Agreement agreement(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    double product = 0, own = 0, wanted = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto x = a[i].to(torch::kCPU, torch::kDouble).flatten(),
                   y = b[i].to(torch::kCPU, torch::kDouble).flatten();
        product += x.dot(y).item<double>();
        own += x.dot(x).item<double>();
        wanted += y.dot(y).item<double>();
    }
    return {relativeDistance(a, b), product / std::sqrt(std::max(1e-300, own * wanted)),
            std::sqrt(own / std::max(1e-300, wanted))};
}

struct RenderedDifference {
    int largest = 0;
    std::int64_t differing = 0, values = 0;
};

void addDifference(const Pipeline &pipeline, const torch::Device &device, RenderedDifference &found)
{
    constexpr int kImages = 12, kSide = 96;
    std::vector<ViewJob> jobs;
    std::vector<std::uint8_t> staged, expected;
    ViewRenderer renderer;
    for (int i = 0; i < kImages; ++i) {
        const auto pixels = renderShape({.size = kSide, .seed = 7}, i % 10, i);
        const ImageView image{pixels.data(), kSide, kSide};
        for (std::uint32_t view = 0; view < 2; ++view) {
            const auto drawnView = drawTrainingView(pipeline, kSide, kSide, 3, 1, static_cast<std::uint32_t>(i), view);
            std::vector<std::uint8_t> out(static_cast<std::size_t>(3 * pipeline.size * pipeline.size));
            renderer.render(image, drawnView, out);
            expected.insert(expected.end(), out.begin(), out.end());
            jobs.push_back(stagedJob(image, drawnView, staged));
        }
    }
    const auto count = static_cast<std::int64_t>(jobs.size());
    const auto pixels =
        torch::from_blob(staged.data(), {static_cast<std::int64_t>(staged.size()) / 3, 3}, torch::kUInt8);
    const auto made = DeviceRenderer(pipeline, device).render(pixels.to(device), jobs);
    const auto wanted = imagesToTensor(expected.data(), count, pipeline.size, torch::kCPU);
    const auto distance = ((made.to(torch::kCPU) - wanted).abs() * 255).round();
    found.largest = std::max(found.largest, distance.max().item<int>());
    found.differing += distance.gt(0).sum().item<std::int64_t>();
    found.values += distance.numel();
}

SelfCheck rendererCheck(std::string name, std::string claim, const std::vector<Pipeline> &pipelines,
                        const torch::Device &device)
{
    RenderedDifference found;
    for (const Pipeline &pipeline : pipelines)
        addDifference(pipeline, device, found);
    return {std::move(name), std::move(claim),
            "largest difference " + std::to_string(found.largest) + " of 255, " + std::to_string(found.differing) +
                " of " + std::to_string(found.values) + " values differ",
            found.largest <= 2 ? Outcome::Passed : Outcome::Failed};
}

} // namespace

Result<std::vector<SelfCheck>> checkDeviceRenderer(const std::string &device)
{
    return onDevice(device, "rendering views", [](const torch::Device &where) {
        std::vector<Pipeline> presets, operations;
        for (const PipelinePreset &preset : pipelinePresets()) {
            presets.push_back(presetPipeline(preset.word));
            presets.back().size = 64;
        }
        for (const OperationKind &kind :
             {OperationKind(RandomResizedCrop{}), OperationKind(HorizontalFlip{}), OperationKind(ColorJitter{}),
              OperationKind(Grayscale{}), OperationKind(GaussianBlur{}), OperationKind(Solarize{}),
              OperationKind(Rotate{}), OperationKind(Cutout{}), OperationKind(GaussianNoise{}), OperationKind(Sobel{})})
            operations.push_back({"one", 48, {{kind, 1}}});
        return std::vector{
            rendererCheck("renderer-operations", "Every operation renders the same on the device, to 2 of 255.",
                          operations, where),
            rendererCheck("renderer-presets", "The views of every preset are the same on the device, to 2 of 255.",
                          presets, where)};
    });
}

Result<std::vector<SelfCheck>> checkPrecisions(const std::string &device)
{
    return onDevice(device, "comparing precisions", [](const torch::Device &where) {
        const auto options = torch::TensorOptions(torch::kFloat32).device(where);
        struct Step {
            double loss = 0;
            std::vector<torch::Tensor> gradients;
        };
        const auto stepUnder = [&](Precision precision) {
            const double scale = precision == Precision::Fp16 ? 1024 : 1;
            Model model = smallNetwork(options);
            ContrastiveStep step(model, {}, {precision});
            Step made{step.compute(drawn({32, 3, 16, 16}, 9, options), scale).loss.item<double>(), {}};
            for (const auto &parameter : model->parameters())
                made.gradients.push_back(parameter.grad() / scale);
            return made;
        };
        const Step exact = stepUnder(Precision::Fp32);
        const auto check = [&](const char *name, Precision precision, const Agreement &least) {
            constexpr double kLossBound = 0.01;
            const Step made = stepUnder(precision);
            const double loss = std::abs(made.loss - exact.loss) / exact.loss;
            const Agreement found = agreement(made.gradients, exact.gradients);
            const bool isAlike = found.distance <= least.distance && found.cosine >= least.cosine &&
                                 std::abs(std::log(found.ratio)) <= std::log(least.ratio);
            return SelfCheck{
                name, std::string("A step under ") + name + " has loss and gradients of fp32, to its rounding.",
                formatted("relative difference of the loss %.1e", loss) + formatted(" (at most %.0e)", kLossBound) +
                    formatted(", of all gradients together %.2f", found.distance) +
                    formatted(" (at most %.2f)", least.distance) + formatted("; their cosine %.3f", found.cosine) +
                    formatted(" (at least %.2f)", least.cosine) + formatted(", ratio of lengths %.3f", found.ratio) +
                    formatted(" (at most %.2f times off)", least.ratio),
                loss <= kLossBound && isAlike ? Outcome::Passed : Outcome::Failed};
        };
        // Rounding by 2⁻⁹ (bf16) or 2⁻¹² (fp16) in some forty layers, and batch-norm takes away what rows have in
        // common, but not their rounding. A gradient of the wrong direction or size differs by 1 and more.
        std::vector<SelfCheck> checks{check("bf16", Precision::Bf16, {0.6, 0.8, 1.2})};
        if (where.is_cuda())
            checks.push_back(check("fp16", Precision::Fp16, {0.1, 0.99, 1.05}));
        return checks;
    });
}

} // namespace tandem
