#pragma once

#include "ui/runs/run_follower.h"
#include "ui/runs/series_chart.h"

#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QComboBox;
class QSlider;
class QToolButton;

namespace tandem {

/// The live charts of one run: loss with the line of chance, kNN accuracy with what it depends on, learning rate, and
/// one series of choice. They share the x range and the cursor, and follow the run until the person zooms.
class ChartsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartsPanel(QWidget *parent = nullptr);

    /// Takes in what became known of the run. A restart forgets everything first.
    void apply(const RunChange &change);
    /// Forgets the run; the charts show `emptyText`.
    void clear();
    /// Whether points may still come, which decides what empty charts say.
    void setLive(bool live);

    [[nodiscard]] const std::vector<SeriesChart *> &charts() const { return m_charts; }
    [[nodiscard]] bool isFollowing() const { return m_following; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildTools();
    void buildCharts();
    void connectChart(SeriesChart *chart);
    void arrange();
    void chooseSeries(int index);
    void takeIn(const SeriesChange &change);
    void applyPlan(const RunPlan &plan);
    void applyEvaluations(const std::vector<EvaluationRecord> &evaluations);
    void applyEvents(const std::vector<EventRecord> &events);
    void updateRange();
    void zoomTo(double from, double to);
    void followRun();
    void updateEmptyTexts();

    std::vector<SeriesChart *> m_charts;
    SeriesChart *m_loss = nullptr, *m_knn = nullptr, *m_rate = nullptr, *m_chosen = nullptr;
    QComboBox *m_axis = nullptr, *m_choice = nullptr;
    QSlider *m_smoothing = nullptr;
    QToolButton *m_reset = nullptr;
    QWidget *m_grid = nullptr;
    std::vector<ChartSpec> m_choices;

    std::map<std::string, std::vector<SeriesPoint>, std::less<>> m_points; // of all series, for the one of choice
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_lastStep = 0;
    bool m_following = true, m_live = false, m_evaluatedWithoutLabels = false;
    int m_columns = 0;
};

} // namespace tandem
