#include "core/base/files.h"
#include "core/store/disk_use.h"
#include "core/store/embedding_files.h"
#include "core/store/layout_files.h"
#include "sample_records.h"
#include "store_fixture.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <set>

using namespace tandem;
using namespace tandem::test;

namespace {

EmbeddingRecord someEmbedding(std::int64_t ordinal, std::size_t images = 5, std::int64_t stepsPerEvaluation = 10)
{
    EmbeddingRecord r;
    r.epoch = r.ordinal = ordinal;
    r.step = ordinal * stepsPerEvaluation;
    r.wallMs = 1'700'000'000'000 + r.step;
    r.featureDimension = 7;
    r.projectionDimension = 3;
    for (std::size_t i = 0; i < images; ++i) {
        r.samples.push_back(static_cast<std::uint32_t>(i * 3));
        r.labels.push_back(i == 1 ? -1 : static_cast<std::int32_t>(i % 4));
        r.predicted.push_back(static_cast<std::int32_t>(i % 3) - 1);
        r.positives.push_back(i == 2 ? std::numeric_limits<float>::quiet_NaN() : 0.1F * static_cast<float>(i));
        for (int k = 0; k < 7; ++k)
            r.h.push_back(std::sin(static_cast<float>(ordinal + 1) * static_cast<float>(i * 7 + k + 1)));
        for (int k = 0; k < 3; ++k)
            r.z.push_back(1e-6F * std::cos(static_cast<float>(i * 3 + k)));
    }
    return r;
}

std::vector<std::int64_t> storedOrdinals(const ProjectLayout &project, const RunId &id)
{
    std::vector<std::int64_t> ordinals;
    for (const EmbeddingInfo &info : take(listEmbeddings(project, id)))
        ordinals.push_back(info.ordinal);
    return ordinals;
}

std::filesystem::path fileOf(const ProjectLayout &project, const RunId &id, const char *name)
{
    return project.embeddings(id) / name;
}

void overwrite(const std::filesystem::path &path, std::size_t at, char value)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(value);
}

} // namespace

class TestEmbeddings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackToSixteenBits();
    void partsMayBeMissing();
    void runsWithoutEmbeddingsHaveNone();
    void layoutsAreKept();
    void damageIsFound_data();
    void damageIsFound();
    void newerFilesAreLeftAlone();
    void longRunsAreThinned();
    void resumedRunsKeepWhatUnbrokenOnesKeep();
    void resumeForgetsWhatCameAfter();
    void diskUseIsToldByKind();
};

void TestEmbeddings::comesBackToSixteenBits()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    const EmbeddingRecord written = someEmbedding(4);
    take(writer->saveEmbedding(written));
    QVERIFY(std::filesystem::exists(fileOf(project.layout, id, "000000000040.emb")));

    const auto infos = take(listEmbeddings(project.layout, id));
    QCOMPARE(infos.size(), std::size_t{1});
    const auto bytes = static_cast<std::int64_t>(128 + 5 * (4 + 4 + 2 * 7 + 2 * 3 + 4 + 4));
    QVERIFY(infos[0] == (EmbeddingInfo{4, 40, written.wallMs, 4, 5, 7, 3, bytes}));

    const EmbeddingRecord read = take(readEmbedding(project.layout, id, 40));
    QCOMPARE(read.samples, written.samples);
    QCOMPARE(read.labels, written.labels);
    QCOMPARE(read.predicted, written.predicted);
    QCOMPARE(read.epoch, written.epoch);
    QCOMPARE(read.step, written.step);
    QCOMPARE(read.ordinal, written.ordinal);
    QCOMPARE(read.wallMs, written.wallMs);
    QCOMPARE(read.h.size(), written.h.size());
    QCOMPARE(read.z.size(), written.z.size());
    for (std::size_t i = 0; i < read.h.size(); ++i) // half a step of 11 bits
        QVERIFY(std::abs(read.h[i] - written.h[i]) <= std::abs(written.h[i]) * 0x1p-11F);
    for (std::size_t i = 0; i < read.z.size(); ++i)
        QVERIFY(std::abs(read.z[i] - written.z[i]) <= std::abs(written.z[i]) * 0x1p-11F);
    for (std::size_t i = 0; i < read.positives.size(); ++i)
        QVERIFY(i == 2 ? std::isnan(read.positives[i]) : read.positives[i] == written.positives[i]);
    take(writer->finish({RunState::Done, "", {}, 1}));
}

