#include "core/base/files.h"
#include "core/store/run_writer.h"
#include "core/sweep/planner.h"
#include "core/sweep/run_measures.h"
#include "core/sweep/sweep_director.h"
#include "core/sweep/sweep_edit.h"
#include "sweep_fixture.h"

#include <set>
#include <thread>

using namespace tandem;
using namespace tandem::test;

// Whole sweeps, with the queue's runner and made-up trainers as processes.

class TestSweepRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void gridFillsItself();
    void killedTrainerLeavesAHoleThatIsFilled();
    void pausedSweepLetsOthersPass();
    void aSweepThatCannotBeReadBeginsNothing();
    void budgetOfRunsEndsIt();
    void budgetOfHoursEndsIt();
    void randomSearchDrawsItsTrials();
    void searchOverListsEndsWithItsCombinations();
    void tpeLearnsFromItsRuns();
    void drawingGoesOnAfterAKill();
    void hopelessRunsAreStopped();
    void measuresOfARun();
    void measuresOfLongSeriesAreThereToo();

private:
    static void finish(const QueueProject &project)
    {
        QueueRunner runner(project.layout,
                           {FAKE_TRAINER, {"cpu"}, std::chrono::milliseconds(10), std::chrono::milliseconds(30)});
        QVERIFY(take(runner.run({})) == QueueRunner::End::NothingLeft);
    }
};

namespace {

SweepSpec grid(std::int64_t seeds = 1)
{
    SweepSpec spec;
    spec.name = "grid";
    spec.base.data.path = "/data";
    spec.base.train.epochs = 3;
    spec.base.train.warmupEpochs = 0;
    spec.seeds = seeds;
    spec.axes = {{"objective.temperature",
                  {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.2")},
                  {}},
                 {"train.batch_size", {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128")}, {}}};
    return spec;
}

std::vector<SweepCell> table(const QueueProject &project, const RunId &sweep)
{
    return sweepTable(take(readSweep(project.layout, sweep)), sweep, project.runs());
}

SweepState stateOf(const QueueProject &project, const RunId &sweep)
{
    const SweepSpec spec = take(readSweep(project.layout, sweep));
    const auto runs = project.runs();
    return sweepState(spec, sweepProgress(spec, sweep, sweepTable(spec, sweep, runs), runs));
}

int count(const std::vector<SweepCell> &cells, CellState state)
{
    int found = 0;
    for (const SweepCell &cell : cells)
        for (const CellRepeat &repeat : cell.repeats)
            found += repeat.state == state ? 1 : 0;
    return found;
}

} // namespace

void TestSweepRun::init()
{
    qputenv("TANDEM_FAKE", "quick");
    qputenv("TANDEM_FAKE_EPOCH_MS", "2");
    qunsetenv("TANDEM_FAKE_DEVICES");
}

void TestSweepRun::gridFillsItself()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid(2)));
    QVERIFY(stateOf(project, sweep) == SweepState::Running);
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished);
    QCOMPARE(count(table(project, sweep), CellState::Done), 8);
    QCOMPARE(project.starts().size(), 8);
    // By the stand-in's rule: the better temperature and the larger batch win.
    std::vector<double> means;
    for (const SweepCell &cell : table(project, sweep)) {
        std::vector<double> values;
        for (const CellRepeat &repeat : cell.repeats)
            values.push_back(*valueOf(take(readMeasures(project.layout, repeat.run)), {}));
        QVERIFY(values[0] != values[1]); // two seeds
        means.push_back(summarize(values)->mean);
    }
    QVERIFY(means[3] > means[2] && means[2] > means[1] && means[1] > means[0]);
}

void TestSweepRun::killedTrainerLeavesAHoleThatIsFilled()
{
    qputenv("TANDEM_FAKE_EPOCH_MS", "100");
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    QVERIFY(project.startRunner(FAKE_TRAINER));
    const RunId first = project.order().front();
    QTRY_VERIFY(project.run(first).epoch >= 1);
    ::kill(static_cast<pid_t>(project.run(first).process.pid), SIGKILL);
    qputenv("TANDEM_FAKE_EPOCH_MS", "2");
    QTRY_VERIFY(!project.hasRunner());
    QVERIFY(stateOf(project, sweep) == SweepState::Holes);
    QCOMPARE(count(table(project, sweep), CellState::Done), 3);
    QVERIFY(table(project, sweep)[0].state == CellState::Lost);

    QCOMPARE(take(fillHoles(project.layout, sweep)), std::int64_t{1});
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished);
    QVERIFY(table(project, sweep)[0].repeats[0].run == first); // it went on from its checkpoint
    QVERIFY(project.starts().contains("resume " + QByteArray::fromStdString(first.toString())));
    QCOMPARE(project.starts().size(), 5);
}

