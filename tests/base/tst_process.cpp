#include "core/base/process.h"

#include <QProcess>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace tandem;

class TestProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thisProcessLives();
    void endedProcessIsDead();
    void zombieIsDead();
    void namesWithParenthesesAreRead();
    void factsArePlausible();
};

void TestProcess::thisProcessLives()
{
    const ProcessIdentity self = currentProcess();
    QCOMPARE(self.pid, std::int64_t{::getpid()});
    QVERIFY(self.startTicks > 0);
    QVERIFY(isAlive(self));
    QVERIFY(!isAlive({self.pid, self.startTicks + 1})); // an earlier owner of the number
    QVERIFY(!isAlive({}));
    QVERIFY(!isAlive({-1, 1}));
    QVERIFY(!isAlive({self.pid, 0})); // unknown start: not to be trusted
}

void TestProcess::endedProcessIsDead()
{
    QProcess child;
    child.start(QStringLiteral("cat"), {});
    QVERIFY(child.waitForStarted());
    const ProcessIdentity identity = processWithId(child.processId());
    QVERIFY(isAlive(identity));
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
    QVERIFY(!isAlive(identity));
    QCOMPARE(processWithId(identity.pid).startTicks, std::int64_t{0});
}

void TestProcess::zombieIsDead()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    QTRY_VERIFY(!isAlive(processWithId(child))); // nobody has waited for it yet
    QVERIFY(processWithId(child).startTicks > 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
}

void TestProcess::namesWithParenthesesAreRead()
{
    QProcess child;
    child.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("printf 'a) Z 1 (b' > /proc/$$/comm; "
                                                                            "echo named; read line")});
    QVERIFY(child.waitForStarted());
    QVERIFY(child.waitForReadyRead());
    const ProcessIdentity identity = processWithId(child.processId());
    QVERIFY(isAlive(identity));
    QVERIFY(identity.startTicks >= currentProcess().startTicks);
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
}

void TestProcess::factsArePlausible()
{
    QVERIFY(usableCores() >= 1);
    QVERIFY(peakMemoryBytes() > 1'000'000);
    QVERIFY(peakMemoryBytes() < 1'000'000'000'000);
    QVERIFY(wallClockMs() > 1'700'000'000'000);
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
