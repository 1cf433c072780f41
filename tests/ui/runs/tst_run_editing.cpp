#include "core/store/run_trash.h"
#include "made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/compare/changes_view.h"
#include "ui/compare/compare_panel.h"
#include "ui/project_session.h"
#include "ui/runs/filter_bar.h"
#include "ui/runs/health_panel.h"
#include "ui/runs/notes_panel.h"
#include "ui/runs/run_actions.h"
#include "ui/runs/run_detail.h"
#include "ui/runs/run_table_panel.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/runs_page.h"
#include "ui/runs/tag_dialog.h"
#include "ui/runs/trash_dialog.h"
#include "ui/widgets/undo_bar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace tandem;
using namespace tandem::test;

// The Runs page as a person works with it: naming, tagging, throwing away, comparing. The runs are made up and done.

class TestRunEditing : public QObject {
    Q_OBJECT

private:
    RunTableModel &model() { return m_page->controller().model(); }
    RunActions &actions() { return *m_page->findChild<RunActions *>(); }
    ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }
    QString shown()
    {
        QStringList names;
        for (const RunId &id : model().shownRuns())
            names << model().nameOf(id);
        return names.join(QLatin1Char(' '));
    }
    RunId idOf(const char *name)
    {
        for (const RunRowPtr &row : model().rows())
            if (row->summary.name == name)
                return row->summary.id;
        return {};
    }
    void makeRun(const char *name, double temperature, std::int64_t seed)
    {
        MadeUpRun run;
        run.id = RunId::make();
        run.name = name;
        run.settings.objective.temperature = temperature;
        run.settings.train.seed = seed;
        MadeUpTrainer trainer(layout(), run);
        trainer.train(100);
        trainer.finish(RunState::Done);
    }
    void openPage()
    {
        if (m_page)
            m_page->setSession(nullptr);
        m_page.reset();
        m_session.reset();
        auto session = ProjectSession::open(m_project, QStringLiteral(RUN_MAKER));
        QVERIFY(session);
        m_session = std::move(*session);
        m_page = std::make_unique<RunsPage>();
        m_page->resize(1100, 760);
        m_page->show();
        m_page->setSession(m_session.get());
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_COMPARE(model().rows().size(), std::size_t{3});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = m_folder->filePath(QStringLiteral("p.tandem"));
        QVERIFY(createProject(m_project.toStdString()));
        makeRun("one", 0.1, 1);
        makeRun("two", 0.1, 2);
        makeRun("three", 0.5, 1);
        openPage();
    }

    void cleanup()
    {
        if (m_page)
            m_page->setSession(nullptr);
        m_page.reset();
        m_session.reset();
    }

    void selectionIsShared()
    {
        QSignalSpy told(m_session.get(), &ProjectSession::selectedRunsChanged);
        m_page->list()->selectRuns({idOf("one"), idOf("three")});
        QTRY_COMPARE(told.count(), 1);
        QVERIFY((m_session->selectedRuns() == std::vector<RunId>{idOf("one"), idOf("three")}));
        QCOMPARE(m_session->selectedRun(), idOf("one"));
        // Another page selects.
        m_session->setSelectedRuns({idOf("two"), idOf("one")});
        QVERIFY((m_page->list()->selectedRuns() == std::vector<RunId>{idOf("two"), idOf("one")}));
        QCOMPARE(m_page->list()->currentRun(), idOf("two"));
        m_session->setSelectedRun(idOf("one")); // of those selected: it becomes the current one
        QVERIFY((m_session->selectedRuns() == std::vector<RunId>{idOf("one"), idOf("two")}));
        openPage(); // the project remembers
        QTRY_COMPARE(m_page->list()->selectedRuns().size(), std::size_t{2});
        QCOMPARE(m_page->list()->currentRun(), idOf("one"));
    }

    void starsNamesAndTagsStay()
    {
        m_page->list()->selectRuns({idOf("one"), idOf("two")});
        QTRY_VERIFY(actions().compare->isEnabled());
        actions().star->trigger();
        QVERIFY(m_session->annotation(idOf("one")).isStarred && m_session->annotation(idOf("two")).isStarred);
        QVERIFY(actions().star->isChecked());
        actions().star->trigger();
        QVERIFY(!m_session->annotation(idOf("two")).isStarred);

        actions().tag->trigger();
        auto *tags = m_page->findChild<TagDialog *>();
        QVERIFY(tags);
        tags->line()->setText(QStringLiteral("paper, good"));
        tags->accept();
        QCOMPARE(tagsText(m_session->annotation(idOf("two")).tags), std::string("good, paper"));
        QTRY_VERIFY(m_page->findChild<TagDialog *>() == nullptr);
        // Taking one away of one run leaves the other's alone.
        m_page->list()->selectRun(idOf("two"));
        QTRY_COMPARE(m_session->selectedRuns().size(), std::size_t{1});
        actions().tag->trigger();
        tags = m_page->findChild<TagDialog *>();
        QCOMPARE(tags->list()->count(), 2);
        tags->list()->item(0)->setCheckState(Qt::Unchecked);
        tags->accept();
        QCOMPARE(tagsText(m_session->annotation(idOf("two")).tags), std::string("paper"));
        QCOMPARE(tagsText(m_session->annotation(idOf("one")).tags), std::string("good, paper"));

        const RunId one = idOf("one");
        m_page->controller().rename(one, QStringLiteral("  the best "));
        QCOMPARE(model().nameOf(one), QStringLiteral("the best"));
        openPage();
        QCOMPARE(model().nameOf(one), QStringLiteral("the best"));
        QCOMPARE(tagsText(m_session->annotation(one).tags), std::string("good, paper"));
        m_page->controller().rename(one, QStringLiteral("one")); // its own name needs no other
        QVERIFY(m_session->annotation(one).name.empty());
    }

    void renamingByKeyboard()
    {
        m_page->list()->selectRun(idOf("two"));
        m_page->list()->setFocus();
        QTest::keyClick(m_page->list(), Qt::Key_F2);
        QTRY_VERIFY(m_page->list()->findChild<QLineEdit *>() != nullptr);
        auto *editor = m_page->list()->findChild<QLineEdit *>();
        QTest::keyClicks(editor, QStringLiteral("second"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(model().nameOf(idOf("two")), QStringLiteral("second"));
    }

    void notesAreKept()
    {
        m_page->list()->selectRun(idOf("one"));
        m_page->detail()->showTab(m_page->detail()->notes());
        auto *notes = m_page->detail()->notes();
        notes->editor()->setFocus();
        QTest::keyClicks(notes->editor(), QStringLiteral("See *Fig. 3*."));
        QTRY_COMPARE(m_session->annotation(idOf("one")).note, std::string("See *Fig. 3*."));
        // What was typed just before another run is chosen goes where it belongs.
        QTest::keyClicks(notes->editor(), QStringLiteral(" More"));
        m_page->list()->selectRun(idOf("two"));
        QCOMPARE(m_session->annotation(idOf("one")).note, std::string("See *Fig. 3*. More"));
        QVERIFY(notes->editor()->toPlainText().isEmpty());
        notes->tags()->setText(QStringLiteral("b, a"));
        Q_EMIT notes->tags()->editingFinished();
        QCOMPARE(tagsText(m_session->annotation(idOf("two")).tags), std::string("a, b"));
        // Also when the project is closed.
        notes->editor()->setPlainText(QStringLiteral("last words"));
        openPage();
        QCOMPARE(m_session->annotation(idOf("two")).note, std::string("last words"));
    }

    void trashCanBeUndone()
    {
        m_page->list()->selectRuns({idOf("one"), idOf("two")});
        QTRY_VERIFY(actions().trash->isEnabled());
        const RunId one = idOf("one");
        m_page->list()->setFocus();
        QTest::keyClick(m_page->list(), Qt::Key_Delete);
        QCOMPARE(shown(), QStringLiteral("three"));                                  // at once
        QCOMPARE(m_page->list()->selectedRuns(), std::vector<RunId>{idOf("three")}); // what the keys act on next
        QTRY_VERIFY(m_page->table()->undoBar()->isOffering());
        QVERIFY(m_page->table()->undoBar()->sentence().contains(QStringLiteral("2 run")));
        QCOMPARE(listTrash(layout())->size(), std::size_t{2});
        QVERIFY(actions().undo->isEnabled());
        QTRY_COMPARE(model().rows().size(), std::size_t{1}); // and the files say so, too
        actions().undo->trigger();
        QTRY_COMPARE(model().rows().size(), std::size_t{3});
        QVERIFY(!m_page->table()->undoBar()->isOffering());
        QVERIFY(model().find(one) != nullptr);
        QVERIFY(listTrash(layout())->empty());
    }

    void runsAtWorkAreNotTrashed()
    {
        MadeUpRun live;
        live.id = RunId::make();
        live.name = "live";
        MadeUpTrainer trainer(layout(), live);
        trainer.train(10);
        QTRY_COMPARE(model().rows().size(), std::size_t{4});
        m_page->list()->selectRun(live.id);
        QTRY_COMPARE(m_session->selectedRuns(), std::vector<RunId>{live.id});
        QTRY_VERIFY(!actions().trash->isEnabled());
        QSignalSpy failures(m_page.get(), &Page::failed);
        m_page->controller().trash({live.id}); // as if it had begun just now
        QTRY_COMPARE(failures.count(), 1);
        QVERIFY(failures[0][0].toString().contains(QStringLiteral("Stop it first")));
        QTRY_VERIFY(shown().contains(QStringLiteral("live"))); // it is back
        trainer.finish(RunState::Done);
    }

    void trashIsShownRestoredAndPurged()
    {
        m_page->controller().trash({idOf("one"), idOf("two")});
        QTRY_COMPARE(listTrash(layout())->size(), std::size_t{2});
        TrashDialog dialog(*m_session);
        dialog.show();
        QTRY_COMPARE(dialog.list()->topLevelItemCount(), 2);
        QCOMPARE(testing::unnamedFocusable(dialog), QStringList());
        QSignalSpy restored(&dialog, &TrashDialog::restored);
        dialog.list()->setCurrentItem(dialog.list()->findItems(QStringLiteral("one"), Qt::MatchExactly).first());
        dialog.restoreSelected();
        QCOMPARE(restored.count(), 1);
        QTRY_COMPARE(dialog.list()->topLevelItemCount(), 1);
        QTRY_VERIFY(idOf("one").isValid());
        // Purging asks, and names what it frees.
        dialog.list()->selectAll();
        dialog.purgeSelected();
        auto *box = dialog.findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("This frees")), qPrintable(box->text()));
        QCOMPARE(box->informativeText(), QStringLiteral("two"));
        box->reject();
        QCOMPARE(listTrash(layout())->size(), std::size_t{1});
        QTRY_VERIFY(dialog.findChild<QMessageBox *>() == nullptr);
        dialog.list()->selectAll();
        dialog.purgeSelected();
        box = dialog.findChild<QMessageBox *>();
        for (QAbstractButton *button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        QTRY_VERIFY(listTrash(layout())->empty());
        QTRY_COMPARE(dialog.list()->topLevelItemCount(), 0);
    }

    void baselineIsTheProjects()
    {
        m_page->list()->selectRun(idOf("two"));
        QTRY_VERIFY(actions().baseline->isEnabled());
        actions().baseline->trigger();
        QCOMPARE(model().baseline(), idOf("two"));
        QVERIFY(actions().baseline->isChecked());
        QCOMPARE(model().shownRuns().front(), idOf("two"));
        openPage();
        QCOMPARE(model().baseline(), idOf("two"));
        m_page->list()->selectRun(idOf("two"));
        QTRY_VERIFY(actions().baseline->isChecked());
        actions().baseline->trigger();
        QVERIFY(!model().baseline().isValid());
    }

    void viewsAreSavedByName()
    {
        RunTablePanel &table = *m_page->table();
        RunView narrow = RunView::standard();
        narrow.columns = {*columnFromKey("name"), *columnFromKey("objective.temperature")};
        narrow.query = *parseQuery("objective.temperature<0.3");
        narrow.sortColumn = *columnFromKey("name");
        narrow.descending = false;
        table.showView(narrow);
        QCOMPARE(shown(), QStringLiteral("one two"));
        table.saveViewAs(QStringLiteral("low τ"));
        table.showView(RunView::standard());
        QCOMPARE(shown().count(QLatin1Char(' ')), 2);
        table.setGrouping(groupingFromKey("seeds"));
        openPage(); // as it was left, and the saved view is still there
        QVERIFY(model().grouping() && model().grouping()->bySeeds);
        QVERIFY(m_page->table()->savedViews().contains(QStringLiteral("low τ")));
        m_page->table()->showView(m_page->table()->savedViews().value(QStringLiteral("low τ")));
        QCOMPARE(shown(), QStringLiteral("one two"));
        QCOMPARE(m_page->table()->filter()->chipCount(), 1);
        m_page->table()->removeView(QStringLiteral("low τ"));
        openPage();
        QVERIFY(m_page->table()->savedViews().isEmpty());
    }

    void healthIsTold()
    {
        m_page->list()->selectRun(idOf("one"));
        HealthPanel *health = m_page->detail()->health();
        m_page->detail()->showTab(health);
        QTRY_VERIFY(health->diagnosis().has_value());
        QCOMPARE(health->diagnosis()->verdict, Health::Healthy);
        QVERIFY2(health->text().contains(QStringLiteral("below chance")), qPrintable(health->text()));
        QCOMPARE(model().find(idOf("one"))->digest->health, Health::Healthy);
    }

    void comparesTheSelected()
    {
        ComparePanel *compare = m_page->detail()->compare();
        actions().compare->trigger();
        m_page->list()->selectRuns({idOf("one"), idOf("three")});
        QTRY_VERIFY(actions().compare->isEnabled());
        actions().compare->trigger();
        QVERIFY(compare->isVisible());
        QTRY_VERIFY(compare->comparison() && compare->comparison()->runs.size() == 2);
        QCOMPARE(compare->comparison()->runs[0].name, QStringLiteral("one"));
        QVERIFY(compare->changes()->tree()->topLevelItemCount() >= 1);
        m_page->list()->selectRun(idOf("two"));
        QTRY_VERIFY(!compare->comparison()); // one run alone is no comparison
    }

    void everythingHasAName() { QCOMPARE(testing::unnamedFocusable(*m_page).join(QLatin1Char(';')), QString()); }
};

int main(int count, char **words)
{
    const tandem::testing::Sandbox sandbox;
    QApplication application(count, words);
    TestRunEditing test;
    return QTest::qExec(&test, count, words);
}
#include "tst_run_editing.moc"
