#include "core/base/files.h"
#include "core/store/run_writer.h"
#include "core/store/schema.h"
#include "store_fixture.h"

#include <fstream>

using namespace tandem;
using namespace tandem::test;

class TestProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createdProjectOpens();
    void onlyEmptyFoldersBecomeProjects();
    void strangeFoldersAreNoProjects();
    void runsAreListedNewestFirst();
    void corruptRunHidesNoOther();
    void newerRunIsLeftAlone();
    void newerProjectIsLeftAlone();
    void runsAreFoundByIdBeginningAndName();
    void indexRemembersTexts();
    void secondOpenerIsToldWho();
    void lockDiesWithItsProcess();
    void lostIndexIsMadeAgain();
    void makingThatWasCutShortIsTakenUp();
    void controlWordsArriveOnce();
    void strongerControlWordStays();
    void controlOfNoRunIsAnError();
    void staleControlWordIsDropped();
};

namespace {

void overwrite(const std::filesystem::path &path, std::string_view text)
{
    take(writeFileAtomically(path, std::as_bytes(std::span(text))));
}

RunId finishedRun(const ProjectLayout &project, const char *name)
{
    const RunId id = RunId::make();
    take(newRun(project, id, name)->finish({RunState::Done, "", {}, 1}));
    return id;
}

/// Makes a file one of the next version, as a newer program would have written it.
void makeNewer(const std::filesystem::path &path, int version)
{
    SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
    db.exec("CREATE TABLE from_the_future(x); PRAGMA user_version=" + std::to_string(version + 1));
}

} // namespace

void TestProject::createdProjectOpens()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "deep" / "new.tandem";
    const auto created = createProject(path);
    QVERIFY2(created, errorText(created));
    QVERIFY(std::filesystem::is_directory(created->runs()));
    QVERIFY(std::filesystem::is_directory(created->trash()));
    const auto opened = openProject(path);
    QVERIFY2(opened, errorText(opened));
    QVERIFY(opened->root() == path);
    QVERIFY(take(listRuns(*opened)).empty());
}

void TestProject::onlyEmptyFoldersBecomeProjects()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QCOMPARE(word(createProject(path)), QStringLiteral("ok")); // empty
    QCOMPARE(word(createProject(path)), QStringLiteral("project-exists"));
    const QTemporaryDir other;
    const std::filesystem::path full = other.path().toStdString();
    overwrite(full / "thesis.txt", "do not touch");
    QCOMPARE(word(createProject(full)), QStringLiteral("project-exists"));
    QCOMPARE(word(createProject(full / "thesis.txt")), QStringLiteral("project-exists"));
    QCOMPARE(std::distance(std::filesystem::directory_iterator(full), std::filesystem::directory_iterator()), 1);
}

void TestProject::strangeFoldersAreNoProjects()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QCOMPARE(word(openProject(path)), QStringLiteral("not-a-project"));
    QCOMPARE(word(openProject(path / "missing")), QStringLiteral("file-not-found"));
    overwrite(path / "project.db", "this is no database, however long the text may be: "
                                   "a header has one hundred bytes, and so this has more.");
    QCOMPARE(word(openProject(path)), QStringLiteral("file-corrupt"));
    std::filesystem::remove(path / "project.db");
    SQLite::Database((path / "project.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE somebody_elses(x)");
    QCOMPARE(word(openProject(path)), QStringLiteral("file-corrupt"));
}

void TestProject::runsAreListedNewestFirst()
{
    const TemporaryProject project;
    std::vector<RunId> ids;
    for (const char *name : {"a", "b", "c"})
        ids.push_back(finishedRun(project.layout, name));
    std::filesystem::create_directories(project.layout.runs() / "not-an-id");
    const auto runs = take(listRuns(project.layout));
    QCOMPARE(runs.size(), std::size_t{3});
    QVERIFY(runs[0].id == ids[2] && runs[1].id == ids[1] && runs[2].id == ids[0]);
    QCOMPARE(runs[0].name, std::string("c"));
}

