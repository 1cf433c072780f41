#include "ui/embeddings/map_renderer.h"

#include <QElapsedTimer>

#include <utility>

namespace tandem {

MapRenderer::MapRenderer(QObject *parent) : QObject(parent) {}

MapRenderer::Made MapRenderer::make(const MapRasterJob &job, BandPool &pool)
{
    QElapsedTimer clock;
    clock.start();
    Made made{rasterise(job, pool), job.camera, 0};
    made.ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return made;
}

void MapRenderer::request(MapRasterJob job, bool sameScene)
{
    if (job.scene.size() <= kMostAtOnce) {
        m_waiting.reset();
        m_lane.cancel();
        m_isBusy = false;
        take(make(job, m_pool));
        return;
    }
    if (!sameScene && m_picture.size() != (job.camera.view() * job.ratio).toSize())
        m_picture = {};
    m_waiting = std::move(job);
    startWaiting();
}

void MapRenderer::startWaiting()
{
    if (m_isBusy || !m_waiting)
        return;
    m_isBusy = true;
    m_lane.submit(
        this,
        [this, job = *std::exchange(m_waiting, std::nullopt)](const std::stop_token &) { return make(job, m_pool); },
        [this](Made made) {
            m_isBusy = false;
            take(std::move(made));
            startWaiting();
            Q_EMIT arrived();
        });
}

void MapRenderer::take(Made made)
{
    m_picture = std::move(made.image);
    m_pictureCamera = made.camera;
    m_lastMs = made.ms;
    ++m_pictures;
}

} // namespace tandem
