#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/store/digest_reader.h"
#include "core/store/run_index.h"
#include "core/store/schema.h"
#include "sample_records.h"
#include "store_fixture.h"

#include <SQLiteCpp/Column.h>

#include <chrono>
#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestRunIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digestSaysWhatThePointsSay();
    void bestOfAPackedSeriesIsFound();
    void cacheEqualsTheFiles();
    void unchangedFilesAreNotOpened();
    void changedFileIsReadAgain();
    void freshFileIsNotTrusted();
    void liveRunIsFollowedAndKeptOutOfTheCache();
    void deadRunIsLost();
    void removedRunLeavesTheCache();
    void cacheOfAnotherFormatIsEmptied();
    void corruptCacheIsAsGoodAsNone();
    void readersNeverWrite();
    void budgetIsKept();
    void annotationsStay();
    void renamedRunIsFoundByItsName();
    void tagsAreTidied();
};

namespace {

/// As if the run had ended long ago: times of files then tell whether they changed.
void settle(const ProjectLayout &project, const RunId &id)
{
    const auto path = project.runDatabase(id);
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) - std::chrono::hours(1));
}

RunId makeRun(const ProjectLayout &project, const char *name, std::int64_t steps = 20)
{
    const RunId id = RunId::make();
    auto writer = newRun(project, id, name);
    RunPlan plan = somePlan();
    plan.settingsJson = R"({"objective":{"temperature":0.2},"train":{"seed":7}})";
    take(writer->setPlan(plan));
    for (std::int64_t step = 1; step <= steps; ++step) {
        StepRecord record;
        record.step = step;
        record.loss = 6 - 0.01 * static_cast<double>(step);
        record.dataWaitShare = step == 3 ? NAN : 0.5;
        take(writer->addStep(record));
    }
    take(writer->addEvaluation(evaluation(1, 5, 0.4)));
    take(writer->addEvaluation(evaluation(2, 10, 0.6)));
    take(writer->addEvaluation(evaluation(3, 20, 0.5)));
    take(writer->finish({RunState::Done, "abc", {}, 9}));
    settle(project, id);
    return id;
}

bool isSame(const SeriesDigest &a, const SeriesDigest &b)
{
    return a.name == b.name && a.count == b.count && a.nonFinite == b.nonFinite && a.lastStep == b.lastStep &&
           a.minimumStep == b.minimumStep && a.maximumStep == b.maximumStep && isSameValue(a.first, b.first) &&
           isSameValue(a.last, b.last) && isSameValue(a.minimum, b.minimum) && isSameValue(a.maximum, b.maximum) &&
           isSameValue(a.tailMean, b.tailMean) && a.atBest.has_value() == b.atBest.has_value() &&
           isSameValue(a.atBest.value_or(0), b.atBest.value_or(0));
}

QByteArray difference(const RunEntry &a, const RunEntry &b)
{
    const RunSummary &s = a.summary, &t = b.summary;
    if (s.id != t.id || s.name != t.name || s.state != t.state || s.createdMs != t.createdMs ||
        s.startedMs != t.startedMs || s.endedMs != t.endedMs || s.heartbeatMs != t.heartbeatMs || s.epoch != t.epoch ||
        s.step != t.step || s.totalEpochs != t.totalEpochs || s.totalSteps != t.totalSteps ||
        s.secondsTrained != t.secondsTrained || s.peakMemoryBytes != t.peakMemoryBytes ||
        s.weightsSha256 != t.weightsSha256 || s.settingsJson != t.settingsJson || s.error != t.error ||
        s.programVersion != t.programVersion || !(s.process == t.process))
        return "summary";
    if (!isSameValue(s.loss.value_or(-1), t.loss.value_or(-1)) || s.knnAccuracy != t.knnAccuracy ||
        s.bestKnnAccuracy != t.bestKnnAccuracy ||
        !isSameValue(s.imagesPerSecond.value_or(-1), t.imagesPerSecond.value_or(-1)))
        return "numbers";
    if (a.digest->health != b.digest->health || a.digest->healthSince != b.digest->healthSince)
        return "health";
    if (!std::equal(a.digest->series.begin(), a.digest->series.end(), b.digest->series.begin(), b.digest->series.end(),
                    isSame))
        return "series";
    if (!std::equal(a.digest->settings.begin(), a.digest->settings.end(), b.digest->settings.begin(),
                    b.digest->settings.end(),
                    [](const SettingWord *x, const SettingWord *y) { return x->folded == y->folded; }))
        return "settings";
    return {};
}

