#include "core/augment/pipeline.h"

#include <array>
#include <charconv>

namespace tandem {

namespace {

/// Fixed decimals, whatever the locale.
std::string number(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return end.ec == std::errc{} ? std::string(buffer.data(), end.ptr) : "?";
}

std::string rectangle(int x, int y, int width, int height)
{
    return std::to_string(width) + "×" + std::to_string(height) + " at (" + std::to_string(x) + ", " +
           std::to_string(y) + ")";
}

std::string text(const DrawnCrop &crop)
{
    return "crop " + rectangle(crop.x, crop.y, crop.width, crop.height);
}
std::string text(const DrawnFlip &)
{
    return "flip";
}
std::string text(const DrawnJitter &jitter)
{
    const std::array<std::string, 4> parts = {"brightness " + number(jitter.brightness, 2),
                                              "contrast " + number(jitter.contrast, 2),
                                              "saturation " + number(jitter.saturation, 2),
                                              "hue " + std::string(jitter.hue < 0 ? "" : "+") + number(jitter.hue, 3)};
    std::string joined;
    for (const std::uint8_t part : jitter.order)
        joined += (joined.empty() ? "" : ", ") + parts[part];
    return joined;
}
std::string text(const DrawnGrayscale &)
{
    return "grayscale";
}
std::string text(const DrawnBlur &blur)
{
    return "blur σ " + number(blur.sigma, 2) + " over " + std::to_string(blur.taps) + " px";
}
std::string text(const DrawnSolarize &solarize)
{
    return "solarize from " + number(solarize.threshold, 0);
}
std::string text(const DrawnRotation &rotation)
{
    return "rotate " + number(rotation.degrees, 1) + "°";
}
std::string text(const DrawnCutout &hole)
{
    return "cutout " + rectangle(hole.x, hole.y, hole.width, hole.height);
}
std::string text(const DrawnNoise &noise)
{
    return "noise σ " + number(noise.sigma, 1);
}
std::string text(const DrawnSobel &)
{
    return "Sobel";
}

} // namespace

std::string describeView(const DrawnView &view)
{
    std::string line;
    bool cropped = false;
    for (const DrawnOperation &operation : view.operations) {
        line += (line.empty() ? "" : ", ") + std::visit([](const auto &drawn) { return text(drawn); }, operation);
        cropped = cropped || std::holds_alternative<DrawnCrop>(operation);
    }
    if (cropped)
        return line;
    return line.empty() ? "whole image" : "whole image, " + line;
}

} // namespace tandem
