#include "core/augment/operation_table.h"
#include "core/augment/pipeline.h"
#include "core/config/settings_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

// lupdate collects the texts by this macro's name; the window translates them in context "Augment".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

// clang-format off
constexpr std::array kPresets = {
    PipelinePreset{"cifar", QT_TRANSLATE_NOOP("Augment", "SimCLR, CIFAR"),
                   QT_TRANSLATE_NOOP("Augment", "Chen et al. 2020 (arXiv 2002.05709), appendix B.9: color strength 0.5, no blur; 32 pixels in the paper")},
    PipelinePreset{"imagenet", QT_TRANSLATE_NOOP("Augment", "SimCLR, ImageNet"),
                   QT_TRANSLATE_NOOP("Augment", "Chen et al. 2020 (arXiv 2002.05709), appendix A: color strength 1, blur with p = 0.5; 224 pixels in the paper")},
    PipelinePreset{"simclr-v2", QT_TRANSLATE_NOOP("Augment", "SimCLR, broader set"),
                   QT_TRANSLATE_NOOP("Augment", "Chen et al. 2020 (arXiv 2002.05709), appendix B.2: the ImageNet recipe with solarize and Sobel added; the paper names no probabilities (0.1 and 0.05 here), its equalize and motion blur are left out")},
    PipelinePreset{"moco-v2", QT_TRANSLATE_NOOP("Augment", "MoCo v2"),
                   QT_TRANSLATE_NOOP("Augment", "Chen et al. 2020 (arXiv 2003.04297) and facebookresearch/moco: crops from a fifth of the area, jitter 0.4/0.4/0.4/0.1, blur with p = 0.5; 224 pixels in the paper")},
    PipelinePreset{"weak", QT_TRANSLATE_NOOP("Augment", "Crops and flips"),
                   QT_TRANSLATE_NOOP("Augment", "Tandem's own, for comparison: crops from a fifth of the area and flips, no color. Color alone solves the task")},
    PipelinePreset{"shapes", QT_TRANSLATE_NOOP("Augment", "Shapes sample"),
                   QT_TRANSLATE_NOOP("Augment", "Tandem's own, for the generated set Shapes: crops that leave the silhouette, any hue, strong light")},
};
// clang-format on

Operation crop(double minArea)
{
    return {RandomResizedCrop{.minArea = minArea}, 1};
}

/// SimCLR's color distortion at strength s (paper, appendix A), and the flip before it.
void addColor(Pipeline &pipeline, double s)
{
    pipeline.operations.push_back({HorizontalFlip{}, 0.5});
    pipeline.operations.push_back({ColorJitter{0.8 * s, 0.8 * s, 0.8 * s, 0.2 * s}, 0.8});
    pipeline.operations.push_back({Grayscale{}, 0.2});
}

void scaleJitter(Pipeline &pipeline, double strength)
{
    for (Operation &operation : pipeline.operations) {
        if (auto *jitter = std::get_if<ColorJitter>(&operation.kind)) {
            jitter->brightness *= strength;
            jitter->contrast *= strength;
            jitter->saturation *= strength;
            jitter->hue = std::min(0.5, jitter->hue * strength);
        }
    }
}

int sizeForImages(int largestSide, int own)
{
    if (largestSide <= 48)
        return 32;
    return largestSide <= 96 ? 64 : std::max(64, own);
}

} // namespace

std::span<const PipelinePreset> pipelinePresets()
{
    return kPresets;
}

