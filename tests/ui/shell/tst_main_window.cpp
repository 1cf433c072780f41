#include "tests/ui/ui_testing.h"
#include "ui/project_session.h"
#include "ui/shell/help_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/mode_bar.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/welcome_page.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/theme_controller.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace tandem;

class MainWindowTest : public QObject {
    Q_OBJECT
public:
    explicit MainWindowTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void init();
    void startsWithoutAProject();
    void createsAndOpensAProject();
    void anExistingFolderIsNotOverwritten();
    void noProjectIsOneSentence();
    void aLockedProjectIsOneSentence();
    void pagesByKeyboard();
    void everyPageIsNamed();
    void actionsDoNotShareShortcuts();
    void themeSwitches();
    void recentProjectsAreListed();
    void theSampleIsOfferedWhereThereIsOne();
    void layoutIsRestored();
    void closingLeavesTheProjectUnlocked();
    void runsOutliveTheWindowIsToldOnce();
    void helpOpensOnThePagesTopic();
    void everyHelpLinkLeadsSomewhere();
    void fitsASmallScreen();

private:
    [[nodiscard]] QString project(const QString &name) const { return m_box.path(name + QStringLiteral(".tandem")); }

    const testing::Sandbox &m_box;
    ThemeController m_theme;
};

void MainWindowTest::init()
{
    QSettings().clear();
}

void MainWindowTest::startsWithoutAProject()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(!window.session());
    QVERIFY(!window.currentPage());
    QVERIFY(window.findChild<WelcomePage *>()->isVisible());
    QVERIFY(!window.findChild<ModeBar *>()->isVisible());
    window.showPage(PageId::Runs); // nothing to show yet
    QVERIFY(!window.currentPage());
    QVERIFY(window.messages().sentences().isEmpty());
    QVERIFY(testing::unnamedFocusable(window).isEmpty());
}

void MainWindowTest::createsAndOpensAProject()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    window.show();
    QVERIFY(window.createProject(project(QStringLiteral("first"))));
    QVERIFY(window.session());
    QCOMPARE(window.session()->name(), QStringLiteral("first"));
    QVERIFY(window.windowTitle().contains(QStringLiteral("first")));
    QVERIFY(window.currentPage()->id() == PageId::Data); // no images yet: that comes first
    QVERIFY(window.findChild<ModeBar *>()->isVisible());
    QCOMPARE(RecentProjects::last(), project(QStringLiteral("first")));
    window.closeProject();
    QVERIFY(!window.session());
    QVERIFY(RecentProjects::last().isEmpty());
    QVERIFY(window.openProject(project(QStringLiteral("first")) + QLatin1Char('/')));
    QCOMPARE(RecentProjects::list(), QStringList{project(QStringLiteral("first"))});
}

void MainWindowTest::anExistingFolderIsNotOverwritten()
{
    QDir().mkpath(project(QStringLiteral("mine")));
    QFile file(project(QStringLiteral("mine")) + QStringLiteral("/precious"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(!window.createProject(project(QStringLiteral("mine"))));
    QCOMPARE(window.messages().sentences().size(), 1);
    QVERIFY(window.messages().sentences().first().contains(project(QStringLiteral("mine"))));
    QVERIFY(file.exists());
}

void MainWindowTest::noProjectIsOneSentence()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("stays"))));
    RecentProjects::add(m_box.path(QStringLiteral("gone")));
    QVERIFY(!window.openProject(m_box.path(QStringLiteral("gone"))));
    QVERIFY(!window.openProject(m_box.path(QStringLiteral("gone"))));
    QCOMPARE(window.messages().sentences().size(), 1);           // said once
    QCOMPARE(window.session()->name(), QStringLiteral("stays")); // the open one stays
    QVERIFY(!RecentProjects::list().contains(m_box.path(QStringLiteral("gone"))));
}

void MainWindowTest::aLockedProjectIsOneSentence()
{
    MainWindow first(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(first.createProject(project(QStringLiteral("locked"))));
    MainWindow second(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(!second.openProject(project(QStringLiteral("locked"))));
    QVERIFY(second.messages().sentences().value(0).contains(QStringLiteral("open in another program")));
    QVERIFY(RecentProjects::list().contains(project(QStringLiteral("locked")))); // it exists: it stays listed
}

void MainWindowTest::pagesByKeyboard()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("keys"))));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const std::pair<Qt::Key, PageId> keys[] = {{Qt::Key_2, PageId::Augment},
                                               {Qt::Key_3, PageId::Runs},
                                               {Qt::Key_4, PageId::Sweeps},
                                               {Qt::Key_5, PageId::Embeddings},
                                               {Qt::Key_1, PageId::Data}};
    for (const auto &[key, id] : keys) {
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QVERIFY(window.currentPage()->id() == id);
    }
}

void MainWindowTest::everyPageIsNamed()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("names"))));
    window.show();
    QCOMPARE(window.pages().size(), 5);
    for (const Page *page : window.pages()) {
        window.showPage(page->id());
        QCOMPARE(window.currentPage(), page);
        QVERIFY(!page->accessibleName().isEmpty());
        const QStringList unnamed = testing::unnamedFocusable(window);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    }
}

