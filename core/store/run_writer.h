#pragma once

#include "core/store/project.h"

#include <memory>
#include <optional>
#include <string>

namespace tandem {

/// The one writer of a run file. Calls queue and return at once; a thread of its own commits at least every 250 ms
/// while there is something to write, and renews the heartbeat every second. Any thread may call.
/// After the first failed write, every call returns that error; what was committed before stays readable.
class RunWriter {
public:
    struct NewRun {
        RunId id = RunId::make();
        std::string name;
        std::string settingsJson;
        std::optional<RunOrigin> origin = {};
    };
    /// Makes the run's folder, which may exist, and its file in state Starting, owned by this process. The file appears
    /// whole or not at all. Errors: DiskFull, FileUnwritable, DatabaseFailed; RunActive if the run exists already.
    [[nodiscard]] static Result<std::unique_ptr<RunWriter>> create(const ProjectLayout &project, const NewRun &run);

    /// When a resumed run drops what came after its checkpoint.
    enum class Trim {
        AtOnce,
        WithPlan, // a run that ends before its plan is set, as its checkpoint does not fit, stays as it was
    };
    /// Takes over an existing run for a further segment, state Starting. What was recorded after `fromStep` (points,
    /// evaluations, epochs, events, checkpoints, embeddings) is dropped in the same transaction, as it will be made
    /// again. Errors: RunNotFound, RunActive (its process lives), NewerSchema, FileCorrupt, FileUnwritable,
    /// DatabaseFailed, DiskFull.
    [[nodiscard]] static Result<std::unique_ptr<RunWriter>> resume(const ProjectLayout &project, const RunId &id,
                                                                   std::int64_t fromStep, Trim trim = Trim::AtOnce);
    /// Commits what is queued and ends the thread. Does not change the state: finish() does.
    ~RunWriter();

    [[nodiscard]] const RunId &id() const;

    /// State becomes Running. Waits for the disk: files of what a resumed run dropped are gone then, and none that
    /// comes later goes with them.
    [[nodiscard]] Result<void> setPlan(const RunPlan &plan);
    [[nodiscard]] Result<void> setState(RunState state);
    /// Steps never go back. One point in each series that a step measures.
    [[nodiscard]] Result<void> addStep(const StepRecord &record);
    [[nodiscard]] Result<void> addEpoch(const EpochRecord &record);
    [[nodiscard]] Result<void> addEvaluation(const EvaluationRecord &record);
    [[nodiscard]] Result<void> addEvent(const EventRecord &record);
    [[nodiscard]] Result<void> setPairs(const PairsRecord &record); // replaces the pairs before
    /// Writes the checkpoint file (beside, fsync, rename), then its row. Keeps the last two and the best by kNN.
    /// Waits for the disk. A file that cannot be written (DiskFull, FileUnwritable) does not stop later writes.
    [[nodiscard]] Result<void> saveCheckpoint(const CheckpointRecord &record);

    /// Writes the file of an embedding (see embedding_files.h) and thins out older ones. Waits for the disk. A file
    /// that cannot be written (DiskFull, FileUnwritable) does not stop later writes.
    [[nodiscard]] Result<void> saveEmbedding(const EmbeddingRecord &record);

    struct Ending {
        RunState state = RunState::Done; // Done, Stopped or Failed
        std::string weightsSha256;
        std::optional<Error> error;
        double secondsTrained = 0; // of this segment
    };
    /// Commits everything, closes the segment and folds the WAL, so that run.db stands alone. Waits for the disk; no
    /// call may follow. After a failed write it still tries to leave state and error of the ending behind.
    [[nodiscard]] Result<void> finish(const Ending &ending);

    /// The first write that failed, if one did.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    RunWriter();
    [[nodiscard]] Result<void> open(const ProjectLayout &project, const RunId &id);
    struct Private;
    std::unique_ptr<Private> d;
};

/// Records an evaluation that was made after training, in a run that nobody writes to; a file of an older version is
/// brought up to date first. Waits for the disk. Errors: RunNotFound, RunActive (it is being trained, or another
/// evaluation is being stored at this instant), NewerSchema, FileCorrupt, FileUnwritable, DatabaseFailed, DiskFull.
[[nodiscard]] Result<void> addOfflineEvaluation(const ProjectLayout &project, const RunId &id,
                                                const OfflineEvaluationRecord &record);

/// A word from outside to a running trainer, through the run's control file. A weaker word does not replace a stronger
/// one that waits to be taken (Stop is strongest); None takes any word back. Words meant for an earlier process are
/// dropped when a run is resumed. Errors: RunNotFound, DiskFull, FileUnwritable.
enum class ControlWord { None, Stop, StopAfterEpoch, Checkpoint };
[[nodiscard]] Result<void> writeControl(const ProjectLayout &project, const RunId &id, ControlWord word);
/// Reads the word and takes it away; cheap enough for every step.
[[nodiscard]] ControlWord takeControl(const ProjectLayout &project, const RunId &id);

} // namespace tandem
