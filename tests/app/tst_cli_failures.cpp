#include "tests/app/cli_process.h"

#include <QDir>
#include <QTest>

#include <signal.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace tandem::test;

// What goes wrong outside the program gives exit status 1, one sentence, and loses nothing that was stored.
class TestCliFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void missingData_data();
    void missingData();
    void tooFewImages();
    void unwritableProject_data();
    void unwritableProject();
    void notAProject();
    void fullDiskEndsTheRunAndKeepsWhatWasStored();
    void datasetThatVanishesInMidRunDoesNotDisturbIt();
    void datasetThatVanishedBeforeResumeIsNamed();
    void datasetThatChangedBeforeResumeIsRefused();
    void brokenFilesAreNamed();

private:
    [[nodiscard]] bool copyShapes(const QString &name) const;
    [[nodiscard]] QStringList trainOn(const QString &data, const QString &project, int epochs) const;
    [[nodiscard]] QJsonObject onlyRun(const QString &project) const;

    CliFixture m_cli;
};

void TestCliFailures::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

bool TestCliFailures::copyShapes(const QString &name) const
{
    return QProcess::execute(u"cp"_s, {u"-r"_s, m_cli.path(u"shapes/train"_s), m_cli.path(name)}) == 0;
}

QStringList TestCliFailures::trainOn(const QString &data, const QString &project, int epochs) const
{
    QStringList arguments = m_cli.trainArguments(project, epochs);
    arguments[arguments.indexOf(u"--data"_s) + 1] = data;
    return arguments;
}

QJsonObject TestCliFailures::onlyRun(const QString &project) const
{
    const Outcome list = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, m_cli.path(project), u"--json"_s});
    return list.objects().size() == 1 ? list.last() : QJsonObject();
}

void TestCliFailures::missingData_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    const QString empty = m_cli.path(u"empty"_s), junk = m_cli.path(u"junk"_s);
    QVERIFY(QDir().mkpath(empty) && QDir().mkpath(junk));
    QFile file(junk + u"/a.png"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("junk");
    QTest::newRow("nowhere") << m_cli.path(u"nowhere"_s) << u"There is nothing at "_s;
    QTest::newRow("empty") << empty << u"holds no images"_s;
    QTest::newRow("nothing decodes") << junk << u"can be decoded"_s;
}

void TestCliFailures::missingData()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    for (const QStringList &arguments :
         {trainOn(path, u"missing.tandem"_s, 1), QStringList{u"dataset"_s, u"info"_s, path, u"--json"_s}}) {
        const Outcome outcome = m_cli.run(arguments);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(sentence) && outcome.sentence().contains(path), outcome.err.constData());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(!QDir(m_cli.path(u"missing.tandem"_s)).exists());
    }
}

void TestCliFailures::tooFewImages()
{
    const Outcome outcome =
        m_cli.run(m_cli.trainArguments(u"few.tandem"_s, 1) + QStringList{u"--set"_s, u"train.batch_size=1000"_s});
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.last()[u"error"_s][u"code"_s].toString(), u"dataset-too-small"_s);
    QVERIFY2(outcome.sentence().contains(u"160 images, fewer than one batch of 1000"_s), outcome.err.constData());
    QVERIFY(!QDir(m_cli.path(u"few.tandem"_s)).exists());
}

void TestCliFailures::unwritableProject_data()
{
    // Root may write anywhere that can be written at all, hence places that cannot.
    QTest::addColumn<QString>("project");
    QFile file(m_cli.path(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTest::newRow("below a file") << m_cli.path(u"file/project.tandem"_s);
    QTest::newRow("kernel's") << u"/proc/project.tandem"_s;
}

void TestCliFailures::unwritableProject()
{
    QFETCH(QString, project);
    QStringList arguments = m_cli.trainArguments({}, 1);
    arguments[arguments.indexOf(u"--project"_s) + 1] = project;
    const Outcome outcome = m_cli.run(arguments);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(u"cannot be written"_s), outcome.err.constData());
    QVERIFY2(outcome.sentence().contains(project), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestCliFailures::notAProject()
{
    const QString folder = m_cli.path(u"documents"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/letter.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Outcome outcome = m_cli.run(m_cli.trainArguments(u"documents"_s, 1));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(u"is not a Tandem project"_s), outcome.err.constData());
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"letter.txt"_s});
}

void TestCliFailures::fullDiskEndsTheRunAndKeepsWhatWasStored()
{
    // A limit on file sizes stands in for the full disk: the run's database stays below it, a checkpoint does not.
    const auto limit = [] {
        const rlimit size{1 << 20, 1 << 20};
        ::setrlimit(RLIMIT_FSIZE, &size);
    };
    const auto process = m_cli.start(m_cli.trainArguments(u"full.tandem"_s, 3), limit);
    const Outcome outcome = CliFixture::finish(*process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().startsWith(u"The disk is full"_s), outcome.err.constData());
    QCOMPARE(outcome.last()[u"event"_s].toString(), u"done"_s);
    QCOMPARE(outcome.last()[u"state"_s].toString(), u"failed"_s);

    const QJsonObject run = onlyRun(u"full.tandem"_s);
    QCOMPARE(run[u"state"_s].toString(), u"failed"_s);
    QCOMPARE(run[u"error"_s][u"code"_s].toString(), u"disk-full"_s);
    QCOMPARE(run[u"step"_s].toInt(), 5); // the epoch before the first checkpoint was kept
    QVERIFY(run[u"loss"_s].isDouble());

    const Outcome resumed = m_cli.run({u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(u"full.tandem"_s),
                                       u"--resume"_s, run[u"run"_s].toString()});
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.last()[u"epoch"_s].toInt(), 3);
}

