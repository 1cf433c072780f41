#pragma once

#include "ui/background.h"
#include "ui/embeddings/similarity_matrix.h"

#include <QPointF>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace tandem {

/// A similarity matrix that can be zoomed and panned, with a cursor that arrows move from cell to cell. GUI thread.
class MatrixCanvas : public QWidget {
    Q_OBJECT
public:
    explicit MatrixCanvas(QWidget *parent = nullptr);

    void setMatrix(SimilarityMatrixPtr matrix); // null: none
    void setSortedByClass(bool sorted);
    void setMarksPositives(bool marks);
    void setEmptyText(const QString &text);

    struct Cell {
        int row = -1, column = -1; // places on the screen, in the order of the rows
        bool operator==(const Cell &) const = default;
        [[nodiscard]] bool isValid() const { return row >= 0; }
    };
    [[nodiscard]] Cell current() const { return m_current; }
    void setCurrent(Cell cell);
    [[nodiscard]] Cell hovered() const { return m_hovered; }
    [[nodiscard]] Cell cellAt(const QPointF &place) const;
    [[nodiscard]] QRectF cellRect(Cell cell) const;
    /// The rows of the matrix that a cell pairs.
    [[nodiscard]] std::uint32_t rowAt(int place) const { return m_order[static_cast<std::size_t>(place)]; }
    [[nodiscard]] bool isPositive(Cell cell) const;
    [[nodiscard]] const SimilarityMatrixPtr &matrix() const { return m_matrix; }

    void fit();
    void zoom(double factor, const QPointF &anchor);
    [[nodiscard]] double cellSide() const { return m_scale; }

    [[nodiscard]] QSize sizeHint() const override { return {420, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

Q_SIGNALS:
    /// The hovered cell, or else the current one, is another.
    void shownCellChanged();
    void cellActivated();

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
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Band { // places of one class
        int begin, end;
        std::int32_t label;
    };
    void rebuild();
    void keepInSight();
    void hover(const QPointF &place);
    [[nodiscard]] QRectF area() const; // for cells; names of classes stand around it
    [[nodiscard]] double fitScale() const;
    void drawCells(QPainter &painter) const;
    void drawBands(QPainter &painter) const;
    void drawPositives(QPainter &painter) const;
    void drawCell(QPainter &painter, Cell cell, const QColor &color) const;

    SimilarityMatrixPtr m_matrix;
    QString m_emptyText;
    bool m_isSorted = true, m_marksPositives = true;
    std::vector<std::uint32_t> m_order;
    std::vector<std::int32_t> m_placeOf; // of each row
    std::vector<Band> m_bands;           // empty: not sorted, or no classes
    QImage m_image;
    QPointF m_origin; // cell at the area's top left
    double m_scale = 1;
    bool m_isFitted = true;
    Cell m_current, m_hovered;
    QPointF m_pressed, m_dragged;
    bool m_isPressed = false, m_isDragging = false;
    BackgroundLane m_lane; // last: joined first
};

/// Teaches assistive technology what a MatrixCanvas is. Idempotent.
void installMatrixCanvasAccessible();

} // namespace tandem
