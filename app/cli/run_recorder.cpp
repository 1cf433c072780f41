#include "app/cli/run_recorder.h"

#include "app/cli/train_progress.h"

namespace tandem {

RunRecorder::RunRecorder(RunWriter &writer, TrainProgress &progress, RunControl &control,
                         std::vector<std::filesystem::path> images)
    : m_writer(writer), m_progress(progress), m_control(control), m_images(std::move(images))
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
    if (auto told = warnOfVanishedImages(record); !told)
        return told;
    return m_writer.addEpoch(record);
}

/// Training goes on without its images, as it reads their packed copy; it could not be taken up again.
Result<void> RunRecorder::warnOfVanishedImages(const EpochRecord &record)
{
    for (const auto &images : m_images) {
        std::error_code ignored;
        if (std::filesystem::exists(images, ignored))
            continue;
        const std::string text = "The images at " + images.string() +
                                 " are gone. The run goes on with its copy of them, but cannot be resumed until they "
                                 "are back.";
        m_images.clear(); // said once
        return onEvent({record.step, wallClockMs(), "warning", text});
    }
    return {};
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
