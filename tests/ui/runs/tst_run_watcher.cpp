#include "made_up_run.h"
#include "ui/runs/run_watcher.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace tandem;
using namespace tandem::test;

namespace {

RunInterest everything()
{
    RunInterest interest;
    for (const std::string_view name :
         {series::kLoss, series::kLearningRate, series::kKnnAccuracy, series::kContrastiveAccuracy, series::kFeatureStd,
          series::kProjectionStd, series::kImagesPerSecond, series::kDataWaitShare, series::kEntropy,
          series::kPositiveSimilarity, series::kNegativeSimilarity})
        interest.series.emplace(name);
    interest.vectors.emplace(vectors::kPositiveSimilarity);
    interest.pairs = true;
    return interest;
}

/// Takes in what a watcher tells, as the page does.
class Listener : public QObject {
public:
    explicit Listener(RunWatcher &watcher)
    {
        watcher.setInterest(everything());
        connect(&watcher, &RunWatcher::rowsChanged, this, [this](const RunRowsPtr &told) {
            ++snapshots;
            rows = *told;
        });
        connect(&watcher, &RunWatcher::runChanged, this, [this](const RunChangePtr &change) { take(*change); });
        connect(&watcher, &RunWatcher::failed, this, [this](const Error &error) { errors.push_back(error); });
    }

    void take(const RunChange &change)
    {
        ++changes;
        if (change.restart) {
            ++restarts;
            points.clear();
            events.clear();
            evaluations.clear();
            pairs.reset();
        }
        for (const SeriesChange &part : change.series) {
            auto &known = points[part.name];
            if (part.replace)
                known.clear();
            for (const SeriesPoint &point : part.points) {
                ordered = ordered && (known.empty() || known.back().step < point.step);
                known.push_back(point);
                ++received;
            }
        }
        if (change.evaluations)
            evaluations = *change.evaluations;
        if (change.events)
            events = *change.events;
        if (change.plan)
            plan = *change.plan;
        if (change.pairs)
            pairs = change.pairs;
    }

    std::int64_t lastStep(const std::string &series = "loss") const
    {
        const auto found = points.find(series);
        return found == points.end() || found->second.empty() ? 0 : found->second.back().step;
    }

    RunRows rows;
    std::map<std::string, std::vector<SeriesPoint>> points;
    std::vector<EvaluationRecord> evaluations;
    std::vector<EventRecord> events;
    std::optional<RunPlan> plan;
    std::shared_ptr<const PairsRecord> pairs;
    std::vector<Error> errors;
    int snapshots = 0, changes = 0, restarts = 0;
    std::size_t received = 0;
    bool ordered = true;
};

} // namespace

class TestRunWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto project = createProject(m_folder->filePath(QStringLiteral("p")).toStdString());
        QVERIFY(project);
        m_project = std::make_unique<ProjectLayout>(*project);
    }

    void seesALiveWriter()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(*m_project, run);
        trainer.train(30);
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        watcher.follow({run.id});
        QTRY_COMPARE(listener.lastStep(), 30);
        QTRY_COMPARE(listener.rows.size(), std::size_t{1});
        QTRY_COMPARE(listener.rows[0]->summary.state, RunState::Running);
        QVERIFY(listener.plan);
        QCOMPARE(listener.plan->stepsPerEpoch, 50);
        QTRY_VERIFY(listener.pairs);
        QCOMPARE(listener.pairs->samples.size(), std::size_t{8});

        trainer.train(25); // over the end of an epoch
        QTRY_COMPARE(listener.lastStep(), 55);
        QTRY_COMPARE(listener.evaluations.size(), std::size_t{1});
        QTRY_COMPARE(listener.pairs->epoch, 2);
        QCOMPARE(listener.points["knn_accuracy"].size(), std::size_t{1});
        QCOMPARE(listener.restarts, 1);
        QVERIFY(listener.ordered);
        // Only what is new travels: nine series of 55 steps and three of the evaluation, once each.
        std::size_t kept = 0;
        for (const auto &[name, points] : listener.points)
            kept += points.size();
        QCOMPARE(listener.received, kept);

        trainer.finish(RunState::Done);
        QTRY_COMPARE(listener.rows[0]->summary.state, RunState::Done);
        QVERIFY(listener.errors.empty());
        const int before = listener.changes;
        const int snapshots = listener.snapshots;
        watcher.refresh();
        watcher.follow({}); // the round after it has been made when nothing more comes
        QTest::qWait(300);
        QCOMPARE(listener.changes, before);
        QCOMPARE(listener.snapshots, snapshots);
    }

    void estimatesTheTimeLeft()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(*m_project, run);
        trainer.clockMs -= 60 * 20; // the sixtieth step is now
        trainer.train(40, 20);
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        QTRY_VERIFY(!listener.rows.empty() && listener.rows[0]->secondsLeft);
        // 460 steps of 20 ms and up to ten evaluations of which none was seen yet.
        QVERIFY(*listener.rows[0]->secondsLeft > 8);
        QVERIFY(*listener.rows[0]->secondsLeft < 10);
    }

    void noticesAResumeFromAnEarlierStep()
    {
        MadeUpRun run;
        {
            MadeUpTrainer trainer(*m_project, run);
            trainer.train(130);
            trainer.finish(RunState::Stopped);
        }
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        watcher.follow({run.id});
        QTRY_COMPARE(listener.lastStep(), 130);
        QCOMPARE(listener.evaluations.size(), std::size_t{2});

        MadeUpTrainer again(*m_project, run, 100);
        QTRY_COMPARE(listener.lastStep(), 100);
        QCOMPARE(listener.points["loss"].size(), std::size_t{100});
        QTRY_COMPARE(listener.events.back().kind, std::string("resumed"));
        again.train(60);
        QTRY_COMPARE(listener.lastStep(), 160);
        QCOMPARE(listener.points["loss"].size(), std::size_t{160});
        QCOMPARE(listener.points["knn_accuracy"].size(), std::size_t{3});
        QVERIFY(listener.ordered);
    }

    /// Steps that were made again before anyone looked must replace the old ones, though the run has come further.
    void noticesStepsMadeAgainBetweenTwoLooks()
    {
        MadeUpRun run;
        RunFollower follower(*m_project, run.id, everything());
        {
            MadeUpTrainer trainer(*m_project, run);
            trainer.train(80);
            trainer.finish(RunState::Stopped);
        }
        QVERIFY(follower.poll());
        MadeUpTrainer again(*m_project, run, 50);
        again.clockMs += 100'000;
        again.train(90);
        again.finish(RunState::Stopped);
        const auto change = follower.poll();
        QVERIFY(change);
        const auto loss = std::find_if(change->series.begin(), change->series.end(),
                                       [](const SeriesChange &part) { return part.name == "loss"; });
        QVERIFY(loss != change->series.end());
        QVERIFY(loss->replace);
        QCOMPARE(loss->points.size(), std::size_t{140});
    }

    void noticesAnotherFileInItsPlace()
    {
        MadeUpRun run;
        {
            MadeUpTrainer trainer(*m_project, run);
            trainer.train(40);
            trainer.finish(RunState::Done);
        }
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        watcher.setAttentive(true);
        watcher.follow({run.id});
        QTRY_COMPARE(listener.lastStep(), 40);
        QVERIFY(QDir(QString::fromStdString(m_project->run(run.id).string())).removeRecursively());
        QTRY_VERIFY(listener.rows.empty());
        {
            MadeUpTrainer trainer(*m_project, run);
            trainer.train(10);
            trainer.finish(RunState::Done);
        }
        QTRY_COMPARE(listener.lastStep(), 10);
        QCOMPARE(listener.points["loss"].size(), std::size_t{10});
        QVERIFY(listener.errors.empty());
    }

    void changesOfRunsNoLongerFollowedDoNotArrive()
    {
        MadeUpRun first, second;
        second.id = RunId::make();
        MadeUpTrainer a(*m_project, first), b(*m_project, second);
        a.train(10);
        b.train(20);
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        watcher.follow({first.id});
        watcher.follow({second.id});
        QTRY_COMPARE(listener.lastStep(), 20);
        a.train(50);
        watcher.refresh();
        QTRY_COMPARE(listener.rows[1]->summary.step, 60);
        QCOMPARE(listener.lastStep(), 20);
        QVERIFY(listener.ordered);
    }

    /// Twenty runs in one thread: each has its own points; views come of the first alone, until another is the first.
    void followsManyRuns()
    {
        std::vector<RunId> ids;
        std::vector<std::unique_ptr<MadeUpTrainer>> trainers;
        for (int i = 0; i < 20; ++i) {
            MadeUpRun run;
            run.id = RunId::make();
            ids.push_back(run.id);
            trainers.push_back(std::make_unique<MadeUpTrainer>(*m_project, run));
            trainers.back()->train(i + 1);
        }
        RunWatcher watcher(*m_project);
        std::map<RunId, std::int64_t> last;
        std::map<RunId, int> restarts, pairs;
        connect(&watcher, &RunWatcher::runChanged, this, [&](const RunChangePtr &change) {
            restarts[change->run] += change->restart ? 1 : 0;
            pairs[change->run] += change->pairs ? 1 : 0;
            for (const SeriesChange &part : change->series)
                if (part.name == "loss")
                    last[change->run] = part.points.back().step;
        });
        watcher.setAttentive(true);
        watcher.setInterest(everything());
        watcher.follow(ids);
        const auto allAre = [&](int more) {
            for (int i = 0; i < 20; ++i)
                if (last[ids[static_cast<std::size_t>(i)]] != i + 1 + more)
                    return false;
            return true;
        };
        QTRY_VERIFY(allAre(0));
        for (const auto &trainer : trainers)
            trainer->train(3);
        QTRY_VERIFY(allAre(3));
        QTRY_COMPARE(pairs[ids[0]], 1);
        QCOMPARE(pairs[ids[7]], 0);
        std::vector<RunId> other{ids[7], ids[0]};
        watcher.follow(other);
        QTRY_COMPARE(pairs[ids[7]], 1);
        trainers[0]->train(1);
        QTRY_COMPARE(last[ids[0]], 5);
        QCOMPARE(restarts[ids[0]], 1); // it stayed, so nothing was read twice
        QCOMPARE(restarts[ids[7]], 1);
    }

    /// What a new chart wants of a run that is done comes at once, whole; so do vectors.
    void aNewInterestIsServed()
    {
        MadeUpRun run;
        {
            MadeUpTrainer trainer(*m_project, run);
            trainer.train(60);
            trainer.finish(RunState::Done);
        }
        RunWatcher watcher(*m_project);
        std::map<std::string, std::size_t> points;
        std::vector<std::string> names;
        connect(&watcher, &RunWatcher::runChanged, this, [&](const RunChangePtr &change) {
            for (const SeriesChange &part : change->series)
                points[part.name] += part.points.size();
            if (change->seriesNames)
                names = *change->seriesNames;
        });
        watcher.setAttentive(true);
        watcher.setInterest({{"loss"}, {}, false});
        watcher.follow({run.id});
        QTRY_COMPARE(points["loss"], std::size_t{60});
        QVERIFY(std::find(names.begin(), names.end(), "entropy") != names.end());
        QCOMPARE(points.count("entropy"), std::size_t{0});
        watcher.setInterest({{"loss", "entropy"}, {}, false});
        QTRY_COMPARE(points["entropy"], std::size_t{60});
        QCOMPARE(points["loss"], std::size_t{60}); // and not again
    }

    /// A trainer that was killed is lost, and one that lives is running, also for a window that opens only now.
    void stateComesFromTheProcess()
    {
        QProcess trainer;
        trainer.start(QStringLiteral(RUN_MAKER),
                      {QStringLiteral("train"), QStringLiteral("--project"),
                       QString::fromStdString(m_project->root().string()), QStringLiteral("--name=alive")});
        QVERIFY(trainer.waitForStarted());
        {
            RunWatcher watcher(*m_project);
            Listener listener(watcher);
            QTRY_VERIFY(!listener.rows.empty());
            QTRY_COMPARE(listener.rows[0]->summary.state, RunState::Running);
        } // the window closes; the run does not notice
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        QTRY_VERIFY(!listener.rows.empty());
        QCOMPARE(listener.rows[0]->summary.state, RunState::Running);
        watcher.follow({listener.rows[0]->summary.id});
        QTRY_VERIFY(listener.lastStep() > 20);
        trainer.kill();
        QVERIFY(trainer.waitForFinished());
        QTRY_COMPARE(listener.rows[0]->summary.state, RunState::Lost);
        QVERIFY(listener.rows[0]->summary.error);
        QCOMPARE(listener.rows[0]->summary.error->code, ErrorCode::ProcessLost);
    }

    void saysOnceThatTheProjectIsGone()
    {
        RunWatcher watcher(*m_project);
        Listener listener(watcher);
        watcher.setAttentive(true);
        QTRY_COMPARE(listener.snapshots, 1);
        QVERIFY(m_folder->remove());
        QTRY_VERIFY(!listener.errors.empty());
        QTest::qWait(700); // two more looks
        QCOMPARE(listener.errors.size(), std::size_t{1});
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectLayout> m_project;
};

QTEST_GUILESS_MAIN(TestRunWatcher)
#include "tst_run_watcher.moc"
