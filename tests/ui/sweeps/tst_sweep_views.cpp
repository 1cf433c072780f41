#include "core/sweep/sweep_presets.h"
#include "made_up_sweep.h"
#include "tests/ui/ui_testing.h"
#include "ui/shell/translations.h"
#include "ui/sweeps/best_so_far.h"
#include "ui/sweeps/cell_panel.h"
#include "ui/sweeps/cells_model.h"
#include "ui/sweeps/heat_map.h"
#include "ui/sweeps/importance_panel.h"
#include "ui/sweeps/paper_panel.h"
#include "ui/sweeps/parallel_plot.h"
#include "ui/sweeps/sweep_actions.h"
#include "ui/sweeps/sweep_detail.h"
#include "ui/sweeps/sweep_list.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

using namespace tandem;
using namespace tandem::test;

namespace {

/// The paper's batch sizes and temperatures with our means in the paper's order, or in the reverse of it.
MadeUpSweep paperSweep(bool reversed)
{
    MadeUpSweep sweep;
    Settings base = sweep.spec.base;
    sweep.spec = sweepFromPreset("paper-temperature", base);
    const auto table = paperTable(sweep.spec);
    const auto cells = sweepCells(sweep.spec);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        if (const PaperNumber *number = table->find(cells[cell].points))
            sweep.add(cell, RunState::Done, reversed ? 1 - number->accuracy : number->accuracy / 2);
    return sweep;
}

} // namespace

class TestSweepViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*qApp, QLocale()); // plurals
        QApplication::setPalette(paletteOf(lightColors()));
    }
    void textsSayWhatIsMeant();
    void bestSoFarRises();
    void bestSoFarPicksWithMouseAndKeys();
    void importanceNeedsRuns();
    void importanceFindsWhatMatters();
    void cellsModelKeepsItsRows();
    void cellsSortWithHolesLast();
    void sortedCellsFollowTheSweep();
    void cellPanelShowsWhatLiesBehind();
    void paperStandsBesideOurs();
    void listModelFollows();
    void selectionIsOneInAllViews();
    void goalChangesAllViews();
    void stateOfTheSweepIsToldWithItsNextStep();
    void actionsFitWhatIsSelected();
    void viewChangesKeepTheCursor();
    void everyWidgetSaysItsName();
};

void TestSweepViews::textsSayWhatIsMeant()
{
    const SweepGoal knn;
    QCOMPARE(goalText(knn), QStringLiteral("kNN accuracy, best"));
    QCOMPARE(valueText(knn, 0.8432), QStringLiteral("84.3 %"));
    QCOMPARE(valueText(knn, {}), QStringLiteral("–"));
    QCOMPARE(meanText(knn, summarize({0.8})), QStringLiteral("80.0 %"));
    QCOMPARE(meanText(knn, summarize({})), QStringLiteral("–"));
    QVERIFY(meanText(knn, summarize({0.8, 0.9})).startsWith(QStringLiteral("85.0 ± ")));
    const SweepGoal loss{std::string(series::kEpochLoss), Summary::Last, false};
    QCOMPARE(valueText(loss, 3.14159), QStringLiteral("3.142"));
    QCOMPARE(axisText(MadeUpSweep::axis("no.such", {})), QStringLiteral("no.such"));
    const SweepProgress progress{18, 7, 1, 10, 0, 8, 0};
    QCOMPARE(progressText(progress), QStringLiteral("7 of 18 runs done, 1 running, 10 waiting"));
    for (int state = 0; state <= static_cast<int>(CellState::Removed); ++state) {
        QVERIFY(!cellStateText(static_cast<CellState>(state)).isEmpty());
        const bool hasMark =
            state != static_cast<int>(CellState::Missing) && state != static_cast<int>(CellState::Removed);
        QCOMPARE(!cellStateIcon(static_cast<CellState>(state), QApplication::palette()).isNull(), hasMark);
    }
}

