#include "app/cli/run_recorder.h"

#include "app/cli/train_progress.h"

namespace tandem {

RunRecorder::RunRecorder(RunWriter &writer, TrainProgress &progress, RunControl &control)
    : m_writer(writer), m_progress(progress), m_control(control)
{
}

Result<void> RunRecorder::onPlan(const RunPlan &plan)
{
    m_progress.onPlan(plan);
    return m_writer.setPlan(plan);
}

Result<void> RunRecorder::onStep(const StepRecord &record)
{
    m_progress.onStep(record);
    return m_writer.addStep(record);
}

Result<void> RunRecorder::onEpoch(const EpochRecord &record)
{
    m_progress.onEpoch(record);
    return m_writer.addEpoch(record);
}

Result<void> RunRecorder::onEvaluation(const EvaluationRecord &record)
{
    m_progress.onEvaluation(record);
    return m_writer.addEvaluation(record);
}

Result<void> RunRecorder::onEmbedding(const EmbeddingRecord &record)
{
    return m_writer.saveEmbedding(record);
}

Result<void> RunRecorder::onPairs(const PairsRecord &record)
{
    return m_writer.setPairs(record);
}

Result<void> RunRecorder::onEvent(const EventRecord &record)
{
    m_progress.onEvent(record);
    return m_writer.addEvent(record);
}

Result<void> RunRecorder::onCheckpoint(const CheckpointRecord &record)
{
    return m_writer.saveCheckpoint(record);
}

bool RunRecorder::stopAfterEpoch()
{
    return m_control.stopAfterEpoch();
}

bool RunRecorder::checkpointWanted()
{
    return m_control.takeCheckpointWanted();
}

} // namespace tandem
