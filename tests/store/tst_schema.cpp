#include "core/base/files.h"
#include "core/store/schema.h"
#include "store_fixture.h"

#include <SQLiteCpp/Column.h>

#include <QFile>

using namespace tandem;
using namespace tandem::test;

// Files of every version that was released stand in fixtures/ as SQL; none is ever changed.

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstVersionOfRunsReads_data() { runFixtures(); }
    void firstVersionOfRunsReads();
    void versionsOfRunsResume_data() { runFixtures(); }
    void versionsOfRunsResume();
    void secondVersionOfRunsReads();
    void thirdVersionOfRunsReads();
    void fourthVersionOfRunsReads();
    void offlineEvaluationBringsAFirstVersionUpToDate();
    void versionsOfProjectsOpen_data();
    void versionsOfProjectsOpen();
    void projectOfTheFirstVersionIsBackedUp();
    void releasedStepsAreUnchanged_data();
    void releasedStepsAreUnchanged();
    void migrationKeepsRowsAndABackup();
    void failedStepLeavesTheVersionBefore();
    void upToDateFileIsNotTouched();
    void migrationOfAKilledWritersFileLosesNothing();
    void createdFileIsWholeOrAbsent();

private:
    static void runFixtures();
};

namespace {

std::string fixture(const char *name)
{
    return take(readFile(std::filesystem::path(FIXTURES) / name));
}

void load(const std::filesystem::path &path, const std::string &sql)
{
    std::filesystem::create_directories(path.parent_path());
    std::filesystem::remove(path);
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

/// The definitions in a file, in an order of their own.
std::string definitions(const std::filesystem::path &path)
{
    SQLite::Database db(path.string(), SQLite::OPEN_READONLY);
    SQLite::Statement rows(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    std::string all;
    while (rows.executeStep())
        all += rows.getColumn(0).getString() + "\n";
    return all;
}

std::int64_t number(const std::filesystem::path &path, const char *sql)
{
    SQLite::Database db(path.string(), SQLite::OPEN_READONLY);
    SQLite::Statement row(db, sql);
    row.executeStep();
    return row.getColumn(0).getInt64();
}

const RunId kFixtureRun = RunId::fromString("01JDBX4K3QZ7W5N8M2R6T9V0AB");

/// The next version of run files, as it may one day be, and one whose last step fails halfway.
std::vector<const char *> allStepsAnd(std::initializer_list<const char *> further)
{
    const auto known = store::runFileKind().steps;
    std::vector<const char *> steps(known.begin(), known.end());
    steps.insert(steps.end(), further);
    return steps;
}
const std::vector<const char *> kNext =
    allStepsAnd({"ALTER TABLE run ADD COLUMN parent TEXT; CREATE TABLE tag(name TEXT)"});
const std::vector<const char *> kBroken =
    allStepsAnd({"CREATE TABLE tag(name TEXT)", "CREATE TABLE half(x); INSERT INTO no_such_table VALUES (1)"});
const auto kNextVersion = static_cast<int>(kNext.size());

store::FileKind withSteps(std::span<const char *const> steps)
{
    store::FileKind kind = store::runFileKind();
    kind.steps = steps;
    return kind;
}

} // namespace

void TestSchema::runFixtures()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("version 1") << QByteArray("run_v1.sql");
    QTest::newRow("version 2") << QByteArray("run_v2.sql");
    QTest::newRow("version 3") << QByteArray("run_v3.sql");
    QTest::newRow("version 4") << QByteArray("run_v4.sql");
}

void TestSchema::firstVersionOfRunsReads()
{
    QFETCH(QByteArray, file);
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture(file.constData()));
    const auto reader = take(RunReader::open(project.layout, kFixtureRun));
    const RunSummary summary = take(reader->summary());
    QCOMPARE(summary.name, std::string("fixture of version 1"));
    QVERIFY(summary.state == RunState::Failed);
    QVERIFY(summary.error && summary.error->code == ErrorCode::NonFiniteLoss);
    QCOMPARE(summary.error->arguments.front(), std::string("20"));
    QCOMPARE(summary.step, std::int64_t{20});
    QCOMPARE(summary.bestKnnAccuracy.value_or(0), 0.5);
    QVERIFY(summary.loss && std::isnan(*summary.loss));
    QCOMPARE(take(reader->plan()).totalSteps, std::int64_t{30});
    // 12 points in a chunk of that version, 8 as rows.
    const auto points = take(reader->points(series::kLoss));
    QCOMPARE(firstWrongStep(points, 0, 1, 20), std::int64_t{0});
    QCOMPARE(take(reader->evaluations()).size(), std::size_t{2});
    QCOMPARE(take(reader->events()).front().text, std::string("Training began."));
    QCOMPARE(take(reader->pairs())->samples.size(), std::size_t{1});
    QCOMPARE(take(reader->checkpoints()).front().step, std::int64_t{20});
}

