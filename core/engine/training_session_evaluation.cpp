#include "core/engine/training_session.h"

// What a session measures at the end of an epoch, and before the first one.

namespace tandem::engine {

Result<bool> TrainingSession::evaluateEpoch(std::int64_t epoch, const std::stop_token &stop)
{
    const std::stop_token inside = m_ranks->size() == 1 ? stop : std::stop_token();
    m_monitor->share();
    Features bank;
    auto record = evaluate(m_model, m_evaluation, m_settings.evaluate, m_pipeline.size, m_device, inside, m_ranks,
                           m_ranks->rank() == 0 ? m_monitor->measures(m_model) : MoreMeasures(), &bank);
    if (!record)
        return false;
    std::optional<EmbeddingRecord> embedding;
    if (!m_probe->isEmpty()) {
        embedding = m_probe->measure(m_model, bank, inside);
        if (!embedding)
            return false;
    }
    record->epoch = epoch;
    record->step = m_progress.step;
    record->wallMs = wallClockMs();
    m_knnHere = record->knnAccuracy;
    if (auto told = m_observer.onEvaluation(*record); !told)
        return told.error();
    if (embedding)
        if (auto told = reportEmbedding(std::move(*embedding), epoch); !told)
            return told.error();
    return true;
}

Result<void> TrainingSession::reportFirstEmbedding(const std::stop_token &stop)
{
    if (m_progress.step > 0 || m_probe->isEmpty())
        return {};
    auto embedding = m_probe->measure(m_model, {}, m_ranks->size() == 1 ? stop : std::stop_token());
    return embedding ? reportEmbedding(std::move(*embedding), 0) : Result<void>();
}

Result<void> TrainingSession::reportEmbedding(EmbeddingRecord record, std::int64_t epoch)
{
    record.epoch = epoch;
    record.step = m_progress.step;
    record.wallMs = wallClockMs();
    record.ordinal = evaluationOrdinal(epoch, m_settings.evaluate.every);
    return m_observer.onEmbedding(record);
}

} // namespace tandem::engine
