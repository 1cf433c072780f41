#include "core/store/sql.h"
#include "core/store/writer_lock.h"
#include "sample_records.h"
#include "store_fixture.h"

#include <fcntl.h>
#include <unistd.h>

#include <QElapsedTimer>

#include <thread>

using namespace tandem;
using namespace tandem::test;

class TestRunFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsComeBackAsWritten();
    void vectorsComeBackAsWritten();
    void offlineEvaluationsComeBackAsWritten();
    void nobodyElseWritesWhileAnEvaluationIsStored();
    void bestCheckpointIsTheOneOfHighestAccuracy();
    void summaryFollowsTheRun();
    void liveReaderSeesCommitsWithinASecond();
    void listingLeavesAReaderItsLocks();
    void heartbeatGoesOnWhileIdle();
    void notANumberIsKept();
    void finishedRunIsOneFile();
    void finishedRunIsOneFileOnceTheReaderHasGone();
    void mailedRunReadsWithoutItsSideFiles();
    void secondRunWithTheIdIsRefused();
    void callsAfterFinishAreRefused();
    void folderWithoutRunFileIsFilled();
    void manyThreadsMayWrite();
};

void TestRunFile::recordsComeBackAsWritten()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const EpochRecord epoch{1, 10, 99, 5.5, 300, 0.01, 8.5};
    const EventRecord event{10, 98, "warning", "The loader waits for the disk: 5 % of a step's time."};
    take(writer->setPlan(somePlan()));
    take(writer->addEpoch(epoch));
    take(writer->addEvaluation(evaluation(0, 0, std::nullopt)));
    take(writer->addEvaluation(evaluation(1, 10, 0.42)));
    take(writer->addEvent(event));
    take(writer->addEvent({10, 99, "info", ""}));
    take(writer->setPairs(somePairs(5)));
    take(writer->setPairs(somePairs(10)));
    take(writer->finish({RunState::Done, "abc", {}, 9}));

    const auto reader = take(RunReader::open(project.layout, id));
    const RunPlan plan = take(reader->plan());
    QCOMPARE(plan.totalSteps, std::int64_t{30});
    QCOMPARE(plan.stepsPerEpoch, std::int64_t{10});
    QCOMPARE(plan.featureDimension, std::int64_t{128});
    QCOMPARE(plan.ghostBatch, std::int64_t{64});
    QCOMPARE(plan.chanceLoss, 6.236);
    QCOMPARE(plan.device, std::string("cpu"));
    QCOMPARE(plan.settingsJson, somePlan().settingsJson);
    QCOMPARE(plan.trainIdentity, somePlan().trainIdentity);
    QCOMPARE(plan.testIdentity, somePlan().testIdentity);
    QVERIFY(plan.excludedFromDecay == somePlan().excludedFromDecay);

    const auto epochs = take(reader->epochs());
    QCOMPARE(epochs.size(), std::size_t{1});
    QCOMPARE(epochs[0].meanLoss, 5.5);
    QCOMPARE(epochs[0].seconds, 8.5);

    const auto evaluations = take(reader->evaluations());
    QCOMPARE(evaluations.size(), std::size_t{2});
    QVERIFY(!evaluations[0].knnAccuracy);
    QCOMPARE(evaluations[1].knnAccuracy.value_or(0), 0.42);
    QCOMPARE(evaluations[1].knnNeighbors, std::int64_t{200});
    QCOMPARE(evaluations[1].knnMetric, std::string("cosine"));
    QCOMPARE(evaluations[1].testSplit, std::string("hold-out"));
    QCOMPARE(evaluations[1].projectionStd, 0.088);
    QCOMPARE(take(reader->points(series::kKnnAccuracy)).size(), std::size_t{1});
    QCOMPARE(take(reader->points(series::kFeatureStd)).size(), std::size_t{2});
    QCOMPARE(take(reader->points(series::kEpochLoss)).front().value, 5.5);

    const auto events = take(reader->events());
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[0].text, event.text);
    QCOMPARE(events[0].kind, event.kind);
    QCOMPARE(take(reader->events(1)).size(), std::size_t{1});
    QCOMPARE(take(reader->events(2)).size(), std::size_t{0});

    const auto pairs = take(reader->pairs());
    QVERIFY(pairs.has_value());
    QCOMPARE(pairs->step, std::int64_t{10});
    QCOMPARE(pairs->size, 4);
    QVERIFY(pairs->samples == somePairs(10).samples);
    QVERIFY(pairs->pixels == somePairs(10).pixels);
}

