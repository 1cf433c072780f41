#pragma once

#include <QKeySequence>
#include <QObject>

class QAction;
class QMenu;

namespace tandem {

class MainWindow;
enum class PageId;

/// The menu bar. Offers what the window and its pages can do; a child of the window.
class MainMenu : public QObject {
    Q_OBJECT
public:
    explicit MainMenu(MainWindow &window);

    [[nodiscard]] static QKeySequence pageShortcut(PageId id);

private:
    void buildFileMenu();
    void buildViewMenu();
    void buildRunMenu();
    void buildHelpMenu();
    void addThemeChoices(QMenu *menu);
    void fillRecent();
    void refresh();

    MainWindow &m_window;
    QMenu *m_recent = nullptr;
    QAction *m_close = nullptr;
    QList<QAction *> m_pageActions;
};

} // namespace tandem
