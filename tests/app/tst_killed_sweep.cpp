#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "core/store/queue_file.h"
#include "core/sweep/sweep_file.h"
#include "tests/app/cli_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kPatienceMs = 600'000; // a busy machine
constexpr std::int64_t kRuns = 18;

std::vector<RunSummary> runsOf(const ProjectLayout &project)
{
    return listRuns(project).value_or(std::vector<RunSummary>());
}

std::int64_t countOf(const ProjectLayout &project, RunState state)
{
    const auto runs = runsOf(project);
    return std::count_if(runs.begin(), runs.end(), [state](const RunSummary &run) { return run.state == state; });
}

/// A run that is being trained, beyond its first steps.
std::optional<RunSummary> runAtWork(const ProjectLayout &project)
{
    for (RunSummary &run : runsOf(project))
        if (run.state == RunState::Running && run.step > 0 && isAlive(run.process))
            return run;
    return std::nullopt;
}

/// `tandem-cli queue run` of the project; 0 where there is none.
pid_t runnerOf(const QString &project)
{
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/"_s + entry + u"/cmdline"_s);
        if (entry.toInt() <= 0 || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArrayList words = file.readAll().split('\0');
        if (words.size() > 4 && words[1] == "queue" && words[2] == "run" && words.contains(project.toUtf8()))
            return entry.toInt();
    }
    return 0;
}

} // namespace

/// A sweep over temperature and batch size is begun in the window; then the window, a trainer and the queue's runner
/// are killed. Opened again, the queue goes on by itself, one click fills the hole, and the heat map is complete.
class TestKilledSweep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sweepSurvivesTheDeathOfEverybody();

private:
    [[nodiscard]] std::unique_ptr<QProcess> openWindow(const QStringList &arguments) const;

    CliFixture m_cli;
};

void TestKilledSweep::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
    QVERIFY(createProject(m_cli.path(u"p.tandem"_s).toStdString()));
}

