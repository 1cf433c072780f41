#include "ui/embeddings/dropped_image.h"

#include "core/analysis/neighbors.h"
#include "core/analysis/place_on_map.h"
#include "core/analysis/workers.h"
#include "ui/error_text.h"
#include "ui/project_session.h"

#include <QFileInfo>
#include <QImageReader>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr int kLargestSide = 4096; // more is reduced while it is read
constexpr QLatin1String kTopic("dropped image");

QImage readImage(const QString &file, QString &reason)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && std::max(size.width(), size.height()) > kLargestSide)
        reader.setScaledSize(size.scaled(kLargestSide, kLargestSide, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    reason = reader.errorString();
    return image.isNull() ? image : image.convertToFormat(QImage::Format_RGB888);
}

EncodeImage pixelsOf(const QImage &image)
{
    EncodeImage pixels{static_cast<std::uint32_t>(image.width()), static_cast<std::uint32_t>(image.height()), {}};
    for (int y = 0; y < image.height(); ++y) {
        const uchar *line = image.constScanLine(y);
        pixels.pixels.insert(pixels.pixels.end(), line, line + static_cast<std::ptrdiff_t>(image.width()) * 3);
    }
    return pixels;
}

} // namespace

DroppedImage::~DroppedImage() = default;

void DroppedImage::setSession(ProjectSession *session)
{
    m_readLane.cancel();
    m_placeLane.cancel();
    m_client.reset();
    m_session = session;
    if (session)
        m_client = std::make_unique<EncodeClient>(session->layout(), session->cliProgram());
}

void DroppedImage::forget()
{
    const bool wasBusy = m_readLane.isBusy() || (m_client && m_client->isBusy());
    m_readLane.cancel();
    m_placeLane.cancel();
    if (m_client)
        m_client->cancel(kTopic);
    m_features.clear();
    m_projections.clear();
    if (wasBusy)
        Q_EMIT busyChanged({});
}

void DroppedImage::encode(const RunId &run, std::int64_t epoch, const QString &file)
{
    if (!m_client)
        return;
    struct Read {
        QImage image;
        QString reason;
    };
    Q_EMIT busyChanged(tr("Encoding %1").arg(QFileInfo(file).fileName()));
    m_readLane.submit(
        this,
        [file](const std::stop_token &) {
            Read read;
            read.image = readImage(file, read.reason);
            return read;
        },
        [this, run, epoch, file](const Read &read) {
            if (!read.image.isNull()) {
                send(run, epoch, QFileInfo(file).fileName(), read.image);
                return;
            }
            Q_EMIT busyChanged({});
            Q_EMIT failed(tr("%1 cannot be read as an image: %2.").arg(QFileInfo(file).fileName(), read.reason));
        });
}

void DroppedImage::send(const RunId &run, std::int64_t epoch, const QString &name, const QImage &picture)
{
    m_client->setEncoder(run);
    if (m_client->info() && m_client->info()->epoch < epoch) // it was trained on meanwhile
        m_client->reload();
    std::vector<EncodeImage> images;
    images.push_back(pixelsOf(picture));
    m_client->encode(kTopic, ImageForm::Image, std::move(images), this,
                     [this, name, picture](const Result<EncodedImagesPtr> &result) {
                         Q_EMIT busyChanged({});
                         if (!result) {
                             Q_EMIT failed(errorText(result.error()));
                             return;
                         }
                         m_features = (*result)->h;
                         m_projections = (*result)->z;
                         Q_EMIT encoded(name, picture, m_features, m_projections, m_client->info()->epoch);
                     });
}

void DroppedImage::place(const EmbeddingMomentPtr &moment, EmbeddingSpace space, const PlacedMomentPtr &layout,
                         double perplexity)
{
    const std::vector<float> &own = space == EmbeddingSpace::Features ? m_features : m_projections;
    if (!moment || !layout || layout->points.ids != moment->record.samples ||
        static_cast<std::int64_t>(own.size()) != moment->rowsOf(space).dimension) {
        m_placeLane.cancel();
        return;
    }
    m_placeLane.submit(
        this,
        [moment, space, layout, perplexity, own](const std::stop_token &stop) -> std::optional<QPointF> {
            Workers workers(1);
            const FeatureView bank = moment->rowsOf(space);
            const auto k = std::min<std::int64_t>(bank.rows, std::llround(3 * perplexity));
            const auto near = nearestInBank({own, 1, bank.dimension}, bank, {k, Metric::Cosine}, workers, stop);
            if (!near)
                return std::nullopt;
            const auto spot = placeOnMap(near->indicesOf(0), near->squaredDistancesOf(0), layout->points.positions,
                                         std::min(perplexity, static_cast<double>(std::max<std::int64_t>(2, k)) / 3));
            return QPointF(static_cast<double>(spot[0]), static_cast<double>(spot[1]));
        },
        [this](std::optional<QPointF> spot) {
            if (spot)
                Q_EMIT placed(*spot);
        });
}

} // namespace tandem
