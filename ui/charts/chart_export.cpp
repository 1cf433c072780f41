#include "ui/charts/chart_export.h"

#include "core/base/files.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/cursor_card.h"
#include "ui/charts/vector_canvas.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr int kMargin = 8;

/// The chart in the light theme while it lives. Synchronous: nothing of it reaches the screen.
class LightTheme {
public:
    explicit LightTheme(ChartCard &chart)
        : m_chart(chart), m_before(chart.palette()), m_hadOwn(chart.testAttribute(Qt::WA_SetPalette))
    {
        m_chart.setPalette(paletteOf(lightColors()));
    }
    ~LightTheme()
    {
        m_chart.setPalette(m_hadOwn ? m_before : QPalette());
        if (auto *series = qobject_cast<SeriesChart *>(&m_chart))
            series->takeData();
    }
    LightTheme(const LightTheme &) = delete;
    LightTheme &operator=(const LightTheme &) = delete;

private:
    ChartCard &m_chart;
    QPalette m_before;
    bool m_hadOwn;
};

/// Title, what it depends on, and one legend entry a curve; then the plot.
class PicturePage {
public:
    explicit PicturePage(ChartCard &chart) : m_chart(chart), m_series(qobject_cast<SeriesChart *>(&chart))
    {
        if (m_series != nullptr)
            for (const ChartCurve &curve : m_series->curves())
                m_names << curveText(curve, m_series->spec().series.size() > 1);
        const QFontMetrics metrics(captionFont());
        int x = 0;
        m_legendLines = m_names.size() > 1 ? 1 : 0;
        for (const QString &name : std::as_const(m_names)) {
            const int width = entryWidth(metrics, name);
            if (m_names.size() > 1 && x > 0 && x + width > plotSize().width()) {
                ++m_legendLines;
                x = 0;
            }
            x += width;
        }
        m_line = metrics.lineSpacing();
        m_titleHeight = QFontMetrics(sectionFont()).lineSpacing() + 4;
    }

    [[nodiscard]] QSize size() const
    {
        return plotSize() + QSize(2 * kMargin, m_titleHeight + m_legendLines * m_line + 2 * kMargin);
    }

    void paint(QCPPainter &painter)
    {
        const ThemeColors &colors = lightColors();
        painter.fillRect(QRect(QPoint(0, 0), size()), Qt::white);
        painter.setFont(sectionFont());
        painter.setPen(colors.text);
        QRect line(kMargin, kMargin, plotSize().width(), m_titleHeight);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignTop, m_chart.title());
        painter.setFont(captionFont());
        painter.setPen(colors.mutedText);
        const int titleWidth = QFontMetrics(sectionFont()).horizontalAdvance(m_chart.title()) + 12;
        painter.drawText(line.adjusted(titleWidth, 0, 0, -3), Qt::AlignLeft | Qt::AlignVCenter, m_chart.caption());
        paintLegend(painter, line.bottom() + 1);
        painter.save();
        painter.translate(kMargin, kMargin + m_titleHeight + m_legendLines * m_line);
        paintPlot(painter);
        painter.restore();
    }

private:
    [[nodiscard]] QSize plotSize() const
    {
        return m_series != nullptr ? m_series->plot()->size() : static_cast<VectorChart &>(m_chart).canvas()->size();
    }
    [[nodiscard]] static int entryWidth(const QFontMetrics &metrics, const QString &name)
    {
        return metrics.horizontalAdvance(name) + 22 + 16;
    }

    void paintLegend(QCPPainter &painter, int top)
    {
        if (m_legendLines == 0)
            return;
        const QFontMetrics metrics(captionFont());
        int x = 0;
        for (std::size_t i = 0; i < m_series->curves().size(); ++i) {
            const ChartCurve &curve = m_series->curves()[i];
            const QString &name = m_names[static_cast<qsizetype>(i)];
            const int width = entryWidth(metrics, name);
            if (x > 0 && x + width > plotSize().width()) {
                top += m_line;
                x = 0;
            }
            paintSwatch(painter, QRectF(kMargin + x, top, 18, m_line), seriesColor(curve.color, lightColors()),
                        curve.dash);
            painter.setPen(lightColors().text);
            painter.drawText(QRect(kMargin + x + 22, top, width, m_line), Qt::AlignLeft | Qt::AlignVCenter, name);
            x += width;
        }
    }

    void paintPlot(QCPPainter &painter)
    {
        if (m_series == nullptr) {
            static_cast<VectorChart &>(m_chart).canvas()->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
            return;
        }
        m_series->setCursor(std::nullopt);
        m_series->flush();
        m_series->plot()->toPainter(&painter, plotSize().width(), plotSize().height());
    }

    ChartCard &m_chart;
    SeriesChart *m_series;
    QStringList m_names;
    int m_legendLines = 0, m_line = 0, m_titleHeight = 0;
};

Result<void> write(const QString &path, const QByteArray &bytes)
{
    return writeFileAtomically(path.toStdString(),
                               std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace

QImage chartImage(ChartCard &chart, double scale)
{
    const LightTheme theme(chart);
    PicturePage page(chart);
    QImage image(page.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QCPPainter painter;
    painter.begin(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    page.paint(painter);
    painter.end();
    return image;
}

Result<void> saveChartPicture(ChartCard &chart, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (path.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive)) {
        chartImage(chart, 2).save(&buffer, "PNG");
        return write(path, buffer.data());
    }
    const LightTheme theme(chart);
    PicturePage page(chart);
    QCPPainter painter;
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(page.size());
        generator.setViewBox(QRect(QPoint(0, 0), page.size()));
        generator.setTitle(chart.title());
        generator.setDescription(chart.summary());
        painter.begin(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        page.paint(painter);
        painter.end();
        return write(path, buffer.data());
    }
    if (!path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive))
        return Error{ErrorCode::BadUsage, {"A chart is saved as .png, .svg or .pdf; choose one of these endings."}, {}};
    QPdfWriter writer(&buffer);
    writer.setResolution(96);
    writer.setTitle(chart.title());
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setPageSize(QPageSize(QSizeF(page.size()) * 72.0 / 96, QPageSize::Point));
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    page.paint(painter);
    painter.end();
    return write(path, buffer.data());
}

} // namespace tandem
