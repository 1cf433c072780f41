#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "ui/background.h"
#include "ui/widgets/work_progress.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <stop_token>
#include <vector>

class QAbstractItemModel;
class QAction;
class QMenu;
class QWidget;

namespace tandem {

class ProjectSession;
struct ArchiveReport;

/// Runs out of the project and in: report, archive, points, TensorBoard logs, the table as text. Owns the actions and
/// the work behind them, which happens in a lane, with progress and a way to stop it where it takes long. GUI thread.
class RunExchange : public QObject {
    Q_OBJECT
public:
    /// `window`: what dialogs stand before.
    explicit RunExchange(QWidget *window);
    ~RunExchange() override;

    void setSession(ProjectSession *session);
    /// The selected runs, the current one first; names by their ids, for file names.
    void setRuns(const std::vector<RunId> &runs, const QString &name);
    /// The table that is exported, as it is shown.
    void setTable(QAbstractItemModel *table) { m_table = table; }

    /// Entries of the menus "Export" and "Import" as two actions that open them.
    [[nodiscard]] QAction *exportAction() const { return m_export; }
    [[nodiscard]] QAction *importAction() const { return m_import; }

    // What the actions do once a place is chosen.
    void writeReport(const QString &path);
    void writePoints(const QString &path);
    void writeLog(const QString &folder);
    void writeArchive(const QString &path, bool wholeProject);
    void writeTable(const QString &path);
    void readArchive(const QString &path);
    void readLog(const QString &folder);
    [[nodiscard]] bool isBusy() const { return m_lane.isBusy(); }

Q_SIGNALS:
    void failed(const QString &sentence);
    void noticed(const QString &sentence);
    /// Runs were taken in: the list should look.
    void imported(const std::vector<tandem::RunId> &runs);

private:
    [[nodiscard]] static QString leftOutText(const ArchiveReport &report);
    QAction *add(QMenu *menu, const QString &text, const QString &toolTip, void (RunExchange::*ask)());
    void updateActions();
    void askReport();
    void askPoints();
    void askLog();
    void askArchive();
    void askProject();
    void askTable();
    void askImport();
    void askImportLog();
    void askFile(const QString &title, const QString &suffix, const QStringList &filters,
                 const std::function<void(const QString &)> &then);
    /// Does `work(layout, progress, stop)` in the lane and tells `done(result)`, also after a stop by the person, which
    /// may have come too late; a failure goes to failed().
    template <class Work, class Done> void work(const QString &title, Work work, Done done);
    WorkPercent beginProgress(const QString &title);
    void tellStopped();
    void tellWritten(const Result<bool> &written, const QString &path);
    void endProgress();

    QWidget *m_window;
    ProjectSession *m_session = nullptr;
    std::vector<RunId> m_runs;
    QString m_name;
    QPointer<QAbstractItemModel> m_table;
    QMenu *m_exportMenu = nullptr, *m_importMenu = nullptr;
    QAction *m_export = nullptr, *m_import = nullptr;
    std::vector<QAction *> m_ofRuns, m_ofProject;
    QPointer<WorkProgress> m_progress;
    std::stop_source m_stop; // by the person
    BackgroundLane m_lane;
};

} // namespace tandem
