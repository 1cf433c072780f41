#include "ui/embeddings/hover_tracker.h"

#include <algorithm>
#include <utility>

namespace tandem {

HoverTracker::HoverTracker(std::function<std::int64_t(const QPointF &)> hitTest, QObject *parent)
    : QObject(parent), m_hitTest(std::move(hitTest))
{
    m_lookTimer.setSingleShot(true);
    m_dwellTimer.setSingleShot(true);
    m_dwellTimer.setInterval(kDwellMs);
    connect(&m_lookTimer, &QTimer::timeout, this, &HoverTracker::look);
    connect(&m_dwellTimer, &QTimer::timeout, this, [this] {
        m_hasDwelled = true;
        Q_EMIT dwelled(m_point);
    });
}

void HoverTracker::move(const QPointF &place)
{
    m_place = place;
    m_isInside = true;
    if (m_lookTimer.isActive())
        return;
    const qint64 since = m_sinceLook.isValid() ? m_sinceLook.elapsed() : kHitTestMs;
    if (since >= kHitTestMs)
        look();
    else
        m_lookTimer.start(static_cast<int>(kHitTestMs - since));
}

void HoverTracker::lookAgain()
{
    if (m_isInside)
        move(m_place);
}

void HoverTracker::leave()
{
    m_isInside = false;
    m_lookTimer.stop();
    m_dwellTimer.stop();
    m_hasDwelled = false;
    if (std::exchange(m_point, -1) != -1)
        Q_EMIT pointChanged(-1);
}

void HoverTracker::look()
{
    m_sinceLook.start();
    const std::int64_t point = m_hitTest(m_place);
    if (point == m_point)
        return;
    m_point = point;
    m_hasDwelled = false;
    if (point >= 0)
        m_dwellTimer.start();
    else
        m_dwellTimer.stop();
    Q_EMIT pointChanged(point);
}

} // namespace tandem
