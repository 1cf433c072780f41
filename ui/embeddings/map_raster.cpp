#include "ui/embeddings/map_raster.h"

#include "ui/embeddings/band_pool.h"
#include "ui/embeddings/map_density.h"
#include "ui/embeddings/point_stamp.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace tandem {

namespace {

constexpr std::size_t kChunk = 1024; // points whose pixels are computed at once
constexpr std::size_t kWorthThreads = 50'000;
constexpr std::size_t kWorthContours = 5000; // of fewer, each can be seen
constexpr double kCell = 4;                  // of the density field, device-independent pixels
constexpr double kDim = 0.68, kRim = 0.38;   // shares of surface and text

QRgb between(QRgb a, QRgb b, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return qRgb(channel(qRed(a), qRed(b)), channel(qGreen(a), qGreen(b)), channel(qBlue(a), qBlue(b)));
}

struct Ink {
    QRgb fill, rim;
};

/// A stamp for one row length: offsets in pixels from the one under the center.
struct FlatStamp {
    struct Partial {
        std::ptrdiff_t offset;
        std::uint32_t coverage;
        bool isRim;
    };
    std::vector<std::ptrdiff_t> fill, rim; // wholly covered
    std::vector<Partial> partial;
    const PointStamp *whole = nullptr;
};

void blend(QRgb &pixel, QRgb ink, std::uint32_t coverage)
{
    // Two channels at a time; 256 parts.
    const std::uint32_t share = coverage + (coverage >> 7U);
    const std::uint32_t oddFrom = pixel & 0xff00ffU, evenFrom = pixel >> 8U & 0xff00ffU;
    const std::uint32_t odd = (oddFrom * (256 - share) + (ink & 0xff00ffU) * share) >> 8U & 0xff00ffU;
    const std::uint32_t even = (evenFrom * (256 - share) + (ink >> 8U & 0xff00ffU) * share) & 0xff00ff00U;
    pixel = odd | even;
}

/// Points of one look and size: all that drawing them in a picture needs.
class Brush {
public:
    Brush(double diameter, std::ptrdiff_t rowLength, std::vector<Ink> inks)
        : m_stamps(diameter), m_inks(std::move(inks))
    {
        std::size_t next = 0;
        for (int shape = 0; shape < kPointShapes; ++shape)
            for (int phase = 0; phase < StampSet::kPhases * StampSet::kPhases; ++phase)
                flatten(m_stamps.stamp(static_cast<PointShape>(shape), phase % StampSet::kPhases,
                                       phase / StampSet::kPhases),
                        rowLength, m_flat[next++]);
    }

    [[nodiscard]] int reach() const { return m_stamps.reach(); }

    /// `x`, `y`: device pixels, anywhere near the rows from `top` to before `bottom`.
    void draw(QRgb *pixels, int width, std::ptrdiff_t rowLength, int top, int bottom, float x, float y,
              PackedStyle style) const
    {
        const PointStyle look = unpacked(style);
        const auto left = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
        int phase = 0;
        if (m_stamps.isSmooth())
            phase = static_cast<int>((y - static_cast<float>(row)) * StampSet::kPhases) * StampSet::kPhases +
                    static_cast<int>((x - static_cast<float>(left)) * StampSet::kPhases);
        const FlatStamp &stamp = m_flat[static_cast<std::size_t>(
            static_cast<int>(look.shape) * StampSet::kPhases * StampSet::kPhases + phase)];
        const Ink &ink = m_inks[look.color];
        const int reach = stamp.whole->reach;
        QRgb *center = pixels + row * rowLength + left;
        if (left < reach || left + reach >= width || row - reach < top || row + reach >= bottom) {
            drawClipped(*stamp.whole, center, width, rowLength, top, bottom, left, row, ink);
            return;
        }
        for (const std::ptrdiff_t offset : stamp.fill)
            center[offset] = ink.fill;
        for (const std::ptrdiff_t offset : stamp.rim)
            center[offset] = ink.rim;
        for (const FlatStamp::Partial &part : stamp.partial)
            blend(center[part.offset], part.isRim ? ink.rim : ink.fill, part.coverage);
    }

private:
    static void flatten(const PointStamp &stamp, std::ptrdiff_t rowLength, FlatStamp &flat)
    {
        flat.whole = &stamp;
        for (const PointStamp::Pixel &pixel : stamp.pixels) {
            const std::ptrdiff_t offset = pixel.dy * rowLength + pixel.dx;
            if (pixel.coverage == 255)
                (pixel.isRim ? flat.rim : flat.fill).push_back(offset);
            else
                flat.partial.push_back({offset, pixel.coverage, pixel.isRim});
        }
    }