std::unique_ptr<QProcess> TestKilledSweep::openWindow(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = m_cli.environment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_cli.path(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_cli.path(u"data"_s));
    if (!environment.contains(u"QT_QPA_PLATFORM"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QStringLiteral(SWEEP_WINDOW), arguments);
    if (!process->waitForStarted())
        qFatal("sweep_window could not be started");
    return process;
}

void TestKilledSweep::sweepSurvivesTheDeathOfEverybody()
{
    const QString folder = m_cli.path(u"p.tandem"_s);
    const ProjectLayout project(folder.toStdString());
    QElapsedTimer clock;
    clock.start();
    const auto isEvent = [](const QString &word) {
        return [word](const QJsonObject &object) { return object[u"event"_s].toString() == word; };
    };

    // A person fills in the form and starts the sweep.
    auto window = openWindow({u"start"_s, folder, m_cli.path(u"shapes/train"_s), m_cli.path(u"shapes/test"_s)});
    QByteArray out;
    const QJsonObject started = CliFixture::awaitObject(*window, out, isEvent(u"started"_s));
    QCOMPARE(started[u"work"_s].toString(), u"18 runs (3 × 3 × 2 seeds), 36 epochs in all"_s);
    const auto sweeps = listSweeps(project);
    QVERIFY(sweeps && sweeps->size() == 1);
    const RunId sweep = sweeps->front().id;

    // In the middle, the window and the trainer of the moment die.
    QTRY_VERIFY_WITH_TIMEOUT(countOf(project, RunState::Done) >= 2, kPatienceMs);
    std::optional<RunSummary> killed;
    QTRY_VERIFY_WITH_TIMEOUT((killed = runAtWork(project)).has_value(), kPatienceMs);
    ::kill(static_cast<pid_t>(killed->process.pid), SIGKILL);
    window->kill();
    QVERIFY(window->waitForFinished());
    QCOMPARE(window->exitStatus(), QProcess::CrashExit);

    // The queue goes on without them.
    std::optional<RunSummary> next;
    QTRY_VERIFY_WITH_TIMEOUT((next = runAtWork(project)).has_value() && next->id != killed->id, kPatienceMs);
    // Now its runner dies, too: the run of the moment goes on to its end, and nothing else begins.
    const pid_t runner = runnerOf(folder);
    QVERIFY(runner > 0);
    ::kill(runner, SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(countOf(project, RunState::Running) == 0, kPatienceMs);
    const std::int64_t done = countOf(project, RunState::Done);
    QVERIFY2(done < kRuns - 1, QByteArray::number(static_cast<qint64>(done)));
    QVERIFY(countOf(project, RunState::Lost) >= 1);
    QCOMPARE(static_cast<std::int64_t>(runsOf(project).size()), kRuns); // nothing was lost of what waits
    qInfo("killed after %.0f s with %lld of %lld runs done", static_cast<double>(clock.elapsed()) / 1000,
          static_cast<long long>(done), static_cast<long long>(kRuns));

    // Opened again, the rest trains by itself; the hole waits for its click.
    auto again = openWindow({u"fill"_s, folder, qEnvironmentVariable("TANDEM_TEST_PICTURE")});
    out.clear();
    const QJsonObject holes = CliFixture::awaitObject(*again, out, isEvent(u"holes"_s), kPatienceMs);
    const auto missing = static_cast<std::int64_t>(holes[u"holes"_s].toDouble());
    QByteArray states;
    for (const RunSummary &run : runsOf(project))
        states += run.name + ": " + std::string(runStateWord(run.state)) + "; ";
    QVERIFY2(missing >= 1 && missing <= 2, QByteArray::number(static_cast<qint64>(missing)) + " holes. " + states);
    QCOMPARE(static_cast<std::int64_t>(holes[u"done"_s].toDouble()), kRuns - missing);
    static_cast<void>(CliFixture::awaitObject(*again, out, isEvent(u"finished"_s), kPatienceMs));
    const Outcome outcome = CliFixture::finish(*again, out);
    QCOMPARE(outcome.status, 0);
    qInfo("complete after %.0f s", static_cast<double>(clock.elapsed()) / 1000);

    // The heat map is complete.
    const QJsonArray fields = outcome.last()[u"fields"_s].toArray();
    QCOMPARE(fields.size(), 9);
    std::set<std::pair<QString, QString>> places;
    for (const QJsonValue &value : fields) {
        const QJsonObject field = value.toObject();
        places.emplace(field[u"row"_s].toString(), field[u"column"_s].toString());
        QVERIFY2(field[u"done"_s].toBool(), qPrintable(field[u"words"_s].toString()));
        QCOMPARE(field[u"count"_s].toInt(), 2);
        const double mean = field[u"mean"_s].toDouble();
        QVERIFY2(mean > 0 && mean <= 1, QByteArray::number(mean));
    }
    QCOMPARE(places.size(), std::size_t{9});

    // Every run is done, once, with the settings of its cell.
    const auto runs = runsOf(project);
    QCOMPARE(static_cast<std::int64_t>(runs.size()), kRuns);
    const auto spec = readSweep(project, sweep);
    QVERIFY(spec);
    std::map<std::string, std::set<std::int64_t>> seeds;
    for (const RunSummary &run : runs) {
        QVERIFY2(run.state == RunState::Done, run.name.c_str());
        QVERIFY(run.origin && run.origin->sweep == sweep);
        QCOMPARE(run.epoch, std::int64_t{2});
        QVERIFY(run.knnAccuracy.has_value());
        const auto settings = settingsFromJson(run.settingsJson);
        QVERIFY(settings);
        QCOMPARE(settings->encoder.width, 0.25);
        QCOMPARE(settings->train.seed, spec->base.train.seed + run.origin->repeat - 1);
        const std::string cell = "objective.temperature=" + settingText(settings->objective.temperature) +
                                 "; train.batch_size=" + std::to_string(settings->train.batchSize);
        QCOMPARE(run.origin->cell, cell);
        QVERIFY2(seeds[cell].insert(settings->train.seed).second, cell.c_str());
    }
    QCOMPARE(seeds.size(), std::size_t{9});
    // The runner takes the last item out when its process has ended, an instant after the run has.
    QTRY_VERIFY_WITH_TIMEOUT(readQueue(project)->items.empty(), kPatienceMs);
}

QTEST_GUILESS_MAIN(TestKilledSweep)
#include "tst_killed_sweep.moc"
