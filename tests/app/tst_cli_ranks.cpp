#include "tests/app/cli_process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QThread>

#include <cmath>
#include <csignal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tandem::test;

// Real processes that share each batch, over TCP on this machine.

namespace {

constexpr int kManyEpochs = 2000; // more than any test waits for

bool isStep(const QJsonObject &object)
{
    return object[u"event"_s].toString() == u"step"_s;
}

/// Processes whose parent is `parent`, from /proc.
QList<qint64> childrenOf(qint64 parent)
{
    QFile file(u"/proc/%1/task/%1/children"_s.arg(parent));
    QList<qint64> children;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray &word : file.readAll().simplified().split(' '))
            if (!word.isEmpty())
                children << word.toLongLong();
    return children;
}

/// "S", "T" ... from /proc; "Z" for one that has ended and that nobody has taken note of; empty if there is none.
QByteArray stateOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1);
}

bool hasEnded(qint64 process)
{
    const QByteArray state = stateOf(process);
    return state.isEmpty() || state == "Z";
}

/// A port of this machine that nobody has just now.
quint16 freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool isBound = ::bind(socket, reinterpret_cast<sockaddr *>(&address), size) == 0 &&
                         ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    ::close(socket);
    return isBound ? ntohs(address.sin_port) : 0;
}

/// Whether a process listens at the port, from /proc and so without a word to it.
bool isListenedAt(quint16 port)
{
    const QByteArray local = ':' + QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
    for (const QString &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile file(table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QList<QByteArray> words = line.simplified().split(' ');
            if (words.size() > 3 && words[1].endsWith(local) && words[3] == "0A")
                return true;
        }
    }
    return false;
}

constexpr int kPatienceMs = 120'000; // until a program is as far as a test wants it

/// Kills the first process that `process` starts, as soon as it is there: loading LibTorch takes it longer.
bool killFirstChild(const QProcess &process)
{
    QElapsedTimer timer;
    timer.start();
    QList<qint64> children;
    while (children.isEmpty() && !timer.hasExpired(kPatienceMs) && !hasEnded(process.processId())) {
        QThread::msleep(5);
        children = childrenOf(process.processId());
    }
    return children.size() == 1 && ::kill(static_cast<pid_t>(children.first()), SIGKILL) == 0;
}

} // namespace

