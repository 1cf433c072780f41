#include "core/base/file_lock.h"
#include "core/base/start_process.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tandem;
using namespace std::chrono_literals;

class TestFileLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHolderAtATime();
    void childHoldsItAfterItsParentLetGo();
    void waitingEnds();
    void placeWithoutAFolderIsAnError();

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path = std::filesystem::path(m_folder.path().toStdString()) / "lock";
};

void TestFileLock::oneHolderAtATime()
{
    QVERIFY(!FileLock::isHeld(m_path));
    auto first = FileLock::tryTake(m_path);
    QVERIFY(first && *first);
    QVERIFY(FileLock::isHeld(m_path));
    const auto second = FileLock::tryTake(m_path);
    QVERIFY(second && !*second);
    // Asking, or failing to take it, must not end the holder's lock: POSIX record locks would.
    QVERIFY(FileLock::isHeld(m_path));
    FileLock moved = std::move(**first);
    first->reset();
    QVERIFY(FileLock::isHeld(m_path));
    {
        const FileLock gone = std::move(moved);
    }
    QVERIFY(!FileLock::isHeld(m_path));
}

void TestFileLock::childHoldsItAfterItsParentLetGo()
{
    std::int64_t child = 0;
    {
        auto lock = FileLock::tryTake(m_path);
        QVERIFY(lock && *lock);
        const auto started =
            startProcess({.program = "sleep", .arguments = {"60"}, .keptOpen = {(*lock)->descriptor()}});
        QVERIFY(started);
        child = started->pid;
        // One that does not inherit it: the descriptor is closed on exec.
        const auto other = startProcess({.program = "sleep", .arguments = {"60"}, .orphan = true});
        QVERIFY(other);
        lock->reset();
        QVERIFY(FileLock::isHeld(m_path));
        ::kill(static_cast<pid_t>(child), SIGKILL);
        QTRY_VERIFY(!FileLock::isHeld(m_path));
        QVERIFY(isAlive(*other));
        ::kill(static_cast<pid_t>(other->pid), SIGKILL);
    }
    QTRY_VERIFY(reapProcess(child));
}

void TestFileLock::waitingEnds()
{
    auto lock = FileLock::take(m_path, 0ms);
    QVERIFY(lock);
    const auto late = FileLock::take(m_path, 20ms);
    QVERIFY(!late && late.error().code == ErrorCode::FileUnwritable);
}

void TestFileLock::placeWithoutAFolderIsAnError()
{
    const auto lock = FileLock::tryTake(m_path / "below" / "a file");
    QVERIFY(!lock && lock.error().code == ErrorCode::FileUnwritable);
    QVERIFY(!FileLock::isHeld(m_path / "below"));
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_file_lock.moc"
