#include "core/catalog/query.h"
#include "core/config/settings_table.h"
#include "core/sweep/sweep_edit.h"
#include "made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/charts/charts_panel.h"
#include "ui/project_session.h"
#include "ui/queue/queue_control.h"
#include "ui/queue/queue_panel.h"
#include "ui/runs/filter_bar.h"
#include "ui/runs/log_panel.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/pairs_panel.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_exchange.h"
#include "ui/runs/run_settings_panel.h"
#include "ui/runs/run_table_panel.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/run_text.h"
#include "ui/runs/runs_page.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace tandem;
using namespace tandem::test;

namespace {

std::size_t pointsOf(const SeriesChart *chart)
{
    return chart->curves().empty() ? 0 : chart->curves().front().points.size();
}

std::int64_t lastStepOf(const SeriesChart *chart)
{
    return chart->curves().empty() ? 0 : chart->curves().front().points.back().step;
}

int resumesOf(const SeriesChart *chart)
{
    const auto &markers = chart->plot()->markers();
    return static_cast<int>(std::count_if(markers.begin(), markers.end(), [](const PlotMarker &marker) {
        return marker.kind == PlotMarker::Kind::Resume;
    }));
}

} // namespace

class TestRunsPage : public QObject {
    Q_OBJECT

private:
    RunState stateOf(const RunId &id) { return m_page->controller().model().find(id)->summary.state; }
    RunActions &actions() { return *m_page->findChild<RunActions *>(); }

    RunId newest()
    {
        const RunRows &rows = m_page->controller().model().rows();
        return rows.empty() ? RunId() : rows.front()->summary.id;
    }

    void openSession()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        auto session = ProjectSession::open(m_project, QStringLiteral(RUN_MAKER));
        QVERIFY2(session, session ? "" : describe(session.error()).c_str());
        m_session = std::move(*session);
        m_page->setSession(m_session.get());
        m_page->controller().setAttentive(true); // as while it is seen
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
        qputenv("RUN_MAKER_MS", "4");
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
            for (const RunRowPtr &row : m_page->controller().model().rows())
                if (isActive(row->summary.state))
                    m_page->controller().stop(row->summary.id);
        QTRY_VERIFY(std::none_of(m_page->controller().model().rows().begin(), m_page->controller().model().rows().end(),
                                 [](const RunRowPtr &row) { return isActive(row->summary.state); }));
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
        QCOMPARE(stateOf(id), RunState::Queued);
        QTRY_COMPARE(stateOf(id), RunState::Running);
        QCOMPARE(m_page->list()->currentRun(), id);
        QCOMPARE(m_session->selectedRun(), id);

