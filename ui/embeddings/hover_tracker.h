#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>

#include <cstdint>
#include <functional>

namespace tandem {

/// From a mouse that moves to the point that a person means: looks for it at most every 50 ms, tells when it changes,
/// and tells again once the mouse has stayed on the same point for 125 ms. GUI thread.
class HoverTracker : public QObject {
    Q_OBJECT
public:
    static constexpr int kHitTestMs = 50;
    static constexpr int kDwellMs = 125;

    /// `hitTest`: the point under a place of the screen; -1: none.
    explicit HoverTracker(std::function<std::int64_t(const QPointF &)> hitTest, QObject *parent = nullptr);

    void move(const QPointF &place);
    /// The mouse has left, or drags something: no point is meant.
    void leave();
    /// The points have changed under the mouse.
    void lookAgain();

    [[nodiscard]] std::int64_t point() const { return m_point; }
    [[nodiscard]] bool hasDwelled() const { return m_hasDwelled; }

Q_SIGNALS:
    void pointChanged(qint64 point); // -1: none
    void dwelled(qint64 point);

private:
    void look();

    std::function<std::int64_t(const QPointF &)> m_hitTest;
    QPointF m_place;
    bool m_isInside = false;
    std::int64_t m_point = -1;
    bool m_hasDwelled = false;
    QElapsedTimer m_sinceLook;
    QTimer m_lookTimer, m_dwellTimer;
};

} // namespace tandem