void TestCliFailures::datasetThatVanishesInMidRunDoesNotDisturbIt()
{
    // Training reads the packed cache, which stays mapped whatever happens to the images.
    QVERIFY(copyShapes(u"fleeting"_s));
    const auto process = m_cli.start(trainOn(m_cli.path(u"fleeting"_s), u"fleeting.tandem"_s, 20));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return object[u"event"_s].toString() == u"step"_s;
             }).isEmpty());
    QVERIFY(QDir(m_cli.path(u"fleeting"_s)).removeRecursively());
    const Outcome outcome = CliFixture::finish(*process, out);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(outcome.last()[u"epoch"_s].toInt(), 20);
}

void TestCliFailures::datasetThatVanishedBeforeResumeIsNamed()
{
    const QString data = m_cli.path(u"moved"_s), aside = m_cli.path(u"aside"_s);
    QVERIFY(copyShapes(u"moved"_s));
    const auto process = m_cli.start(trainOn(data, u"moved.tandem"_s, 200));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return object[u"event"_s].toString() == u"step"_s;
             }).isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    const Outcome stopped = CliFixture::finish(*process, out);
    QCOMPARE(stopped.status, 130);
    const QStringList resume{u"train"_s,     u"--json"_s,
                             u"--project"_s, m_cli.path(u"moved.tandem"_s),
                             u"--resume"_s,  stopped.last()[u"run"_s].toString()};

    QVERIFY(QDir().rename(data, aside));
    const Outcome gone = m_cli.run(resume);
    QCOMPARE(gone.status, 1);
    QCOMPARE(gone.last()[u"error"_s][u"code"_s].toString(), u"dataset-vanished"_s);
    QVERIFY2(gone.sentence().contains(data + u" are gone"_s), gone.err.constData());
    QCOMPARE(onlyRun(u"moved.tandem"_s)[u"state"_s].toString(), u"stopped"_s);
    QCOMPARE(onlyRun(u"moved.tandem"_s)[u"step"_s], stopped.last()[u"step"_s]);

    QVERIFY(QDir().rename(aside, data));
    const auto back = m_cli.start(resume);
    QByteArray outBack;
    const QJsonObject plan = CliFixture::awaitObject(
        *back, outBack, [](const QJsonObject &object) { return object[u"event"_s].toString() == u"plan"_s; });
    QCOMPARE(plan[u"first_step"_s], stopped.last()[u"step"_s]);
    ::kill(static_cast<pid_t>(back->processId()), SIGTERM);
    QCOMPARE(CliFixture::finish(*back, outBack).status, 130);
}

void TestCliFailures::datasetThatChangedBeforeResumeIsRefused()
{
    QVERIFY(copyShapes(u"changed"_s));
    const auto process = m_cli.start(trainOn(m_cli.path(u"changed"_s), u"changed.tandem"_s, 200));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return object[u"event"_s].toString() == u"step"_s;
             }).isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    const Outcome stopped = CliFixture::finish(*process, out);
    QCOMPARE(stopped.status, 130);
    const QDir data(m_cli.path(u"changed"_s));
    QDir someClass(data.filePath(data.entryList(QDir::Dirs | QDir::NoDotAndDotDot).front()));
    QVERIFY(someClass.remove(someClass.entryList(QDir::Files).front()));
    const Outcome resumed = m_cli.run({u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(u"changed.tandem"_s),
                                       u"--resume"_s, stopped.last()[u"run"_s].toString()});
    QCOMPARE(resumed.status, 1);
    QVERIFY2(resumed.sentence().contains(u"160 training images, and there are 159 now"_s), resumed.err.constData());
}

void TestCliFailures::brokenFilesAreNamed()
{
    QVERIFY(copyShapes(u"flawed"_s));
    const QDir data(m_cli.path(u"flawed"_s));
    QFile broken(data.filePath(data.entryList(QDir::Dirs | QDir::NoDotAndDotDot).front() + u"/zz_broken.jpg"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("\xff\xd8 no more");
    broken.close();
    const Outcome outcome = m_cli.run(trainOn(m_cli.path(u"flawed"_s), u"flawed.tandem"_s, 1));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QVERIFY2(outcome.err.contains("zz_broken.jpg"), outcome.err.constData());
    const QJsonObject shown = m_cli
                                  .run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(u"flawed.tandem"_s),
                                        outcome.last()[u"run"_s].toString(), u"--json"_s})
                                  .last();
    bool isKept = false;
    for (const QJsonValue event : shown[u"events"_s].toArray())
        isKept |= event[u"text"_s].toString().contains(u"zz_broken.jpg"_s);
    QVERIFY2(isKept, "the run itself names the file, too");
}

QTEST_GUILESS_MAIN(TestCliFailures)
#include "tst_cli_failures.moc"
