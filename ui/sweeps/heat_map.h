#pragma once

#include "ui/sweeps/heat_map_data.h"

#include <QAbstractScrollArea>

#include <set>

namespace tandem {

class MiniCurves;

inline constexpr int kHeatLegendHeight = 10; // pixels, of the ramp below the fields

/// The heat map of a sweep: a field for each pair of values, its color the mean of a number over the seeds, its text
/// the mean with its interval and what is still to come. Hovering shows the curves of a field; a click or the arrow
/// keys move the cursor, a double click or Enter opens the field's runs. Bright is better. GUI thread.
class HeatMap : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HeatMap(QWidget *parent = nullptr);
    ~HeatMap() override;

    void setData(HeatMapData data, const SweepGoal &goal);
    /// Where the curves of a field come from.
    void setView(SweepViewPtr view);
    [[nodiscard]] const HeatMapData &data() const { return m_data; }
    /// Fields that hold one of these runs are framed.
    void setMarked(const std::set<RunId> &runs);

    [[nodiscard]] int currentRow() const { return m_row; }
    [[nodiscard]] int currentColumn() const { return m_column; }
    void setCurrent(int row, int column);
    /// Null without a field under the cursor.
    [[nodiscard]] const HeatField *current() const { return m_data.at(m_row, m_column); }
    /// A field in words: "Temperature τ 0.1, Batch size 64: 84.3 ± 1.2 %, 2 of 2 runs done".
    /// Beside a row of a matrix of pairs with the row's mean.
    [[nodiscard]] QString describe(int row, int column) const;
    /// In the viewport's coordinates; for tests.
    [[nodiscard]] QRect fieldRect(int row, int column) const;
    /// Likewise, of the mean beside a row of a matrix of pairs.
    [[nodiscard]] QRect meanRect(int row) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int row, int column);
    void openRequested(const std::vector<tandem::RunId> &runs);
    void menuRequested(const QPoint &globalPlace);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Place {
        int row = -1, column = -1;
    };
    [[nodiscard]] Place placeAt(const QPoint &point) const;
    [[nodiscard]] QString describeField(int row, int column) const;
    void measure();
    void hover(const QPoint &point);
    void hideCurves();
    void paintField(QPainter &painter, int row, int column) const;
    void paintText(QPainter &painter, const HeatField &field, const QRect &box, const QColor &ink) const;
    void paintMeans(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    HeatMapData m_data;
    SweepGoal m_goal;
    SweepViewPtr m_view;
    std::set<RunId> m_marked;
    int m_row = 0, m_column = 0;
    int m_left = 0, m_top = 0;               // room of the labels
    int m_fieldWidth = 0, m_fieldHeight = 0; // of one field with the gap beside it
    MiniCurves *m_curves;
    Place m_hovered;
};

/// Makes the map known to assistive technology. Idempotent.
void installHeatMapAccessible();

} // namespace tandem
