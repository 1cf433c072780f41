#include "ui/augment/invariance.h"

#include "core/analysis/cosine.h"
#include "core/augment/renderer.h"
#include "core/base/random.h"
#include "ui/error_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace tandem {

namespace {

constexpr int kSweepSteps = 20;
constexpr int kRankingSteps = 6;

using Pixels = std::vector<std::uint8_t>;

std::size_t bytesOf(int side)
{
    return 3U * static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
}

/// The square that evaluation sees.
Pixels squareOf(const ImageView &image, int side)
{
    Pixels square(bytesOf(side));
    renderForEvaluation(image, side, square);
    return square;
}

EncodeImage viewOf(Pixels pixels, int side)
{
    return {static_cast<std::uint32_t>(side), static_cast<std::uint32_t>(side), std::move(pixels)};
}

QImage pictureOf(const Pixels &pixels, int side)
{
    return QImage(pixels.data(), side, side, 3 * side, QImage::Format_RGB888).copy();
}

/// A square along an axis at each number. Where a change has a place of its own, it is that of the sample.
std::vector<Pixels> changed(ViewRenderer &renderer, const Pixels &square, int side, const StrengthAxis &axis,
                            std::span<const double> numbers, std::uint32_t sample)
{
    std::vector<Pixels> views;
    for (const double number : numbers) {
        Pixels view(bytesOf(side));
        renderer.render({square.data(), side, side}, viewAtStrength(axis, number, side, sample), view);
        views.push_back(std::move(view));
    }
    return views;
}

struct SweepViews {
    InvarianceCurve curve;
    std::vector<EncodeImage> images; // the original, then those of the numbers
};

SweepViews makeSweep(const ImageSet &images, const StrengthAxis &axis, std::uint32_t sample, int side)
{
    SweepViews made;
    made.curve.axis = &axis;
    made.curve.sample = sample;
    made.curve.numbers = sweepNumbers(axis);
    Pixels square = squareOf(images.image(sample), side);
    made.curve.original = pictureOf(square, side);
    ViewRenderer renderer;
    auto views = changed(renderer, square, side, axis, made.curve.numbers, sample);
    made.images.push_back(viewOf(std::move(square), side));
    for (Pixels &view : views) {
        made.curve.views.push_back(pictureOf(view, side));
        made.images.push_back(viewOf(std::move(view), side));
    }
    return made;
}

/// Of each sample all numbers, sample by sample.
std::vector<EncodeImage> makeRow(const ImageSet &images, const StrengthAxis &axis,
                                 std::span<const std::uint32_t> samples, int side, const std::stop_token &stop)
{
    const auto numbers = rankingNumbers(axis);
    std::vector<EncodeImage> made;
    ViewRenderer renderer;
    for (const std::uint32_t sample : samples) {
        if (stop.stop_requested())
            return {};
        for (Pixels &view : changed(renderer, squareOf(images.image(sample), side), side, axis, numbers, sample))
            made.push_back(viewOf(std::move(view), side));
    }
    return made;
}

/// Row `index` of [count, width].
std::span<const float> rowOf(const std::vector<float> &values, std::size_t index, std::size_t width, std::size_t rows)
{
    return std::span(values).subspan(index * width, rows * width);
}

double meanOf(const std::vector<double> &values)
{
    return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

std::vector<double> sweepNumbers(const StrengthAxis &axis)
{
    if (axis.isSwitch)
        return {0, 1};
    std::vector<double> numbers;
    for (int i = 0; i <= kSweepSteps; ++i) {
        const double share = static_cast<double>(i) / kSweepSteps;
        numbers.push_back(std::lerp(axis.minimum, axis.maximum, share));
    }
    // The nearest one becomes the neutral one, lest a sum of shares misses it by a rounding.
    *std::min_element(numbers.begin(), numbers.end(), [&](double a, double b) {
        return std::abs(a - axis.neutral) < std::abs(b - axis.neutral);
    }) = axis.neutral;
    return numbers;
}

std::vector<double> rankingNumbers(const StrengthAxis &axis)
{
    if (axis.isSwitch)
        return {1};
    const bool isOneSided = axis.neutral == axis.minimum || axis.neutral == axis.maximum;
    std::vector<double> numbers;
    const int perSide = isOneSided ? kRankingSteps : kRankingSteps / 2;
    for (const double end : {axis.minimum, axis.maximum})
        for (int i = 1; i <= perSide && end != axis.neutral; ++i)
            numbers.push_back(axis.neutral + (end - axis.neutral) * i / perSide);
    for (double &number : numbers)
        number = std::clamp(number, axis.minimum, axis.maximum);
    return numbers;
}

InvarianceMeter::InvarianceMeter(TrainedEncoder &encoder, QObject *parent) : QObject(parent), m_encoder(encoder)
{
    connect(&m_encoder, &TrainedEncoder::encoderChanged, this, &InvarianceMeter::restart);
    connect(&m_encoder, &TrainedEncoder::ready, this, &InvarianceMeter::begin);
    connect(&m_encoder, &TrainedEncoder::failed, this, [this](const QString &sentence) {
        m_pending.reset();
        m_isSweeping = false;
        stopRanking();
        Q_EMIT failed(sentence);
    });
}

void InvarianceMeter::setImages(const ImageSetPtr &images)
{
    m_images = images;
    restart();
}

/// Forgets what was measured with other images or another encoder.
void InvarianceMeter::restart()
{
    stopSweep();
    m_encoder.cancel(QStringLiteral("references"));
    m_references.reset();
    m_baseline.reset();
    stopRanking();
}

void InvarianceMeter::sweep(const StrengthAxis &axis, std::uint32_t sample)
{
    if (!m_images || sample >= m_images->size() || !m_encoder.chosen())
        return;
    m_pending = Sweep{&axis, sample};
    if (m_encoder.info())
        begin();
    else
        m_encoder.prepare();
}

void InvarianceMeter::stopSweep()
{
    m_sweepLane.cancel();
    m_encoder.cancel(QStringLiteral("sweep"));
    m_pending.reset();
    m_isSweeping = false;
}

/// The encoder is ready, and with it the side of a view is known.
void InvarianceMeter::begin()
{
    if (!m_images || m_images->size() == 0)
        return;
    if (m_pending)
        startSweep();
    if (!m_references)
        measureReferences();
}

void InvarianceMeter::startSweep()
{
    const Sweep wanted = *std::exchange(m_pending, std::nullopt);
    const int side = static_cast<int>(m_encoder.info()->viewSize);
    m_isSweeping = true;
    m_sweepLane.submit(
        this,
        [images = m_images, wanted, side](const std::stop_token &) {
            return makeSweep(*images, *wanted.axis, wanted.sample, side);
        },
        [this](SweepViews made) {
            m_encoder.encode(QStringLiteral("sweep"), ImageForm::View, std::move(made.images), this,
                             [this, curve = std::move(made.curve)](const Result<EncodedImagesPtr> &result) mutable {
                                 m_isSweeping = false;
                                 if (!result)
                                     return giveUp(result.error());
                                 const EncodedImages &all = **result;
                                 const std::size_t wide = all.featureDimension, narrow = all.projectionDimension;
                                 const std::size_t count = all.count - 1;
                                 curve.h = cosinesTo(rowOf(all.h, 0, wide, 1), rowOf(all.h, 1, wide, count));
                                 curve.z = cosinesTo(rowOf(all.z, 0, narrow, 1), rowOf(all.z, 1, narrow, count));
                                 Q_EMIT curveMeasured(std::make_shared<const InvarianceCurve>(std::move(curve)));
                             });
        });
}

void InvarianceMeter::measureReferences()
{
    struct References {
        std::vector<std::uint32_t> samples;
        std::vector<EncodeImage> squares;
    };
    m_side = static_cast<int>(m_encoder.info()->viewSize);
    m_rankLane.submit(
        this,
        [images = m_images, side = m_side](const std::stop_token &) {
            References made{probeSamples(*images, kImages), {}};
            for (const std::uint32_t sample : made.samples)
                made.squares.push_back(viewOf(squareOf(images->image(sample), side), side));
            return made;
        },
        [this](References made) {
            m_samples = std::move(made.samples);
            m_encoder.encode(QStringLiteral("references"), ImageForm::View, std::move(made.squares), this,
                             [this](const Result<EncodedImagesPtr> &result) {
                                 if (!result)
                                     return giveUp(result.error());
                                 m_references = *result;
                                 m_baseline = InvarianceBaseline{
                                     meanPairCosine(m_references->h, m_references->featureDimension),
                                     meanPairCosine(m_references->z, m_references->projectionDimension)};
                                 Q_EMIT baselineMeasured();
                                 if (m_isRanking)
                                     rankNext();
                             });
        });
}

void InvarianceMeter::rank()
{
    if (!m_images || m_images->size() == 0 || !m_encoder.chosen() || m_isRanking)
        return;
    m_isRanking = true;
    m_nextAxis = 0;
    if (m_references)
        rankNext();
    else if (m_encoder.info())
        measureReferences();
    else
        m_encoder.prepare();
}

void InvarianceMeter::stopRanking()
{
    m_rankLane.cancel();
    m_encoder.cancel(QStringLiteral("rank"));
    if (std::exchange(m_isRanking, false))
        Q_EMIT rankingEnded();
}

void InvarianceMeter::rankNext()
{
    const auto axes = strengthAxes();
    if (m_nextAxis == axes.size()) {
        m_isRanking = false;
        Q_EMIT rankingEnded();
        return;
    }
    const std::size_t place = m_nextAxis++;
    // The side that is known: the worker, which tells it, may have ended since and starts again with the next request.
    m_rankLane.submit(
        this,
        [images = m_images, samples = m_samples, &axis = axes[place], side = m_side](const std::stop_token &stop) {
            return makeRow(*images, axis, samples, side, stop);
        },
        [this, place](std::vector<EncodeImage> views) {
            m_encoder.encode(QStringLiteral("rank"), ImageForm::View, std::move(views), this,
                             [this, place](const Result<EncodedImagesPtr> &result) {
                                 if (!result)
                                     return giveUp(result.error());
                                 takeRow(place, **result);
                                 if (m_isRanking) // whoever heard of the row may have had enough
                                     rankNext();
                             });
        });
}

void InvarianceMeter::takeRow(std::size_t place, const EncodedImages &result)
{
    const StrengthAxis &axis = strengthAxes()[place];
    const std::size_t each = rankingNumbers(axis).size();
    const std::size_t wide = result.featureDimension, narrow = result.projectionDimension;
    std::vector<double> h, z;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        h.push_back(meanOf(cosinesTo(rowOf(m_references->h, i, wide, 1), rowOf(result.h, i * each, wide, each))));
        z.push_back(meanOf(cosinesTo(rowOf(m_references->z, i, narrow, 1), rowOf(result.z, i * each, narrow, each))));
    }
    InvarianceRow row{&axis, meanOf(h), meanOf(z), {}};
    if (const auto *candidate = m_encoder.chosen(); candidate && candidate->pipeline)
        row.trained = trainedStrength(axis, *candidate->pipeline);
    Q_EMIT rowMeasured(row, static_cast<int>(m_nextAxis), static_cast<int>(strengthAxes().size()));
}

void InvarianceMeter::giveUp(const Error &error)
{
    m_isSweeping = false;
    stopRanking();
    Q_EMIT failed(errorText(error));
}

} // namespace tandem
