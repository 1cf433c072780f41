#include "tests/app/cli_process.h"

#include "core/store/run_reader.h"
#include "core/store/run_writer.h"

#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

const QString kRun = u"01J000000000000000000PR0BE"_s;

} // namespace

class TestCliEvaluate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void knnAfterwardsIsTheKnnOfTraining();
    void linearProbeIsStoredWithAllItDependsOn();
    void otherProtocolsAreStored_data();
    void otherProtocolsAreStored();
    void onlineAndOfflineLastAndBestShareNoColumn();
    void stopLeavesNothingBehind();
    void aLiveRunIsRefused();
    void aRunWithoutCheckpointIsRefused();
    void otherSettingsAreRefused();
    void aSignOfDivergenceIsAFailure();

private:
    [[nodiscard]] QStringList arguments(const QString &protocol, const QStringList &more = {}) const
    {
        return QStringList{u"evaluate"_s, u"--json"_s,     u"--project"_s, m_cli.path(u"p.tandem"_s),
                           kRun,          u"--protocol"_s, protocol} +
               more;
    }
    [[nodiscard]] QJsonObject show() const
    {
        return m_cli.run({u"runs"_s, u"show"_s, u"--json"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), kRun}).last();
    }
    [[nodiscard]] QList<QJsonObject> offline() const
    {
        QList<QJsonObject> found;
        const QJsonArray all = show()[u"evaluations"_s].toArray();
        for (const auto &value : all)
            if (value.toObject()[u"kind"_s].toString() == u"offline"_s)
                found.append(value.toObject());
        return found;
    }

    CliFixture m_cli;
};

void TestCliEvaluate::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
    const Outcome trained =
        m_cli.run(m_cli.trainArguments(u"p.tandem"_s, 3) + QStringList{u"--run-id"_s, kRun, u"--name"_s, u"done"_s});
    QVERIFY2(trained.status == 0, trained.err.constData());
}

void TestCliEvaluate::knnAfterwardsIsTheKnnOfTraining()
{
    const Outcome outcome = m_cli.run(arguments(u"knn"_s));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject summary = show();
    const QJsonObject told = outcome.last();
    QCOMPARE(told[u"accuracy"_s].toDouble(), summary[u"knn"_s].toDouble());
    QCOMPARE(told[u"weights_sha256"_s], summary[u"weights_sha256"_s]);
    QCOMPARE(told[u"epoch"_s].toInt(), 3);
    const auto stored = offline();
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored[0][u"accuracy"_s], told[u"accuracy"_s]);
    QCOMPARE(stored[0][u"settings"_s].toObject()[u"knn_neighbors"_s].toInt(), 5); // the run's own

    const Outcome best = m_cli.run(arguments(u"knn"_s, {u"--checkpoint"_s, u"best"_s}));
    QCOMPARE(best.last()[u"accuracy"_s].toDouble(), summary[u"best_knn"_s].toDouble());
    QCOMPARE(best.last()[u"checkpoint"_s].toString(), u"best"_s);
}

void TestCliEvaluate::linearProbeIsStoredWithAllItDependsOn()
{
    const auto before = offline().size();
    const Outcome outcome = m_cli.run(arguments(u"linear"_s, {u"--set"_s, u"probe.epochs=2"_s}));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const auto stored = offline();
    QCOMPARE(stored.size(), before + 1);
    const QJsonObject settings = stored.back()[u"settings"_s].toObject();
    QCOMPARE(settings[u"epochs"_s].toInt(), 2);
    QCOMPARE(settings[u"learning_rate"_s].toDouble(), 0.1);
    QCOMPARE(settings[u"momentum"_s].toDouble(), 0.9);
    QCOMPARE(settings[u"nesterov"_s].toBool(), true);
    QCOMPARE(settings[u"weight_decay"_s].toDouble(-1), 0.0);
    QCOMPARE(settings[u"batch_size"_s].toInt(), 160); // all there are
    QVERIFY(stored.back()[u"top5_accuracy"_s].isDouble());
    // The run itself is as it was: its state, its weights, and that it can no longer be resumed.
    QCOMPARE(show()[u"state"_s].toString(), u"done"_s);
}

void TestCliEvaluate::otherProtocolsAreStored_data()
{
    QTest::addColumn<QString>("protocol");
    for (const char *protocol : {"lbfgs", "finetune", "supervised"})
        QTest::newRow(protocol) << QString::fromLatin1(protocol);
}

