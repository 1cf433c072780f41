#include "tests/app/cli_process.h"

#include "core/store/embedding_files.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cmath>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kStepsPerEpoch = 5;
constexpr int kManyEpochs = 2000; // more than any test waits for

bool isStep(const QJsonObject &object)
{
    return object[u"event"_s].toString() == u"step"_s;
}

bool isPlan(const QJsonObject &object)
{
    return object[u"event"_s].toString() == u"plan"_s;
}

} // namespace

class TestCliTrain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trainsAndTells();
    void speaksToPeople();
    void holdsOutWithoutTestImages();
    void classesOfTestImagesAreFoundByName();
    void loaderThreadsDoNotChangeWeights();
    void configFileAndSetAgree();
    void signalStopsWithACheckpointAndResumeContinuesBitForBit();
    void secondSignalEndsAtOnceAndTheRunCanBeResumed();
    void aDoubledSignalIsOneWish();
    void timeoutStopsWithACheckpoint();
    void controlWordsAreObeyed();
    void aLiveRunCannotBeResumed();
    void aDoneRunCannotBeResumed();
    void selftestPasses();

private:
    [[nodiscard]] QJsonObject show(const QString &project, const QString &run) const;
    [[nodiscard]] QStringList resumeArguments(const QString &project, const QString &run) const;
    [[nodiscard]] ProjectLayout layout(const QString &project) const
    {
        return ProjectLayout(m_cli.path(project).toStdString());
    }

    CliFixture m_cli;
};

void TestCliTrain::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

QJsonObject TestCliTrain::show(const QString &project, const QString &run) const
{
    return m_cli.run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(project), run, u"--json"_s}).last();
}

QStringList TestCliTrain::resumeArguments(const QString &project, const QString &run) const
{
    return {u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(project), u"--resume"_s, run};
}

void TestCliTrain::trainsAndTells()
{
    const QString id = u"01J0000000000000000000TEST"_s;
    const Outcome outcome = m_cli.run(m_cli.trainArguments(u"told.tandem"_s, 2) +
                                      QStringList{u"--name"_s, u"first one"_s, u"--run-id"_s, id});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(outcome.err, QByteArray());
    const auto objects = outcome.objects();
    QVERIFY2(objects.size() >= 6, outcome.out.constData());
    QVERIFY(isPlan(objects.front()));
    QVERIFY(std::abs(objects.front()[u"chance_loss"_s].toDouble() - std::log(63.0)) < 1e-6);
    int epochs = 0, evaluations = 0;
    for (const QJsonObject &object : objects) {
        epochs += object[u"event"_s].toString() == u"epoch"_s;
        evaluations += object[u"event"_s].toString() == u"evaluation"_s;
    }
    QCOMPARE(epochs, 2);
    QCOMPARE(evaluations, 2);

    const QJsonObject done = objects.back();
    for (const char *key : {"run", "name", "state", "epoch", "step", "loss", "knn", "images_per_second",
                            "data_wait_share", "peak_memory_bytes", "seconds", "weights_sha256", "settings", "error"})
        QVERIFY2(done.contains(QLatin1String(key)), key);
    QCOMPARE(done[u"event"_s].toString(), u"done"_s);
    QCOMPARE(done[u"run"_s].toString(), id);
    QCOMPARE(done[u"name"_s].toString(), u"first one"_s);
    QCOMPARE(done[u"state"_s].toString(), u"done"_s);
    QCOMPARE(done[u"epoch"_s].toInt(), 2);
    QCOMPARE(done[u"step"_s].toInt(), 2 * kStepsPerEpoch);
    QVERIFY(done[u"loss"_s].toDouble() > 0);
    QVERIFY(done[u"knn"_s].toDouble() >= 0 && done[u"knn"_s].toDouble() <= 1);
    QVERIFY(done[u"images_per_second"_s].toDouble() > 0);
    QVERIFY(done[u"seconds"_s].toDouble() > 0);
    QVERIFY(done[u"peak_memory_bytes"_s].toDouble() > 1e6);
    QCOMPARE(done[u"weights_sha256"_s].toString().size(), 64);
    QCOMPARE(done[u"settings"_s][u"train"_s][u"batch_size"_s].toInt(), 32);
    QCOMPARE(done[u"settings"_s][u"data"_s][u"path"_s].toString(), m_cli.path(u"shapes/train"_s));
    QVERIFY(done[u"error"_s].isNull());

    QJsonObject shown = show(u"told.tandem"_s, u"first one"_s);
    for (const QString &key :
         {u"run"_s, u"state"_s, u"step"_s, u"loss"_s, u"knn"_s, u"weights_sha256"_s, u"settings"_s})
        QCOMPARE(shown[key], done[key]);
    QCOMPARE(shown[u"evaluations"_s].toArray().size(), 2);
    QCOMPARE(shown[u"evaluations"_s][1][u"knn_neighbors"_s].toInt(), 5);
    QCOMPARE(shown[u"evaluations"_s][1][u"test_split"_s].toString(), u"test"_s);
    const QJsonArray embeddings = shown[u"embeddings"_s].toArray();
    QCOMPARE(embeddings.size(), 3); // before training, and with each evaluation
    qint64 bytes = 0;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(embeddings[i][u"epoch"_s].toInt(), i);
        QCOMPARE(embeddings[i][u"step"_s].toInt(), i * kStepsPerEpoch);
        QCOMPARE(embeddings[i][u"images"_s].toInt(), 160); // fewer than are asked for
        bytes += embeddings[i][u"bytes"_s].toInteger();
        QVERIFY(readEmbedding(layout(u"told.tandem"_s), RunId::fromString(id.toStdString()), i * kStepsPerEpoch));
    }
    QCOMPARE(shown[u"disk_bytes"_s][u"embeddings"_s].toInteger(), bytes);
    QVERIFY(shown[u"disk_bytes"_s][u"checkpoints"_s].toInteger() > 0);
    const Outcome list = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, m_cli.path(u"told.tandem"_s), u"--json"_s});
    QCOMPARE(list.objects().size(), 1);
    QCOMPARE(list.last()[u"run"_s].toString(), id);
}

