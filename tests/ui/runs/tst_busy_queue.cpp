#include "core/base/file_lock.h"
#include "core/store/queue_file.h"
#include "made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/project_session.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/runs_page.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <optional>
#include <thread>

// Another process keeps the file of the queue to itself for a while, as one that queues a large sweep does. The window
// goes on meanwhile, and what was wished comes to be.

using namespace tandem;
using namespace tandem::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kHeld = 2s;

} // namespace

class TestBusyQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startingDoesNotWaitForTheQueue();
    void resumingDoesNotWaitForTheQueue();
    void closingCarriesOutWhatWasWished();
    void aRunThatCannotBeQueuedLeavesTheTable();
    void aResumeThatCannotBeQueuedLeavesTheRunAsItWas();
    void aRunThatIsThrownAwayBeforeItIsQueuedStays();

private:
    void open(const QString &program = QStringLiteral(RUN_MAKER));
    void close();
    [[nodiscard]] ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }
    [[nodiscard]] FileLock hold() const { return std::move(**FileLock::tryTake(layout().queueLock())); }
    [[nodiscard]] bool isQueueEmpty() const { return readQueue(layout())->items.empty(); }
    [[nodiscard]] RunController &controller() const { return m_page->controller(); }
    [[nodiscard]] RunActions &actions() const { return *m_page->findChild<RunActions *>(); }
    [[nodiscard]] std::optional<RunState> stateOf(const RunId &id) const
    {
        const RunRow *row = controller().model().find(id);
        return row != nullptr ? std::optional(row->summary.state) : std::nullopt;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project;
    RunId m_stopped; // a run of the project that can be resumed
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;
    std::unique_ptr<QSignalSpy> m_failures;
};

void TestBusyQueue::init()
{
    qputenv("RUN_MAKER_MS", "1");
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = m_folder->filePath(QStringLiteral("p.tandem"));
    QVERIFY(createProject(m_project.toStdString()));
    MadeUpRun run;
    run.settings.train.epochs = 3;
    MadeUpTrainer trainer(layout(), run);
    trainer.train(60);
    trainer.finish(RunState::Stopped);
    m_stopped = run.id;
}

void TestBusyQueue::open(const QString &program)
{
    auto session = ProjectSession::open(m_project, program);
    QVERIFY2(session, session ? "" : describe(session.error()).c_str());
    m_session = std::move(*session);
    m_page = std::make_unique<RunsPage>();
    m_page->resize(1000, 640);
    m_failures = std::make_unique<QSignalSpy>(m_page.get(), &Page::failed);
    m_page->setSession(m_session.get());
    m_page->show();
    QTRY_VERIFY(stateOf(m_stopped).has_value());
}

void TestBusyQueue::close()
{
    m_page->setSession(nullptr);
    m_session.reset();
}

void TestBusyQueue::cleanup()
{
    QTRY_VERIFY(isQueueEmpty()); // what was begun has ended
    close();
    m_page.reset();
}

void TestBusyQueue::startingDoesNotWaitForTheQueue()
{
    open();
    Settings settings = MadeUpRun::defaultSettings();
    settings.train.epochs = 1;
    m_session->setDraft(settings);
    actions().newRun->trigger();
    auto *dialog = m_page->findChild<NewRunDialog *>();
    QVERIFY(dialog != nullptr);
    QTest::qWait(0);

    std::optional<FileLock> lock = hold();
    const tandem::testing::LoopWatch watch;
    QTimer::singleShot(kHeld, m_page.get(), [&lock] { lock.reset(); });
    dialog->accept();
    QCOMPARE(controller().model().rows().size(), std::size_t{2}); // at once
    const RunId id = controller().model().rows().front()->summary.id;
    QCOMPARE(stateOf(id), RunState::Queued);
    QCOMPARE(m_page->list()->currentRun(), id);
    QTRY_VERIFY(!lock);
    tandem::testing::verifyAwake(watch);

    QTRY_COMPARE(stateOf(id), RunState::Done);
    QCOMPARE(m_page->list()->currentRun(), id);
    QVERIFY(m_failures->isEmpty());
}

void TestBusyQueue::resumingDoesNotWaitForTheQueue()
{
    open();
    std::optional<FileLock> lock = hold();
    const tandem::testing::LoopWatch watch;
    QTimer::singleShot(kHeld, m_page.get(), [&lock] { lock.reset(); });
    actions().resume->trigger();
    QCOMPARE(stateOf(m_stopped), RunState::Queued);
    QVERIFY(!actions().resume->isEnabled());
    QVERIFY(isQueueEmpty());
    QTRY_VERIFY(!lock);
    tandem::testing::verifyAwake(watch);

    QTRY_COMPARE(stateOf(m_stopped), RunState::Done);
    QVERIFY(m_failures->isEmpty());
}

/// The one moment at which the window waits for others.
void TestBusyQueue::closingCarriesOutWhatWasWished()
{
    open();
    Settings settings = MadeUpRun::defaultSettings();
    settings.train.epochs = 1;
    std::optional<FileLock> lock = hold();
    const RunId id = controller().launch(QStringLiteral("late"), settings);
    controller().resume(m_stopped);
    const std::jthread other([&lock] {
        std::this_thread::sleep_for(300ms);
        lock.reset();
    });
    close();
    QCOMPARE(controller().model().rows().size(), std::size_t{0});

    open();
    QTRY_COMPARE(stateOf(id), RunState::Done);
    QTRY_COMPARE(stateOf(m_stopped), RunState::Done);
    QVERIFY(m_failures->isEmpty());
}

void TestBusyQueue::aRunThatCannotBeQueuedLeavesTheTable()
{
    open(QStringLiteral("/no/such/tandem-cli"));
    const RunId id = controller().launchSeeds(QStringLiteral("never"), MadeUpRun::defaultSettings(), 3);
    QCOMPARE(stateOf(id), RunState::Queued);
    QTRY_COMPARE(m_failures->size(), 1);
    QVERIFY(m_failures->front().front().toString().contains(QStringLiteral("/no/such/tandem-cli")));
    QCOMPARE(controller().model().rows().size(), std::size_t{1});
    QVERIFY(isQueueEmpty());
}

void TestBusyQueue::aResumeThatCannotBeQueuedLeavesTheRunAsItWas()
{
    open(QStringLiteral("/no/such/tandem-cli"));
    actions().resume->trigger();
    QTRY_COMPARE(m_failures->size(), 1);
    QCOMPARE(stateOf(m_stopped), RunState::Stopped);
    QVERIFY(actions().resume->isEnabled());
}

/// Wishes keep their order: the trash must not take a folder that is about to be queued.
void TestBusyQueue::aRunThatIsThrownAwayBeforeItIsQueuedStays()
{
    open();
    Settings settings = MadeUpRun::defaultSettings();
    settings.train.epochs = 1;
    std::optional<FileLock> lock = hold();
    const RunId id = controller().launch(QStringLiteral("kept"), settings);
    controller().trash({id});
    QVERIFY(!stateOf(id));
    lock.reset();
    QTRY_COMPARE(m_failures->size(), 1); // it waits or is at work: not to be thrown away
    QTRY_COMPARE(stateOf(id), RunState::Done);
}

int main(int argc, char **argv)
{
    const tandem::testing::Sandbox sandbox;
    QApplication app(argc, argv);
    TestBusyQueue test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_busy_queue.moc"
