#pragma once

#include "ui/augment/invariance.h"
#include "ui/augment/picture_strip.h"
#include "ui/data/dataset_summary.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;
class QStackedWidget;

namespace tandem {

class EmptyState;
class EncoderPicker;
class InvariancePlot;
class InvarianceTable;

/// With a trained run: an image, an operation and its strength, and how far the encoder ignores it; and all operations
/// ranked by that. Measures nothing before it is shown.
class InvarianceLab : public QWidget {
    Q_OBJECT
public:
    /// The encoder must outlive this.
    explicit InvarianceLab(TrainedEncoder &encoder, QWidget *parent = nullptr);
    ~InvarianceLab() override;

    /// The images that samples are numbers of; null: none.
    void setImages(const OpenDatasetPtr &images);
    /// Those that can be chosen here.
    void setSamples(const std::vector<std::uint32_t> &samples);
    /// Looks at this one, if it can be chosen.
    void chooseSample(std::uint32_t sample);
    void chooseAxis(const StrengthAxis &axis);
    void chooseNumber(double number);

    [[nodiscard]] const InvarianceCurvePtr &curve() const { return m_curve; }
    [[nodiscard]] InvarianceMeter &meter() { return m_meter; }
    [[nodiscard]] InvarianceTable &table() { return *m_table; }
    [[nodiscard]] QString sentence() const; // below the plot

Q_SIGNALS:
    /// The next step where no run has an encoder yet.
    void startRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *buildCurve();
    [[nodiscard]] QWidget *buildRanking();
    void connectAll();
    void fillStrip();
    void measure();
    void showCurve(const InvarianceCurvePtr &curve);
    void showStep(int step);
    [[nodiscard]] bool isCurveWanted() const;
    void explainCurve();
    void setPictures(const QImage &before, const QImage &after);
    void showRunState();
    [[nodiscard]] const StrengthAxis &axis() const;
    [[nodiscard]] std::optional<std::uint32_t> sample() const;
    [[nodiscard]] std::optional<TrainedStrength> trained() const;

    class Picture;
    TrainedEncoder &m_encoder;
    InvarianceMeter m_meter;
    OpenDatasetPtr m_images;
    std::vector<std::uint32_t> m_samples;
    InvarianceCurvePtr m_curve;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    EncoderPicker *m_picker;
    PictureStrip *m_strip;
    QComboBox *m_axis;
    QSlider *m_strength;
    QLabel *m_strengthText;
    InvariancePlot *m_plot;
    Picture *m_before, *m_after;
    QLabel *m_cosines;
    QLabel *m_sentence;
    QPushButton *m_rank;
    QProgressBar *m_progress;
    InvarianceTable *m_table;
    BackgroundLane m_stripLane;
};

} // namespace tandem