void TestSweepViews::bestSoFarRises()
{
    MadeUpSweep sweep;
    sweep.add(0, RunState::Done, 0.4);
    const RunId best = sweep.add(1, RunState::Done, 0.7);
    sweep.add(2, RunState::Done, 0.6);
    sweep.add(3, RunState::Running, 0.9); // not yet
    sweep.add(4, RunState::Failed, 0.95); // never
    const auto steps = bestSoFar(*sweep.view(), {});
    QCOMPARE(steps.size(), std::size_t{3});
    QCOMPARE(steps[0].best, 0.4);
    QCOMPARE(steps[1].best, 0.7);
    QCOMPARE(steps[2].best, 0.7);
    QCOMPARE(steps[2].value, 0.6);
    QVERIFY(steps[1].run == best);
    const SweepGoal loss{std::string(series::kEpochLoss), Summary::Last, false};
    const auto falling = bestSoFar(*sweep.view(), loss);
    QVERIFY(falling[2].best < falling[0].best);
    BestSoFar plot;
    QVERIFY(!plot.summary().isEmpty());
    plot.setSteps(steps, {});
    QVERIFY2(plot.summary().contains(QStringLiteral("3 runs")) && plot.summary().contains(QStringLiteral("70.0 %")),
             qPrintable(plot.summary()));
    for (const QSize size : {QSize(1, 1), QSize(500, 300)}) {
        plot.resize(size);
        QVERIFY(!plot.grab().isNull());
    }
}

void TestSweepViews::bestSoFarPicksWithMouseAndKeys()
{
    const MadeUpSweep sweep = fullSweep(1);
    BestSoFar plot;
    plot.resize(500, 300);
    const auto steps = bestSoFar(*sweep.view(), {});
    plot.setSteps(steps, {});
    QSignalSpy picked(&plot, &BestSoFar::picked);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(picked.last().front().value<std::set<RunId>>(), std::set<RunId>{steps[1].run});
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(picked.last().front().value<std::set<RunId>>(), std::set<RunId>{steps[0].run});
}

void TestSweepViews::importanceNeedsRuns()
{
    MadeUpSweep sweep;
    for (std::size_t cell = 0; cell < 9; ++cell)
        sweep.add(cell, RunState::Done, 0.5 + 0.01 * static_cast<double>(cell));
    ImportancePanel panel;
    panel.setView(sweep.view(), {});
    QTRY_VERIFY2(panel.sentence().contains(QStringLiteral("9")) && panel.sentence().contains(QStringLiteral("10")),
                 qPrintable(panel.sentence()));
    QVERIFY(!panel.report());
}

void TestSweepViews::importanceFindsWhatMatters()
{
    const MadeUpSweep sweep = fullSweep(3); // temperature matters far more than the batch size
    ImportancePanel panel;
    panel.resize(500, 300);
    panel.setView(sweep.view(), {});
    QTRY_VERIFY(panel.report());
    QCOMPARE(panel.report()->runs, std::int64_t{27});
    QCOMPARE(panel.report()->parameters.size(), std::size_t{2});
    QVERIFY(panel.report()->parameters.front().name.find("Temperature") != std::string::npos);
    QVERIFY(panel.report()->parameters.front().share > 0.7);
    QVERIFY2(panel.sentence().contains(QStringLiteral("27")), qPrintable(panel.sentence()));
    QVERIFY(!panel.grab().isNull());
    const ImportanceInput input = importanceInput(*sweep.view(), {});
    QCOMPARE(input.results.size(), std::size_t{27});
    QVERIFY(!input.columns[0].categorical);
}