    static void drawClipped(const PointStamp &stamp, QRgb *center, int width, std::ptrdiff_t rowLength, int top,
                            int bottom, int left, int row, const Ink &ink)
    {
        for (const PointStamp::Pixel &pixel : stamp.pixels)
            if (left + pixel.dx >= 0 && left + pixel.dx < width && row + pixel.dy >= top && row + pixel.dy < bottom)
                blend(center[pixel.dy * rowLength + pixel.dx], pixel.isRim ? ink.rim : ink.fill, pixel.coverage);
    }

    StampSet m_stamps;
    std::vector<Ink> m_inks;
    std::array<FlatStamp, static_cast<std::size_t>(kPointShapes *StampSet::kPhases *StampSet::kPhases)> m_flat;
};

/// From map to device pixels. The center is taken off before the scale is put on: near points differ in few bits.
struct Projection {
    float centerX, centerY, scale, middleX, middleY;

    Projection(const MapCamera &camera, double ratio)
    {
        const QPointF center = camera.visiblePart().center();
        centerX = static_cast<float>(center.x());
        centerY = static_cast<float>(center.y());
        scale = static_cast<float>(camera.scale() * ratio);
        middleX = static_cast<float>(camera.view().width() * ratio / 2);
        middleY = static_cast<float>(camera.view().height() * ratio / 2);
    }
};

class Painter {
public:
    Painter(const MapRasterJob &job, QRgb *pixels, const QSize &size, std::ptrdiff_t rowLength)
        : m_job(job), m_pixels(pixels), m_width(size.width()), m_height(size.height()), m_rowLength(rowLength),
          m_projection(job.camera, job.ratio),
          m_plain(job.diameter * job.ratio, m_rowLength, inks(job.scene.selected != nullptr)),
          m_selected(job.diameter * job.ratio * kSelectedGrowth, m_rowLength, inks(false))
    {
    }

    /// Draws whatever falls into rows from `top` to before `bottom`, and counts the points that have their center
    /// there.
    void drawBand(int top, int bottom, DensityField &density) const
    {
        for (int row = top; row < bottom; ++row)
            std::fill_n(m_pixels + row * m_rowLength, m_width, m_job.surface | 0xff000000U);
        drawPass(top, bottom, m_plain, 0, &density);
        if (m_job.scene.selected)
            drawPass(top, bottom, m_selected, 1, &density);
    }

private:
    [[nodiscard]] std::vector<Ink> inks(bool dims) const
    {
        std::vector<Ink> inks;
        for (const QRgb color : m_job.palette) {
            const Ink ink{color | 0xff000000U, between(color, m_job.text, kRim)};
            inks.push_back(dims ? Ink{dimmed(ink.fill, m_job.surface), dimmed(ink.rim, m_job.surface)} : ink);
        }
        return inks;
    }

