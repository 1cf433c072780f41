#include "ui/embeddings/point_swatch.h"

#include "ui/embeddings/color_ramps.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

/// Corners of a shape with the area of a disc of radius r around 0, y downwards; the same shapes as in PointStamp.
QPolygonF cornersOf(PointShape shape, double r)
{
    switch (shape) {
    case PointShape::Square: {
        const double half = 0.886 * r;
        return {{-half, -half}, {half, -half}, {half, half}, {-half, half}};
    }
    case PointShape::Triangle: {
        const double inner = 0.777 * r;
        return {{0, -2 * inner}, {1.732 * inner, inner}, {-1.732 * inner, inner}};
    }
    case PointShape::Cross: {
        const double length = 1.2 * r, half = 0.38 * r;
        QPolygonF plus{{-half, -length}, {half, -length}, {half, -half},    {length, -half},
                       {length, half},   {half, half},    {half, length},   {-half, length},
                       {-half, half},    {-length, half}, {-length, -half}, {-half, -half}};
        for (QPointF &corner : plus)
            corner = QPointF(corner.x() - corner.y(), corner.x() + corner.y()) * std::sqrt(0.5);
        return plus;
    }
    case PointShape::Disc:
        break;
    }
    return {};
}

} // namespace

void drawPointSwatch(QPainter &painter, const QRectF &square, PointShape shape, const QColor &color, const QColor &text)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(color, text, 0.38), 1));
    painter.setBrush(color);
    const double r = std::min(square.width(), square.height()) / 2 - 1;
    if (shape == PointShape::Disc)
        painter.drawEllipse(square.center(), r, r);
    else
        painter.drawPolygon(cornersOf(shape, shape == PointShape::Square ? r : 0.8 * r).translated(square.center()));
    painter.restore();
}

QString svgShape(PointShape shape, const QPointF &center, double diameter)
{
    const auto number = [](double value) { return QString::number(value, 'f', 2); };
    const double r = diameter / 2;
    if (shape == PointShape::Disc)
        return QStringLiteral("M%1 %2a%3 %3 0 1 0 %4 0a%3 %3 0 1 0 -%4 0z")
            .arg(number(center.x() - r), number(center.y()), number(r), number(2 * r));
    QString path;
    for (const QPointF &corner : cornersOf(shape, r))
        path += QStringLiteral("%1%2 %3").arg(path.isEmpty() ? QStringLiteral("M") : QStringLiteral("L"),
                                              number(center.x() + corner.x()), number(center.y() + corner.y()));
    return path + QLatin1Char('z');
}

} // namespace tandem
