#include "core/base/files.h"
#include "core/base/start_process.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <optional>
#include <thread>

using namespace tandem;

class TestStartProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outputsAreAppended();
    void argumentsAreNotAShells();
    void environmentIsAddedTo();
    void orphanIsNobodysChild();
    void sessionIsItsOwn();
    void nameIsWhatItIsCalled();
    void errorsMayGoWhereOursGo();
    void endsWithTheThreadThatBeganIt();
    void aChildKilledBeforeItsProgramRunsWasStarted();
    void missingProgramIsAnError();
    void noteStandsBeforeTheProgramRuns();
    void noteStandsThoughTheProgramIsMissing();
    void ignoredSignalsAreNotInherited();

private:
    [[nodiscard]] std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    [[nodiscard]] static QByteArray text(const std::filesystem::path &file)
    {
        return QByteArray::fromStdString(readFile(file).value_or(std::string()));
    }
    [[nodiscard]] QByteArray outputOf(ProcessStart start) const
    {
        std::filesystem::remove(path("out"));
        start.output = path("out");
        const auto started = startProcess(start);
        if (!started)
            return QByteArray::fromStdString(describe(started.error()));
        while (!reapProcess(started->pid))
            QTest::qWait(2);
        return text(path("out"));
    }

    QTemporaryDir m_folder;
};

void TestStartProcess::outputsAreAppended()
{
    QVERIFY(writeFileAtomically(path("log"), std::as_bytes(std::span("before\n", 7))));
    const auto started =
        startProcess({.program = "sh", .arguments = {"-c", "cat; echo out; echo err >&2"}, .output = path("log")});
    QVERIFY(started);
    QTRY_VERIFY(reapProcess(started->pid));
    QCOMPARE(text(path("log")), QByteArray("before\nout\nerr\n"));
}

void TestStartProcess::argumentsAreNotAShells()
{
    QCOMPARE(outputOf({.program = "printf", .arguments = {"%s|", "it's", "", "$HOME \"x\""}}),
             QByteArray("it's||$HOME \"x\"|"));
}

void TestStartProcess::environmentIsAddedTo()
{
    qputenv("TANDEM_TEST_KEPT", "kept");
    qputenv("TANDEM_TEST_REPLACED", "old");
    QCOMPARE(outputOf({.program = "sh",
                       .arguments = {"-c", "echo $TANDEM_TEST_KEPT $TANDEM_TEST_REPLACED $TANDEM_TEST_NEW"},
                       .environment = {{"TANDEM_TEST_REPLACED", "0"}, {"TANDEM_TEST_NEW", "a b"}}}),
             QByteArray("kept 0 a b\n"));
}

void TestStartProcess::orphanIsNobodysChild()
{
    const auto started = startProcess({.program = "sleep", .arguments = {"60"}, .orphan = true});
    QVERIFY(started);
    QVERIFY(isAlive(*started));
    QCOMPARE(::waitpid(static_cast<pid_t>(started->pid), nullptr, WNOHANG), pid_t(-1));
    ::kill(static_cast<pid_t>(started->pid), SIGKILL);
    QTRY_VERIFY(!isAlive(*started));
}

void TestStartProcess::sessionIsItsOwn()
{
    const auto started = startProcess({.program = "sleep", .arguments = {"60"}});
    QVERIFY(started);
    QCOMPARE(::getsid(static_cast<pid_t>(started->pid)), static_cast<pid_t>(started->pid));
    QVERIFY(!reapProcess(started->pid));
    ::kill(static_cast<pid_t>(started->pid), SIGKILL);
    QTRY_VERIFY(reapProcess(started->pid));
}

void TestStartProcess::nameIsWhatItIsCalled()
{
    const QByteArray words =
        outputOf({.program = "/bin/sh", .arguments = {"-c", "tr '\\0' ' ' </proc/$$/cmdline"}, .name = "someone"});
    QCOMPARE(words.split(' ').value(0), QByteArray("someone"));
}

