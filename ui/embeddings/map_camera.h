#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace tandem {

/// Which part of the map a view shows. Screen points are device-independent pixels with y downwards; map points are
/// those of MapLayout. A plain value.
class MapCamera {
public:
    static constexpr double kMinimumZoom = 0.5;
    static constexpr double kMaximumZoom = 4000;

    /// All of the map, with a margin, in a view of this size.
    explicit MapCamera(const QSizeF &view = {1, 1});

    /// Another size of the view: what is in the middle stays there, and so does the zoom.
    void resize(const QSizeF &view);
    void fit();
    /// Shows a part of the map with a margin, as large as fits.
    void show(const QRectF &part);
    /// So that `from` comes to lie where `to` is, both on the screen.
    void pan(const QPointF &from, const QPointF &to);
    /// `factor` > 1 enlarges. The map point under `anchor` stays under it.
    void zoom(double factor, const QPointF &anchor);
    /// The least shift that brings a map point at least `margin` pixels inside the view.
    void reveal(const QPointF &map, double margin);

    [[nodiscard]] QPointF toScreen(const QPointF &map) const;
    [[nodiscard]] QPointF toMap(const QPointF &screen) const;
    [[nodiscard]] QRectF visiblePart() const; // of the map

    [[nodiscard]] const QSizeF &view() const { return m_view; }
    /// Pixels of one map unit.
    [[nodiscard]] double scale() const { return m_zoom * fitScale(); }
    [[nodiscard]] double zoomFactor() const { return m_zoom; } // 1: all of the map
    [[nodiscard]] bool isFitted() const { return m_zoom == 1 && m_center.isNull(); }
    bool operator==(const MapCamera &) const = default;

private:
    [[nodiscard]] double fitScale() const;
    void keepInSight();

    QSizeF m_view;
    QPointF m_center; // of the view, on the map
    double m_zoom = 1;
};

} // namespace tandem