void TestSweepRun::pausedSweepLetsOthersPass()
{
    qputenv("TANDEM_FAKE_EPOCH_MS", "50");
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    Settings settings;
    settings.train.epochs = 1;
    const RunId other = project.enqueue("other", settings);
    QVERIFY(project.startRunner(FAKE_TRAINER));
    const RunId first = project.order().front();
    QTRY_VERIFY(project.run(first).state == RunState::Running);
    take(pauseSweep(project.layout, sweep, true));
    QTRY_VERIFY(!project.hasRunner());
    QVERIFY(project.run(first).state == RunState::Stopped);
    QVERIFY(project.run(other).state == RunState::Done);
    QVERIFY(stateOf(project, sweep) == SweepState::Paused);
    QCOMPARE(count(table(project, sweep), CellState::Paused), 3);
    take(resumeSweep(project.layout, sweep));
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(project, sweep) == SweepState::Finished, 20000);
}

void TestSweepRun::aSweepThatCannotBeReadBeginsNothing()
{
    const QueueProject project;
    const RunId sweep = take(createSweep(project.layout, grid()));
    const SweepDirector director(project.layout);
    QVERIFY(!director.isPaused(sweep));
    QVERIFY(!director.isPaused(RunId::make())); // of seeds alone
    const std::string text = take(readFile(project.layout.sweepFile(sweep)));
    take(writeFileAtomically(project.layout.sweepFile(sweep), text.substr(0, text.size() / 2)));
    QVERIFY(director.isPaused(sweep));
}

void TestSweepRun::budgetOfRunsEndsIt()
{
    const QueueProject project;
    SweepSpec spec = grid(2);
    spec.budget.runs = 3;
    const RunId sweep = take(createSweep(project.layout, spec));
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Spent);
    const int done = count(table(project, sweep), CellState::Done);
    QCOMPARE(done, 3);
    QVERIFY(project.order().empty());
    // More of it, and what is missing is filled.
    take(setSweepBudget(project.layout, sweep, {}));
    QVERIFY(take(fillHoles(project.layout, sweep)) == 8 - done);
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished);
}

void TestSweepRun::budgetOfHoursEndsIt()
{
    const QueueProject project;
    SweepSpec spec = grid(2);
    spec.budget.hours = 2.5 / 3600; // the stand-in says that each of its runs took a second
    const RunId sweep = take(createSweep(project.layout, spec));
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Spent);
    const int done = count(table(project, sweep), CellState::Done);
    QVERIFY2(done >= 3 && done <= 4, QByteArray::number(done));
}

/// Of two values there are two trials, however many are asked for.
void TestSweepRun::searchOverListsEndsWithItsCombinations()
{
    for (const Planner planner : {Planner::Random, Planner::Tpe}) {
        const QueueProject project;
        SweepSpec spec = grid();
        spec.planning = {planner, 4};
        spec.axes.resize(1);
        const auto combinations = spec.axes[0].points.size();
        QVERIFY(combinations < 4);
        const RunId sweep = take(createSweep(project.layout, spec));
        finish(project); // the runner ends, too
        QVERIFY(stateOf(project, sweep) == SweepState::Finished);
        const auto cells = table(project, sweep);
        QCOMPARE(cells.size(), combinations);
        QVERIFY(cells[0].points != cells[1].points);
    }
}

void TestSweepRun::randomSearchDrawsItsTrials()
{
    const QueueProject project;
    SweepSpec spec = grid(2);
    spec.planning = {Planner::Random, 5};
    spec.axes[0] = {"objective.temperature", {}, AxisRange{0.05, 1, true, 5}};
    const RunId sweep = take(createSweep(project.layout, spec));
    QVERIFY(project.order().empty()); // the runner draws them one by one
    QVERIFY(stateOf(project, sweep) == SweepState::Running);
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished);
    const auto cells = table(project, sweep);
    QCOMPARE(cells.size(), std::size_t{5});
    QCOMPARE(count(cells, CellState::Done), 10);
    take(addTrials(project.layout, sweep, 2));
    finish(project);
    QCOMPARE(table(project, sweep).size(), std::size_t{7});
}

