#include "tests/app/cli_process.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <csignal>

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

} // namespace

class TestCliRanks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.makeShapes()); }

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
                                   << u"--ranks"_s << u"2"_s << u"--set"_s << u"train.rank_timeout=5"_s);
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