void MainWindowTest::actionsDoNotShareShortcuts()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QMap<QString, QAction *> seen;
    for (QAction *action : window.findChildren<QAction *>()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            QVERIFY2(!seen.contains(keys.toString()) || seen.value(keys.toString()) == action,
                     qPrintable(keys.toString() + QStringLiteral(" of ") + action->text()));
            seen.insert(keys.toString(), action);
        }
    }
    QVERIFY(seen.contains(QStringLiteral("Ctrl+N")) && seen.contains(QStringLiteral("F11")));
}

void MainWindowTest::themeSwitches()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto ground = [&window] {
        return window.grab().toImage().pixelColor(window.width() / 2, window.height() - 60);
    };
    m_theme.setChoice(ThemeChoice::Dark, false);
    QTRY_COMPARE(ground(), darkColors().window); // Qt posts the change of palette to the widgets
    m_theme.setChoice(ThemeChoice::Light, false);
    QTRY_COMPARE(ground(), lightColors().window);
}

void MainWindowTest::recentProjectsAreListed()
{
    for (int i = 0; i < 12; ++i)
        RecentProjects::add(m_box.path(QStringLiteral("p%1.tandem").arg(i)));
    QCOMPARE(RecentProjects::list().size(), 8);
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    const auto *list = window.findChild<WelcomePage *>()->findChild<QListWidget *>();
    QCOMPARE(list->count(), 8);
    QVERIFY(list->item(0)->text().startsWith(QStringLiteral("p11")));
}

void MainWindowTest::theSampleIsOfferedWhereThereIsOne()
{
    WelcomePage page;
    page.show();
    const auto visibleButtons = [&page] {
        int count = 0;
        for (const auto *button : page.findChildren<QAbstractButton *>())
            count += button->isVisible() ? 1 : 0;
        return count;
    };
    QCOMPARE(visibleButtons(), 2);
    QVERIFY(createProject(sampleProjectFolder().toStdString()));
    page.refresh();
    QCOMPARE(visibleButtons(), 3);
    QDir(sampleProjectFolder()).removeRecursively();
}

void MainWindowTest::layoutIsRestored()
{
    {
        MainWindow window(QStringLiteral("tandem-cli"), m_theme);
        QVERIFY(!window.restoreLayout()); // nothing stored
        window.resize(1111, 777);
        window.show();
        window.close();
    }
    MainWindow again(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(again.restoreLayout());
    QCOMPARE(again.size(), QSize(1111, 777));
    MainWindow::forgetLayout();
    MainWindow fresh(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(!fresh.restoreLayout());
}

void MainWindowTest::closingLeavesTheProjectUnlocked()
{
    {
        MainWindow window(QStringLiteral("tandem-cli"), m_theme);
        QVERIFY(window.createProject(project(QStringLiteral("again"))));
        window.show();
        QVERIFY(window.close()); // asks nothing
    }
    QCOMPARE(RecentProjects::last(), project(QStringLiteral("again"))); // the next start opens it
    MainWindow next(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(next.openProject(RecentProjects::last()));
}

void MainWindowTest::runsOutliveTheWindowIsToldOnce()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("hint"))));
    Page *runs = window.pages().at(static_cast<int>(PageId::Runs));
    Q_EMIT runs->activityChanged(QStringLiteral("1 run is learning"));
    QCOMPARE(window.messages().sentences().size(), 1);
    window.messages().clear();
    Q_EMIT runs->activityChanged(QStringLiteral("2 runs are learning"));
    QVERIFY(window.messages().sentences().isEmpty());
}

void MainWindowTest::helpOpensOnThePagesTopic()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("help"))));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F1);
    auto *help = window.findChild<HelpWindow *>();
    QVERIFY(help);
    QVERIFY(help->text().startsWith(QStringLiteral("Data")));
    help->showTopic(QStringLiteral("index"));
    QVERIFY(help->text().startsWith(QStringLiteral("Tandem")));
    QVERIFY(testing::unnamedFocusable(*help).isEmpty());
}

void MainWindowTest::everyHelpLinkLeadsSomewhere()
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([a-z]+\\.md)\\)"));
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("de")}) {
        const QDir folder(QStringLiteral(":/tandem/help/") + language);
        QCOMPARE(folder.entryList(), QDir(QStringLiteral(":/tandem/help/en")).entryList());
        QVERIFY(folder.entryList().size() >= 6);
        for (const QString &name : folder.entryList()) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            auto matches = link.globalMatch(text);
            QVERIFY(matches.hasNext());
            while (matches.hasNext())
                QVERIFY(folder.exists(matches.next().captured(1)));
        }
    }
}

void MainWindowTest::fitsASmallScreen()
{
    MainWindow window(QStringLiteral("tandem-cli"), m_theme);
    QVERIFY(window.createProject(project(QStringLiteral("small"))));
    window.resize(1000, 640);
    window.show();
    for (const Page *page : window.pages()) {
        window.showPage(page->id());
        QCOMPARE(window.size(), QSize(1000, 640)); // no page asks for more
    }
    QVERIFY(window.minimumSizeHint().width() <= 1000 && window.minimumSizeHint().height() <= 640);
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    QApplication::setStyle(new TandemStyle);
    MainWindowTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_main_window.moc"
