#pragma once

#include <torch/torch.h>

namespace tandem::engine {

/// Puts a module into eval mode, and back when it goes.
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

} // namespace tandem::engine