void TestRunFile::vectorsComeBackAsWritten()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    for (const std::int64_t step : {10, 20}) {
        EvaluationRecord record = evaluation(step / 10, step, 0.5);
        record.measures = {{"alignment", 0.1 * static_cast<double>(step)}};
        record.vectors = {{"histogram", 0, 0, {}, {1.5F, std::nanf(""), static_cast<float>(step)}},
                          {"layers", 0, 0, {"a.weight", "b"}, {2, 3}},
                          {"samples", 0, 0, {}, {static_cast<float>(step)}, true}};
        take(writer->addEvaluation(record));
    }
    take(writer->finish({RunState::Stopped, "", {}, 9}));
    const auto reader = take(RunReader::open(project.layout, id));
    QVERIFY(take(reader->vectorNames()) == (std::vector<std::string>{"histogram", "layers", "samples"}));
    const auto histograms = take(reader->vectors("histogram"));
    QCOMPARE(histograms.size(), std::size_t{2});
    QCOMPARE(histograms[1].step, std::int64_t{20});
    QCOMPARE(histograms[1].wallMs, evaluation(2, 20, 0.5).wallMs);
    QCOMPARE(histograms[1].values[2], 20.0F);
    QVERIFY(std::isnan(histograms[1].values[1]));
    QCOMPARE(take(reader->vectors("histogram", 10)).size(), std::size_t{1});
    QVERIFY(take(reader->vectors("layers"))[0].labels == (std::vector<std::string>{"a.weight", "b"}));
    const auto samples = take(reader->vectors("samples")); // of the latest evaluation alone
    QCOMPARE(samples.size(), std::size_t{1});
    QCOMPARE(samples[0].values[0], 20.0F);
    QCOMPARE(take(reader->points("alignment"))[1].value, 2.0);

    take(take(RunWriter::resume(project.layout, id, 10))->finish({RunState::Stopped, "", {}, 9}));
    QCOMPARE(take(reader->vectors("histogram")).size(), std::size_t{1});
    QVERIFY(take(reader->vectors("samples")).empty());
}

void TestRunFile::offlineEvaluationsComeBackAsWritten()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id, "busy");
    OfflineEvaluationRecord record{5, "linear", "best", 2, 20, "test", 300, 100, 10, 0.75, 0.9375, "{}", "sum", 12.5};
    const auto refused = addOfflineEvaluation(project.layout, id, record);
    QCOMPARE(word(refused), QStringLiteral("run-active"));
    QVERIFY(errorText(refused).contains("busy"));
    take(writer->finish({RunState::Stopped, "", {}, 9}));
    take(addOfflineEvaluation(project.layout, id, record));
    record.top5Accuracy.reset();
    record.checkpoint = "last";
    take(addOfflineEvaluation(project.layout, id, record));
    QVERIFY(!std::filesystem::exists(project.layout.runDatabase(id).string() + "-wal"));

    const auto reader = take(RunReader::open(project.layout, id));
    const auto all = take(reader->offlineEvaluations());
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].wallMs, std::int64_t{5});
    QCOMPARE(all[0].protocol, std::string("linear"));
    QCOMPARE(all[0].checkpoint, std::string("best"));
    QCOMPARE(all[0].epoch, std::int64_t{2});
    QCOMPARE(all[0].step, std::int64_t{20});
    QCOMPARE(all[0].testSplit, std::string("test"));
    QCOMPARE(all[0].trainImages, std::int64_t{300});
    QCOMPARE(all[0].testImages, std::int64_t{100});
    QCOMPARE(all[0].classes, std::int64_t{10});
    QCOMPARE(all[0].accuracy, 0.75);
    QCOMPARE(all[0].top5Accuracy.value_or(0), 0.9375);
    QCOMPARE(all[0].settingsJson, std::string("{}"));
    QCOMPARE(all[0].weightsSha256, std::string("sum"));
    QCOMPARE(all[0].seconds, 12.5);
    QVERIFY(!all[1].top5Accuracy);
    QVERIFY(take(reader->summary()).state == RunState::Stopped);
    // They belong to weights that stay what they are: going on with the run does not make them untrue.
    take(take(RunWriter::resume(project.layout, id, 10))->finish({RunState::Stopped, "", {}, 9}));
    QCOMPARE(take(reader->offlineEvaluations()).size(), std::size_t{2});
}

