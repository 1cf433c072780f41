#include "core/store/project.h"
#include "tests/app/cli_process.h"

#include <QDir>
#include <QTest>

#include <signal.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace tandem;
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
    void otherImagesOfEqualNumberAreRefused_data();
    void otherImagesOfEqualNumberAreRefused();
    void touchedAndCopiedImagesAreTheSame();
    void movedImagesAreTakenUpByTheirContent();
    void aStoredDeviceThatIsGoneCanBeReplaced();
    void whatThisMachineCannotTrainLeavesNoRun_data();
    void whatThisMachineCannotTrainLeavesNoRun();
    void brokenFilesAreNamed();

private:
    [[nodiscard]] bool copyShapes(const QString &name) const;
    [[nodiscard]] QStringList trainOn(const QString &data, const QString &project, int epochs) const;
    [[nodiscard]] QJsonObject onlyRun(const QString &project) const;
    /// As it is stored, without starting the program.
    [[nodiscard]] RunSummary storedRun(const QString &project) const
    {
        const auto runs = listRuns(ProjectLayout(m_cli.path(project).toStdString()));
        return runs && runs->size() == 1 ? runs->front() : RunSummary();
    }
    [[nodiscard]] QString runId(const QString &project) const
    {
        return QString::fromStdString(storedRun(project).id.toString());
    }
    [[nodiscard]] QStringList resume(const QString &project) const
    {
        return {u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(project), u"--resume"_s, runId(project)};
    }
    /// All of a run that a refused resume must leave alone.
    [[nodiscard]] QJsonObject shown(const QString &project) const;
    /// Trains `arguments` until a step is told (and stored, where `project` is named), then sends a signal and waits
    /// for the end.
    [[nodiscard]] Outcome interrupted(const QStringList &arguments, int signal, const QString &project = {}) const;

    CliFixture m_cli;
};

/// The first image of the first class of a dataset takes the place of the second.
static bool replaceAnImage(const QString &data)
{
    const QDir root(data);
    const QDir first(root.filePath(root.entryList(QDir::Dirs | QDir::NoDotAndDotDot).front()));
    const QStringList files = first.entryList(QDir::Files);
    return QFile::remove(first.filePath(files[1])) && QFile::copy(first.filePath(files[0]), first.filePath(files[1]));
}

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

    const Outcome shown = m_cli.run(
        {u"runs"_s, u"show"_s, u"--json"_s, u"--project"_s, m_cli.path(u"full.tandem"_s), run[u"run"_s].toString()});
    const QJsonObject lastEvent = shown.last()[u"events"_s].toArray().last().toObject();
    QCOMPARE(lastEvent[u"kind"_s].toString(), u"failed"_s);
    QCOMPARE(lastEvent[u"text"_s].toString(), outcome.sentence());

    const Outcome resumed = m_cli.run({u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(u"full.tandem"_s),
                                       u"--resume"_s, run[u"run"_s].toString()});
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.last()[u"epoch"_s].toInt(), 3);
}

void TestCliFailures::datasetThatVanishesInMidRunDoesNotDisturbIt()
{
    // Training reads the packed cache, which stays mapped whatever happens to the images.
    QVERIFY(copyShapes(u"fleeting"_s));
    const auto process = m_cli.start(trainOn(m_cli.path(u"fleeting"_s), u"fleeting.tandem"_s, 8));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return object[u"event"_s].toString() == u"step"_s;
             }).isEmpty());
    QVERIFY(QDir(m_cli.path(u"fleeting"_s)).removeRecursively());
    const Outcome outcome = CliFixture::finish(*process, out);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(outcome.last()[u"epoch"_s].toInt(), 8);
    QCOMPARE(QString::fromUtf8(outcome.err).count(m_cli.path(u"fleeting"_s) + u" are gone"_s), 1); // not every epoch
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

QJsonObject TestCliFailures::shown(const QString &project) const
{
    return m_cli.run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(project), runId(project), u"--json"_s}).last();
}

