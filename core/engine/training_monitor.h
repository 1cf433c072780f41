#pragma once

#include "core/augment/pipeline.h"
#include "core/config/schedule.h"
#include "core/engine/contrastive_step.h"
#include "core/engine/evaluation.h"
#include "core/engine/online_probe.h"
#include "core/engine/optimizer.h"
#include "core/engine/sample_tracker.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tandem::engine {

struct MonitorRequest {
    Settings settings; // resolved
    Pipeline pipeline;
    Schedule schedule;
    ImageSetPtr train;
    ImageSetPtr test;
    std::int64_t featureDimension = 0;
    torch::Device device = torch::kCPU;
    std::shared_ptr<Ranks> ranks;
};

/// What is observed of a run beside training it: it reads the network, the optimiser and each step's outcome, and
/// writes to none of them. What it gathers over steps belongs into the checkpoint. One thread.
class TrainingMonitor {
public:
    TrainingMonitor(MonitorRequest request, const GroupedParameters &parameters);

    /// Norms of the last step before an evaluation.
    void beforeUpdate(const Optimizer &optimizer);
    void afterUpdate(const Optimizer &optimizer);
    /// `step` updates were done before this one; `samples` are this rank's. All ranks call it.
    void afterStep(std::int64_t step, std::span<const std::uint32_t> samples, const ContrastiveStep::Outcome &outcome);
    /// Puts together what the ranks gathered. All ranks call it, before an evaluation and before state() is saved.
    void share() { m_samples.share(); }
    /// What an evaluation records beside kNN. The model must outlive the function.
    [[nodiscard]] MoreMeasures measures(Model &model);
    /// All that is kept from step to step. Shares storage.
    [[nodiscard]] std::vector<torch::Tensor> state() const;

private:
    void addLayers(EvaluationRecord &record) const;
    void addSamples(EvaluationRecord &record) const;
    void addPairs(Model &model, EvaluationRecord &record) const;

    MonitorRequest m_request;
    std::vector<std::string> m_names; // of parameters: adapted ones, then excluded ones
    torch::Tensor m_norms;            // [3, parameters]: gradient, weight, trust; NaN where there is none
    SampleTracker m_samples;
    std::optional<OnlineProbe> m_probe;
    Schedule m_probeSchedule;
};

} // namespace tandem::engine