void TestEmbeddings::partsMayBeMissing()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    EmbeddingRecord record = someEmbedding(0);
    record.predicted.clear();
    record.positives.clear();
    take(writer->saveEmbedding(record));
    const EmbeddingRecord read = take(readEmbedding(project.layout, id, 0));
    QVERIFY(read.predicted.empty() && read.positives.empty());
    QCOMPARE(read.samples, record.samples);
    take(writer->finish({RunState::Done, "", {}, 1}));
}

void TestEmbeddings::runsWithoutEmbeddingsHaveNone()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->finish({RunState::Done, "", {}, 1}));
    QVERIFY(take(listEmbeddings(project.layout, id)).empty());
    QCOMPARE(word(readEmbedding(project.layout, id, 10)), QStringLiteral("file-not-found"));
}

void TestEmbeddings::layoutsAreKept()
{
    const TemporaryProject project;
    const StoredLayout layout{1.25, {1, 2, 3, -4}};
    QVERIFY(!readLayout(project.layout, "abc"));
    take(writeLayout(project.layout, "abc", layout));
    take(writeLayout(project.layout, "abd", {0.5, {}}));
    QCOMPARE(*readLayout(project.layout, "abc"), layout);
    QCOMPARE(*readLayout(project.layout, "abd"), (StoredLayout{0.5, {}}));
    overwrite(layoutFolder(project.layout) / "abc.map", 90, 7); // is computed again, not believed
    QVERIFY(!readLayout(project.layout, "abc"));
    std::filesystem::resize_file(layoutFolder(project.layout) / "abd.map", 40);
    QVERIFY(!readLayout(project.layout, "abd"));
}

void TestEmbeddings::damageIsFound_data()
{
    QTest::addColumn<int>("at");
    QTest::newRow("magic") << 0;
    QTest::newRow("epoch") << 16;
    QTest::newRow("number of images") << 48;
    QTest::newRow("checksum") << 100;
    QTest::newRow("first value") << 128;
    QTest::newRow("last value") << 128 + 5 * 36 - 1;
    QTest::newRow("one byte more") << 128 + 5 * 36;
}

void TestEmbeddings::damageIsFound()
{
    QFETCH(int, at);
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->saveEmbedding(someEmbedding(1)));
    overwrite(fileOf(project.layout, id, "000000000010.emb"), static_cast<std::size_t>(at), '\x5A');
    const auto read = readEmbedding(project.layout, id, 10);
    QCOMPARE(word(read), QStringLiteral("file-corrupt"));
    QVERIFY(errorText(read).contains("000000000010.emb"));
    take(writer->finish({RunState::Done, "", {}, 1}));
}

void TestEmbeddings::newerFilesAreLeftAlone()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->saveEmbedding(someEmbedding(1)));
    take(writer->saveEmbedding(someEmbedding(2)));
    overwrite(fileOf(project.layout, id, "000000000010.emb"), 8, 9);
    QCOMPARE(word(readEmbedding(project.layout, id, 10)), QStringLiteral("newer-schema"));
    QCOMPARE(storedOrdinals(project.layout, id), (std::vector<std::int64_t>{2})); // the others are shown all the same
    take(writer->finish({RunState::Done, "", {}, 1}));
}

void TestEmbeddings::longRunsAreThinned()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    for (std::int64_t ordinal = 0; ordinal <= 850; ++ordinal) {
        take(writer->saveEmbedding(someEmbedding(ordinal, 1)));
        const bool isInteresting = ordinal <= 2 || (ordinal >= 198 && ordinal <= 203) || ordinal == 399 ||
                                   ordinal == 400 || ordinal == 847 || ordinal == 850;
        if (!isInteresting)
            continue;
        const auto kept = storedOrdinals(project.layout, id);
        QVERIFY(kept.size() <= 201); // of the newest, one more than the others' 200
        QVERIFY(ordinal < 100 || kept.size() >= 100);
        QCOMPARE(kept.front(), std::int64_t{0});
        QCOMPARE(kept.back(), ordinal);
        const std::int64_t stride = ordinal < 200 ? 1 : (ordinal < 400 ? 2 : (ordinal < 800 ? 4 : 8));
        for (std::size_t i = 0; i + 1 < kept.size(); ++i)
            QCOMPARE(kept[i], static_cast<std::int64_t>(i) * stride); // evenly spaced
    }
    take(writer->finish({RunState::Done, "", {}, 1}));
}

