#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/config/settings.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tandem {

// An augmentation pipeline is an ordered list of operations. Drawing the parameters of a view is separate from
// rendering it (renderer.h): DrawnView is a plain value that any renderer can carry out, list or replay. Names, keys
// and ranges of the parameters stand in operation_table.h, from which JSON derives, and forms can.

enum class CropSampler { Torchvision, TensorFlow }; // area-uniform with rejection; side-uniform with clamping

/// Crops a random rectangle and resizes it to the view's square. Areas are shares of the image's area. Operations that
/// stand before it act on the image at its own size.
struct RandomResizedCrop {
    double minArea = 0.08, maxArea = 1.0;
    double minRatio = 3.0 / 4.0, maxRatio = 4.0 / 3.0; // width / height
    CropSampler sampler = CropSampler::Torchvision;
    bool operator==(const RandomResizedCrop &) const = default;
};
struct HorizontalFlip {
    bool operator==(const HorizontalFlip &) const = default;
};
/// Factors uniform in [max(0, 1-v), 1+v]; hue shift uniform in [-hue, hue] turns; the four parts in random order.
struct ColorJitter {
    double brightness = 0.8, contrast = 0.8, saturation = 0.8, hue = 0.2;
    bool operator==(const ColorJitter &) const = default;
};
struct Grayscale {
    bool operator==(const Grayscale &) const = default;
};
/// Sigma uniform in [minSigma, maxSigma] pixels; odd kernel of 2*int(height*kernelShare/2)+1 taps, at least 3.
struct GaussianBlur {
    double minSigma = 0.1, maxSigma = 2.0;
    double kernelShare = 0.1;
    bool operator==(const GaussianBlur &) const = default;
};
/// Inverts channel values at or above the threshold (of 255).
struct Solarize {
    double threshold = 128;
    bool operator==(const Solarize &) const = default;
};
/// Angle uniform in [-degrees, degrees], counter-clockwise; with rightAngles one of 0, 90, 180, 270.
struct Rotate {
    double degrees = 30;
    bool rightAngles = false;
    bool operator==(const Rotate &) const = default;
};
/// Grays out (value 127) a square inside the view, with area share uniform in [minArea, maxArea]. Of a view that is no
/// square yet, a rectangle of its shape.
struct Cutout {
    double minArea = 0.05, maxArea = 0.3;
    bool operator==(const Cutout &) const = default;
};
/// Adds Gaussian noise of standard deviation uniform in [minSigma, maxSigma] (of 255).
struct GaussianNoise {
    double minSigma = 0, maxSigma = 25;
    bool operator==(const GaussianNoise &) const = default;
};
/// Gradient magnitude per channel, scaled so that a step of 255 gives 255.
struct Sobel {
    bool operator==(const Sobel &) const = default;
};

using OperationKind = std::variant<RandomResizedCrop, HorizontalFlip, ColorJitter, Grayscale, GaussianBlur, Solarize,
                                   Rotate, Cutout, GaussianNoise, Sobel>;

/// Which of the two views an operation acts on: one branch can be left alone, as the paper does to compare operations.
enum class ViewScope : std::uint8_t { Both, First, Second };

struct Operation {
    OperationKind kind;
    double probability = 1; // in [0, 1], drawn once per view
    bool enabled = true;
    ViewScope views = ViewScope::Both;
    bool operator==(const Operation &) const = default;
};

struct Pipeline {
    std::string name;
    int size = 32; // side of the square view; without an enabled crop, the image is resized whole
    std::vector<Operation> operations;
    bool operator==(const Pipeline &) const = default;
};

// ---- drawn parameters --------------------------------------------------------------------------------------------

struct DrawnCrop {
    int x = 0, y = 0, width = 0, height = 0; // in pixels of the image as it is then: of the source, if it stands first
};
struct DrawnJitter {
    double brightness = 1, contrast = 1, saturation = 1; // factors
    double hue = 0;                                      // turns
    std::array<std::uint8_t, 4> order{0, 1, 2, 3};       // of brightness, contrast, saturation, hue
};
struct DrawnFlip {};
struct DrawnGrayscale {};
struct DrawnBlur {
    double sigma = 1; // pixels
    int taps = 3;
};
struct DrawnSolarize {
    double threshold = 128;
};
struct DrawnRotation {
    double degrees = 0;
};
struct DrawnCutout {
    int x = 0, y = 0, width = 0, height = 0; // in pixels of the image as it is then: of the view, after the crop
};
struct DrawnNoise {
    double sigma = 0;
    std::uint64_t seed = 0; // pixel noise is a pure function of it
};
struct DrawnSobel {};

