#include "core/engine/evaluation.h"

#include "core/augment/renderer.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kImagesPerForward = 500;
constexpr std::int64_t kTestRowsPerTile = 250; // similarities of a tile: 250 x bank, 50 MB for 50 000 images

torch::Tensor unitRows(const torch::Tensor &features)
{
    return F::normalize(features.to(torch::kFloat32), F::NormalizeFuncOptions().dim(1));
}

/// Puts a module into eval mode and back.
class EvalMode {
public:
    explicit EvalMode(torch::nn::Module &module) : m_module(module), m_wasTraining(module.is_training())
    {
        m_module.eval();
    }
    ~EvalMode() { m_module.train(m_wasTraining); }
    EvalMode(const EvalMode &) = delete;
    EvalMode &operator=(const EvalMode &) = delete;

private:
    torch::nn::Module &m_module;
    bool m_wasTraining;
};

void renderRange(const ImageSet &images, std::int64_t first, std::int64_t count, std::int64_t side,
                 std::vector<std::uint8_t> &pixels)
{
    const auto bytes = static_cast<std::size_t>(side * side * 3);
    pixels.resize(static_cast<std::size_t>(count) * bytes);
    at::parallel_for(0, count, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            renderForEvaluation(images.image(static_cast<std::uint32_t>(first + i)), static_cast<int>(side),
                                std::span(pixels).subspan(static_cast<std::size_t>(i) * bytes, bytes));
    });
}

struct Labelled {
    torch::Tensor features; // unit rows with a label
    torch::Tensor labels;   // [rows], long
};

Labelled labelledRows(const torch::Tensor &features, const std::vector<std::int32_t> &labels)
{
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == kNoLabel)
            continue;
        rows.push_back(static_cast<std::int64_t>(i));
        kept.push_back(labels[i]);
    }
    const auto index = torch::tensor(rows, torch::kLong);
    return {unitRows(features.index_select(0, index)), torch::tensor(kept, torch::kLong)};
}

} // namespace

std::optional<Features> extractFeatures(Model &model, const ImageSet &images, std::int64_t viewSize,
                                        const torch::Device &device, const std::stop_token &stop,
                                        const std::shared_ptr<Ranks> &ranks)
{
    const EvalMode mode(*model);
    const torch::NoGradGuard guard;
    const std::int64_t total = images.size();
    const RankSlice own = ranks->slice(total);
    std::vector<torch::Tensor> h;
    std::vector<torch::Tensor> z;
    std::vector<std::uint8_t> pixels;
    for (std::int64_t first = own.first; first < own.last; first += kImagesPerForward) {
        if (stop.stop_requested())
            return std::nullopt;
        const std::int64_t count = std::min(kImagesPerForward, own.last - first);
        renderRange(images, first, count, viewSize, pixels);
        const auto output = model->forward(imagesToTensor(pixels.data(), count, viewSize, device));
        h.push_back(output.h.to(torch::kCPU, torch::kFloat32));
        z.push_back(output.z.to(torch::kCPU, torch::kFloat32));
    }
    const auto gathered = [&](std::vector<torch::Tensor> parts, std::int64_t dimension) {
        parts.push_back(torch::empty({0, dimension})); // a rank may have none
        const auto rows = torch::arange(own.first, own.last, torch::TensorOptions(torch::kLong).device(device));
        const auto local = torch::cat(parts);
        return ranks->size() == 1 ? local : gatherRows(local.to(device), rows, total, ranks).to(torch::kCPU);
    };
    Features features{gathered(h, model->encoder->featureDimension()), gathered(z, model->head->outputDimension()), {}};
    for (std::uint32_t i = 0; i < images.size(); ++i)
        features.labels.push_back(images.label(i));
    return features;
}

std::optional<double> knnAccuracy(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels,
                                  const torch::Tensor &test, const std::vector<std::int32_t> &testLabels,
                                  const KnnOptions &options, const std::shared_ptr<Ranks> &ranks)
{
    const torch::NoGradGuard guard;
    const Labelled known = labelledRows(bank, bankLabels);
    const Labelled asked = labelledRows(test, testLabels);
    const std::int64_t knownCount = known.labels.size(0);
    const std::int64_t askedCount = asked.labels.size(0);
    if (knownCount == 0 || askedCount == 0)
        return std::nullopt;
    const std::int64_t classes = known.labels.max().item<std::int64_t>() + 1;
    const std::int64_t k = std::min(options.neighbors, knownCount);
    const auto transposed = known.features.t().contiguous();
    const RankSlice own = ranks->slice(askedCount);
    auto correct = torch::zeros({1}, torch::kDouble); // of the own share
    for (std::int64_t first = own.first; first < own.last; first += kTestRowsPerTile) {
        const std::int64_t last = std::min(first + kTestRowsPerTile, own.last);
        const auto [cosine, index] = torch::mm(asked.features.slice(0, first, last), transposed).topk(k, 1);
        // exp(cosine/t) relative to the best neighbour: the same vote without overflow at low temperatures.
        const auto weight = ((cosine - cosine.slice(1, 0, 1)) / options.temperature).exp().to(torch::kDouble);
        const auto votes = torch::zeros({last - first, classes}, torch::kDouble)
                               .scatter_add_(1, known.labels.index_select(0, index.flatten()).view_as(index), weight);
        correct += votes.argmax(1).eq(asked.labels.slice(0, first, last)).sum();
    }
    correct = correct.to(ranks->device());
    ranks->sum(correct);
    return correct.item<double>() / static_cast<double>(askedCount);
}

double unitFeatureStd(const torch::Tensor &features)
{
    const torch::NoGradGuard guard;
    return unitRows(features).to(torch::kDouble).std(0, /*unbiased=*/false).mean().item<double>();
}

std::optional<EvaluationRecord> evaluate(Model &model, const EvaluationImages &images, const EvaluateSettings &settings,
                                         std::int64_t viewSize, const torch::Device &device,
                                         const std::stop_token &stop, const std::shared_ptr<Ranks> &ranks)
{
    const auto started = std::chrono::steady_clock::now();
    const auto test = extractFeatures(model, *images.test, viewSize, device, stop, ranks);
    if (!test)
        return std::nullopt;
    EvaluationRecord record;
    record.knnTemperature = settings.knnTemperature;
    record.testSize = images.test->size();
    record.testSplit = images.testSplit;
    record.featureStd = unitFeatureStd(test->h);
    record.projectionStd = unitFeatureStd(test->z);
    // Without labels there is nothing to vote on, and encoding the bank would be wasted.
    if (!images.test->classNames().empty() && !images.bank->classNames().empty()) {
        const auto bank = extractFeatures(model, *images.bank, viewSize, device, stop, ranks);
        if (!bank)
            return std::nullopt;
        record.bankSize = images.bank->size();
        record.knnNeighbors = std::min<std::int64_t>(settings.knnNeighbors, record.bankSize);
        record.knnAccuracy = knnAccuracy(bank->h, bank->labels, test->h, test->labels,
                                         {settings.knnNeighbors, settings.knnTemperature}, ranks);
    }
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return record;
}

} // namespace tandem::engine
