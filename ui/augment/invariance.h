#pragma once

#include "core/augment/strength.h"
#include "core/data/image_set.h"
#include "core/report/encode_protocol.h"
#include "ui/augment/trained_encoder.h"
#include "ui/background.h"

#include <QImage>
#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// What the encoder makes of one image as it is changed along one axis: cosines with the unchanged image.
struct InvarianceCurve {
    const StrengthAxis *axis = nullptr; // of strengthAxes()
    std::uint32_t sample = 0;
    QImage original;             // the image as evaluation sees it
    std::vector<double> numbers; // ascending, the neutral one among them
    std::vector<QImage> views;   // of each number, as encoded
    std::vector<double> h, z;    // cosines, of each number
};
using InvarianceCurvePtr = std::shared_ptr<const InvarianceCurve>;

/// Mean cosines over images and over numbers spread along an axis.
struct InvarianceRow {
    const StrengthAxis *axis = nullptr;
    double h = 0, z = 0;
    std::optional<TrainedStrength> trained; // what the run's training drew along this axis
};

/// Mean cosines of different images: what "nothing in common" is for this encoder.
struct InvarianceBaseline {
    double h = 0, z = 0;
};

/// 21 numbers along an axis, the neutral one among them, or off and on.
[[nodiscard]] std::vector<double> sweepNumbers(const StrengthAxis &axis);
/// Six numbers along an axis that all change the image, or on alone.
[[nodiscard]] std::vector<double> rankingNumbers(const StrengthAxis &axis);

/// Measures how far an encoder ignores what operations do to images: along a curve for one image, and as means over
/// many for all operations. Images are changed in the background and encoded by the encoder's process; of curves the
/// newest counts. What is under way is dropped when images or encoder change. GUI thread.
class InvarianceMeter : public QObject {
    Q_OBJECT
public:
    /// Means are over so many images at most.
    static constexpr std::uint32_t kImages = 32;

    /// The encoder must outlive this.
    explicit InvarianceMeter(TrainedEncoder &encoder, QObject *parent = nullptr);

    /// Null: none.
    void setImages(const ImageSetPtr &images);
    /// curveMeasured() or failed() follows, unless another one is asked for.
    void sweep(const StrengthAxis &axis, std::uint32_t sample);
    /// No curve comes of what was asked for.
    void stopSweep();
    /// Measures all axes, one after another: rowMeasured() for each, then rankingEnded().
    void rank();
    void stopRanking();
    [[nodiscard]] bool isRanking() const { return m_isRanking; }
    /// None before the first images were encoded.
    [[nodiscard]] const std::optional<InvarianceBaseline> &baseline() const { return m_baseline; }
    [[nodiscard]] bool isBusy() const { return m_pending.has_value() || m_isSweeping || m_isRanking; }

Q_SIGNALS:
    void curveMeasured(const tandem::InvarianceCurvePtr &curve);
    void baselineMeasured();
    void rowMeasured(const tandem::InvarianceRow &row, int done, int total);
    void rankingEnded();
    void failed(const QString &sentence);

private:
    struct Sweep {
        const StrengthAxis *axis;
        std::uint32_t sample;
    };
    void restart();
    void begin();
    void startSweep();
    void measureReferences();
    void rankNext();
    void takeRow(std::size_t axis, const EncodedImages &result);
    void giveUp(const Error &error);

    TrainedEncoder &m_encoder;
    ImageSetPtr m_images;
    std::vector<std::uint32_t> m_samples; // of the means; drawn with the references
    std::optional<Sweep> m_pending;       // waits for the encoder
    bool m_isSweeping = false;
    bool m_isRanking = false;
    std::size_t m_nextAxis = 0;
    std::optional<InvarianceBaseline> m_baseline;
    EncodedImagesPtr m_references; // of m_samples, unchanged
    int m_side = 0;                // of the views that m_references are of
    BackgroundLane m_sweepLane;
    BackgroundLane m_rankLane;
};

} // namespace tandem
