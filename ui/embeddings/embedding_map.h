#pragma once

#include "ui/embeddings/hover_tracker.h"
#include "ui/embeddings/layout_motion.h"
#include "ui/embeddings/map_camera.h"
#include "ui/embeddings/map_coloring.h"
#include "ui/embeddings/map_renderer.h"
#include "ui/embeddings/map_scene.h"
#include "ui/embeddings/map_search.h"
#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"
#include "ui/sample_selection.h"
#include "ui/serial_lane.h"

#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

namespace tandem {

class HoverCard;
class SampleImages;

/// All that a picture of a map consists of; made into one on any thread.
struct MapSnapshot {
    MapRasterJob job;
    QImage overlay; // pictures and trails; null: there are none

    [[nodiscard]] QImage image() const;
};

/// The images as the encoder arranges them: one point each, up to a million. Pan with the left mouse button (tool Move)
/// or the middle one, zoom with the wheel or a pinch; select with a click, a lasso or a box, Shift adds, Alt or Ctrl
/// takes away. What is selected is a SampleSelection, shared with whoever shows it, too: selecting dims the rest and
/// hides nothing. With the keyboard, arrows walk from point to point, Space selects, Ctrl and the arrows pan. GUI
/// thread.
class EmbeddingMap : public QWidget {
    Q_OBJECT
public:
    enum class Tool { Move, Lasso, Box };
    enum class Thumbnails { Never, WhenNear, Always };
    static constexpr double kPickRadius = 14;   // pixels
    static constexpr std::size_t kTrails = 300; // of so many selected points at most

    explicit EmbeddingMap(QWidget *parent = nullptr);
    ~EmbeddingMap() override;

    /// What is shown. `layout` is of the table's size. Points whose image was shown before move to their new place
    /// where `animate` says so; gestures and the hover go on while the points are of the same images. Null: nothing.
    void setPoints(const PointTablePtr &table, const MapLayoutPtr &layout, bool animate = true);
    [[nodiscard]] const PointTablePtr &table() const { return m_table; }
    /// The layout that is shown or being moved to.
    [[nodiscard]] const MapLayoutPtr &layout() const { return m_motion.target(); }
    [[nodiscard]] const LayoutMotion &motion() const { return m_motion; }
    void setEmptyText(const QString &text);

    // Collaborators; none is owned, each may be null. A coloring counts while it is of the table that is shown.
    void setColoring(MapColoring *coloring);
    void setSelection(SampleSelection *selection); // null: one of its own
    void setImages(SampleImages *images);
    void setNeighbors(NeighborSourcePtr neighbors, EmbeddingSpace space);
    [[nodiscard]] SampleSelection &selection() const { return *m_selection; }

    /// Earlier places of the points, oldest first, each of the table's size: drawn as trails of the selected points.
    void setTrails(std::vector<MapLayoutPtr> past);
    [[nodiscard]] const std::vector<MapLayoutPtr> &trails() const { return m_past; }
    /// A point to mark that another view hovers; -1: none.
    void setLinkedPoint(std::int64_t point);
    [[nodiscard]] std::int64_t linkedPoint() const { return m_linked; }

    /// An image that is none of the points: its picture at a place of the map. A null picture: none.
    void setForeign(const QPointF &place, const QImage &picture);
    [[nodiscard]] const QImage &foreignPicture() const { return m_foreignPicture; }
    [[nodiscard]] QPointF foreignPlace() const { return m_foreignPlace; }

    void setTool(Tool tool);
    [[nodiscard]] Tool tool() const { return m_tool; }
    void setThumbnails(Thumbnails mode);
    [[nodiscard]] Thumbnails thumbnails() const { return m_thumbnailMode; }
    void setPointScale(double scale); // 1: as the number of points and the zoom suggest
    [[nodiscard]] double pointScale() const { return m_pointScale; }
    [[nodiscard]] double diameter() const; // of a point, in pixels

    void fit();
    void zoomBy(double factor); // around the middle
    void showSelected();        // as large as fits
    [[nodiscard]] const MapCamera &camera() const { return m_camera; }
    [[nodiscard]] QPointF placeOf(std::size_t point) const; // on the widget
    /// The point whose picture, or pick radius, a place on the widget lies in; -1: none.
    [[nodiscard]] std::int64_t pointAt(const QPointF &place) const;

    /// The point that the keyboard's cursor stands on; -1: none.
    [[nodiscard]] std::int64_t currentPoint() const;
    void setCurrentPoint(std::int64_t point);
    [[nodiscard]] std::int64_t hoveredPoint() const { return m_hover.point(); }
    /// The points that lines go to from the hovered or current one.
    [[nodiscard]] const std::vector<Neighbor> &shownNeighbors() const { return m_neighborsOfMarked; }
    [[nodiscard]] const HoverCard &card() const;

    // Selecting what can be named, as one gesture each.
    void selectPoints(std::span<const std::uint32_t> points, SelectMode mode, const QString &what);
    void selectAll(); // that are shown
    void invert();    // among those that are shown
    void selectNothing();

