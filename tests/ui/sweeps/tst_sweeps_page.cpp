#include "tests/sweep/sweep_fixture.h"
#include "tests/ui/ui_testing.h"
#include "ui/project_session.h"
#include "ui/queue/queue_control.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/add_values_dialog.h"
#include "ui/sweeps/axis_editor.h"
#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/new_sweep_dialog.h"
#include "ui/sweeps/parallel_plot.h"
#include "ui/sweeps/sweep_actions.h"
#include "ui/sweeps/sweep_detail.h"
#include "ui/sweeps/sweeps_page.h"
#include "ui/theme.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace tandem;
using namespace tandem::test;

namespace {

constexpr int kPatience = 60'000; // a busy machine

void type(QLineEdit *edit, const char *text)
{
    edit->setText(QString::fromUtf8(text));
    Q_EMIT edit->textEdited(edit->text());
}

SweepSpec gridSpec(const char *name = "grid", std::int64_t seeds = 1)
{
    SweepSpec spec;
    spec.name = name;
    spec.base.data.path = "/data";
    spec.base.train.epochs = 2;
    spec.base.train.warmupEpochs = 0;
    spec.seeds = seeds;
    spec.axes = {{"objective.temperature",
                  {pointOf("objective.temperature", "0.1"), pointOf("objective.temperature", "0.5")},
                  {}},
                 {"train.batch_size", {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128")}, {}}};
    return spec;
}

/// A project, its session and the page, as the window has them.
struct Desk {
    QueueProject project;
    std::unique_ptr<ProjectSession> session;
    SweepsPage page;
    QTimer returns; // somebody comes back to the page ten times a second, which looks at once each time

    Desk()
    {
        QObject::connect(&returns, &QTimer::timeout, &page, [this] {
            page.controller().setAttentive(false);
            page.controller().setAttentive(true);
        });
        returns.start(100);
        session = take(
            ProjectSession::open(QString::fromStdString(project.layout.root().string()), QStringLiteral(FAKE_TRAINER)));
        Settings draft = session->draft();
        draft.data.path = "/";
        draft.train.epochs = 2;
        draft.train.warmupEpochs = 0;
        session->setDraft(draft);
        page.resize(1000, 640);
        page.setSession(session.get());
        page.show();
    }
    ~Desk()
    {
        static_cast<void>(setQueuePaused(project.layout, true));
        page.setSession(nullptr);
        session.reset();
    }
    [[nodiscard]] const SweepView *view() { return page.controller().view().get(); }
    [[nodiscard]] bool isFinished() { return view() != nullptr && view()->state == SweepState::Finished; }
    [[nodiscard]] std::size_t sweeps() { return static_cast<std::size_t>(page.controller().model().rowCount()); }
};

} // namespace

class TestSweepsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
        qputenv("TANDEM_FAKE", "quick");
    }
    void init()
    {
        qputenv("TANDEM_FAKE_EPOCH_MS", "2");
        qputenv("TANDEM_FAKE_DEVICES", "3"); // and the processor
    }

    void anEmptyProjectTeaches();
    void aSweepIsStartedAndFinishes();
    void cellsAreAddedAndTakenOut();
    void pausedAndGoesOn();
    void failedCellsAreFilled();
    void takenAwayAndBroughtBack();
    void renamedAndLimited();
    void refusalsAreTold();
    void runsAreOpenedOnTheirPage();
    void selectionIsSharedWithTheRunTable();
    void aBrokenSweepSaysWhy();
    void theSelectedSweepIsRemembered();
    void layoutIsKept();
    void withoutAProjectNothingIsOffered();
    void everyWidgetSaysItsName();
};

void TestSweepsPage::anEmptyProjectTeaches()
{
    Desk desk;
    QCOMPARE(desk.page.findChild<QStackedWidget *>()->currentIndex(), 0);
    QVERIFY(desk.page.actions().newSweep->isEnabled());
    QVERIFY(!desk.page.actions().fillHoles->isEnabled());
    for (QPushButton *button : desk.page.findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("New sweep…"))
            button->click();
    QVERIFY(desk.page.findChild<NewSweepDialog *>() != nullptr);
}

void TestSweepsPage::aSweepIsStartedAndFinishes()
{
    Desk desk;
    QSignalSpy activity(&desk.page, &Page::activityChanged);
    NewSweepDialog *dialog = desk.page.askForNewSweep();
    type(dialog->name(), "first");
    type(dialog->axes()[0]->values(), "0.1, 0.5");
    type(dialog->axes()[1]->values(), "64, 128");
    dialog->seeds()->setValue(2);
    QVERIFY2(dialog->canStart(), qPrintable(dialog->violationText()));
    dialog->accept();
    QTRY_COMPARE(desk.sweeps(), std::size_t{1});
    QTRY_VERIFY(desk.view() != nullptr);
    QCOMPARE(desk.page.findChild<QStackedWidget *>()->currentIndex(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    const HeatMapData &map = desk.page.detail()->heatMap()->data();
    QVERIFY(std::all_of(map.fields.begin(), map.fields.end(), [](const HeatField &field) {
        return field.state == CellState::Done && field.value && field.value->count == 2;
    }));
    QCOMPARE(desk.project.starts().size(), 8);
    QVERIFY(desk.page.detail()->fillButton()->isHidden());
    QVERIFY(std::any_of(activity.begin(), activity.end(), [](const QVariantList &told) {
        return told.front().toString().startsWith(QStringLiteral("first: "));
    }));
    QTRY_VERIFY(activity.last().front().toString().isEmpty());
}

void TestSweepsPage::cellsAreAddedAndTakenOut()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    // One more seed.
    desk.page.actions().addSeed->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->progress.total, std::int64_t{8}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    // One more value.
    desk.page.actions().addValues->trigger();
    auto *dialog = desk.page.findChild<AddValuesDialog *>();
    QVERIFY(dialog != nullptr);
    dialog->values()->setText(QStringLiteral("1"));
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->cells.size(), std::size_t{6}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QCOMPARE(desk.page.detail()->heatMap()->data().rows.size(), std::size_t{3});
    // A cell out and in again, which is done all the while.
    desk.page.detail()->heatMap()->setCurrent(2, 0);
    QVERIFY(desk.page.actions().removeCell->isEnabled());
    desk.page.actions().removeCell->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->progress.total, std::int64_t{10}, kPatience);
    QTRY_VERIFY(desk.page.actions().restoreCell->isEnabled());
    desk.page.actions().restoreCell->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->progress.total, std::int64_t{12}, kPatience);
    QVERIFY(desk.isFinished());
    // From the beginning.
    const qsizetype before = desk.project.starts().size();
    desk.page.actions().beginAnew->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.project.starts().size(), before + 2, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
}