void TestSweepRun::tpeLearnsFromItsRuns()
{
    const QueueProject project;
    SweepSpec spec = grid();
    spec.base.train.epochs = 1;
    spec.planning = {Planner::Tpe, 40, 10, true, 3};
    spec.axes = {{"objective.temperature", {}, AxisRange{0.01, 10, true, 5}}};
    const RunId sweep = take(createSweep(project.layout, spec));
    finish(project);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished);
    // The stand-in is best at 0.2. What is drawn depends a little on which runs have ended by then (tst_tpe holds the
    // method itself); that the outcomes arrive shows beside draws that know of none.
    const auto near = [](const std::vector<SweepTrial> &trials) {
        return std::count_if(trials.begin() + 20, trials.end(), [](const SweepTrial &trial) {
            const double temperature = QByteArray::fromStdString(trial.points[0].label).toDouble();
            return temperature > 0.06 && temperature < 0.7;
        });
    };
    SweepSpec blind = spec;
    blind.planning.planner = Planner::Random;
    while (const auto trial = nextTrial(blind, {}))
        blind.trials.push_back(*trial);
    const auto trials = take(readSweep(project.layout, sweep)).trials;
    QCOMPARE(trials.size(), blind.trials.size());
    const std::string seen = std::to_string(near(trials)) + " of 20; blindly " + std::to_string(near(blind.trials));
    qInfo("%s", seen.c_str());
    QVERIFY2(near(trials) > near(blind.trials) + 1, seen.c_str());
}

void TestSweepRun::drawingGoesOnAfterAKill()
{
    qputenv("TANDEM_FAKE_EPOCH_MS", "20");
    const QueueProject project;
    SweepSpec spec = grid();
    spec.planning = {Planner::Random, 6};
    spec.axes[0] = {"objective.temperature", {}, AxisRange{0.05, 1, true, 5}};
    const RunId sweep = take(createSweep(project.layout, spec));
    for (int i = 0; i < 30 && stateOf(project, sweep) != SweepState::Finished; ++i) {
        QueueRunner runner(project.layout,
                           {FAKE_TRAINER, {"cpu"}, std::chrono::milliseconds(5), std::chrono::milliseconds(5)});
        std::stop_source stop;
        const std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(37));
            stop.request_stop();
        });
        static_cast<void>(take(runner.run(stop.get_token())));
    }
    finish(project);
    const auto cells = table(project, sweep);
    QCOMPARE(cells.size(), std::size_t{6});
    QCOMPARE(count(cells, CellState::Done), 6);
    QCOMPARE(project.starts().size(), 6); // none twice
}

void TestSweepRun::hopelessRunsAreStopped()
{
    qputenv("TANDEM_FAKE_EPOCH_MS", "120");
    const QueueProject project;
    SweepSpec spec = grid();
    spec.base.train.epochs = 9;
    spec.stopping = {StoppingRule::Asha, 1, 3, 2};
    spec.axes = {{"objective.temperature",
                  {pointOf("objective.temperature", "0.2"), pointOf("objective.temperature", "0.21"),
                   pointOf("objective.temperature", "5")},
                  {}}};
    const RunId sweep = take(createSweep(project.layout, spec));
    finish(project);
    const auto cells = table(project, sweep);
    QVERIFY(cells[0].state == CellState::Done && cells[1].state == CellState::Done);
    QVERIFY(cells[2].state == CellState::StoppedEarly);
    QVERIFY(stateOf(project, sweep) == SweepState::Finished); // it is no hole
    const auto stopped = take(readSweep(project.layout, sweep)).stopped;
    QCOMPARE(stopped.size(), std::size_t{1});
    QVERIFY(stopped[0].run == cells[2].repeats[0].run && stopped[0].value < stopped[0].threshold);
    QVERIFY(project.run(stopped[0].run).epoch < 9);

    // Whoever resumes it wants to see its end.
    take(enqueueAgain(project.layout, {&stopped[0].run, 1}));
    finish(project);
    QVERIFY(project.run(stopped[0].run).state == RunState::Done);
}

