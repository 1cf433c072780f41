#pragma once

#include "core/augment/cost.h"
#include "core/augment/shortcut_meter.h"
#include "core/data/image_set.h"
#include "ui/augment/run_features.h"
#include "ui/background.h"

#include <QTabWidget>
#include <QTimer>

#include <memory>

class QLabel;

namespace tandem {

class FeatureBars;
class TemperaturePanel;

/// What can be told of a pipeline without training: shortcuts, the weights of negatives, and the cost. Measured in the
/// background as soon as the pipeline rests for a moment; what is under way for an older one is given up.
class InsightPanel : public QTabWidget {
    Q_OBJECT
public:
    /// Among so many images the positive is sought.
    static constexpr int kCandidates = 128;

    /// The encoder must outlive this.
    explicit InsightPanel(TrainedEncoder &encoder, QWidget *parent = nullptr);

    /// Null: none.
    void setImages(const ImageSetPtr &images);
    void setPipeline(const Pipeline &pipeline);
    void setSeed(std::uint64_t seed);
    /// The sample whose first view is the anchor of the temperature tab; it is always among the candidates.
    void setAnchor(std::uint32_t sample);
    [[nodiscard]] std::uint32_t anchor() const { return m_anchor; }
    /// Among which the positive is sought.
    [[nodiscard]] const std::vector<std::uint32_t> &candidates() const { return m_samples; }

    [[nodiscard]] const std::optional<ShortcutReport> &report() const { return m_report; }
    [[nodiscard]] QString shortcutText() const;
    [[nodiscard]] TemperaturePanel &temperature() { return *m_temperature; }
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_lane.isBusy() || m_runFeatures.isBusy(); }

Q_SIGNALS:
    void measured();
    void costMeasured(const tandem::PipelineCost &cost);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void start();
    void refreshRuns();
    void takeAnchorIn();
    struct Measured {
        std::shared_ptr<const PairFeatures> features; // null: given up
        ShortcutReport report;
    };
    void show(const Measured &measured);
    [[nodiscard]] std::size_t anchorRow() const; // in m_samples
    void measureNow();
    void askRun();
    void makePictures();

    TrainedEncoder &m_encoder;
    RunFeatures m_runFeatures;
    ImageSetPtr m_images;
    Pipeline m_pipeline;
    std::uint64_t m_seed = 1;
    std::uint32_t m_anchor = 0;
    std::vector<std::uint32_t> m_drawn;      // of the images at random
    std::vector<std::uint32_t> m_samples;    // these, with the anchor
    std::vector<std::uint32_t> m_runSamples; // of what the run was asked for last
    std::optional<ShortcutReport> m_report;
    FeatureBars *m_bars;
    QLabel *m_sentence;
    QLabel *m_about;
    TemperaturePanel *m_temperature;
    QTimer m_delay;
    BackgroundLane m_lane;
    BackgroundLane m_pictureLane;
};

} // namespace tandem
