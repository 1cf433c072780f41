#include "ui/embeddings/similarity_matrix.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace tandem {

std::vector<std::uint32_t> rowOrder(const SimilarityMatrix &matrix, bool byClass)
{
    std::vector<std::uint32_t> order(matrix.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!byClass)
        return order;
    const auto key = [&matrix](std::uint32_t i) {
        const SimilarityMatrix::Row &row = matrix.rows[i];
        const std::int32_t label = row.label < 0 ? std::numeric_limits<std::int32_t>::max() : row.label;
        // A pair stands where its first row does.
        const auto pair = row.partner < 0 ? i : std::min(i, static_cast<std::uint32_t>(row.partner));
        return std::tuple(label, pair, i);
    };
    std::sort(order.begin(), order.end(), [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
}

QImage matrixImage(const SimilarityMatrix &matrix, const std::vector<std::uint32_t> &order, const ColorRamp &ramp,
                   QRgb unknown, const std::stop_token &stop)
{
    const auto side = static_cast<int>(order.size());
    QImage image(side, side, QImage::Format_RGB32);
    constexpr float kSteps = kRampSteps - 1;
    for (int y = 0; y < side; ++y) {
        if (stop.stop_requested())
            return {};
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        const float *row =
            matrix.cosines.data() + static_cast<std::size_t>(order[static_cast<std::size_t>(y)]) * matrix.size();
        for (int x = 0; x < side; ++x) {
            const float cosine = row[order[static_cast<std::size_t>(x)]];
            const float place = std::clamp((cosine + 1) / 2, 0.0F, 1.0F) * kSteps + 0.5F;
            line[x] = 0xff000000U | (std::isnan(cosine) ? unknown : ramp[static_cast<std::size_t>(place)]);
        }
    }
    return image;
}

} // namespace tandem
