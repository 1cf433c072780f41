#include "core/store/control_file.h"
#include "core/store/queue_file.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "tests/app/cli_process.h"

#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kPatienceMs = 600'000; // a busy machine

} // namespace

class TestCliQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEmptyQueueSaysSo();
    void addedRunsAreTrainedInTheirOrder();
    void waitingRunsAreMovedPausedAndRemoved();
    void seedsMakeAGroup();
    void refusalsSayWhy();
    void stoppedRunGoesOnThroughTheQueue();
    void aRunThatCannotBeginLeavesItsSentence();

private:
    [[nodiscard]] Outcome queue(const QString &project, const QStringList &arguments) const;
    /// Adds a run without training it: the queue is paused.
    [[nodiscard]] QStringList newRun(const QString &name, int epochs = 1) const;
    [[nodiscard]] QString code(const Outcome &outcome) const
    {
        return outcome.last()[u"error"_s][u"code"_s].toString();
    }
    [[nodiscard]] ProjectLayout layout(const QString &project) const
    {
        return ProjectLayout(m_cli.path(project).toStdString());
    }
    [[nodiscard]] RunSummary summary(const QString &project, const QString &name) const;
    /// Names of what the queue lists, in order.
    [[nodiscard]] static QStringList names(const Outcome &outcome)
    {
        QStringList names;
        for (const QJsonObject &object : outcome.objects())
            if (object.contains(u"queued_ms"_s))
                names << object[u"name"_s].toString();
        return names;
    }

    CliFixture m_cli;
};

void TestCliQueue::initTestCase()
{
    QVERIFY(m_cli.makeShapes());
}

Outcome TestCliQueue::queue(const QString &project, const QStringList &arguments) const
{
    QStringList words{u"queue"_s};
    words << arguments.front() << u"--json"_s << u"--project"_s << m_cli.path(project) << arguments.mid(1);
    return m_cli.run(words);
}

QStringList TestCliQueue::newRun(const QString &name, int epochs) const
{
    QStringList words = m_cli.trainArguments(u"none"_s, epochs).mid(4); // without train, --json and the project
    return QStringList{u"add"_s} + words + QStringList{u"--name"_s, name};
}

RunSummary TestCliQueue::summary(const QString &project, const QString &name) const
{
    for (RunSummary &run : listRuns(layout(project)).value_or(std::vector<RunSummary>()))
        if (QString::fromStdString(run.name) == name)
            return run;
    return {};
}

void TestCliQueue::anEmptyQueueSaysSo()
{
    QVERIFY(createProject(layout(u"empty"_s).root()));
    const Outcome json = queue(u"empty"_s, {u"list"_s});
    QCOMPARE(json.status, 0);
    QCOMPARE(json.objects().size(), 1);
    QCOMPARE(json.last()[u"event"_s].toString(), u"queue"_s);
    QCOMPARE(json.last()[u"waiting"_s].toInt(), 0);
    const Outcome text = m_cli.run({u"queue"_s, u"list"_s, u"--project"_s, m_cli.path(u"empty"_s)});
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("Nothing waits"), text.out.constData());
    QCOMPARE(code(queue(u"nowhere"_s, {u"list"_s})), u"file-not-found"_s);
}

