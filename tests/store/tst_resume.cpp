#include "sample_records.h"
#include "store_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resumeForgetsWhatCameAfter();
    void anEpochMeasuredAgainIsStoredOnce();
    void refusedResumeLeavesTheRunAsItWas();
    void resumedSecondsAddUp();
    void activeRunCannotBeResumed();
    void unknownRunCannotBeResumed();
};

void TestResume::resumeForgetsWhatCameAfter()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->setPlan(somePlan()));
    for (std::int64_t step = 1; step <= 25; ++step) {
        take(writer->addStep(syntheticStep(step)));
        if (step % 10 == 0) {
            take(writer->addEpoch({step / 10, step, 1, 3.0, 300, 0, 1}));
            take(writer->addEvaluation(evaluation(step / 10, step, step == 10 ? 0.3 : 0.6)));
            take(writer->addEvent({step, 1, "checkpoint", "saved"}));
            take(writer->setPairs(somePairs(step)));
        }
    }
    take(writer->finish({RunState::Failed, "sum", Error{ErrorCode::DiskFull, {"/x"}, {}}, 5}));
    const std::int64_t startedBefore = take(take(RunReader::open(project.layout, id))->summary()).startedMs;

    writer = take(RunWriter::resume(project.layout, id, 15));
    const auto reader = take(RunReader::open(project.layout, id));
    const RunSummary s = take(reader->summary());
    QVERIFY(s.state == RunState::Starting);
    QVERIFY(s.process == currentProcess());
    QVERIFY(s.startedMs >= startedBefore);
    QVERIFY(!s.error);
    QCOMPARE(s.endedMs, std::int64_t{0});
    QCOMPARE(s.weightsSha256, std::string());
    QCOMPARE(s.step, std::int64_t{15});
    QCOMPARE(s.epoch, std::int64_t{1});
    QVERIFY(isSameValue(s.loss.value_or(0), syntheticStep(15).loss));
    QCOMPARE(s.knnAccuracy.value_or(0), 0.3);
    QCOMPARE(s.bestKnnAccuracy.value_or(0), 0.3);
    QCOMPARE(take(reader->evaluations()).size(), std::size_t{1});
    QCOMPARE(take(reader->epochs()).size(), std::size_t{1});
    QCOMPARE(take(reader->events()).size(), std::size_t{1});
    QVERIFY(!take(reader->pairs()).has_value());
    QCOMPARE(firstWrongStep(take(reader->points(series::kLoss)), 0, 1, 15), std::int64_t{0});
    QCOMPARE(take(reader->points(series::kKnnAccuracy)).size(), std::size_t{1});
}

/// A checkpoint of an epoch's last step, made before its evaluation, is taken up twice.
void TestResume::anEpochMeasuredAgainIsStoredOnce()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->setPlan(somePlan()));
    for (std::int64_t step = 1; step <= 10; ++step)
        take(writer->addStep(syntheticStep(step)));
    for (const double knn : {0.3, 0.4}) {
        take(writer->finish({RunState::Stopped, "", {}, 1}));
        writer = take(RunWriter::resume(project.layout, id, 10));
        take(writer->setPlan(somePlan()));
        take(writer->addEvaluation(evaluation(1, 10, knn)));
    }
    take(writer->addEvaluation(evaluation(2, 20, 0.5)));
    take(writer->finish({RunState::Done, "", {}, 1}));
    const auto reader = take(RunReader::open(project.layout, id));
    const auto stored = take(reader->evaluations());
    QCOMPARE(stored.size(), std::size_t{2});
    QCOMPARE(stored[0].knnAccuracy.value_or(0), 0.4);
    QCOMPARE(stored[1].knnAccuracy.value_or(0), 0.5);
    QCOMPARE(take(reader->points(series::kKnnAccuracy)).size(), std::size_t{2});
}

void TestResume::refusedResumeLeavesTheRunAsItWas()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->setPlan(somePlan()));
    for (std::int64_t step = 1; step <= 25; ++step)
        take(writer->addStep(syntheticStep(step)));
    take(writer->finish({RunState::Stopped, "sum", {}, 5}));

    writer = take(RunWriter::resume(project.layout, id, 10, RunWriter::Trim::WithPlan));
    take(writer->finish({RunState::Failed, "", Error{ErrorCode::DiskFull, {"/x"}, {}}, 0}));
    const auto reader = take(RunReader::open(project.layout, id));
    RunSummary s = take(reader->summary());
    QVERIFY(s.state == RunState::Stopped);
    QVERIFY(!s.error);
    QCOMPARE(s.weightsSha256, std::string("sum"));
    QCOMPARE(s.step, std::int64_t{25});
    QCOMPARE(firstWrongStep(take(reader->points(series::kLoss)), 0, 1, 25), std::int64_t{0});

    writer = take(RunWriter::resume(project.layout, id, 10, RunWriter::Trim::WithPlan));
    take(writer->setPlan(somePlan()));
    take(writer->finish({RunState::Stopped, "", {}, 0}));
    s = take(reader->summary());
    QCOMPARE(s.step, std::int64_t{10});
    QCOMPARE(firstWrongStep(take(reader->points(series::kLoss)), 0, 1, 10), std::int64_t{0});
}

void TestResume::resumedSecondsAddUp()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->finish({RunState::Stopped, "", {}, 100}));
    writer = take(RunWriter::resume(project.layout, id, 0));
    take(writer->setPlan(somePlan()));
    take(writer->finish({RunState::Done, "", {}, 11}));
    QCOMPARE(take(take(RunReader::open(project.layout, id))->summary()).secondsTrained, 111.0);
}

void TestResume::activeRunCannotBeResumed()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id, "busy");
    take(writer->addStep(syntheticStep(1)));
    const auto second = RunWriter::resume(project.layout, id, 0);
    QCOMPARE(word(second), QStringLiteral("run-active"));
    QVERIFY(errorText(second).contains("busy"));
    take(writer->finish({RunState::Done, "", {}, 1}));
    QCOMPARE(take(take(RunReader::open(project.layout, id))->points(series::kLoss)).size(), std::size_t{1});
}

void TestResume::unknownRunCannotBeResumed()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    QCOMPARE(word(RunWriter::resume(project.layout, id, 0)), QStringLiteral("run-not-found"));
    QCOMPARE(word(RunReader::open(project.layout, id)), QStringLiteral("run-not-found"));
    QCOMPARE(word(RunReader::open(project.layout, RunId())), QStringLiteral("run-not-found"));
    QVERIFY(!std::filesystem::exists(project.layout.run(id)));
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