void TestSweepsPage::pausedAndGoesOn()
{
    qputenv("TANDEM_FAKE_EPOCH_MS", "40");
    qunsetenv("TANDEM_FAKE_DEVICES");
    Desk desk;
    SweepSpec spec = gridSpec();
    spec.base.train.epochs = 500; // longer than anybody waits
    desk.page.controller().create(spec);
    QTRY_VERIFY_WITH_TIMEOUT(desk.view() != nullptr && desk.view()->progress.running == 1, kPatience);
    QTRY_VERIFY(desk.page.actions().stop->isEnabled());
    desk.page.actions().stop->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.view()->state == SweepState::Paused && desk.view()->progress.running == 0, kPatience);
    QTRY_VERIFY(desk.page.actions().resume->isEnabled());
    QCOMPARE(desk.view()->progress.waiting, std::int64_t{3});
    desk.page.actions().resume->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.view()->state == SweepState::Running && desk.view()->progress.running == 1,
                             kPatience);
    desk.page.actions().stop->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.view()->progress.running == 0, kPatience);
}

void TestSweepsPage::failedCellsAreFilled()
{
    Desk desk;
    take(setQueuePaused(desk.project.layout, true));
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.view() != nullptr && desk.view()->progress.waiting == 4, kPatience);
    // Somebody took two of them out of the queue.
    const std::vector<RunId> order = desk.project.order();
    take(removeFromQueue(desk.project.layout, {order.data(), 2}));
    take(setQueuePaused(desk.project.layout, false));
    QTRY_VERIFY_WITH_TIMEOUT(desk.view()->state == SweepState::Holes, kPatience);
    QPushButton *fill = desk.page.detail()->fillButton();
    QTRY_VERIFY(!fill->isHidden() && fill->isEnabled());
    QCOMPARE(fill->text(), QStringLiteral("&Fill 2 holes"));
    QSignalSpy noticed(&desk.page, &Page::noticed);
    QTest::mouseClick(fill, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QVERIFY(!noticed.isEmpty());
    QCOMPARE(noticed.front().front().toString(), QStringLiteral("2 runs put into the queue."));
}

