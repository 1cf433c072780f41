#pragma once

#include "ui/background.h"
#include "ui/sweeps/sweep_view.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// Looks at a project's sweeps in a thread of its own and tells what changed: the list of them, and all of the one that
/// is selected. Looks once a second while somebody watches, seldom while nobody does and a sweep is at work. GUI
/// thread.
class SweepWatcher : public QObject {
    Q_OBJECT
public:
    explicit SweepWatcher(ProjectLayout project, QObject *parent = nullptr);
    ~SweepWatcher() override;

    void select(const RunId &sweep);
    [[nodiscard]] const RunId &selected() const { return m_selected; }
    void setAttentive(bool attentive);
    /// Looks at once.
    void refresh();

Q_SIGNALS:
    void listChanged(const std::vector<tandem::SweepRow> &rows);
    void viewChanged(const tandem::SweepViewPtr &view);
    /// Something could not be read. Told once until it succeeds or fails in another way.
    void failed(const tandem::Error &error);

private:
    struct Eyes; // what is remembered between looks; the lane's thread
    struct Sight;
    void look();
    void take(Sight sight);
    void setPace();

    const ProjectLayout m_project;
    RunId m_selected;
    std::shared_ptr<Eyes> m_eyes;
    std::size_t m_listMark = 0, m_viewMark = 0; // of what was told last
    std::optional<Error> m_failure;
    bool m_isLooking = false, m_lookAgain = false;
    bool m_isAttentive = false, m_isAtWork = false;
    QTimer m_timer;
    BackgroundLane m_lane;
};

} // namespace tandem