void TestProject::corruptRunHidesNoOther()
{
    const TemporaryProject project;
    const RunId good = finishedRun(project.layout, "good");
    const RunId torn = finishedRun(project.layout, "torn");
    const RunId empty = finishedRun(project.layout, "empty");
    // Pages of the middle overwritten, the header whole; and a file of no bytes at all.
    const auto bytes = take(readFile(project.layout.runDatabase(torn)));
    overwrite(project.layout.runDatabase(torn), bytes.substr(0, 100) + std::string(bytes.size() - 100, '\x5A'));
    overwrite(project.layout.runDatabase(empty), "");

    const auto runs = take(listRuns(project.layout));
    QCOMPARE(runs.size(), std::size_t{3});
    for (const RunSummary &run : runs) {
        if (run.id == good) {
            QVERIFY(run.state == RunState::Done && !run.error);
            continue;
        }
        QVERIFY(run.state == RunState::Failed);
        QVERIFY(run.error && run.error->code == ErrorCode::FileCorrupt);
        QVERIFY(describe(*run.error).find(run.id.toString()) != std::string::npos);
        QCOMPARE(run.createdMs, run.id.timestampMs());
    }
    QCOMPARE(word(RunWriter::resume(project.layout, torn, 0)), QStringLiteral("file-corrupt"));
}

void TestProject::newerRunIsLeftAlone()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "newer");
    const auto path = project.layout.runDatabase(id);
    makeNewer(path, store::runFileKind().version());
    const auto before = take(readFile(path));

    QCOMPARE(word(RunReader::open(project.layout, id)), QStringLiteral("newer-schema"));
    QCOMPARE(word(RunWriter::resume(project.layout, id, 0)), QStringLiteral("newer-schema"));
    const auto runs = take(listRuns(project.layout));
    QVERIFY(runs.front().error && runs.front().error->code == ErrorCode::NewerSchema);
    QVERIFY(take(readFile(path)) == before);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(project.layout.run(id)),
                           std::filesystem::directory_iterator()),
             2); // run.db and checkpoints/
}

void TestProject::newerProjectIsLeftAlone()
{
    const TemporaryProject project;
    makeNewer(project.layout.database(), store::projectFileKind().version());
    const auto before = take(readFile(project.layout.database()));
    QCOMPARE(word(openProject(project.layout.root())), QStringLiteral("newer-schema"));
    const auto index = ProjectIndex::open(project.layout);
    QCOMPARE(word(index), QStringLiteral("newer-schema"));
    QVERIFY(errorText(index).contains("format 4") && errorText(index).contains("up to 3"));
    QVERIFY(take(readFile(project.layout.database())) == before);
}

void TestProject::runsAreFoundByIdBeginningAndName()
{
    const TemporaryProject project;
    const RunId first = finishedRun(project.layout, "baseline");
    const RunId second = finishedRun(project.layout, "baseline");
    const RunId third = finishedRun(project.layout, "cool τ=0.1");
    const auto find = [&](std::string_view text) { return findRun(project.layout, text); };

    QVERIFY(take(find(first.toString())) == first);
    QVERIFY(take(find(QString::fromStdString(first.toString()).toLower().toStdString())) == first);
    QVERIFY(take(find("cool τ=0.1")) == third);
    QVERIFY(take(find("baseline")) == second); // the newest of that name
    const auto toChange = [&](std::string_view text) { return findRunToChange(project.layout, text); };
    QCOMPARE(word(toChange("baseline")), QStringLiteral("run-ambiguous"));
    for (const RunId &id : {first, second})
        QVERIFY(errorText(toChange("baseline")).contains(id.toString().c_str()));
    QVERIFY(take(toChange("cool τ=0.1")) == third);
    QVERIFY(take(toChange(first.toString())) == first);
    QVERIFY(take(find(second.toString().substr(0, 25) + second.toString().back())) == second);

    const std::string shared(
        first.toString().begin(),
        std::mismatch(first.toString().begin(), first.toString().end(), third.toString().begin()).first);
    const auto several = find(shared); // ids begin with the time
    QCOMPARE(word(several), QStringLiteral("run-ambiguous"));
    for (const RunId &id : {first, second, third})
        QVERIFY(errorText(several).contains(id.toString().c_str()));
    QCOMPARE(word(find("base")), QStringLiteral("run-not-found")); // names are exact
    QCOMPARE(word(find(first.toString().substr(0, 3))), QStringLiteral("run-not-found"));
    QCOMPARE(word(find("")), QStringLiteral("run-not-found"));
    QCOMPARE(word(find(RunId::make().toString())), QStringLiteral("run-not-found"));

    // A name that is the beginning of some id wins over the id.
    const RunId named = RunId::make();
    take(newRun(project.layout, named, first.toString().substr(0, 8).c_str())->finish({RunState::Done, "", {}, 1}));
    QVERIFY(take(find(first.toString().substr(0, 8))) == named);
}