void TestSweepsPage::takenAwayAndBroughtBack()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    const RunId sweep = desk.page.controller().selected();
    desk.page.actions().remove->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.sweeps(), std::size_t{0}, kPatience);
    QTRY_VERIFY(desk.page.undoBar()->isVisible());
    QCOMPARE(desk.project.runs().size(), std::size_t{4});
    QVERIFY(desk.page.undoBar()->sentence().contains(QStringLiteral("grid")));
    desk.page.undoBar()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(desk.sweeps(), std::size_t{1}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QVERIFY(desk.page.controller().selected() == sweep);
    QVERIFY(desk.page.undoBar()->isHidden());
}

void TestSweepsPage::renamedAndLimited()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    desk.page.actions().rename->trigger();
    auto *dialog = desk.page.findChild<QInputDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->textValue(), QStringLiteral("grid"));
    dialog->setTextValue(QStringLiteral("  better name "));
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->spec.name, std::string("better name"), kPatience);
    desk.page.controller().setBudget({4, 0});
    QTRY_COMPARE_WITH_TIMEOUT(desk.view()->spec.budget.runs, std::int64_t{4}, kPatience);
    desk.page.actions().addSeed->trigger(); // there is nothing left to spend
    QTRY_VERIFY_WITH_TIMEOUT(desk.view()->state == SweepState::Spent, kPatience);
    QCOMPARE(desk.project.starts().size(), 4);
}

void TestSweepsPage::refusalsAreTold()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QSignalSpy failed(&desk.page, &Page::failed);
    desk.page.controller().rename({});
    QTRY_COMPARE(failed.count(), 1);
    desk.page.controller().addTrials(3); // a grid has none
    QTRY_COMPARE(failed.count(), 2);
    SweepSpec bad = gridSpec();
    bad.axes.clear();
    desk.page.controller().create(bad);
    QTRY_COMPARE(failed.count(), 3);
    for (const QVariantList &told : failed)
        QVERIFY(!told.front().toString().isEmpty());
    QCOMPARE(desk.sweeps(), std::size_t{1});
}

void TestSweepsPage::runsAreOpenedOnTheirPage()
{
    Desk desk;
    desk.page.controller().create(gridSpec("grid", 2));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QSignalSpy asked(&desk.page, &Page::pageRequested);
    HeatMap *map = desk.page.detail()->heatMap();
    QTest::mouseDClick(map->viewport(), Qt::LeftButton, {}, map->fieldRect(1, 1).center());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().value<PageId>(), PageId::Runs);
    const auto namesOf = [](const std::vector<RunId> &runs) {
        QStringList names;
        for (const RunId &run : runs)
            names << QString::fromStdString(run.toString());
        return names;
    };
    QCOMPARE(namesOf(desk.session->selectedRuns()), namesOf(map->current()->runs));
    QCOMPARE(desk.session->selectedRuns().size(), std::size_t{2});
    desk.page.actions().openRuns->trigger();
    QCOMPARE(asked.count(), 2);
}