void TestRunFile::nobodyElseWritesWhileAnEvaluationIsStored()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->finish({RunState::Stopped, "", {}, 9}));
    {
        const auto storing = store::WriterLock::take(project.layout.run(id));
        QVERIFY(storing.has_value());
        QCOMPARE(word(RunWriter::resume(project.layout, id, 0)), QStringLiteral("run-active"));
        QCOMPARE(word(addOfflineEvaluation(project.layout, id, {})), QStringLiteral("run-active"));
    }
    const auto writer = take(RunWriter::resume(project.layout, id, 0));
    QVERIFY(!store::WriterLock::take(project.layout.run(id)));
    take(writer->finish({RunState::Stopped, "", {}, 9}));
    QVERIFY(store::WriterLock::take(project.layout.run(id)).has_value());
}

void TestRunFile::bestCheckpointIsTheOneOfHighestAccuracy()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const auto reader = take(RunReader::open(project.layout, id));
    take(writer->saveCheckpoint({0, 5, syntheticCheckpoint(5), {}}));
    QVERIFY(!take(reader->loadBestCheckpoint()));
    take(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), 0.7}));
    take(writer->saveCheckpoint({2, 20, syntheticCheckpoint(20), 0.6}));
    take(writer->saveCheckpoint({3, 30, syntheticCheckpoint(30), 0.65}));
    const auto best = take(reader->loadBestCheckpoint());
    QCOMPARE(best->info.step, std::int64_t{10});
    QVERIFY(best->bytes == syntheticCheckpoint(10));
    std::filesystem::resize_file(best->info.path, 3);
    QCOMPARE(word(reader->loadBestCheckpoint()), QStringLiteral("checkpoint-damaged"));
    take(writer->saveCheckpoint({4, 40, syntheticCheckpoint(40), 0.7}));
    QCOMPARE(take(reader->loadBestCheckpoint())->info.step, std::int64_t{40}); // the newest of equals
}

void TestRunFile::summaryFollowsTheRun()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id, "first steps");
    const auto reader = take(RunReader::open(project.layout, id));
    RunSummary s = take(reader->summary());
    QVERIFY(s.id == id);
    QCOMPARE(s.name, std::string("first steps"));
    QVERIFY(s.state == RunState::Starting);
    QVERIFY(s.process == currentProcess());
    QVERIFY(!s.loss && !s.knnAccuracy && !s.error);
    QVERIFY(s.createdMs > 1'600'000'000'000 && s.startedMs >= s.createdMs - 1000);
    QCOMPARE(s.settingsJson, std::string(R"({"train":{"epochs":3}})"));

    take(writer->setPlan(somePlan()));
    StepRecord step = syntheticStep(10);
    step.loss = 4.25;
    step.imagesPerSecond = 310;
    step.dataWaitShare = 0.02;
    take(writer->addStep(step));
    take(writer->addEvaluation(evaluation(1, 10, 0.5)));
    take(writer->addEvaluation(evaluation(2, 20, 0.4)));
    take(writer->addEpoch({2, 20, 1, 4.5, 300, 0.03, 8}));
    QTRY_COMPARE(take(reader->summary()).epoch, std::int64_t{2});
    s = take(reader->summary());
    QVERIFY(s.state == RunState::Running);
    QCOMPARE(s.step, std::int64_t{20});
    QCOMPARE(s.totalSteps, std::int64_t{30});
    QCOMPARE(s.totalEpochs, std::int64_t{3});
    QCOMPARE(s.loss.value_or(0), 4.25);
    QCOMPARE(s.knnAccuracy.value_or(0), 0.4);
    QCOMPARE(s.bestKnnAccuracy.value_or(0), 0.5);
    QCOMPARE(s.imagesPerSecond.value_or(0), 300.0);
    QCOMPARE(s.dataWaitShare.value_or(0), 0.03);
    QCOMPARE(s.settingsJson, somePlan().settingsJson);
    QVERIFY(s.peakMemoryBytes > 1'000'000);
    QCOMPARE(s.endedMs, std::int64_t{0});

    take(writer->setState(RunState::Stopping));
    QTRY_VERIFY(take(reader->summary()).state == RunState::Stopping);
    const Error error{ErrorCode::NonFiniteLoss, {"20"}, "detail"};
    take(writer->finish({RunState::Failed, "feed", error, 12.5}));
    s = take(reader->summary());
    QVERIFY(s.state == RunState::Failed);
    QVERIFY(s.error && *s.error == error);
    QCOMPARE(s.weightsSha256, std::string("feed"));
    QCOMPARE(s.secondsTrained, 12.5);
    QVERIFY(s.endedMs >= s.startedMs && s.endedMs > 0);
}

