#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QAction;
class QSettings;

namespace tandem {

class ProjectSession;

/// The pages of the window, in the order of the mode bar; also the order of the work.
enum class PageId { Data, Augment, Runs, Sweeps, Embeddings };

/// Something on a page that has a name and that one may want to get to: a run, a setting.
struct PageDestination {
    enum class Kind { Run, Setting };
    Kind kind;
    QString key; // the same in every start
    QString title;
    QString words; // others that find it
    std::function<void()> go;
};

/// One page of the window's stack. Made without a session; the window hands one in when a project opens and takes it
/// away (null) before it closes, so a page never outlives what it shows. Pages do not know each other: they speak
/// through the session and the signals below. GUI thread.
class Page : public QWidget {
    Q_OBJECT
public:
    /// `title`: the translated word in the mode bar, also the accessible name. `iconName`: see icons.h.
    Page(PageId id, const QString &title, const QString &iconName, QWidget *parent = nullptr);
    ~Page() override;

    [[nodiscard]] PageId id() const { return m_id; }
    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QString &iconName() const { return m_iconName; }

    /// Shows a project, or none. Overrides call this first. Cheap: long work goes to a BackgroundLane.
    virtual void setSession(ProjectSession *session);
    [[nodiscard]] ProjectSession *session() const { return m_session; }

    /// What this page offers to the menu bar, in order; a null pointer is a separator. The page owns the actions, keeps
    /// them enabled as fits at any time (also while another page is shown) and lives as long as the window.
    [[nodiscard]] virtual QList<QAction *> menuActions() const { return {}; }

    /// Where the command palette can take one on this page; its `go` is called while the page is shown. Made anew at
    /// each call: thousands may be.
    [[nodiscard]] virtual QList<PageDestination> destinations() { return {}; }

    /// Puts layout (splitters, columns) into QSettings and takes it out again. The group is set by the window.
    virtual void saveLayout(QSettings &settings) const;
    virtual void restoreLayout(QSettings &settings);

Q_SIGNALS:
    /// One translated sentence with its remedy for the window's message bar.
    void failed(const QString &sentence);
    /// The same for good news or advice.
    void noticed(const QString &sentence);
    /// What this page is busy with, for the status bar; empty when it is done.
    void activityChanged(const QString &text);
    /// Asks the window to show another page.
    void pageRequested(tandem::PageId id);

private:
    PageId m_id;
    QString m_title;
    QString m_iconName;
    ProjectSession *m_session = nullptr;
};

} // namespace tandem