    void drawPass(int top, int bottom, const Brush &brush, std::uint8_t selected, DensityField *density) const
    {
        const MapScene &scene = m_job.scene;
        const float *x = scene.x->data(), *y = scene.y->data();
        const PackedStyle *styles = scene.styles->data();
        const std::uint8_t *isSelected = scene.selected ? scene.selected->data() : nullptr;
        const auto reach = static_cast<float>(brush.reach());
        const float left = -reach, right = static_cast<float>(m_width) + reach;
        const float low = static_cast<float>(top) - reach, high = static_cast<float>(bottom) + reach;
        const Projection p = m_projection;
        std::array<float, kChunk> px, py;
        for (std::size_t begin = 0; begin < scene.size(); begin += kChunk) {
            const std::size_t count = std::min(kChunk, scene.size() - begin);
            for (std::size_t i = 0; i < count; ++i) {
                px[i] = (x[begin + i] - p.centerX) * p.scale + p.middleX;
                py[i] = p.middleY - (y[begin + i] - p.centerY) * p.scale;
            }
            for (std::size_t i = 0; i < count; ++i) {
                // False for points without a place.
                if (!(py[i] >= low && py[i] < high && px[i] >= left && px[i] < right))
                    continue;
                const PackedStyle style = styles[begin + i];
                if (style == kHiddenStyle || (isSelected && isSelected[begin + i] != selected))
                    continue;
                brush.draw(m_pixels, m_width, m_rowLength, top, bottom, px[i], py[i], style);
                const auto column = static_cast<int>(std::floor(px[i])), row = static_cast<int>(std::floor(py[i]));
                if (column >= 0 && column < m_width && row >= top && row < bottom)
                    density->count(column, row);
            }
        }
    }

    const MapRasterJob &m_job;
    QRgb *m_pixels;
    int m_width, m_height;
    std::ptrdiff_t m_rowLength;
    Projection m_projection;
    Brush m_plain, m_selected;
};

} // namespace

double pointDiameter(std::size_t count, const MapCamera &camera, double preferred)
{
    constexpr double kOfTwoThousand = 7, kUsualSide = 640, kSmallest = 1.5, kLargest = 18;
    const double crowd = static_cast<double>(std::max<std::size_t>(count, 200)) / 2000;
    const double side = std::min(camera.view().width(), camera.view().height()) / kUsualSide;
    const double fitted = kOfTwoThousand * std::pow(crowd, -0.2) * std::sqrt(std::clamp(side, 0.35, 2.0));
    return std::clamp(fitted * preferred * std::pow(camera.zoomFactor(), 0.35), kSmallest, kLargest);
}

QRgb dimmed(QRgb color, QRgb surface)
{
    return between(color, surface, kDim);
}

QImage rasterise(const MapRasterJob &job, BandPool &pool)
{
    const QSize size(std::max(1, static_cast<int>(std::lround(job.camera.view().width() * job.ratio))),
                     std::max(1, static_cast<int>(std::lround(job.camera.view().height() * job.ratio))));
    QImage image(size, QImage::Format_RGB32);
    if (job.scene.size() == 0 || !job.scene.styles) {
        image.fill(job.surface);
        image.setDevicePixelRatio(job.ratio);
        return image;
    }
    DensityField density(size.width(), size.height(), std::max(1, static_cast<int>(std::lround(kCell * job.ratio))));
    auto *pixels = reinterpret_cast<QRgb *>(image.bits());
    const std::ptrdiff_t rowLength = image.bytesPerLine() / 4;
    const Painter painter(job, pixels, size, rowLength);
    // Bands end where cells of the density field do, so that no two threads count in one cell.
    const int cellRows = (size.height() + density.cell() - 1) / density.cell();
    const int bands = job.scene.size() < kWorthThreads ? 1 : std::min(2 * pool.threads(), cellRows);
    const auto edge = [&](int band) { return std::min(cellRows * band / bands * density.cell(), size.height()); };
    pool.run(bands, [&](int band) { painter.drawBand(edge(band), edge(band + 1), density); });
    const double area = std::numbers::pi / 4 * std::pow(job.diameter * job.ratio, 2);
    if (job.scene.size() >= kWorthContours && density.finish(area))
        pool.run(bands, [&](int band) {
            density.draw(pixels, rowLength, edge(band), edge(band + 1), job.text,
                         job.shadesDensity && !job.scene.selected);
        });
    image.setDevicePixelRatio(job.ratio);
    return image;
}

} // namespace tandem
