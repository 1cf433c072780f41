#include "tests/app/cli_process.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tandem::test;

class TestCliUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void wrongUse_data();
    void wrongUse();
    void wrongUseWithJsonSaysItOnStdoutToo();
    void helpAndVersion();
    void aShortRunNeedsNoWordOnWarmup();
    void fullStandardOutputIsAFailure();
    void aReaderThatGoesAwayIsNone();
    void helpSettingsListsEverySetting();
    void makesShapes();
    void datasetInfoNamesWhatIsLeftOut();
    void doctorSaysWhatIsThere();
    void anEmptyProjectHasNoRuns();

private:
    CliFixture m_cli;
};

void TestCliUsage::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

void TestCliUsage::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence"); // a part of it
    const auto train = [this](const QStringList &more) {
        return QStringList{u"train"_s, u"--project"_s, m_cli.path(u"wrong.tandem"_s), u"--data"_s,
                           m_cli.path(u"shapes/train"_s)} +
               more;
    };
    const auto set = [&](const QString &assignment) { return train({u"--set"_s, assignment}); };
    const auto row = [](const char *name, const QStringList &arguments, const QString &sentence) {
        QTest::newRow(name) << arguments << sentence;
    };
    row("nothing", {},
        u"takes one of train, evaluate, embed, export, encode, queue, sweep, runs, dataset, doctor, selftest"_s);
    row("unknown verb", {u"trian"_s}, u"does not know \"trian\""_s);
    row("unknown flag", train({u"--fast"_s}), u"does not take --fast"_s);
    row("unknown verb of runs", {u"runs"_s, u"sing"_s}, u"does not know \"sing\": it takes list, show"_s);
    row("no project", {u"train"_s, u"--data"_s, u"x"_s}, u"--project is required"_s);
    row("no data", {u"train"_s, u"--project"_s, m_cli.path(u"wrong.tandem"_s)}, u"give its folder with --data PATH"_s);
    row("unknown key", set(u"train.epoch=3"_s), u"no setting named train.epoch. Did you mean train.epochs?"_s);
    row("key without section", set(u"learning_rate=3"_s), u"Did you mean optimizer.learning_rate?"_s);
    row("no equals sign", set(u"train.epochs"_s), u"section.key=value"_s);
    row("no number", set(u"train.epochs=many"_s), u"train.epochs cannot be many: it takes a whole number"_s);
    row("out of range", set(u"encoder.width=9"_s), u"encoder.width cannot be 9: it takes a number from 0.25 to 4"_s);
    row("not a number", set(u"objective.temperature=nan"_s), u"objective.temperature cannot be nan"_s);
    row("unknown word", set(u"optimizer.name=adam"_s),
        u"optimizer.name cannot be adam: it takes one of lars, lars-torch, lars-clip, sgd"_s);
    row("do not fit together", set(u"train.warmup_epochs=500"_s), u"train.warmup_epochs cannot be 500"_s);
    row("broken pipeline", set(u"augment.pipeline={"_s), u"pipeline"_s);
    row("resume with settings",
        {u"train"_s, u"--project"_s, u"p"_s, u"--resume"_s, u"r"_s, u"--set"_s, u"train.epochs=3"_s},
        u"train.epochs=3 would make it another run"_s);
    row("a dry run of a run that is there", {u"train"_s, u"--dry-run"_s, u"--project"_s, u"p"_s, u"--resume"_s, u"r"_s},
        u"--dry-run predicts a new run"_s);
    row("a dry run on ranks", {u"train"_s, u"--dry-run"_s, u"--data"_s, u"d"_s, u"--ranks"_s, u"2"_s},
        u"--dry-run measures one process"_s);
    row("resume with an unknown setting",
        {u"train"_s, u"--project"_s, u"p"_s, u"--resume"_s, u"r"_s, u"--set"_s, u"a=b"_s},
        u"There is no setting named a."_s);
    row("resume under another name",
        {u"train"_s, u"--project"_s, u"p"_s, u"--resume"_s, u"r"_s, u"--name"_s, u"other"_s},
        u"--resume goes on with the settings that the run began with; leave out"_s);
    row("resume of nothing", {u"train"_s, u"--project"_s, u"p"_s, u"--resume"_s, QString()},
        u"--resume takes the id of a run"_s);
    row("bad run id", train({u"--run-id"_s, u"7"_s}), u"--run-id takes a ULID"_s);
    row("shapes too large", {u"dataset"_s, u"make-shapes"_s, m_cli.path(u"huge"_s), u"--size"_s, u"4096"_s}, u"4096"_s);
    row("unknown device", {u"selftest"_s, u"--device"_s, u"abacus"_s}, u"abacus"_s);
}

