#include "core/augment/torchvision.h"

#include "core/config/settings_table.h"

#include <algorithm>

namespace tandem {

namespace {

std::string number(double value)
{
    return settingText(SettingValue(value));
}

std::string pair(double low, double high)
{
    return "(" + number(low) + ", " + number(high) + ")";
}

/// torchvision's name of one operation, without its probability.
class Writer {
public:
    explicit Writer(int size) : m_size(size) {}

    std::string operator()(const RandomResizedCrop &crop) const
    {
        const std::string note =
            crop.sampler == CropSampler::TensorFlow ? ",  # torchvision has no sampler like TensorFlow's" : "";
        return "T.RandomResizedCrop(" + std::to_string(m_size) + ", scale=" + pair(crop.minArea, crop.maxArea) +
               ", ratio=" + pair(crop.minRatio, crop.maxRatio) + ")" + note;
    }
    std::string operator()(const HorizontalFlip &) const { return "T.RandomHorizontalFlip(1.0)"; }
    std::string operator()(const ColorJitter &jitter) const
    {
        return "T.ColorJitter(" + number(jitter.brightness) + ", " + number(jitter.contrast) + ", " +
               number(jitter.saturation) + ", " + number(jitter.hue) + ")";
    }
    std::string operator()(const Grayscale &) const { return "T.Grayscale(3)"; }
    std::string operator()(const GaussianBlur &blur) const
    {
        constexpr double kRounding = 1e-9; // as drawView
        const int taps = 2 * std::max(1, static_cast<int>(m_size * blur.kernelShare / 2 + kRounding)) + 1;
        return "T.GaussianBlur(" + std::to_string(taps) + ", sigma=" + pair(blur.minSigma, blur.maxSigma) + ")";
    }
    std::string operator()(const Solarize &solarize) const
    {
        return "T.RandomSolarize(" + number(solarize.threshold) + ", p=1.0)";
    }
    std::string operator()(const Rotate &rotate) const
    {
        if (rotate.rightAngles)
            return "T.RandomChoice([T.RandomRotation((a, a)) for a in (0, 90, 180, 270)])";
        return "T.RandomRotation(" + number(rotate.degrees) + ", interpolation=T.InterpolationMode.BILINEAR)";
    }
    std::string operator()(const Cutout &cutout) const
    {
        return "T.RandomErasing(p=1.0, scale=" + pair(cutout.minArea, cutout.maxArea) + ", ratio=(1, 1), value=127)";
    }
    std::string operator()(const GaussianNoise &noise) const
    {
        return "T.Lambda(lambda x: (x.float() + torch.randn(x.shape) * torch.empty(1).uniform_" +
               pair(noise.minSigma, noise.maxSigma) + ").round().clamp(0, 255).to(torch.uint8))";
    }
    std::string operator()(const Sobel &) const { return "T.Lambda(sobel)"; }

    [[nodiscard]] std::string resize() const
    {
        return "T.Resize((" + std::to_string(m_size) + ", " + std::to_string(m_size) + "))";
    }

private:
    int m_size;
};

constexpr const char *kSobel = R"(
def sobel(x):
    k = torch.tensor([[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]]) / 4
    k = torch.stack([k, k.T])[:, None]
    x = torch.nn.functional.pad(x.float()[:, None], (1, 1, 1, 1), mode="reflect")
    g = torch.nn.functional.conv2d(x, k).norm(dim=1)
    return g.round().clamp(0, 255).to(torch.uint8)

)";

bool has(const Pipeline &pipeline, std::size_t kind, std::uint32_t view)
{
    return std::any_of(pipeline.operations.begin(), pipeline.operations.end(),
                       [=](const Operation &o) { return actsOn(o, view) && o.kind.index() == kind; });
}

bool needsTensor(const OperationKind &kind)
{
    return std::holds_alternative<Cutout>(kind) || std::holds_alternative<GaussianNoise>(kind) ||
           std::holds_alternative<Sobel>(kind);
}

/// One line of the list; a comment behind the call stays at the line's end.
std::string line(const Operation &operation, const Writer &writer)
{
    std::string call = std::visit(writer, operation.kind), note;
    if (const auto hash = call.find(",  # "); hash != std::string::npos) {
        note = call.substr(hash + 1);
        call.resize(hash);
    }
    if (operation.probability < 1 && std::holds_alternative<RandomResizedCrop>(operation.kind))
        call = "T.RandomChoice([" + call + ", " + writer.resize() + "], p=[" + number(operation.probability) + ", " +
               number(1 - operation.probability) + "])"; // what is not cropped is resized whole
    else if (operation.probability < 1)
        call = "T.RandomApply([" + call + "], p=" + number(operation.probability) + ")";
    return "    " + call + "," + note + "\n";
}

std::string compose(const Pipeline &pipeline, std::uint32_t view)
{
    const Writer writer(pipeline.size);
    std::string text = "T.Compose([\n";
    if (!has(pipeline, OperationKind(RandomResizedCrop{}).index(), view))
        text += "    " + writer.resize() + ",\n";
    bool isTensor = false;
    const auto convert = [&] {
        text += isTensor ? "" : "    T.PILToTensor(),\n";
        isTensor = true;
    };
    for (const Operation &operation : pipeline.operations) {
        if (!actsOn(operation, view))
            continue;
        if (needsTensor(operation.kind))
            convert();
        text += line(operation, writer);
    }
    convert();
    return text + "])\n";
}

} // namespace

std::string torchvisionSnippet(const Pipeline &pipeline)
{
    const std::size_t sobel = OperationKind(Sobel{}).index();
    std::string text = "import torch\nfrom torchvision import transforms as T\n";
    text += has(pipeline, sobel, 0) || has(pipeline, sobel, 1) ? kSobel : "\n";
    if (isAsymmetric(pipeline))
        return text + "# " + pipeline.name +
               ": one PIL image, two views made in different ways.\nview_1 = " + compose(pipeline, 0) +
               "view_2 = " + compose(pipeline, 1);
    return text + "# " + pipeline.name +
           ": call it twice on one PIL image for the two views.\nview = " + compose(pipeline, 0);
}

} // namespace tandem
