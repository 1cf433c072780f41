#pragma once

#include "ui/charts/plot_library.h"

namespace tandem {

/// The line of a curve that comes thinned already. Where it is drawn without smooth edges, it goes to the painter in
/// one piece: QCustomPlot's line by line costs more than the pixels do.
class CurveGraph : public QCPGraph {
    Q_OBJECT
public:
    CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis);

protected:
    void drawLinePlot(QCPPainter *painter, const QVector<QPointF> &lines) const override;
};

} // namespace tandem
