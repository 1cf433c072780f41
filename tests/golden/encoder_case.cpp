#include "core/engine/encoder.h"
#include "core/engine/initialization.h"
#include "tests/golden/case_folder.h"
#include "tests/golden/subjects.h"

namespace tandem::golden {

namespace {

using namespace tandem::engine;

bool endsWith(const std::string &text, const std::string &end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Gives batch-norm parameters and statistics values that leave nothing neutral: a last gamma of zero would silence
/// its branch, a mean of zero would hide that it is subtracted.
void stir(torch::nn::Module &encoder)
{
    const torch::NoGradGuard guard;
    for (auto &parameter : encoder.named_parameters()) {
        if (parameter.value().dim() > 1)
            continue;
        if (endsWith(parameter.key(), "weight"))
            parameter.value().uniform_(0.5, 1.5);
        else
            parameter.value().normal_(0, 0.2);
    }
    for (auto &buffer : encoder.named_buffers()) {
        if (endsWith(buffer.key(), "running_mean"))
            buffer.value().normal_(0, 0.2);
        else if (endsWith(buffer.key(), "running_var"))
            buffer.value().uniform_(0.5, 2);
    }
}

void addBuffers(const CaseFolder &folder, const std::string &prefix, const torch::nn::Module &encoder)
{
    for (const auto &buffer : encoder.named_buffers())
        folder.add(prefix + buffer.key(), buffer.value());
}

} // namespace

void encoderCase(const std::filesystem::path &out, std::span<const std::string> arguments)
{
    if (arguments.size() != 4)
        throw std::runtime_error("encoder OUT DEPTH WIDTH cifar|imagenet float|double");
    torch::manual_seed(1);
    EncoderOptions options;
    options.depth = std::stoi(arguments[0]);
    options.width = std::stod(arguments[1]);
    options.stem = arguments[2] == "cifar" ? Stem::Cifar : Stem::ImageNet;
    const auto type = arguments[3] == "double" ? torch::kFloat64 : torch::kFloat32;
    Encoder encoder(options);
    initializeWeights(*encoder, 1);
    encoder->to(type);
    stir(*encoder);

    const CaseFolder folder(out);
    const std::int64_t side = options.stem == Stem::Cifar ? 20 : 72; // odd sizes on the way down
    const auto views = torch::rand({6, 3, side, side}, type);
    const auto direction = torch::randn({6, encoder->featureDimension()}, type);
    folder.add("views", views);
    folder.add("direction", direction);
    for (const auto &parameter : encoder->named_parameters())
        folder.add("state/" + parameter.key(), parameter.value());
    addBuffers(folder, "state/", *encoder);

    encoder->eval();
    {
        const torch::NoGradGuard guard;
        folder.add("evaluated", encoder->forward(views));
    }
    encoder->train();
    const auto trained = encoder->forward(views);
    folder.add("trained", trained);
    addBuffers(folder, "after/", *encoder);
    (trained * direction).sum().backward();
    for (const auto &parameter : encoder->named_parameters())
        folder.add("gradient/" + parameter.key(), parameter.value().grad());
    folder.close({{"features", encoder->featureDimension()}});
}

} // namespace tandem::golden