void TestCliTrain::speaksToPeople()
{
    QStringList arguments = m_cli.trainArguments(u"people.tandem"_s, 1);
    arguments.removeAll(u"--json"_s);
    const Outcome outcome = m_cli.run(arguments);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QString meanwhile = QString::fromUtf8(outcome.err), result = QString::fromUtf8(outcome.out);
    QVERIFY2(meanwhile.contains(u"ln(2N−1) = 4.1431; first loss "_s), outcome.err.constData());
    QVERIFY2(meanwhile.contains(u"epoch 1/1  loss "_s), outcome.err.constData());
    QVERIFY2(!meanwhile.contains(u'\r') && !meanwhile.contains(u'\x1b'), "no bar where there is no terminal");
    QVERIFY2(result.contains(u"(k = 5, τ = 0.1, cosine on h, test split of "_s), outcome.out.constData());
    QVERIFY2(result.contains(u"bank of 160)"_s), outcome.out.constData());
    QVERIFY(result.contains(u"images/s"_s));
    const Outcome list = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, m_cli.path(u"people.tandem"_s)});
    QVERIFY2(list.out.contains("shapes resnet18") && list.out.contains("done"), list.out.constData());
}

void TestCliTrain::holdsOutWithoutTestImages()
{
    QStringList arguments = m_cli.trainArguments(u"held.tandem"_s, 1);
    arguments.remove(arguments.indexOf(u"--test-data"_s), 2);
    const Outcome outcome = m_cli.run(arguments + QStringList{u"--set"_s, u"data.hold_out=0.25"_s});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject plan = outcome.objects().front();
    QCOMPARE(plan[u"train_images"_s].toInt(), 120);
    QCOMPARE(plan[u"test_images"_s].toInt(), 40);
    QCOMPARE(outcome.last()[u"evaluation"_s][u"test_split"_s].toString(), u"hold-out"_s);
}

void TestCliTrain::loaderThreadsDoNotChangeWeights()
{
    QStringList weights;
    for (const QString &threads : {u"1"_s, u"4"_s}) {
        const Outcome outcome = m_cli.run(m_cli.trainArguments(u"threads.tandem"_s, 1) +
                                          QStringList{u"--set"_s, u"train.loader_threads="_s + threads});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        weights += outcome.last()[u"weights_sha256"_s].toString();
    }
    QCOMPARE(weights[0].size(), 64);
    QCOMPARE(weights[0], weights[1]);
}

