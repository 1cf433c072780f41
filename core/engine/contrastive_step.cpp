#include "core/engine/contrastive_step.h"

#include "core/engine/anchor_statistics.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tandem::engine {

namespace {

/// Images first … last-1 of a batch as a chunk of its own: their first views, then their second ones.
struct Chunk {
    std::int64_t first, last;

    [[nodiscard]] torch::Tensor of(const torch::Tensor &rows) const // [2N, …] to [2(last-first), …]
    {
        const std::int64_t n = rows.size(0) / 2;
        return torch::cat({rows.slice(0, first, last), rows.slice(0, n + first, n + last)});
    }
};

std::vector<Chunk> chunksOf(std::int64_t images, std::int64_t size)
{
    std::vector<Chunk> chunks;
    for (std::int64_t first = 0; first < images; first += size)
        chunks.push_back({first, std::min(first + size, images)});
    return chunks;
}

/// Rows of chunks, each [views a; views b], as the rows of the batch in the same order of views.
torch::Tensor joined(const std::vector<torch::Tensor> &parts)
{
    std::vector<torch::Tensor> firstViews, secondViews;
    for (const auto &part : parts) {
        const std::int64_t n = part.size(0) / 2;
        firstViews.push_back(part.slice(0, 0, n));
        secondViews.push_back(part.slice(0, n));
    }
    firstViews.insert(firstViews.end(), secondViews.begin(), secondViews.end());
    return torch::cat(firstViews);
}

} // namespace

ContrastiveStep::ContrastiveStep(Model model, const ObjectiveOptions &objective, const StepOptions &options,
                                 std::shared_ptr<Ranks> ranks)
    : m_model(std::move(model)), m_objective(objective), m_options(options), m_ranks(std::move(ranks)),
      m_reducer(std::make_unique<GradientReducer>(m_model->parameters(), m_ranks))
{
}

ContrastiveStep::Outcome ContrastiveStep::compute(const torch::Tensor &views, double lossScale, std::int64_t images)
{
    if (images == 0)
        images = views.size(0) / 2;
    if (m_options.chunk > 0)
        return computeInChunks(views, lossScale, images);
    const auto encoded = encode(views); // both views in one forward: batch-norm sees all 2N
    m_reducer->begin();
    auto outcome = compare(encoded.z, lossScale, images);
    m_reducer->finish();
    outcome.h = encoded.h.detach();
    return outcome;
}

ModelImpl::Output ContrastiveStep::encode(const torch::Tensor &views)
{
    const AutocastGuard autocast(m_options.precision, views.device().type());
    return m_model->forward(views);
}

ContrastiveStep::Outcome ContrastiveStep::compare(const torch::Tensor &z, double lossScale, std::int64_t images) const
{
    const auto rows = viewRows(m_ranks->slice(images), images, z.device());
    const auto anchors = comparable(z, m_objective);
    const ContrastBatch batch{anchors, gatherRows(anchors, rows, 2 * images, m_ranks), rows};
    const auto loss = contrastiveLoss(batch, m_objective);
    (lossScale == 1 ? loss : loss * lossScale).backward();
    return {loss.detach(), contrastStatistics(batch, m_objective), anchorStatistics(batch, m_objective), {}};
}

ContrastiveStep::Outcome ContrastiveStep::computeInChunks(const torch::Tensor &views, double lossScale,
                                                          std::int64_t images)
{
    const std::int64_t own = views.size(0) / 2;
    const auto chunks = chunksOf(own, m_options.chunk);
    std::vector<torch::Tensor> parts;
    std::vector<torch::Tensor> features;
    {
        const torch::NoGradGuard noGraph;
        const auto frozen = RunningStatistics::frozen(); // the second pass moves them
        for (const Chunk &chunk : chunks) {
            const auto encoded = encode(chunk.of(views));
            parts.push_back(encoded.z);
            features.push_back(encoded.h);
        }
    }
    const auto z = joined(std::exchange(parts, {})).requires_grad_();
    auto outcome = compare(z, lossScale, images);
    outcome.h = joined(features);
    const auto count = static_cast<double>(own);
    for (const Chunk &chunk : chunks) {
        const auto statistics = RunningStatistics::chunk(static_cast<double>(chunk.last - chunk.first) / count,
                                                         static_cast<double>(chunk.last) / count);
        encode(chunk.of(views)).z.backward(chunk.of(z.grad()));
    }
    m_reducer->finish();
    return outcome;
}

} // namespace tandem::engine