Outcome TestCliFailures::interrupted(const QStringList &arguments, int signal, const QString &project) const
{
    const auto process = m_cli.start(arguments);
    QByteArray out;
    const QJsonObject step = CliFixture::awaitObject(
        *process, out, [](const QJsonObject &object) { return object[u"event"_s].toString() == u"step"_s; });
    if (!project.isEmpty() && !step.isEmpty() && !QTest::qWaitFor([&] { return storedRun(project).step > 0; }, 60'000))
        return {};
    ::kill(static_cast<pid_t>(process->processId()), signal);
    const Outcome outcome = CliFixture::finish(*process, out);
    return step.isEmpty() ? Outcome() : outcome;
}

void TestCliFailures::otherImagesOfEqualNumberAreRefused_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("inTest");
    QTest::newRow("with a checkpoint") << SIGTERM << false;
    QTest::newRow("without a checkpoint") << SIGKILL << false;
    QTest::newRow("test images") << SIGTERM << true;
}

void TestCliFailures::otherImagesOfEqualNumberAreRefused()
{
    QFETCH(int, signal);
    QFETCH(bool, inTest);
    const QString name = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
    const QString project = name + u".tandem"_s;
    QVERIFY(copyShapes(name));
    QStringList arguments = trainOn(m_cli.path(name), project, 200);
    if (inTest)
        arguments[arguments.indexOf(u"--test-data"_s) + 1] = m_cli.path(name);
    arguments << u"--set"_s << u"evaluate.every=0"_s << u"--set"_s << u"train.checkpoint_every=1000"_s;
    if (inTest)
        arguments[arguments.indexOf(u"--data"_s) + 1] = m_cli.path(u"shapes/train"_s);
    QVERIFY(interrupted(arguments, signal, project).out.size() > 0);
    const QJsonObject before = shown(project);
    QVERIFY(before[u"step"_s].toInt() > 0);
    QCOMPARE(before[u"checkpoints"_s].toArray().size(), signal == SIGKILL ? 0 : 1);

    QVERIFY(replaceAnImage(m_cli.path(name)));
    const Outcome refused = m_cli.run(resume(project));
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.last()[u"error"_s][u"code"_s].toString(), u"run-not-resumable"_s);
    QVERIFY2(refused.sentence().contains(m_cli.path(name) + u" are not those that it began with"_s),
             refused.err.constData());
    QCOMPARE(shown(project), before);

    const Outcome unevaluable = m_cli.run({u"evaluate"_s, u"--project"_s, m_cli.path(project),
                                           before[u"run"_s].toString(), u"--protocol"_s, u"supervised"_s, u"--json"_s});
    QCOMPARE(unevaluable.status, 1);
    QCOMPARE(unevaluable.last()[u"error"_s][u"code"_s].toString(), u"run-not-evaluable"_s);
}

void TestCliFailures::touchedAndCopiedImagesAreTheSame()
{
    const Outcome unbroken = m_cli.run(trainOn(m_cli.path(u"shapes/train"_s), u"whole.tandem"_s, 6));
    QVERIFY2(unbroken.status == 0, unbroken.err.constData());
    QVERIFY(copyShapes(u"touched"_s));
    const Outcome stopped = interrupted(trainOn(m_cli.path(u"touched"_s), u"touched.tandem"_s, 6), SIGTERM);
    QCOMPARE(stopped.status, 130);
    QCOMPARE(QProcess::execute(u"find"_s, {m_cli.path(u"touched"_s), u"-exec"_s, u"touch"_s, u"{}"_s, u"+"_s}), 0);
    const Outcome resumed = m_cli.run(resume(u"touched.tandem"_s));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.objects().front()[u"first_step"_s], stopped.last()[u"step"_s]);
    QCOMPARE(resumed.last()[u"weights_sha256"_s], unbroken.last()[u"weights_sha256"_s]);
}

