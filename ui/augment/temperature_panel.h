#pragma once

#include "core/analysis/contrast_weights.h"
#include "core/augment/shortcut_meter.h"

#include "ui/runs/plot_library.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace tandem {

class MarkedSlider;

/// The temperature microscope: for one anchor, how a loss weighs its negatives in the gradient, hardest first, as
/// temperature or margin moves.
class TemperaturePanel : public QWidget {
    Q_OBJECT
public:
    explicit TemperaturePanel(QWidget *parent = nullptr);

    /// Null: nothing to show.
    void setFeatures(const std::shared_ptr<const PairFeatures> &features);
    /// Row of the features whose first view is the anchor.
    void setAnchor(std::size_t anchor);

    [[nodiscard]] const ContrastWeights &weights() const { return m_weights; }
    [[nodiscard]] QString sentence() const;
    void setLoss(ContrastLoss loss);
    void setTemperature(double temperature);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildPlot();
    void refresh();
    void applyTheme();

    std::shared_ptr<const PairFeatures> m_features;
    std::size_t m_anchor = 0;
    ContrastWeights m_weights;
    QComboBox *m_loss;
    QComboBox *m_feature;
    QLabel *m_valueLabel;
    MarkedSlider *m_temperature;
    QDoubleSpinBox *m_temperatureField;
    MarkedSlider *m_margin;
    QDoubleSpinBox *m_marginField;
    QCustomPlot *m_plot;
    QLabel *m_sentence;
};

} // namespace tandem
