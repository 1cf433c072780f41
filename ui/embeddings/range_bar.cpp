#include "ui/embeddings/range_bar.h"

#include "ui/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kHistogram = 34, kRamp = 14, kHandle = 9; // heights; half a handle's width
constexpr int kSide = kHandle / 2 + 2;

} // namespace

RangeBar::RangeBar(MapColoring &coloring, QWidget *parent) : QWidget(parent), m_coloring(coloring)
{
    setCursor(Qt::SizeHorCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&coloring, &MapColoring::columnChanged, this, &RangeBar::count);
    connect(&coloring, &MapColoring::changed, this, qOverload<>(&QWidget::update));
    count();
}

void RangeBar::setSelection(SampleSelection *selection)
{
    if (m_selection)
        disconnect(m_selection, nullptr, this, nullptr);
    m_selection = selection;
    if (m_selection)
        connect(m_selection, &SampleSelection::changed, this, &RangeBar::count);
    count();
}

void RangeBar::count()
{
    m_counts.fill(0);
    m_selectedCounts.fill(0);
    const SampleColumn *column = m_coloring.column();
    if (column && column->kind == SampleColumn::Kind::Number) {
        const PointTable &table = *m_coloring.table();
        const SampleSet *selected = m_selection ? &m_selection->selectedOf(table.dataset) : nullptr;
        const auto [low, high] = m_coloring.dataRange();
        const double binsPerUnit = kBins / (high - low);
        for (std::size_t point = 0; point < table.size(); ++point) {
            const auto value = static_cast<double>(column->numbers[point]);
            if (!std::isfinite(value))
                continue;
            const auto bin = std::min(static_cast<std::size_t>((value - low) * binsPerUnit), kBins - 1);
            ++m_counts[bin];
            if (selected && selected->contains(table.samples[point]))
                ++m_selectedCounts[bin];
        }
    }
    update();
}

QSize RangeBar::sizeHint() const
{
    return {160, kHistogram + kRamp + kHandle + 2};
}

QSize RangeBar::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

QRectF RangeBar::rampRect() const
{
    return {kSide, kHistogram, width() - 2.0 * kSide, kRamp};
}

double RangeBar::placeOf(double value) const
{
    const auto [low, high] = m_coloring.dataRange();
    const QRectF ramp = rampRect();
    return ramp.left() + std::clamp((value - low) / (high - low), 0.0, 1.0) * ramp.width();
}

double RangeBar::valueAt(double place) const
{
    const auto [low, high] = m_coloring.dataRange();
    const QRectF ramp = rampRect();
    return low + std::clamp((place - ramp.left()) / ramp.width(), 0.0, 1.0) * (high - low);
}

void RangeBar::drawHistogram(QPainter &painter, const QRectF &area) const
{
    const ThemeColors &c = colorsFor(palette());
    const std::uint32_t most = *std::max_element(m_counts.begin(), m_counts.end());
    if (most == 0)
        return;
    const double wide = area.width() / static_cast<double>(kBins);
    // Roots: a bin with a single image is seen beside one with thousands.
    const auto height = [&](std::uint32_t count) {
        return std::sqrt(static_cast<double>(count) / most) * area.height();
    };
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const double x = area.left() + static_cast<double>(bin) * wide;
        const auto draw = [&](std::uint32_t count, const QColor &color) {
            if (count > 0)
                painter.fillRect(QRectF(x, area.bottom() - height(count), std::max(1.0, wide - 1), height(count)),
                                 color);
        };
        draw(m_counts[bin], c.control);
        draw(m_selectedCounts[bin], c.accent);
    }
}

void RangeBar::paintEvent(QPaintEvent *)
{
    const SampleColumn *column = m_coloring.column();
    if (!column || column->kind != SampleColumn::Kind::Number)
        return;
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    const QRectF ramp = rampRect();
    drawHistogram(painter, QRectF(ramp.left(), 2, ramp.width(), kHistogram - 4));
    const ColorRamp colors = colorRamp(m_coloring.ramp(), c, m_coloring.isReversed());
    const double low = placeOf(m_coloring.range().low), high = placeOf(m_coloring.range().high);
    for (int x = static_cast<int>(ramp.left()); x < static_cast<int>(ramp.right()); ++x) {
        const double share = high > low ? std::clamp((x + 0.5 - low) / (high - low), 0.0, 1.0) : 0;
        const bool isOutside = x + 0.5 < low || x + 0.5 > high;
        if (isOutside && m_coloring.hidesOutside())
            continue;
        painter.fillRect(QRectF(x, ramp.top(), 1, ramp.height()),
                         QColor::fromRgb(colors[static_cast<std::size_t>(std::lround(share * (kRampSteps - 1)))]));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const double place : {low, high}) {
        const double top = ramp.bottom() + 1;
        painter.setPen(QPen(c.text, 1));
        painter.drawLine(QPointF(place, ramp.top() - 2), QPointF(place, top));
        painter.setBrush(c.surface);
        painter.drawPolygon(
            QPolygonF({{place, top}, {place + kHandle / 2.0, top + kHandle}, {place - kHandle / 2.0, top + kHandle}}));
    }
}

void RangeBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_coloring.column())
        return;
    const double x = event->position().x();
    const double toLow = std::abs(x - placeOf(m_coloring.range().low)),
                 toHigh = std::abs(x - placeOf(m_coloring.range().high));
    m_dragged = toLow < toHigh || (toLow == toHigh && x < placeOf(m_coloring.range().low)) ? Handle::Low : Handle::High;
    mouseMoveEvent(event);
}

void RangeBar::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged == Handle::None)
        return;
    MapColoring::Range range = m_coloring.range();
    (m_dragged == Handle::Low ? range.low : range.high) = valueAt(event->position().x());
    m_coloring.setRange(range); // which leaves out what would turn it around
}

void RangeBar::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged = Handle::None;
}

void RangeBar::mouseDoubleClickEvent(QMouseEvent *)
{
    m_coloring.resetRange();
}

} // namespace tandem
