#include "core/store/run_writer.h"
#include "core/sweep/sweep_edit.h"
#include "tests/sweep/sweep_fixture.h"
#include "tests/ui/ui_testing.h"
#include "ui/queue/queue_control.h"
#include "ui/queue/queue_model.h"
#include "ui/queue/queue_panel.h"
#include "ui/theme.h"
#include "ui/widgets/undo_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace tandem;
using namespace tandem::test;

namespace {

/// A project whose queue is paused, so that runs stay where they wait, and the window's view of it.
struct Desk {
    QueueProject project;
    std::vector<RunId> runs;
    std::unique_ptr<QueueControl> control;
    QueuePanel panel;

    explicit Desk(int count = 4)
    {
        take(setQueuePaused(project.layout, true));
        for (int i = 0; i < count; ++i)
            runs.push_back(project.enqueue(("run " + std::to_string(i)).c_str()));
        control = std::make_unique<QueueControl>(project.layout, QStringLiteral(FAKE_TRAINER));
        panel.setControl(control.get());
        panel.resize(320, 300);
        panel.show();
        QApplication::setActiveWindow(&panel);
        panel.view()->setFocus();
    }
    ~Desk()
    {
        panel.setControl(nullptr);
        control.reset();
    }
    [[nodiscard]] int rows() const { return panel.model()->rowCount(); }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < rows(); ++row)
            names << panel.model()->index(row, QueueModel::Name).data().toString().section(QLatin1Char(' '), 1);
        return names;
    }
    [[nodiscard]] QStringList places() const
    {
        QStringList places;
        for (int row = 0; row < rows(); ++row)
            places << panel.model()->placeText(row);
        return places;
    }
    void choose(int row) { panel.view()->setCurrentIndex(panel.model()->index(row, 0)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(panel.view(), key, modifiers); }
    /// What the file says, once the wishes are carried out.
    [[nodiscard]] bool fileSays(std::vector<int> order) const
    {
        std::vector<RunId> wanted;
        for (const int run : order)
            wanted.push_back(runs[static_cast<std::size_t>(run)]);
        return project.order() == wanted;
    }
};

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestQueuePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        qputenv("TANDEM_FAKE", "quick");
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void showsTheQueueWithoutBreakingTheModel();
    void movesWithKeys();
    void movesByDragging();
    void nothingMovesBeforeWhatRuns();
    void pausesRunsAndTheQueue();
    void takesOutAndUndoes();
    void saysWhyAnItemWaits();
    void aWishIsSeenAtOnceAndOutlivesTheWindow();
    void chosenRunIsTold();
    void runsWhatWaitsWhenLetGo();
    void speaksToAssistiveTechnology();
};

void TestQueuePanel::showsTheQueueWithoutBreakingTheModel()
{
    QueueProject project;
    take(setQueuePaused(project.layout, true));
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QueueControl control(project.layout, QStringLiteral(FAKE_TRAINER));
    model.setControl(&control);
    std::vector<RunId> runs;
    const auto settle = [&](int count) {
        control.refresh();
        QTRY_COMPARE(model.rowCount(), count);
    };
    for (int i = 0; i < 5; ++i)
        runs.push_back(project.enqueue("a"));
    settle(5);
    take(moveInQueue(project.layout, {&runs[4], 1}, runs[0]));
    take(removeFromQueue(project.layout, {&runs[2], 1}));
    runs.push_back(project.enqueue("b"));
    take(removeFromQueue(project.layout, {&runs[0], 1}));
    settle(4);
    const std::vector<RunId> wanted = project.order();
    for (int row = 0; row < 4; ++row)
        QVERIFY(model.entry(model.index(row, 0))->run == wanted[static_cast<std::size_t>(row)]);
    model.setControl(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.count(), 0);
}

