#include "table_testing.h"
#include "ui/runs/run_table_delegate.h"
#include "ui/runs/run_table_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace tandem;
using namespace tandem::test;
using namespace tandem::runtable;
using Kind = RunColumn::Kind;

class TestRunTable : public QObject {
    Q_OBJECT

private:
    RowMaker m_make;

    static QStringList names(const QAbstractItemModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, 0).data().toString();
        return all;
    }
    static RunQuery query(const char *text) { return parseQuery(text).value_or(RunQuery()); }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(runId(1).isValid() && runId(1) < runId(2));
    }

    void rowsReadAsText()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "state", "progress", "time_left", "knn_accuracy:last", "knn_accuracy:best",
                                    "loss:last", "images_per_second:last", "objective.temperature", "tags"}));
        RunRow running = m_make.trained(3, "narrow", 3.1234, 0.4216, "objective.temperature=0.1");
        running.summary.state = RunState::Running;
        running.secondsLeft = 731;
        RunRow broken = m_make.row(1, "", RunState::Failed);
        broken.summary.loss = std::numeric_limits<double>::quiet_NaN();
        model.setRows(RowMaker::rows({running, m_make.row(2, "wide", RunState::Starting), broken}));
        model.setAnnotation(runId(2), {"wider", "", {"a", "b"}, false});
        QCOMPARE(
            render(model),
            QStringLiteral(
                "narrow | Running | Epoch 3 of 10 | about 12 min left | 42.2 % | 43.2 % | 3.123 | 295.4 | 0.1 | –\n"
                "wider | Starting |  |  | – | – | – | – | 0.5 | a, b\n"
                "%1 | Failed |  |  | – | – | not a number | – | 0.5 | –")
                .arg(QString::fromStdString(runId(1).toString())));
    }

    void snapshotsBecomeRowChanges()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "loss:last"}));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const RunRows first = RowMaker::rows({m_make.row(5, "e"), m_make.row(3, "c"), m_make.row(1, "a")});
        model.setRows(first);
        QCOMPARE(inserted.count(), 1); // all at once, as there were none
        model.setRows(first);
        QCOMPARE(changed.count(), 0); // nothing new, nothing said

        RunRow loss = *first[1];
        loss.summary.loss = 2.5;
        RunRows second{first[0], RowMaker::shared(loss), first[2]};
        model.setRows(second);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        loss.summary.heartbeatMs = 78; // not shown
        second[1] = RowMaker::shared(loss);
        model.setRows(second);
        QCOMPARE(changed.count(), 1);

        inserted.clear();
        model.setRows(RowMaker::rows({m_make.row(6, "f"), m_make.row(3, "c"), m_make.row(2, "b")}));
        QCOMPARE(names(model), (QStringList{QStringLiteral("f"), QStringLiteral("c"), QStringLiteral("b")}));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(removed.count(), 2);
        QCOMPARE(model.indexOf(runId(3)).row(), 1);
        QVERIFY(model.find(runId(1)) == nullptr);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void ordersByValue()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "loss:last", "started", "state"}));
        model.setRows(RowMaker::rows({m_make.trained(4, "run 10", 4, 0.2), m_make.row(3, "none", RunState::Queued),
                                      m_make.trained(2, "run 2", 1, 0.6), m_make.trained(1, "nan", NAN, 0.1)}));
        const auto order = [&](int column, Qt::SortOrder direction) {
            model.sort(column, direction);
            return names(model).join(QLatin1Char(','));
        };
        // Runs without a value, or with none that is a number, come last whichever way.
        QCOMPARE(order(1, Qt::AscendingOrder), QStringLiteral("run 2,run 10,none,nan"));
        QCOMPARE(order(1, Qt::DescendingOrder), QStringLiteral("run 10,run 2,none,nan"));
        QCOMPARE(order(2, Qt::DescendingOrder), QStringLiteral("run 10,none,run 2,nan"));
        QCOMPARE(order(0, Qt::AscendingOrder), QStringLiteral("nan,none,run 2,run 10")); // numbers in names count
        QCOMPARE(order(3, Qt::AscendingOrder), QStringLiteral("none,run 10,run 2,nan")); // in the order of a run's life
        QCOMPARE(order(-1, Qt::AscendingOrder), QStringLiteral("run 10,none,run 2,nan")); // newest first
    }

    /// A live run moves to its place as its number changes, and what points to it follows.
    void liveRunsMove()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "loss:last"}));
        RunRow live = m_make.trained(2, "live", 9, 0.1);
        const RunRow low = m_make.trained(3, "low", 1, 0.1), high = m_make.trained(1, "high", 5, 0.1);
        model.setRows(RowMaker::rows({live, low, high}));
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(names(model).join(QLatin1Char(',')), QStringLiteral("low,high,live"));
        const QPersistentModelIndex pointer = model.indexOf(runId(2));
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        for (const double loss : {4.0, 0.5, 0.4, 7.0}) {
            live.summary.loss = loss;
            model.setRows(RowMaker::rows({live, low, high}));
            QCOMPARE(pointer.data(IdRole).toString().toStdString(), runId(2).toString());
        }
        QCOMPARE(names(model).join(QLatin1Char(',')), QStringLiteral("low,high,live"));
        QCOMPARE(moved.count(), 3); // 0.5 to 0.4 is no move
    }

    void filterKeepsWhatMatches()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name"}));
        RunRow running = m_make.row(2, "big", RunState::Running, "optimizer.name=lars");
        model.setRows(RowMaker::rows({running, m_make.row(1, "small", RunState::Failed, "optimizer.name=sgd")}));
        QSignalSpy shown(&model, &RunTableModel::shownChanged);
        model.setQuery(query("LARS running"));
        QCOMPARE(names(model), QStringList{QStringLiteral("big")});
        QCOMPARE(shown.count(), 1);
        QCOMPARE(model.rows().size(), std::size_t{2}); // all are known still
        QVERIFY(!model.indexOf(runId(1)).isValid());
        model.setQuery(query("state=failed"));
        QCOMPARE(names(model), QStringList{QStringLiteral("small")});
        // A run that comes to match appears, and one that does no more goes.
        running.summary.state = RunState::Failed;
        model.setRows(RowMaker::rows({running, *model.rows()[1]}));
        QCOMPARE(names(model).size(), 2);
        model.setAnnotation(runId(1), {"", "", {"paper"}, false});
        model.setQuery(query("tag=paper"));
        QCOMPARE(names(model), QStringList{QStringLiteral("small")});
        model.setAnnotation(runId(2), {"", "", {"paper"}, false});
        QCOMPARE(names(model).size(), 2);
        model.setAnnotation(runId(1), {});
        QCOMPARE(names(model), QStringList{QStringLiteral("big")});
        model.setQuery({});
        QCOMPARE(names(model).size(), 2);
    }

    void groupsTellMeans()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "knn_accuracy:last", "optimizer.name", "train.seed"}));
        model.setRows(RowMaker::rows({m_make.trained(4, "d", 1, 0.40, "objective.temperature=0.1 train.seed=1"),
                                      m_make.trained(3, "c", 1, 0.44, "objective.temperature=0.1 train.seed=2"),
                                      m_make.trained(2, "b", 1, 0.30, "objective.temperature=0.5"),
                                      m_make.row(1, "a", RunState::Failed, "objective.temperature=0.5")}));
        model.setGrouping(groupingFromKey("objective.temperature"));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(render(model), QStringLiteral("Temperature τ 0.1: 2 run(s) | 42.0 % ± 2.8 | lars | 1 – 2\n"
                                               "  c | 44.0 % | lars | 2\n"
                                               "  d | 40.0 % | lars | 1\n"
                                               "Temperature τ 0.5: 2 run(s) | 30.0 % | lars | 1\n"
                                               "  b | 30.0 % | lars | 1\n"
                                               "  a | – | lars | 1"));
        QCOMPARE(model.shownCount(), 4);
        QVERIFY(!model.runAt(model.index(0, 0)).isValid());
        QVERIFY((model.runsAt(model.index(0, 0)) == std::vector<RunId>{runId(3), runId(4)}));
        // Seeds of one experiment.
        model.setGrouping(groupingFromKey("seeds"));
        QCOMPARE(model.rowCount(), 2);
        QVERIFY2(model.index(0, 0).data().toString().startsWith(QStringLiteral("c: 2 seed")),
                 qPrintable(render(model)));
    }

    void runsChangeTheirGroup()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name"}));
        model.setGrouping(groupingFromKey("state"));
        const RunRow done = m_make.row(2, "b");
        RunRow live = m_make.row(1, "a", RunState::Running);
        model.setRows(RowMaker::rows({done, live}));
        QCOMPARE(model.rowCount(), 2);
        const QPersistentModelIndex pointer = model.indexOf(runId(1));
        live.summary.state = RunState::Done;
        model.setRows(RowMaker::rows({done, live}));
        QCOMPARE(model.rowCount(), 1); // the emptied group is gone
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QCOMPARE(pointer.data().toString(), QStringLiteral("a"));
        live.summary.state = RunState::Failed;
        model.setRows(RowMaker::rows({done, live}));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(pointer.data().toString(), QStringLiteral("a"));
        model.setGrouping({});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.index(0, 0).parent().isValid());
    }

    void baselineTellsDifferences()
    {
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "knn_accuracy:last", "loss:last", "train.epochs", "gradient_norm:last"}));
        model.setRows(RowMaker::rows({m_make.trained(3, "c", 2.0, 0.50), m_make.trained(2, "base", 2.5, 0.40),
                                      m_make.trained(1, "a", 3.0, 0.40)}));
        model.sort(0, Qt::AscendingOrder);
        QVERIFY(!model.index(0, 1).data(DeltaRole).isValid());
        model.setBaseline(runId(2));
        QCOMPARE(names(model).join(QLatin1Char(',')), QStringLiteral("base,a,c")); // pinned, the others in order
        QVERIFY(model.index(0, 0).data(BaselineRole).toBool());
        QVERIFY(!model.index(0, 1).data(DeltaRole).isValid()); // not to itself
        const auto text = [&](int row, int column) { return model.index(row, column).data(DeltaTextRole).toString(); };
        const auto good = [&](int row, int column) { return model.index(row, column).data(DeltaGoodRole).toInt(); };
        QCOMPARE(text(2, 1), QStringLiteral("+10.0"));
        QCOMPARE(good(2, 1), 1);
        QCOMPARE(text(2, 2), QStringLiteral("−0.500"));
        QCOMPARE(good(2, 2), 1); // less loss is better
        QCOMPARE(good(1, 2), -1);
        QCOMPARE(text(1, 1), QString()); // no difference
        QCOMPARE(text(1, 3), QString()); // a setting
        QVERIFY(model.index(2, 1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("+10.0")));
        // The baseline may live: what others tell follows it.
        RunRow moved = *model.find(runId(2));
        moved.summary.knnAccuracy = 0.45;
        model.setRows({model.rows()[0], RowMaker::shared(moved), model.rows()[2]});
        QCOMPARE(text(2, 1), QStringLiteral("+5.0"));
        model.setBaseline({});
        QCOMPARE(names(model).join(QLatin1Char(',')), QStringLiteral("a,base,c"));
    }

    void differencesAreFound()
    {
        RunTableModel model;
        model.setColumns(columnsOf({"name", "optimizer.name", "objective.temperature", "loss:last"}));
        model.setRows(
            RowMaker::rows({m_make.trained(3, "c", 2.0, 0.5, "objective.temperature=0.1"),
                            m_make.trained(2, "b", 2.0, 0.5), m_make.row(1, "a", RunState::Queued, "train.epochs=3")}));
        QVERIFY(model.differs(0) && !model.differs(1) && model.differs(2) && model.differs(3));
        QVERIFY(model.differingSettings() == columnsOf({"objective.temperature", "train.epochs"}));
        model.setQuery(query("state=done"));
        QVERIFY(!model.differs(3));
        QVERIFY(model.differingSettings() == columnsOf({"objective.temperature"}));
    }

    /// Thousands of changes of every kind: the model stays consistent with what was told, in every order and grouping.
    void staysTrueUnderChange_data()
    {
        QTest::addColumn<QByteArray>("grouping");
        QTest::addColumn<int>("column");
        QTest::newRow("flat, by name") << QByteArray() << 0;
        QTest::newRow("flat, by loss") << QByteArray() << 1;
        QTest::newRow("grouped by state, by loss") << QByteArray("state") << 1;
        QTest::newRow("grouped by optimizer, by name") << QByteArray("optimizer.name") << 0;
    }

    void staysTrueUnderChange()
    {
        QFETCH(QByteArray, grouping);
        QFETCH(int, column);
        QRandomGenerator random(7);
        RunTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columnsOf({"name", "loss:last", "state"}));
        model.setGrouping(groupingFromKey(grouping.toStdString()));
        model.setQuery(query("loss<8"));
        model.sort(column, Qt::AscendingOrder);
        model.setBaseline(runId(5));
        std::map<int, RunRow> rows;
        const char *const optimizers[] = {"lars", "sgd", "adamw"};
        for (int round = 0; round < 150; ++round) {
            for (int changes = random.bounded(6); changes >= 0; --changes) {
                const int n = random.bounded(20);
                if (random.bounded(4) == 0) {
                    rows.erase(n);
                    continue;
                }
                RunRow row = m_make.trained(n, "run " + std::to_string(n), random.bounded(10.0), 0.5,
                                            std::string("optimizer.name=") + optimizers[random.bounded(3)]);
                row.summary.state = static_cast<RunState>(random.bounded(8));
                rows.insert_or_assign(n, row);
            }
            std::vector<RunRow> all;
            for (const auto &[n, row] : rows)
                all.push_back(row);
            model.setRows(RowMaker::rows(all));
            // Against a model that sees it for the first time.
            RunTableModel fresh;
            fresh.setColumns(model.columns());
            fresh.setGrouping(model.grouping());
            fresh.setQuery(model.query());
            fresh.setBaseline(runId(5));
            fresh.setRows(RowMaker::rows(all));
            fresh.sort(column, Qt::AscendingOrder);
            model.sort(column, Qt::AscendingOrder);
            QCOMPARE(render(model), render(fresh));
        }
    }

    // ---- the view ----

    void selectionFollowsTheRuns()
    {
        RunTableModel model;
        RunTableView view(&model);
        view.resize(800, 300);
        view.show();
        model.setRows(RowMaker::rows({m_make.row(2, "b", RunState::Running), m_make.row(1, "a")}));
        view.selectRun(runId(1));
        QCOMPARE(view.currentRun(), runId(1));
        QSignalSpy moved(&view, &RunTableView::currentRunChanged);
        model.setRows(RowMaker::rows({m_make.row(4, "d", RunState::Starting), m_make.row(3, "c"),
                                      m_make.row(2, "b", RunState::Running), m_make.row(1, "a")}));
        QCOMPARE(view.currentRun(), runId(1));
        view.sortByColumn(model.columnOf(Kind::Name), Qt::AscendingOrder);
        QCOMPARE(view.currentRun(), runId(1));
        view.selectRuns({runId(3), runId(1), runId(4)});
        QSignalSpy selected(&view, &RunTableView::selectedRunsChanged);
        QCOMPARE(view.currentRun(), runId(3));
        QVERIFY(
            (view.selectedRuns() == std::vector<RunId>{runId(3), runId(1), runId(4)})); // current first, then by row
        moved.clear();
        // Filter, columns and grouping are resets; what was chosen comes back.
        model.setQuery(query("state=done"));
        QCOMPARE(view.currentRun(), runId(3));
        model.setQuery({});
        view.setColumns(columnsOf({"loss:last", "name"}));
        model.setGrouping(groupingFromKey("state"));
        QCOMPARE(view.currentRun(), runId(3));
        model.setGrouping({});
        QCOMPARE(view.currentRun(), runId(3));
        QCOMPARE(moved.count(), 0);
        QTest::qWait(1);
        QCOMPARE(selected.count(), 1); // of selectRuns
    }

    void aSelectedGroupMeansItsRuns()
    {
        RunTableModel model;
        RunTableView view(&model);
        model.setRows(RowMaker::rows({m_make.row(3, "c", RunState::Failed), m_make.row(2, "b"), m_make.row(1, "a")}));
        model.setGrouping(groupingFromKey("state"));
        const QModelIndex done = model.indexOf(runId(2)).parent();
        view.selectionModel()->setCurrentIndex(done, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QVERIFY((view.selectedRuns() == std::vector<RunId>{runId(2), runId(1)}));
        QVERIFY(!view.currentRun().isValid());
    }

    void viewIsDescribedAndShown()
    {
        RunTableModel model;
        RunTableView view(&model);
        model.setRows(RowMaker::rows({m_make.row(2, "b"), m_make.row(1, "a")}));
        view.setColumns(columnsOf({"name", "loss:last", "train.epochs"}));
        view.header()->resizeSection(1, 177);
        view.header()->moveSection(2, 0); // epochs first
        view.sortByColumn(2, Qt::DescendingOrder);
        RunView described;
        view.describeView(described);
        QVERIFY(described.columns == columnsOf({"train.epochs", "name", "loss:last"}));
        QCOMPARE(described.widths.value(QStringLiteral("loss:last")), 177);
        QVERIFY(described.sortColumn == *columnFromKey("train.epochs") && described.descending);

        RunTableModel otherModel;
        RunTableView other(&otherModel);
        other.showView(described);
        RunView again;
        other.describeView(again);
        QVERIFY(again == described);
        QVERIFY(otherModel.columns() == described.columns);
        QCOMPARE(other.columnWidth(2), 177);
        view.setColumnShown(*columnFromKey("loss:last"), false);
        QVERIFY(model.columns() == columnsOf({"train.epochs", "name"}));
        view.setColumnShown(RunColumn{}, false); // the name stays
        QVERIFY(model.columns() == columnsOf({"train.epochs", "name"}));
    }

    void onlyDifferencesHidesColumns()
    {
        RunTableModel model;
        RunTableView view(&model);
        view.setColumns(columnsOf({"name", "optimizer.name", "objective.temperature"}));
        model.setRows(
            RowMaker::rows({m_make.row(2, "b", RunState::Done, "objective.temperature=0.1"), m_make.row(1, "a")}));
        view.setOnlyDifferences(true);
        QVERIFY(view.isColumnHidden(1) && !view.isColumnHidden(2) && !view.isColumnHidden(0));
        model.setRows(RowMaker::rows(
            {m_make.row(2, "b", RunState::Done, "objective.temperature=0.1 optimizer.name=sgd"), m_make.row(1, "a")}));
        QTRY_VERIFY(!view.isColumnHidden(1)); // as soon as they differ
        view.setOnlyDifferences(false);
        QVERIFY(!view.isColumnHidden(1));
    }

    void renamingAsksForAName()
    {
        RunTableModel model;
        RunTableView view(&model);
        view.resize(800, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        model.setRows(RowMaker::rows({m_make.row(2, "b"), m_make.row(1, "a")}));
        view.selectRun(runId(2));
        QSignalSpy renamed(&model, &RunTableModel::renameRequested);
        view.renameCurrent();
        auto *editor = view.findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), QStringLiteral("b"));
        QTest::keyClicks(editor, QStringLiteral("be"));
        // The table is told of changes all the time; what was typed stays.
        RunRow live = m_make.row(2, "b");
        live.summary.loss = 3;
        model.setRows(RowMaker::rows({live, m_make.row(1, "a")}));
        QCOMPARE(editor->text(), QStringLiteral("be"));
        QTest::keyClicks(editor, QStringLiteral("tter "));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(renamed.count(), 1);
        QCOMPARE(renamed[0][0].value<RunId>(), runId(2));
        QCOMPARE(renamed[0][1].toString(), QStringLiteral("better"));
    }

    void copiesAsATable()
    {
        RunTableModel model;
        RunTableView view(&model);
        view.setColumns(columnsOf({"name", "objective.temperature"}));
        model.setRows(
            RowMaker::rows({m_make.row(2, "b", RunState::Done, "objective.temperature=0.1"), m_make.row(1, "a")}));
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.selectAll();
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Run\tTemperature τ\nb\t0.1\na\t0.5"));
    }

    void starsAreClicked()
    {
        RunTableModel model;
        RunTableView view(&model);
        view.resize(900, 300);
        view.show();
        model.setRows(RowMaker::rows({m_make.row(1, "a")}));
        QSignalSpy toggled(&view, &RunTableView::starToggled);
        const QModelIndex star = model.indexOf(runId(1), model.columnOf(Kind::Starred));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(star).center());
        QCOMPARE(toggled.count(), 1);
        const QModelIndex name = model.indexOf(runId(1), model.columnOf(Kind::Name));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(name).center());
        QCOMPARE(toggled.count(), 1);
    }
};

QTEST_MAIN(TestRunTable)
#include "tst_run_table.moc"
