#pragma once

#include "ui/background.h"
#include "ui/embeddings/band_pool.h"
#include "ui/embeddings/map_raster.h"

#include <QObject>

namespace tandem {

/// Keeps the picture of the points that a map shows. Up to a quarter of a million points are drawn at once, in a few
/// milliseconds; more are drawn on a thread of their own, and meanwhile the last picture stands in, moved and scaled.
/// GUI thread.
class MapRenderer : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMostAtOnce = 250'000;

    explicit MapRenderer(QObject *parent = nullptr);

    /// Asks for a picture. `sameScene`: only the camera differs from the job before, so its picture may stand in.
    void request(MapRasterJob job, bool sameScene);

    /// The newest picture, and which part of the map it shows; null before the first.
    [[nodiscard]] const QImage &picture() const { return m_picture; }
    [[nodiscard]] const MapCamera &pictureCamera() const { return m_pictureCamera; }
    /// False while a newer picture is being made.
    [[nodiscard]] bool isCurrent() const { return !m_isBusy && !m_waiting; }
    /// Milliseconds that the last picture took, and how many were made.
    [[nodiscard]] double lastMs() const { return m_lastMs; }
    [[nodiscard]] int pictures() const { return m_pictures; }

Q_SIGNALS:
    void arrived(); // of pictures that were not made at once

private:
    struct Made {
        QImage image;
        MapCamera camera;
        double ms = 0;
    };
    [[nodiscard]] static Made make(const MapRasterJob &job, BandPool &pool);
    void take(Made made);
    void startWaiting();

    QImage m_picture;
    MapCamera m_pictureCamera;
    std::optional<MapRasterJob> m_waiting; // one runs, one waits: a picture that has begun is finished, or a steady pan
                                           // of a slow map would never show any
    bool m_isBusy = false;
    double m_lastMs = 0;
    int m_pictures = 0;
    BandPool m_pool;
    BackgroundLane m_lane; // last: joined first
};

} // namespace tandem