void TestProject::indexRemembersTexts()
{
    const TemporaryProject project;
    {
        const auto index = take(ProjectIndex::open(project.layout));
        QVERIFY(!index->text("dataset").has_value());
        take(index->setText("dataset", "/data/old"));
        take(index->setText("dataset", "/data/bilder ä\n\"quoted\""));
        take(index->setText("empty", ""));
        QCOMPARE(index->text("dataset").value_or(""), std::string("/data/bilder ä\n\"quoted\""));
    }
    const auto index = take(ProjectIndex::open(project.layout));
    QCOMPARE(index->text("dataset").value_or(""), std::string("/data/bilder ä\n\"quoted\""));
    QVERIFY(index->text("empty").has_value());
}

void TestProject::secondOpenerIsToldWho()
{
    const TemporaryProject project;
    Helper first("lock", project.layout);
    QCOMPARE(first.nextLine(), QByteArray("locked"));
    const auto second = ProjectIndex::open(project.layout);
    QCOMPARE(word(second), QStringLiteral("project-locked"));
    QCOMPARE(second.error().arguments[1], std::to_string(first.processId()));

    // Also within one process.
    const TemporaryProject own;
    const auto held = take(ProjectIndex::open(own.layout));
    QCOMPARE(word(ProjectIndex::open(own.layout)), QStringLiteral("project-locked"));
    // Reading needs no lock.
    QCOMPARE(word(listRuns(own.layout)), QStringLiteral("ok"));
    QCOMPARE(word(openProject(own.layout.root())), QStringLiteral("ok"));
}

void TestProject::lockDiesWithItsProcess()
{
    const TemporaryProject project;
    Helper first("lock", project.layout);
    QCOMPARE(first.nextLine(), QByteArray("locked"));
    first.kill();
    first.waitForFinished();
    QCOMPARE(word(ProjectIndex::open(project.layout)), QStringLiteral("ok"));
}

void TestProject::lostIndexIsMadeAgain()
{
    const TemporaryProject project;
    const RunId id = finishedRun(project.layout, "survivor");
    std::filesystem::remove(project.layout.database());
    const auto opened = openProject(project.layout.root());
    QVERIFY2(opened, errorText(opened));
    QVERIFY(take(listRuns(*opened)).front().id == id);
    {
        const auto index = take(ProjectIndex::open(*opened));
        take(index->setText("a", "b"));
    }
    QCOMPARE(word(openProject(project.layout.root())), QStringLiteral("ok"));
    QCOMPARE(take(store::checkFile(project.layout.database(), store::projectFileKind())),
             store::projectFileKind().version());
}

