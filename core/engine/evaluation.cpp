#include "core/engine/evaluation.h"

#include "core/augment/renderer.h"
#include "core/engine/diagnostics.h"
#include "core/engine/eval_mode.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kTop = 5;
constexpr std::int64_t kTestRowsPerTile = 250; // similarities of a tile: 250 x bank, 50 MB for 50 000 images

torch::Tensor unitRows(const torch::Tensor &features)
{
    return F::normalize(features.to(torch::kFloat32), F::NormalizeFuncOptions().dim(1));
}

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

/// Rows with a label, of unit length, as those that vote or are asked about.
struct Labelled {
    torch::Tensor features; // [rows, D]
    torch::Tensor labels;   // [rows], long
    torch::Tensor places;   // [all rows], long: where each stands here, -1 where it has no label
};

Labelled labelledRows(const torch::Tensor &features, const std::vector<std::int32_t> &labels)
{
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> places(labels.size(), -1);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == kNoLabel)
            continue;
        places[i] = static_cast<std::int64_t>(rows.size());
        rows.push_back(static_cast<std::int64_t>(i));
        kept.push_back(labels[i]);
    }
    const auto index = torch::tensor(rows, torch::kLong);
    return {unitRows(features.index_select(0, index)), torch::tensor(kept, torch::kLong),
            torch::tensor(places, torch::kLong)};
}

/// The vote of weighted nearest neighbours among known rows.
class NeighborVote {
public:
    NeighborVote(const Labelled &known, const KnnOptions &options)
        : m_labels(known.labels), m_transposed(known.features.t().contiguous()), m_temperature(options.temperature),
          m_neighbors(std::min(options.neighbors, known.labels.size(0))),
          m_classes(known.labels.max().item<std::int64_t>() + 1)
    {
    }

    [[nodiscard]] std::int64_t classes() const { return m_classes; }
    /// Unit rows [M, D] to sums of weights [M, classes]. `excluded` [M] of type long names a known row for each that
    /// has no vote on it, or -1.
    [[nodiscard]] torch::Tensor votes(const torch::Tensor &asked, const torch::Tensor &excluded = {}) const
    {
        auto similarity = torch::mm(asked, m_transposed);
        if (excluded.defined()) {
            const auto rows = excluded.ge(0).nonzero().flatten();
            similarity.index_put_({rows, excluded.index_select(0, rows)}, -std::numeric_limits<float>::infinity());
        }
        const auto [cosine, index] = similarity.topk(m_neighbors, 1);
        // exp(cosine/t) relative to the best neighbour: the same vote without overflow at low temperatures.
        const auto best = cosine.slice(1, 0, 1).clamp_min(-1); // -inf where the only neighbour is left out
        const auto weight = ((cosine - best) / m_temperature).exp().to(torch::kDouble);
        return torch::zeros({asked.size(0), m_classes}, torch::kDouble)
            .scatter_add_(1, m_labels.index_select(0, index.flatten()).view_as(index), weight);
    }

private:
    torch::Tensor m_labels;
    torch::Tensor m_transposed;
    double m_temperature;
    std::int64_t m_neighbors;
    std::int64_t m_classes;
};

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
        if (ranks->size() == 1)
            return local;
        const auto all = gatherRows(local.to(device), rows, total, ranks);
        ranks->settle();
        return all.to(torch::kCPU);
    };
    Features features{gathered(h, model->encoder->featureDimension()), gathered(z, model->head->outputDimension()), {}};
    for (std::uint32_t i = 0; i < images.size(); ++i)
        features.labels.push_back(images.label(i));
    return features;
}

Accuracy accuracyOf(const torch::Tensor &scores, const torch::Tensor &labels)
{
    const torch::NoGradGuard guard;
    const auto count = static_cast<double>(labels.size(0));
    Accuracy accuracy{scores.argmax(1).eq(labels).sum().item<double>() / count, std::nullopt};
    if (scores.size(1) > kTop) {
        const auto found = std::get<1>(scores.topk(kTop, 1)).eq(labels.unsqueeze(1)).any(1);
        accuracy.top5 = found.sum().item<double>() / count;
    }
    return accuracy;
}

