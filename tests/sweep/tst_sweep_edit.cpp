#include "core/config/settings_table.h"
#include "core/store/run_writer.h"
#include "core/sweep/sweep_director.h"
#include "core/sweep/sweep_edit.h"
#include "sweep_fixture.h"

#include <set>

using namespace tandem;
using namespace tandem::test;

class TestSweepEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gridStandsInTheQueueAtOnce();
    void invalidSweepLeavesNothing();
    void sweepsAreFound();
    void damagedSweepDoesNotHideOthers();
    void holesAreFilledOnce();
    void cellsAreRetriedAndBegunAnew();
    void spentBudgetLetsStoppedRunsGoOn();
    void spentHoursHoldEverythingBack();
    void valuesAreAdded();
    void seedsAreAdded();
    void removedCellLeavesTheQueueAndComesBack();
    void pausedSweepGoesOnWithWhatWasStopped();
    void interruptedFillingIsFinished();
    void namesAndBudgetsChange();
    void thrownAwaySweepLeavesItsRuns();
    void thrownAwaySweepComesBackWithWhatWaited();
    void finderSeesWhatChanged();
};

namespace {

SweepSpec grid(std::int64_t seeds = 1)
{
    SweepSpec spec;
    spec.name = "grid";
    spec.base.data.path = "/data";
    spec.base.train.epochs = 20;
    spec.seeds = seeds;
    spec.axes = {{"objective.temperature",
                  {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
                  {}},
                 {"train.batch_size", {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128")}, {}}};
    return spec;
}

constexpr const char *kFirst = "objective.temperature=0.1; train.batch_size=64";
constexpr const char *kLast = "objective.temperature=0.5; train.batch_size=128";

std::vector<SweepCell> table(const QueueProject &project, const RunId &sweep)
{
    return sweepTable(take(readSweep(project.layout, sweep)), sweep, project.runs());
}

/// The run of a cell's repeat comes to an end, without anybody having trained.
void end(const QueueProject &project, const SweepCell &cell, RunState state, std::size_t repeat = 0)
{
    const RunId id = cell.repeats[repeat].run;
    const RunSummary summary = project.run(id);
    take(removeFromQueue(project.layout, {&id, 1}));
    const auto writer =
        take(RunWriter::create(project.layout, {id, summary.name, summary.settingsJson, summary.origin}));
    take(writer->finish(
        {state, "",
         state == RunState::Failed ? std::optional(Error{ErrorCode::NonFiniteLoss, {"3"}, {}}) : std::nullopt, 60}));
}

} // namespace

void TestSweepEdit::gridStandsInTheQueueAtOnce()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid(2)));
    const auto cells = table(project, sweep);
    QCOMPARE(cells.size(), std::size_t{4});
    QCOMPARE(project.order().size(), std::size_t{8});
    for (const SweepCell &cell : cells)
        QVERIFY(cell.state == CellState::Queued);
    // In the order of the cells, with their settings.
    const RunSummary first = project.run(project.order()[1]);
    QVERIFY(first.origin && first.origin->sweep == sweep && first.origin->cell == kFirst && first.origin->repeat == 2);
    const Settings settings = take(settingsFromJson(first.settingsJson));
    QCOMPARE(settings.objective.temperature, 0.1);
    QCOMPARE(settings.train.seed, std::int64_t{2});
    QVERIFY(take(readSweep(project.layout, sweep)).filling.empty());
    QVERIFY(take(readSweep(project.layout, sweep)).createdMs > 0);
}

void TestSweepEdit::invalidSweepLeavesNothing()
{
    const QueueProject project;
    SweepSpec spec = grid();
    spec.base.data.path.clear();
    spec.seeds = 0;
    const auto made = createSweep(project.layout, spec);
    QCOMPARE(word(made), QStringLiteral("sweep-invalid"));
    QVERIFY(!std::filesystem::exists(project.layout.sweeps()) || std::filesystem::is_empty(project.layout.sweeps()));
    QVERIFY(project.order().empty());
}

void TestSweepEdit::sweepsAreFound()
{
    const QueueProject project;
    QVERIFY(take(listSweeps(project.layout)).empty());
    const RunId older = take(createSweep(project.layout, grid()));
    SweepSpec other = grid();
    other.name = "other";
    const RunId newer = take(createSweep(project.layout, other));
    const auto listed = take(listSweeps(project.layout));
    QVERIFY(listed.size() == 2 && listed[0].id == newer && listed[1].spec.name == "grid");
    QVERIFY(take(findSweep(project.layout, "other")) == newer);
    QVERIFY(take(findSweep(project.layout, older.toString())) == older);
    QCOMPARE(word(findSweep(project.layout, older.toString().substr(0, 4))), QStringLiteral("run-ambiguous"));
    for (const char *unknown : {"", "no such", "01"})
        QCOMPARE(word(findSweep(project.layout, unknown)), QStringLiteral("sweep-not-found"));
    QCOMPARE(word(readSweep(project.layout, RunId::make())), QStringLiteral("sweep-not-found"));
}

void TestSweepEdit::damagedSweepDoesNotHideOthers()
{
    const QueueProject project;
    const RunId good = take(createSweep(project.layout, grid()));
    const RunId bad = take(createSweep(project.layout, grid()));
    take(writeFileAtomically(project.layout.sweepFile(bad), "{"));
    take(makeFolder(project.layout.sweep(RunId::make()))); // its maker died before the file
    const auto listed = take(listSweeps(project.layout));
    QCOMPARE(listed.size(), std::size_t{2});
    QVERIFY(listed[0].id == bad && listed[0].error && listed[0].error->code == ErrorCode::BadJson);
    QVERIFY(listed[1].id == good && !listed[1].error);
    QCOMPARE(word(fillHoles(project.layout, bad)), QStringLiteral("bad-json"));
    QCOMPARE(take(readFile(project.layout.sweepFile(bad))), std::string("{"));
}

void TestSweepEdit::holesAreFilledOnce()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid(2)));
    auto cells = table(project, sweep);
    end(project, cells[0], RunState::Done, 0);
    end(project, cells[0], RunState::Failed, 1);
    end(project, cells[1], RunState::Stopped, 0);
    const RunId missing = cells[2].repeats[0].run;
    take(removeFromQueue(project.layout, {&missing, 1}));
    QCOMPARE(project.order().size(), std::size_t{4});

    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{3});
    const auto filled = table(project, sweep);
    QVERIFY(filled[0].repeats[0].state == CellState::Done);
    // What has a file goes on with it; what has none is another run.
    QVERIFY(filled[0].repeats[1].run == cells[0].repeats[1].run && filled[0].repeats[1].state == CellState::Queued);
    QVERIFY(filled[1].repeats[0].run == cells[1].repeats[0].run && filled[1].repeats[0].state == CellState::Queued);
    QVERIFY(filled[2].repeats[0].run != missing && filled[2].repeats[0].state == CellState::Queued);
    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{0});
    QCOMPARE(project.order().size(), std::size_t{7});
}

