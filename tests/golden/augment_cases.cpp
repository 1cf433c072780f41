#include "core/augment/renderer.h"
#include "tests/golden/case_folder.h"
#include "tests/golden/subjects.h"

#include <cmath>

namespace tandem::golden {

namespace {

struct Picture {
    std::string name;
    torch::Tensor pixels; // [H, W, 3] bytes
};

torch::Tensor toBytes(const torch::Tensor &values)
{
    return values.round().clamp(0, 255).to(torch::kUInt8).contiguous();
}

/// What a photograph has: smooth color, a sharp edge and some grain.
torch::Tensor scene(std::int64_t height, std::int64_t width)
{
    const auto y = torch::linspace(0, 6, height).view({-1, 1, 1});
    const auto x = torch::linspace(0, 9, width).view({1, -1, 1});
    const auto phase = torch::tensor({0.0, 1.3, 2.9}).view({1, 1, 3});
    auto values = 128 + 100 * torch::sin(x + 0.6 * y + phase) * torch::cos(0.7 * y - 0.2 * x * phase);
    const auto disk = (x - 5).pow(2) + (y - 3).pow(2) < 3;
    values = torch::where(disk, values * 0.3 + torch::tensor({150.0, 20.0, 60.0}).view({1, 1, 3}), values);
    return toBytes(values + 4 * torch::randn({height, width, 3}));
}

/// The hardest case for anything that interpolates: every pixel of its own.
torch::Tensor grain(std::int64_t height, std::int64_t width)
{
    return torch::randint(0, 256, {height, width, 3}, torch::kUInt8);
}

/// Every 8-bit color on a grid of 17 levels, gray ones and pure ones included; 4913 pixels in 71 x 71, filled with
/// black.
torch::Tensor palette()
{
    auto pixels = torch::zeros({71 * 71, 3}, torch::kUInt8);
    for (std::int64_t i = 0; i < 17 * 17 * 17; ++i)
        for (std::int64_t c = 0, rest = i; c < 3; ++c, rest /= 17)
            pixels[i][c] = std::min<std::int64_t>(255, 16 * (rest % 17));
    return pixels.view({71, 71, 3});
}

class Writer {
public:
    explicit Writer(std::filesystem::path out) : m_out(std::move(out)) {}

    void write(const Picture &picture, const DrawnView &view, nlohmann::json facts)
    {
        const ImageView image{picture.pixels.data_ptr<std::uint8_t>(), static_cast<int>(picture.pixels.size(1)),
                              static_cast<int>(picture.pixels.size(0))};
        const auto rendered = torch::empty({view.size, view.size, 3}, torch::kUInt8);
        m_renderer.render(image, view, {rendered.data_ptr<std::uint8_t>(), static_cast<std::size_t>(rendered.numel())});
        const CaseFolder folder(m_out / std::to_string(m_count++));
        folder.add("image", picture.pixels);
        folder.add("view", rendered);
        facts["picture"] = picture.name;
        facts["size"] = view.size;
        folder.close(facts);
    }

private:
    std::filesystem::path m_out;
    ViewRenderer m_renderer;
    int m_count = 0;
};

void crops(Writer &writer)
{
    struct Crop {
        DrawnCrop crop;
        int size;
    };
    for (const Picture &picture : {Picture{"scene", scene(120, 160)}, Picture{"grain", grain(120, 160)}})
        for (const auto &[crop, size] :
             {Crop{{0, 0, 160, 120}, 32}, Crop{{13, 7, 101, 83}, 32}, Crop{{40, 21, 64, 64}, 64},
              Crop{{90, 60, 23, 31}, 48}, Crop{{0, 100, 160, 20}, 71}, Crop{{150, 3, 10, 117}, 24}})
            writer.write(picture, {size, {crop}},
                         {{"operation", "crop"}, {"crop", {crop.y, crop.x, crop.height, crop.width}}});
}

/// The parts alone, then all four in several orders.
void jitters(Writer &writer, const std::vector<Picture> &pictures)
{
    std::vector<DrawnJitter> drawn;
    for (const double factor : {0.0, 0.2, 0.7, 1.0, 1.3, 1.8}) {
        drawn.push_back({.brightness = factor});
        drawn.push_back({.contrast = factor});
        drawn.push_back({.saturation = factor});
    }
    for (const double hue : {-0.5, -0.2, -0.03, 0.01, 0.1, 0.2, 0.5})
        drawn.push_back({.hue = hue});
    for (const std::array<std::uint8_t, 4> order :
         {std::array<std::uint8_t, 4>{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}})
        drawn.push_back({1.3, 0.7, 1.4, -0.1, order});
    for (const Picture &picture : pictures)
        for (const DrawnJitter &jitter : drawn)
            writer.write(picture, {static_cast<int>(picture.pixels.size(0)), {jitter}},
                         {{"operation", "jitter"},
                          {"brightness", jitter.brightness},
                          {"contrast", jitter.contrast},
                          {"saturation", jitter.saturation},
                          {"hue", jitter.hue},
                          {"order", std::vector<int>(jitter.order.begin(), jitter.order.end())}});
}

void filters(Writer &writer, const Picture &picture)
{
    const int size = static_cast<int>(picture.pixels.size(0));
    for (const double sigma : {0.1, 0.4, 1.0, 2.0})
        for (const int taps : {3, 9, 23})
            writer.write(picture, {size, {DrawnBlur{sigma, taps}}},
                         {{"operation", "blur"}, {"sigma", sigma}, {"taps", taps}});
    for (const double degrees : {0.0, 90.0, 180.0, 270.0, 7.0, -30.0, 45.0, 123.4})
        writer.write(picture, {size, {DrawnRotation{degrees}}}, {{"operation", "rotate"}, {"degrees", degrees}});
}

void simple(Writer &writer, const Picture &picture)
{
    const int size = static_cast<int>(picture.pixels.size(0));
    writer.write(picture, {size, {DrawnFlip{}}}, {{"operation", "flip"}});
    writer.write(picture, {size, {DrawnGrayscale{}}}, {{"operation", "grayscale"}});
    for (const double threshold : {0.0, 1.0, 128.0, 200.5, 255.0})
        writer.write(picture, {size, {DrawnSolarize{threshold}}},
                     {{"operation", "solarize"}, {"threshold", threshold}});
    const DrawnCutout hole{size / 4, size / 3, size / 5, size / 2};
    writer.write(picture, {size, {hole}},
                 {{"operation", "cutout"}, {"hole", {hole.y, hole.x, hole.height, hole.width}}});
}

} // namespace

void augmentCases(const std::filesystem::path &out)
{
    torch::manual_seed(4);
    Writer writer(out);
    const std::vector<Picture> squares{{"scene", scene(64, 64)}, {"grain", grain(47, 47)}, {"palette", palette()}};
    crops(writer);
    jitters(writer, squares);
    for (const Picture &picture : squares) {
        filters(writer, picture);
        simple(writer, picture);
    }
}

} // namespace tandem::golden
