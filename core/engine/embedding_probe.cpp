#include "core/engine/embedding_probe.h"

#include "core/engine/eval_mode.h"
#include "core/engine/evaluation.h"
#include "core/engine/view_batch.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tandem::engine {

namespace {

namespace F = torch::nn::functional;

/// Images whose views are compared: two more passes over them cost at most a twenty-fourth of an epoch's training,
/// whose every image takes two views forward and back (about six passes).
std::int64_t pairedCount(std::int64_t samples, std::int64_t trainImages)
{
    constexpr std::int64_t kFewest = 32, kShare = 8;
    return std::min(samples, std::max(kFewest, trainImages / kShare));
}

std::vector<float> floatsOf(const torch::Tensor &tensor)
{
    const auto plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
    const float *data = plain.data_ptr<float>();
    return {data, data + plain.numel()};
}

torch::Tensor indexOf(const std::vector<std::int64_t> &places)
{
    return torch::tensor(places, torch::kLong);
}

} // namespace

EmbeddingProbe::EmbeddingProbe(const Settings &settings, Pipeline pipeline, ImageSetPtr train,
                               const torch::Device &device, std::shared_ptr<Ranks> ranks)
    : m_settings(settings), m_pipeline(std::move(pipeline)), m_train(std::move(train)), m_device(device),
      m_ranks(std::move(ranks))
{
    if (settings.evaluate.probeImages <= 0)
        return;
    m_samples = probeSamples(*m_train, static_cast<std::uint32_t>(settings.evaluate.probeImages));
    m_all = subset(m_train, m_samples);
    const auto bank = limitIndices(*m_train, static_cast<std::uint32_t>(settings.evaluate.bankLimit),
                                   static_cast<std::uint64_t>(settings.train.seed));
    for (const std::uint32_t sample : m_samples) {
        const auto found = std::lower_bound(bank.begin(), bank.end(), sample);
        const bool held = found != bank.end() && *found == sample;
        if (!held)
            m_missing.push_back(static_cast<std::int64_t>(m_bankRows.size()));
        m_bankRows.push_back(held ? found - bank.begin() : -1);
    }
    const auto all = static_cast<std::int64_t>(m_samples.size());
    const std::int64_t paired = pairedCount(all, m_train->size());
    for (std::int64_t i = 0; i < paired; ++i)
        m_paired.push_back(i * all / paired);
}

std::optional<EmbeddingRecord> EmbeddingProbe::measure(Model &model, const Features &bank,
                                                       const std::stop_token &stop) const
{
    const auto rows = features(model, bank, stop);
    if (!rows)
        return std::nullopt;
    EmbeddingRecord record;
    record.samples = m_samples;
    for (const std::uint32_t sample : m_samples)
        record.labels.push_back(m_train->label(sample));
    record.featureDimension = rows->h.size(1);
    record.projectionDimension = rows->z.size(1);
    record.h = floatsOf(rows->h);
    record.z = floatsOf(rows->z);
    if (bank.h.defined())
        record.predicted = knnClasses(bank.h, bank.labels, rows->h, m_bankRows,
                                      {m_settings.evaluate.knnNeighbors, m_settings.evaluate.knnTemperature}, m_ranks);
    if (stop.stop_requested())
        return std::nullopt;
    record.positives = positives(model);
    return record;
}

std::optional<EmbeddingProbe::Rows> EmbeddingProbe::features(Model &model, const Features &bank,
                                                             const std::stop_token &stop) const
{
    if (!bank.h.defined()) {
        const auto all = extractFeatures(model, *m_all, m_pipeline.size, m_device, stop, m_ranks);
        return all ? std::optional(Rows{all->h, all->z}) : std::nullopt;
    }
    const auto rows = indexOf(m_bankRows).clamp_min(0);
    Rows found{bank.h.index_select(0, rows), bank.z.index_select(0, rows)};
    if (m_missing.empty())
        return found;
    std::vector<std::uint32_t> samples;
    for (const std::int64_t place : m_missing)
        samples.push_back(m_samples[static_cast<std::size_t>(place)]);
    const auto rest =
        extractFeatures(model, *subset(m_train, std::move(samples)), m_pipeline.size, m_device, stop, m_ranks);
    if (!rest)
        return std::nullopt;
    found.h.index_copy_(0, indexOf(m_missing), rest->h);
    found.z.index_copy_(0, indexOf(m_missing), rest->z);
    return found;
}

std::vector<float> EmbeddingProbe::positives(Model &model) const
{
    constexpr std::uint32_t kNoEpoch = 0; // training's views are those of epochs from 1
    const EvalMode mode(*model);
    const torch::NoGradGuard guard;
    const auto count = static_cast<std::int64_t>(m_paired.size());
    auto cosines = torch::zeros({count}, torch::kFloat32);
    const RankSlice own = m_ranks->slice(count);
    std::vector<std::uint8_t> pixels;
    for (std::int64_t first = own.first; first < own.last; first += kImagesPerForward) {
        const std::int64_t last = std::min(first + kImagesPerForward, own.last);
        std::vector<std::uint32_t> samples;
        for (std::int64_t i = first; i < last; ++i)
            samples.push_back(m_samples[static_cast<std::size_t>(m_paired[static_cast<std::size_t>(i)])]);
        const auto project = [&](std::uint32_t view) {
            renderViews(*m_train, samples, m_pipeline, static_cast<std::uint64_t>(m_settings.train.seed), kNoEpoch,
                        view, pixels);
            const auto z = model->forward(imagesToTensor(pixels.data(), last - first, m_pipeline.size, m_device))
                               .z.to(torch::kCPU, torch::kFloat32);
            return F::normalize(z, F::NormalizeFuncOptions().dim(1));
        };
        const auto one = project(0);
        cosines.slice(0, first, last).copy_((one * project(1)).sum(1));
    }
    cosines = cosines.to(m_ranks->device());
    m_ranks->sum(cosines);
    m_ranks->settle();
    auto all = torch::full({static_cast<std::int64_t>(m_samples.size())}, std::numeric_limits<float>::quiet_NaN());
    all.index_copy_(0, indexOf(m_paired), cosines.to(torch::kCPU));
    return floatsOf(all);
}

std::int64_t evaluationOrdinal(std::int64_t epoch, std::int64_t every)
{
    if (every <= 0)
        return epoch > 0 ? 1 : 0;
    return (epoch + every - 1) / every;
}

} // namespace tandem::engine
