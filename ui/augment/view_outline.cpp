#include "ui/augment/view_outline.h"

#include <QTransform>

#include <algorithm>

namespace tandem {

namespace {

constexpr double kRounding = 1e-6; // of a pixel

bool isCrop(const DrawnOperation &operation)
{
    return std::holds_alternative<DrawnCrop>(operation);
}

QPolygonF cornersOf(const QRectF &rect)
{
    return QPolygonF({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()});
}

/// From where an operation leaves a place, back to where it took it. `size` is that of the image it acted on.
struct Back {
    QSizeF size;
    int viewSize;

    QTransform operator()(const DrawnCrop &crop) const
    {
        return QTransform::fromScale(double(crop.width) / viewSize, double(crop.height) / viewSize) *
               QTransform::fromTranslate(crop.x, crop.y);
    }
    QTransform operator()(const DrawnFlip &) const { return {-1, 0, 0, 1, size.width(), 0}; }
    QTransform operator()(const DrawnRotation &rotation) const
    {
        const double x = size.width() / 2, y = size.height() / 2;
        return QTransform::fromTranslate(-x, -y) * QTransform().rotate(rotation.degrees) *
               QTransform::fromTranslate(x, y);
    }
    template <class Pixels> QTransform operator()(const Pixels &) const { return {}; }
};

} // namespace

QPolygonF viewOutline(const DrawnView &drawn, const QSize &source)
{
    const auto &operations = drawn.operations;
    const auto firstCrop = std::find_if(operations.begin(), operations.end(), isCrop);
    if (firstCrop == operations.end())
        return {};
    const QSizeF viewSize(drawn.size, drawn.size);
    QPolygonF outline = cornersOf({QPointF(), viewSize});
    for (auto operation = operations.end(); operation != operations.begin();) {
        --operation;
        const QSizeF size = operation > firstCrop ? viewSize : QSizeF(source);
        outline = std::visit(Back{size, drawn.size}, *operation).map(outline);
        // A turned view has corners that show nothing, but not after a half or quarter turn of a square.
        const QRectF image(QPointF(), size);
        if (!image.adjusted(-kRounding, -kRounding, kRounding, kRounding).contains(outline.boundingRect()))
            outline = outline.intersected(cornersOf(image));
    }
    return outline;
}

} // namespace tandem
