#include "core/base/process.h"
#include "ui/runs/event_list_model.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_intents.h"
#include "ui/runs/run_text.h"
#include "ui/runs/time_left.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tandem;

namespace {

/// Ids in a known order: the n-th is older than the (n+1)-th.
RunId id(int n)
{
    return RunId::fromString("01HZZZZZZZ0000000000000" + std::to_string(100 + n));
}

RunRow row(int n, const std::string &name, RunState state)
{
    RunRow made;
    made.summary.id = id(n);
    made.summary.name = name;
    made.summary.state = state;
    made.summary.createdMs = made.summary.startedMs = 1'700'000'000'000 + n * 1000;
    return made;
}

RunRows shared(const std::vector<RunRow> &rows)
{
    RunRows all;
    for (const RunRow &made : rows)
        all.push_back(std::make_shared<const RunRow>(made));
    return all;
}

/// Points of `count` steps after `first`, so many ms apart, with a pause after every `epoch` steps.
std::vector<SeriesPoint> paced(std::int64_t first, std::int64_t count, std::int64_t ms, std::int64_t epoch = 0,
                               std::int64_t pause = 0)
{
    std::vector<SeriesPoint> points;
    std::int64_t now = 1'000'000;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t step = first + i;
        points.push_back({step, now, 1.0});
        now += ms + (epoch > 0 && step % epoch == 0 ? pause : 0);
    }
    return points;
}

RunPlan planOf(std::int64_t stepsPerEpoch, std::int64_t epochs)
{
    RunPlan plan;
    plan.stepsPerEpoch = stepsPerEpoch;
    plan.totalEpochs = epochs;
    plan.totalSteps = stepsPerEpoch * epochs;
    return plan;
}

} // namespace

class TestRunRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(id(1).isValid());
        QVERIFY(id(1) < id(2));
    }

    void failedRunsSayWhy()
    {
        RunRow failed = row(1, "a", RunState::Failed);
        failed.summary.error = Error{ErrorCode::NonFiniteLoss, {"17"}, {}};
        QVERIFY(stateSentence(failed).contains(QStringLiteral("step 17")));
        QVERIFY(stateSentence(row(1, "a", RunState::Lost)).contains(QStringLiteral("Resume")));
        QVERIFY(stateSentence(row(1, "a", RunState::Running)).isEmpty());
    }

    void intentsAnswerAtOnce()
    {
        RunIntents intents;
        const RunRows running = shared({row(2, "b", RunState::Running), row(1, "a", RunState::Stopped)});
        QCOMPARE(intents.apply(running), running); // the very same rows
        intents.stopping(id(2));
        QCOMPARE(intents.apply(running)[0]->summary.state, RunState::Stopping);
        QCOMPARE(intents.apply(running)[1], running[1]);
        QCOMPARE(intents.apply(running)[0]->summary.state, RunState::Stopping); // until the file tells
        const RunRows stopped = shared({row(2, "b", RunState::Stopped), row(1, "a", RunState::Stopped)});
        QCOMPARE(intents.apply(stopped)[0]->summary.state, RunState::Stopped);
        QCOMPARE(intents.apply(running)[0]->summary.state, RunState::Running); // and then it is forgotten

        intents.resuming(stopped[1]->summary);
        QCOMPARE(intents.apply(stopped)[1]->summary.state, RunState::Queued);
        RunRow resumed = *stopped[1];
        resumed.summary.state = RunState::Failed; // at once, in a new segment
        resumed.summary.startedMs += 5000;
        QCOMPARE(intents.apply(shared({*stopped[0], resumed}))[1]->summary.state, RunState::Failed);

        intents.launched(id(3), "new", "{}", 1);
        QCOMPARE(intents.apply(stopped).size(), std::size_t{3});
        QCOMPARE(intents.apply(stopped)[0]->summary.name, std::string("new"));
        intents.withdraw(id(3));
        QCOMPARE(intents.apply(stopped).size(), std::size_t{2});

        intents.stoppingAfterEpoch(id(2));
        QCOMPARE(stateText(*intents.apply(running)[0]), QStringLiteral("Stops after epoch"));
        intents.stopping(id(2)); // sooner, after all
        QCOMPARE(stateText(*intents.apply(running)[0]), QStringLiteral("Stopping"));
    }

    void theLogGrowsByRows()
    {
        EventListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), inserts(&model, &QAbstractItemModel::rowsInserted);
        std::vector<EventRecord> events{{0, 1'700'000'000'000, "info", "began"}, {5, 1'700'000'001'000, "info", "on"}};
        model.setEvents(events);
        QCOMPARE(model.rowCount(), 2);
        model.setEvents(events); // nothing new
        QCOMPARE(inserts.size(), 1);
        events.push_back({9, 1'700'000'002'000, "warning", "loss is NaN"});
        model.setEvents(events);
        QCOMPARE(inserts.size(), 2);
        QCOMPARE(model.index(2, EventListModel::Text).data().toString(), QStringLiteral("loss is NaN"));
        QVERIFY(resets.isEmpty());
        model.setEvents({events[2]}); // another run
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(), 1);
    }

    void trashedRunsVanishAtOnce()
    {
        RunIntents intents;
        const RunRows rows = shared({row(2, "b", RunState::Done), row(1, "a", RunState::Done)});
        intents.trashing(id(2));
        QCOMPARE(intents.apply(rows), RunRows{rows[1]});
        QCOMPARE(intents.apply({rows[1]}), RunRows{rows[1]}); // the folder has moved
        QCOMPARE(intents.apply(rows), rows);                  // and came back
        intents.trashing(id(2));
        intents.withdraw(id(2)); // it could not be moved
        QCOMPARE(intents.apply(rows), rows);
    }

    void rowsThatLookTheSameAreTold()
    {
        RunRow a = row(1, "a", RunState::Running);
        RunRow b = a;
        QVERIFY(looksSame(a, b));
        b.summary.heartbeatMs = 99;
        QVERIFY(looksSame(a, b));
        b.secondsLeft = 12.3;
        QVERIFY(!looksSame(a, b));
        a.secondsLeft = 12.4;
        QVERIFY(looksSame(a, b));
        a.summary.loss = b.summary.loss = NAN;
        QVERIFY(looksSame(a, b));
        RunDigest digest;
        digest.health = Health::Shortcut;
        b.digest = std::make_shared<const RunDigest>(digest);
        QVERIFY(!looksSame(a, b));
    }

    void actionsFitTheState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("canStop");
        QTest::addColumn<bool>("canGoOn");
        QTest::newRow("running") << int(RunState::Running) << true << false;
        QTest::newRow("starting") << int(RunState::Starting) << true << false;
        QTest::newRow("stopping") << int(RunState::Stopping) << false << false;
        QTest::newRow("stopped") << int(RunState::Stopped) << false << true;
        QTest::newRow("failed") << int(RunState::Failed) << false << true;
        QTest::newRow("lost") << int(RunState::Lost) << false << true;
        QTest::newRow("done") << int(RunState::Done) << false << false;
    }

    void actionsFitTheState()
    {
        QFETCH(int, state);
        QFETCH(bool, canStop);
        QFETCH(bool, canGoOn);
        RunActions actions;
        QVERIFY(!actions.newRun->isEnabled());
        RunRow shown = row(1, "a", static_cast<RunState>(state));
        actions.update(true, {&shown, {&shown}, false, false, false});
        QVERIFY(actions.newRun->isEnabled());
        QCOMPARE(actions.trash->isEnabled(), !isActive(shown.summary.state));
        QVERIFY(!actions.compare->isEnabled()); // with what?
        QVERIFY(!actions.undo->isEnabled());
        QCOMPARE(actions.stop->isEnabled(), canStop);
        QCOMPARE(actions.stopAfterEpoch->isEnabled(), canStop);
        QCOMPARE(actions.resume->isEnabled(), canGoOn);
        QVERIFY(!actions.duplicate->isEnabled()); // no settings were stored
    }

    void timeLeftCountsStepsAndEvaluations()
    {
        const RunPlan plan = planOf(100, 10);
        const auto points = paced(101, 100, 50); // 50 ms a step, now at step 200, two epochs done
        std::vector<EvaluationRecord> history(1);
        history[0].seconds = 4;
        const ProgressFacts facts{&plan, points, history, 1, points.back().wallMs};
        const auto left = secondsLeft(facts);
        QVERIFY(left);
        QCOMPARE(qRound(*left * 100), qRound((800 * 0.05 + 8 * 4) * 100));
    }

    void timeLeftLeavesPausesOut()
    {
        const RunPlan plan = planOf(50, 10);
        // The pause after each epoch is the evaluation, which is counted by its own seconds.
        auto points = paced(1, 120, 40, 50, 3000);
        for (std::size_t i = 70; i < points.size(); ++i)
            points[i].wallMs += 3'600'000; // the lid was closed for an hour
        const auto left = secondsLeft({&plan, points, {}, 1, points.back().wallMs});
        QVERIFY(left);
        QCOMPARE(qRound(*left * 100), qRound(380 * 0.04 * 100));
    }

    void timeLeftIsNothingRatherThanNonsense()
    {
        const RunPlan plan = planOf(100, 10);
        const auto few = paced(1, 5, 50);
        QVERIFY(!secondsLeft({&plan, few, {}, 1, few.back().wallMs}));
        const auto points = paced(1, 50, 50);
        QVERIFY(secondsLeft({&plan, points, {}, 1, points.back().wallMs + 10'000}));
        QVERIFY(!secondsLeft({&plan, points, {}, 1, points.back().wallMs + 60'000})); // silent
        const RunPlan unknown;
        QVERIFY(!secondsLeft({&unknown, points, {}, 1, points.back().wallMs}));
        QVERIFY(!secondsLeft({&plan, {}, {}, 1, 0}));
        const auto instant = paced(1, 50, 0); // several steps in a millisecond: still a number
        const auto left = secondsLeft({&plan, instant, {}, 1, instant.back().wallMs});
        QVERIFY(left && std::isfinite(*left));
    }

    void evaluationsLeftKnowsTheLastEpoch()
    {
        const RunPlan plan = planOf(10, 10);
        QCOMPARE(evaluationsLeft(plan, 0, 1), 10);
        QCOMPARE(evaluationsLeft(plan, 95, 1), 1);
        QCOMPARE(evaluationsLeft(plan, 100, 1), 0);
        QCOMPARE(evaluationsLeft(plan, 0, 0), 1);
        QCOMPARE(evaluationsLeft(plan, 0, 4), 3);  // 4, 8 and the tenth
        QCOMPARE(evaluationsLeft(plan, 80, 4), 1); // the tenth
    }

    void timeLeftReadsWell_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("soon") << 12.0 << QStringLiteral("less than a minute left");
        QTest::newRow("minutes") << 731.0 << QStringLiteral("about 12 min left");
        QTest::newRow("hour") << 5300.0 << QStringLiteral("about 88 min left");
        QTest::newRow("hours") << 12100.0 << QStringLiteral("about 3 h 20 min left");
        QTest::newRow("whole hours") << 10900.0 << QStringLiteral("about 3 h left");
        QTest::newRow("days") << 3 * 86400.0 << QStringLiteral("about 3 day(s) left");
        QTest::newRow("nonsense") << std::numeric_limits<double>::infinity() << QString();
    }

    void timeLeftReadsWell()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(timeLeftText(seconds), text);
    }
};

QTEST_MAIN(TestRunRows)
#include "tst_run_rows.moc"
