#include "ui/charts/vector_canvas.h"

#include "ui/charts/vector_chart.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kScaleHeight = 16; // px: the colour bar below the strip

} // namespace

VectorCanvas::VectorCanvas(const VectorChart &chart) : m_chart(chart)
{
    setMinimumSize(120, 60);
    setMouseTracking(false);
}

double VectorCanvas::position(float value) const
{
    if (m_logarithmic)
        return value > 0 ? std::log(value / m_low) / std::log(m_high / m_low) : 0;
    return (value - m_low) / (m_high - m_low);
}

void VectorCanvas::setRecords(const std::vector<VectorRecord> &records, const VectorStyle &style)
{
    m_rows = 0;
    m_logarithmic = style.logarithmic;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const VectorRecord &record : records) {
        m_rows = std::max(m_rows, record.values.size());
        for (const float value : record.values)
            if (std::isfinite(value) && (!m_logarithmic || value > 0)) {
                low = std::min<double>(low, value);
                high = std::max<double>(high, value);
            }
    }
    m_low = low > high ? (m_logarithmic ? 0.1 : 0) : m_logarithmic ? low : std::min(low, 0.0);
    m_high = low > high ? 1 : high;
    if (!(m_high > m_low))
        m_high = m_logarithmic ? m_low * 10 : m_low + 1;
    const bool upwards = style.shape == VectorStyle::Shape::Histogram;
    m_strip = QImage(static_cast<int>(records.size()), static_cast<int>(m_rows), QImage::Format_RGB32);
    m_strip.fill(colorsFor(palette()).sunken);
    for (int x = 0; x < m_strip.width(); ++x) {
        const auto &values = records[static_cast<std::size_t>(x)].values;
        for (std::size_t i = 0; i < values.size(); ++i) {
            // A few bins hold most of the pairs; the root lets the tails be seen.
            const double t = upwards ? std::sqrt(std::max(0.0, position(values[i]))) : position(values[i]);
            const auto y = static_cast<int>(upwards ? m_rows - 1 - i : i);
            if (std::isfinite(values[i]))
                m_strip.setPixel(x, y, viridis(t).rgb());
        }
    }
    update();
}

QRect VectorCanvas::stripRect() const
{
    return {0, 0, width() * 3 / 5, height() - kScaleHeight};
}

QRect VectorCanvas::profileRect() const
{
    const int left = stripRect().right() + 1 + space::kSmall;
    return {left, 0, width() - left, height() - kScaleHeight};
}

std::optional<VectorCanvas::Hit> VectorCanvas::hit(const QPoint &place) const
{
    const QRect strip = stripRect();
    if (m_strip.isNull() || place.y() < 0 || place.y() >= strip.height() || place.x() < 0)
        return std::nullopt;
    const auto row =
        std::min(m_rows - 1, static_cast<std::size_t>(place.y()) * m_rows / static_cast<std::size_t>(strip.height()));
    const bool upwards = m_chart.style().shape == VectorStyle::Shape::Histogram;
    const std::size_t element = upwards ? m_rows - 1 - row : row;
    if (place.x() >= strip.width())
        return Hit{*m_chart.chosen(), element};
    return Hit{static_cast<std::size_t>(place.x() * m_strip.width() / strip.width()), element};
}

void VectorCanvas::mousePressEvent(QMouseEvent *event)
{
    if (const auto found = hit(event->pos()))
        Q_EMIT picked(found->record, found->element);
}

void VectorCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        mousePressEvent(event);
}

void VectorCanvas::paintEvent(QPaintEvent *)
{
    const auto chosen = m_chart.chosen();
    if (!chosen || m_strip.isNull())
        return;
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    const QRect strip = stripRect();
    painter.drawImage(strip, m_strip);
    const double column = static_cast<double>(strip.width()) / m_strip.width();
    painter.setPen(QPen(colors.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(
        QRectF(static_cast<double>(*chosen) * column, 0, std::max(3.0, column), strip.height()).adjusted(1, 1, -1, -1));
    paintProfile(painter);
    // The scale: from the least to the greatest value.
    painter.setFont(captionFont());
    painter.setPen(colors.mutedText);
    const QString low = numberText(m_low), high = numberText(m_high);
    const QFontMetrics metrics(painter.font());
    const QRect scale(0, height() - kScaleHeight + 2, strip.width(), kScaleHeight - 2);
    painter.drawText(scale, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(scale, Qt::AlignRight | Qt::AlignVCenter, high);
    const QRect bar = scale.adjusted(metrics.horizontalAdvance(low) + 6, 4, -metrics.horizontalAdvance(high) - 6, -4);
    for (int x = bar.left(); x <= bar.right(); ++x)
        painter.fillRect(x, bar.top(), 1, bar.height(),
                         viridis(static_cast<double>(x - bar.left()) / std::max(1, bar.width())));
}

void VectorCanvas::paintProfile(QPainter &painter) const
{
    const ThemeColors &colors = colorsFor(palette());
    const QRect area = profileRect();
    const auto &values = m_chart.records()[*m_chart.chosen()].values;
    const bool upwards = m_chart.style().shape == VectorStyle::Shape::Histogram;
    const double row = static_cast<double>(area.height()) / static_cast<double>(m_rows);
    painter.fillRect(area, colors.sunken);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double top = row * static_cast<double>(upwards ? m_rows - 1 - i : i);
        const double length = std::isfinite(values[i]) ? std::clamp(position(values[i]), 0.0, 1.0) * area.width() : 0;
        const bool marked = i == m_chart.element();
        painter.fillRect(QRectF(area.left(), top, std::max(length, 1.0), std::max(1.0, row - (row > 4 ? 1 : 0))),
                         marked ? colors.accent : seriesColor(0, colors));
    }
    if (!upwards)
        return;
    painter.setPen(colors.mutedText); // where cosine 0 lies
    painter.drawLine(area.left(), area.center().y(), area.right(), area.center().y());
    painter.setFont(captionFont());
    painter.drawText(area.adjusted(0, 1, -3, -1), Qt::AlignRight | Qt::AlignTop, QStringLiteral("1"));
    painter.drawText(area.adjusted(0, 0, -3, -1), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
    painter.drawText(area.adjusted(0, 0, -3, -1), Qt::AlignRight | Qt::AlignBottom, QStringLiteral("−1"));
}

} // namespace tandem