void TestSweepViews::cellsModelKeepsItsRows()
{
    CellsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    MadeUpSweep sweep;
    sweep.add(0, RunState::Done, 0.5);
    model.setView(sweep.view(), {});
    QCOMPARE(model.rowCount(), 9);
    QCOMPARE(model.columnCount(), 6);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset), changes(&model, &QAbstractItemModel::dataChanged);
    sweep.add(1, RunState::Failed);
    model.setView(sweep.view(), {});
    QCOMPARE(resets.count(), 0);
    QVERIFY(!changes.isEmpty());
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, 0), QStringLiteral("0.1"));
    QCOMPARE(text(1, 1), QStringLiteral("128"));
    QCOMPARE(text(0, model.valueColumn()), QStringLiteral("50.0 %"));
    QCOMPARE(text(0, model.seedsColumn()), QStringLiteral("1 of 1"));
    QCOMPARE(text(1, model.stateColumn()), cellStateText(CellState::Failed));
    QVERIFY(!text(1, model.noteColumn()).isEmpty()); // why it failed
    QCOMPARE(text(2, model.valueColumn()), QStringLiteral("–"));
    // Another axis value is another table.
    sweep.spec.axes[0].points.push_back(pointOf("objective.temperature", "2"));
    model.setView(sweep.view(), {});
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.rowCount(), 12);
    model.setView(nullptr, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestSweepViews::cellsSortWithHolesLast()
{
    SweepActions actions;
    SweepDetail detail(actions);
    MadeUpSweep sweep;
    sweep.add(3, RunState::Done, 0.5);
    sweep.add(5, RunState::Done, 0.9);
    detail.setView(sweep.view());
    QAbstractItemModel *shown = detail.table()->model();
    const int column = detail.cells()->valueColumn();
    const auto value = [&](int row) { return shown->index(row, column).data().toString(); };
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        detail.table()->sortByColumn(column, order);
        QCOMPARE(value(0), order == Qt::AscendingOrder ? QStringLiteral("50.0 %") : QStringLiteral("90.0 %"));
        QCOMPARE(value(1), order == Qt::AscendingOrder ? QStringLiteral("90.0 %") : QStringLiteral("50.0 %"));
        QCOMPARE(value(2), QStringLiteral("–"));
        QCOMPARE(value(8), QStringLiteral("–"));
    }
    detail.table()->sortByColumn(1, Qt::AscendingOrder); // numbers as numbers: 64 before 128
    QCOMPARE(shown->index(0, 1).data().toString(), QStringLiteral("64"));
    QCOMPARE(shown->index(8, 1).data().toString(), QStringLiteral("256"));
}

/// The order follows what becomes known, and every step of that is what a model may do.
void TestSweepViews::sortedCellsFollowTheSweep()
{
    SweepActions actions;
    SweepDetail detail(actions);
    QAbstractItemModel *shown = detail.table()->model();
    const QAbstractItemModelTester tester(shown, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto value = [&](int row) { return shown->index(row, detail.cells()->valueColumn()).data().toString(); };
    MadeUpSweep sweep;
    sweep.add(3, RunState::Done, 0.5);
    detail.setView(sweep.view());
    detail.table()->sortByColumn(detail.cells()->valueColumn(), Qt::DescendingOrder);
    QCOMPARE(shown->rowCount(), 9);
    QCOMPARE(value(0), QStringLiteral("50.0 %"));
    QSignalSpy resets(shown, &QAbstractItemModel::modelReset);
    sweep.add(8, RunState::Done, 0.9);
    sweep.add(0, RunState::Done, 0.7);
    sweep.add(1, RunState::Failed);
    detail.setView(sweep.view());
    QCOMPARE(resets.count(), 0);
    QCOMPARE(value(0), QStringLiteral("90.0 %"));
    QCOMPARE(value(1), QStringLiteral("70.0 %"));
    QCOMPARE(value(2), QStringLiteral("50.0 %"));
    QCOMPARE(value(3), QStringLiteral("–"));
    sweep.spec.axes[0].points.push_back(pointOf("objective.temperature", "2"));
    detail.setView(sweep.view());
    QCOMPARE(shown->rowCount(), 12);
    QCOMPARE(value(0), QStringLiteral("90.0 %"));
    detail.setView(fullSweep().view()); // another one
    QCOMPARE(shown->rowCount(), 9);
}

void TestSweepViews::cellPanelShowsWhatLiesBehind()
{
    MadeUpSweep sweep;
    sweep.spec.seeds = 3;
    const RunId done = sweep.add(0, RunState::Done, 0.8, 1), running = sweep.add(0, RunState::Running, 0.1, 2);
    CellPanel panel;
    const auto view = sweep.view();
    panel.show(view, {}, QStringLiteral("cell"), {view->cells[0].key});
    QCOMPARE(panel.runs()->topLevelItemCount(), 3);
    QVERIFY2(panel.sentence().contains(QStringLiteral("80.0 %")), qPrintable(panel.sentence())); // of what is done
    QCOMPARE(panel.runs()->topLevelItem(1)->text(2), QStringLiteral("10.0 %"));                  // but both are shown
    QCOMPARE(panel.runs()->topLevelItem(2)->text(1), cellStateText(CellState::Missing));
    QSignalSpy opened(&panel, &CellPanel::openRequested);
    panel.findChild<QPushButton *>()->click();
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().value<std::vector<RunId>>(), (std::vector<RunId>{done, running}));
    panel.show(view, {}, {}, {});
    QVERIFY(panel.runs()->topLevelItemCount() == 0 && panel.sentence().isEmpty());
}