void TestSweepEdit::cellsAreRetriedAndBegunAnew()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Failed);
    end(project, cells[3], RunState::Done);
    const std::vector<std::string> both{kFirst, kLast};
    QCOMPARE(take(retryCells(project.layout, sweep, both)), std::int64_t{1});
    QVERIFY(table(project, sweep)[0].repeats[0].run == cells[0].repeats[0].run);
    QCOMPARE(take(retryCells(project.layout, sweep, both)), std::int64_t{0}); // it waits already
    QCOMPARE(take(retryCells(project.layout, sweep, both, true)), std::int64_t{1});
    QCOMPARE(take(retryCells(project.layout, sweep, both, true)), std::int64_t{0}); // as the new one waits
    // The new run waits; what was done keeps its place until that one is done, too.
    const auto again = table(project, sweep);
    QVERIFY(again[3].repeats[0].run == cells[3].repeats[0].run);
    int runs = 0;
    for (const RunSummary &run : project.runs())
        runs += run.origin && run.origin->cell == kLast ? 1 : 0;
    QCOMPARE(runs, 2);
    const auto progress =
        sweepProgress(take(readSweep(project.layout, sweep)), sweep, table(project, sweep), project.runs());
    QCOMPARE(progress.waiting, std::int64_t{4});
    QCOMPARE(word(retryCells(project.layout, sweep, std::vector<std::string>{"x=1"})),
             QStringLiteral("cell-not-found"));
}

/// A run that has had its place in the budget is not counted again for going on.
void TestSweepEdit::spentBudgetLetsStoppedRunsGoOn()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Stopped);
    end(project, cells[1], RunState::Done);
    take(setSweepBudget(project.layout, sweep, {2, 0}));
    SweepDirector director(project.layout);
    director.look(1);
    QVERIFY(project.order().empty()); // the other two never began
    QVERIFY(!director.budgetAllows(sweep, false) && director.budgetAllows(sweep, true));

    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{1}); // two are held back
    QCOMPARE(word(fillHoles(project.layout, sweep)), QStringLiteral("sweep-invalid"));
    director.look(1);
    QCOMPARE(project.order(), std::vector<RunId>{cells[0].repeats[0].run});
    take(resumeSweep(project.layout, sweep));
    take(setSweepBudget(project.layout, sweep, {3, 0}));
    director.look(2);
    QVERIFY(director.budgetAllows(sweep, false));
    director.noteBegun(sweep); // on another device in the same pass
    QVERIFY(!director.budgetAllows(sweep, false) && director.budgetAllows(sweep, true));
}

