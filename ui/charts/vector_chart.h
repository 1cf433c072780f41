#pragma once

#include "ui/charts/chart_card.h"
#include "ui/charts/charted_runs.h"
#include "ui/charts/series_catalog.h"

#include <optional>

class QLabel;
class QSlider;

namespace tandem {

class VectorCanvas;

/// A vector that each evaluation stored (similarities by bin, norms by layer, spread by dimension) over the run: a
/// strip with a column an evaluation, whose darkness tells the value, and beside it the vector of one evaluation,
/// chosen by slider, click or keys. Shows the current run alone and follows its newest evaluation until another is
/// chosen. GUI thread.
class VectorChart : public ChartCard {
    Q_OBJECT
public:
    explicit VectorChart(const ChartedRuns &runs, QWidget *parent = nullptr);

    void setSpec(const ChartSpec &spec) override;
    void takeData();
    /// The run whose vectors are shown; an invalid id: the first.
    void setRun(const RunId &run);

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString readout() const override;
    [[nodiscard]] const std::vector<VectorRecord> &records() const { return m_records; }
    /// Index into records(); none without any.
    [[nodiscard]] std::optional<std::size_t> chosen() const;
    /// Place in the vector that is read out.
    [[nodiscard]] std::size_t element() const { return m_element; }
    void choose(std::size_t record);
    /// "cosine 0.42", a layer's name, "rank 12 of 128".
    [[nodiscard]] QString elementText(std::size_t element) const;
    [[nodiscard]] QString recordText(std::size_t record) const;
    [[nodiscard]] const VectorStyle &style() const { return m_style; }
    [[nodiscard]] VectorCanvas *canvas() const { return m_canvas; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void applyTheme() override;

private:
    void showChosen();
    void moveElement(int by);

    const ChartedRuns &m_runs;
    VectorStyle m_style;
    RunId m_run;
    std::int64_t m_stepsPerEpoch = 0;
    std::vector<VectorRecord> m_records;
    std::size_t m_element = 0;
    bool m_follows = true;
    bool m_hasChosenElement = false; // else the greatest is read out
    VectorCanvas *m_canvas = nullptr;
    QSlider *m_slider = nullptr;
    QLabel *m_place = nullptr, *m_empty = nullptr;
};

} // namespace tandem
