#include "tests/ui/runs/made_up_run.h"
#include "tests/ui/ui_testing.h"
#include "ui/project_session.h"
#include "ui/runs/new_run_dialog.h"
#include "ui/runs/run_table_view.h"
#include "ui/runs/runs_page.h"
#include "ui/runs/setting_row.h"
#include "ui/runs/settings_form.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/help_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/palette_sources.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/theme_controller.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace tandem;

namespace {

std::optional<int> match(const char *pattern, const char *name)
{
    return fuzzyMatch(foldedForMatch(QString::fromUtf8(pattern)), foldedForMatch(QString::fromUtf8(name)));
}

void addLeaves(const QList<QAction *> &actions, QList<QAction *> &leaves)
{
    for (QAction *action : actions) {
        if (action->menu() != nullptr)
            addLeaves(action->menu()->actions(), leaves);
        else if (!action->isSeparator() && !action->text().isEmpty() && action->isVisible())
            leaves << action;
    }
}

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QTextEdit *>(widget) != nullptr;
}

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT
public:
    explicit TestCommandPalette(const testing::Sandbox &box) : m_box(box) {}

private:
    /// A window with a project that has one run in its list.
    std::unique_ptr<MainWindow> openWindow()
    {
        auto window = std::make_unique<MainWindow>(QStringLiteral("tandem-cli"), m_theme);
        const QString folder = m_box.path(QStringLiteral("p%1.tandem").arg(++m_projects));
        if (!createProject(folder.toStdString()))
            qFatal("no project");
        {
            test::MadeUpRun run;
            run.id = RunId::make();
            run.name = "wide, cool";
            test::MadeUpTrainer trainer(ProjectLayout(folder.toStdString()), run);
            trainer.train(20);
            trainer.finish(RunState::Done);
            m_run = run.id;
        }
        window->openProject(folder);
        window->show();
        return window;
    }
    static RunsPage *runsOf(const MainWindow &window) { return window.findChild<RunsPage *>(); }
    static std::set<const void *> offered(MainWindow &window)
    {
        std::set<const void *> all;
        for (const PaletteEntry &entry : collectPaletteEntries(window))
            all.insert(entry.action);
        return all;
    }
    static CommandPalette *openPalette(MainWindow &window)
    {
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not get the keys");
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        if (window.palette() == nullptr || !window.palette()->line()->hasFocus())
            qFatal("the palette did not open");
        return window.palette();
    }

    const testing::Sandbox &m_box;
    ThemeController m_theme;
    RunId m_run;
    int m_projects = 0;