void TestSweepEdit::spentHoursHoldEverythingBack()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Stopped); // after a minute
    take(setSweepBudget(project.layout, sweep, {0, 0.01}));
    SweepDirector director(project.layout);
    director.look(1);
    QVERIFY(project.order().empty());
    QCOMPARE(word(fillHoles(project.layout, sweep)), QStringLiteral("sweep-invalid"));
    QCOMPARE(word(resumeSweep(project.layout, sweep)), QStringLiteral("sweep-invalid"));
    QVERIFY(project.order().empty());
}

void TestSweepEdit::valuesAreAdded()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    // One that a person took out stays out.
    const RunId unwanted = table(project, sweep)[0].repeats[0].run;
    take(removeFromQueue(project.layout, {&unwanted, 1}));
    const std::vector points{pointOf("objective.temperature", "0.5"), pointOf("objective.temperature", "1")};
    QCOMPARE(take(addValues(project.layout, sweep, "objective.temperature", points)), std::int64_t{2});
    const auto cells = table(project, sweep);
    QCOMPARE(cells.size(), std::size_t{6});
    QVERIFY(cells[0].state == CellState::Missing);
    QVERIFY(cells[4].state == CellState::Queued && cells[5].state == CellState::Queued);
    QCOMPARE(take(addValues(project.layout, sweep, "objective.temperature", points)), std::int64_t{0});
    QCOMPARE(word(addValues(project.layout, sweep, "no.axis", points)), QStringLiteral("bad-value"));
    const std::vector bad{pointOf("objective.temperature", "-1")};
    QCOMPARE(word(addValues(project.layout, sweep, "objective.temperature", bad)), QStringLiteral("sweep-invalid"));
    QCOMPARE(table(project, sweep).size(), std::size_t{6});
}

void TestSweepEdit::seedsAreAdded()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    end(project, table(project, sweep)[0], RunState::Done);
    QCOMPARE(take(addSeeds(project.layout, sweep, 2)), std::int64_t{8});
    const auto cells = table(project, sweep);
    QVERIFY(cells[0].repeats[0].state == CellState::Done && cells[0].repeats[2].state == CellState::Queued);
    std::set<std::int64_t> seeds;
    for (const CellRepeat &repeat : cells[0].repeats)
        seeds.insert(take(settingsFromJson(project.run(repeat.run).settingsJson)).train.seed);
    QVERIFY(seeds == (std::set<std::int64_t>{1, 2, 3}));
    QCOMPARE(word(addSeeds(project.layout, sweep, 1000)), QStringLiteral("sweep-invalid"));
}

void TestSweepEdit::removedCellLeavesTheQueueAndComesBack()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid(2)));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Done, 0);
    take(removeCell(project.layout, sweep, kFirst));
    QVERIFY(table(project, sweep)[0].state == CellState::Removed);
    QCOMPARE(project.order().size(), std::size_t{6});
    QVERIFY(project.run(cells[0].repeats[0].run).state == RunState::Done);
    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{0}); // a removed cell has no holes
    take(restoreCell(project.layout, sweep, kFirst));
    QVERIFY(table(project, sweep)[0].state == CellState::Missing);
    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{1});
    QCOMPARE(word(removeCell(project.layout, sweep, "x=1")), QStringLiteral("cell-not-found"));
}

void TestSweepEdit::pausedSweepGoesOnWithWhatWasStopped()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    take(pauseSweep(project.layout, sweep, true));
    for (const SweepCell &cell : table(project, sweep))
        QVERIFY(cell.state == CellState::Paused);
    // No word waits for a run that has not begun: it would stop at its first step.
    for (const SweepCell &cell : cells)
        QVERIFY(!std::filesystem::exists(project.layout.controlFile(cell.repeats[0].run)));
    QVERIFY(!hasWork(project.layout, project.queue()));
    end(project, cells[0], RunState::Stopped);
    end(project, cells[1], RunState::Failed);
    take(resumeSweep(project.layout, sweep));
    const auto resumed = table(project, sweep);
    QVERIFY(resumed[0].state == CellState::Queued && resumed[1].state == CellState::Failed);
    QVERIFY(resumed[2].state == CellState::Queued);
    QVERIFY(hasWork(project.layout, project.queue()));
}