    [[nodiscard]] std::span<const std::uint8_t> hiddenPoints() const;
    [[nodiscard]] std::uint32_t selectedCount() const { return m_selectedCount; } // of the points
    [[nodiscard]] std::uint32_t shownCount() const;
    /// "2,000 images, 10 classes, 47 selected"
    [[nodiscard]] QString summary() const;
    /// One line on a point: name and values.
    [[nodiscard]] QString describePoint(std::int64_t point) const;
    [[nodiscard]] const MapRenderer &renderer() const { return m_renderer; }

    /// The map as it is seen, without the marks of mouse and keyboard, `scale` device pixels a pixel.
    [[nodiscard]] MapSnapshot snapshot(double scale);
    /// How points are drawn now, for exports.
    [[nodiscard]] MapRasterJob rasterJob();
    /// The points whose pictures are shown in their place, those that win first first.
    [[nodiscard]] std::vector<std::uint32_t> thumbnailPoints() const;

    [[nodiscard]] QSize sizeHint() const override { return {720, 560}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 160}; }

Q_SIGNALS:
    void toolChanged();
    void cameraChanged();
    void hoveredPointChanged(qint64 point);
    void currentPointChanged(qint64 point);
    /// A gesture that is going on would select so many points; -1: it is over.
    void selectionPreviewed(qint64 count);
    void summaryChanged();
    /// Double click or Enter on a point.
    void pointActivated(qint64 point);
    void menuRequested(qint64 point, const QPoint &globalPlace); // -1: beside all points

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Gesture { None, Press, Pan, Lasso, Box };
    struct Drag {
        Gesture gesture = Gesture::None;
        QPointF from, last;           // on the widget
        std::vector<QPointF> corners; // on the map
        SelectMode mode = SelectMode::Replace;
    };

    // Data
    void setTable(const PointTablePtr &table);
    void onLayoutMoved();
    void onHovered(std::int64_t point);
    void onColoringChanged();
    void onSelectionChanged();
    void onCurrentChanged();
    [[nodiscard]] bool isColored() const { return m_coloring && m_coloring->table() == m_table; }
    void changeCamera(const MapCamera &camera);
    void markPoint(std::int64_t point);
    void findNeighbors();
    void placeCard();

    // Input
    void beginDrag(const QPointF &place, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void drag(const QPointF &place);
    void finishDrag();
    void cancelDrag();
    void click(const QPointF &place, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] SampleSet caughtByDrag() const;
    void previewDrag();
    void commitDrag();
    bool walk(int key);
    bool panByKey(int key);
    bool selectByKey(QKeyEvent &event);
    void pinch(double factor, const QPointF &center);
    void updateCursor();

    // Painting
    void updateScene();
    void ensurePicture();
    void drawPicture(QPainter &painter) const;
    void drawTrails(QPainter &painter) const;
    void drawNeighborLines(QPainter &painter) const;
    void drawThumbnails(QPainter &painter, std::span<const std::uint32_t> points) const;
    [[nodiscard]] QRectF thumbnailRect(std::uint32_t point) const;
    void drawRings(QPainter &painter) const;
    void drawForeign(QPainter &painter) const;
    void drawDrag(QPainter &painter) const;
    [[nodiscard]] QColor colorOf(std::size_t point) const;
    [[nodiscard]] double thumbnailSide() const;
    [[nodiscard]] bool showsThumbnails() const;

    PointTablePtr m_table;
    QString m_emptyText;
    LayoutMotion m_motion;
    QPointer<MapColoring> m_coloring;
    SampleSelection m_ownSelection;
    QPointer<SampleSelection> m_selection;
    QPointer<SampleImages> m_images;
    NeighborSourcePtr m_neighbors;
    EmbeddingSpace m_space = EmbeddingSpace::Features;
    std::vector<MapLayoutPtr> m_past;
    std::int64_t m_linked = -1;
    QPointF m_foreignPlace;
    QImage m_foreignPicture;

    MapCamera m_camera;
    Tool m_tool = Tool::Move;
    Thumbnails m_thumbnailMode = Thumbnails::WhenNear;
    double m_pointScale = 1;
    Drag m_drag;
    std::optional<SampleSet> m_preview; // what would be selected
    std::vector<std::uint8_t> m_selectedPoints;
    std::uint32_t m_selectedCount = 0;

    MapScene m_scene;
    bool m_layoutIsOld = true, m_stylesAreOld = true, m_selectedIsOld = true;
    int m_sceneVersion = 0, m_drawnVersion = -1;
    MapCamera m_drawnCamera;
    double m_drawnRatio = 0;
    MapRenderer m_renderer;

    HoverTracker m_hover;
    QPointer<HoverCard> m_card; // while it is shown, the window's
    std::int64_t m_marked = -1; // whose neighbors are shown
    std::vector<Neighbor> m_neighborsOfMarked;
    std::vector<std::uint32_t> m_paintedThumbnails;
    BackgroundLane m_neighborLane;
    SerialLane m_regionLane; // each drag counts, also one that adds to the one before
};

} // namespace tandem