/// A kill between the folders and the database must not leave a folder that is neither empty nor a project.
void TestProject::makingThatWasCutShortIsTakenUp()
{
    QTemporaryDir folder;
    const std::filesystem::path root = folder.filePath(QStringLiteral("cut.tandem")).toStdString();
    std::filesystem::create_directories(root / "runs");
    const auto opened = openProject(root);
    QVERIFY2(opened, opened ? "" : describe(opened.error()).c_str());
    const auto runs = listRuns(*opened);
    QVERIFY(runs && runs->empty());
    const auto writer = RunWriter::create(*opened, {RunId::make(), "first", "{}"});
    QVERIFY2(writer, writer ? "" : describe(writer.error()).c_str());
    const auto index = ProjectIndex::open(*opened);
    QVERIFY2(index, index ? "" : describe(index.error()).c_str());

    std::filesystem::create_directories(root.parent_path() / "other" / "runs");
    std::ofstream(root.parent_path() / "other" / "notes.txt") << "mine";
    QVERIFY(!openProject(root.parent_path() / "other"));
}

void TestProject::controlWordsArriveOnce()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    QVERIFY(takeControl(project.layout, id) == ControlWord::None);
    for (const ControlWord control : {ControlWord::Checkpoint, ControlWord::StopAfterEpoch, ControlWord::Stop}) {
        take(writeControl(project.layout, id, control));
        QVERIFY(takeControl(project.layout, id) == control);
        QVERIFY(takeControl(project.layout, id) == ControlWord::None);
    }
    overwrite(project.layout.controlFile(id), "dance\n");
    QVERIFY(takeControl(project.layout, id) == ControlWord::None);
    overwrite(project.layout.controlFile(id), "stop"); // as a person writes it with an editor or echo
    QVERIFY(takeControl(project.layout, id) == ControlWord::Stop);
}

void TestProject::strongerControlWordStays()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    const auto writer = newRun(project.layout, id);
    take(writeControl(project.layout, id, ControlWord::Stop));
    take(writeControl(project.layout, id, ControlWord::Checkpoint));
    QVERIFY(takeControl(project.layout, id) == ControlWord::Stop);
    take(writeControl(project.layout, id, ControlWord::StopAfterEpoch));
    take(writeControl(project.layout, id, ControlWord::Stop));
    QVERIFY(takeControl(project.layout, id) == ControlWord::Stop);
    take(writeControl(project.layout, id, ControlWord::StopAfterEpoch));
    take(writeControl(project.layout, id, ControlWord::None));
    QVERIFY(takeControl(project.layout, id) == ControlWord::None);
}

void TestProject::controlOfNoRunIsAnError()
{
    const TemporaryProject project;
    QCOMPARE(word(writeControl(project.layout, RunId::make(), ControlWord::Stop)), QStringLiteral("run-not-found"));
    QCOMPARE(word(writeControl(project.layout, RunId(), ControlWord::Stop)), QStringLiteral("run-not-found"));
}

void TestProject::staleControlWordIsDropped()
{
    const TemporaryProject project;
    const RunId id = RunId::make();
    take(newRun(project.layout, id)->finish({RunState::Stopped, "", {}, 1}));
    take(writeControl(project.layout, id, ControlWord::Stop));
    const auto file = project.layout.controlFile(id);
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) - std::chrono::hours(1));
    auto writer = take(RunWriter::resume(project.layout, id, 0));
    QVERIFY(takeControl(project.layout, id) == ControlWord::None); // meant for the process before
    take(writer->finish({RunState::Stopped, "", {}, 1}));

    take(writeControl(project.layout, id, ControlWord::Stop));
    writer = take(RunWriter::resume(project.layout, id, 0));
    QVERIFY(takeControl(project.layout, id) == ControlWord::Stop); // said while this process was starting
    take(writeControl(project.layout, id, ControlWord::Stop));
    take(writer->finish({RunState::Stopped, "", {}, 1}));
    QVERIFY(takeControl(project.layout, id) == ControlWord::None); // too late: the run has ended
}

QTEST_GUILESS_MAIN(TestProject)
#include "tst_project.moc"
