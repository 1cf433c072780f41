#pragma once

#include "core/augment/pipeline.h"
#include "core/engine/evaluation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem::engine {

/// The training images whose h and z a run stores with each evaluation (probeSamples), and how they are measured. What
/// the evaluation has encoded for its bank is not encoded again. Reads the network and changes nothing of it. All ranks
/// do the same.
class EmbeddingProbe {
public:
    /// Settings as resolved. No images where evaluate.probe_images is 0.
    EmbeddingProbe(const Settings &settings, Pipeline pipeline, ImageSetPtr train, const torch::Device &device,
                   std::shared_ptr<Ranks> ranks);

    [[nodiscard]] bool isEmpty() const { return m_samples.empty(); }
    /// `bank`: features of the evaluation's bank under these weights, or without tensors where there are none; then
    /// classes are not predicted either. Epoch, step and time are left to the caller. None if `stop` was requested.
    [[nodiscard]] std::optional<EmbeddingRecord> measure(Model &model, const Features &bank,
                                                         const std::stop_token &stop) const;

private:
    struct Rows {
        torch::Tensor h, z;
    };
    [[nodiscard]] std::optional<Rows> features(Model &model, const Features &bank, const std::stop_token &stop) const;
    [[nodiscard]] std::vector<float> positives(Model &model) const;

    Settings m_settings;
    Pipeline m_pipeline;
    ImageSetPtr m_train;
    torch::Device m_device;
    std::shared_ptr<Ranks> m_ranks;
    std::vector<std::uint32_t> m_samples;
    std::vector<std::int64_t> m_bankRows; // of each sample, -1 where the bank does not hold it
    ImageSetPtr m_all;                    // the samples
    std::vector<std::int64_t> m_missing;  // places in m_samples that the bank does not hold
    std::vector<std::int64_t> m_paired;   // places whose two views are compared
};

/// How many evaluations there were, this one included, when one is made after `epoch` of a run that evaluates every so
/// many epochs (0: at the end alone); 0 before training.
[[nodiscard]] std::int64_t evaluationOrdinal(std::int64_t epoch, std::int64_t every);

} // namespace tandem::engine
