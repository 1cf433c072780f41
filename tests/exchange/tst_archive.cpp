#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/exchange/archive.h"
#include "core/exchange/archive_list.h"
#include "core/store/project_index.h"
#include "core/sweep/run_queue.h"
#include "core/sweep/sweep_director.h"
#include "core/sweep/sweep_edit.h"
#include "tests/exchange/exchange_fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <nlohmann/json.hpp>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

namespace {

struct Planted {
    std::string name, bytes;
    mode_t type = AE_IFREG;
    std::string link = {};
};

/// An archive of arbitrary entries.
void plant(const std::string &path, const std::vector<Planted> &entries)
{
    archive *out = archive_write_new();
    archive_write_add_filter_gzip(out);
    archive_write_set_format_pax_restricted(out);
    archive_write_open_filename(out, path.c_str());
    for (const Planted &planted : entries) {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, planted.name.c_str());
        archive_entry_set_size(entry, planted.type == AE_IFREG ? static_cast<la_int64_t>(planted.bytes.size()) : 0);
        archive_entry_set_filetype(entry, planted.type);
        archive_entry_set_perm(entry, 0644);
        if (!planted.link.empty())
            archive_entry_set_symlink(entry, planted.link.c_str());
        archive_write_header(out, entry);
        if (planted.type == AE_IFREG)
            archive_write_data(out, planted.bytes.data(), planted.bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
}

std::vector<Planted> entriesOf(const std::string &path)
{
    std::vector<Planted> entries;
    archive *in = archive_read_new();
    archive_read_support_filter_gzip(in);
    archive_read_support_format_tar(in);
    archive_read_open_filename(in, path.c_str(), 10240);
    archive_entry *entry = nullptr;
    while (archive_read_next_header(in, &entry) == ARCHIVE_OK) {
        Planted found{archive_entry_pathname(entry),
                      std::string(static_cast<std::size_t>(archive_entry_size(entry)), '\0')};
        archive_read_data(in, found.bytes.data(), found.bytes.size());
        entries.push_back(std::move(found));
    }
    archive_read_free(in);
    return entries;
}

std::string listOf(const std::vector<Planted> &files, const char *kind = "runs")
{
    nlohmann::json json{{"format", "tandem-archive"}, {"version", 1}, {"kind", kind}};
    json["files"] = nlohmann::json::array();
    for (const Planted &file : files)
        json["files"].push_back({{"path", file.name}, {"size", file.bytes.size()}, {"sha256", sha256(file.bytes)}});
    return json.dump();
}

} // namespace

class TestArchive : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectLayout> m_project;

