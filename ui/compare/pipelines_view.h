#pragma once

#include "ui/augment/preview_scheduler.h"
#include "ui/compare/comparison_data.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tandem {

class FailurePanel;
class PreviewGrid;

/// The pipelines of the runs on the same images and the same draws, below each other: what differs is their doing. The
/// images are those that the first run was trained on.
class PipelinesView : public QWidget {
    Q_OBJECT
public:
    explicit PipelinesView(QWidget *parent = nullptr);

    void setComparison(const ComparisonDataPtr &comparison);
    [[nodiscard]] PreviewGrid *grid() const { return m_grid; }
    /// "A: first run, third run", a line a pipeline.
    [[nodiscard]] QString legend() const;
    [[nodiscard]] QString problem() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void request();
    void showProblem(const QString &sentence);

    ComparisonDataPtr m_data;
    std::vector<Pipeline> m_pipelines;   // each once
    std::vector<QStringList> m_runNames; // of each
    std::string m_loadedPath;
    ImageSetPtr m_images; // in the numbers of the first run's trainer
    std::uint64_t m_seed = 1;
    std::uint32_t m_round = 0;
    bool m_isDue = false;
    QLabel *m_legend, *m_drawn;
    PreviewGrid *m_grid;
    FailurePanel *m_failure;
    QPushButton *m_others;
    PreviewScheduler m_previews;
    BackgroundLane m_lane;
};

} // namespace tandem