std::optional<Accuracy> knnAccuracy(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels,
                                    const torch::Tensor &test, const std::vector<std::int32_t> &testLabels,
                                    const KnnOptions &options, const std::shared_ptr<Ranks> &ranks)
{
    const torch::NoGradGuard guard;
    const Labelled known = labelledRows(bank, bankLabels);
    const Labelled asked = labelledRows(test, testLabels);
    const std::int64_t askedCount = asked.labels.size(0);
    if (known.labels.size(0) == 0 || askedCount == 0)
        return std::nullopt;
    const NeighborVote vote(known, options);
    const std::int64_t classes = vote.classes();
    const RankSlice share = ranks->slice(askedCount);
    auto correct = torch::zeros({2}, torch::kDouble); // top-1 and top-5, of the own share
    for (std::int64_t first = share.first; first < share.last; first += kTestRowsPerTile) {
        const std::int64_t last = std::min(first + kTestRowsPerTile, share.last);
        const auto votes = vote.votes(asked.features.slice(0, first, last));
        const auto labels = asked.labels.slice(0, first, last);
        const auto own = torch::constant_pad_nd(votes, {0, 1}).gather(1, labels.clamp_max(classes).unsqueeze(1));
        correct[0] += votes.argmax(1).eq(labels).sum();
        correct[1] += votes.gt(own).sum(1, true).lt(kTop).logical_and(own.gt(0)).sum(); // a class needs a vote
    }
    correct = correct.to(ranks->device());
    ranks->sum(correct);
    ranks->settle();
    correct = correct.to(torch::kCPU) / static_cast<double>(askedCount);
    const auto top5 = classes > kTop ? std::optional(correct[1].item<double>()) : std::nullopt;
    return Accuracy{correct[0].item<double>(), top5};
}

std::vector<std::int32_t> knnClasses(const torch::Tensor &bank, const std::vector<std::int32_t> &bankLabels,
                                     const torch::Tensor &features, const std::vector<std::int64_t> &ownRows,
                                     const KnnOptions &options, const std::shared_ptr<Ranks> &ranks)
{
    const torch::NoGradGuard guard;
    const Labelled known = labelledRows(bank, bankLabels);
    const std::int64_t count = features.size(0);
    std::vector<std::int32_t> classes(static_cast<std::size_t>(count), kNoLabel);
    if (known.labels.size(0) == 0)
        return classes;
    const NeighborVote vote(known, options);
    const auto asked = unitRows(features);
    const auto own = torch::tensor(ownRows, torch::kLong);
    const auto excluded = torch::where(own.ge(0), known.places.index_select(0, own.clamp_min(0)), own);
    const RankSlice share = ranks->slice(count);
    auto found = torch::zeros({count}, torch::kLong); // class + 1, so that ranks add up
    for (std::int64_t first = share.first; first < share.last; first += kTestRowsPerTile) {
        const std::int64_t last = std::min(first + kTestRowsPerTile, share.last);
        const auto votes = vote.votes(asked.slice(0, first, last), excluded.slice(0, first, last));
        const auto [weight, best] = votes.max(1);
        found.slice(0, first, last).copy_(torch::where(weight > 0, best + 1, torch::zeros_like(best)));
    }
    found = found.to(ranks->device());
    ranks->sum(found);
    ranks->settle();
    found = found.to(torch::kCPU);
    const std::int64_t *values = found.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < classes.size(); ++i)
        classes[i] = static_cast<std::int32_t>(values[i] - 1);
    return classes;
}

std::optional<EvaluationRecord> evaluate(Model &model, const EvaluationImages &images, const EvaluateSettings &settings,
                                         std::int64_t viewSize, const torch::Device &device,
                                         const std::stop_token &stop, const std::shared_ptr<Ranks> &ranks,
                                         const MoreMeasures &more, Features *bankSeen)
{
    const auto started = std::chrono::steady_clock::now();
    const auto test = extractFeatures(model, *images.test, viewSize, device, stop, ranks);
    if (!test)
        return std::nullopt;
    EvaluationRecord record;
    record.knnTemperature = settings.knnTemperature;
    record.testSize = images.test->size();
    record.testSplit = images.testSplit;
    addFeatureDiagnostics(test->h, test->z, record);
    if (more)
        more(*test, record);
    // Without labels there is nothing to vote on, and encoding the bank would be wasted.
    if (!images.test->classNames().empty() && !images.bank->classNames().empty()) {
        auto bank = extractFeatures(model, *images.bank, viewSize, device, stop, ranks);
        if (!bank)
            return std::nullopt;
        record.bankSize = images.bank->size();
        record.knnNeighbors = std::min<std::int64_t>(settings.knnNeighbors, record.bankSize);
        if (const auto accuracy = knnAccuracy(bank->h, bank->labels, test->h, test->labels,
                                              {settings.knnNeighbors, settings.knnTemperature}, ranks))
            record.knnAccuracy = accuracy->top1;
        if (bankSeen != nullptr)
            *bankSeen = std::move(*bank);
    }
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return record;
}

} // namespace tandem::engine