const RunEntry &entryOf(const RunListing &listing, const RunId &id)
{
    const auto found = std::find_if(listing.changed.begin(), listing.changed.end(),
                                    [&](const RunEntry &entry) { return entry.summary.id == id; });
    if (found == listing.changed.end())
        qFatal("the run was not told");
    return *found;
}

std::int64_t cachedRows(const ProjectLayout &project)
{
    return store::openForReading(project.database())->execAndGet("SELECT count(*) FROM cached_run").getInt64();
}

/// Makes a run file unreadable without its size and time changing: whoever opens it fails.
void poison(const std::filesystem::path &path)
{
    const auto time = std::filesystem::last_write_time(path);
    const std::string bytes(std::filesystem::file_size(path), 'x');
    std::FILE *file = std::fopen(path.c_str(), "r+b"); // in place
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
    std::filesystem::last_write_time(path, time);
}

} // namespace

void TestRunIndex::digestSaysWhatThePointsSay()
{
    const TemporaryProject project;
    const RunId id = makeRun(project.layout, "a");
    const auto listing = take(RunIndex(project.layout, nullptr).refresh());
    const RunDigest &digest = *entryOf(listing, id).digest;

    const SeriesDigest *loss = digest.find("loss");
    QVERIFY(loss);
    QCOMPARE(loss->count, std::int64_t{20});
    QCOMPARE(loss->last, 6 - 0.01 * 20);
    QCOMPARE(loss->first, 6 - 0.01);
    QCOMPARE(loss->minimumStep, std::int64_t{20});
    QCOMPARE(loss->maximumStep, std::int64_t{1});
    QCOMPARE(loss->tailMean, 6 - 0.01 * 15.5); // steps 11 to 20
    QCOMPARE(loss->atBest.value_or(0), 6 - 0.01 * 10);
    const SeriesDigest *wait = digest.find("data_wait_share");
    QCOMPARE(wait->nonFinite, std::int64_t{1});
    QCOMPARE(wait->tailMean, 0.5);
    const SeriesDigest *knn = digest.find("knn_accuracy");
    QCOMPARE(knn->maximum, 0.6);
    QCOMPARE(knn->atBest.value_or(0), 0.6);
    QVERIFY(digest.find("no_such_series") == nullptr);

    QCOMPARE(digest.settings.size(), settingsTable().size());
    const auto wordOf = [&](std::string_view key) {
        for (const SettingWord *word : digest.settings)
            if (settingsTable()[word->field].key == key)
                return word;
        return static_cast<const SettingWord *>(nullptr);
    };
    QCOMPARE(wordOf("objective.temperature")->text, std::string("0.2"));
    QCOMPARE(wordOf("objective.temperature")->value, 0.2);
    QCOMPARE(wordOf("train.seed")->folded, std::string("train.seed=7"));
    QCOMPARE(wordOf("head.output")->text, std::string("128")); // defaults are said as well
    QVERIFY(std::isnan(wordOf("encoder.name")->value));
    QCOMPARE(wordOf("encoder.zero_init_residual")->value, 1.0);

    const auto history = take(take(RunReader::open(project.layout, id))->healthHistory());
    QCOMPARE(history.projectionDimension, std::int64_t{128});
    QCOMPARE(history.recentLoss.size(), std::size_t{20});
    QCOMPARE(history.chanceLoss, somePlan().chanceLoss);
    // 1 + M e^(−1/τ) with ln(1 + M) = chance.
    QCOMPARE(std::exp(*history.floorLoss), 1 + (std::exp(6.236) - 1) * std::exp(-5));
}

