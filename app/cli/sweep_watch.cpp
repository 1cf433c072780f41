#include "app/cli/sweep_watch.h"

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/sweep_text.h"
#include "app/cli/text.h"
#include "core/sweep/queue_runner.h"
#include "core/sweep/sweep_edit.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace tandem {

namespace {

constexpr auto kPause = std::chrono::milliseconds(300);

class Watch {
public:
    Watch(const ProjectLayout &project, RunId id, Console &console)
        : m_project(project), m_id(std::move(id)), m_console(console), m_finder(project), m_measures(project)
    {
    }

    [[nodiscard]] ExitStatus run()
    {
        const InterruptListener interrupts;
        for (;;) {
            auto view = viewSweep(m_project, m_id, m_finder);
            if (!view)
                return m_console.fail(view.error());
            tell(*view);
            if (interrupts.token().stop_requested() && !m_stopping)
                if (auto paused = stop(); !paused)
                    return m_console.fail(paused.error());
            if (view->progress.running == 0 && view->state != SweepState::Running)
                return conclude(*view);
            if (const auto started = ensureRunner(m_project, "/proc/self/exe"); !started)
                return m_console.fail(started.error());
            tellPause(*view);
            pause(interrupts.token());
        }
    }

private:
    Result<void> stop()
    {
        m_stopping = true;
        m_console.note(
            "Stopping the sweep's runs with a checkpoint. Once more to leave at once; they stop all the same.");
        return pauseSweep(m_project, m_id, true);
    }

    void pause(const std::stop_token &interrupted)
    {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any wake;
        // After the first signal nothing wakes it early any more.
        if (m_stopping)
            wake.wait_for(lock, kPause);
        else
            wake.wait_for(lock, interrupted, kPause, [] { return false; });
    }

    void tell(const SweepView &view)
    {
        for (const SweepCell &cell : view.cells) {
            bool changed = false;
            for (const CellRepeat &repeat : cell.repeats) {
                CellState &known = m_known.try_emplace({cell.key, repeat.repeat}, CellState::Missing).first->second;
                if (known == repeat.state)
                    continue;
                const bool wasRunning = known == CellState::Running;
                known = repeat.state;
                changed = true;
                const RunSummary *run = view.run(repeat.run);
                if (run != nullptr && wasRunning && repeat.state != CellState::Queued)
                    m_console.progressNote(fmt::format("{}: {}{}", run->name, cellStateWord(repeat.state),
                                                       run->error ? ". " + describe(*run->error)
                                                       : run->bestKnnAccuracy
                                                           ? ", kNN " + percentText(*run->bestKnnAccuracy)
                                                           : std::string()));
            }
            if (changed && m_told)
                m_console.object(cellJson(view, cell, m_measures));
        }
        m_told = true;
        std::string bar = progressText(view.progress);
        for (const RunSummary &run : view.runs)
            if (isActive(run.state))
                bar += fmt::format(" · {} {}/{}", run.name, run.epoch, run.totalEpochs);
        m_console.bar(bar);
    }

    /// Nobody should wait for a queue that is paused without knowing it.
    void tellPause(const SweepView &view)
    {
        if (m_toldPause || view.progress.running > 0)
            return;
        const auto queue = readQueue(m_project);
        if (!queue || !queue->paused)
            return;
        m_toldPause = true;
        m_console.note("The queue is paused. Let it go on with: tandem-cli queue resume --project " +
                       m_project.root().string());
    }

    ExitStatus conclude(const SweepView &view)
    {
        m_console.bar({});
        for (const SweepCell &cell : view.cells)
            m_console.object(cellJson(view, cell, m_measures));
        m_console.text(sweepText(view, m_measures));
        m_console.object(sweepJson(view));
        const std::string go = fmt::format("--project {} {}", m_project.root().string(), m_id.toString());
        switch (view.state) {
        case SweepState::Holes:
            m_console.note(fmt::format("{} left. Fill them with: tandem-cli sweep retry {}",
                                       countText(view.progress.holes, "hole is", "holes are"), go));
            return ExitStatus::Failed;
        case SweepState::Paused:
            m_console.note("The sweep is paused. Go on with: tandem-cli sweep resume " + go);
            return ExitStatus::Stopped;
        default:
            return ExitStatus::Done;
        }
    }

    const ProjectLayout &m_project;
    const RunId m_id;
    Console &m_console;
    SweepRunFinder m_finder;
    MeasuresCache m_measures;
    std::map<std::pair<std::string, std::int64_t>, CellState> m_known;
    bool m_told = false; // the first look is no change
    bool m_toldPause = false;
    bool m_stopping = false;
};

} // namespace

ExitStatus watchSweep(const ProjectLayout &project, const RunId &id, Console &console)
{
    return Watch(project, id, console).run();
}

} // namespace tandem