void TestRunFile::liveReaderSeesCommitsWithinASecond()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const auto reader = take(RunReader::open(project.layout, id));
    QVERIFY(reader->hasChanged()); // the first time
    QElapsedTimer timer;
    timer.start();
    std::int64_t seen = 0;
    qint64 longest = 0;
    for (std::int64_t step = 1; step <= 8; ++step) {
        take(writer->addStep(syntheticStep(step)));
        timer.restart();
        bool hasChanged = false; // asked once a round: the answer is true once a commit
        QTRY_VERIFY_WITH_TIMEOUT(
            (hasChanged |= reader->hasChanged()) && !take(reader->points(series::kLoss, seen)).empty(), 1000);
        longest = std::max(longest, timer.elapsed());
        seen = take(reader->points(series::kLoss, seen)).back().step;
        QCOMPARE(seen, step);
    }
    QVERIFY2(longest <= 1000, QByteArray::number(longest));
}

// A descriptor of run.db that this process opens and closes by itself takes away the locks of its readers. A writer
// that ends then removed the WAL under the window, which read "database disk image is malformed" from there on.
void TestRunFile::listingLeavesAReaderItsLocks()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const auto reader = take(RunReader::open(project.layout, id));
    QCOMPARE(take(reader->summary()).id, id);
    QCOMPARE(take(listRuns(project.layout)).size(), std::size_t{1});
    QVERIFY(openProject(project.layout.root()));

    const int file = ::open(project.layout.runDatabase(id).c_str(), O_RDWR | O_CLOEXEC);
    QVERIFY(file >= 0);
    struct flock wanted {};
    wanted.l_type = F_WRLCK;
    QCOMPARE(::fcntl(file, F_OFD_GETLK, &wanted), 0); // asks as a stranger would
    ::close(file);
    QVERIFY(wanted.l_type != F_UNLCK);
}

void TestRunFile::heartbeatGoesOnWhileIdle()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->setPlan(somePlan()));
    const auto reader = take(RunReader::open(project.layout, id));
    QTRY_VERIFY(take(reader->summary()).state == RunState::Running);
    const RunSummary first = take(reader->summary());
    QTRY_VERIFY_WITH_TIMEOUT(take(reader->summary()).heartbeatMs > first.heartbeatMs, 2500);
    const std::int64_t second = take(reader->summary()).heartbeatMs;
    QTRY_VERIFY_WITH_TIMEOUT(take(reader->summary()).heartbeatMs > second, 2500);
    QVERIFY(take(reader->summary()).secondsTrained > first.secondsTrained);
}

void TestRunFile::notANumberIsKept()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const double values[] = {std::nan(""), HUGE_VAL, -HUGE_VAL, 1.5, std::nan("")};
    std::int64_t step = 0;
    for (const double value : values) {
        StepRecord record = syntheticStep(++step);
        record.loss = value;
        take(writer->addStep(record));
    }
    take(writer->finish({RunState::Failed, "", Error{ErrorCode::NonFiniteLoss, {"5"}, {}}, 1}));
    const auto reader = take(RunReader::open(project.layout, id));
    const auto points = take(reader->points(series::kLoss));
    QCOMPARE(points.size(), std::size(values));
    for (std::size_t i = 0; i < points.size(); ++i)
        QVERIFY(isSameValue(points[i].value, values[i]));
    const SeriesInfo info = take(reader->seriesInfo()).front();
    QCOMPARE(info.nonFinite, std::int64_t{4});
    QCOMPARE(info.minimum.value, 1.5);
    QVERIFY(std::isnan(info.first.value) && std::isnan(info.last.value));
    // "No loss yet" and "the loss is no number" are two things.
    const RunSummary summary = take(reader->summary());
    QVERIFY(summary.loss.has_value() && std::isnan(*summary.loss));
}