private Q_SLOTS:
    void init()
    {
        QSettings().clear();
        m_theme.setChoice(ThemeChoice::Light, false);
    }

    void lettersInOrderFit()
    {
        QVERIFY(match("stop", "Stop after this epoch"));
        QVERIFY(match("sae", "Stop after this epoch"));
        QVERIFY(match("epoch stop", "Stop after this epoch")); // words in any order
        QVERIFY(match("zuruck", "Zurück"));
        QVERIFY(match("", "anything"));
        QVERIFY(!match("pots", "Stop after this epoch"));
        QVERIFY(!match("stop x", "Stop after this epoch"));
        // Each of these comes before the next.
        const char *better[][3] = {{"stop", "Stop", "Stop after this epoch"},
                                   {"stop", "Stop after this epoch", "Full stop"},
                                   {"stop", "Full stop", "Unstoppable"},
                                   {"stop", "Unstoppable", "Seek the other page"},
                                   {"sae", "Stop after this epoch", "Use all the epochs"},
                                   {"tem", "Temperature", "Start of the momentum"}};
        for (const auto &[pattern, first, second] : better)
            QVERIFY2(match(pattern, first).value_or(-1'000'000) > match(pattern, second).value_or(-1'000'000), first);
    }

    void modelIsSound()
    {
        PaletteModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        using Kind = PaletteEntry::Kind;
        PaletteEntries entries{
            {Kind::Action, QStringLiteral("a"), QStringLiteral("Stop"), QStringLiteral("Runs"), {}, {}},
            {Kind::Action,
             QStringLiteral("b"),
             QStringLiteral("Start"),
             QStringLiteral("Runs"),
             {},
             QStringLiteral("Ctrl+R")},
            {Kind::Run, QStringLiteral("c"), QStringLiteral("stopped early"), QStringLiteral("Run"), {}, {}}};
        entries[0].isEnabled = false;
        model.setEntries(entries, {});
        const auto titles = [&model] {
            QStringList all;
            for (int row = 0; row < model.rowCount(); ++row)
                all << model.index(row, 0).data().toString();
            return all.join(QLatin1Char(','));
        };
        QCOMPARE(titles(), QStringLiteral("Start,Stop")); // runs only when they are looked for
        model.setPattern(QStringLiteral("st"));
        QCOMPARE(titles(), QStringLiteral("Start,stopped early,Stop")); // what cannot be used comes last
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Start, Runs, Ctrl+R"));
        QCOMPARE(model.index(2, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Stop, Runs, not available now"));
        model.setPattern(QStringLiteral("nothing like it"));
        QCOMPARE(model.rowCount(), 0);
        model.setPattern({});
        model.setEntries(entries, {QStringLiteral("c")});
        QCOMPARE(titles(), QStringLiteral("stopped early,Start,Stop")); // used lately
        PaletteEntries many;
        for (int i = 0; i < 500; ++i)
            many.push_back({Kind::Run, QString::number(i), QStringLiteral("run %1").arg(i), {}, {}, {}});
        model.setEntries(many, {});
        model.setPattern(QStringLiteral("run 4"));
        QCOMPARE(model.rowCount(), 60);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("run 4"));
    }

    /// Everything in the menu bar, and every action of any widget of any page.
    void everyActionIsListed()
    {
        const auto window = openWindow();
        QTRY_VERIFY(!runsOf(*window)->controller().model().rows().empty());
        const std::set<const void *> listed = offered(*window);
        QList<QAction *> wanted;
        addLeaves(window->menuBar()->actions(), wanted);
        QVERIFY(wanted.size() > 40);
        for (Page *page : window->pages()) {
            window->showPage(page->id());
            QCOMPARE(window->currentPage(), page);
            for (const QWidget *widget : page->findChildren<QWidget *>())
                if (!isField(widget))
                    addLeaves(widget->actions(), wanted);
        }
        QStringList missing;
        for (const QAction *action : std::as_const(wanted))
            if (listed.count(action) == 0)
                missing << action->text();
        QCOMPARE(missing.join(QStringLiteral("; ")), QString());
    }

    void whatIsTypedInFullComesFirst()
    {
        const auto window = openWindow();
        QTRY_VERIFY(!runsOf(*window)->controller().model().rows().empty());
        PaletteModel model;
        model.setEntries(collectPaletteEntries(*window), {});
        for (const PaletteEntry &entry : model.entries()) {
            if (!entry.isEnabled || entry.kind != PaletteEntry::Kind::Action)
                continue;
            model.setPattern(entry.title);
            QVERIFY2(model.rowCount() > 0, qPrintable(entry.title));
            QVERIFY2(model.entryAt(0).title.compare(entry.title, Qt::CaseInsensitive) == 0,
                     qPrintable(QString(entry.title + QStringLiteral(" is behind ") + model.entryAt(0).title)));
        }
    }

    /// By Tab, by a menu, or by its name: nothing is for the mouse alone.
    void everyButtonIsReachableByKeyboard()
    {
        const auto window = openWindow();
        QTRY_VERIFY(!runsOf(*window)->controller().model().rows().empty());
        const std::set<const void *> listed = offered(*window);
        QStringList unreachable;
        for (Page *page : window->pages()) {
            window->showPage(page->id());
            QCoreApplication::processEvents();
            for (const QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
                if (!button->isVisible() || isField(button->parentWidget()) ||
                    (button->focusPolicy() & Qt::TabFocus) != 0)
                    continue;
                QList<QAction *> actions = button->actions();
                for (const QMenu *menu : button->parentWidget()->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
                    addLeaves(menu->actions(), actions); // which the button opens
                if (const auto *tool = qobject_cast<const QToolButton *>(button);
                    tool != nullptr && tool->menu() != nullptr)
                    actions += tool->menu()->actions();
                const bool isListed = listed.count(button) > 0 ||
                                      std::any_of(actions.begin(), actions.end(),
                                                  [&](const QAction *action) { return listed.count(action) > 0; });
                if (!isListed && !button->objectName().startsWith(QLatin1String("qt_")))
                    unreachable << QStringLiteral("%1: %2 %3").arg(page->title(), button->text(), button->toolTip());
            }
        }
        QCOMPARE(unreachable.join(QStringLiteral("; ")), QString());
    }

    void byKeyboardFromEnterToAction()
    {
        const auto window = openWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        CommandPalette *palette = openPalette(*window);
        QVERIFY(palette != nullptr && palette->isVisible());
        QCOMPARE(testing::unnamedFocusable(*palette), QStringList());
        QTest::keyClicks(palette->line(), QStringLiteral("dark"));
        QCOMPARE(palette->list()->currentIndex().data().toString(), QStringLiteral("Dark"));
        QTest::keyClick(palette->line(), Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QTRY_VERIFY(m_theme.choice() == ThemeChoice::Dark);

        window->showPage(PageId::Runs);
        const auto *before = window->focusWidget();
        openPalette(*window);
        QVERIFY(palette->line()->text().isEmpty());
        QCOMPARE(palette->list()->currentIndex().data().toString(), QStringLiteral("Dark")); // used lately
        QTest::keyClick(palette->line(), Qt::Key_Down);
        QCOMPARE(palette->list()->currentIndex().row(), 1);
        QTest::keyClick(palette->line(), Qt::Key_Up);
        QTest::keyClick(palette->line(), Qt::Key_Up);
        QCOMPARE(palette->list()->currentIndex().row(), palette->model()->rowCount() - 1); // round about
        QTest::keyClick(palette->line(), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QVERIFY(before != nullptr && before->hasFocus()); // as if nothing had been

        openPalette(*window);
        QTest::keyClicks(palette->line(), QStringLiteral("go on from")); // words of what it does find it as well
        QCOMPARE(palette->list()->currentIndex().data().toString(), QStringLiteral("Resume"));
        QTest::keyClick(palette->line(), Qt::Key_Return); // there is nothing to resume
        QVERIFY(palette->isVisible());
        runsOf(*window)->list()->setFocus(); // as by a click beside it
        QVERIFY(!palette->isVisible());
        QVERIFY(runsOf(*window)->list()->hasFocus());
    }

    void leadsToRunsSettingsAndHelp()
    {
        const auto window = openWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTRY_VERIFY(!runsOf(*window)->controller().model().rows().empty());
        window->showPage(PageId::Data);
        window->session()->setSelectedRuns({});
        CommandPalette *palette = openPalette(*window);
        const auto find = [&](const char *text) {
            palette->line()->setText(QString::fromLatin1(text));
            QTest::keyClick(palette->line(), Qt::Key_Return);
        };
        find("wide, cool");
        QTRY_COMPARE(window->session()->selectedRun(), m_run);
        QVERIFY(window->currentPage()->id() == PageId::Runs);

        openPalette(*window);
        find("objective.temperature");
        QTRY_VERIFY(window->findChild<NewRunDialog *>() != nullptr);
        auto *dialog = window->findChild<NewRunDialog *>();
        QVERIFY(dialog->form()->isRowShown("objective.temperature"));
        QVERIFY(!dialog->form()->isRowShown("train.epochs"));
        dialog->reject();
        QTRY_VERIFY(window->findChild<NewRunDialog *>() == nullptr);

        openPalette(*window);
        find("Keys");
        QTRY_VERIFY(window->findChild<HelpWindow *>() != nullptr);
        QVERIFY(window->findChild<HelpWindow *>()->text().startsWith(QStringLiteral("Keys")));
    }

    void withoutAProjectToo()
    {
        MainWindow window(QStringLiteral("tandem-cli"), m_theme);
        window.show();
        window.openPalette();
        QVERIFY(window.palette()->isVisible());
        window.palette()->line()->setText(QStringLiteral("New project"));
        QCOMPARE(window.palette()->list()->currentIndex().data().toString(), QStringLiteral("New project…"));
        window.palette()->line()->setText(QStringLiteral("quite another thing"));
        QVERIFY(!window.palette()->list()->isVisible());
    }
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    TestCommandPalette test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_command_palette.moc"