void TestSchema::secondVersionOfRunsReads()
{
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v2.sql"));
    const auto reader = take(RunReader::open(project.layout, kFixtureRun));
    const auto offline = take(reader->offlineEvaluations());
    QCOMPARE(offline.size(), std::size_t{1});
    QCOMPARE(offline[0].protocol, std::string("linear"));
    QCOMPARE(offline[0].accuracy, 0.625);
    QVERIFY(!offline[0].top5Accuracy);
    QCOMPARE(offline[0].settingsJson, std::string(R"({"epochs":90})"));
    const auto vectors = take(reader->vectors("layer_gradient_norm"));
    QCOMPARE(vectors.size(), std::size_t{1});
    QCOMPARE(vectors[0].step, std::int64_t{20});
    QVERIFY(vectors[0].labels == (std::vector<std::string>{"conv1.weight", "fc.weight"}));
    QVERIFY(vectors[0].values == (std::vector<float>{1.0F, 0.5F}));
}

void TestSchema::thirdVersionOfRunsReads()
{
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v3.sql"));
    const RunPlan plan = take(take(RunReader::open(project.layout, kFixtureRun))->plan());
    QCOMPARE(plan.trainIdentity, std::string("0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"));
    QCOMPARE(plan.testIdentity, std::string("6d7c1c4f2a8b0e9355d2f1c0a4b38e77c9e6f50d1b2a3948576e6d5c4b3a2918"));
    // Earlier versions knew no identity.
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v2.sql"));
    const RunPlan earlier = take(take(RunReader::open(project.layout, kFixtureRun))->plan());
    QCOMPARE(earlier.trainImages, plan.trainImages);
    QVERIFY(earlier.trainIdentity.empty() && earlier.testIdentity.empty());
}

void TestSchema::fourthVersionOfRunsReads()
{
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v4.sql"));
    const auto origin = take(take(RunReader::open(project.layout, kFixtureRun))->summary()).origin;
    QVERIFY(origin && origin->sweep == RunId::fromString("01JDBX4K3QZ7W5N8M2R6T9V0CD"));
    QCOMPARE(origin->cell, std::string("objective.temperature=0.5; train.batch_size=64"));
    QCOMPARE(origin->repeat, std::int64_t{2});
    // Older files know of no sweeps.
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v3.sql"));
    QVERIFY(!take(take(RunReader::open(project.layout, kFixtureRun))->summary()).origin);
}

void TestSchema::offlineEvaluationBringsAFirstVersionUpToDate()
{
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture("run_v1.sql"));
    {
        const auto reader = take(RunReader::open(project.layout, kFixtureRun));
        QVERIFY(take(reader->offlineEvaluations()).empty());
        QVERIFY(take(reader->vectors("layer_gradient_norm")).empty());
        QVERIFY(take(reader->vectorNames()).empty());
    }
    OfflineEvaluationRecord record;
    record.protocol = "knn";
    record.accuracy = 0.25;
    take(addOfflineEvaluation(project.layout, kFixtureRun, record));
    const auto reader = take(RunReader::open(project.layout, kFixtureRun));
    QCOMPARE(take(reader->offlineEvaluations()).front().accuracy, 0.25);
    QCOMPARE(take(reader->evaluations()).size(), std::size_t{2});
}

