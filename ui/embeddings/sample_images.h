#pragma once

#include "ui/background.h"
#include "ui/data/dataset_summary.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace tandem {

/// The pictures and names of the images of a dataset, for whoever shows some of them. GUI thread.
class SampleImages : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The file's name; empty where it is not known.
    [[nodiscard]] QString name(std::uint32_t sample) const { return names()(sample); }
    /// The same as a function that any thread may call, also after this is gone.
    using Names = std::function<QString(std::uint32_t sample)>;
    [[nodiscard]] virtual Names names() const = 0;
    /// A picture that fits a square of `side` device pixels, as large as that or as the image itself. Null: it is not
    /// there yet and is being made, then arrived() follows; or there is none.
    [[nodiscard]] virtual QImage picture(std::uint32_t sample, int side) = 0;

Q_SIGNALS:
    void arrived();
};

/// Those of an open dataset. Small images come straight from the mapped file; reduced copies of large ones are made on
/// a thread of their own, those asked for last first, and kept while they fit in 128 MiB.
class DatasetImages : public SampleImages {
    Q_OBJECT
public:
    explicit DatasetImages(OpenDatasetPtr dataset, QObject *parent = nullptr);

    [[nodiscard]] Names names() const override;
    [[nodiscard]] QImage picture(std::uint32_t sample, int side) override;
    [[nodiscard]] const OpenDatasetPtr &dataset() const { return m_dataset; }

private:
    using Key = std::pair<std::uint32_t, int>; // image, side
    void work();

    OpenDatasetPtr m_dataset;
    QCache<Key, QImage> m_cache; // cost in KiB
    std::vector<Key> m_wanted;   // the last one is made next
    bool m_isWorking = false;
    BackgroundLane m_lane; // last: joined first
};

/// Draws a picture into a square, in the middle and as large as fits: enlarged in hard pixels, as the encoder has them,
/// reduced smoothly. A null picture: a quiet box.
void drawSamplePicture(QPainter &painter, const QRectF &square, const QImage &picture, const QColor &emptyColor);

} // namespace tandem