void TestStartProcess::errorsMayGoWhereOursGo()
{
    const ProcessStart start{.program = "sh", .arguments = {"-c", "readlink /proc/$$/fd/2"}, .keepsErrors = true};
    std::array<char, 4096> ours{};
    QVERIFY(::readlink("/proc/self/fd/2", ours.data(), ours.size() - 1) > 0);
    QCOMPARE(outputOf(start).trimmed(), QByteArray(ours.data()));
}

void TestStartProcess::endsWithTheThreadThatBeganIt()
{
    std::optional<ProcessIdentity> started;
    std::thread([&] {
        if (const auto process = startProcess({.program = "sleep", .arguments = {"60"}, .endsWithUs = true}))
            started = *process;
    }).join();
    QVERIFY(started);
    QTRY_VERIFY(reapProcess(started->pid));
}

void TestStartProcess::aChildKilledBeforeItsProgramRunsWasStarted()
{
    // It waits for a reader of its output, before it can say anything.
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    std::atomic<pid_t> tid = 0;
    Result<ProcessIdentity> started = Error{ErrorCode::BadUsage, {"not begun"}, {}};
    std::thread beginner([&] {
        tid = ::gettid();
        started = startProcess({.program = "true", .output = path("pipe")});
    });
    pid_t child = 0;
    const auto findChild = [&] {
        const QByteArray task = QByteArray::number(tid.load());
        QFile children(QStringLiteral("/proc/self/task/%1/children").arg(QString::fromLatin1(task)));
        child = children.open(QIODevice::ReadOnly) ? children.readAll().trimmed().toInt() : 0;
        return child > 0;
    };
    const bool isFound = QTest::qWaitFor(findChild, 20'000);
    ::kill(isFound ? child : ::getpid(), SIGKILL); // without the child, the thread would wait for ever
    beginner.join();
    QVERIFY2(started, started ? "" : describe(started.error()).c_str());
    QCOMPARE(started->pid, std::int64_t{child});
    int end = 0;
    QCOMPARE(::waitpid(child, &end, 0), child);
    QVERIFY(WIFSIGNALED(end) && WTERMSIG(end) == SIGKILL);
}

void TestStartProcess::missingProgramIsAnError()
{
    for (const bool orphan : {false, true}) {
        const auto started = startProcess({.program = "/no/such/program", .orphan = orphan});
        QVERIFY(!started && started.error().code == ErrorCode::ProcessFailed);
        QCOMPARE(started.error().arguments[0], std::string("/no/such/program"));
        QCOMPARE(started.error().arguments[1], std::string("No such file or directory"));
    }
    const auto noLog = startProcess({.program = "true", .output = path("none") / "log"});
    QVERIFY(!noLog && noLog.error().code == ErrorCode::ProcessFailed);
}

void TestStartProcess::noteStandsBeforeTheProgramRuns()
{
    const int file = ::open(path("note").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    QVERIFY(::write(file, "a longer note of an earlier one", 31) == 31);
    ProcessStart start{.program = "cat", .arguments = {path("note").string()}};
    start.noteDescriptor = file;
    start.note = "begun\n";
    QCOMPARE(outputOf(start), QByteArray("begun\n"));
    ::close(file);
}

void TestStartProcess::noteStandsThoughTheProgramIsMissing()
{
    const int file = ::open(path("note").c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    ProcessStart start{.program = "/no/such/program"};
    start.noteDescriptor = file;
    start.note = "begun";
    QVERIFY(!startProcess(start));
    QCOMPARE(text(path("note")), QByteArray("begun"));
    ::close(file);
}

void TestStartProcess::ignoredSignalsAreNotInherited()
{
    std::signal(SIGPIPE, SIG_IGN);
    const QByteArray status = outputOf({.program = "sh", .arguments = {"-c", "grep SigIgn /proc/self/status"}});
    std::signal(SIGPIPE, SIG_DFL);
    QCOMPARE(status.split('\t').value(1).trimmed(), QByteArray("0000000000000000"));
}

QTEST_GUILESS_MAIN(TestStartProcess)
#include "tst_start_process.moc"
