#include "made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/project_session.h"
#include "ui/runs/charts_panel.h"
#include "ui/runs/log_panel.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/pairs_panel.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_list_view.h"
#include "ui/runs/run_settings_panel.h"
#include "ui/runs/run_text.h"
#include "ui/runs/runs_page.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

class TestRunsPage : public QObject {
    Q_OBJECT

private:
    RunState stateOf(const RunId &id) { return m_page->controller().model().find(id)->summary.state; }
    RunActions &actions() { return *m_page->findChild<RunActions *>(); }

    RunId newest()
    {
        const RunRows &rows = m_page->controller().model().rows();
        return rows.empty() ? RunId() : rows.front().summary.id;
    }

    void openSession()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        auto session = ProjectSession::open(m_project, QStringLiteral(RUN_MAKER));
        QVERIFY2(session, session ? "" : describe(session.error()).c_str());
        m_session = std::move(*session);
        m_page->setSession(m_session.get());
    }

    ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void init()
    {
        qputenv("RUN_MAKER_MS", "10");
        QApplication::setPalette(paletteOf(lightColors()));
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = m_folder->filePath(QStringLiteral("p.tandem"));
        QVERIFY(createProject(m_project.toStdString()));
        m_page = std::make_unique<RunsPage>();
        m_page->resize(1000, 640);
        openSession();
    }

    void cleanup()
    {
        // Whatever still trains is told to stop, and waited for, before its project goes.
        if (m_session)
            for (const RunRow &row : m_page->controller().model().rows())
                if (isActive(row.summary.state))
                    m_page->controller().stop(row.summary.id);
        QTRY_VERIFY(std::none_of(m_page->controller().model().rows().begin(), m_page->controller().model().rows().end(),
                                 [](const RunRow &row) { return isActive(row.summary.state); }));
        m_page->setSession(nullptr);
        m_session.reset();
        m_page.reset();
    }

    void anEmptyProjectTeaches()
    {
        QVERIFY(actions().newRun->isEnabled());
        QVERIFY(!actions().stop->isEnabled());
        QCOMPARE(m_page->findChild<QStackedWidget *>()->currentIndex(), 0);
        m_page->setSession(nullptr);
        QVERIFY(!actions().newRun->isEnabled());
    }

    /// The whole story: launch, watch, stop, resume; each answered in the list before the trainer can have done it.
    void launchStopResume()
    {
        m_page->show();
        QSignalSpy failures(m_page.get(), &Page::failed);
        Settings settings = MadeUpRun::defaultSettings();
        settings.train.epochs = 1000;
        const RunId id = m_page->controller().launch(QStringLiteral("first"), settings);
        QVERIFY(id.isValid());
        QCOMPARE(newest(), id);
        QCOMPARE(stateOf(id), RunState::Starting);
        QTRY_COMPARE(stateOf(id), RunState::Running);
        QCOMPARE(m_page->list()->currentRun(), id);
        QCOMPARE(m_session->selectedRun(), id);

        const SeriesChart *loss = m_page->detail()->charts()->charts().front();
        QTRY_VERIFY(loss->data().points().size() > 60);
        QTRY_COMPARE(m_page->detail()->pairs()->sampleCount(), 8);
        QTRY_VERIFY(m_page->detail()->log()->model().rowCount() >= 2);
        QVERIFY(m_page->detail()->settings()->text(false).contains(QStringLiteral("train.epochs=1000")));
        QTRY_VERIFY(m_page->detail()->facts().contains(QStringLiteral("left")));

        QVERIFY(actions().stop->isEnabled());
        actions().stop->trigger();
        QCOMPARE(stateOf(id), RunState::Stopping); // at once
        QVERIFY(!actions().stop->isEnabled());
        QTRY_COMPARE(stateOf(id), RunState::Stopped);
        QVERIFY(m_page->detail()->sentence().contains(QStringLiteral("Resume")));

        QVERIFY(actions().resume->isEnabled());
        actions().resume->trigger();
        QCOMPARE(stateOf(id), RunState::Starting);
        QVERIFY(m_page->detail()->sentence().isEmpty());
        QTRY_VERIFY2(stateOf(id) == RunState::Running,
                     qPrintable(QString(m_page->detail()->sentence() + QLatin1Char(' ') +
                                        stateText(*m_page->controller().model().find(id)))));
        QTRY_COMPARE(loss->plot()->markerCount(), 1);
        actions().stopAfterEpoch->trigger();
        QCOMPARE(stateText(*m_page->controller().model().find(id)), QStringLiteral("Stops after epoch"));
        QTRY_COMPARE(stateOf(id), RunState::Stopped);
        QCOMPARE(m_page->controller().model().find(id)->summary.step % 50, 0);
        QCOMPARE(failures.count(), 0);
    }

    void aLaunchThatFailsSaysWhy()
    {
        QSignalSpy failures(m_page.get(), &Page::failed);
        const RunId id = m_page->controller().launch(QStringLiteral("fails"), MadeUpRun::defaultSettings());
        QVERIFY(id.isValid());
        QCOMPARE(newest(), id);
        QTRY_COMPARE(failures.count(), 1);
        QVERIFY2(failures[0][0].toString().contains(QStringLiteral("no images")),
                 qPrintable(failures[0][0].toString()));
        QTRY_VERIFY(m_page->controller().model().rowCount() == 0);
    }

    /// Closing the window leaves the run alive, and the next window finds it at work and follows it.
    void aRunOutlivesTheWindow()
    {
        Settings settings = MadeUpRun::defaultSettings();
        settings.train.epochs = 1000;
        const RunId id = m_page->controller().launch(QStringLiteral("long"), settings);
        QTRY_COMPARE(stateOf(id), RunState::Running);
        m_page->setSession(nullptr);
        QCOMPARE(m_page->controller().model().rowCount(), 0);
        m_page = std::make_unique<RunsPage>();
        openSession();
        QTRY_COMPARE(m_page->controller().model().rowCount(), 1);
        QCOMPARE(stateOf(id), RunState::Running);
        QCOMPARE(m_page->list()->currentRun(), id);
        const SeriesChart *loss = m_page->detail()->charts()->charts().front();
        QTRY_VERIFY(!loss->data().isEmpty());
        const auto before = loss->data().points().back().step;
        QTRY_VERIFY(loss->data().points().back().step > before);
        m_page->controller().stop(id);
        QTRY_COMPARE(stateOf(id), RunState::Stopped);
    }

    void selectingAnotherRunShowsItsOwnNumbers()
    {
        MadeUpRun first, second;
        second.id = RunId::make();
        second.name = "second";
        {
            MadeUpTrainer a(layout(), first), b(layout(), second);
            a.train(120);
            a.finish(RunState::Done);
            b.train(40);
            b.finish(RunState::Failed, Error{ErrorCode::NonFiniteLoss, {"41"}, {}});
        }
        const SeriesChart *loss = m_page->detail()->charts()->charts().front();
        QTRY_COMPARE(loss->data().points().size(), std::size_t{40}); // the newest is selected at first
        QVERIFY(m_page->detail()->sentence().contains(QStringLiteral("step 41")));
        m_session->setSelectedRun(first.id);
        QCOMPARE(m_page->list()->currentRun(), first.id);
        QTRY_COMPARE(loss->data().points().size(), std::size_t{120});
        QVERIFY(m_page->detail()->sentence().isEmpty());
        openSession(); // the project remembers
        QTRY_COMPARE(loss->data().points().size(), std::size_t{120});
    }

    void theDialogStartsARunAndKeepsTheDraft()
    {
        Settings draft = MadeUpRun::defaultSettings();
        draft.train.epochs = 1;
        m_session->setDraft(draft);
        actions().newRun->trigger();
        auto *dialog = m_page->findChild<NewRunDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->settings(), draft);
        Q_EMIT dialog->form()->row("objective.temperature")->edited(QStringLiteral("0.25"));
        dialog->reject();
        QCOMPARE(m_session->draft().objective.temperature, 0.25);
        QTRY_VERIFY(m_page->findChild<NewRunDialog *>() == nullptr);

        actions().newRun->trigger();
        dialog = m_page->findChild<NewRunDialog *>();
        const QString name = dialog->runName();
        dialog->accept();
        QTRY_COMPARE(m_page->controller().model().rowCount(), 1);
        const RunId id = newest();
        QCOMPARE(runTitle(m_page->controller().model().find(id)->summary), name);
        QTRY_COMPARE(stateOf(id), RunState::Done);

        QTRY_VERIFY(actions().duplicate->isEnabled());
        actions().duplicate->trigger();
        QTRY_VERIFY(m_page->findChild<NewRunDialog *>() != nullptr);
        dialog = m_page->findChild<NewRunDialog *>();
        QCOMPARE(dialog->settings().objective.temperature, 0.25);
        QVERIFY(dialog->runName().contains(name));
        dialog->reject();
    }

    void viewsMoveWithTheRoom()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(layout(), run);
        trainer.train(10);
        trainer.finish(RunState::Done);
        QTRY_COMPARE(m_page->controller().model().rowCount(), 1);
        m_page->show();
        m_page->resize(1000, 640);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 4);
        m_page->resize(1600, 1000);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 3);
        QVERIFY(m_page->detail()->pairs()->isVisible());
        m_page->resize(1000, 640);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 4);
    }

    void layoutIsRemembered()
    {
        QSettings settings(m_folder->filePath(QStringLiteral("layout.ini")), QSettings::IniFormat);
        m_page->list()->setColumnWidth(1, 177);
        m_page->saveLayout(settings);
        RunsPage other;
        other.restoreLayout(settings);
        QCOMPARE(other.list()->columnWidth(1), 177);
    }

    void viewsGoIntoATabWhereThereIsNoRoom()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(layout(), run);
        trainer.finish(RunState::Done);
        QTRY_COMPARE(m_page->controller().model().rowCount(), 1);
        m_page->resize(1500, 900);
        m_page->show();
        QTRY_VERIFY(m_page->detail()->pairs()->isVisible());
        m_page->resize(900, 600);
        QTRY_VERIFY(!m_page->detail()->pairs()->isVisible()); // the curves are in front
        m_page->resize(1500, 900);
        QTRY_VERIFY(m_page->detail()->pairs()->isVisible());
    }

    void everyWidgetSaysItsName()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(layout(), run);
        trainer.finish(RunState::Done);
        QTRY_COMPARE(m_page->controller().model().rowCount(), 1);
        QCOMPARE(testing::unnamedFocusable(*m_page), QStringList());
        NewRunDialog dialog({MadeUpRun::defaultSettings(), {}, {}, {}});
        QCOMPARE(testing::unnamedFocusable(dialog).join(QLatin1Char(';')), QString());
    }
};

int main(int count, char **words)
{
    const tandem::testing::Sandbox sandbox;
    QApplication application(count, words);
    TestRunsPage test;
    return QTest::qExec(&test, count, words);
}
#include "tst_runs_page.moc"
