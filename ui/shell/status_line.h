#pragma once

#include <QMap>
#include <QPointer>
#include <QWidget>

namespace tandem {

class ElidedLabel;
class ProjectSession;
enum class PageId;

/// The status bar's line: project, training images, and what the pages are busy with.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setSession(ProjectSession *session);
    /// Empty: that page is done.
    void setActivity(PageId page, const QString &text);
    [[nodiscard]] QString activity() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    QPointer<ProjectSession> m_session;
    QMap<PageId, QString> m_activities;
    ElidedLabel *m_project;
    ElidedLabel *m_dataset;
    ElidedLabel *m_activity;
};

} // namespace tandem