Pipeline presetPipeline(std::string_view word)
{
    Pipeline pipeline;
    pipeline.name = word;
    if (word == "weak") {
        pipeline.operations = {crop(0.2), {HorizontalFlip{}, 0.5}};
        return pipeline;
    }
    if (word == "shapes") {
        pipeline.operations = {crop(0.35),
                               {HorizontalFlip{}, 0.5},
                               {ColorJitter{.brightness = 0.6, .contrast = 0.6, .saturation = 0.8, .hue = 0.5}, 1},
                               {Grayscale{}, 0.3}};
        return pipeline;
    }
    if (word == "moco-v2") { // the flip comes last there
        pipeline.size = 224;
        pipeline.operations = {crop(0.2),
                               {ColorJitter{0.4, 0.4, 0.4, 0.1}, 0.8},
                               {Grayscale{}, 0.2},
                               {GaussianBlur{}, 0.5},
                               {HorizontalFlip{}, 0.5}};
        return pipeline;
    }
    assert(word == "cifar" || word == "imagenet" || word == "simclr-v2");
    const bool large = word != "cifar";
    pipeline.size = large ? 224 : 32;
    pipeline.operations = {crop(0.08)};
    addColor(pipeline, large ? 1.0 : 0.5);
    if (large)
        pipeline.operations.push_back({GaussianBlur{}, 0.5});
    if (word == "simclr-v2") {
        pipeline.operations.push_back({Solarize{}, 0.1});
        pipeline.operations.push_back({Sobel{}, 0.05});
    }
    return pipeline;
}

void setColorStrength(Pipeline &pipeline, double s)
{
    for (Operation &operation : pipeline.operations)
        if (auto *jitter = std::get_if<ColorJitter>(&operation.kind))
            *jitter = {0.8 * s, 0.8 * s, 0.8 * s, std::min(0.5, 0.2 * s)};
}

std::optional<double> colorStrength(const Pipeline &pipeline)
{
    std::optional<double> strength;
    for (const Operation &operation : pipeline.operations) {
        const auto *jitter = std::get_if<ColorJitter>(&operation.kind);
        if (!jitter)
            continue;
        const double s = jitter->brightness / 0.8;
        const auto is = [](double value, double wanted) { return std::abs(value - wanted) < 1e-9; };
        const bool fits =
            is(jitter->contrast, 0.8 * s) && is(jitter->saturation, 0.8 * s) && is(jitter->hue, std::min(0.5, 0.2 * s));
        if (!fits || (strength && !is(*strength, s)))
            return std::nullopt;
        strength = s;
    }
    return strength;
}

const Operation *paperOperation(const OperationKind &kind)
{
    static const Pipeline paper = presetPipeline("imagenet");
    const auto found = std::find_if(paper.operations.begin(), paper.operations.end(),
                                    [&](const Operation &operation) { return operation.kind.index() == kind.index(); });
    return found == paper.operations.end() ? nullptr : &*found;
}

Result<Pipeline> resolvePipeline(const AugmentSettings &settings, int largestSide)
{
    if (settings.size != 0 && (settings.size < kMinViewSize || settings.size > kMaxViewSize))
        return Error{ErrorCode::BadValue,
                     {"augment.size", std::to_string(settings.size),
                      "0 or a number from " + std::to_string(kMinViewSize) + " to " + std::to_string(kMaxViewSize)},
                     {}};
    Pipeline pipeline;
    if (!settings.pipeline.empty()) {
        auto parsed = pipelineFromJson(settings.pipeline, "augment.pipeline");
        if (!parsed)
            return parsed.error();
        pipeline = std::move(*parsed);
    } else {
        const auto known = pipelinePresets();
        if (std::none_of(known.begin(), known.end(),
                         [&](const auto &preset) { return settings.preset == preset.word; })) {
            std::string words;
            for (const PipelinePreset &preset : known)
                words += (words.empty() ? "one of " : ", ") + std::string(preset.word);
            return Error{ErrorCode::BadValue, {"augment.preset", settings.preset, words}, {}};
        }
        pipeline = presetPipeline(settings.preset);
        scaleJitter(pipeline, settings.strength);
        pipeline.size = sizeForImages(largestSide, pipeline.size);
    }
    if (settings.size != 0)
        pipeline.size = static_cast<int>(settings.size);
    return pipeline;
}

} // namespace tandem
