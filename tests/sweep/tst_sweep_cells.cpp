#include "core/sweep/sweep_cells.h"
#include "sweep_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestSweepCells : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gridIsTheProductOfItsAxes();
    void settingsOfACell();
    void statesFollowFromTheRuns();
    void bestRunStandsForARepeat();
    void cellShowsWhatWantsAttention();
    void removedCellStaysVisible();
    void progressCountsRuns();
    void sweepStates();
    void trialsAreCells();
};

namespace {

SweepSpec grid(std::int64_t seeds = 1)
{
    SweepSpec spec;
    spec.name = "grid";
    spec.seeds = seeds;
    spec.axes = {
        {"objective.temperature",
         {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
         {}},
        {"train.batch_size",
         {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128"), pointOf("train.batch_size", "256")},
         {}}};
    return spec;
}

const RunId kSweep = RunId::make();
constexpr const char *kFirst = "objective.temperature=0.1; train.batch_size=64";

RunSummary run(const char *cell, std::int64_t repeat, RunState state, const RunId &id = RunId::make())
{
    RunSummary summary;
    summary.id = id;
    summary.state = state;
    summary.startedMs = state == RunState::Queued ? 0 : 1;
    summary.secondsTrained = state == RunState::Queued ? 0 : 1800;
    summary.origin = RunOrigin{kSweep, cell, repeat};
    return summary;
}

} // namespace

void TestSweepCells::gridIsTheProductOfItsAxes()
{
    const auto cells = sweepCells(grid(2));
    QCOMPARE(cells.size(), std::size_t{6});
    QCOMPARE(cellCount(grid(2)), std::int64_t{6});
    QCOMPARE(cells[0].key, std::string(kFirst));
    QCOMPARE(cells[1].key, std::string("objective.temperature=0.1; train.batch_size=128"));
    QCOMPARE(cells[5].key, std::string("objective.temperature=0.5; train.batch_size=256"));
    QCOMPARE(cells[0].repeats.size(), std::size_t{2});
    QVERIFY(cells[0].state == CellState::Missing);
    // A key does not change when the axis gets more points, wherever.
    SweepSpec more = grid();
    more.axes[0].points.insert(more.axes[0].points.begin(), pointOf("objective.temperature", "0.05"));
    QCOMPARE(sweepCells(more)[3].key, std::string(kFirst));
}

void TestSweepCells::settingsOfACell()
{
    SweepSpec spec = grid(3);
    spec.base.train.seed = 10;
    spec.base.train.epochs = 7;
    spec.axes.push_back({"pair", {{"weak", {"augment.preset=weak", "augment.strength=0.5"}}}, {}});
    const auto cells = sweepCells(spec);
    const Settings settings = take(cellSettings(spec, cells[4].points, 3));
    QCOMPARE(settings.objective.temperature, 0.5);
    QCOMPARE(settings.train.batchSize, std::int64_t{128});
    QCOMPARE(settings.augment.preset, std::string("weak"));
    QCOMPARE(settings.augment.strength, 0.5);
    QCOMPARE(settings.train.seed, std::int64_t{12});
    QCOMPARE(settings.train.epochs, std::int64_t{7});
    QCOMPARE(cellRunName(spec, cells[4].points, 3), std::string("τ 0.5, batch size 128, weak · seed 12"));
    // A seed that varies along an axis is that axis' own.
    SweepSpec seeds = grid();
    seeds.axes = {{"train.seed", {pointOf("train.seed", "5")}, {}}};
    QCOMPARE(take(cellSettings(seeds, sweepCells(seeds)[0].points, 1)).train.seed, std::int64_t{5});
}

void TestSweepCells::statesFollowFromTheRuns()
{
    struct Case {
        RunState run;
        CellState cell;
    };
    for (const auto &[state, expected] :
         {Case{RunState::Queued, CellState::Queued}, Case{RunState::Starting, CellState::Running},
          Case{RunState::Running, CellState::Running}, Case{RunState::Stopping, CellState::Running},
          Case{RunState::Stopped, CellState::Stopped}, Case{RunState::Done, CellState::Done},
          Case{RunState::Failed, CellState::Failed}, Case{RunState::Lost, CellState::Lost}}) {
        const std::vector runs{run(kFirst, 1, state)};
        const auto cells = sweepTable(grid(), kSweep, runs);
        QVERIFY(cells[0].state == expected && cells[0].repeats[0].run == runs[0].id);
        QVERIFY(cells[1].state == CellState::Missing);
        // Runs of other sweeps, and of cells that there are not, tell nothing.
        QVERIFY(sweepTable(grid(), RunId::make(), runs)[0].state == CellState::Missing);
        QVERIFY(sweepTable(grid(), kSweep, std::vector{run("x=1", 1, state)})[0].state == CellState::Missing);
    }
    SweepSpec spec = grid();
    std::vector runs{run(kFirst, 1, RunState::Stopped)};
    spec.stopped = {{runs[0].id, 3, 0.1, 0.2}};
    QVERIFY(sweepTable(spec, kSweep, runs)[0].state == CellState::StoppedEarly);
    runs[0].state = RunState::Queued;
    spec.paused = true;
    QVERIFY(sweepTable(spec, kSweep, runs)[0].state == CellState::Paused);
}

void TestSweepCells::bestRunStandsForARepeat()
{
    const RunId older = RunId::make();
    const RunId newer = RunId::make();
    const auto chosen = [&](RunState a, RunState b) {
        return sweepTable(grid(), kSweep, std::vector{run(kFirst, 1, a, older), run(kFirst, 1, b, newer)})[0]
            .repeats[0]
            .run;
    };
    QVERIFY(chosen(RunState::Done, RunState::Failed) == older);
    QVERIFY(chosen(RunState::Failed, RunState::Done) == newer);
    QVERIFY(chosen(RunState::Running, RunState::Queued) == older);
    QVERIFY(chosen(RunState::Done, RunState::Done) == newer);
    QVERIFY(chosen(RunState::Lost, RunState::Queued) == newer);
}

void TestSweepCells::cellShowsWhatWantsAttention()
{
    const auto state = [](RunState a, RunState b) {
        return sweepTable(grid(2), kSweep, std::vector{run(kFirst, 1, a), run(kFirst, 2, b)})[0].state;
    };
    QVERIFY(state(RunState::Done, RunState::Running) == CellState::Running);
    QVERIFY(state(RunState::Failed, RunState::Queued) == CellState::Queued);
    QVERIFY(state(RunState::Done, RunState::Failed) == CellState::Failed);
    QVERIFY(state(RunState::Lost, RunState::Done) == CellState::Lost);
    QVERIFY(state(RunState::Done, RunState::Done) == CellState::Done);
    QVERIFY(sweepTable(grid(2), kSweep, std::vector{run(kFirst, 1, RunState::Done)})[0].state == CellState::Missing);
    // A seed that is no longer wanted keeps its place.
    const auto cells = sweepTable(grid(1), kSweep, std::vector{run(kFirst, 3, RunState::Done)});
    QCOMPARE(cells[0].repeats.size(), std::size_t{2});
    QVERIFY(cells[0].repeats[1].repeat == 3 && cells[0].repeats[1].state == CellState::Done);
}

void TestSweepCells::removedCellStaysVisible()
{
    SweepSpec spec = grid();
    spec.removed = {kFirst};
    const std::vector runs{run(kFirst, 1, RunState::Done)};
    const auto cells = sweepTable(spec, kSweep, runs);
    QCOMPARE(cells.size(), std::size_t{6});
    QVERIFY(cells[0].state == CellState::Removed && cells[0].repeats[0].run == runs[0].id);
    QCOMPARE(sweepProgress(spec, kSweep, cells, runs).total, std::int64_t{5});
}

void TestSweepCells::progressCountsRuns()
{
    const SweepSpec spec = grid(2);
    const std::vector runs{run(kFirst, 1, RunState::Done), run(kFirst, 2, RunState::Lost),
                           run("objective.temperature=0.1; train.batch_size=128", 1, RunState::Running),
                           run("objective.temperature=0.1; train.batch_size=128", 2, RunState::Queued)};
    const auto progress = sweepProgress(spec, kSweep, sweepTable(spec, kSweep, runs), runs);
    QCOMPARE(progress.total, std::int64_t{12});
    QCOMPARE(progress.done, std::int64_t{1});
    QCOMPARE(progress.running, std::int64_t{1});
    QCOMPARE(progress.waiting, std::int64_t{1});
    QCOMPARE(progress.holes, std::int64_t{9});
    QCOMPARE(progress.begun, std::int64_t{3});
    QCOMPARE(progress.hours, 1.5);
    QVERIFY(isBudgetSpent({3, 0}, progress) && !isBudgetSpent({4, 0}, progress));
    QVERIFY(isBudgetSpent({0, 1.5}, progress) && !isBudgetSpent({0, 1.6}, progress));
    QVERIFY(!isBudgetSpent({}, progress));
}

void TestSweepCells::sweepStates()
{
    const SweepSpec spec = grid();
    const auto state = [&](SweepSpec s, SweepProgress p) {
        p.total = 6;
        return sweepState(s, p);
    };
    SweepSpec paused = spec;
    paused.paused = true;
    SweepSpec budget = spec;
    budget.budget.runs = 3;
    QVERIFY(state(spec, {.done = 6}) == SweepState::Finished);
    QVERIFY(state(spec, {.done = 5, .running = 1}) == SweepState::Running);
    QVERIFY(state(spec, {.done = 4, .waiting = 2}) == SweepState::Running);
    QVERIFY(state(spec, {.done = 4, .holes = 2}) == SweepState::Holes);
    QVERIFY(state(paused, {.done = 4, .waiting = 2}) == SweepState::Paused);
    QVERIFY(state(paused, {.done = 6}) == SweepState::Finished);
    QVERIFY(state(budget, {.done = 3, .holes = 3, .begun = 3}) == SweepState::Spent);
    SweepSpec draws = spec;
    draws.planning = {Planner::Random, 6};
    QVERIFY(state(draws, {}) == SweepState::Running);
    for (const SweepState s :
         {SweepState::Running, SweepState::Paused, SweepState::Spent, SweepState::Holes, SweepState::Finished})
        QVERIFY(!sweepStateWord(s).empty());
}

void TestSweepCells::trialsAreCells()
{
    SweepSpec spec = grid(2);
    spec.planning = {Planner::Random, 5};
    spec.trials = {{"trial 1", {pointOf("objective.temperature", "0.3"), pointOf("train.batch_size", "64")}}};
    const auto cells = sweepCells(spec);
    QCOMPARE(cells.size(), std::size_t{1});
    QCOMPARE(take(cellSettings(spec, cells[0].points, 1)).objective.temperature, 0.3);
    QCOMPARE(sweepProgress(spec, kSweep, cells, {}).total, std::int64_t{10});
    for (const CellState state :
         {CellState::Missing, CellState::Queued, CellState::Paused, CellState::Running, CellState::Done,
          CellState::StoppedEarly, CellState::Stopped, CellState::Failed, CellState::Lost, CellState::Removed})
        QVERIFY(!cellStateWord(state).empty());
}

QTEST_GUILESS_MAIN(TestSweepCells)
#include "tst_sweep_cells.moc"
