#include "core/store/point_chunk.h"
#include "core/store/point_table.h"
#include "store_fixture.h"

using namespace tandem;
using namespace tandem::test;

class TestPoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chunkKeepsEveryBit_data();
    void chunkKeepsEveryBit();
    void damagedChunkIsRefused();
    void pyramidAgreesWithPoints();
    void packedAndRecentPointsReadAsOne();
    void summariesAgreeWithPoints();
    void resumeInsideChunkDropsTheRest();
    void sameStepAgainReplaces();
    void stepThatGoesBackIsAnError();
    void envelopeCoversWhatPointsSay();
};

namespace {

constexpr std::int64_t kSteps = 10'000;

void writeSteps(RunWriter &writer, std::int64_t first, std::int64_t last)
{
    for (std::int64_t step = first; step <= last; ++step)
        take(writer.addStep(syntheticStep(step)));
}

void finish(RunWriter &writer)
{
    take(writer.finish({RunState::Stopped, "", {}, 1}));
}

std::int64_t chunkCount(const ProjectLayout &project, const RunId &id)
{
    const auto connection = store::openForReading(project.runDatabase(id));
    SQLite::Statement count(*connection, "SELECT count(*) FROM chunk");
    count.executeStep();
    return count.getColumn(0).getInt64();
}

} // namespace

void TestPoints::chunkKeepsEveryBit_data()
{
    QTest::addColumn<std::int64_t>("stride"); // 0: uneven
    QTest::addColumn<std::int64_t>("wallJump");
    QTest::addColumn<double>("bytesPerPoint");
    QTest::newRow("even steps") << std::int64_t{1} << std::int64_t{40} << 12.01;
    QTest::newRow("every hundredth step") << std::int64_t{100} << std::int64_t{4000} << 12.01;
    QTest::newRow("uneven steps") << std::int64_t{0} << std::int64_t{40} << 20.01;
    QTest::newRow("clock set back") << std::int64_t{1} << std::int64_t{-40} << 12.01;
    QTest::newRow("years between") << std::int64_t{1} << std::int64_t{100'000'000'000} << 16.01;
}

void TestPoints::chunkKeepsEveryBit()
{
    QFETCH(std::int64_t, stride);
    QFETCH(std::int64_t, wallJump);
    QFETCH(double, bytesPerPoint);
    std::vector<SeriesPoint> points;
    std::int64_t step = 5;
    for (std::int64_t i = 0; i < 4096; ++i) {
        points.push_back({step, 1'700'000'000'000 + i * wallJump, syntheticValue(i, 0)});
        step += stride != 0 ? stride : 1 + i % 3;
    }
    const auto bytes = store::encodeChunk(points);
    QVERIFY(static_cast<double>(bytes.size()) <= bytesPerPoint * 4096);

    std::vector<SeriesPoint> read;
    QVERIFY(store::decodeChunk(bytes, -1, read));
    QCOMPARE(read.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        QCOMPARE(read[i].step, points[i].step);
        QCOMPARE(read[i].wallMs, points[i].wallMs);
        QVERIFY(isSameValue(read[i].value, points[i].value));
    }
    read.clear();
    QVERIFY(store::decodeChunk(bytes, points[4000].step, read));
    QCOMPARE(read.size(), std::size_t{95});
    QCOMPARE(read.front().step, points[4001].step);
}

void TestPoints::damagedChunkIsRefused()
{
    const std::vector<SeriesPoint> points{{1, 10, 0.5}, {2, 20, 0.25}};
    auto bytes = store::encodeChunk(points);
    std::vector<SeriesPoint> read;
    QVERIFY(!store::decodeChunk(std::span(bytes).first(10), -1, read));
    QVERIFY(!store::decodeChunk(std::span(bytes).first(bytes.size() - 1), -1, read));
    bytes[0] = std::byte{9}; // a format from the future
    QVERIFY(!store::decodeChunk(bytes, -1, read));
    QVERIFY(read.empty());
}

void TestPoints::pyramidAgreesWithPoints()
{
    std::vector<SeriesPoint> points;
    for (std::int64_t i = 0; i < 1000; ++i) // no multiple of any span
        points.push_back({i * 2, i, syntheticValue(i, 3)});
    const auto pyramid = store::makePyramid(points);
    for (std::size_t level = 0; level < std::size(store::kPyramidSpans); ++level) {
        const auto buckets = store::pyramidLevel(std::as_bytes(std::span(pyramid)), points.size(), level);
        const std::size_t span = store::kPyramidSpans[level];
        QCOMPARE(buckets.size(), (points.size() + span - 1) / span);
        for (std::size_t b = 0; b < buckets.size(); ++b) {
            std::uint32_t finite = 0, other = 0;
            double low = HUGE_VAL, high = -HUGE_VAL;
            for (std::size_t i = b * span; i < std::min(points.size(), (b + 1) * span); ++i) {
                const bool isFinite = std::isfinite(points[i].value);
                ++(isFinite ? finite : other);
                low = isFinite ? std::min(low, points[i].value) : low;
                high = isFinite ? std::max(high, points[i].value) : high;
            }
            QCOMPARE(buckets[b].firstStep, points[b * span].step);
            QCOMPARE(buckets[b].finite, finite);
            QCOMPARE(buckets[b].nonFinite, other);
            QCOMPARE(buckets[b].minimum, low);
            QCOMPARE(buckets[b].maximum, high);
        }
    }
    QVERIFY(store::pyramidLevel(std::as_bytes(std::span(pyramid)), points.size() + 64, 0).empty());
}

void TestPoints::packedAndRecentPointsReadAsOne()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    writeSteps(*writer, 1, kSteps);
    finish(*writer);
    QCOMPARE(chunkCount(project.layout, id), std::int64_t{2 * 9});

    const auto reader = take(RunReader::open(project.layout, id));
    for (std::uint32_t column = 0; column < std::size(kStepSeries); ++column) {
        const auto points = take(reader->points(kStepSeries[column]));
        QCOMPARE(firstWrongStep(points, column, 1, kSteps), std::int64_t{0});
    }
    // Followers ask for what came after: in a chunk, at its end, at the start of the rows, at the very end.
    for (const std::int64_t after : {100, 4095, 4096, 4097, 8191, 8192, 8193, 9999, 10000}) {
        const auto points = take(reader->points(series::kLoss, after));
        QCOMPARE(firstWrongStep(points, 0, after + 1, kSteps), std::int64_t{0});
        for (const std::int64_t last : {after + 1, after + 5000}) {
            const auto some = take(reader->points(series::kLoss, after, last));
            QCOMPARE(firstWrongStep(some, 0, after + 1, std::min(last, kSteps)), std::int64_t{0});
        }
    }
    QVERIFY(take(reader->points("no such series")).empty());
}