void TestCliUsage::wrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const Outcome outcome = m_cli.run(arguments);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.sentence().contains(sentence), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(!QDir(m_cli.path(u"wrong.tandem"_s)).exists(), "wrong use must leave nothing behind");
}

void TestCliUsage::wrongUseWithJsonSaysItOnStdoutToo()
{
    for (const QStringList &arguments :
         {QStringList{u"trian"_s, u"--json"_s}, m_cli.trainArguments(u"wrong.tandem"_s, 0)}) {
        const Outcome outcome = m_cli.run(arguments);
        QCOMPARE(outcome.status, 2);
        QCOMPARE(outcome.objects().size(), 1);
        const QJsonObject error = outcome.last()[u"error"_s].toObject();
        QCOMPARE(error[u"message"_s].toString(), outcome.sentence());
        QVERIFY(!error[u"code"_s].toString().isEmpty());
    }
}

void TestCliUsage::helpAndVersion()
{
    const Outcome help = m_cli.run({u"--help"_s});
    QCOMPARE(help.status, 0);
    for (const char *verb : {"train", "runs", "dataset", "doctor", "selftest"})
        QVERIFY2(help.out.contains(verb), verb);
    const Outcome trainHelp = m_cli.run({u"train"_s, u"--help"_s});
    QCOMPARE(trainHelp.status, 0);
    QVERIFY(trainHelp.out.contains("--test-data"));
    const Outcome version = m_cli.run({u"--version"_s});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("tandem-cli " TANDEM_VERSION));
}

void TestCliUsage::aShortRunNeedsNoWordOnWarmup()
{
    // The default warm-up is longer; the settings fit all the same, and only then are the images counted.
    const Outcome outcome = m_cli.run({u"train"_s, u"--project"_s, m_cli.path(u"short.tandem"_s), u"--data"_s,
                                       m_cli.path(u"shapes/train"_s), u"--set"_s, u"train.epochs=3"_s, u"--set"_s,
                                       u"train.batch_size=8192"_s});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(u"fewer than one batch of 8192"_s), outcome.err.constData());
}

void TestCliUsage::fullStandardOutputIsAFailure()
{
    for (const bool json : {false, true}) {
        const auto process = m_cli.start(QStringList{u"dataset"_s, u"info"_s, m_cli.path(u"shapes/train"_s)} +
                                             (json ? QStringList{u"--json"_s} : QStringList()),
                                         [] { ::dup2(::open("/dev/full", O_WRONLY | O_CLOEXEC), STDOUT_FILENO); });
        const Outcome outcome = CliFixture::finish(*process);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().startsWith(u"The disk is full: standard output"_s), outcome.err.constData());
    }
}

void TestCliUsage::aReaderThatGoesAwayIsNone()
{
    const auto process = m_cli.start({u"dataset"_s, u"info"_s, m_cli.path(u"shapes/train"_s)}, [] {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) == 0 && ::dup2(ends[1], STDOUT_FILENO) >= 0)
            ::close(ends[0]);
    });
    const Outcome outcome = CliFixture::finish(*process);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
}