class TestCliRanks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.makeShapes()); }

    /// torchrun and srun start all ranks themselves, and tell them by variables where they stand.
    void aLauncherStartsTheRanks_data()
    {
        QTest::addColumn<QStringList>("variables"); // %1: the rank, %2: a port
        QTest::newRow("torchrun") << QStringList{u"WORLD_SIZE=2"_s,
                                                 u"RANK=%1"_s,
                                                 u"LOCAL_WORLD_SIZE=2"_s,
                                                 u"LOCAL_RANK=%1"_s,
                                                 u"MASTER_ADDR=127.0.0.1"_s,
                                                 u"MASTER_PORT=%2"_s,
                                                 u"TORCHELASTIC_USE_AGENT_STORE=False"_s,
                                                 u"TORCHELASTIC_RESTART_COUNT=0"_s};
        QTest::newRow("srun") << QStringList{u"SLURM_STEP_NUM_TASKS=2"_s,      u"SLURM_PROCID=%1"_s,
                                             u"SLURM_STEP_TASKS_PER_NODE=2"_s, u"SLURM_LOCALID=%1"_s,
                                             u"SLURM_NODELIST=localhost"_s,    u"MASTER_PORT=%2"_s};
    }
    void aLauncherStartsTheRanks()
    {
        QFETCH(QStringList, variables);
        const QString project = u"%1.tandem"_s.arg(QLatin1StringView(QTest::currentDataTag()));
        const quint16 port = freePort();
        QVERIFY(port > 0);
        QProcess ranks[2];
        for (int rank = 0; rank < 2; ++rank) {
            auto environment = m_cli.environment();
            for (const QString &variable : std::as_const(variables)) {
                const QString text =
                    QString(variable).replace(u"%1"_s, QString::number(rank)).replace(u"%2"_s, QString::number(port));
                environment.insert(text.section(u'=', 0, 0), text.section(u'=', 1));
            }
            ranks[rank].setProcessEnvironment(environment);
            ranks[rank].start(QStringLiteral(TANDEM_CLI), m_cli.trainArguments(project, 1));
        }
        const Outcome second = CliFixture::finish(ranks[1]), first = CliFixture::finish(ranks[0]);
        QVERIFY2(first.status == 0, first.err.constData());
        QVERIFY2(second.status == 0, second.err.constData());
        const Outcome one = m_cli.run(m_cli.trainArguments(u"alone-"_s + project, 1));
        const double expected = one.last()[u"first_loss"_s].toDouble();
        QVERIFY(expected > 1);
        QVERIFY(std::abs(first.last()[u"first_loss"_s].toDouble() - expected) < 1e-5 * expected);
        const QDir runs(m_cli.path(project + u"/runs"_s));
        QCOMPARE(runs.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1); // rank 0 alone records
    }

    /// A step of three ranks with shards of 10, 11 and 11 images is the step of one process, to rounding in fp32.
    void ranksTrainWhatOneProcessTrains()
    {
        const Outcome one = m_cli.run(m_cli.trainArguments(u"one.tandem"_s, 1));
        QCOMPARE(one.status, 0);
        const Outcome three = m_cli.run(m_cli.trainArguments(u"three.tandem"_s, 1) << u"--ranks"_s << u"3"_s);
        QVERIFY2(three.status == 0, three.err.constData());
        const double first = one.last()[u"first_loss"_s].toDouble();
        QVERIFY(first > 1);
        QVERIFY(std::abs(three.last()[u"first_loss"_s].toDouble() - first) < 1e-5 * first);
        QVERIFY(std::abs(three.last()[u"loss"_s].toDouble() - one.last()[u"loss"_s].toDouble()) < 0.02);
        QVERIFY(three.last()[u"knn"_s].isDouble());
    }

    void aLostRankIsNamedAndTheRunGoesOnWithAnotherNumber_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("dead") << SIGKILL;
        QTest::newRow("hung") << SIGSTOP;
    }
    void aLostRankIsNamedAndTheRunGoesOnWithAnotherNumber()
    {
        QFETCH(int, signal);
        const QString project = u"lost%1.tandem"_s.arg(signal);
        auto process = m_cli.start(m_cli.trainArguments(project, kManyEpochs)
                                   << u"--ranks"_s << u"2"_s << u"--set"_s << u"train.rank_timeout=3"_s);
        QByteArray out;
        const QJsonObject step = CliFixture::awaitObject(*process, out, isStep);
        QVERIFY(!step.isEmpty());
        const QList<qint64> children = childrenOf(process->processId());
        QCOMPARE(children.size(), 1);
        QCOMPARE(::kill(static_cast<pid_t>(children.first()), signal), 0);
        const Outcome outcome = CliFixture::finish(*process, out);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(u"Rank 1 of the run is lost"_s), qPrintable(outcome.sentence()));
        QTRY_VERIFY(!QFile::exists(u"/proc/%1"_s.arg(children.first())));

        const QString run = outcome.last()[u"run"_s].toString();
        QVERIFY(!run.isEmpty());
        auto again = m_cli.start({u"train"_s, u"--project"_s, m_cli.path(project), u"--resume"_s, run, u"--json"_s});
        out.clear();
        QVERIFY(!CliFixture::awaitObject(*again, out, isStep).isEmpty());
        QCOMPARE(::kill(static_cast<pid_t>(again->processId()), SIGINT), 0);
        QCOMPARE(CliFixture::finish(*again, out).status, 130);
    }

    /// Its parent knows at once that nobody will come in its place.
    void aRankThatDiesBeforeTheMeetingEndsIt()
    {
        auto process = m_cli.start(m_cli.trainArguments(u"early.tandem"_s, 1) << u"--ranks"_s << u"2"_s);
        QVERIFY(killFirstChild(*process));
        QVERIFY(process->waitForFinished(60'000)); // others would be waited for ten minutes
        const Outcome outcome = CliFixture::finish(*process);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(u"Rank 1 of the run is lost: signal 9 (Killed) ended its process"_s),
                 qPrintable(outcome.sentence()));
    }

    /// The ranks of the self-test are processes, as on a GPU two threads would wait for each other for ever.
    void theSelftestNamesASecondRankThatDies()
    {
        auto process = m_cli.start({u"selftest"_s, u"--json"_s});
        QVERIFY(killFirstChild(*process));
        QByteArray out;
        const auto isRanks = [](const QJsonObject &object) { return object[u"check"_s].toString() == u"ranks"_s; };
        const QJsonObject check = CliFixture::awaitObject(*process, out, isRanks, 60'000);
        QCOMPARE(check[u"outcome"_s].toString(), u"failed"_s);
        QVERIFY2(check[u"seen"_s].toString().contains(u"rank 1 was lost: signal 9 (Killed)"_s), out.constData());
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGTERM), 0);
        QCOMPARE(CliFixture::finish(*process, out).status, 130); // the other checks had gone on
    }

    void aSecondRankOfTheSelftestIsNotForPeople()
    {
        const Outcome outcome = m_cli.run({u"selftest"_s, u"--second-rank"_s});
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.sentence().contains(u"--second-rank is for the process"_s), qPrintable(outcome.sentence()));
    }

    /// The store at which all met is rank 0's and as silent as it: the others must not wait for that either.
    void aHungRankZeroDoesNotKeepTheOthers()
    {
        auto process = m_cli.start(m_cli.trainArguments(u"zero.tandem"_s, kManyEpochs)
                                   << u"--ranks"_s << u"2"_s << u"--set"_s << u"train.rank_timeout=3"_s);
        QByteArray out;
        QVERIFY(!CliFixture::awaitObject(*process, out, isStep).isEmpty());
        const QList<qint64> children = childrenOf(process->processId());
        QCOMPARE(children.size(), 1);
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGSTOP), 0);
        const bool ended = QTest::qWaitFor([&] { return hasEnded(children.first()); }, 30'000);
        process->kill(); // and with it rank 1, if need be
        const Outcome outcome = CliFixture::finish(*process, out);
        QVERIFY(ended);
        QVERIFY2(outcome.sentence().contains(u"Rank 0 of the run is lost"_s), qPrintable(outcome.sentence()));
    }

    void aSignalEndsTheMeeting()
    {
        const quint16 port = freePort();
        QVERIFY(port > 0);
        auto environment = m_cli.environment();
        environment.insert(u"WORLD_SIZE"_s, u"2"_s);
        environment.insert(u"RANK"_s, u"0"_s);
        environment.insert(u"MASTER_ADDR"_s, u"127.0.0.1"_s);
        environment.insert(u"MASTER_PORT"_s, QString::number(port));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(TANDEM_CLI), m_cli.trainArguments(u"meeting.tandem"_s, 1));
        QVERIFY(QTest::qWaitFor([&] { return isListenedAt(port); }, kPatienceMs));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
        QVERIFY(process.waitForFinished(30'000)); // others would be waited for ten minutes
        const Outcome outcome = CliFixture::finish(process);
        QCOMPARE(outcome.status, 130);
        QCOMPARE(outcome.last()[u"state"_s].toString(), u"stopped"_s);
    }

    void aSignalStopsAllRanksTogether()
    {
        auto process = m_cli.start(m_cli.trainArguments(u"stop.tandem"_s, kManyEpochs) << u"--ranks"_s << u"2"_s);
        QByteArray out;
        QVERIFY(!CliFixture::awaitObject(*process, out, isStep).isEmpty());
        const QList<qint64> children = childrenOf(process->processId());
        QCOMPARE(children.size(), 1);
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
        const Outcome outcome = CliFixture::finish(*process, out);
        QCOMPARE(outcome.status, 130);
        QCOMPARE(outcome.last()[u"state"_s].toString(), u"stopped"_s);
        QVERIFY(!outcome.last()[u"weights_sha256"_s].toString().isEmpty());
        QTRY_VERIFY(!QFile::exists(u"/proc/%1"_s.arg(children.first())));
    }

    void moreRanksThanImagesInABatchAreRefused()
    {
        const Outcome outcome = m_cli.run(m_cli.trainArguments(u"few.tandem"_s, 1)
                                          << u"--ranks"_s << u"3"_s << u"--set"_s << u"train.batch_size=2"_s);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.sentence().contains(u"train.batch_size cannot be 2"_s), qPrintable(outcome.sentence()));
    }

private:
    CliFixture m_cli;
};

QTEST_GUILESS_MAIN(TestCliRanks)
#include "tst_cli_ranks.moc"