/// Test images that are training images: their nearest neighbor is themselves, whatever number their class has in a
/// folder that lacks another one.
void TestCliTrain::classesOfTestImagesAreFoundByName()
{
    const QDir train(m_cli.path(u"shapes/train"_s));
    const QStringList classes = train.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    const auto linked = [&](const QString &folder, const QString &name, const QString &as) {
        return QDir().mkpath(m_cli.path(folder)) && QFile::link(train.filePath(name), m_cli.path(folder) + u'/' + as);
    };
    for (const QString &name : classes.mid(1))
        QVERIFY(linked(u"fewer"_s, name, name) && linked(u"more"_s, name, name) &&
                linked(u"others"_s, name, u"x-"_s + name));
    QVERIFY(linked(u"more"_s, classes[0], u"a-stranger"_s));
    const auto outcomeWith = [&](const QString &folder) {
        QStringList arguments = m_cli.trainArguments(folder + u".tandem"_s, 1);
        arguments[arguments.indexOf(u"--test-data"_s) + 1] = m_cli.path(folder);
        return m_cli.run(arguments + QStringList{u"--set"_s, u"evaluate.knn_neighbors=1"_s});
    };
    const Outcome fewer = outcomeWith(u"fewer"_s);
    QVERIFY2(fewer.status == 0, fewer.err.constData());
    QCOMPARE(fewer.last()[u"knn"_s].toDouble(), 1.0);
    QCOMPARE(fewer.err, QByteArray());
    const Outcome more = outcomeWith(u"more"_s);
    QVERIFY2(more.status == 0, more.err.constData());
    QCOMPARE(more.last()[u"knn"_s].toDouble(), 1.0); // the stranger is not counted
    QVERIFY2(more.err.contains("1 class of the test images is none of the training images"), more.err.constData());
    QVERIFY2(more.err.contains("a-stranger"), more.err.constData());
    const Outcome others = outcomeWith(u"others"_s);
    QCOMPARE(others.status, 2);
    QVERIFY2(others.sentence().contains(u"No class of the test images"_s), others.err.constData());
}

void TestCliTrain::configFileAndSetAgree()
{
    const QString file = m_cli.path(u"settings.json"_s);
    QFile config(file);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"train": {"epochs": 7, "batch_size": 32, "warmup_epochs": 0}, "encoder": {"width": 0.25},
        "augment": {"size": 16}})");
    config.close();
    const Outcome outcome =
        m_cli.run({u"train"_s, u"--json"_s, u"--project"_s, m_cli.path(u"config.tandem"_s), u"--data"_s,
                   m_cli.path(u"shapes/train"_s), u"--config"_s, file, u"--set"_s, u"train.epochs=1"_s});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(outcome.last()[u"epochs"_s].toInt(), 1); // --set wins
    QCOMPARE(outcome.last()[u"settings"_s][u"encoder"_s][u"width"_s].toDouble(), 0.25);
}

void TestCliTrain::signalStopsWithACheckpointAndResumeContinuesBitForBit()
{
    constexpr int kEpochs = 12;
    const Outcome unbroken = m_cli.run(m_cli.trainArguments(u"bits.tandem"_s, kEpochs));
    QVERIFY2(unbroken.status == 0, unbroken.err.constData());

    const auto process = m_cli.start(m_cli.trainArguments(u"bits.tandem"_s, kEpochs));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return isStep(object) && object[u"step"_s].toInt() > 1;
             }).isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const Outcome stopped = CliFixture::finish(*process, out);
    QVERIFY2(stopped.status == 130, stopped.err.constData());
    const QJsonObject last = stopped.last();
    QCOMPARE(last[u"state"_s].toString(), u"stopped"_s);
    const int step = last[u"step"_s].toInt();
    QVERIFY(step > 1 && step < kEpochs * kStepsPerEpoch);
    const QString run = last[u"run"_s].toString();
    const QJsonObject shown = show(u"bits.tandem"_s, run);
    QCOMPARE(shown[u"state"_s].toString(), u"stopped"_s);
    QCOMPARE(shown[u"checkpoints"_s][0][u"step"_s].toInt(), step);

    const Outcome resumed = m_cli.run(resumeArguments(u"bits.tandem"_s, run));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.objects().front()[u"first_step"_s].toInt(), step);
    QCOMPARE(resumed.last()[u"state"_s].toString(), u"done"_s);
    QCOMPARE(resumed.last()[u"step"_s].toInt(), kEpochs * kStepsPerEpoch);
    QCOMPARE(resumed.last()[u"weights_sha256"_s], unbroken.last()[u"weights_sha256"_s]);
}