void TestCliFailures::movedImagesAreTakenUpByTheirContent()
{
    QVERIFY(copyShapes(u"here"_s));
    const Outcome stopped = interrupted(trainOn(m_cli.path(u"here"_s), u"move.tandem"_s, 200), SIGTERM);
    QCOMPARE(stopped.status, 130);
    QVERIFY(QDir().rename(m_cli.path(u"here"_s), m_cli.path(u"there"_s)));
    QVERIFY(copyShapes(u"others"_s) && replaceAnImage(m_cli.path(u"others"_s)));
    const QJsonObject before = shown(u"move.tandem"_s);

    const Outcome refused = m_cli.run(resume(u"move.tandem"_s) + QStringList{u"--data"_s, m_cli.path(u"others"_s)});
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.sentence().contains(u"are not those that it began with"_s), refused.err.constData());
    QCOMPARE(shown(u"move.tandem"_s), before);

    const Outcome evaluated =
        m_cli.run({u"evaluate"_s, u"--project"_s, m_cli.path(u"move.tandem"_s), before[u"run"_s].toString(),
                   u"--protocol"_s, u"knn"_s, u"--data"_s, m_cli.path(u"there"_s), u"--json"_s});
    QVERIFY2(evaluated.status == 0, evaluated.err.constData());

    const Outcome again =
        interrupted(resume(u"move.tandem"_s) + QStringList{u"--data"_s, m_cli.path(u"there"_s)}, SIGTERM);
    QVERIFY2(again.status == 130, again.err.constData());
    QCOMPARE(again.objects().front()[u"first_step"_s], stopped.last()[u"step"_s]);
    QCOMPARE(again.last()[u"settings"_s][u"data"_s][u"path"_s].toString(), m_cli.path(u"there"_s));
    // From here on it is the run's place.
    const Outcome once = interrupted(resume(u"move.tandem"_s), SIGTERM);
    QVERIFY2(once.status == 130, once.err.constData());
}

void TestCliFailures::aStoredDeviceThatIsGoneCanBeReplaced()
{
    const Outcome stopped = interrupted(m_cli.trainArguments(u"device.tandem"_s, 6), SIGTERM);
    QCOMPARE(stopped.status, 130);
    const QJsonObject before = shown(u"device.tandem"_s);
    const Outcome refused = m_cli.run(resume(u"device.tandem"_s) + QStringList{u"--set"_s, u"train.device=cuda"_s});
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.last()[u"error"_s][u"code"_s].toString(), u"device-unavailable"_s);
    QCOMPARE(shown(u"device.tandem"_s), before);
    const Outcome resumed = m_cli.run(
        resume(u"device.tandem"_s) + QStringList{u"--set"_s, u"train.device=cpu"_s, u"--set"_s, u"evaluate.every=2"_s});
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.last()[u"settings"_s][u"evaluate"_s][u"every"_s].toInt(), 2);
}

void TestCliFailures::whatThisMachineCannotTrainLeavesNoRun_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no GPU") << QStringList{u"--set"_s, u"train.device=cuda"_s} << 1
                            << u"The device cuda is not available here"_s;
    QTest::newRow("fp16") << QStringList{u"--set"_s, u"train.precision=fp16"_s} << 2
                          << u"train.precision cannot be fp16"_s;
    QTest::newRow("more ranks than images")
        << QStringList{u"--ranks"_s, u"33"_s} << 2 << u"at least one image for each of the 33 ranks"_s;
}

void TestCliFailures::whatThisMachineCannotTrainLeavesNoRun()
{
    QFETCH(QStringList, options);
    QFETCH(int, status);
    QFETCH(QString, sentence);
    const Outcome outcome = m_cli.run(m_cli.trainArguments(u"unable.tandem"_s, 1) + options);
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.sentence().contains(sentence), outcome.err.constData());
    QVERIFY(!QDir(m_cli.path(u"unable.tandem"_s)).exists());
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
