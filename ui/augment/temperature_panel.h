#pragma once

#include "core/analysis/contrast_weights.h"
#include "ui/augment/picture_strip.h"
#include "ui/augment/run_features.h"
#include "ui/charts/plot_library.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace tandem {

class EncoderPicker;
class MarkedSlider;

/// The temperature microscope: for one anchor, how a loss weighs its negatives in the gradient, hardest first, as
/// temperature or margin moves. Similarities are those of a trivial feature, or of the projections of a trained run.
class TemperaturePanel : public QWidget {
    Q_OBJECT
public:
    /// So many of the hardest negatives are shown as pictures.
    static constexpr std::size_t kShown = 8;

    /// The encoder must outlive this.
    explicit TemperaturePanel(TrainedEncoder &encoder, QWidget *parent = nullptr);

    /// `anchor`: the row whose first view is the anchor. Null: nothing to show.
    void setFeatures(const std::shared_ptr<const PairFeatures> &features, std::size_t anchor = 0);
    /// Projections of a trained run, for the same views; null: none yet.
    void setRunFeatures(const ViewFeaturesPtr &features, std::size_t anchor = 0);
    /// Why there are no projections.
    void setTrouble(const QString &sentence);
    /// Other projections are on their way: until they or a trouble come, those that are shown are pale.
    void expectRunFeatures();
    /// Another row of the same features is the anchor.
    void setAnchor(std::size_t anchor);

    /// A trained run is chosen in place of a trivial feature.
    [[nodiscard]] bool wantsRun() const;
    void setWantsRun(bool wants);

    /// The hardest negatives that are shown: rows of the features and views.
    struct Hard {
        std::size_t row = 0;
        std::uint32_t view = 0;
        bool operator==(const Hard &) const = default;
    };
    [[nodiscard]] const std::vector<Hard> &hardest() const { return m_hardest; }
    /// Their pictures, in the same order; captions are this panel's.
    void setHardestPictures(const std::vector<PictureStrip::Picture> &pictures);

    [[nodiscard]] const ContrastWeights &weights() const { return m_weights; }
    [[nodiscard]] QString sentence() const;
    void setLoss(ContrastLoss loss);
    void setTemperature(double temperature);

Q_SIGNALS:
    /// Another feature, or a run in its place.
    void sourceChanged();
    /// Other negatives are the hardest now, or other views of the same: they need pictures.
    void hardestChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildPlot();
    void connectAll();
    void refresh();
    void showControls();
    void weigh();
    void drawShares();
    void findHardest();
    void showHardest();
    void showSentence();
    [[nodiscard]] bool isPale() const { return wantsRun() && m_isExpecting; }
    void applyTheme();

    std::shared_ptr<const PairFeatures> m_features;
    ViewFeaturesPtr m_runFeatures;
    QString m_trouble;
    bool m_isExpecting = false; // projections
    std::size_t m_anchor = 0, m_runAnchor = 0;
    ContrastWeights m_weights;
    std::vector<AnchorCosines::Negative> m_negatives;
    std::vector<std::size_t> m_order; // of the negatives, hardest first
    std::vector<Hard> m_hardest;
    std::shared_ptr<const void> m_hardestOf; // the features
    std::vector<PictureStrip::Picture> m_pictures;
    QComboBox *m_loss;
    QComboBox *m_feature;
    EncoderPicker *m_picker;
    QLabel *m_valueLabel;
    MarkedSlider *m_temperature;
    QDoubleSpinBox *m_temperatureField;
    MarkedSlider *m_margin;
    QDoubleSpinBox *m_marginField;
    QCustomPlot *m_plot;
    QLabel *m_sentence;
    QLabel *m_hardTitle;
    PictureStrip *m_strip;
};

} // namespace tandem
