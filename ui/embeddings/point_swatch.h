#pragma once

#include "ui/embeddings/point_style.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace tandem {

/// Draws a point of the map as large as fits a square: for legends and tables.
void drawPointSwatch(QPainter &painter, const QRectF &square, PointShape shape, const QColor &color,
                     const QColor &text);

/// The outline of a shape with the area of a disc of `diameter` around `center`, as an SVG path.
[[nodiscard]] QString svgShape(PointShape shape, const QPointF &center, double diameter);

} // namespace tandem
