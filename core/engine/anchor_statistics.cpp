#include "core/engine/anchor_statistics.h"

#include "core/engine/row_losses.h"

#include <algorithm>
#include <vector>

namespace tandem::engine {

torch::Tensor anchorStatistics(const ContrastBatch &batch, const ObjectiveOptions &options)
{
    const torch::NoGradGuard guard;
    const auto anchors = batch.anchors.detach();
    const auto candidates = batch.candidates.detach();
    const auto weightScale = pairWeightScale(candidates, options);
    const std::int64_t tile = tileRowsFor(candidates.size(0));
    std::vector<torch::Tensor> parts{torch::empty({0, 2}, anchors.options().dtype(torch::kDouble))};
    for (std::int64_t first = 0; first < anchors.size(0); first += tile) {
        const std::int64_t last = std::min(first + tile, anchors.size(0));
        const auto rows = batch.rows.slice(0, first, last);
        const auto similarity = torch::mm(anchors.slice(0, first, last), candidates.t());
        const auto positive = similarity.gather(1, positiveColumns(rows, candidates.size(0)));
        const auto rank = similarity.ge(positive).scatter_(1, rows.unsqueeze(1), false).sum(1); // the positive is one
        const auto losses = rowLosses(similarity, rows, weightScale, options);
        parts.push_back(torch::stack({losses.to(torch::kDouble), rank.to(torch::kDouble)}, 1));
    }
    return torch::cat(parts);
}

} // namespace tandem::engine