void TestPoints::summariesAgreeWithPoints()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    writeSteps(*writer, 1, kSteps);
    finish(*writer);

    const auto reader = take(RunReader::open(project.layout, id));
    const auto all = take(reader->seriesInfo());
    QCOMPARE(all.size(), std::size(kStepSeries));
    for (const SeriesInfo &info : all) {
        const auto points = take(reader->points(info.name));
        QCOMPARE(info.count, kSteps);
        QCOMPARE(info.first.step, std::int64_t{1});
        QCOMPARE(info.last.step, kSteps);
        QVERIFY(isSameValue(info.last.value, points.back().value));
        std::int64_t nonFinite = 0;
        SeriesPoint low{0, 0, HUGE_VAL}, high{0, 0, -HUGE_VAL};
        for (const SeriesPoint &point : points) {
            nonFinite += std::isfinite(point.value) ? 0 : 1;
            if (std::isfinite(point.value) && point.value < low.value)
                low = point;
            if (std::isfinite(point.value) && point.value > high.value)
                high = point;
        }
        QVERIFY(nonFinite > 0);
        QCOMPARE(info.nonFinite, nonFinite);
        QVERIFY(info.minimum == low);
        QVERIFY(info.maximum == high);
    }
}

void TestPoints::resumeInsideChunkDropsTheRest()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    writeSteps(*writer, 1, kSteps);
    finish(*writer);

    // Into the second chunk, then into the first, then to a chunk's last step, then to before the beginning.
    std::int64_t written = kSteps;
    for (const std::int64_t from : {6000, 5999, 4096, 4095, 17, 0}) {
        writer = take(RunWriter::resume(project.layout, id, from));
        finish(*writer);
        auto reader = take(RunReader::open(project.layout, id));
        for (std::uint32_t column = 0; column < std::size(kStepSeries); ++column)
            QCOMPARE(firstWrongStep(take(reader->points(kStepSeries[column])), column, 1, from), std::int64_t{0});
        const auto all = take(reader->seriesInfo());
        QCOMPARE(all.size(), from > 0 ? std::size(kStepSeries) : std::size_t{0});
        for (const SeriesInfo &info : all) {
            QCOMPARE(info.count, from);
            QCOMPARE(info.last.step, from);
        }
        written = from;
    }
    // And on, so that chunks are made again beside the ones that were unpacked.
    writer = take(RunWriter::resume(project.layout, id, written));
    writeSteps(*writer, written + 1, kSteps);
    finish(*writer);
    const auto reader = take(RunReader::open(project.layout, id));
    QCOMPARE(firstWrongStep(take(reader->points(series::kEntropy)), 4, 1, kSteps), std::int64_t{0});
    QCOMPARE(chunkCount(project.layout, id), std::int64_t{2 * 9});
}

