#pragma once

#include "ui/embeddings/neighbors.h"
#include "ui/embeddings/point_table.h"

#include <QColor>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace tandem {

class SampleImages;

/// What is known of one point, beside it on the map: picture, name, values, and its true neighbors. Lies over the whole
/// window, as a map may be smaller than its card. Lets the mouse through.
class HoverCard : public QWidget {
    Q_OBJECT
public:
    static constexpr int kNeighbors = 6;

    explicit HoverCard(QWidget *map);

    void setImages(SampleImages *images); // may be null; not owned
    /// Shows a point; its neighbors follow with setNeighbors(). `firstKey`: the column to tell first.
    void show(PointTablePtr table, std::uint32_t point, const QString &firstKey);
    void setNeighbors(std::vector<Neighbor> neighbors, const QString &title);
    /// Beside a place of the map without covering it, inside of the window.
    void placeAt(const QPointF &place);
    [[nodiscard]] std::int64_t point() const { return isVisibleTo(parentWidget()) ? m_point : -1; }
    /// All that the card says, in one line: for those who do not see it.
    [[nodiscard]] QString spokenText() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        QString title, value;
    };
    [[nodiscard]] int textWidth() const;
    void drawLines(QPainter &painter, const QRect &area) const;
    void drawNeighbors(QPainter &painter, const QRect &area) const;

    QWidget *m_map;
    QPointer<SampleImages> m_images;
    PointTablePtr m_table;
    std::int64_t m_point = -1;
    QString m_name;
    std::vector<Line> m_lines;
    std::vector<Neighbor> m_neighbors;
    QString m_neighborsTitle;
};

} // namespace tandem