using DrawnOperation = std::variant<DrawnCrop, DrawnFlip, DrawnJitter, DrawnGrayscale, DrawnBlur, DrawnSolarize,
                                    DrawnRotation, DrawnCutout, DrawnNoise, DrawnSobel>;

/// All that one view needs: what was drawn, in order; operations that did not happen are absent. Without a crop, the
/// whole image is resized first.
struct DrawnView {
    int size = 0;
    std::vector<DrawnOperation> operations;
};

/// Draws the parameters of view 0 or 1 of a width x height image. Takes two words of `rng` for each operation, enabled
/// or not: the key of the operation's own generator. So switching one operation or changing what it draws leaves the
/// draws of the others alone. Preconditions: width, height and pipeline.size at least 1; parameters in the ranges of
/// operation_table.h, which pipelineFromJson checks.
[[nodiscard]] DrawnView drawView(const Pipeline &pipeline, int width, int height, CounterRng &rng,
                                 std::uint32_t view = 0);

/// False for an operation that is switched off or is for the other view.
[[nodiscard]] bool actsOn(const Operation &operation, std::uint32_t view);
/// Some enabled operation is for one of the views alone.
[[nodiscard]] bool isAsymmetric(const Pipeline &pipeline);

/// The very view that training makes of `sample` in `epoch` (from 1), view 0 or 1.
[[nodiscard]] DrawnView drawTrainingView(const Pipeline &pipeline, int width, int height, std::uint64_t seed,
                                         std::uint32_t epoch, std::uint32_t sample, std::uint32_t view);

/// One line a person can read: "crop 17×21 at (3, 5), flip, brightness 1.21 …". English.
[[nodiscard]] std::string describeView(const DrawnView &view);

// ---- presets and JSON --------------------------------------------------------------------------------------------

struct PipelinePreset {
    const char *word;   // "cifar"
    const char *title;  // "SimCLR, CIFAR"; English, translated in context "Augment", as is the next
    const char *source; // paper or code it follows
};
[[nodiscard]] std::span<const PipelinePreset> pipelinePresets();

/// cifar: torchvision crop from 0.08, flip 0.5, jitter at s=0.5 with p 0.8, grayscale 0.2, 32 pixels.
/// imagenet: the same at s=1, and blur 0.5, 224 pixels. weak: crop from 0.2 and flip. shapes: for the generated set
/// Shapes, whose colors and textures tell nothing: crop from 0.35, flip, jitter with any hue, grayscale 0.3. moco-v2:
/// crop from 0.2, jitter 0.4/0.4/0.4/0.1, blur. simclr-v2: imagenet with solarize and Sobel. Precondition: a known
/// word.
[[nodiscard]] Pipeline presetPipeline(std::string_view word);

/// Gives every color jitter SimCLR's amounts at strength s in [0, 12.5]: 0.8s, 0.8s, 0.8s and hue 0.2s, at most 0.5.
void setColorStrength(Pipeline &pipeline, double s);
/// The s that setColorStrength would need to make the jitters what they are; none without a jitter or without such s.
[[nodiscard]] std::optional<double> colorStrength(const Pipeline &pipeline);
/// The operation of this kind in SimCLR's ImageNet recipe, for marking the paper's values; null if it has none.
[[nodiscard]] const Operation *paperOperation(const OperationKind &kind);

/// Every parameter is written, two spaces of indentation; pipelineFromJson reads back an equal pipeline.
[[nodiscard]] std::string pipelineToJson(const Pipeline &pipeline);
/// {"name": "...", "size": 32, "operations": [{"op": "color_jitter", "probability": 0.8, "enabled": true, "views":
/// "both", "hue": 0.1}]}. "views" is "both", "first" or "second". "size" and "operations" must be there; what else is
/// absent has its default; // comments are allowed. Errors: BadJson, UnknownKey (with the nearest known), BadValue.
/// Keys in errors are paths: "operations[2].hue".
[[nodiscard]] Result<Pipeline> pipelineFromJson(std::string_view json, std::string_view origin = "pipeline");

/// Sides of a view that pipelines may ask for.
constexpr int kMinViewSize = 8, kMaxViewSize = 512;

/// The pipeline that settings mean: settings.pipeline as it stands where there is one, else the preset with its jitter
/// multiplied by settings.strength. settings.size, where not 0, replaces the size of either. Without it a preset's size
/// follows `largestSide` of the images: 32 up to 48 pixels, 64 up to 96, else the larger of 64 and the preset's own.
/// Errors as pipelineFromJson; BadValue for an unknown preset or a size in 1 … 7.
[[nodiscard]] Result<Pipeline> resolvePipeline(const AugmentSettings &settings, int largestSide);

} // namespace tandem
