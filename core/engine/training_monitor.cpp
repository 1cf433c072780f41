#include "core/engine/training_monitor.h"

#include "core/engine/diagnostics.h"
#include "core/engine/eval_mode.h"
#include "core/engine/view_batch.h"

#include <algorithm>
#include <limits>

namespace tandem::engine {

namespace {

constexpr double kProbeRate = 0.1; // times batch/256, along a cosine (Chen et al. 2020, appendix B.6)

std::vector<torch::Tensor> allOf(const GroupedParameters &groups)
{
    std::vector<torch::Tensor> all = groups.adapted.parameters;
    all.insert(all.end(), groups.excluded.parameters.begin(), groups.excluded.parameters.end());
    return all;
}

bool hasLabels(const ImageSet &images)
{
    for (std::uint32_t i = 0; i < images.size(); ++i)
        if (images.label(i) != kNoLabel)
            return true;
    return false;
}

/// Images whose views are compared: about one in a hundred of those that an evaluation encodes, so that their two views
/// cost a fiftieth of it.
std::vector<std::uint32_t> pairSamples(const ImageSet &train, const ImageSet &test)
{
    constexpr std::uint64_t kFewest = 32, kMost = 512, kShare = 100;
    const std::uint64_t all = std::uint64_t{train.size()} + test.size();
    const std::uint64_t count = std::min<std::uint64_t>(test.size(), std::clamp(all / kShare, kFewest, kMost));
    std::vector<std::uint32_t> samples;
    for (std::uint64_t i = 0; i < count; ++i)
        samples.push_back(static_cast<std::uint32_t>(i * test.size() / count));
    return samples;
}

} // namespace

TrainingMonitor::TrainingMonitor(MonitorRequest request, const GroupedParameters &parameters)
    : m_request(std::move(request)), m_names(parameters.adapted.names),
      m_samples(m_request.train->size(), m_request.device, m_request.ranks), m_probeSchedule(m_request.schedule)
{
    m_names.insert(m_names.end(), parameters.excluded.names.begin(), parameters.excluded.names.end());
    m_norms = torch::full({3, static_cast<std::int64_t>(m_names.size())}, std::numeric_limits<float>::quiet_NaN(),
                          torch::TensorOptions(torch::kFloat32).device(m_request.device));
    const ImageSet &train = *m_request.train;
    if (m_request.settings.evaluate.onlineProbe && hasLabels(train) && hasLabels(*m_request.test))
        m_probe.emplace(m_request.featureDimension, static_cast<std::int64_t>(train.classNames().size()),
                        m_request.device, m_request.ranks);
    m_probeSchedule.warmupSteps = 0;
    m_probeSchedule.peak = kProbeRate * static_cast<double>(m_request.settings.train.batchSize) / 256;
}

void TrainingMonitor::beforeUpdate(const Optimizer &optimizer)
{
    const torch::NoGradGuard guard;
    const auto parameters = allOf(optimizer.parameters());
    std::vector<torch::Tensor> gradients;
    for (const auto &parameter : parameters)
        gradients.push_back(parameter.grad().defined() ? parameter.grad() : torch::zeros_like(parameter));
    m_norms[0].copy_(torch::stack(torch::_foreach_norm(gradients)));
    m_norms[1].copy_(torch::stack(torch::_foreach_norm(parameters)));
}

void TrainingMonitor::afterUpdate(const Optimizer &optimizer)
{
    const torch::NoGradGuard guard;
    const auto &trust = optimizer.layerNorms().trust;
    const auto adapted = static_cast<std::int64_t>(optimizer.parameters().adapted.names.size());
    if (trust.defined() && trust.size(0) == adapted)
        m_norms[2].slice(0, 0, adapted).copy_(trust);
}

void TrainingMonitor::afterStep(std::int64_t step, std::span<const std::uint32_t> samples,
                                const ContrastiveStep::Outcome &outcome)
{
    m_samples.add(samples, outcome.anchors);
    if (!m_probe)
        return;
    std::vector<std::int32_t> labels;
    for (int view = 0; view < 2; ++view)
        for (const std::uint32_t sample : samples)
            labels.push_back(m_request.train->label(sample));
    m_probe->step(outcome.h, labels, m_probeSchedule.learningRate(step));
}

MoreMeasures TrainingMonitor::measures(Model &model)
{
    return [this, &model](const Features &test, EvaluationRecord &record) {
        if (m_probe)
            if (const auto accuracy = m_probe->accuracy(test.h, test.labels))
                record.measures.emplace_back(series::kOnlineLinearAccuracy, accuracy->top1);
        addLayers(record);
        addSamples(record);
        addPairs(model, record);
    };
}

std::vector<torch::Tensor> TrainingMonitor::state() const
{
    std::vector<torch::Tensor> state{m_norms, m_samples.state()};
    if (m_probe)
        for (const auto &tensor : m_probe->state())
            state.push_back(tensor);
    return state;
}

void TrainingMonitor::addLayers(EvaluationRecord &record) const
{
    const auto norms = m_norms.to(torch::kCPU);
    if (norms[0].isnan().all().item<bool>()) // fp16 overflowed in every measured step
        return;
    record.measures.emplace_back(series::kGradientNorm,
                                 norms[0].to(torch::kDouble).square().sum().sqrt().item<double>());
    const auto add = [&](std::string_view name, const torch::Tensor &values, std::size_t count) {
        auto &vector = record.vectors.emplace_back(vectorRecord(name, values));
        vector.labels.assign(m_names.begin(), m_names.begin() + static_cast<std::ptrdiff_t>(count));
    };
    add(vectors::kLayerGradientNorm, norms[0], m_names.size());
    add(vectors::kLayerWeightNorm, norms[1], m_names.size());
    const auto adapted = norms[2].isnan().logical_not().sum().item<std::int64_t>(); // the first ones
    if (adapted > 0)
        add(vectors::kLayerTrustRatio, norms[2].slice(0, 0, adapted), static_cast<std::size_t>(adapted));
}

void TrainingMonitor::addSamples(EvaluationRecord &record) const
{
    record.vectors.push_back(vectorRecord(vectors::kSampleLoss, m_samples.meanLoss()));
    record.vectors.push_back(vectorRecord(vectors::kSamplePositiveRank, m_samples.meanRank()));
    for (std::size_t i = record.vectors.size() - 2; i < record.vectors.size(); ++i)
        record.vectors[i].latestOnly = true;
}

void TrainingMonitor::addPairs(Model &model, EvaluationRecord &record) const
{
    const ImageSet &test = *m_request.test;
    const auto samples = pairSamples(*m_request.train, test);
    if (samples.empty())
        return;
    const torch::NoGradGuard guard;
    const EvalMode mode(*model);
    const auto seed = static_cast<std::uint64_t>(m_request.settings.train.seed);
    std::vector<std::uint8_t> pixels;
    const auto project = [&](std::uint32_t view) {
        constexpr std::uint32_t kNoEpoch = 0; // the same views at every evaluation, none of which is a training view
        renderViews(test, samples, m_request.pipeline, seed, kNoEpoch, view, pixels);
        return model
            ->forward(imagesToTensor(pixels.data(), static_cast<std::int64_t>(samples.size()), m_request.pipeline.size,
                                     m_request.device))
            .z;
    };
    const auto first = project(0);
    addPairDiagnostics(first, project(1), record);
}

} // namespace tandem::engine