    std::string path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)).toStdString(); }
    ProjectLayout newProject(const char *name) const { return take(createProject(path(name))); }
    ArchiveReport pack(std::vector<RunId> runs, const char *name, bool whole = false) const
    {
        return take(exportArchive(*m_project, {std::move(runs), whole, path(name)})).value();
    }
    QStringList filesOf(const std::filesystem::path &folder) const
    {
        QStringList files;
        const QDir root(QString::fromStdString(folder.string()));
        QDirIterator entries(root.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext())
            files << root.relativeFilePath(entries.next());
        files.sort();
        return files;
    }
    /// Two cells that wait, and a run of no sweep behind them.
    RunId makeSweep() const
    {
        SweepSpec spec;
        spec.name = "grid";
        spec.base.data.path = "/data";
        spec.axes = {{"objective.temperature",
                      {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
                      {}}};
        const RunId sweep = take(createSweep(*m_project, spec));
        const NewQueuedRun loose{RunId::make(), "loose", spec.base, {}};
        take(enqueueNew(*m_project, {&loose, 1}));
        return sweep;
    }
    /// States of all runs by name.
    static std::map<std::string, RunState> statesIn(const ProjectLayout &project)
    {
        std::map<std::string, RunState> states;
        for (const RunSummary &run : take(listRuns(project)))
            states[run.name] = run.state;
        return states;
    }
    /// The sweep is there, waits, and nothing would begin by itself.
    static void isPausedIn(const ProjectLayout &project, const RunId &sweep)
    {
        const SweepSpec spec = take(readSweep(project, sweep));
        QVERIFY(spec.paused && spec.axes.size() == 1);
        QVERIFY(!sweepsWantRunner(project));
        const auto runs = take(listRuns(project));
        const auto cells = sweepTable(spec, sweep, runs);
        QCOMPARE(cells.size(), std::size_t{2});
        for (const SweepCell &cell : cells)
            QVERIFY2(cell.state == CellState::Paused, cell.key.c_str());
        for (const QueueItem &item : take(readQueue(project)).items) {
            const auto note = take(readQueuedNote(project, item.run)).value();
            QVERIFY2(item.paused == !note.origin.has_value(), note.name.c_str()); // a sweep holds its own
        }
    }
    /// What a refused import leaves behind: nothing.
    void refused(const Result<std::optional<ArchiveReport>> &report, const ProjectLayout &project, const char *words)
    {
        QVERIFY2(!report, words);
        QCOMPARE(report.error().code, ErrorCode::FileCorrupt);
        QVERIFY2(describe(report.error()).find(words) != std::string::npos, describe(report.error()).c_str());
        QCOMPARE(filesOf(project.runs()), QStringList());
        QCOMPARE(QDir(QString::fromStdString(project.runs().string()))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = std::make_unique<ProjectLayout>(newProject("p.tandem"));
    }

    void aRunGoesOutAndComesBackToTheLastBit()
    {
        const RunId id = smallRun(*m_project, "one");
        const auto report = pack({id}, "run.tar.gz");
        QCOMPARE(report.runs.size(), std::size_t{1});
        QVERIFY(report.bytes > 0);
        const ProjectLayout other = newProject("other.tandem");
        const auto imported = take(importArchive(other, path("run.tar.gz"))).value();
        QCOMPARE(imported.runs[0].id, id);
        auto before = take(RunReader::open(*m_project, id)), after = take(RunReader::open(other, id));
        QCOMPARE(take(after->points("learning_rate")), take(before->points("learning_rate")));
        QCOMPARE(take(after->summary()).weightsSha256, take(before->summary()).weightsSha256);
        QCOMPARE(take(after->offlineEvaluations()).size(), std::size_t{1});
        QCOMPARE(take(after->vectors(vectors::kLayerTrustRatio)).size(), std::size_t{2});
        const auto checkpoint = take(after->loadNewestCheckpoint()).value();
        QVERIFY(checkpoint.bytes == take(before->loadNewestCheckpoint()).value().bytes);
        QCOMPARE(filesOf(other.run(id)), filesOf(m_project->run(id)));
    }

    void whatWasSaidComesAlong()
    {
        const RunId id = smallRun(*m_project, "one"), silent = smallRun(*m_project, "two");
        const RunAnnotation said{"better name", "a note\nof two lines \xF0\x9F\x90\xA6", {"a", "b"}, true};
        take(take(ProjectIndex::open(*m_project))->setAnnotation(id, said));
        pack({id, silent}, "runs.tar.gz");
        const auto imported = take(importArchive(*m_project, path("runs.tar.gz"))).value();
        for (const ArchiveReport::Entry &run : imported.runs)
            QVERIFY(run.said == (run.originalId == id ? said : RunAnnotation()));
    }

    void everybodysTarOpensIt()
    {
        const RunId id = smallRun(*m_project, "one");
        pack({id}, "run.tar.gz");
        QDir().mkpath(m_folder->filePath(QStringLiteral("out")));
        QCOMPARE(std::system(("tar -xzf " + path("run.tar.gz") + " -C " + path("out")).c_str()), 0);
        QVERIFY(QFile::exists(
            m_folder->filePath(QStringLiteral("out/runs/%1/run.db").arg(QString::fromStdString(id.toString())))));
    }

    /// Nothing is overwritten: the run gets a new id, in its folder and in its file.
    void aTakenIdIsLeftAlone()
    {
        const RunId id = smallRun(*m_project, "one");
        pack({id}, "run.tar.gz");
        const QStringList before = filesOf(m_project->run(id));
        const auto imported = take(importArchive(*m_project, path("run.tar.gz"))).value();
        QVERIFY(imported.runs[0].id != id);
        QCOMPARE(imported.runs[0].originalId, id);
        QCOMPARE(take(take(RunReader::open(*m_project, imported.runs[0].id))->summary()).id, imported.runs[0].id);
        QCOMPARE(take(take(RunReader::open(*m_project, id))->summary()).id, id);
        QCOMPARE(filesOf(m_project->run(id)), before);
        QCOMPARE(take(listRuns(*m_project)).size(), std::size_t{2});
    }

    void aWholeProjectMakesAProject()
    {
        const RunId a = smallRun(*m_project, "a"), b = smallRun(*m_project, "b");
        {
            auto index = take(ProjectIndex::open(*m_project));
            take(index->setText("draft", "what I last did"));
            take(writeFileAtomically(m_project->root() / "sweep.json", std::string_view()));
            const auto report = pack({}, "all.tar.gz", true); // while the window holds the project
            QCOMPARE(report.runs.size(), std::size_t{2});
        }
        const auto imported = take(importProject(path("copy.tandem"), path("all.tar.gz"))).value();
        QCOMPARE(imported.runs.size(), std::size_t{2});
        const ProjectLayout copy = take(openProject(path("copy.tandem")));
        QCOMPARE(take(listRuns(copy)).size(), std::size_t{2});
        QCOMPARE(take(ProjectIndex::open(copy))->text("draft").value_or(""), std::string("what I last did"));
        QVERIFY(filesOf(copy.root()).contains(QStringLiteral("sweep.json")));
        QVERIFY(!QFile::exists(QString::fromStdString(copy.root().string()) + QStringLiteral("/tandem.json")));
        QVERIFY(a != b);
        const auto again = importProject(path("copy.tandem"), path("all.tar.gz"));
        QCOMPARE(again.error().code, ErrorCode::ProjectExists);
        // Into a project that is there, its runs and sweeps come alone.
        const ProjectLayout third = newProject("third.tandem");
        take(importArchive(third, path("all.tar.gz")));
        QCOMPARE(take(listRuns(third)).size(), std::size_t{2});
        QVERIFY(!filesOf(third.root()).contains(QStringLiteral("sweep.json")));
    }

    void sweepsAndWhatWaitsComeAlong()
    {
        const RunId sweep = makeSweep();
        smallRun(*m_project, "done");
        const RunId failed = RunId::make(); // before it had a file
        take(makeFolder(m_project->run(failed)));
        take(writeFileAtomically(m_project->frozenSettings(failed), std::string_view("{}")));
        take(writeQueuedNote(*m_project, failed, {"failed", {}, Error{ErrorCode::DiskFull, {"/"}, {}}, 7}));
        const auto packed = pack({}, "all.tar.gz", true);
        QCOMPARE(packed.leftOut.size(), std::size_t{0});
        QCOMPARE(packed.sweeps.size(), std::size_t{1});
        QCOMPARE(packed.sweeps[0].name, std::string("grid"));
        QCOMPARE(packed.runs.size(), std::size_t{5});
        const auto states = statesIn(*m_project);
        QCOMPARE(states.at("failed"), RunState::Failed);

        const ProjectLayout other = newProject("other.tandem");
        const auto imported = take(importArchive(other, path("all.tar.gz"))).value();
        QCOMPARE(imported.leftOut.size(), std::size_t{0});
        QCOMPARE(std::count_if(imported.runs.begin(), imported.runs.end(), [](const auto &run) { return run.waits; }),
                 std::ptrdiff_t{3});
        QVERIFY(statesIn(other) == states);
        QVERIFY(listedRun(other, failed, {})->error.value().code == ErrorCode::DiskFull);
        isPausedIn(other, sweep);
        const RunId loose = take(readQueue(other)).items.back().run;
        QCOMPARE(take(readFile(other.frozenSettings(loose))), take(readFile(m_project->frozenSettings(loose))));

        take(importProject(path("copy.tandem"), path("all.tar.gz")));
        const ProjectLayout copy = take(openProject(path("copy.tandem")));
        QVERIFY(statesIn(copy) == states);
        isPausedIn(copy, sweep);
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("copy.tandem/unbegun"))));
        // Resumed, it goes on with what waited.
        take(resumeSweep(copy, sweep));
        QCOMPARE(take(readQueue(copy)).items.size(), std::size_t{3});
    }

    void aSweepThatIsThereIsLeftAlone()
    {
        const RunId sweep = makeSweep();
        pack({}, "all.tar.gz", true);
        const auto before = take(readFile(m_project->sweepFile(sweep)));
        const auto again = take(importArchive(*m_project, path("all.tar.gz"))).value();
        QCOMPARE(again.leftOut.size(), std::size_t{1});
        QCOMPARE(again.leftOut[0].name, std::string("grid"));
        QVERIFY(again.leftOut[0].reason == ArchiveReport::Reason::SweepTaken);
        QCOMPARE(take(readFile(m_project->sweepFile(sweep))), before);
        const RunQueue queue = take(readQueue(*m_project));
        QCOMPARE(queue.items.size(), std::size_t{6});
        for (std::size_t i = 3; i < 6; ++i) // the sweep that is there goes on, so they must be held themselves
            QVERIFY(queue.items[i].paused && queue.items[i].run != queue.items[i - 3].run);

        const ProjectLayout other = newProject("other.tandem");
        take(importArchive(other, path("all.tar.gz")));
        take(trashSweep(other, sweep));
        const auto trashed = take(importArchive(other, path("all.tar.gz"))).value();
        QCOMPARE(trashed.leftOut.size(), std::size_t{1});
        QVERIFY(trashed.leftOut[0].reason == ArchiveReport::Reason::SweepTrashed);
        take(restoreSweep(other, sweep));
    }

    void aQueueThatCannotBeChangedRefusesAll()
    {
        makeSweep();
        smallRun(*m_project, "done");
        pack({}, "all.tar.gz", true);
        const ProjectLayout other = newProject("other.tandem");
        take(writeFileAtomically(other.queueFile(), std::string_view("{")));
        refused(importArchive(other, path("all.tar.gz")), other, "");
        QVERIFY(!std::filesystem::exists(other.sweeps()) || std::filesystem::is_empty(other.sweeps()));
        std::filesystem::remove(other.queueFile());
        QCOMPARE(take(importArchive(other, path("all.tar.gz"))).value().runs.size(), std::size_t{4});
    }

    void aFolderThatWasEmptyStaysSoAfterAFailure()
    {
        std::vector<Planted> files{{"unbegun/01J000000000000000000000AA/settings.json", "{}"},
                                   {"unbegun/01J000000000000000000000AA/queued", "{}"},
                                   {"sweeps/01J000000000000000000000AB/sweep.json", R"({"name": "s"})"}};
        files.insert(files.begin(), {"tandem.json", listOf(files, "project")});
        plant(path("evil.tar.gz"), files);
        const std::filesystem::path folder = path("empty.tandem");
        take(makeFolder(folder));
        QVERIFY(!importProject(folder, path("evil.tar.gz")));
        QVERIFY(std::filesystem::is_empty(folder));
    }

    void sweepsThatWereWrittenByHandComeToo()
    {
        const RunId sweep = makeSweep();
        const std::string text = take(readFile(m_project->sweepFile(sweep)));
        take(writeFileAtomically(m_project->sweepFile(sweep), std::string_view("// by hand\n" + text)));
        const auto packed = pack({}, "all.tar.gz", true);
        QCOMPARE(packed.sweeps.size(), std::size_t{1});
        QVERIFY(packed.leftOut.empty());
    }

    void damagedSweepsAreNamed()
    {
        const RunId sweep = RunId::make();
        take(makeFolder(m_project->sweep(sweep)));
        take(writeFileAtomically(m_project->sweepFile(sweep), std::string_view("{")));
        const auto packed = pack({}, "all.tar.gz", true);
        QCOMPARE(packed.leftOut.size(), std::size_t{1});
        QCOMPARE(packed.leftOut[0].name, sweep.toString());
        QVERIFY(packed.leftOut[0].reason == ArchiveReport::Reason::Unreadable);
        std::vector<Planted> files{{"sweeps/" + sweep.toString() + "/sweep.json", "{"}};
        files.insert(files.begin(), {"tandem.json", listOf(files, "project")});
        plant(path("planted.tar.gz"), files);
        const ProjectLayout other = newProject("other.tandem");
        const auto imported = take(importArchive(other, path("planted.tar.gz"))).value();
        QVERIFY(imported.leftOut.size() == 1 && imported.leftOut[0].reason == ArchiveReport::Reason::Unreadable);
        QVERIFY(!std::filesystem::exists(other.sweep(sweep)));
    }

    void aRunThatWaitsIsNoFileYet()
    {
        makeSweep();
        const RunId waits = take(readQueue(*m_project)).items.front().run;
        QCOMPARE(exportArchive(*m_project, {{waits}, false, path("run.tar.gz")}).error().code, ErrorCode::RunQueued);
    }

    /// A trainer that was killed leaves a WAL; the archive has what was committed.
    void aKilledRunComesWhole()
    {
        RunId id;
        {
            id = smallRun(*m_project, "alive", false);
            // The writer is gone without an ending, as its process would be; the state says running, by this process.
        }
        const auto asked = exportArchive(*m_project, {{id}, false, path("run.tar.gz")});
        QCOMPARE(asked.error().code, ErrorCode::RunActive);
        QVERIFY(!QFile::exists(QString::fromStdString(path("run.tar.gz"))));
        const RunId done = smallRun(*m_project, "done");
        const auto whole = pack({}, "all.tar.gz", true);
        QCOMPARE(whole.leftOut.size(), std::size_t{1});
        QCOMPARE(whole.leftOut[0].name, std::string("alive"));
        QVERIFY(whole.leftOut[0].reason == ArchiveReport::Reason::Training);
        QCOMPARE(whole.runs.size(), std::size_t{1});
        QCOMPARE(whole.runs[0].id, done);
    }

    void unknownRunsAreNamed()
    {
        const auto report = exportArchive(*m_project, {{RunId::make()}, false, path("x.tar.gz")});
        QCOMPARE(report.error().code, ErrorCode::RunNotFound);
        const RunId id = smallRun(*m_project, "one");
        const auto nowhere = exportArchive(*m_project, {{id}, false, path("missing/x.tar.gz")});
        QVERIFY(!nowhere);
        QCOMPARE(importArchive(*m_project, path("none.tar.gz")).error().code, ErrorCode::FileNotFound);
    }

    void stoppingLeavesNothing()
    {
        const RunId id = smallRun(*m_project, "one");
        std::stop_source source;
        const auto stopAtOnce = [&source](std::int64_t, std::int64_t) { source.request_stop(); };
        QVERIFY(!take(exportArchive(*m_project, {{id}, false, path("x.tar.gz")}, stopAtOnce, source.get_token())));
        QCOMPARE(filesOf(m_folder->path().toStdString()).filter(QStringLiteral("x.tar.gz")), QStringList());
        pack({id}, "run.tar.gz");
        const ProjectLayout other = newProject("other.tandem");
        std::stop_source second;
        QVERIFY(!take(importArchive(
            other, path("run.tar.gz"), [&second](std::int64_t, std::int64_t) { second.request_stop(); },
            second.get_token())));
        QCOMPARE(filesOf(other.runs()), QStringList());
    }

    void damageIsFoundBeforeAnythingIsPlaced()
    {
        const RunId id = smallRun(*m_project, "one");
        pack({id}, "run.tar.gz");
        auto entries = entriesOf(path("run.tar.gz"));
        const ProjectLayout other = newProject("other.tandem");
        auto changed = entries;
        changed.back().bytes[100] = static_cast<char>(changed.back().bytes[100] ^ 1);
        plant(path("changed.tar.gz"), changed);
        refused(importArchive(other, path("changed.tar.gz")), other, "checksum");
        auto longer = entries;
        longer.back().bytes += "more";
        plant(path("longer.tar.gz"), longer);
        refused(importArchive(other, path("longer.tar.gz")), other, "longer than its list says");
        auto fewer = entries;
        fewer.pop_back();
        plant(path("fewer.tar.gz"), fewer);
        refused(importArchive(other, path("fewer.tar.gz")), other, "missing");
        auto more = entries;
        more.push_back({"runs/" + id.toString() + "/extra", "x"});
        plant(path("more.tar.gz"), more);
        refused(importArchive(other, path("more.tar.gz")), other, "does not name");
        auto twice = entries;
        twice.push_back(entries.back());
        plant(path("twice.tar.gz"), twice);
        refused(importArchive(other, path("twice.tar.gz")), other, "does not name");
        // A run.db that is whole, but no database.
        std::vector<Planted> files{{"runs/" + id.toString() + "/run.db", std::string(8192, 'x')}};
        files.insert(files.begin(), {"tandem.json", listOf(files)});
        plant(path("nodb.tar.gz"), files);
        refused(importArchive(other, path("nodb.tar.gz")), other, "");
        QFile cut(QString::fromStdString(path("run.tar.gz")));
        QVERIFY(cut.open(QIODevice::ReadWrite));
        QVERIFY(cut.resize(cut.size() / 2));
        cut.close();
        refused(importArchive(other, path("run.tar.gz")), other, "");
    }

    void pathsStayWithin_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"../evil", "/tmp/evil", "runs/../../evil", "runs/01J000000000000000000000AA/../../evil", "runs/x/run.db",
              "runs//run.db", "project.lock", "trash/x", "evil", "runs/01j000000000000000000000aa/run.db",
              "runs/01J000000000000000000000AA", "a\\b"})
            QTest::newRow(name) << QByteArray(name);
    }

    void pathsStayWithin()
    {
        QFETCH(QByteArray, name);
        const ProjectLayout other = newProject("other.tandem");
        std::vector<Planted> files{{name.toStdString(), "evil"}};
        files.insert(files.begin(), {"tandem.json", listOf(files)});
        plant(path("evil.tar.gz"), files);
        const auto report = importArchive(other, path("evil.tar.gz"));
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::FileCorrupt);
        QCOMPARE(filesOf(other.runs()), QStringList());
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("evil"))));
    }

    void runsThatNeverBeganAreWholeOrRefused()
    {
        const ProjectLayout other = newProject("other.tandem");
        const std::string run = "unbegun/01J000000000000000000000AA/";
        const std::vector<std::vector<std::string>> lists{
            {run + "queued"},
            {run + "settings.json"},
            {run + "settings.json", run + "queued", run + "run.db"},
            {run + "settings.json", run + "queued", "runs/01J000000000000000000000AA/run.db"},
            {"unbegun/x/queued"},
            {"unbegun/01j000000000000000000000aa/queued"},
        };
        for (const auto &names : lists) {
            std::vector<Planted> files;
            for (const std::string &name : names)
                files.push_back({name, "{}"});
            files.insert(files.begin(), {"tandem.json", listOf(files, "project")});
            plant(path("evil.tar.gz"), files);
            const bool isUnknown = !names.front().starts_with(run);
            refused(importArchive(other, path("evil.tar.gz")), other, isUnknown ? "belongs to no run" : "not whole");
        }
        // Whole, but the note is none: found before anything is placed.
        std::vector<Planted> files{{run + "settings.json", "{}"}, {run + "queued", "{}"}};
        files.insert(files.begin(), {"tandem.json", listOf(files, "project")});
        plant(path("evil.tar.gz"), files);
        refused(importArchive(other, path("evil.tar.gz")), other, "");
        QCOMPARE(take(readQueue(other)).items.size(), std::size_t{0});
    }

    /// A link that leads elsewhere, then a file through it.
    void linksAreRefused()
    {
        const ProjectLayout other = newProject("other.tandem");
        const std::string run = "runs/01J000000000000000000000AA/";
        const std::vector<Planted> files{{run + "run.db", "x"}, {run + "out/evil", "evil"}};
        const std::vector<Planted> entries{{"tandem.json", listOf(files)},
                                           {run + "out", "", AE_IFLNK, m_folder->path().toStdString()},
                                           files[0],
                                           files[1]};
        plant(path("link.tar.gz"), entries);
        refused(importArchive(other, path("link.tar.gz")), other, "does not name");
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("evil"))));
    }

    void otherFilesAreNoArchives()
    {
        const ProjectLayout other = newProject("other.tandem");
        plant(path("plain.tar.gz"), {{"readme", "hello"}});
        refused(importArchive(other, path("plain.tar.gz")), other, "no archive of Tandem");
        take(writeFileAtomically(path("text"), std::as_bytes(std::span("hello", 5))));
        refused(importArchive(other, path("text")), other, "");
        plant(path("newer.tar.gz"), {{"tandem.json", R"({"format":"tandem-archive","version":2})"}});
        QCOMPARE(importArchive(other, path("newer.tar.gz")).error().code, ErrorCode::NewerSchema);
        plant(path("bad.tar.gz"), {{"tandem.json", R"({"format":"tandem-archive","version":1,"kind":3,"files":[]})"}});
        refused(importArchive(other, path("bad.tar.gz")), other, "cannot be read");
    }

    void safePathsAreToldApart()
    {
        for (const char *good : {"a", "a/b", "runs/x/run.db", "a.b..c"})
            QVERIFY2(isSafePath(good), good);
        for (const char *bad : {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a\\b", "a\nb"})
            QVERIFY2(!isSafePath(bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
