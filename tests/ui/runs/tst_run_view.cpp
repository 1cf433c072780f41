#include "table_testing.h"
#include "ui/runs/columns_dialog.h"
#include "ui/runs/filter_bar.h"
#include "ui/runs/run_view.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace tandem;
using namespace tandem::test;

// How the table looks: kept as text, asked for by filter bar and column chooser.

class TestRunView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void viewsComeBack()
    {
        RunView view;
        view.columns = columnsOf({"name", "train.epochs", "my_series:tail-mean", "tags"});
        view.widths = {{QStringLiteral("name"), 300}, {QStringLiteral("train.epochs"), 90}};
        view.sortColumn = *columnFromKey("train.epochs");
        view.descending = false;
        view.query = *parseQuery("state=done \"two words\"");
        view.grouping = groupingFromKey("seeds");
        view.onlyDifferences = true;
        QVERIFY(runViewFromJson(toJson(view)) == view);
        const RunViews views{{QStringLiteral("a \"b\" ä"), view}, {QStringLiteral("c"), RunView::standard()}};
        QVERIFY(runViewsFromJson(toJson(views)) == views);
    }

    void brokenViewsStillOpen_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json :
             {"", "no json", "[]", "{}", "{\"columns\":7}", "{\"columns\":[\"from_the_future\",\"name\"]}",
              "{\"columns\":[\"loss:last\",\"loss:last\"],\"widths\":{\"name\":-5,\"loss:last\":99999}}",
              "{\"sort\":\"nothing\",\"query\":\"a=\\\"\",\"grouping\":\"nothing\"}"})
            QTest::newRow(json) << QByteArray(json);
    }

    void brokenViewsStillOpen()
    {
        QFETCH(QByteArray, json);
        const RunView view = runViewFromJson(json);
        QVERIFY(!view.columns.empty());
        QCOMPARE(std::count(view.columns.begin(), view.columns.end(), RunColumn{}), 1); // a table of names
        QVERIFY(view.widths.isEmpty());
        std::vector<std::string> keys;
        for (const RunColumn &column : view.columns)
            keys.push_back(columnKey(column));
        std::sort(keys.begin(), keys.end());
        QVERIFY(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
        static_cast<void>(runViewsFromJson(json)); // whatever it is, it must not end the program
    }

    void whatIsTypedActsAtOnce()
    {
        FilterBar bar;
        QSignalSpy changed(&bar, &FilterBar::queryChanged);
        QTest::keyClicks(bar.line(), QStringLiteral("lars loss<3"));
        QTRY_COMPARE(changed.count(), 1); // not once a key
        QVERIFY(changed[0][0].value<RunQuery>() == *parseQuery("lars loss<3"));
        QCOMPARE(bar.chipCount(), 0);
        QTest::keyClick(bar.line(), Qt::Key_Return);
        QCOMPARE(bar.chipCount(), 1); // complete conditions become chips, words stay
        QCOMPARE(bar.line()->text(), QStringLiteral("lars"));
        QCOMPARE(changed.count(), 1); // the query is the same
        bar.line()->clear();
        QTRY_COMPARE(changed.count(), 2);
        QVERIFY(bar.query() == *parseQuery("loss<3"));
    }

    void chipsAreEditedAndTakenAway()
    {
        FilterBar bar;
        bar.show();
        bar.setQuery(*parseQuery("state=running,done tag=paper word"));
        QCOMPARE(bar.chipCount(), 2);
        QCOMPARE(bar.line()->text(), QStringLiteral("word"));
        QSignalSpy changed(&bar, &FilterBar::queryChanged);
        // Backspace in an empty line brings the last back for editing; the filter stays meanwhile.
        bar.line()->clear();
        QTRY_COMPARE(changed.count(), 1);
        QTest::keyClick(bar.line(), Qt::Key_Backspace);
        QCOMPARE(bar.chipCount(), 1);
        QCOMPARE(bar.line()->text(), QStringLiteral("tags=paper"));
        QVERIFY(bar.query() == *parseQuery("state=running,done tag=paper"));
        QTest::keyClick(bar.line(), Qt::Key_Return);
        QCOMPARE(bar.chipCount(), 2);
        // The cross.
        for (QToolButton *button : bar.findChildren<QToolButton *>())
            if (button->isVisible() &&
                button->accessibleName().startsWith(QStringLiteral("Take away condition: State"))) {
                button->click();
                break;
            }
        QCOMPARE(bar.chipCount(), 1);
        QVERIFY(bar.query() == *parseQuery("tag=paper"));
        bar.clear();
        QVERIFY(bar.query().isEmpty());
    }

    void conditionsReadWell_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *query, const char *text) {
            QTest::newRow(query) << QByteArray(query) << QString::fromUtf8(text);
        };
        row("state=running,done", "State: Running, Done");
        row("health!=healthy", "Health: not Healthy");
        row("objective.temperature<0.2", "Temperature τ < 0.2");
        row("knn>=45%", "kNN, last ≥ 45%");
        row("starred=true", "Starred");
        row("name~abc", "Run contains abc");
        row("tag=", "Tags: none");
    }

    void conditionsReadWell()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, text);
        QCOMPARE(conditionLabel(parseQuery(query.toStdString())->conditions.front()), text);
    }

    void columnsAreChosen()
    {
        ColumnsDialog dialog({columnsOf({"name", "loss:last"}),
                              {"gradient_norm", "loss"},
                              columnsOf({"train.epochs"}),
                              RunView::standard().columns});
        const auto itemOf = [&](const char *key) -> QTreeWidgetItem * {
            for (int i = 0; i < dialog.available()->topLevelItemCount(); ++i)
                for (int k = 0; k < dialog.available()->topLevelItem(i)->childCount(); ++k)
                    if (dialog.available()->topLevelItem(i)->child(k)->toolTip(0).contains(QString::fromLatin1(key)))
                        return dialog.available()->topLevelItem(i)->child(k);
            return nullptr;
        };
        QVERIFY(itemOf("loss:last") && itemOf("loss:last")->checkState(0) == Qt::Checked);
        QVERIFY(itemOf("gradient_norm:best") == nullptr); // neither low nor high is best
        itemOf("gradient_norm:maximum")->setCheckState(0, Qt::Checked);
        itemOf("loss:last")->setCheckState(0, Qt::Unchecked);
        QVERIFY(dialog.columns() == columnsOf({"name", "gradient_norm:maximum"}));
        QVERIFY(itemOf("train.epochs")->text(0).contains(QStringLiteral("differs")));
        dialog.addDiffering();
        dialog.addDiffering();
        QVERIFY(dialog.columns() == columnsOf({"name", "gradient_norm:maximum", "train.epochs"}));
        QCOMPARE(itemOf("train.epochs")->checkState(0), Qt::Checked);

        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.shown()->setCurrentRow(2);
        dialog.shown()->setFocus();
        QTest::keyClick(dialog.shown(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(dialog.columns() == columnsOf({"name", "train.epochs", "gradient_norm:maximum"}));
        QTest::keyClick(dialog.shown(), Qt::Key_Delete);
        QVERIFY(dialog.columns() == columnsOf({"name", "gradient_norm:maximum"}));
        dialog.shown()->setCurrentRow(0);
        QTest::keyClick(dialog.shown(), Qt::Key_Delete); // a run without its name is nobody
        QCOMPARE(dialog.columns().size(), std::size_t{2});

        dialog.search()->setText(QStringLiteral("temperature kNN"));
        int visible = 0;
        for (int i = 0; i < dialog.available()->topLevelItemCount(); ++i)
            for (int k = 0; k < dialog.available()->topLevelItem(i)->childCount(); ++k)
                visible += dialog.available()->topLevelItem(i)->child(k)->isHidden() ? 0 : 1;
        QCOMPARE(visible, 1); // evaluate.knn_temperature
    }
};

QTEST_MAIN(TestRunView)
#include "tst_run_view.moc"
