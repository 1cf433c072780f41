#pragma once

#include "core/augment/shortcut_meter.h"
#include "core/data/image_set.h"
#include "ui/augment/trained_encoder.h"
#include "ui/background.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace tandem {

/// z of two views of each sample: [view][sample].
using ViewFeatures = std::array<FeatureRows, 2>;
using ViewFeaturesPtr = std::shared_ptr<const ViewFeatures>;

/// Has the views of a batch encoded by a trained run: views 0 and 1 of epoch 1 under a pipeline, at the run's side. The
/// newest request counts; nothing comes for an older one, nor for one that was made for another encoder. GUI thread.
class RunFeatures : public QObject {
    Q_OBJECT
public:
    struct Request {
        ImageSetPtr images;
        Pipeline pipeline;
        std::uint64_t seed = 1;
        std::vector<std::uint32_t> samples;
    };

    /// The encoder must outlive this.
    explicit RunFeatures(TrainedEncoder &encoder, QObject *parent = nullptr);

    /// made() or failed() follows.
    void request(const Request &request);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_pending.has_value() || m_isWorking; }

Q_SIGNALS:
    void made(const tandem::ViewFeaturesPtr &features);
    void failed(const QString &sentence);

private:
    void begin();
    void take(const Result<EncodedImagesPtr> &result);

    TrainedEncoder &m_encoder;
    std::optional<Request> m_pending; // waits for the encoder
    bool m_isWorking = false;
    BackgroundLane m_lane;
};

} // namespace tandem
