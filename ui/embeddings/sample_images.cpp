#include "ui/embeddings/sample_images.h"

#include "ui/data/thumbnails.h"

#include <QPainter>

#include <algorithm>
#include <bit>
#include <chrono>

namespace tandem {

namespace {

constexpr int kCacheKib = 128 * 1024;
constexpr std::size_t kMostWanted = 2000;
constexpr auto kBatchTime = std::chrono::milliseconds(30);

/// Sides in a few sizes, so that zooming does not make each picture anew at each step.
int roundedSide(int side)
{
    return static_cast<int>(std::bit_ceil(static_cast<unsigned>(std::clamp(side, 32, 1024))));
}

} // namespace

DatasetImages::DatasetImages(OpenDatasetPtr dataset, QObject *parent)
    : SampleImages(parent), m_dataset(std::move(dataset)), m_cache(kCacheKib)
{
}

SampleImages::Names DatasetImages::names() const
{
    return [images = m_dataset->images](std::uint32_t sample) {
        return sample < images->size() ? QString::fromStdString(images->name(sample)) : QString();
    };
}

QImage DatasetImages::picture(std::uint32_t sample, int side)
{
    if (sample >= m_dataset->images->size())
        return {};
    const ImageView view = m_dataset->images->image(sample);
    if (Thumbnails::isDirect(view))
        return borrowedImage(view);
    const Key key(sample, roundedSide(side));
    if (const QImage *found = m_cache.object(key))
        return *found;
    if (const auto known = std::find(m_wanted.rbegin(), m_wanted.rend(), key); known == m_wanted.rend())
        m_wanted.push_back(key);
    if (m_wanted.size() > kMostWanted)
        m_wanted.erase(m_wanted.begin(), m_wanted.begin() + kMostWanted / 2);
    work();
    return {};
}

void DatasetImages::work()
{
    if (m_isWorking || m_wanted.empty())
        return;
    m_isWorking = true;
    using Batch = std::vector<std::pair<Key, QImage>>;
    m_lane.submit(
        this,
        [dataset = m_dataset, wanted = m_wanted](const std::stop_token &stop) {
            Batch batch;
            const auto end = std::chrono::steady_clock::now() + kBatchTime;
            for (auto key = wanted.rbegin(); key != wanted.rend() && !stop.stop_requested(); ++key) {
                if (!batch.empty() && std::chrono::steady_clock::now() > end)
                    break;
                batch.emplace_back(*key, reducedImage(dataset->images->image(key->first), key->second));
            }
            return batch;
        },
        [this](Batch batch) {
            m_isWorking = false;
            for (auto &[key, image] : batch) {
                std::erase(m_wanted, key);
                const auto cost = std::max<qsizetype>(1, image.sizeInBytes() / 1024);
                m_cache.insert(key, new QImage(std::move(image)), cost);
            }
            Q_EMIT arrived();
            work();
        });
}

void drawSamplePicture(QPainter &painter, const QRectF &square, const QImage &picture, const QColor &emptyColor)
{
    if (picture.isNull()) {
        painter.fillRect(square, emptyColor);
        return;
    }
    const QSizeF size = QSizeF(picture.size()).scaled(square.size(), Qt::KeepAspectRatio);
    QRectF target(QPointF(), size);
    target.moveCenter(square.center());
    const double ratio = painter.device()->devicePixelRatioF();
    const bool wasSmooth = painter.testRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() * ratio < picture.width());
    painter.drawImage(target, picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, wasSmooth);
}

} // namespace tandem
