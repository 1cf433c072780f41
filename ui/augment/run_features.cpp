#include "ui/augment/run_features.h"

#include "core/augment/renderer.h"
#include "ui/error_text.h"

#include <utility>

namespace tandem {

namespace {

/// First views, then second ones.
std::vector<EncodeImage> viewsOf(const RunFeatures::Request &request, const std::stop_token &stop)
{
    const auto side = static_cast<std::uint32_t>(request.pipeline.size);
    std::vector<EncodeImage> views;
    ViewRenderer renderer;
    for (const std::uint32_t view : {0U, 1U})
        for (const std::uint32_t sample : request.samples) {
            if (stop.stop_requested())
                return {};
            const ImageView image = request.images->image(sample);
            EncodeImage made{side, side, std::vector<std::uint8_t>(std::size_t{3} * side * side)};
            renderer.render(
                image, drawTrainingView(request.pipeline, image.width, image.height, request.seed, 1, sample, view),
                made.pixels);
            views.push_back(std::move(made));
        }
    return views;
}

} // namespace

RunFeatures::RunFeatures(TrainedEncoder &encoder, QObject *parent) : QObject(parent), m_encoder(encoder)
{
    connect(&m_encoder, &TrainedEncoder::ready, this, &RunFeatures::begin);
    connect(&m_encoder, &TrainedEncoder::encoderChanged, this, &RunFeatures::cancel);
    connect(&m_encoder, &TrainedEncoder::failed, this, [this](const QString &sentence) {
        if (!std::exchange(m_pending, std::nullopt))
            return;
        Q_EMIT failed(sentence);
    });
}

void RunFeatures::request(const Request &request)
{
    if (!m_encoder.chosen() || !request.images || request.samples.empty())
        return;
    m_pending = request;
    if (m_encoder.info())
        begin();
    else
        m_encoder.prepare();
}

void RunFeatures::cancel()
{
    m_lane.cancel();
    m_encoder.cancel(QStringLiteral("batch"));
    m_pending.reset();
    m_isWorking = false;
}

void RunFeatures::begin()
{
    if (!m_pending)
        return;
    Request request = *std::exchange(m_pending, std::nullopt);
    request.pipeline.size = static_cast<int>(m_encoder.info()->viewSize);
    m_isWorking = true;
    m_lane.submit(
        this, [request = std::move(request)](const std::stop_token &stop) { return viewsOf(request, stop); },
        [this](std::vector<EncodeImage> views) {
            m_encoder.encode(QStringLiteral("batch"), ImageForm::View, std::move(views), this,
                             [this](const Result<EncodedImagesPtr> &result) { take(result); });
        });
}

void RunFeatures::take(const Result<EncodedImagesPtr> &result)
{
    m_isWorking = false;
    if (!result)
        return Q_EMIT failed(errorText(result.error()));
    const EncodedImages &all = **result;
    ViewFeatures features;
    const std::size_t half = all.count / 2, width = all.projectionDimension;
    for (std::size_t row = 0; row < all.count; ++row) {
        const auto from = all.z.begin() + static_cast<std::ptrdiff_t>(row * width);
        features[row < half ? 0 : 1].emplace_back(from, from + static_cast<std::ptrdiff_t>(width));
    }
    Q_EMIT made(std::make_shared<const ViewFeatures>(std::move(features)));
}

} // namespace tandem
