#pragma once

#include <QWidget>

class QListWidget;
class QPushButton;

namespace tandem {

/// What the window shows without a project.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// Reads the list of recent projects again.
    void refresh();

Q_SIGNALS:
    void newProjectRequested();
    void openProjectRequested();
    void openFolderRequested(const QString &folder);

private:
    QListWidget *m_recent;
    QWidget *m_recentPart;
    QPushButton *m_sample;
};

} // namespace tandem