void TestSchema::versionsOfRunsResume()
{
    QFETCH(QByteArray, file);
    const TemporaryProject project;
    load(project.layout.runDatabase(kFixtureRun), fixture(file.constData()));
    const auto writer = take(RunWriter::resume(project.layout, kFixtureRun, 10));
    for (std::int64_t step = 11; step <= 30; ++step)
        take(writer->addStep(syntheticStep(step)));
    take(writer->finish({RunState::Done, "", {}, 1}));
    const auto reader = take(RunReader::open(project.layout, kFixtureRun));
    QCOMPARE(firstWrongStep(take(reader->points(series::kLoss)), 0, 1, 30), std::int64_t{0});
}

void TestSchema::versionsOfProjectsOpen_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("hasAnnotation");
    QTest::newRow("version 1") << QByteArray("project_v1.sql") << false;
    QTest::newRow("version 2") << QByteArray("project_v2.sql") << true;
    QTest::newRow("version 3") << QByteArray("project_v3.sql") << true;
}

void TestSchema::versionsOfProjectsOpen()
{
    QFETCH(QByteArray, file);
    QFETCH(bool, hasAnnotation);
    const TemporaryProject project;
    load(project.layout.database(), fixture(file.constData()));
    QCOMPARE(word(openProject(project.layout.root())), QStringLiteral("ok"));
    // Without the lock, an older index is read as it is.
    QCOMPARE(take(readAnnotations(project.layout)).size(), std::size_t{hasAnnotation});
    QVERIFY(take(listRuns(project.layout)).empty());
    const auto index = take(ProjectIndex::open(project.layout));
    QCOMPARE(index->text("data.path").value_or(""), std::string("/data/cifar10/train"));
    const RunAnnotations annotations = take(index->annotations());
    QCOMPARE(annotations.size(), std::size_t{hasAnnotation});
    if (hasAnnotation) {
        const RunAnnotation &said = annotations.at(kFixtureRun);
        QCOMPARE(said.name, std::string("the good one"));
        QCOMPARE(said.note, std::string("See *Fig. 3*."));
        QVERIFY(said.tags == (std::vector<std::string>{"ablation", "paper"}));
        QVERIFY(said.isStarred);
    }
    take(index->setAnnotation(kFixtureRun, {"", "", {"new"}, false}));
    QVERIFY(take(index->annotations()).at(kFixtureRun).hasTag("new"));
}

void TestSchema::projectOfTheFirstVersionIsBackedUp()
{
    const TemporaryProject project;
    load(project.layout.database(), fixture("project_v1.sql"));
    take(ProjectIndex::open(project.layout));
    const std::filesystem::path backup = project.layout.database().string() + ".v1-backup";
    QCOMPARE(number(backup, "PRAGMA user_version"), std::int64_t{1});
    QCOMPARE(number(backup, "SELECT count(*) FROM text"), std::int64_t{1});
    QCOMPARE(take(store::checkFile(project.layout.database(), store::projectFileKind())),
             store::projectFileKind().version());
}

void TestSchema::releasedStepsAreUnchanged_data()
{
    QTest::addColumn<bool>("isRun");
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("run 1") << true << 1 << QByteArray("run_v1.sql");
    QTest::newRow("run 2") << true << 2 << QByteArray("run_v2.sql");
    QTest::newRow("run 3") << true << 3 << QByteArray("run_v3.sql");
    QTest::newRow("run 4") << true << 4 << QByteArray("run_v4.sql");
    QTest::newRow("project 1") << false << 1 << QByteArray("project_v1.sql");
    QTest::newRow("project 2") << false << 2 << QByteArray("project_v2.sql");
    QTest::newRow("project 3") << false << 3 << QByteArray("project_v3.sql");
}

void TestSchema::releasedStepsAreUnchanged()
{
    QFETCH(bool, isRun);
    QFETCH(int, version);
    QFETCH(QByteArray, file);
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    load(path / "released.db", fixture(file.constData()));
    store::FileKind kind = isRun ? store::runFileKind() : store::projectFileKind();
    kind.steps = kind.steps.first(static_cast<std::size_t>(version));
    take(store::createFile(path / "made.db", kind, [](SQLite::Database &) {}));
    QCOMPARE(definitions(path / "made.db"), definitions(path / "released.db"));
    QCOMPARE(number(path / "made.db", "PRAGMA application_id"), number(path / "released.db", "PRAGMA application_id"));
}