void TestQueuePanel::movesWithKeys()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    QCOMPARE(desk.panel.summary(), QStringLiteral("4 waiting"));
    desk.choose(3);
    desk.press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(desk.names(), words("0 1 3 2"));
    desk.press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(desk.names(), words("3 0 1 2"));
    desk.press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(desk.names(), words("0 3 1 2"));
    desk.press(Qt::Key_End, Qt::AltModifier);
    QCOMPARE(desk.names(), words("0 1 2 3"));
    // At the ends there is nowhere to go.
    QVERIFY(!desk.panel.moveDown->isEnabled());
    QVERIFY(desk.panel.moveUp->isEnabled());
    // The selection goes along, and several move together.
    QCOMPARE(desk.panel.view()->currentIndex().row(), 3);
    desk.press(Qt::Key_Up, Qt::ShiftModifier);
    desk.press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(desk.names(), words("2 3 0 1"));
    QTRY_VERIFY(desk.fileSays({2, 3, 0, 1}));
    QTRY_COMPARE(desk.names(), words("2 3 0 1"));
}

void TestQueuePanel::movesByDragging()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    QueueModel *model = desk.panel.model();
    const auto drag = [&](std::vector<int> rows, int before) {
        QModelIndexList dragged;
        for (const int row : rows)
            dragged << model->index(row, 0) << model->index(row, 1);
        const std::unique_ptr<QMimeData> data(model->mimeData(dragged));
        QVERIFY(model->canDropMimeData(data.get(), Qt::MoveAction, before, 0, {}));
        model->dropMimeData(data.get(), Qt::MoveAction, before, 0, {});
    };
    drag({3}, 0);
    QCOMPARE(desk.names(), words("3 0 1 2"));
    drag({0, 1}, -1); // below the last row
    QCOMPARE(desk.names(), words("1 2 3 0"));
    drag({1}, 3);
    QCOMPARE(desk.names(), words("1 3 2 0"));
    QTRY_VERIFY(desk.fileSays({1, 3, 2, 0}));
    // What was dragged from elsewhere is no run.
    QMimeData text;
    text.setText(QStringLiteral("words"));
    QVERIFY(!model->canDropMimeData(&text, Qt::MoveAction, 0, 0, {}));
}

void TestQueuePanel::nothingMovesBeforeWhatRuns()
{
    qputenv("TANDEM_FAKE", "");
    QueueProject project;
    const RunId first = project.enqueue("run busy");
    QVERIFY(project.startRunner(FAKE_TRAINER));
    QTRY_VERIFY(project.run(first).state == RunState::Running);
    qputenv("TANDEM_FAKE", "quick");
    const RunId second = project.enqueue("run 2"), third = project.enqueue("run 3");
    QueueControl control(project.layout, QStringLiteral(FAKE_TRAINER));
    QueuePanel panel;
    panel.setControl(&control);
    QTRY_COMPARE(panel.model()->rowCount(), 3);
    QTRY_COMPARE(panel.summary(), QStringLiteral("1 running, 2 waiting"));
    QCOMPARE(panel.model()->placeText(0), QStringLiteral("on CPU"));
    QVERIFY(!(panel.model()->flags(panel.model()->index(0, 0)) & Qt::ItemIsDragEnabled));
    const std::unique_ptr<QMimeData> data(panel.model()->mimeData({panel.model()->index(2, 0)}));
    panel.model()->dropMimeData(data.get(), Qt::MoveAction, 0, 0, {});
    QVERIFY(panel.model()->entry(panel.model()->index(0, 0))->run == first);
    QVERIFY(panel.model()->entry(panel.model()->index(1, 0))->run == third);
    QTRY_VERIFY((project.order() == std::vector<RunId>{first, third, second}));
    panel.setControl(nullptr);
}

void TestQueuePanel::pausesRunsAndTheQueue()
{
    Desk desk(2);
    QTRY_COMPARE(desk.rows(), 2);
    QTRY_VERIFY(desk.panel.pauseQueue->isChecked());
    QCOMPARE(desk.places(), QStringList({QStringLiteral("queue paused"), QStringLiteral("queue paused")}));
    desk.choose(0);
    desk.press(Qt::Key_Space);
    QCOMPARE(desk.places().front(), QStringLiteral("paused"));
    QTRY_VERIFY(desk.project.queue().items.front().paused);
    desk.press(Qt::Key_Space);
    QTRY_VERIFY(!desk.project.queue().items.front().paused);
}