void TestSweepViews::paperStandsBesideOurs()
{
    const MadeUpSweep agrees = paperSweep(false), disagrees = paperSweep(true);
    const auto good = paperAgreement(*agrees.view(), {});
    QVERIFY(good && good->rankCorrelation > 0.99 && good->cells >= 3);
    const auto bad = paperAgreement(*disagrees.view(), {});
    QVERIFY(bad && bad->rankCorrelation < -0.99);
    QVERIFY(!paperAgreement(*fullSweep().view(), {})); // no table of the paper's
    PaperPanel panel;
    panel.setView(agrees.view(), {});
    QVERIFY2(panel.sentence().contains(QStringLiteral("Table 5")), qPrintable(panel.sentence()));
    QVERIFY(panel.table()->rowCount() >= 3);
}

void TestSweepViews::listModelFollows()
{
    SweepListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto row = [](const char *name) {
        SweepRow made;
        made.id = RunId::make();
        made.name = name;
        made.progress.total = 9;
        return made;
    };
    const SweepRow first = row("first"), second = row("second");
    SweepRow broken = row("");
    broken.error = Error{ErrorCode::BadJson, {"sweep.json", "oh"}, {}};
    model.setRows({second, first});
    QCOMPARE(model.rowCount(), 2);
    model.setRows({broken, second, first});
    QCOMPARE(model.index(0, SweepListModel::Name).data().toString(), QString::fromStdString(broken.id.toString()));
    QCOMPARE(model.index(2, SweepListModel::Runs).data().toString(), QStringLiteral("0/9"));
    QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().isEmpty());
    model.setRows({first});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.find(first.id) != nullptr && model.find(second.id) == nullptr);
    model.setRows({});
    QCOMPARE(resets.count(), 0);
}

void TestSweepViews::selectionIsOneInAllViews()
{
    SweepActions actions;
    SweepDetail detail(actions);
    detail.resize(900, 600);
    detail.show();
    const MadeUpSweep sweep = fullSweep(1);
    detail.setView(sweep.view());
    // The brush of parallel coordinates marks fields of the heat map and rows of the table.
    const std::set<RunId> picked{sweep.runs[0].id, sweep.runs[4].id};
    Q_EMIT detail.parallel()->brushed(picked);
    QVERIFY(detail.selection().runs() == picked);
    QCOMPARE(detail.table()->selectionModel()->selectedRows().size(), 2);
    // A field of the heat map marks a line.
    detail.heatMap()->setCurrent(1, 1);
    QCOMPARE(detail.selection().runs(), std::set<RunId>{detail.heatMap()->current()->runs.front()});
    QVERIFY(detail.parallel()->marked() == detail.selection().runs());
    // Rows of the table mark lines, too.
    detail.tabs()->setCurrentWidget(detail.table());
    detail.table()->setFocus();
    detail.table()->selectRow(0);
    QVERIFY(detail.parallel()->marked() == detail.selection().runs());
    QCOMPARE(detail.selection().runs().size(), std::size_t{1});
    QCOMPARE(detail.chosenCells().size(), std::size_t{1});
    // Another sweep begins with nothing picked.
    const MadeUpSweep other = fullSweep(1);
    detail.setView(other.view());
    QVERIFY(detail.selection().isEmpty());
}

void TestSweepViews::goalChangesAllViews()
{
    SweepActions actions;
    SweepDetail detail(actions);
    const MadeUpSweep sweep = fullSweep(1);
    detail.setView(sweep.view());
    QCOMPARE(detail.series()->currentData().toString(), QString::fromUtf8(series::kKnnAccuracy.data()));
    const double before = detail.heatMap()->data().at(0, 0)->value->mean;
    const int loss = detail.series()->findData(QString::fromUtf8(series::kEpochLoss.data()));
    QVERIFY(loss >= 0);
    detail.series()->setCurrentIndex(loss);
    Q_EMIT detail.series()->activated(loss);
    QVERIFY(!detail.goal().maximize);
    QVERIFY(detail.heatMap()->data().at(0, 0)->value->mean != before);
    QVERIFY(!detail.heatMap()->data().higherIsBetter);
    QVERIFY(detail.parallel()->data().axes.back().title.startsWith(QStringLiteral("Loss")));
    // A look at the same sweep again keeps it.
    detail.setView(sweep.view());
    QCOMPARE(detail.goal().series, std::string(series::kEpochLoss));
}

