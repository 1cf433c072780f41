#pragma once

#include <QPointF>
#include <QString>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace tandem {

/// How a run moved over the plane of uniformity (x) and alignment (y), evaluation by evaluation.
struct PlanePath {
    QString name;
    std::vector<QPointF> points;
    std::vector<std::int64_t> steps; // of the points
};

/// The plane of alignment and uniformity (Wang & Isola 2020): both fall while an encoder learns well; both rise when it
/// collapses. Paths of the selected runs, with their latest place marked, over faint dots of all others. Left and right
/// walk along a path, up and down change to another.
class AlignmentPlane : public QWidget {
    Q_OBJECT
public:
    explicit AlignmentPlane(QWidget *parent = nullptr);

    void setPaths(const std::vector<PlanePath> &paths);
    void setOthers(const std::vector<QPointF> &latest);
    /// What stands there while nothing was measured.
    void setEmptyText(const QString &text);

    [[nodiscard]] const std::vector<PlanePath> &paths() const { return m_paths; }
    [[nodiscard]] QString cursorText() const;
    [[nodiscard]] QPointF placeOf(const QPointF &point) const; // on the widget
    [[nodiscard]] QSize sizeHint() const override { return {360, 300}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 200}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void fit();
    void describe();
    [[nodiscard]] QRectF plot() const;
    void drawAxes(QPainter &painter) const;
    void drawNames(QPainter &painter) const;
    void drawPath(QPainter &painter, std::size_t place) const;
    void drawOthers(QPainter &painter) const;
    void setCursorTo(std::size_t path, std::size_t point);

    std::vector<PlanePath> m_paths;
    std::vector<QPointF> m_others;
    QRectF m_range{-4, 0, 4, 2}; // in the measures' own units
    QString m_emptyText;
    std::size_t m_path = 0, m_point = 0;
    bool m_hasCursor = false;
};

} // namespace tandem