void TestCliTrain::secondSignalEndsAtOnceAndTheRunCanBeResumed()
{
    const auto process =
        m_cli.start(m_cli.trainArguments(u"abrupt.tandem"_s, 3) + QStringList{u"--set"_s, u"train.batch_size=160"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, isPlan).isEmpty());
    // Two different signals: equal ones of one sender would be one wish.
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    QCOMPARE(CliFixture::finish(*process, out).status, 130);

    const Outcome list = m_cli.run({u"runs"_s, u"list"_s, u"--project"_s, m_cli.path(u"abrupt.tandem"_s), u"--json"_s});
    QCOMPARE(list.last()[u"state"_s].toString(), u"lost"_s);
    QCOMPARE(list.last()[u"error"_s][u"code"_s].toString(), u"process-lost"_s);
    const Outcome resumed = m_cli.run(resumeArguments(u"abrupt.tandem"_s, list.last()[u"run"_s].toString()));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QCOMPARE(resumed.last()[u"epoch"_s].toInt(), 3);
    QVERIFY(resumed.last()[u"error"_s].isNull());
}

void TestCliTrain::aDoubledSignalIsOneWish()
{
    // Equal signals of one sender: the second is sent once the first has been taken, as pending ones merge.
    const auto isPending = [](qint64 pid) {
        QFile status(u"/proc/%1/status"_s.arg(pid));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        const auto lines = status.readAll().split('\n');
        for (const QByteArray &line : lines)
            if (line.startsWith("ShdPnd:"))
                return ((line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGINT - 1)) & 1U) != 0;
        return false;
    };
    for (int tries = 0;; ++tries) {
        const auto process = m_cli.start(m_cli.trainArguments(u"doubled.tandem"_s, kManyEpochs));
        QByteArray out;
        QVERIFY(!CliFixture::awaitObject(*process, out, isStep).isEmpty());
        QElapsedTimer clock;
        clock.start();
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        while (isPending(process->processId())) {
        }
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const bool wasQuick = clock.elapsed() < 500; // a busy machine may hold this test up for too long
        const Outcome outcome = CliFixture::finish(*process, out);
        QCOMPARE(outcome.status, 130);
        if (!wasQuick && tries < 10)
            continue;
        QCOMPARE(outcome.last()[u"state"_s].toString(), u"stopped"_s);
        QCOMPARE(show(u"doubled.tandem"_s, outcome.last()[u"run"_s].toString())[u"checkpoints"_s][0][u"step"_s],
                 outcome.last()[u"step"_s]);
        return;
    }
}

void TestCliTrain::timeoutStopsWithACheckpoint()
{
    // timeout passes its signal on to its child, and to its group, of which the child is one.
    QProcess timeout;
    timeout.setProcessEnvironment(m_cli.environment());
    timeout.start(u"timeout"_s,
                  QStringList{u"--preserve-status"_s, u"-s"_s, u"INT"_s, u"600"_s, QStringLiteral(TANDEM_CLI)} +
                      m_cli.trainArguments(u"timeout.tandem"_s, kManyEpochs));
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(timeout, out, isStep).isEmpty());
    ::kill(static_cast<pid_t>(timeout.processId()), SIGALRM); // as if its time were over
    const Outcome outcome = CliFixture::finish(timeout, out);
    QCOMPARE(outcome.status, 130);
    QCOMPARE(outcome.last()[u"state"_s].toString(), u"stopped"_s);
    QCOMPARE(show(u"timeout.tandem"_s, outcome.last()[u"run"_s].toString())[u"state"_s].toString(), u"stopped"_s);
}