void TestEmbeddings::resumedRunsKeepWhatUnbrokenOnesKeep()
{
    const TemporaryProject project;
    const RunId whole = RunId::make();
    auto writer = newRun(project.layout, whole);
    for (std::int64_t ordinal = 0; ordinal <= 230; ++ordinal)
        take(writer->saveEmbedding(someEmbedding(ordinal, 1)));
    take(writer->finish({RunState::Done, "", {}, 1}));

    for (const std::int64_t resumedAfter : {0, 120, 199, 203, 206, 229}) {
        const RunId broken = RunId::make();
        writer = newRun(project.layout, broken);
        for (std::int64_t ordinal = 0; ordinal <= 207 || ordinal <= resumedAfter; ++ordinal)
            take(writer->saveEmbedding(someEmbedding(ordinal, 1)));
        take(writer->finish({RunState::Stopped, "", {}, 1}));
        writer = take(RunWriter::resume(project.layout, broken, resumedAfter * 10));
        QVERIFY(take(listEmbeddings(project.layout, broken)).back().ordinal <= resumedAfter);
        for (std::int64_t ordinal = resumedAfter + 1; ordinal <= 230; ++ordinal)
            take(writer->saveEmbedding(someEmbedding(ordinal, 1)));
        take(writer->finish({RunState::Done, "", {}, 1}));
        QCOMPARE(storedOrdinals(project.layout, broken), storedOrdinals(project.layout, whole));
    }
}

void TestEmbeddings::resumeForgetsWhatCameAfter()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    for (const std::int64_t ordinal : {0, 1, 2, 3})
        take(writer->saveEmbedding(someEmbedding(ordinal)));
    take(writer->finish({RunState::Stopped, "", {}, 1}));
    std::ofstream(fileOf(project.layout, id, "000000000010.emb.part")) << "cut short by a crash";

    // A resume that is refused before it has a plan leaves all as it was.
    writer = take(RunWriter::resume(project.layout, id, 15, RunWriter::Trim::WithPlan));
    take(writer->finish({RunState::Failed, "", Error{ErrorCode::DiskFull, {"/x"}, {}}, 0}));
    QCOMPARE(storedOrdinals(project.layout, id), (std::vector<std::int64_t>{0, 1, 2, 3}));

    writer = take(RunWriter::resume(project.layout, id, 15, RunWriter::Trim::WithPlan));
    take(writer->setPlan(somePlan()));
    take(writer->finish({RunState::Stopped, "", {}, 1}));
    QCOMPARE(storedOrdinals(project.layout, id), (std::vector<std::int64_t>{0, 1}));
    QVERIFY(!std::filesystem::exists(fileOf(project.layout, id, "000000000010.emb.part")));

    // What a segment stores at once, before its plan would be committed in turn, stays.
    writer = take(RunWriter::resume(project.layout, id, 15, RunWriter::Trim::WithPlan));
    take(writer->setPlan(somePlan()));
    take(writer->saveEmbedding(someEmbedding(2)));
    std::ofstream(project.layout.checkpoints(id) / "step-000000020.ckpt.part") << "being written";
    take(writer->finish({RunState::Stopped, "", {}, 1}));
    QCOMPARE(storedOrdinals(project.layout, id), (std::vector<std::int64_t>{0, 1, 2}));
    QVERIFY(std::filesystem::exists(project.layout.checkpoints(id) / "step-000000020.ckpt.part"));
}

void TestEmbeddings::diskUseIsToldByKind()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writer->saveEmbedding(someEmbedding(1)));
    take(writer->saveEmbedding(someEmbedding(2)));
    CheckpointRecord checkpoint;
    checkpoint.step = 20;
    checkpoint.bytes.resize(1000);
    take(writer->saveCheckpoint(checkpoint));
    take(writer->finish({RunState::Done, "", {}, 1}));
    std::ofstream(project.layout.workerLog(id)) << "0123456789";
    const DiskUse use = diskUse(project.layout, id);
    QCOMPARE(use.embeddings, std::int64_t{2 * (128 + 5 * 36)});
    QCOMPARE(use.checkpoints, std::int64_t{1000});
    QCOMPARE(use.other, std::int64_t{10});
    QVERIFY(use.measurements >= static_cast<std::int64_t>(std::filesystem::file_size(project.layout.runDatabase(id))));
    QCOMPARE(use.total(), use.measurements + use.checkpoints + use.embeddings + use.other);
}

QTEST_GUILESS_MAIN(TestEmbeddings)
#include "tst_embeddings.moc"