void TestSweepEdit::interruptedFillingIsFinished()
{
    const QueueProject project;
    SweepSpec spec = grid();
    spec.filling = {kFirst, kLast}; // as its maker leaves it who dies before the queue has them
    const RunId sweep = take(storeSweep(project.layout, spec));
    QVERIFY(hasWork(project.layout, project.queue()));
    QCOMPARE(take(finishFilling(project.layout, sweep)), std::int64_t{2});
    const auto cells = table(project, sweep);
    QVERIFY(cells[0].state == CellState::Queued && cells[1].state == CellState::Missing);
    QCOMPARE(take(finishFilling(project.layout, sweep)), std::int64_t{0});
}

void TestSweepEdit::namesAndBudgetsChange()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    take(renameSweep(project.layout, sweep, "better name"));
    take(setSweepBudget(project.layout, sweep, {3, 0.5}));
    const SweepSpec spec = take(readSweep(project.layout, sweep));
    QCOMPARE(spec.name, std::string("better name"));
    QVERIFY(spec.budget == (SweepBudget{3, 0.5}));
    QCOMPARE(word(renameSweep(project.layout, sweep, "")), QStringLiteral("bad-value"));
    QCOMPARE(word(setSweepBudget(project.layout, sweep, {-1, 0})), QStringLiteral("sweep-invalid"));
}

void TestSweepEdit::thrownAwaySweepLeavesItsRuns()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Done);
    const RunId active = RunId::make();
    auto writer = take(RunWriter::create(project.layout, {active, "active", "{}", RunOrigin{sweep, kLast, 1}}));
    QCOMPARE(word(trashSweep(project.layout, sweep)), QStringLiteral("run-active"));
    take(writer->finish({RunState::Done, "", {}, 1}));
    take(trashSweep(project.layout, sweep));
    QVERIFY(take(listSweeps(project.layout)).empty());
    QVERIFY(project.order().empty());
    QVERIFY(project.run(cells[0].repeats[0].run).state == RunState::Done);
    QVERIFY(std::filesystem::exists(project.layout.trashedSweep(sweep) / "sweep.json"));
}

void TestSweepEdit::thrownAwaySweepComesBackWithWhatWaited()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const auto cells = table(project, sweep);
    end(project, cells[0], RunState::Done);
    const RunId unwanted = cells[1].repeats[0].run;
    take(removeFromQueue(project.layout, {&unwanted, 1})); // a hole that the person made
    const std::size_t waiting = project.order().size();
    QCOMPARE(word(findTrashedSweep(project.layout, grid().name)), QStringLiteral("sweep-not-found"));
    take(trashSweep(project.layout, sweep));
    QVERIFY(project.order().empty());
    QCOMPARE(word(restoreSweep(project.layout, RunId::make())), QStringLiteral("sweep-not-found"));
    QVERIFY(take(findTrashedSweep(project.layout, grid().name)) == sweep);
    QVERIFY(take(findTrashedSweep(project.layout, sweep.toString())) == sweep);
    take(restoreSweep(project.layout, sweep));
    QCOMPARE(project.order().size(), waiting);
    QVERIFY(take(readSweep(project.layout, sweep)).filling.empty());
    QVERIFY(table(project, sweep)[1].repeats[0].state == CellState::Missing);
    QCOMPARE(word(findTrashedSweep(project.layout, grid().name)), QStringLiteral("sweep-not-found"));
}

void TestSweepEdit::finderSeesWhatChanged()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    SweepRunFinder finder(project.layout);
    const auto find = [&] {
        take(finder.refresh());
        return finder.runsOf(sweep);
    };
    const auto cells = table(project, sweep);
    const RunId alone = project.enqueue("of no sweep");
    QCOMPARE(find().size(), std::size_t{4});
    const RunId id = cells[0].repeats[0].run;
    const auto stateOf = [&] {
        for (const RunSummary &run : find())
            if (run.id == id)
                return run.state;
        return RunState::Lost;
    };
    QVERIFY(stateOf() == RunState::Queued);
    end(project, cells[0], RunState::Stopped);
    QVERIFY(stateOf() == RunState::Stopped);
    QVERIFY(stateOf() == RunState::Stopped); // now remembered
    take(enqueueAgain(project.layout, {&id, 1}));
    QVERIFY(stateOf() == RunState::Queued);
    take(removeFromQueue(project.layout, {&id, 1}));
    auto writer = take(RunWriter::resume(project.layout, id, 0));
    QVERIFY(stateOf() == RunState::Starting);
    take(writer->finish({RunState::Done, "", {}, 1}));
    QVERIFY(stateOf() == RunState::Done);
    QVERIFY(alone.isValid());
}

QTEST_GUILESS_MAIN(TestSweepEdit)
#include "tst_sweep_edit.moc"