        const SeriesChart *loss = m_page->detail()->charts()->chartOf(series::kLoss);
        QTRY_VERIFY(pointsOf(loss) > 60);
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
        QCOMPARE(stateOf(id), RunState::Queued);
        QVERIFY(m_page->detail()->sentence().isEmpty());
        QTRY_VERIFY2(stateOf(id) == RunState::Running,
                     qPrintable(QString(m_page->detail()->sentence() + QLatin1Char(' ') +
                                        stateText(*m_page->controller().model().find(id)))));
        QTRY_COMPARE(resumesOf(loss), 1);
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
        // It stays, with its reason.
        QTRY_COMPARE(stateOf(id), RunState::Failed);
        QTRY_VERIFY2(m_page->detail()->sentence().contains(QStringLiteral("no images")),
                     qPrintable(m_page->detail()->sentence()));
    }

    void severalSeedsWaitInTheQueue()
    {
        m_page->show();
        QVERIFY(m_page->queue()->isHidden());
        QCOMPARE(m_session->queue().snapshot().entries.size(), std::size_t{0});
        Settings settings = MadeUpRun::defaultSettings();
        settings.train.epochs = 2;
        settings.train.seed = 5;
        const RunId first = m_page->controller().launchSeeds(QStringLiteral("many"), settings, 3);
        QVERIFY(first.isValid());
        QCOMPARE(m_page->controller().model().rows().size(), std::size_t{3}); // at once
        QTRY_VERIFY(m_page->queue()->isVisible()); // it comes by itself when something has to wait
        QTRY_VERIFY(std::all_of(m_page->controller().model().rows().begin(), m_page->controller().model().rows().end(),
                                [](const RunRowPtr &row) { return row->summary.state == RunState::Done; }));
        std::vector<std::int64_t> seeds;
        for (const RunRowPtr &row : m_page->controller().model().rows())
            seeds.push_back(settingsFromJson(row->summary.settingsJson)->train.seed);
        std::sort(seeds.begin(), seeds.end());
        QCOMPARE(seeds, (std::vector<std::int64_t>{5, 6, 7}));
    }

    /// Closing the window leaves the run alive, and the next window finds it at work and follows it.
    void aRunOutlivesTheWindow()
    {
        Settings settings = MadeUpRun::defaultSettings();
        settings.train.epochs = 1000;
        const RunId id = m_page->controller().launch(QStringLiteral("long"), settings);
        QTRY_COMPARE(stateOf(id), RunState::Running);
        m_page->setSession(nullptr);
        QCOMPARE(m_page->controller().model().rows().size(), std::size_t{0});
        m_page = std::make_unique<RunsPage>();
        openSession();
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
        QCOMPARE(stateOf(id), RunState::Running);
        QCOMPARE(m_page->list()->currentRun(), id);
        const SeriesChart *loss = m_page->detail()->charts()->chartOf(series::kLoss);
        QTRY_VERIFY(pointsOf(loss) > 0);
        const auto before = lastStepOf(loss);
        QTRY_VERIFY(lastStepOf(loss) > before);
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
        openSession(); // both are there at its first look
        const SeriesChart *loss = m_page->detail()->charts()->chartOf(series::kLoss);
        QTRY_COMPARE(pointsOf(loss), std::size_t{40}); // the newest is selected at first
        QVERIFY(m_page->detail()->sentence().contains(QStringLiteral("step 41")));
        m_session->setSelectedRun(first.id);
        QCOMPARE(m_page->list()->currentRun(), first.id);
        QTRY_COMPARE(pointsOf(loss), std::size_t{120});
        QVERIFY(m_page->detail()->sentence().isEmpty());
        openSession(); // the project remembers
        QTRY_COMPARE(pointsOf(loss), std::size_t{120});
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
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
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
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
        m_page->show();
        m_page->resize(1000, 640);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 7);
        m_page->resize(1600, 1000);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 6);
        QVERIFY(m_page->detail()->pairs()->isVisible());
        m_page->resize(1000, 640);
        QTRY_COMPARE(m_page->detail()->tabs()->count(), 7);
    }

    /// Curves of all selected runs stand over each other, the current one's first; details are the current one's.
    void severalRunsAreOverlaid()
    {
        MadeUpRun first, second;
        second.id = RunId::make();
        second.name = "second";
        {
            MadeUpTrainer a(layout(), first), b(layout(), second);
            a.train(120);
            a.finish(RunState::Done);
            b.train(40);
            b.finish(RunState::Done);
        }
        openSession(); // both are there at its first look
        const SeriesChart *loss = m_page->detail()->charts()->chartOf(series::kLoss);
        QTRY_COMPARE(pointsOf(loss), std::size_t{40});
        m_page->list()->selectAll();
        QTRY_COMPARE(loss->curves().size(), std::size_t{2});
        QCOMPARE(loss->curves()[0].run, second.id);
        QCOMPARE(loss->curves()[1].points.size(), std::size_t{120});
        QCOMPARE(m_session->selectedRuns(), (std::vector<RunId>{second.id, first.id}));
        QCOMPARE(m_session->selectedRun(), second.id);
        m_session->setSelectedRun(first.id); // one of them becomes the current one
        QTRY_COMPARE(loss->curves()[0].run, first.id);
        QCOMPARE(loss->curves().size(), std::size_t{2});
        QCOMPARE(m_page->list()->currentRun(), first.id);
        QTRY_COMPARE(m_page->detail()->pairs()->sampleCount(), 8);
        QVERIFY(m_page->detail()->log()->model().rowCount() >= 2);
        m_session->setSelectedRuns({second.id});
        QTRY_COMPARE(loss->curves().size(), std::size_t{1});
        QCOMPARE(loss->curves()[0].run, second.id);
    }

    /// Another page may ask for a run before it is in the list, or for one that a filter hides.
    void aRunThatIsAskedForIsSelectedWhenItComes()
    {
        MadeUpRun first, second, third;
        first.name = "first";
        second.id = RunId::make();
        second.name = "second";
        third.id = RunId::make();
        third.name = "third";
        const auto write = [this](MadeUpRun &run) {
            MadeUpTrainer trainer(layout(), run);
            trainer.train(10);
            trainer.finish(RunState::Done);
        };
        write(first);
        QTRY_COMPARE(m_page->list()->selectedRuns(), std::vector<RunId>{first.id});
        m_session->setSelectedRuns({third.id});
        write(second);
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{2});
        QCOMPARE(m_page->list()->currentRun(), first.id);
        write(third);
        QTRY_COMPARE(m_page->list()->selectedRuns(), std::vector<RunId>{third.id});
        QTRY_COMPARE(m_page->detail()->charts()->runs().runs().front()->id, third.id);

        // Whoever turns to another run meanwhile is not called back.
        const RunId never = RunId::make();
        m_session->setSelectedRuns({never, first.id});
        QTRY_COMPARE(m_session->selectedRuns(), std::vector<RunId>{first.id});
        m_page->list()->selectRun(second.id);
        QTRY_COMPARE(m_session->selectedRuns(), std::vector<RunId>{second.id});
        m_page->controller().refresh();
        QTest::qWait(400);
        QCOMPARE(m_page->list()->selectedRuns(), std::vector<RunId>{second.id});

        m_page->findChild<FilterBar *>()->setQuery(*parseQuery("second"));
        m_page->controller().model().setQuery(*parseQuery("second"));
        QCOMPARE(m_page->controller().model().rowCount(), 1);
        m_session->setSelectedRuns({first.id, third.id});
        QCOMPARE(m_page->controller().model().rowCount(), 3); // what is asked for must be seen
        QCOMPARE(m_page->list()->selectedRuns(), (std::vector<RunId>{first.id, third.id}));
    }

    /// What a filter takes from sight is not worked on, and comes back selected.
    void aFilterHidesAndGivesBackWhatIsSelected()
    {
        MadeUpRun first, second;
        first.name = "narrow";
        second.id = RunId::make();
        second.name = "wide";
        {
            MadeUpTrainer a(layout(), first), b(layout(), second);
            a.train(10);
            a.finish(RunState::Done);
            b.train(10);
            b.finish(RunState::Done);
        }
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{2});
        m_page->list()->selectAll();
        QTRY_COMPARE(m_session->selectedRuns().size(), std::size_t{2});
        RunTableModel &model = m_page->controller().model();
        model.setQuery(*parseQuery("narrow"));
        QTRY_COMPARE(m_session->selectedRuns(), std::vector<RunId>{first.id});
        QTRY_COMPARE(m_page->detail()->charts()->runs().runs().size(), std::size_t{1});
        model.setQuery({});
        QTRY_COMPARE(m_session->selectedRuns().size(), std::size_t{2});
    }

    /// Out of the project and in again through the page, each in the background with one word at the end.
    void runsGoOutAndComeIn()
    {
        MadeUpRun run;
        run.name = "τ 0.5, wide";
        {
            MadeUpTrainer trainer(layout(), run);
            trainer.train(60);
            trainer.finish(RunState::Done);
        }
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
        QSignalSpy failures(m_page.get(), &Page::failed), notices(m_page.get(), &Page::noticed);
        RunExchange &exchange = *m_page->exchange();
        const auto file = [this](const char *name) { return m_folder->filePath(QString::fromLatin1(name)); };
        const auto read = [](const QString &path) {
            QFile opened(path);
            return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
        };
        exchange.writeReport(file("report.html"));
        QTRY_COMPARE(notices.count(), 1);
        QVERIFY(read(file("report.html")).contains("<title>τ 0.5, wide</title>"));
        exchange.writePoints(file("points.csv"));
        QTRY_COMPARE(notices.count(), 2);
        QVERIFY(read(file("points.csv")).count('\n') > 9 * 60);
        exchange.writeTable(file("runs.md"));
        QTRY_COMPARE(notices.count(), 3);
        QVERIFY(read(file("runs.md")).contains("τ 0.5, wide"));
        exchange.writeArchive(file("run.tar.gz"), false);
        QTRY_COMPARE(notices.count(), 4);
        exchange.readArchive(file("run.tar.gz"));
        QTRY_COMPARE(notices.count(), 5);
        QVERIFY2(notices[4][0].toString().contains(QStringLiteral("beside the old ones")),
                 qPrintable(notices[4][0].toString()));
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{2});
        exchange.writeLog(file("log"));
        QTRY_COMPARE(notices.count(), 6);
        exchange.readLog(file("log"));
        QTRY_COMPARE(notices.count(), 7);
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{3});
        QCOMPARE(failures.count(), 0);
        exchange.readArchive(file("runs.md"));
        QTRY_COMPARE(failures.count(), 1);
        QVERIFY(failures[0][0].toString().contains(QStringLiteral("damaged")));
        QTRY_VERIFY(!exchange.isBusy());
    }

    /// A stop may come too late; what is told is what there is.
    void aStopTellsWhatIsThere()
    {
        MadeUpRun run;
        {
            MadeUpTrainer trainer(layout(), run);
            trainer.train(2000);
            trainer.finish(RunState::Done);
        }
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
        QSignalSpy notices(m_page.get(), &Page::noticed);
        RunExchange &exchange = *m_page->exchange();
        const QString file = m_folder->filePath(QStringLiteral("points.csv"));
        exchange.writePoints(file);
        auto *progress = m_page->findChild<WorkProgress *>();
        QVERIFY(progress != nullptr);
        progress->cancel();
        QTRY_COMPARE(notices.count(), 1);
        const bool saved = notices[0][0].toString() == QStringLiteral("Saved as %1.").arg(file);
        QCOMPARE(notices[0][0].toString(), saved ? QStringLiteral("Saved as %1.").arg(file)
                                                 : QStringLiteral("Stopped; nothing was left behind."));
        QCOMPARE(QFileInfo::exists(file), saved);
        QTRY_VERIFY(!exchange.isBusy());
        QTRY_VERIFY(m_page->findChild<WorkProgress *>() == nullptr);
    }

    void whatAnArchiveBringsAndLeavesIsTold()
    {
        SweepSpec spec;
        spec.name = "temperatures";
        spec.base.data.path = "/data";
        const char *key = "objective.temperature";
        spec.axes = {{key, {pointOf(key, "0.1"), pointOf(key, "0.5")}, {}}};
        const auto sweep = createSweep(layout(), spec);
        QVERIFY(sweep);
        QSignalSpy notices(m_page.get(), &Page::noticed);
        RunExchange &exchange = *m_page->exchange();
        const QString file = m_folder->filePath(QStringLiteral("project.tar.gz"));
        exchange.writeArchive(file, true);
        QTRY_COMPARE(notices.count(), 1);
        exchange.readArchive(file);
        QTRY_COMPARE(notices.count(), 2);
        QVERIFY2(
            notices[1][0].toString().endsWith(QStringLiteral("Left out: temperatures (is in this project already).")),
            qPrintable(notices[1][0].toString()));
        std::filesystem::remove_all(layout().sweep(*sweep));
        exchange.readArchive(file);
        QTRY_COMPARE(notices.count(), 3);
        QVERIFY2(notices[2][0].toString().contains(QStringLiteral("came along, paused.")),
                 qPrintable(notices[2][0].toString()));
    }

    void chartsStayArranged()
    {
        ChartsPanel *charts = m_page->detail()->charts();
        const std::size_t before = charts->cards().size();
        ChartSpec spec;
        spec.series = {std::string(series::kUniformity), std::string(series::kAlignment)};
        charts->addChart(spec);
        openSession(); // closes, and opens again
        QCOMPARE(charts->cards().size(), before + 1);
        QCOMPARE(charts->cards().back()->spec().series, spec.series);
        QVERIFY(m_session->setText("charts", "not a layout"));
        openSession();
        QCOMPARE(charts->arrangement(), ChartLayout::standard());
    }

    void layoutIsRemembered()
    {
        QSettings settings(m_folder->filePath(QStringLiteral("layout.ini")), QSettings::IniFormat);
        MadeUpRun run;
        MadeUpTrainer(layout(), run).finish(RunState::Done);
        m_page->show();
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
        auto *splitter = m_page->findChild<QSplitter *>();
        splitter->setSizes({210, 380});
        const QList<int> sizes = splitter->sizes();
        m_page->saveLayout(settings);
        splitter->setSizes({120, 470});
        m_page->restoreLayout(settings);
        QCOMPARE(splitter->sizes(), sizes);
    }

    void viewsGoIntoATabWhereThereIsNoRoom()
    {
        MadeUpRun run;
        MadeUpTrainer trainer(layout(), run);
        trainer.finish(RunState::Done);
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
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
        QTRY_COMPARE(m_page->controller().model().rows().size(), std::size_t{1});
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