void TestSweepViews::stateOfTheSweepIsToldWithItsNextStep()
{
    SweepActions actions;
    SweepDetail detail(actions);
    MadeUpSweep sweep;
    sweep.add(0, RunState::Done, 0.5);
    sweep.add(1, RunState::Failed);
    detail.setView(sweep.view());
    actions.update(true, sweep.view().get(), {});
    detail.setView(sweep.view());
    QVERIFY(!detail.fillButton()->isHidden());
    QCOMPARE(detail.fillButton()->text(), QStringLiteral("&Fill 8 holes"));
    QVERIFY2(detail.sentence().contains(QStringLiteral("1 of 9 runs done")), qPrintable(detail.sentence()));
    QSignalSpy filled(actions.fillHoles, &QAction::triggered);
    detail.fillButton()->click();
    QCOMPARE(filled.count(), 1);
    detail.setView(fullSweep().view());
    QVERIFY(detail.fillButton()->isHidden());
}

void TestSweepViews::actionsFitWhatIsSelected()
{
    SweepActions actions;
    QVERIFY(!actions.newSweep->isEnabled());
    actions.update(true, nullptr, {});
    QVERIFY(actions.newSweep->isEnabled() && !actions.addSeed->isEnabled() && !actions.remove->isEnabled());
    MadeUpSweep sweep;
    sweep.add(0, RunState::Done, 0.5);
    sweep.add(1, RunState::Running);
    const auto view = sweep.view();
    actions.update(true, view.get(), {&view->cells[0]});
    QVERIFY(actions.addSeed->isEnabled() && actions.addValues->isEnabled() && !actions.addTrials->isEnabled());
    QVERIFY(actions.pause->isEnabled() && actions.stop->isEnabled() && !actions.resume->isEnabled());
    QVERIFY(!actions.remove->isEnabled()); // one is being trained
    QVERIFY(actions.openRuns->isEnabled() && !actions.retryCell->isEnabled() && actions.beginAnew->isEnabled());
    QVERIFY(actions.removeCell->isEnabled() && !actions.restoreCell->isEnabled());
    actions.update(true, view.get(), {&view->cells[5]}); // missing
    QVERIFY(!actions.openRuns->isEnabled() && actions.retryCell->isEnabled());
    sweep.spec.removed.push_back(view->cells[5].key);
    sweep.spec.paused = true;
    const auto changed = sweep.view();
    actions.update(true, changed.get(), {&changed->cells[5]});
    QVERIFY(actions.restoreCell->isEnabled() && !actions.removeCell->isEnabled() && !actions.retryCell->isEnabled());
    QVERIFY(actions.resume->isEnabled() && !actions.pause->isEnabled());
}

void TestSweepViews::viewChangesKeepTheCursor()
{
    SweepActions actions;
    SweepDetail detail(actions);
    MadeUpSweep sweep;
    detail.setView(sweep.view());
    detail.heatMap()->setCurrent(2, 1);
    sweep.add(7, RunState::Done, 0.4);
    detail.setView(sweep.view());
    QCOMPARE(detail.heatMap()->currentRow(), 2);
    QCOMPARE(detail.heatMap()->currentColumn(), 1);
    QVERIFY(detail.heatMap()->current()->value);
    QCOMPARE(detail.cellPanel()->runs()->topLevelItemCount(), 1);
    detail.setView(nullptr);
    QVERIFY(detail.chosenCells().empty());
}

void TestSweepViews::everyWidgetSaysItsName()
{
    SweepActions actions;
    SweepDetail detail(actions);
    detail.setView(fullSweep().view());
    QCOMPARE(testing::unnamedFocusable(detail), QStringList());
}

QTEST_MAIN(TestSweepViews)
#include "tst_sweep_views.moc"
