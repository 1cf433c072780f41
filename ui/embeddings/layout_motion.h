#pragma once

#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/point_table.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tandem {

/// Moves points from one layout to the next within 300 ms, each by its own number, so that eyes can follow. GUI thread.
class LayoutMotion : public QObject {
    Q_OBJECT
public:
    static constexpr int kDurationMs = 300;

    explicit LayoutMotion(QObject *parent = nullptr);

    /// Goes from what is shown to `target`; layouts that do not match in size, and every one where motion is unwanted,
    /// appear at once. moved() follows at least once, also before this returns.
    void go(MapLayoutPtr target, bool animate);
    /// What is shown now: on the way, or the target. Null: nothing yet.
    [[nodiscard]] const MapLayoutPtr &shown() const { return m_shown; }
    [[nodiscard]] const MapLayoutPtr &target() const { return m_target; }
    [[nodiscard]] bool isMoving() const { return m_timer.isActive(); }

    /// True if the desktop asks for no animations, or setReduced() does.
    [[nodiscard]] static bool isReduced();
    static void setReduced(bool reduced);

Q_SIGNALS:
    void moved();

private:
    void step();

    MapLayoutPtr m_from, m_target, m_shown;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

/// A layout of the points of `to`, each where `from` has the same image; images that `from` does not have have no
/// place.
[[nodiscard]] MapLayoutPtr carriedOver(const PointTable &fromTable, const MapLayout &from, const PointTable &to);

} // namespace tandem
