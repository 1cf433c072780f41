#include "ui/shell/main_menu.h"

#include "ui/icons.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/help_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme_controller.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

#include <utility>

namespace tandem {

MainMenu::MainMenu(MainWindow &window) : QObject(&window), m_window(window)
{
    buildFileMenu();
    buildViewMenu();
    buildRunMenu();
    buildHelpMenu();
    connect(&window, &MainWindow::projectChanged, this, &MainMenu::refresh);
    refresh();
}

QKeySequence MainMenu::pageShortcut(PageId id)
{
    return {static_cast<int>(Qt::CTRL) | (Qt::Key_1 + static_cast<int>(id))};
}

void MainMenu::buildFileMenu()
{
    QMenu *menu = m_window.menuBar()->addMenu(tr("&File"));
    QAction *create = menu->addAction(icon(QStringLiteral("folder-plus")), tr("&New project…"), &m_window,
                                      &MainWindow::askForNewProject);
    create->setShortcut(QKeySequence::New);
    QAction *open = menu->addAction(icon(QStringLiteral("folder-open")), tr("&Open project…"), &m_window,
                                    &MainWindow::askForProject);
    open->setShortcut(QKeySequence::Open);
    m_recent = menu->addMenu(tr("Open &recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainMenu::fillRecent);
    menu->addSeparator();
    m_close = menu->addAction(tr("&Close project"), &m_window, &MainWindow::closeProject);
    m_close->setShortcut(QKeySequence::Close);
    QAction *quit = menu->addAction(tr("&Quit"), &m_window, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
    quit->setStatusTip(tr("Runs go on without the window."));
}

void MainMenu::buildViewMenu()
{
    QMenu *menu = m_window.menuBar()->addMenu(tr("&View"));
    QAction *palette =
        menu->addAction(icon(QStringLiteral("search")), tr("&Command palette…"), &m_window, &MainWindow::openPalette);
    palette->setShortcut(Qt::CTRL | Qt::Key_K);
    palette->setStatusTip(tr("Find anything that can be done here by its name"));
    menu->addSeparator();
    for (const Page *page : m_window.pages()) {
        const PageId id = page->id();
        QAction *action =
            menu->addAction(icon(page->iconName()), page->title(), &m_window, [this, id] { m_window.showPage(id); });
        action->setShortcut(pageShortcut(id));
        m_pageActions.append(action);
    }
    menu->addSeparator();
    addThemeChoices(menu->addMenu(tr("&Theme")));
    QAction *full = menu->addAction(tr("&Full screen"));
    full->setShortcut(Qt::Key_F11);
    connect(full, &QAction::triggered, &m_window,
            [this] { m_window.setWindowState(m_window.windowState() ^ Qt::WindowFullScreen); });
}

void MainMenu::addThemeChoices(QMenu *menu)
{
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the &system")},
                                                       {ThemeChoice::Light, tr("&Light")},
                                                       {ThemeChoice::Dark, tr("&Dark")}};
    auto *group = new QActionGroup(this);
    for (const auto &[choice, label] : choices) {
        QAction *action = menu->addAction(label);
        action->setCheckable(true);
        action->setChecked(m_window.m_theme.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] { m_window.m_theme.setChoice(choice); });
        connect(&m_window.m_theme, &ThemeController::choiceChanged, action,
                [action, choice = choice](ThemeChoice now) { action->setChecked(now == choice); });
    }
}

void MainMenu::buildRunMenu()
{
    QMenu *menu = m_window.menuBar()->addMenu(tr("&Run"));
    for (const Page *page : m_window.pages()) {
        const QList<QAction *> actions = page->menuActions();
        if (!actions.isEmpty() && !menu->isEmpty())
            menu->addSeparator();
        for (QAction *action : actions) {
            if (action)
                menu->addAction(action);
            else
                menu->addSeparator();
        }
    }
    menu->menuAction()->setVisible(!menu->isEmpty());
}

void MainMenu::buildHelpMenu()
{
    QMenu *menu = m_window.menuBar()->addMenu(tr("&Help"));
    QAction *contents = menu->addAction(icon(QStringLiteral("help")), tr("&Contents"), &m_window, [this] {
        const Page *page = m_window.currentPage();
        HelpWindow::open(&m_window, page ? helpTopic(page->id()) : QStringLiteral("index"));
    });
    contents->setShortcut(QKeySequence::HelpContents);
    QAction *about = menu->addAction(tr("&About Tandem"), &m_window, [this] { showAbout(&m_window); });
    about->setMenuRole(QAction::AboutRole);
}

void MainMenu::fillRecent()
{
    m_recent->clear();
    for (const QString &folder : RecentProjects::list()) {
        QAction *action = m_recent->addAction(QFileInfo(folder).completeBaseName(), &m_window,
                                              [this, folder] { m_window.openProject(folder); });
        action->setToolTip(folder);
    }
    m_recent->setToolTipsVisible(true);
    if (m_recent->isEmpty()) {
        m_recent->addAction(tr("No projects yet"))->setEnabled(false);
        return;
    }
    m_recent->addSeparator();
    m_recent->addAction(tr("Forget this list"), this, [this] {
        RecentProjects::clear();
        m_window.m_welcome->refresh();
    });
}

void MainMenu::refresh()
{
    const bool isOpen = m_window.session() != nullptr;
    m_close->setEnabled(isOpen);
    for (QAction *action : std::as_const(m_pageActions))
        action->setEnabled(isOpen);
}

} // namespace tandem
