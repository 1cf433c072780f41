#pragma once

#include "core/report/records.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace tandem {

class VectorChart;
struct VectorStyle;

/// The painted part of a VectorChart: strip, profile of the chosen evaluation, scale.
class VectorCanvas : public QWidget {
    Q_OBJECT
public:
    explicit VectorCanvas(const VectorChart &chart);

    /// Rows of the strip from the top: what is large stands above.
    void setRecords(const std::vector<VectorRecord> &records, const VectorStyle &style);
    /// Element of a record at a pixel.
    struct Hit {
        std::size_t record, element;
    };
    [[nodiscard]] std::optional<Hit> hit(const QPoint &place) const;
    /// The strip, a pixel a value: for tests.
    [[nodiscard]] const QImage &strip() const { return m_strip; }

Q_SIGNALS:
    void picked(std::size_t record, std::size_t element);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect stripRect() const;
    [[nodiscard]] QRect profileRect() const;
    void paintProfile(QPainter &painter) const;
    [[nodiscard]] double position(float value) const; // in [0, 1] of the scale

    const VectorChart &m_chart;
    QImage m_strip;
    std::size_t m_rows = 0;
    double m_low = 0, m_high = 1;
    bool m_logarithmic = false;
};

} // namespace tandem