void TestQueuePanel::takesOutAndUndoes()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    desk.choose(1);
    desk.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(desk.panel.undoBar()->sentence(), QString());
    desk.press(Qt::Key_Delete);
    QCOMPARE(desk.names(), words("0 3"));
    QTRY_VERIFY(desk.panel.undoBar()->isOffering());
    QVERIFY(desk.panel.undoBar()->sentence().startsWith(QStringLiteral("2 run"))); // without the catalog of plurals
    QVERIFY(desk.fileSays({0, 3}));
    QVERIFY(!std::filesystem::exists(desk.project.layout.run(desk.runs[1])));
    desk.panel.undoBar()->undo();
    QVERIFY(desk.panel.undoBar()->isHidden());
    QTRY_VERIFY(desk.fileSays({0, 1, 2, 3}));
    QTRY_COMPARE(desk.names(), words("0 1 2 3"));
}

void TestQueuePanel::saysWhyAnItemWaits()
{
    QueueProject project;
    take(setQueuePaused(project.layout, true));
    SweepSpec spec;
    spec.name = "s";
    spec.base.data.path = "/data";
    spec.axes = {{"train.batch_size", {pointOf("train.batch_size", "64"), pointOf("train.batch_size", "128")}, {}}};
    const RunId sweep = take(createSweep(project.layout, spec));
    const RunId alone = project.enqueue("alone");
    take(pauseSweep(project.layout, sweep, false));
    QueueControl control(project.layout, QStringLiteral(FAKE_TRAINER));
    QueuePanel panel;
    panel.setControl(&control);
    QTRY_COMPARE(panel.model()->rowCount(), 3);
    QCOMPARE(panel.model()->placeText(0), QStringLiteral("sweep paused"));
    QCOMPARE(panel.model()->placeText(2), QStringLiteral("queue paused"));
    panel.setControl(nullptr);
}

void TestQueuePanel::aWishIsSeenAtOnceAndOutlivesTheWindow()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    desk.choose(3);
    desk.press(Qt::Key_Home, Qt::AltModifier);
    desk.choose(1);
    desk.press(Qt::Key_Delete);
    desk.panel.setControl(nullptr);
    desk.control.reset(); // carries out what was wished
    QVERIFY(desk.fileSays({3, 1, 2}));
}

void TestQueuePanel::chosenRunIsTold()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    QSignalSpy chosen(&desk.panel, &QueuePanel::runChosen);
    desk.choose(0);
    desk.press(Qt::Key_Down);
    QVERIFY(!chosen.isEmpty());
    QVERIFY(chosen.last().front().value<RunId>() == desk.runs[1]);
}

void TestQueuePanel::runsWhatWaitsWhenLetGo()
{
    Desk desk(2);
    QTRY_VERIFY(desk.panel.pauseQueue->isChecked());
    QTRY_COMPARE(desk.rows(), 2);
    desk.panel.pauseQueue->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 0, 30000);
    QTRY_VERIFY(desk.project.run(desk.runs[0]).state == RunState::Done);
    QTRY_VERIFY(desk.project.run(desk.runs[1]).state == RunState::Done);
    QCOMPARE(desk.panel.summary(), QString());
}

void TestQueuePanel::speaksToAssistiveTechnology()
{
    Desk desk;
    QTRY_COMPARE(desk.rows(), 4);
    QCOMPARE(testing::unnamedFocusable(desk.panel), QStringList());
    QCOMPARE(desk.panel.model()->index(0, 0).data(Qt::AccessibleDescriptionRole).toString(),
             QStringLiteral("run 0: queue paused"));
}

int main(int argc, char **argv)
{
    const testing::Sandbox sandbox;
    QApplication app(argc, argv);
    TestQueuePanel test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_queue_panel.moc"
