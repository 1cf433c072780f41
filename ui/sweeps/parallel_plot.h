#pragma once

#include "ui/sweeps/parallel_data.h"

#include <QWidget>

namespace tandem {

/// Parallel coordinates: every run a line over the axes of the sweep and its result, colored by the result. Dragging
/// along an axis picks the runs that pass there; picked runs are told by brushed(), and those picked elsewhere are set
/// by setMarked(). Keys: left and right choose an axis, Shift with up and down stretches its brush, Escape takes all
/// brushes away. GUI thread.
class ParallelPlot : public QWidget {
    Q_OBJECT
public:
    explicit ParallelPlot(QWidget *parent = nullptr);

    void setData(ParallelData data);
    [[nodiscard]] const ParallelData &data() const { return m_data; }
    /// Lines of these runs stand out, the others step back; empty: all are equal.
    void setMarked(const std::set<RunId> &runs);
    [[nodiscard]] const std::set<RunId> &marked() const { return m_marked; }
    [[nodiscard]] const ParallelBrush &brush() const { return m_brush; }
    void clearBrush();
    [[nodiscard]] int currentAxis() const { return m_axis; }
    /// Where a place on an axis is painted; for tests.
    [[nodiscard]] QPointF pointAt(int axis, double place) const;
    [[nodiscard]] QSize sizeHint() const override { return {520, 300}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, 180}; }
    /// What is shown, in words.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void brushed(const std::set<tandem::RunId> &runs);
    void openRequested(const std::vector<tandem::RunId> &runs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] int axisAt(const QPointF &point) const;
    [[nodiscard]] double placeAt(double y) const;
    /// The run whose line passes nearest to a point, within reach; null without.
    [[nodiscard]] const ParallelLine *lineAt(const QPointF &point) const;
    void paintAxis(QPainter &painter, int axis) const;
    void stretch(int axis, double low, double high);
    void tellBrush();

    ParallelData m_data;
    ParallelBrush m_brush;
    std::set<RunId> m_marked;
    int m_axis = 0;
    int m_dragged = -1; // axis
    double m_dragFrom = 0;
    bool m_hasDragged = false;
};

} // namespace tandem