void TestRunIndex::bestOfAPackedSeriesIsFound()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    auto writer = newRun(project.layout, id);
    take(writer->setPlan(somePlan()));
    for (std::int64_t step = 1; step <= 9000; ++step) {
        StepRecord record;
        record.step = 2 * step;
        record.loss = static_cast<double>(record.step);
        take(writer->addStep(record));
        if (step == 1000 || step == 5000)
            take(writer->addEvaluation(evaluation(step / 1000, 2 * step + 1, 1 / static_cast<double>(step))));
    }
    take(writer->finish({RunState::Done, "", {}, 1}));
    const std::int64_t firstRow = store::openForReading(project.layout.runDatabase(id))
                                      ->execAndGet("SELECT min(step) FROM point WHERE series = 1")
                                      .getInt64();
    QVERIFY(firstRow > 2001); // the best lies in a chunk
    const auto listing = take(RunIndex(project.layout, nullptr).refresh());
    const SeriesDigest *loss = entryOf(listing, id).digest->find("loss");
    QCOMPARE(loss->atBest.value_or(0), 2000.0); // the latest before step 2001
    QCOMPARE(loss->tailMean, 18000.0 - 9);
}

void TestRunIndex::cacheEqualsTheFiles()
{
    const TemporaryProject project;
    std::vector<RunId> ids;
    for (const char *name : {"a", "b ä\n", ""})
        ids.push_back(makeRun(project.layout, name));
    const RunId failed = RunId::make();
    take(newRun(project.layout, failed)
             ->finish({RunState::Failed, "", Error{ErrorCode::NonFiniteLoss, {"3"}, "detail"}, 1}));
    settle(project.layout, failed);
    ids.push_back(failed);
    const auto fromFiles = take(RunIndex(project.layout, nullptr).refresh());
    {
        const auto writer = take(ProjectIndex::open(project.layout));
        QCOMPARE(take(RunIndex(project.layout, writer.get()).refresh()).changed.size(), std::size_t{4});
    }
    QCOMPARE(cachedRows(project.layout), std::int64_t{4});
    for (const RunId &id : ids)
        poison(project.layout.runDatabase(id)); // it must all come from the cache
    const auto fromCache = take(RunIndex(project.layout, nullptr).refresh());
    QVERIFY(fromCache.runs == fromFiles.runs);
    QCOMPARE(fromCache.changed.size(), std::size_t{4});
    for (const RunId &id : ids)
        QCOMPARE(difference(entryOf(fromFiles, id), entryOf(fromCache, id)), QByteArray());
    // listRuns makes use of it, too.
    QVERIFY(take(listRuns(project.layout)).front().state == RunState::Failed);
    QCOMPARE(take(listRuns(project.layout)).back().name, std::string("a"));
}

void TestRunIndex::unchangedFilesAreNotOpened()
{
    const TemporaryProject project;
    const RunId id = makeRun(project.layout, "a");
    RunIndex index(project.layout, nullptr);
    QCOMPARE(take(index.refresh()).changed.size(), std::size_t{1});
    poison(project.layout.runDatabase(id));
    const auto again = take(index.refresh());
    QVERIFY(again.changed.empty());
    QCOMPARE(again.runs.size(), std::size_t{1});
    QVERIFY(!index.runsCameOrWent());
    makeRun(project.layout, "b");
    QVERIFY(index.runsCameOrWent());
    QCOMPARE(take(index.refresh()).changed.size(), std::size_t{1});
}

void TestRunIndex::changedFileIsReadAgain()
{
    const TemporaryProject project;
    const RunId id = makeRun(project.layout, "a");
    const auto writer = take(ProjectIndex::open(project.layout));
    RunIndex index(project.layout, writer.get());
    take(index.refresh());
    take(addOfflineEvaluation(project.layout, id, {}));
    QCOMPARE(take(index.refresh()).changed.size(), std::size_t{1});
    {
        auto resumed = take(RunWriter::resume(project.layout, id, 10));
        take(resumed->finish({RunState::Stopped, "", {}, 1}));
    }
    QVERIFY(entryOf(take(index.refresh()), id).summary.state == RunState::Stopped);
    // A next start does not believe the cache either.
    QVERIFY(entryOf(take(RunIndex(project.layout, nullptr).refresh()), id).summary.state == RunState::Stopped);
}

/// Two writes within one tick of the file system's clock leave the same time.
void TestRunIndex::freshFileIsNotTrusted()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->finish({RunState::Done, "", {}, 1}));
    const auto writer = take(ProjectIndex::open(project.layout));
    RunIndex index(project.layout, writer.get());
    take(index.refresh());
    QCOMPARE(cachedRows(project.layout), std::int64_t{0});
    QCOMPARE(take(index.refresh()).changed.size(), std::size_t{1}); // looked at once more
    settle(project.layout, id);
    take(index.refresh());
    QCOMPARE(cachedRows(project.layout), std::int64_t{1});
    QVERIFY(take(index.refresh()).changed.empty());
}