void TestCliQueue::addedRunsAreTrainedInTheirOrder()
{
    const QString project = u"order"_s;
    QVERIFY(createProject(layout(project).root()));
    QCOMPARE(queue(project, {u"pause"_s}).status, 0);
    QCOMPARE(queue(project, newRun(u"a"_s)).status, 0);
    const Outcome added = queue(project, newRun(u"b"_s));
    QCOMPARE(added.status, 0);
    QCOMPARE(names(added), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(added.last()[u"paused"_s].toBool());
    QCOMPARE(names(queue(project, {u"move"_s, u"b"_s})), (QStringList{u"b"_s, u"a"_s}));
    QVERIFY(!summary(project, u"a"_s).startedMs);
    QCOMPARE(queue(project, {u"resume"_s}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"a"_s).state == RunState::Done, kPatienceMs);
    QVERIFY(summary(project, u"b"_s).state == RunState::Done);
    QVERIFY(summary(project, u"b"_s).endedMs <= summary(project, u"a"_s).startedMs); // one device, one run
    QVERIFY(summary(project, u"a"_s).knnAccuracy.has_value());
    QTRY_COMPARE_WITH_TIMEOUT(names(queue(project, {u"list"_s})), QStringList(), kPatienceMs);
}

void TestCliQueue::waitingRunsAreMovedPausedAndRemoved()
{
    const QString project = u"waiting"_s;
    QVERIFY(createProject(layout(project).root()));
    QCOMPARE(queue(project, {u"pause"_s}).status, 0);
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        QCOMPARE(queue(project, newRun(name)).status, 0);
    QCOMPARE(names(queue(project, {u"move"_s, u"a"_s, u"--last"_s})), (QStringList{u"b"_s, u"c"_s, u"d"_s, u"a"_s}));
    QCOMPARE(names(queue(project, {u"move"_s, u"d"_s, u"--before"_s, u"c"_s})),
             (QStringList{u"b"_s, u"d"_s, u"c"_s, u"a"_s}));
    QCOMPARE(names(queue(project, {u"move"_s, u"c"_s, u"a"_s})), (QStringList{u"c"_s, u"a"_s, u"b"_s, u"d"_s}));
    const Outcome paused = queue(project, {u"pause"_s, u"a"_s});
    QVERIFY(paused.objects()[1][u"paused"_s].toBool() && !paused.objects()[0][u"paused"_s].toBool());
    QCOMPARE(paused.objects()[1][u"state"_s].toString(), u"paused"_s);
    QVERIFY(!queue(project, {u"resume"_s, u"a"_s}).objects()[1][u"paused"_s].toBool());
    QCOMPARE(names(queue(project, {u"remove"_s, u"b"_s, u"d"_s})), (QStringList{u"c"_s, u"a"_s}));
    QVERIFY(!summary(project, u"b"_s).id.isValid()); // nothing is left of it
    const Outcome text = m_cli.run({u"queue"_s, u"list"_s, u"--project"_s, m_cli.path(project)});
    QVERIFY2(text.out.contains("queue resume"), text.out.constData());
}

void TestCliQueue::seedsMakeAGroup()
{
    const QString project = u"seeds"_s;
    QVERIFY(createProject(layout(project).root()));
    QCOMPARE(queue(project, {u"pause"_s}).status, 0);
    const Outcome added = queue(project, newRun(u"many"_s) + QStringList{u"--seeds"_s, u"3"_s});
    QCOMPARE(names(added), (QStringList{u"many · seed 1"_s, u"many · seed 2"_s, u"many · seed 3"_s}));
    const RunSummary first = summary(project, u"many · seed 1"_s), third = summary(project, u"many · seed 3"_s);
    QVERIFY(first.origin && third.origin && first.origin->sweep == third.origin->sweep);
    QCOMPARE(third.origin->repeat, std::int64_t{3});
}

void TestCliQueue::refusalsSayWhy()
{
    const QString project = u"refusals"_s;
    QVERIFY(createProject(layout(project).root()));
    QCOMPARE(queue(project, {u"pause"_s}).status, 0);
    QCOMPARE(queue(project, newRun(u"a"_s)).status, 0);
    const Outcome unknown = queue(project, {u"remove"_s, u"no such"_s});
    QCOMPARE(unknown.status, 1);
    QCOMPARE(code(unknown), u"run-not-found"_s);
    QCOMPARE(code(queue(project, {u"add"_s, u"a"_s})), u"run-queued"_s); // it waits already
    QCOMPARE(code(queue(project, {u"add"_s, u"a"_s, u"--set"_s, u"train.epochs=3"_s})), u"bad-usage"_s);
    QCOMPARE(code(queue(project,
                        {u"add"_s, u"--data"_s, m_cli.path(u"shapes/train"_s), u"--set"_s, u"train.epochs=none"_s})),
             u"bad-value"_s);
    QCOMPARE(m_cli.run({u"queue"_s}).status, 2);
    QCOMPARE(names(queue(project, {u"list"_s})), QStringList{u"a"_s});
}

void TestCliQueue::stoppedRunGoesOnThroughTheQueue()
{
    const QString project = u"stopped"_s;
    QVERIFY(createProject(layout(project).root()));
    QCOMPARE(queue(project, newRun(u"long"_s, 2000)).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"long"_s).step > 3, kPatienceMs);
    const RunId id = summary(project, u"long"_s).id;
    QCOMPARE(code(queue(project, {u"remove"_s, u"long"_s})), u"run-active"_s); // stop it instead
    QVERIFY(writeControl(layout(project), id, ControlWord::Stop));
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"long"_s).state == RunState::Stopped, kPatienceMs);
    const std::int64_t step = summary(project, u"long"_s).step;
    QCOMPARE(queue(project, {u"add"_s, u"long"_s}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"long"_s).step > step, kPatienceMs);
    QVERIFY(summary(project, u"long"_s).id == id);
    QVERIFY(writeControl(layout(project), id, ControlWord::Stop));
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"long"_s).state == RunState::Stopped, kPatienceMs);
    // Done runs do not go on.
    QCOMPARE(queue(project, newRun(u"short"_s)).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"short"_s).state == RunState::Done, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(code(queue(project, {u"add"_s, u"short"_s})), u"run-not-resumable"_s, kPatienceMs);
}

void TestCliQueue::aRunThatCannotBeginLeavesItsSentence()
{
    const QString project = u"fails"_s;
    QVERIFY(createProject(layout(project).root()));
    const Outcome added =
        queue(project, {u"add"_s, u"--data"_s, m_cli.path(u"no such folder"_s), u"--name"_s, u"nowhere"_s});
    QCOMPARE(added.status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(summary(project, u"nowhere"_s).state == RunState::Failed, kPatienceMs);
    const RunSummary failed = summary(project, u"nowhere"_s);
    QVERIFY(failed.error.has_value());
    QVERIFY2(describe(*failed.error).find("no such folder") != std::string::npos, describe(*failed.error).c_str());
    QTRY_VERIFY_WITH_TIMEOUT(names(queue(project, {u"list"_s})).isEmpty(), kPatienceMs);
}

QTEST_GUILESS_MAIN(TestCliQueue)
#include "tst_cli_queue.moc"