void TestRunFile::finishedRunIsOneFile()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->addStep(syntheticStep(1)));
    take(writer->finish({RunState::Done, "", {}, 1}));
    writer.reset();
    const auto names = [&] {
        QStringList all;
        for (const auto &entry : std::filesystem::directory_iterator(project.layout.run(id)))
            if (entry.is_regular_file())
                all << QString::fromStdString(entry.path().filename().string());
        return all;
    };
    QCOMPARE(names(), QStringList{QStringLiteral("run.db")});
    // Looking at it leaves nothing behind either.
    QCOMPARE(take(take(RunReader::open(project.layout, id))->points(series::kLoss)).size(), std::size_t{1});
    QCOMPARE(take(listRuns(project.layout)).size(), std::size_t{1});
    QCOMPARE(names(), QStringList{QStringLiteral("run.db")});
}

void TestRunFile::finishedRunIsOneFileOnceTheReaderHasGone()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    const auto reader = take(RunReader::open(project.layout, id));
    take(writer->addStep(syntheticStep(1)));
    QTRY_COMPARE(take(reader->points(series::kLoss)).size(), std::size_t{1});
    take(writer->finish({RunState::Done, "", {}, 1})); // a connected reader must not make it fail or wait
    writer.reset();
    std::error_code none;
    auto wal = project.layout.runDatabase(id);
    wal += "-wal";
    QVERIFY(!std::filesystem::exists(wal, none) || std::filesystem::file_size(wal) == 0);
    QVERIFY(take(reader->summary()).state == RunState::Done);
}

void TestRunFile::mailedRunReadsWithoutItsSideFiles()
{
    const TemporaryProject project;
    const TemporaryProject other;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id, "mailed");
    const auto watching = take(RunReader::open(project.layout, id)); // so that the WAL cannot be removed
    for (std::int64_t step = 1; step <= 100; ++step)
        take(writer->addStep(syntheticStep(step)));
    take(writer->finish({RunState::Done, "", {}, 1}));
    std::filesystem::create_directories(other.layout.run(id));
    std::filesystem::copy_file(project.layout.runDatabase(id), other.layout.runDatabase(id));
    const auto reader = take(RunReader::open(other.layout, id));
    QCOMPARE(firstWrongStep(take(reader->points(series::kLoss)), 0, 1, 100), std::int64_t{0});
    QVERIFY(take(reader->summary()).state == RunState::Done);
}

void TestRunFile::secondRunWithTheIdIsRefused()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id, "first");
    QCOMPARE(word(RunWriter::create(project.layout, {id, "second", "{}"})), QStringLiteral("run-active"));
    QCOMPARE(take(take(RunReader::open(project.layout, id))->summary()).name, std::string("first"));
}

void TestRunFile::callsAfterFinishAreRefused()
{
    const TemporaryProject project;
    const auto writer = newRun(project.layout, RunId::make());
    take(writer->finish({RunState::Done, "", {}, 1}));
    QVERIFY(!writer->addStep(syntheticStep(1)));
    QVERIFY(!writer->saveCheckpoint({1, 1, syntheticCheckpoint(1), {}}));
    QVERIFY(!writer->finish({RunState::Done, "", {}, 1}));
    QVERIFY(!writer->failure()); // nothing was lost
}

void TestRunFile::folderWithoutRunFileIsFilled()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    std::filesystem::create_directories(project.layout.run(id)); // as a launcher leaves it, with the settings in it
    QVERIFY(take(listRuns(project.layout)).empty());
    const auto writer = newRun(project.layout, id);
    QCOMPARE(take(listRuns(project.layout)).size(), std::size_t{1});
}

void TestRunFile::manyThreadsMayWrite()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&writer] {
                for (int i = 0; i < 500; ++i)
                    take(writer->addEvent({i, 0, "info", "from a thread"}));
            });
        threads.emplace_back([&writer] {
            for (std::int64_t step = 1; step <= 20; ++step)
                take(writer->saveCheckpoint({1, step, syntheticCheckpoint(step), {}}));
        });
    }
    take(writer->finish({RunState::Done, "", {}, 1}));
    QCOMPARE(take(take(RunReader::open(project.layout, id))->events()).size(), std::size_t{2000});
}

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_run_file.moc"