void TestSchema::migrationKeepsRowsAndABackup()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run.db";
    const std::filesystem::path backup = path.string() + ".v1-backup";
    load(path, fixture("run_v1.sql"));
    take(store::migrateFile(path, withSteps(kNext)));
    QCOMPARE(number(path, "PRAGMA user_version"), std::int64_t{kNextVersion});
    QCOMPARE(take(store::checkFile(path, withSteps(kNext))), kNextVersion);
    QCOMPARE(number(path, "SELECT count(*) FROM point"), number(backup, "SELECT count(*) FROM point"));
    QCOMPARE(number(path, "SELECT count(parent) FROM run"), std::int64_t{0});
    QCOMPARE(number(backup, "PRAGMA user_version"), std::int64_t{1});
    QCOMPARE(take(store::checkFile(backup, store::runFileKind())), 1);
    // This program, which does not know that version, now keeps its hands off.
    QCOMPARE(word(store::checkFile(path, store::runFileKind())), QStringLiteral("newer-schema"));
    // A second migration, after the backup was brought back, does not stumble over its own traces.
    std::filesystem::copy_file(backup, path, std::filesystem::copy_options::overwrite_existing);
    take(store::migrateFile(path, withSteps(kNext)));
    QCOMPARE(number(path, "PRAGMA user_version"), std::int64_t{kNextVersion});
}

void TestSchema::failedStepLeavesTheVersionBefore()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run.db";
    load(path, fixture("run_v1.sql"));
    QCOMPARE(word(store::migrateFile(path, withSteps(kBroken))), QStringLiteral("database-failed"));
    // The step that worked stays, the one that failed left nothing.
    QCOMPARE(number(path, "PRAGMA user_version"), std::int64_t{kNextVersion});
    QCOMPARE(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), std::int64_t{0});
    QCOMPARE(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'tag'"), std::int64_t{1});
}

void TestSchema::upToDateFileIsNotTouched()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run.db";
    load(path, fixture("run_v4.sql"));
    const auto before = take(readFile(path));
    take(store::migrateFile(path, store::runFileKind()));
    QVERIFY(take(readFile(path)) == before);
    QVERIFY(!std::filesystem::exists(path.string() + ".v4-backup"));
}

void TestSchema::migrationOfAKilledWritersFileLosesNothing()
{
    // Rows that stand only in the WAL, as after a kill: copied while the writer is at work.
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    for (std::int64_t step = 1; step <= 50; ++step)
        take(writer->addStep(syntheticStep(step)));
    take(writer->saveCheckpoint({1, 50, syntheticCheckpoint(50), {}}));
    const std::filesystem::path copy = project.layout.root() / "copy.db";
    for (const char *suffix : {"", "-wal"})
        std::filesystem::copy_file(project.layout.runDatabase(id).string() + suffix, copy.string() + suffix);
    QVERIFY(std::filesystem::file_size(copy.string() + "-wal") > 0);
    take(store::migrateFile(copy, withSteps(kNext)));
    QCOMPARE(number(copy, "SELECT count(*) FROM point WHERE series = 1"), std::int64_t{50});
    QCOMPARE(number(copy.string() + ".v4-backup", "SELECT count(*) FROM point WHERE series = 1"), std::int64_t{50});
}

void TestSchema::createdFileIsWholeOrAbsent()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run.db";
    const auto failed = store::createFile(path, store::runFileKind(),
                                          [](SQLite::Database &db) { db.exec("INSERT INTO run VALUES (2, 3)"); });
    QCOMPARE(word(failed), QStringLiteral("database-failed"));
    QVERIFY(std::filesystem::is_empty(path.parent_path()));
    take(store::createFile(path, store::runFileKind(), [](SQLite::Database &) {}));
    const auto before = take(readFile(path));
    const auto again = store::createFile(path, store::runFileKind(), [](SQLite::Database &) {});
    QCOMPARE(word(again), QStringLiteral("file-unwritable"));
    QVERIFY(take(readFile(path)) == before);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
