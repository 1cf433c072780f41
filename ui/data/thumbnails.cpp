#include "ui/data/thumbnails.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tandem {

namespace {

constexpr int kDirectPixels = 128 * 128;
constexpr int kCacheKib = 192 * 1024;
constexpr auto kBatchTime = std::chrono::milliseconds(30); // one batch: short enough to look fluid

using Batch = std::vector<std::pair<std::uint32_t, QImage>>;

Batch makeBatch(const ImageSet &images, const std::vector<std::uint32_t> &wanted, int side, const std::stop_token &stop)
{
    Batch batch;
    const auto end = std::chrono::steady_clock::now() + kBatchTime;
    for (const std::uint32_t index : wanted) {
        if (stop.stop_requested() || (!batch.empty() && std::chrono::steady_clock::now() > end))
            break;
        batch.emplace_back(index, reducedImage(images.image(index), side));
    }
    return batch;
}

} // namespace

QImage borrowedImage(const ImageView &view)
{
    return {view.pixels, view.width, view.height, 3 * static_cast<qsizetype>(view.width), QImage::Format_RGB888};
}

QImage reducedImage(const ImageView &view, int side)
{
    const QImage whole = borrowedImage(view);
    const QSize size = whole.size().scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1});
    if (size.width() >= whole.width())
        return whole.convertToFormat(QImage::Format_RGB32);
    // First coarsely to twice the size, then smoothly: a tenth of the time of smooth scaling at once for photographs.
    QImage coarse = whole;
    if (whole.width() > 4 * size.width())
        coarse = whole.scaled(size * 4, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return coarse.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
}

Thumbnails::Thumbnails(QObject *parent) : QObject(parent), m_cache(kCacheKib) {}

void Thumbnails::reset(OpenDatasetPtr dataset, int side)
{
    if (m_dataset == dataset && m_side == side)
        return;
    m_lane.cancel();
    m_isWorking = false;
    m_cache.clear();
    m_wanted.clear();
    m_dataset = std::move(dataset);
    m_side = side;
}

bool Thumbnails::isDirect(const ImageView &view)
{
    return static_cast<std::int64_t>(view.width) * view.height <= kDirectPixels;
}

const QImage *Thumbnails::find(std::uint32_t index)
{
    return m_cache.object(index);
}

void Thumbnails::want(std::vector<std::uint32_t> indices)
{
    m_wanted = std::move(indices);
    work();
}

void Thumbnails::work()
{
    std::erase_if(m_wanted, [this](std::uint32_t index) { return m_cache.contains(index); });
    if (m_isWorking || m_wanted.empty() || !m_dataset)
        return;
    m_isWorking = true;
    m_lane.submit(
        this,
        [dataset = m_dataset, wanted = m_wanted, side = m_side](const std::stop_token &stop) {
            return makeBatch(*dataset->images, wanted, side, stop);
        },
        [this](Batch batch) {
            m_isWorking = false;
            for (auto &[index, image] : batch) {
                const auto cost = std::max<qsizetype>(1, image.sizeInBytes() / 1024);
                m_cache.insert(index, new QImage(std::move(image)), cost);
            }
            Q_EMIT arrived();
            work();
        });
}

} // namespace tandem