void TestSweepsPage::selectionIsSharedWithTheRunTable()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    // A run chosen in the table of runs is marked here, one that is none of the sweep's is not.
    const RunId run = desk.page.detail()->heatMap()->data().at(1, 0)->runs.front();
    desk.session->setSelectedRuns({run, RunId::make()});
    QCOMPARE(desk.page.detail()->selection().runs(), std::set<RunId>{run});
    QCOMPARE(desk.page.detail()->parallel()->marked(), std::set<RunId>{run});
    // What is brushed here is selected there.
    const std::set<RunId> brushed{desk.page.detail()->heatMap()->data().at(0, 0)->runs.front(),
                                  desk.page.detail()->heatMap()->data().at(0, 1)->runs.front()};
    Q_EMIT desk.page.detail()->parallel()->brushed(brushed);
    QTRY_COMPARE(std::set<RunId>(desk.session->selectedRuns().begin(), desk.session->selectedRuns().end()), brushed);
    QCOMPARE(desk.page.detail()->selection().runs(), brushed);
}

void TestSweepsPage::aBrokenSweepSaysWhy()
{
    Desk desk;
    const RunId sweep = take(createSweep(desk.project.layout, gridSpec()));
    take(writeFileAtomically(desk.project.layout.sweepFile(sweep), "{broken"));
    desk.page.controller().select(sweep);
    QTRY_COMPARE_WITH_TIMEOUT(desk.sweeps(), std::size_t{1}, kPatience);
    const auto note = [&desk] {
        for (const QLabel *label : desk.page.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(QStringLiteral("sweep.json")))
                return label->text();
        return QString();
    };
    QTRY_VERIFY(!note().isEmpty());
    QVERIFY(!desk.page.actions().addSeed->isEnabled());
    static_cast<void>(setQueuePaused(desk.project.layout, true));
}

void TestSweepsPage::theSelectedSweepIsRemembered()
{
    Desk desk;
    desk.page.setSession(nullptr); // both are there at its first look
    take(setQueuePaused(desk.project.layout, true));
    const RunId older = take(createSweep(desk.project.layout, gridSpec("older")));
    const RunId newer = take(createSweep(desk.project.layout, gridSpec("newer")));
    desk.page.setSession(desk.session.get());
    QTRY_COMPARE_WITH_TIMEOUT(desk.sweeps(), std::size_t{2}, kPatience);
    QVERIFY(desk.page.controller().selected() == newer);
    desk.page.list()->selectSweep(older);
    QTRY_VERIFY(desk.view() != nullptr && desk.view()->id == older);
    desk.page.setSession(nullptr);
    QCOMPARE(desk.sweeps(), std::size_t{0});
    desk.page.setSession(desk.session.get());
    QTRY_VERIFY_WITH_TIMEOUT(desk.view() != nullptr && desk.view()->id == older, kPatience);
    QVERIFY(desk.page.list()->currentSweep() == older);
}

void TestSweepsPage::layoutIsKept()
{
    Desk desk;
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("layout.ini")), QSettings::IniFormat);
    desk.page.saveLayout(settings);
    QVERIFY(!settings.allKeys().isEmpty());
    SweepsPage other;
    other.restoreLayout(settings);
}

void TestSweepsPage::withoutAProjectNothingIsOffered()
{
    SweepsPage page;
    for (const QAction *action : page.menuActions())
        QVERIFY(action == nullptr || !action->isEnabled());
    QVERIFY(page.askForNewSweep() == nullptr);
}

void TestSweepsPage::everyWidgetSaysItsName()
{
    Desk desk;
    desk.page.controller().create(gridSpec());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isFinished(), kPatience);
    QCOMPARE(testing::unnamedFocusable(desk.page), QStringList());
}

int main(int count, char **words)
{
    const testing::Sandbox sandbox;
    QApplication application(count, words);
    TestSweepsPage test;
    return QTest::qExec(&test, count, words);
}
#include "tst_sweeps_page.moc"
