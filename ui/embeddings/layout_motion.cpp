#include "ui/embeddings/layout_motion.h"

#include <QApplication>
#include <QStyle>

#include <algorithm>
#include <limits>
#include <utility>

namespace tandem {

namespace {

constexpr int kFrameMs = 16;
bool g_isReduced = false;

/// Slow at both ends.
double eased(double t)
{
    return t * t * (3 - 2 * t);
}

} // namespace

LayoutMotion::LayoutMotion(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &LayoutMotion::step);
}

void LayoutMotion::go(MapLayoutPtr target, bool animate)
{
    const bool canMove = animate && !isReduced() && m_shown && target && m_shown->size() == target->size();
    m_target = std::move(target);
    m_timer.stop();
    if (canMove) {
        m_from = m_shown;
        m_clock.start();
        m_timer.start();
    } else {
        m_shown = m_target;
    }
    Q_EMIT moved();
}

void LayoutMotion::step()
{
    const double t = std::min(1.0, static_cast<double>(m_clock.elapsed()) / kDurationMs);
    if (t < 1) {
        m_shown = blended(*m_from, *m_target, eased(t));
    } else {
        m_timer.stop();
        m_shown = m_target;
        m_from.reset();
    }
    Q_EMIT moved();
}

bool LayoutMotion::isReduced()
{
    return g_isReduced || QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void LayoutMotion::setReduced(bool reduced)
{
    g_isReduced = reduced;
}

MapLayoutPtr carriedOver(const PointTable &fromTable, const MapLayout &from, const PointTable &to)
{
    constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();
    auto layout = std::make_shared<MapLayout>();
    layout->frame = from.frame;
    layout->x.assign(to.size(), kNowhere);
    layout->y.assign(to.size(), kNowhere);
    if (fromTable.dataset != to.dataset)
        return layout;
    std::size_t i = 0; // both tables ascend
    for (std::size_t point = 0; point < to.size(); ++point) {
        while (i < fromTable.size() && fromTable.samples[i] < to.samples[point])
            ++i;
        if (i < fromTable.size() && fromTable.samples[i] == to.samples[point]) {
            layout->x[point] = from.x[i];
            layout->y[point] = from.y[i];
        }
    }
    return layout;
}

} // namespace tandem