void TestRunIndex::liveRunIsFollowedAndKeptOutOfTheCache()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = take(ProjectIndex::open(project.layout));
    RunIndex index(project.layout, writer.get());
    auto trainer = newRun(project.layout, id);
    take(trainer->setPlan(somePlan()));
    QTRY_VERIFY(entryOf(take(index.refresh()), id).summary.state == RunState::Running);
    take(trainer->addStep(syntheticStep(1)));
    QTRY_COMPARE(entryOf(take(index.refresh()), id).summary.step, std::int64_t{1});
    QCOMPARE(cachedRows(project.layout), std::int64_t{0});
    take(trainer->finish({RunState::Done, "", {}, 1}));
    QVERIFY(entryOf(take(index.refresh()), id).summary.state == RunState::Done);
}

void TestRunIndex::deadRunIsLost()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = take(ProjectIndex::open(project.layout));
    RunIndex index(project.layout, writer.get());
    {
        Helper trainer("write", project.layout, id);
        QVERIFY(!trainer.nextLine().isEmpty());
        QVERIFY(isActive(entryOf(take(index.refresh()), id).summary.state));
    } // killed
    const auto listing = take(index.refresh());
    QVERIFY(entryOf(listing, id).summary.state == RunState::Lost);
    QVERIFY(entryOf(listing, id).summary.error->code == ErrorCode::ProcessLost);
    QVERIFY(entryOf(take(RunIndex(project.layout, nullptr).refresh()), id).summary.state == RunState::Lost);
    for (const char *suffix : {"", "-wal"}) {
        const std::filesystem::path path = project.layout.runDatabase(id).string() + suffix;
        std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) - std::chrono::hours(1));
    }
    take(index.refresh());
    QVERIFY(take(index.refresh()).changed.empty()); // told, and no more
    QCOMPARE(cachedRows(project.layout), std::int64_t{1});
    QVERIFY(entryOf(take(RunIndex(project.layout, nullptr).refresh()), id).summary.state == RunState::Lost);
}

void TestRunIndex::removedRunLeavesTheCache()
{
    const TemporaryProject project;
    const RunId gone = makeRun(project.layout, "gone");
    const RunId stays = makeRun(project.layout, "stays");
    const auto writer = take(ProjectIndex::open(project.layout));
    {
        RunIndex index(project.layout, writer.get());
        take(index.refresh());
        QCOMPARE(cachedRows(project.layout), std::int64_t{2});
        std::filesystem::remove_all(project.layout.run(gone));
        const auto listing = take(index.refresh());
        QVERIFY(listing.runs == std::vector<RunId>{stays});
        QCOMPARE(cachedRows(project.layout), std::int64_t{1});
    }
    // Also one that went while nobody looked.
    std::filesystem::remove_all(project.layout.run(stays));
    QVERIFY(take(RunIndex(project.layout, writer.get()).refresh()).runs.empty());
    QCOMPARE(cachedRows(project.layout), std::int64_t{0});
}

void TestRunIndex::cacheOfAnotherFormatIsEmptied()
{
    const TemporaryProject project;
    const RunId id = makeRun(project.layout, "a");
    const auto writer = take(ProjectIndex::open(project.layout));
    take(RunIndex(project.layout, writer.get()).refresh());
    take(writer->setText("run-cache-format", "of another settings table"));
    QCOMPARE(take(RunIndex(project.layout, nullptr).refresh()).changed.size(), std::size_t{1}); // from the file
    QCOMPARE(cachedRows(project.layout), std::int64_t{1}); // a reader changes nothing
    take(newRun(project.layout, RunId::make())->finish({RunState::Done, "", {}, 1}));
    poison(project.layout.runDatabase(id)); // so that it cannot be written again
    take(RunIndex(project.layout, writer.get()).refresh());
    QCOMPARE(cachedRows(project.layout), std::int64_t{0});
}

