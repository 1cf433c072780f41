#include "cli_process.h"
#include "core/base/files.h"
#include "tests/exchange/exchange_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

/// Runs out of a project and in through the real program. The runs were written by the store, so nothing trains here.
class TestCliExchange : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;
    RunId m_id;

    QString project(const char *name = "p.tandem") const { return m_cli->path(QString::fromLatin1(name)); }
    Outcome run(QStringList arguments) const { return m_cli->run(arguments << QStringLiteral("--json")); }
    Outcome exportAs(const char *what, const char *to, bool withRun = true) const
    {
        QStringList arguments{QStringLiteral("export"), QStringLiteral("--project"), project()};
        if (withRun)
            arguments << QStringLiteral("one");
        return run(arguments << QStringLiteral("--what") << QString::fromLatin1(what) << QStringLiteral("--to")
                             << m_cli->path(QString::fromLatin1(to)));
    }
    QByteArray read(const char *name) const
    {
        QFile file(m_cli->path(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        m_id = smallRun(take(createProject(project().toStdString())), "one");
    }

    void recordsAsFiles()
    {
        Outcome outcome = exportAs("report", "report.html");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.last()[QStringLiteral("files")].toArray().size(), 1);
        QVERIFY(read("report.html").contains("<svg "));
        outcome = exportAs("csv", "points.csv");
        QCOMPARE(outcome.status, 0);
        QVERIFY(read("points.csv").startsWith("run,name,series,step,epoch,wall_ms,value\n"));
        QVERIFY(read("points.csv").contains(",loss,50,1,1700000002000,3.8\n"));
        outcome = exportAs("tensorboard", "log");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(QDir(m_cli->path(QStringLiteral("log"))).entryList(QDir::Files).size(), 1);
    }

    void runsTravel()
    {
        const Outcome out = exportAs("run", "run.tar.gz");
        QCOMPARE(out.status, 0);
        QCOMPARE(
            out.last()[QStringLiteral("runs")].toArray()[0].toObject()[QStringLiteral("run")].toString().toStdString(),
            m_id.toString());
        Outcome in = run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(),
                          m_cli->path(QStringLiteral("run.tar.gz"))});
        QCOMPARE(in.status, 0);
        QVERIFY(
            in.last()[QStringLiteral("runs")].toArray()[0].toObject()[QStringLiteral("run")].toString().toStdString() !=
            m_id.toString());
        QCOMPARE(take(listRuns(ProjectLayout(project().toStdString()))).size(), std::size_t{2});

        QCOMPARE(exportAs("project", "all.tar.gz", false).status, 0);
        in = run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project("new.tandem"),
                  m_cli->path(QStringLiteral("all.tar.gz"))});
        QCOMPARE(in.status, 0);
        QCOMPARE(in.last()[QStringLiteral("runs")].toArray().size(), 2);
        QCOMPARE(take(listRuns(take(openProject(project("new.tandem").toStdString())))).size(), std::size_t{2});
    }

    void sweepsTravelAndWhatIsLeftOutIsTold()
    {
        const ProjectLayout here(project().toStdString());
        const RunId sweep = RunId::make();
        take(makeFolder(here.sweep(sweep)));
        take(writeFileAtomically(here.sweepFile(sweep), std::string_view("{\"name\": \"grid\"}")));
        const Outcome out = exportAs("project", "all.tar.gz", false);
        QCOMPARE(out.last()[QStringLiteral("sweeps")].toArray().size(), 1);
        const auto import = [&](const char *name) {
            return run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(name),
                        m_cli->path(QStringLiteral("all.tar.gz"))});
        };
        const Outcome fresh = import("new.tandem");
        QCOMPARE(fresh.status, 0);
        QVERIFY2(fresh.err.contains("sweep resume"), fresh.err.constData());
        QVERIFY(QFile::exists(
            QString::fromStdString(ProjectLayout(project("new.tandem").toStdString()).sweepFile(sweep).string())));
        const Outcome again = import("p.tandem");
        QCOMPARE(again.status, 0);
        const QJsonObject left = again.last()[QStringLiteral("left_out")].toArray()[0].toObject();
        QCOMPARE(left[QStringLiteral("name")].toString(), QStringLiteral("grid"));
        QCOMPARE(left[QStringLiteral("reason")].toString(), QStringLiteral("sweep-taken"));
        QVERIFY2(again.err.contains("grid was left out: the project has a sweep of its id."), again.err.constData());
    }

    void logsComeIn()
    {
        QCOMPARE(exportAs("tensorboard", "log").status, 0);
        const Outcome in =
            run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(),
                 m_cli->path(QStringLiteral("log")), QStringLiteral("--rename"), QStringLiteral("entropy=my/entropy")});
        QCOMPARE(in.status, 0);
        const QJsonObject taken = in.last()[QStringLiteral("runs")].toArray()[0].toObject();
        QCOMPARE(taken[QStringLiteral("name")].toString(), QStringLiteral("log"));
        auto reader = take(RunReader::open(ProjectLayout(project().toStdString()),
                                           RunId::fromString(taken[QStringLiteral("run")].toString().toStdString())));
        QCOMPARE(take(reader->points("my/entropy")).size(), std::size_t{100});
        const Outcome shown = run({QStringLiteral("runs"), QStringLiteral("show"), QStringLiteral("--project"),
                                   project(), QStringLiteral("log")});
        QCOMPARE(shown.status, 0);
        QCOMPARE(shown.last()[QStringLiteral("state")].toString(), QStringLiteral("done"));
    }

    void failuresSayWhatToDo()
    {
        Outcome outcome = exportAs("report", "x", false);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.sentence().contains(QStringLiteral("takes a RUN")), qPrintable(outcome.sentence()));
        outcome = exportAs("project", "x");
        QCOMPARE(outcome.status, 2);
        outcome = run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(),
                       m_cli->path(QStringLiteral("none"))});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.sentence().contains(QStringLiteral("There is nothing at")));
        outcome = run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(),
                       project() + QStringLiteral("/project.db")});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(QStringLiteral("is damaged")), qPrintable(outcome.sentence()));
        outcome = run({QStringLiteral("runs"), QStringLiteral("import"), QStringLiteral("--project"), project(),
                       QStringLiteral("x"), QStringLiteral("--rename"), QStringLiteral("loss")});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.sentence().contains(QStringLiteral("TAG=SERIES")));
    }
};

QTEST_GUILESS_MAIN(TestCliExchange)
#include "tst_cli_exchange.moc"
