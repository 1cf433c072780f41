#include "core/base/files.h"
#include "store_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestCheckpoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lastTwoAndBestAreKept();
    void newestIsLoaded();
    void damagedOneIsPassedOver();
    void allDamagedIsAnError();
    void noneIsNone();
    void sameStepTwiceKeepsBothUntilCommitted();
    void resumeRemovesLaterOnesAndLitter();
    void checkpointThatFailsLeavesRowsWritable();
};

namespace {

QStringList filesIn(const std::filesystem::path &folder)
{
    QStringList names;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        names << QString::fromStdString(entry.path().filename().string());
    names.sort();
    return names;
}

void overwrite(const std::filesystem::path &path, std::string_view text)
{
    take(writeFileAtomically(path, std::as_bytes(std::span(text))));
}

} // namespace

void TestCheckpoints::lastTwoAndBestAreKept()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const double accuracy[] = {0.2, 0.6, 0.4, 0.6, 0.5, 0.3, 0.1};
    std::int64_t step = 0;
    for (const double knn : accuracy) {
        step += 10;
        take(writer->saveCheckpoint({step / 10, step, syntheticCheckpoint(step), knn}));
    }
    const auto reader = take(RunReader::open(project.layout, id));
    const auto stored = take(reader->checkpoints());
    QCOMPARE(stored.size(), std::size_t{3});
    QCOMPARE(stored[0].step, std::int64_t{70});
    QCOMPARE(stored[1].step, std::int64_t{60});
    QCOMPARE(stored[2].step, std::int64_t{40}); // the newer of two equally good
    QCOMPARE(filesIn(project.layout.checkpoints(id)),
             (QStringList{QStringLiteral("step-000000040.ckpt"), QStringLiteral("step-000000060.ckpt"),
                          QStringLiteral("step-000000070.ckpt")}));
    QCOMPARE(stored[0].bytes, std::int64_t{5000});
    QCOMPARE(stored[0].epoch, std::int64_t{7});
    QCOMPARE(stored[0].sha256.size(), std::size_t{64});
}

void TestCheckpoints::newestIsLoaded()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    for (const std::int64_t step : {10, 20})
        take(writer->saveCheckpoint({step / 10, step, syntheticCheckpoint(step), {}}));
    const auto loaded = take(take(RunReader::open(project.layout, id))->loadNewestCheckpoint());
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->info.step, std::int64_t{20});
    QVERIFY(loaded->bytes == syntheticCheckpoint(20));
    QVERIFY(loaded->damaged.empty());
}

void TestCheckpoints::damagedOneIsPassedOver()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    for (const std::int64_t step : {10, 20, 30})
        take(writer->saveCheckpoint(
            {step / 10, step, syntheticCheckpoint(step), 0.9 - static_cast<double>(step) / 100}));
    const auto reader = take(RunReader::open(project.layout, id));
    const auto stored = take(reader->checkpoints());
    QCOMPARE(stored.size(), std::size_t{3});
    overwrite(stored[0].path, "half a checkpoi");
    std::filesystem::remove(stored[1].path);
    const auto loaded = take(reader->loadNewestCheckpoint());
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->info.step, std::int64_t{10});
    QVERIFY(loaded->bytes == syntheticCheckpoint(10));
    QCOMPARE(loaded->damaged.size(), std::size_t{2});
    QCOMPARE(loaded->damaged[0], stored[0].path.string());
}

void TestCheckpoints::allDamagedIsAnError()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), {}}));
    const auto reader = take(RunReader::open(project.layout, id));
    overwrite(take(reader->checkpoints()).front().path, "");
    const auto loaded = reader->loadNewestCheckpoint();
    QCOMPARE(word(loaded), QStringLiteral("checkpoint-damaged"));
    QVERIFY(errorText(loaded).contains("step-000000010.ckpt"));
}

void TestCheckpoints::noneIsNone()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    QVERIFY(!take(take(RunReader::open(project.layout, id))->loadNewestCheckpoint()).has_value());
}

void TestCheckpoints::sameStepTwiceKeepsBothUntilCommitted()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), {}}));
    take(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), {}})); // the same bytes: one file
    QCOMPARE(filesIn(project.layout.checkpoints(id)).size(), 1);
    take(writer->saveCheckpoint({2, 10, syntheticCheckpoint(11), {}}));
    QCOMPARE(filesIn(project.layout.checkpoints(id)).size(), 2);
    const auto reader = take(RunReader::open(project.layout, id));
    QVERIFY(take(reader->loadNewestCheckpoint())->bytes == syntheticCheckpoint(11));
    take(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), {}}));
    QVERIFY(take(reader->loadNewestCheckpoint())->bytes == syntheticCheckpoint(10));
    QVERIFY(take(reader->loadNewestCheckpoint())->damaged.empty());
}

void TestCheckpoints::resumeRemovesLaterOnesAndLitter()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    for (const std::int64_t step : {10, 20})
        take(writer->saveCheckpoint({step / 10, step, syntheticCheckpoint(step), {}}));
    take(writer->finish({RunState::Stopped, "", {}, 1}));
    overwrite(project.layout.checkpoints(id) / "step-000000030.ckpt", "written, but its row was not");
    overwrite(project.layout.checkpoints(id) / "step-000000040.ckpt.part", "half");
    writer = take(RunWriter::resume(project.layout, id, 10));
    QCOMPARE(filesIn(project.layout.checkpoints(id)), QStringList{QStringLiteral("step-000000010.ckpt")});
    QCOMPARE(take(take(RunReader::open(project.layout, id))->checkpoints()).size(), std::size_t{1});
}

void TestCheckpoints::checkpointThatFailsLeavesRowsWritable()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    std::filesystem::remove(project.layout.checkpoints(id));
    overwrite(project.layout.checkpoints(id), "a file where the folder should be");
    QCOMPARE(word(writer->saveCheckpoint({1, 10, syntheticCheckpoint(10), {}})), QStringLiteral("file-unwritable"));
    QVERIFY(!writer->failure());
    take(writer->addStep(syntheticStep(11)));
    take(writer->finish({RunState::Failed, "", Error{ErrorCode::FileUnwritable, {"x", "y"}, {}}, 1}));
    const auto reader = take(RunReader::open(project.layout, id));
    QCOMPARE(take(reader->points(series::kLoss)).size(), std::size_t{1});
    QVERIFY(take(reader->summary()).error->code == ErrorCode::FileUnwritable);
}

QTEST_GUILESS_MAIN(TestCheckpoints)
#include "tst_checkpoints.moc"
