#pragma once

#include "core/engine/ranks.h"

#include <torch/torch.h>

#include <memory>
#include <vector>

namespace tandem::engine {

/// Sums the gradients of parameters over the ranks, while the backward pass still runs: parameters are put into buckets
/// of some megabytes, the last ones first as their gradients come first, and a bucket is sent as soon as it and all
/// before it are complete. One thread.
class GradientReducer {
public:
    GradientReducer(std::vector<torch::Tensor> parameters, std::shared_ptr<Ranks> ranks);
    ~GradientReducer();
    GradientReducer(const GradientReducer &) = delete;
    GradientReducer &operator=(const GradientReducer &) = delete;

    /// The backward pass that follows is the step's last: gradients are final as they come.
    void begin();
    /// Sends what is left, and waits: afterwards every parameter's gradient is the sum. A parameter without gradient
    /// counts as zero.
    void finish();

private:
    struct Bucket {
        std::vector<torch::Tensor> parameters;
        std::size_t ready = 0;
        torch::Tensor flat;
        std::unique_ptr<Ranks::Pending> sum;
    };

    void markReady(std::size_t bucket);
    void send(Bucket &bucket);

    std::shared_ptr<Ranks> m_ranks;
    std::vector<Bucket> m_buckets;
    std::vector<std::pair<std::shared_ptr<torch::autograd::Node>, std::uintptr_t>> m_hooks;
    std::size_t m_sent = 0; // buckets sent, in order
    bool m_isLast = false;
};

} // namespace tandem::engine
