#include "ui/charts/curve_graph.h"

#include <algorithm>
#include <cmath>

namespace tandem {

CurveGraph::CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis) : QCPGraph(keyAxis, valueAxis)
{
    setAdaptiveSampling(false);
}

void CurveGraph::drawLinePlot(QCPPainter *painter, const QVector<QPointF> &lines) const
{
    // Files keep QCustomPlot's way, which knows what their painters can and cannot do.
    if (antialiased() || painter->modes().testFlag(QCPPainter::pmVectorized)) {
        QCPGraph::drawLinePlot(painter, lines);
        return;
    }
    applyDefaultAntialiasingHint(painter);
    const auto isGap = [](const QPointF &point) { return !std::isfinite(point.y()); };
    for (auto first = lines.begin(); first != lines.end();) {
        first = std::find_if_not(first, lines.end(), isGap);
        const auto last = std::find_if(first, lines.end(), isGap);
        if (last - first > 1)
            painter->drawPolyline(&*first, static_cast<int>(last - first));
        first = last;
    }
}

} // namespace tandem
