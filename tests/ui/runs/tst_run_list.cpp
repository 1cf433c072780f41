#include "core/base/process.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_intents.h"
#include "ui/runs/run_list_model.h"
#include "ui/runs/run_list_view.h"
#include "ui/runs/run_text.h"
#include "ui/runs/time_left.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
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

RunRow trained(int n, const std::string &name, RunState state, double loss, double knn)
{
    RunRow made = row(n, name, state);
    made.summary.totalEpochs = 10;
    made.summary.totalSteps = 500;
    made.summary.epoch = 2;
    made.summary.step = 125;
    made.summary.loss = loss;
    made.summary.knnAccuracy = knn;
    made.summary.bestKnnAccuracy = knn + 0.01;
    made.summary.imagesPerSecond = 295.4;
    return made;
}

QString render(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int r = 0; r < model.rowCount(); ++r) {
        QStringList cells;
        for (int c = 0; c < runlist::Started; ++c) // the last column depends on today's date
            cells << model.index(r, c).data().toString();
        lines << cells.join(QStringLiteral(" | "));
    }
    return lines.join(QLatin1Char('\n'));
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

class TestRunList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(id(1).isValid());
        QVERIFY(id(1) < id(2));
    }

    void rowsReadAsText()
    {
        RunListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunRow running = trained(3, "narrow", RunState::Running, 3.1234, 0.4216);
        running.secondsLeft = 731;
        RunRow fresh = row(2, "wide", RunState::Starting);
        RunRow broken = row(1, "", RunState::Failed);
        broken.summary.loss = std::numeric_limits<double>::quiet_NaN();
        model.setRows({running, fresh, broken});
        const QString none = QStringLiteral("–");
        QCOMPARE(render(model),
                 QStringLiteral("narrow | Running | Epoch 3 of 10 | about 12 min left | 42.2 % | 43.2 % | 3.123 | 295\n"
                                "wide | Starting |  |  | %1 | %1 | %1 | %1\n"
                                "%2 | Failed |  |  | %1 | %1 | not a number | %1")
                     .arg(none, QString::fromStdString(id(1).toString())));
    }

    void snapshotsBecomeRowChanges()
    {
        RunListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const RunRows first{row(5, "e", RunState::Done), row(3, "c", RunState::Done), row(1, "a", RunState::Done)};
        model.setRows(first);
        QCOMPARE(inserted.count(), 3);
        model.setRows(first);
        QCOMPARE(changed.count(), 0); // nothing new, nothing said

        RunRows second = first;
        second[1].summary.loss = 2.5;
        second[1].summary.heartbeatMs = 77;
        model.setRows(second);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        second[1].summary.heartbeatMs = 78; // not shown
        model.setRows(second);
        QCOMPARE(changed.count(), 1);

        inserted.clear();
        model.setRows({row(6, "f", RunState::Starting), row(3, "c", RunState::Done), row(2, "b", RunState::Done)});
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(removed.count(), 2);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model.indexOf(id(3)).row(), 1);
        QVERIFY(model.find(id(1)) == nullptr);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void selectionFollowsTheRun()
    {
        RunListModel model;
        RunListView view(&model);
        model.setRows({row(2, "b", RunState::Running), row(1, "a", RunState::Done)});
        view.selectRun(id(1));
        QCOMPARE(view.currentRun(), id(1));
        QSignalSpy moved(&view, &RunListView::currentRunChanged);
        model.setRows({row(4, "d", RunState::Starting), row(3, "c", RunState::Done), row(2, "b", RunState::Running),
                       row(1, "a", RunState::Done)});
        QCOMPARE(view.currentRun(), id(1));
        view.sortByColumn(runlist::Name, Qt::AscendingOrder);
        QCOMPARE(view.currentRun(), id(1));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(view.currentIndex().row(), 0);
    }

    void runsWithoutAValueSortLast()
    {
        RunListModel model;
        RunListFilter filter;
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setRows({trained(4, "high", RunState::Done, 4, 0.2), row(3, "none", RunState::Queued),
                       trained(2, "low", RunState::Done, 1, 0.6), trained(1, "nan", RunState::Failed, NAN, 0.1)});
        const auto names = [&filter] {
            QStringList all;
            for (int r = 0; r < filter.rowCount(); ++r)
                all << filter.index(r, 0).data().toString();
            return all.join(QLatin1Char(' '));
        };
        filter.sort(runlist::Loss, Qt::AscendingOrder);
        QVERIFY2(names().startsWith(QStringLiteral("low high")), qPrintable(names()));
        filter.sort(runlist::Loss, Qt::DescendingOrder);
        QVERIFY2(names().startsWith(QStringLiteral("high low")), qPrintable(names()));
        filter.sort(runlist::Started, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("high none low nan"));
    }

    void filterFindsNameStateAndSettings()
    {
        RunListModel model;
        RunListFilter filter;
        filter.setSourceModel(&model);
        RunRow lars = row(2, "big", RunState::Running);
        lars.summary.settingsJson = R"({"optimizer":{"name":"lars"}})";
        model.setRows({lars, row(1, "small", RunState::Failed)});
        filter.setText(QStringLiteral("LARS running"));
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("big"));
        filter.setText(QStringLiteral("failed"));
        QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("small"));
        filter.setText(QStringLiteral("nonsense"));
        QCOMPARE(filter.rowCount(), 0);
        filter.setText({});
        QCOMPARE(filter.rowCount(), 2);
    }

    void failedRunsSayWhy()
    {
        RunListModel model;
        RunRow failed = row(1, "a", RunState::Failed);
        failed.summary.error = Error{ErrorCode::NonFiniteLoss, {"17"}, {}};
        model.setRows({failed});
        const QString tip = model.index(0, runlist::State).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("step 17")), qPrintable(tip));
        QVERIFY(stateSentence(row(1, "a", RunState::Lost)).contains(QStringLiteral("Resume")));
        QVERIFY(stateSentence(row(1, "a", RunState::Running)).isEmpty());
    }

    void intentsAnswerAtOnce()
    {
        RunIntents intents;
        const RunRows running{row(2, "b", RunState::Running), row(1, "a", RunState::Stopped)};
        intents.stopping(id(2));
        QCOMPARE(intents.apply(running)[0].summary.state, RunState::Stopping);
        QCOMPARE(intents.apply(running)[0].summary.state, RunState::Stopping); // until the file tells
        const RunRows stopped{row(2, "b", RunState::Stopped), row(1, "a", RunState::Stopped)};
        QCOMPARE(intents.apply(stopped)[0].summary.state, RunState::Stopped);
        QCOMPARE(intents.apply(running)[0].summary.state, RunState::Running); // and then it is forgotten

        intents.resuming(stopped[1].summary);
        QCOMPARE(intents.apply(stopped)[1].summary.state, RunState::Starting);
        RunRows resumed = stopped;
        resumed[1].summary.state = RunState::Failed; // at once, in a new segment
        resumed[1].summary.startedMs += 5000;
        QCOMPARE(intents.apply(resumed)[1].summary.state, RunState::Failed);

        intents.launched(id(3), "new", "{}", 1);
        QCOMPARE(intents.apply(stopped).size(), std::size_t{3});
        QCOMPARE(intents.apply(stopped)[0].summary.name, std::string("new"));
        intents.withdraw(id(3));
        QCOMPARE(intents.apply(stopped).size(), std::size_t{2});

        intents.stoppingAfterEpoch(id(2));
        QCOMPARE(stateText(intents.apply(running)[0]), QStringLiteral("Stops after epoch"));
        intents.stopping(id(2)); // sooner, after all
        QCOMPARE(stateText(intents.apply(running)[0]), QStringLiteral("Stopping"));
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
        actions.update(true, &shown);
        QVERIFY(actions.newRun->isEnabled());
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

QTEST_MAIN(TestRunList)
#include "tst_run_list.moc"
