#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace tandem::engine {

/// Keeps fp16 gradients in range: the loss is multiplied by a factor that halves when a gradient overflows and doubles
/// after many steps without (Micikevicius et al. 2018; constants as PyTorch's GradScaler). A factor of 1 that never
/// moves is no scaling.
class LossScale {
public:
    struct State {
        double factor = 1;
        std::int64_t goodSteps = 0; // since the factor last moved
        bool operator==(const State &) const = default;
    };

    LossScale() = default; // no scaling
    /// Scaling that begins with `first`, a power of two.
    [[nodiscard]] static LossScale dynamic(double first = 65536);

    [[nodiscard]] double factor() const { return m_state.factor; }
    /// Divides the gradients by the factor in place, and adapts the factor. False if one is not finite: they must not
    /// be used then. Before anything that looks at the size of gradients, such as the norms of LARS (trap 25). Waits
    /// for the device once.
    [[nodiscard]] bool unscale(const std::vector<torch::Tensor> &parameters);

    /// True once the factor cannot help any more: gradients overflow whatever it is.
    [[nodiscard]] bool isExhausted() const { return m_dynamic && m_state.factor < kSmallest; }
    [[nodiscard]] const State &state() const { return m_state; }
    void restore(const State &state) { m_state = state; }

private:
    static constexpr double kSmallest = 1.0 / 65536;

    bool m_dynamic = false;
    State m_state;
};

} // namespace tandem::engine
