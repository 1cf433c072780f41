#include "core/engine/gradient_reducer.h"

#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>

#include <functional>
#include <utility>

namespace tandem::engine {

namespace {

constexpr std::size_t kBucketBytes = 4 << 20;

/// Calls back when a parameter's gradient has been accumulated.
class Callback final : public torch::autograd::FunctionPostHook {
public:
    explicit Callback(std::function<void()> act) : m_act(std::move(act)) {}
    torch::autograd::variable_list operator()(const torch::autograd::variable_list &outputs,
                                              const torch::autograd::variable_list &) override
    {
        m_act();
        return outputs;
    }

private:
    std::function<void()> m_act;
};

} // namespace

GradientReducer::GradientReducer(std::vector<torch::Tensor> parameters, std::shared_ptr<Ranks> ranks)
    : m_ranks(std::move(ranks))
{
    std::size_t bytes = kBucketBytes;
    for (auto parameter = parameters.rbegin(); parameter != parameters.rend(); ++parameter) {
        if (bytes >= kBucketBytes) {
            m_buckets.emplace_back();
            bytes = 0;
        }
        bytes += parameter->nbytes();
        m_buckets.back().parameters.push_back(*parameter);
    }
    if (m_ranks->size() == 1)
        return;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        for (const auto &parameter : m_buckets[i].parameters) {
            auto accumulator = torch::autograd::impl::grad_accumulator(parameter);
            const auto key = accumulator->add_post_hook(std::make_unique<Callback>([this, i] { markReady(i); }));
            m_hooks.emplace_back(std::move(accumulator), key);
        }
    }
}

GradientReducer::~GradientReducer()
{
    for (const auto &[node, key] : m_hooks)
        node->del_post_hook(key);
}

void GradientReducer::begin()
{
    m_isLast = true;
    m_sent = 0;
    for (Bucket &bucket : m_buckets)
        bucket.ready = 0;
}

void GradientReducer::markReady(std::size_t index)
{
    if (!m_isLast)
        return;
    ++m_buckets[index].ready;
    // In order, so that all ranks send the same bucket at the same place.
    while (m_sent < m_buckets.size() && m_buckets[m_sent].ready == m_buckets[m_sent].parameters.size())
        send(m_buckets[m_sent++]);
}

void GradientReducer::send(Bucket &bucket)
{
    const torch::NoGradGuard guard;
    std::vector<torch::Tensor> parts;
    for (const auto &parameter : bucket.parameters)
        parts.push_back((parameter.grad().defined() ? parameter.grad() : torch::zeros_like(parameter)).reshape({-1}));
    bucket.flat = torch::cat(parts);
    bucket.sum = m_ranks->sumLater(bucket.flat);
}

void GradientReducer::finish()
{
    if (m_ranks->size() == 1)
        return;
    const torch::NoGradGuard guard;
    if (!std::exchange(m_isLast, false))
        m_sent = 0;
    for (; m_sent < m_buckets.size(); ++m_sent)
        send(m_buckets[m_sent]);
    for (Bucket &bucket : m_buckets) {
        bucket.sum->wait();
        std::int64_t offset = 0;
        for (auto &parameter : bucket.parameters) {
            const std::int64_t count = parameter.numel();
            const auto summed = bucket.flat.slice(0, offset, offset + count).view(parameter.sizes());
            if (parameter.grad().defined())
                parameter.mutable_grad().copy_(summed);
            else
                parameter.mutable_grad() = summed.clone();
            offset += count;
        }
        bucket.flat.reset();
        bucket.sum.reset();
    }
}

} // namespace tandem::engine
