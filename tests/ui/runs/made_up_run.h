#pragma once

#include "core/config/settings.h"
#include "core/store/run_writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tandem::test {

/// What a made-up run looks like. Its records are written as a trainer writes them, by RunWriter; only the numbers come
/// from formulas.
struct MadeUpRun {
    RunId id = RunId::make();
    std::string name = "fake";
    Settings settings = defaultSettings();
    std::int64_t stepsPerEpoch = 50;
    std::int64_t trainImages = 6400;
    std::int64_t nanStep = -1; // the loss of this step is no number
    bool isLabelled = true;
    int viewSize = 32;

    static Settings defaultSettings();
};

/// Plays a trainer: one call, one step. Epoch ends write evaluation, views and checkpoint.
class MadeUpTrainer {
public:
    /// Makes the run; aborts the program on failure, as a test cannot go on.
    MadeUpTrainer(const ProjectLayout &project, MadeUpRun run);
    /// Goes on with a run after `fromStep`.
    MadeUpTrainer(const ProjectLayout &project, MadeUpRun run, std::int64_t fromStep);
    ~MadeUpTrainer();

    /// Trains so many steps, each `msPerStep` of (made-up) time after the one before.
    void train(std::int64_t steps, std::int64_t msPerStep = 20);
    void checkpoint();
    void finish(RunState state, std::optional<Error> error = {});
    [[nodiscard]] std::int64_t step() const { return m_step; }
    /// Time of the records to come; moves with each step.
    std::int64_t clockMs;

    [[nodiscard]] static double lossAt(std::int64_t step);
    [[nodiscard]] static double knnAt(std::int64_t epoch);

private:
    void begin(std::int64_t fromStep);
    void endEpoch();
    void writePairs();

    MadeUpRun m_run;
    std::int64_t m_step = 0;
    std::unique_ptr<RunWriter> m_writer;
};

} // namespace tandem::test
