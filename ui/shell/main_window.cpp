#include "ui/shell/main_window.h"

#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/mode_bar.h"
#include "ui/shell/pages.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme_controller.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

const QSize kFirstSize(1280, 800);
const QSize kSmallestSize(800, 560);

QString layoutGroup(const Page &page)
{
    return QStringLiteral("layout/page%1").arg(static_cast<int>(page.id()));
}

} // namespace

MainWindow::MainWindow(const QString &cliProgram, ThemeController &theme)
    : m_cliProgram(cliProgram), m_theme(theme), m_modeBar(new ModeBar), m_messages(new MessageBar),
      m_stack(new QStackedWidget), m_welcome(new WelcomePage), m_status(new StatusLine)
{
    setWindowIcon(applicationIcon());
    setMinimumSize(kSmallestSize);
    resize(kFirstSize);
    buildLayout();
    for (Page *page : makePages())
        addPage(page);
    new MainMenu(*this); // a child of the window
    connect(m_welcome, &WelcomePage::newProjectRequested, this, &MainWindow::askForNewProject);
    connect(m_welcome, &WelcomePage::openProjectRequested, this, &MainWindow::askForProject);
    connect(m_welcome, &WelcomePage::openFolderRequested, this, &MainWindow::openProject);
    connect(m_modeBar, &ModeBar::pageChosen, this, &MainWindow::showPage);
    setSession(nullptr);
}

MainWindow::~MainWindow()
{
    for (Page *page : std::as_const(m_pages))
        page->setSession(nullptr);
}

void MainWindow::buildLayout()
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_stack, 1);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_modeBar);
    row->addLayout(column, 1);
    setCentralWidget(central);
    m_stack->addWidget(m_welcome);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins({});
}

void MainWindow::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    m_modeBar->addPage(*page, MainMenu::pageShortcut(page->id()).toString(QKeySequence::NativeText));
    connect(page, &Page::failed, this, [this](const QString &text) { m_messages->show(MessageKind::Error, text); });
    connect(page, &Page::noticed, this, [this](const QString &text) { m_messages->show(MessageKind::Notice, text); });
    connect(page, &Page::activityChanged, this, [this, page](const QString &text) { onActivity(page, text); });
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
}

bool MainWindow::openProject(const QString &folder)
{
    const QString path = QDir::cleanPath(QDir(folder).absolutePath());
    if (m_session && QString::fromStdString(m_session->layout().root().string()) == path)
        return true;
    auto session = ProjectSession::open(path, m_cliProgram);
    if (!session) {
        m_messages->show(MessageKind::Error, errorText(session.error()));
        const bool isGone =
            session.error().code == ErrorCode::FileNotFound || session.error().code == ErrorCode::NotAProject;
        if (isGone)
            RecentProjects::remove(path);
        m_welcome->refresh();
        return false;
    }
    setSession(std::move(*session));
    RecentProjects::add(path);
    RecentProjects::setLast(path);
    return true;
}

bool MainWindow::createProject(const QString &folder)
{
    if (auto made = tandem::createProject(QDir::cleanPath(folder).toStdString()); !made) {
        m_messages->show(MessageKind::Error, errorText(made.error()));
        return false;
    }
    return openProject(folder);
}

void MainWindow::closeProject()
{
    setSession(nullptr);
    RecentProjects::setLast({});
    m_welcome->refresh();
}

void MainWindow::setSession(std::unique_ptr<ProjectSession> session)
{
    // The pages let go of the old project before it is destroyed.
    for (Page *page : std::as_const(m_pages))
        page->setSession(session.get());
    std::swap(m_session, session);
    session.reset();
    if (m_session) {
        connect(m_session.get(), &ProjectSession::failed, this,
                [this](const QString &sentence) { m_messages->show(MessageKind::Error, sentence); });
        m_messages->clear();
        setWindowTitle(tr("%1 – Tandem", "name of the project").arg(m_session->name()));
        showPage(m_session->draft().data.path.empty() ? PageId::Data : PageId::Runs);
    } else {
        setWindowTitle(QStringLiteral("Tandem"));
        m_stack->setCurrentWidget(m_welcome);
    }
    m_modeBar->setVisible(m_session != nullptr);
    m_status->setSession(m_session.get());
    Q_EMIT projectChanged();
}

void MainWindow::showPage(PageId id)
{
    if (!m_session)
        return;
    for (Page *page : std::as_const(m_pages)) {
        if (page->id() == id) {
            m_stack->setCurrentWidget(page);
            m_modeBar->setCurrent(id);
        }
    }
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::openPalette()
{
    if (m_palette == nullptr)
        m_palette = new CommandPalette(*this);
    m_palette->open();
}

void MainWindow::askForNewProject()
{
    QFileDialog dialog(this, tr("New project"), QDir::homePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setDefaultSuffix(QStringLiteral("tandem"));
    dialog.setNameFilter(tr("Tandem projects (*.tandem)"));
    dialog.setOption(QFileDialog::DontConfirmOverwrite); // an existing project is never overwritten
    dialog.setLabelText(QFileDialog::Accept, tr("Create"));
    dialog.setLabelText(QFileDialog::FileName, tr("Name:"));
    dialog.selectFile(tr("untitled.tandem"));
    if (dialog.exec() == QDialog::Accepted)
        createProject(dialog.selectedFiles().constFirst());
}

void MainWindow::askForProject()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open project"), QDir::homePath());
    if (!folder.isEmpty())
        openProject(folder);
}

void MainWindow::onActivity(const Page *page, const QString &text)
{
    m_status->setActivity(page->id(), text);
    if (page->id() != PageId::Runs || text.isEmpty())
        return;
    QSettings settings;
    const QString key = QStringLiteral("hints/runsOutliveTheWindow");
    if (settings.value(key).toBool())
        return;
    settings.setValue(key, true);
    m_messages->show(MessageKind::Notice,
                     tr("Runs go on when this window is closed. The next start finds them again."));
}

bool MainWindow::restoreLayout()
{
    QSettings settings;
    const bool restored = restoreGeometry(settings.value(QStringLiteral("layout/geometry")).toByteArray());
    for (Page *page : std::as_const(m_pages)) {
        settings.beginGroup(layoutGroup(*page));
        page->restoreLayout(settings);
        settings.endGroup();
    }
    return restored;
}

void MainWindow::saveLayout() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("layout/geometry"), saveGeometry());
    for (const Page *page : m_pages) {
        settings.beginGroup(layoutGroup(*page));
        page->saveLayout(settings);
        settings.endGroup();
    }
}

void MainWindow::forgetLayout()
{
    QSettings().remove(QStringLiteral("layout"));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    event->accept();
}

} // namespace tandem
