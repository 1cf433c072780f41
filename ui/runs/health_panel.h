#pragma once

#include "core/base/ids.h"
#include "core/report/health.h"
#include "core/store/project.h"
#include "ui/background.h"
#include "ui/runs/alignment_plane.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QLabel;

namespace tandem {

class ElidedLabel;

/// The collapse doctor's page on a run: the verdict in words, the evidence with its bounds, the usual remedy, and the
/// plane of alignment and uniformity. Reads in the background, and only while it can be seen.
class HealthPanel : public QWidget {
    Q_OBJECT
public:
    explicit HealthPanel(QWidget *parent = nullptr);

    /// A run of the plane with the name that it goes by.
    struct NamedRun {
        RunId id;
        QString name;
        bool operator==(const NamedRun &) const = default;
    };
    /// The first run is examined; the paths of all are drawn. None: no project or no run. Reads what is not shown yet.
    void setRuns(const ProjectLayout *project, const std::vector<NamedRun> &runs);
    /// Where all other runs stand.
    void setOthers(const std::vector<QPointF> &latest) { m_plane->setOthers(latest); }
    /// The run has measured something.
    void refresh();

    [[nodiscard]] const std::optional<Diagnosis> &diagnosis() const { return m_diagnosis; }
    [[nodiscard]] AlignmentPlane *plane() const { return m_plane; }
    [[nodiscard]] QString text() const;

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Findings;
    [[nodiscard]] static Findings examine(const ProjectLayout &project, const std::vector<NamedRun> &runs);
    void take(Findings findings);
    void showVerdict();
    void applyTheme();

    std::optional<ProjectLayout> m_project;
    std::vector<NamedRun> m_runs;
    std::optional<Diagnosis> m_diagnosis;
    QLabel *m_icon, *m_title, *m_since, *m_evidence, *m_remedyTitle, *m_remedy;
    AlignmentPlane *m_plane;
    QWidget *m_words;
    QBoxLayout *m_layout;
    bool m_isDue = false;
    BackgroundLane m_lane;
};

} // namespace tandem
