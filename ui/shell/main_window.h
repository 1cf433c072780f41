#pragma once

#include "ui/page.h"
#include "ui/shell/message_bar.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace tandem {

class CommandPalette;
class ModeBar;
class ProjectSession;
class StatusLine;
class ThemeController;
class WelcomePage;

/// The window: mode bar, pages, messages, status line. Owns the open project. Closing it leaves runs alive.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `cliProgram`: path of tandem-cli. `theme` outlives the window.
    MainWindow(const QString &cliProgram, ThemeController &theme);
    ~MainWindow() override;

    /// Shows a project instead of the one that is open. On failure that one stays, and the reason stands in the
    /// message bar.
    bool openProject(const QString &folder);
    /// Makes a project and opens it.
    bool createProject(const QString &folder);
    void closeProject();
    [[nodiscard]] ProjectSession *session() const { return m_session.get(); }

    void showPage(PageId id);
    [[nodiscard]] const QList<Page *> &pages() const { return m_pages; }
    [[nodiscard]] Page *currentPage() const; // null while the welcome page is shown
    [[nodiscard]] MessageBar &messages() const { return *m_messages; }

    /// Shows the field that finds everything by its name.
    void openPalette();
    [[nodiscard]] CommandPalette *palette() const { return m_palette; } // null before it was first opened

    /// Size, place and splitters as at the last closing; false if there is nothing to restore.
    bool restoreLayout();
    void saveLayout() const;
    static void forgetLayout();

Q_SIGNALS:
    void projectChanged();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildLayout();
    void addPage(Page *page);
    void askForNewProject();
    void askForProject();
    void setSession(std::unique_ptr<ProjectSession> session);
    void onActivity(const Page *page, const QString &text);

    QString m_cliProgram;
    ThemeController &m_theme;
    std::unique_ptr<ProjectSession> m_session;
    QList<Page *> m_pages;
    ModeBar *m_modeBar;
    MessageBar *m_messages;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    StatusLine *m_status;
    CommandPalette *m_palette = nullptr;

    friend class MainMenu;
};

} // namespace tandem