void TestRunIndex::corruptCacheIsAsGoodAsNone()
{
    const TemporaryProject project;
    const RunId id = makeRun(project.layout, "a");
    {
        const auto writer = take(ProjectIndex::open(project.layout));
        take(RunIndex(project.layout, writer.get()).refresh());
    }
    SQLite::Database(project.layout.database().string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE cached_run SET series = x'05', words = 'x', state = 'dancing', health = 'splendid'");
    const auto listing = take(RunIndex(project.layout, nullptr).refresh());
    QCOMPARE(listing.changed.size(), std::size_t{1}); // odd values give an odd row, and no crash
    QVERIFY(entryOf(listing, id).digest->series.empty());
    const auto bytes = take(readFile(project.layout.database()));
    const std::string torn = bytes.substr(0, 100) + std::string(bytes.size() - 100, '\x5A');
    take(writeFileAtomically(project.layout.database(), std::as_bytes(std::span(torn))));
    const auto again = take(RunIndex(project.layout, nullptr).refresh());
    QVERIFY(entryOf(again, id).digest->find("loss"));
}

void TestRunIndex::readersNeverWrite()
{
    const TemporaryProject project;
    makeRun(project.layout, "a");
    const auto before = take(readFile(project.layout.database()));
    take(listRuns(project.layout));
    take(readAnnotations(project.layout));
    QVERIFY(take(readFile(project.layout.database())) == before);
    QVERIFY(!std::filesystem::exists(project.layout.lockFile()));
}

void TestRunIndex::budgetIsKept()
{
    const TemporaryProject project;
    for (int i = 0; i < 20; ++i)
        makeRun(project.layout, "a");
    RunIndex index(project.layout, nullptr);
    const auto first = take(index.refresh(std::chrono::milliseconds(0)));
    QCOMPARE(first.changed.size(), std::size_t{1}); // at least one, or it would never end
    QCOMPARE(first.pending, std::size_t{19});
    QVERIFY(first.runs == std::vector<RunId>{first.changed.front().summary.id}); // the newest
    std::size_t told = 1;
    for (int calls = 0; calls < 20; ++calls)
        told += take(index.refresh(std::chrono::milliseconds(0))).changed.size();
    QCOMPARE(told, std::size_t{20});
    QCOMPARE(take(index.refresh()).runs.size(), std::size_t{20});
}

void TestRunIndex::annotationsStay()
{
    const TemporaryProject project;
    const RunId id = RunId::make(), other = RunId::make();
    const RunAnnotation said{"the *good* one", "# Why\n\nτ ä \"quoted\"", {"a, no", "b"}, true};
    {
        const auto index = take(ProjectIndex::open(project.layout));
        take(index->setAnnotation(id, said));
        take(index->setAnnotation(other, {"", "x", {}, false}));
        take(index->setAnnotation(other, {}));
        QCOMPARE(take(readAnnotations(project.layout)).size(), std::size_t{1}); // also beside its holder
    }
    const auto index = take(ProjectIndex::open(project.layout));
    const RunAnnotations all = take(index->annotations());
    QCOMPARE(all.size(), std::size_t{1});
    QVERIFY(all.at(id) == said);
}

void TestRunIndex::renamedRunIsFoundByItsName()
{
    const TemporaryProject project;
    const RunId first = makeRun(project.layout, "baseline");
    const RunId second = makeRun(project.layout, "baseline");
    const auto index = take(ProjectIndex::open(project.layout));
    take(index->setAnnotation(second, {"better", {}, {}, false}));
    QVERIFY(take(findRun(project.layout, "better")) == second);
    QVERIFY(take(findRun(project.layout, "baseline")) == first); // the other gave its name up
    QCOMPARE(word(findRun(project.layout, "best")), QStringLiteral("run-not-found"));
}

void TestRunIndex::tagsAreTidied()
{
    QVERIFY(tagsFromText(" b,a ,, b\n c d ") == (std::vector<std::string>{"a", "b", "c d"}));
    QVERIFY(tagsFromText("").empty());
    QCOMPARE(tagsText({"a", "c d"}), std::string("a, c d"));
    QVERIFY(withTag({"b"}, "a") == (std::vector<std::string>{"a", "b"}));
    QVERIFY(withTag({"b"}, "b") == std::vector<std::string>{"b"});
    QVERIFY(withoutTag({"a", "b"}, "a") == std::vector<std::string>{"b"});
}

QTEST_GUILESS_MAIN(TestRunIndex)
#include "tst_run_index.moc"