void TestCliEvaluate::otherProtocolsAreStored()
{
    QFETCH(QString, protocol);
    const Outcome outcome =
        m_cli.run(arguments(protocol, {u"--set"_s, u"probe.epochs=1"_s, u"--set"_s, u"probe.label_share=0.5"_s}));
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QJsonObject stored = offline().back();
    QCOMPARE(stored[u"protocol"_s].toString(), protocol);
    QCOMPARE(stored[u"train_images"_s].toInt(), 80);
    QCOMPARE(stored[u"checkpoint"_s].toString(), protocol == u"supervised"_s ? u"none"_s : u"last"_s);
    QVERIFY(stored[u"weights_sha256"_s].isNull() == (protocol == u"supervised"_s));
    QCOMPARE(stored[u"accuracy"_s], outcome.last()[u"accuracy"_s]);
}

void TestCliEvaluate::onlineAndOfflineLastAndBestShareNoColumn()
{
    const QByteArray text = m_cli.run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), kRun}).out;
    for (const char *column : {"online, last", "online, best", "offline, last", "offline, best"})
        QVERIFY2(text.contains(column), column);
    int rows = 0;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.contains("%") || !(line.startsWith("knn ") || line.startsWith("linear ")))
            continue;
        ++rows;
        // One value and a dash in each of the three other columns.
        const QByteArray columns = line.left(line.lastIndexOf("\u2013"));
        QVERIFY2(columns.count("\u2013") >= 2, line.constData());
    }
    QVERIFY(rows >= 4);
}

void TestCliEvaluate::stopLeavesNothingBehind()
{
    const auto before = offline().size();
    const auto process = m_cli.start(arguments(u"finetune"_s, {u"--set"_s, u"probe.epochs=5000"_s}));
    QByteArray out;
    const QJsonObject step = CliFixture::awaitObject(
        *process, out, [](const QJsonObject &object) { return object[u"phase"_s].toString() == u"training"_s; });
    QVERIFY(step.contains(u"loss"_s));
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const Outcome outcome = CliFixture::finish(*process, out);
    QCOMPARE(outcome.status, 130);
    QCOMPARE(offline().size(), before);
}

void TestCliEvaluate::aLiveRunIsRefused()
{
    const ProjectLayout project(m_cli.path(u"live.tandem"_s).toStdString());
    QVERIFY(createProject(project.root()));
    const RunId id = RunId::make();
    const auto writer = RunWriter::create(project, {id, "alive", "{}"});
    QVERIFY(writer);
    const Outcome outcome = m_cli.run({u"evaluate"_s, u"--project"_s, m_cli.path(u"live.tandem"_s),
                                       QString::fromStdString(id.toString()), u"--protocol"_s, u"knn"_s});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(u"is being trained right now"_s), outcome.err.constData());
}

void TestCliEvaluate::aRunWithoutCheckpointIsRefused()
{
    const ProjectLayout project(m_cli.path(u"empty.tandem"_s).toStdString());
    QVERIFY(createProject(project.root()));
    const RunId id = RunId::make();
    const auto writer = RunWriter::create(project, {id, "short", "{}"});
    QVERIFY(writer && (*writer)->finish({RunState::Failed, "", {}, 0}));
    for (const char *which : {"last", "best"}) {
        const Outcome outcome = m_cli.run({u"evaluate"_s, u"--project"_s, m_cli.path(u"empty.tandem"_s),
                                           QString::fromStdString(id.toString()), u"--protocol"_s, u"knn"_s,
                                           u"--checkpoint"_s, QString::fromLatin1(which)});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().startsWith(u"The run short cannot be evaluated: "_s), outcome.err.constData());
    }
}

void TestCliEvaluate::otherSettingsAreRefused()
{
    const Outcome other = m_cli.run(arguments(u"knn"_s, {u"--set"_s, u"encoder.width=1"_s}));
    QCOMPARE(other.status, 2);
    QVERIFY2(other.sentence().contains(u"encoder.width"_s), other.err.constData());
    QCOMPARE(m_cli.run(arguments(u"knn"_s, {u"--set"_s, u"probe.epoch=1"_s})).status, 2);
    QCOMPARE(m_cli.run(arguments(u"guess"_s)).status, 2);
    QCOMPARE(m_cli.run(arguments(u"knn"_s, {u"--checkpoint"_s, u"first"_s})).status, 2);
}

void TestCliEvaluate::aSignOfDivergenceIsAFailure()
{
    const auto before = offline().size();
    const Outcome outcome = m_cli.run(
        arguments(u"finetune"_s, {u"--set"_s, u"probe.learning_rate=100"_s, u"--set"_s, u"probe.epochs=200"_s}));
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(u"Lower probe.learning_rate"_s), outcome.err.constData());
    QCOMPARE(offline().size(), before);
}

QTEST_GUILESS_MAIN(TestCliEvaluate)
#include "tst_cli_evaluate.moc"
