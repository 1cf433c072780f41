#pragma once

#include "ui/augment/invariance.h"
#include "ui/charts/plot_library.h"

namespace tandem {

/// The cosines of a curve over the strength: h as a line, z dashed; the range that training drew is shaded, cosines of
/// different images are dotted, and a line stands at the chosen number.
class InvariancePlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit InvariancePlot(QWidget *parent = nullptr);

    /// Null: nothing.
    void setCurve(const InvarianceCurvePtr &curve, const std::optional<TrainedStrength> &trained);
    void setBaseline(const std::optional<InvarianceBaseline> &baseline);
    /// In the axis' own numbers.
    void setMarker(double number);

Q_SIGNALS:
    /// The person pressed or dragged there.
    void numberPicked(double number);

protected:
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void applyTheme();
    void refresh();
    void pick(const QPoint &place);

    InvarianceCurvePtr m_curve;
    std::optional<TrainedStrength> m_trained;
    std::optional<InvarianceBaseline> m_baseline;
    double m_marker = 0;
    QCPItemRect *m_range;
    QCPItemStraightLine *m_line;
    QCPGraph *m_h, *m_z, *m_otherH, *m_otherZ;
};

} // namespace tandem
