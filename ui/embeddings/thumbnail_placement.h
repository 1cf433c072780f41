#pragma once

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <span>
#include <vector>

namespace tandem {

/// Which of some points can show a picture of `side` pixels around them such that no two overlap. Points are asked in
/// the order given, and the first that fits stays: who gives points an order of their own sees the same ones take part
/// as the view moves. Only pictures that touch `view` are placed. The result: indices into `points`, in the order of
/// asking.
[[nodiscard]] std::vector<std::size_t> placeThumbnails(std::span<const QPointF> points, double side,
                                                       const QRectF &view);

} // namespace tandem
