#pragma once

#include "ui/background.h"
#include "ui/data/dataset_summary.h"

#include <QCache>
#include <QImage>
#include <QObject>

#include <vector>

namespace tandem {

/// The pixels of an image as a QImage that borrows them: valid while the set lives.
[[nodiscard]] QImage borrowedImage(const ImageView &view);
/// A copy that fits a square of `side` pixels, no larger than the image. Any thread.
[[nodiscard]] QImage reducedImage(const ImageView &view, int side);

/// Reduced copies of large images, made on a thread of their own. Small images need none: they are drawn straight from
/// the mapped file. GUI thread.
class Thumbnails : public QObject {
    Q_OBJECT
public:
    explicit Thumbnails(QObject *parent = nullptr);

    /// Forgets everything; `side` is that of the square to fill, in device pixels.
    void reset(OpenDatasetPtr dataset, int side);
    /// True if an image is small enough to be drawn straight away.
    [[nodiscard]] static bool isDirect(const ImageView &view);
    /// The reduced copy, or null if it is not there yet; then ask for it with want().
    [[nodiscard]] const QImage *find(std::uint32_t index);
    /// Makes these next, in this order; replaces what was wanted before.
    void want(std::vector<std::uint32_t> indices);

Q_SIGNALS:
    void arrived();

private:
    void work();

    OpenDatasetPtr m_dataset;
    int m_side = 0;
    QCache<std::uint32_t, QImage> m_cache; // cost in KiB
    std::vector<std::uint32_t> m_wanted;
    bool m_isWorking = false;
    BackgroundLane m_lane;
};

} // namespace tandem