void TestCliUsage::helpSettingsListsEverySetting()
{
    const Outcome outcome = m_cli.run({u"train"_s, u"--help-settings"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QMap<QString, QJsonObject> byKey;
    for (const QJsonObject &object : outcome.objects())
        byKey[object[u"key"_s].toString()] = object;
    QCOMPARE(byKey[u"train.epochs"_s][u"default"_s].toInt(), 100);
    QCOMPARE(byKey[u"optimizer.name"_s][u"default"_s].toString(), u"lars"_s);
    QCOMPARE(byKey[u"encoder.width"_s][u"minimum"_s].toDouble(), 0.25);
    const Outcome people = m_cli.run({u"train"_s, u"--help-settings"_s});
    QVERIFY(people.out.contains("  optimizer.learning_rate=1\n"));
}

void TestCliUsage::makesShapes()
{
    const Outcome outcome = m_cli.run({u"dataset"_s, u"info"_s, m_cli.path(u"shapes/train"_s), u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.objects().size(), 1);
    const QJsonObject info = outcome.last();
    QCOMPARE(info[u"images"_s].toInt(), 160);
    QCOMPARE(info[u"classes"_s].toArray().size(), 10);
    QCOMPARE(info[u"classes"_s][0][u"images"_s].toInt(), 16);
    QCOMPARE(info[u"smallest_side"_s].toInt(), 32);
    QCOMPARE(info[u"largest_side"_s].toInt(), 32);
    QCOMPARE(info[u"fingerprint"_s].toString().size(), 64);
    QVERIFY(QFile::exists(info[u"cache_file"_s].toString()));
    QVERIFY(info[u"cache_file"_s].toString().startsWith(m_cli.path(u"cache"_s)));
}

void TestCliUsage::datasetInfoNamesWhatIsLeftOut()
{
    const QString folder = m_cli.path(u"flawed"_s);
    QVERIFY(QDir().mkpath(folder + u"/a"_s));
    const QDir shapes(m_cli.path(u"shapes/train"_s));
    const QString someClass = shapes.entryList(QDir::Dirs | QDir::NoDotAndDotDot).front();
    const QString image = QDir(shapes.filePath(someClass)).entryInfoList(QDir::Files).front().filePath();
    QVERIFY(QFile::copy(image, folder + u"/a/good.png"_s));
    QFile broken(folder + u"/a/broken.png"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no image");
    broken.close();
    const Outcome outcome = m_cli.run({u"dataset"_s, u"info"_s, folder, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.last()[u"images"_s].toInt(), 1);
    QCOMPARE(outcome.last()[u"skipped"_s].toArray().size(), 1);
    QVERIFY(outcome.last()[u"skipped"_s][0][u"name"_s].toString().endsWith(u"broken.png"_s));
    QVERIFY(m_cli.run({u"dataset"_s, u"info"_s, folder}).out.contains("broken.png: "));
}

void TestCliUsage::doctorSaysWhatIsThere()
{
    const Outcome outcome = m_cli.run({u"doctor"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    const QJsonObject facts = outcome.last();
    for (const QString &key : {u"tandem"_s, u"cores"_s, u"memory"_s, u"opencv"_s, u"sqlite"_s, u"cache_folder"_s})
        QVERIFY2(!facts[key].toString().isEmpty(), qPrintable(key));
    QVERIFY(facts[u"warnings"_s].isArray());
    QCOMPARE(m_cli.run({u"doctor"_s}).status, 0);
}

void TestCliUsage::anEmptyProjectHasNoRuns()
{
    const QString folder = m_cli.path(u"nothing"_s);
    const Outcome missing = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, folder});
    QCOMPARE(missing.status, 1);
    QVERIFY(missing.sentence().contains(folder));
    QVERIFY(QDir().mkpath(folder));
    const Outcome noProject = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, folder});
    QCOMPARE(noProject.status, 1);
    QVERIFY(noProject.sentence().contains(u"is not a Tandem project"_s));
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
