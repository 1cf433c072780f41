#include "core/engine/contrastive_step.h"

namespace tandem::engine {

ContrastiveStep::Outcome ContrastiveStep::compute(const torch::Tensor &views)
{
    const auto z = m_model->forward(views).z; // both views in one forward: batch-norm sees all 2N
    const auto batch = wholeBatch(comparable(z, m_objective));
    const auto loss = contrastiveLoss(batch, m_objective);
    loss.backward();
    return {loss.detach(), contrastStatistics(batch, m_objective)};
}

} // namespace tandem::engine
