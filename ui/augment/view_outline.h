#pragma once

#include "core/augment/pipeline.h"

#include <QPolygonF>
#include <QSize>

namespace tandem {

/// What a view shows of its source, in the source's pixels: all that was drawn carried back, with flips, turns and
/// every crop. Begins at what became the view's upper left corner and goes on clockwise in the view. Empty if nothing
/// was cropped: then it is the whole image.
[[nodiscard]] QPolygonF viewOutline(const DrawnView &drawn, const QSize &source);

} // namespace tandem