void TestSweepRun::measuresOfARun()
{
    const QueueProject project;
    const RunId id = RunId::make();
    const auto writer = take(RunWriter::create(project.layout, {id, "run", "{}"}));
    const double accuracies[] = {0.1, 0.4, 0.3, 0.2};
    for (std::int64_t epoch = 1; epoch <= 4; ++epoch) {
        StepRecord step;
        step.step = epoch * 10;
        step.loss = 5.0 - static_cast<double>(epoch);
        take(writer->addStep(step));
        take(writer->addEpoch({epoch, epoch * 10, 0, 5.0 - static_cast<double>(epoch), 0, 0, 1}));
        EvaluationRecord evaluation;
        evaluation.epoch = epoch;
        evaluation.step = epoch * 10;
        evaluation.knnAccuracy = accuracies[epoch - 1];
        evaluation.measures = {{std::string(series::kOnlineLinearAccuracy), 0.5 + 0.1 * static_cast<double>(epoch)}};
        take(writer->addEvaluation(evaluation));
    }
    take(writer->finish({RunState::Done, "", {}, 1}));
    const RunMeasures measures = take(readMeasures(project.layout, id));
    const auto value = [&](std::string_view series, Summary summary, bool maximize = true) {
        return valueOf(measures, {std::string(series), summary, maximize}).value_or(-1);
    };
    QCOMPARE(value(series::kKnnAccuracy, Summary::Last), 0.2);
    QCOMPARE(value("", Summary::Best), 0.4);
    QCOMPARE(value(series::kKnnAccuracy, Summary::AtBestKnn), 0.4);
    QVERIFY(std::abs(value(series::kKnnAccuracy, Summary::Mean3) - 0.3) < 1e-12);
    QCOMPARE(value(series::kOnlineLinearAccuracy, Summary::AtBestKnn), 0.7);
    QCOMPARE(value(series::kEpochLoss, Summary::Best, false), 1.0);
    QCOMPARE(value(series::kEpochLoss, Summary::AtBestKnn), 3.0);
    QCOMPARE(value("no such series", Summary::Last), -1.0);
    QCOMPARE(measures.knn.size(), std::size_t{4});
    QVERIFY(measures.knn[1].epoch == 2 && measures.knn[1].value == 0.4);
    QVERIFY(!readMeasures(project.layout, RunId::make()));
}

/// More points than are ever read whole; most of them are packed, the last ones are not.
void TestSweepRun::measuresOfLongSeriesAreThereToo()
{
    constexpr std::int64_t kSteps = 25'000, kBest = 9'000;
    const QueueProject project;
    const RunId id = RunId::make();
    auto writer = take(RunWriter::create(project.layout, {id, "long", "{}"}));
    for (std::int64_t step = 1; step <= kSteps; ++step) {
        StepRecord record;
        record.step = step;
        record.loss = static_cast<double>(step);
        take(writer->addStep(record));
        if (step % 1'000 != 0)
            continue;
        EvaluationRecord evaluation;
        evaluation.epoch = step / 1'000;
        evaluation.step = step;
        evaluation.knnAccuracy = step == kBest ? 0.9 : 0.1;
        if (step <= 20'000 || step == kSteps) // a gap before its end
            evaluation.measures = {{std::string(series::kUniformity), static_cast<double>(step)}};
        take(writer->addEvaluation(evaluation));
    }
    take(writer->finish({RunState::Done, "", {}, 1}));
    const RunMeasures measures = take(readMeasures(project.layout, id));
    const MeasuredSeries &loss = measures.series.at(std::string(series::kLoss));
    QCOMPARE(loss.atBestKnn.value_or(-1), static_cast<double>(kBest));
    QCOMPARE(loss.mean3.value_or(-1), static_cast<double>(kSteps - 1));
    const MeasuredSeries &knn = measures.series.at(std::string(series::kKnnAccuracy));
    QCOMPARE(knn.atBestKnn.value_or(-1), 0.9);
    QVERIFY(std::abs(knn.mean3.value_or(-1) - 0.1) < 1e-12);
    const MeasuredSeries &sparse = measures.series.at(std::string(series::kUniformity));
    QCOMPARE(sparse.atBestKnn.value_or(-1), static_cast<double>(kBest));
    QCOMPARE(sparse.mean3.value_or(-1), (19'000 + 20'000 + 25'000) / 3.0);
}

QTEST_GUILESS_MAIN(TestSweepRun)
#include "tst_sweep_run.moc"