void TestCliTrain::controlWordsAreObeyed()
{
    const RunId id = RunId::make();
    const auto project = layout(u"control.tandem"_s);
    const auto process =
        m_cli.start(m_cli.trainArguments(u"control.tandem"_s, kManyEpochs) +
                    QStringList{u"--run-id"_s, QString::fromStdString(id.toString()), u"--set"_s,
                                u"train.checkpoint_every=100000"_s, u"--set"_s, u"evaluate.every=0"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, isStep).isEmpty());
    const auto checkpoints = [&] {
        auto reader = RunReader::open(project, id);
        const auto found = reader ? (*reader)->checkpoints() : Result<std::vector<StoredCheckpoint>>(reader.error());
        return found ? found->size() : 0;
    };
    QCOMPARE(checkpoints(), 0U);
    QVERIFY(writeControl(project, id, ControlWord::Checkpoint));
    QTRY_COMPARE_WITH_TIMEOUT(checkpoints(), 1U, 30000);
    QCOMPARE(process->state(), QProcess::Running);

    QVERIFY(writeControl(project, id, ControlWord::StopAfterEpoch));
    const Outcome stopped = CliFixture::finish(*process, out);
    QVERIFY2(stopped.status == 130, stopped.err.constData());
    QCOMPARE(stopped.last()[u"state"_s].toString(), u"stopped"_s);
    QCOMPARE(stopped.last()[u"step"_s].toInt() % kStepsPerEpoch, 0);

    const auto again = m_cli.start(resumeArguments(u"control.tandem"_s, QString::fromStdString(id.toString())));
    QByteArray outAgain;
    QVERIFY(!CliFixture::awaitObject(*again, outAgain, isStep).isEmpty());
    QVERIFY(writeControl(project, id, ControlWord::Stop));
    const Outcome stoppedAgain = CliFixture::finish(*again, outAgain);
    QVERIFY2(stoppedAgain.status == 130, stoppedAgain.err.constData());
    QVERIFY(stoppedAgain.last()[u"step"_s].toInt() > stopped.last()[u"step"_s].toInt());
}

void TestCliTrain::aLiveRunCannotBeResumed()
{
    const auto process =
        m_cli.start(m_cli.trainArguments(u"live.tandem"_s, kManyEpochs) + QStringList{u"--name"_s, u"alive"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, isStep).isEmpty());
    const Outcome second = m_cli.run(resumeArguments(u"live.tandem"_s, u"alive"_s));
    QCOMPARE(second.status, 1);
    QVERIFY2(second.sentence().contains(u"is being trained right now"_s), second.err.constData());
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    QCOMPARE(CliFixture::finish(*process, out).status, 130);
}

void TestCliTrain::aDoneRunCannotBeResumed()
{
    const Outcome done = m_cli.run(m_cli.trainArguments(u"done.tandem"_s, 1) + QStringList{u"--name"_s, u"ended"_s});
    QCOMPARE(done.status, 0);
    const Outcome again = m_cli.run(resumeArguments(u"done.tandem"_s, u"ended"_s));
    QCOMPARE(again.status, 1);
    QVERIFY2(again.sentence().contains(u"it is done"_s), again.err.constData());
    QCOMPARE(show(u"done.tandem"_s, u"ended"_s)[u"state"_s].toString(), u"done"_s);
    const Outcome unknown = m_cli.run(resumeArguments(u"done.tandem"_s, u"nobody"_s));
    QCOMPARE(unknown.status, 1);
    QVERIFY(unknown.sentence().contains(u"nobody"_s));
}

void TestCliTrain::selftestPasses()
{
    const Outcome outcome = m_cli.run({u"selftest"_s, u"--json"_s});
    QVERIFY2(outcome.status == 0, (outcome.out + outcome.err).constData());
    QCOMPARE(outcome.last()[u"failed"_s].toInt(), 0);
    QCOMPARE(outcome.last()[u"skipped"_s].toInt(), 0); // Gloo is among the packages
    QCOMPARE(outcome.last()[u"passed"_s].toInt(), int(outcome.objects().size()) - 1);
    QStringList checks;
    for (const QJsonObject &object : outcome.objects())
        checks << object[u"check"_s].toString();
    for (const char *check : {"renderer-operations", "renderer-presets", "ranks-batch-norm", "ranks-gathered-gradient",
                              "ranks-step", "ranks-updates", "bf16", "loss-falls", "resume-same-weights"})
        QVERIFY2(checks.contains(QLatin1String(check)), check);
}

QTEST_GUILESS_MAIN(TestCliTrain)
#include "tst_cli_train.moc"