void TestPoints::sameStepAgainReplaces()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    StepRecord record = syntheticStep(1);
    record.loss = 100;
    take(writer->addStep(record));
    record.loss = 5;
    take(writer->addStep(record));
    finish(*writer);
    const auto reader = take(RunReader::open(project.layout, id));
    const auto points = take(reader->points(series::kLoss));
    QCOMPARE(points.size(), std::size_t{1});
    QCOMPARE(points.front().value, 5.0);
    QCOMPARE(take(reader->seriesInfo()).front().count, std::int64_t{1});
    QCOMPARE(take(reader->seriesInfo()).front().maximum.value, 5.0);
}

void TestPoints::stepThatGoesBackIsAnError()
{
    const TemporaryProject project;
    const auto writer = newRun(project.layout, RunId::make());
    take(writer->addStep(syntheticStep(5)));
    take(writer->addStep(syntheticStep(4)));
    const auto finished = writer->finish({RunState::Done, "", {}, 1});
    QCOMPARE(word(finished), QStringLiteral("database-failed"));
    QVERIFY2(errorText(finished).contains("step 4 after step 5"), errorText(finished));
}

void TestPoints::envelopeCoversWhatPointsSay()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    writeSteps(*writer, 1, kSteps);
    finish(*writer);
    const auto reader = take(RunReader::open(project.layout, id));

    for (const std::int64_t most : {20'000, 400, 100, 3}) {
        const auto buckets = take(reader->envelope(series::kLoss, 1, kSteps, most));
        QVERIFY(!buckets.empty());
        QVERIFY2(static_cast<std::int64_t>(buckets.size()) <= most + 2, QByteArray::number(buckets.size()));
        const auto points = take(reader->points(series::kLoss));
        std::size_t i = 0;
        for (const EnvelopeBucket &bucket : buckets) {
            QCOMPARE(points[i].step, bucket.firstStep);
            const std::size_t end = i + static_cast<std::size_t>(bucket.finite + bucket.nonFinite);
            double low = HUGE_VAL, high = -HUGE_VAL;
            for (; i < end; ++i) {
                if (std::isfinite(points[i].value)) {
                    low = std::min(low, points[i].value);
                    high = std::max(high, points[i].value);
                }
            }
            if (bucket.finite > 0) {
                QCOMPARE(bucket.minimum, low);
                QCOMPARE(bucket.maximum, high);
            }
        }
        QCOMPARE(i, points.size());
    }
    // A zoomed view shows single points.
    const auto few = take(reader->envelope(series::kLoss, 5000, 5099, 400));
    QCOMPARE(few.size(), std::size_t{100});
    QCOMPARE(few.front().firstStep, std::int64_t{5000});
    QCOMPARE(few.back().firstStep, std::int64_t{5099});
}

QTEST_GUILESS_MAIN(TestPoints)
#include "tst_points.moc"
