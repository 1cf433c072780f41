#include "ui/sweeps/mini_curves.h"

#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace tandem {

MiniCurves::MiniCurves(Place place, QWidget *parent) : QFrame(parent)
{
    if (place == Place::Popup) {
        setWindowFlags(Qt::ToolTip);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    setAccessibleName(tr("kNN accuracy over the epochs"));
}

void MiniCurves::setCurves(const QString &title, std::vector<Curve> curves)
{
    m_title = title;
    m_curves = std::move(curves);
    QStringList words;
    for (const Curve &curve : m_curves)
        if (!curve.points.empty())
            words << tr("%1 reaches %2", "a run, its accuracy").arg(curve.name, percentText(curve.points.back().value));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize MiniCurves::sizeHint() const
{
    const QFontMetrics metrics(captionFont());
    const int title = m_title.isEmpty() ? 0 : metrics.horizontalAdvance(m_title) + 2 * space::kSmall;
    return {std::clamp(title, 220, 420), metrics.height() * 8};
}

void MiniCurves::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isWindow()) {
        painter.fillRect(rect(), c.surface);
        painter.setPen(c.control);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter.setFont(captionFont());
    const QFontMetrics metrics = painter.fontMetrics();
    QRectF area = QRectF(rect()).adjusted(space::kSmall, space::kTight, -space::kSmall, -space::kTight);
    if (!m_title.isEmpty()) {
        painter.setPen(c.text);
        painter.drawText(area, Qt::AlignTop | Qt::AlignLeading,
                         metrics.elidedText(m_title, Qt::ElideRight, static_cast<int>(area.width())));
        area.setTop(area.top() + metrics.height() + space::kTight);
    }
    double highest = 0;
    double lowest = 1;
    std::int64_t last = 1;
    bool any = false;
    for (const Curve &curve : m_curves)
        for (const EpochPoint &point : curve.points) {
            highest = std::max(highest, point.value);
            lowest = std::min(lowest, point.value);
            last = std::max(last, point.epoch);
            any = true;
        }
    painter.setPen(c.mutedText);
    if (!any) {
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, tr("No kNN accuracy yet."));
        return;
    }
    if (highest - lowest < 0.01) {
        highest += 0.005;
        lowest -= 0.005;
    }
    const QString top = percentText(highest);
    const QString bottom = percentText(lowest);
    const double left = std::max(metrics.horizontalAdvance(top), metrics.horizontalAdvance(bottom)) + space::kTight;
    const QRectF plot = area.adjusted(left, metrics.height() / 2.0, -2, -metrics.height() - space::kTight);
    const auto label = [&](double y, const QString &text) {
        painter.drawText(QRectF(area.left(), y - metrics.height() / 2.0, left - space::kTight, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    label(plot.top(), top);
    label(plot.bottom(), bottom);
    painter.drawText(QRectF(plot.left(), plot.bottom() + space::kHair, plot.width(), metrics.height()), Qt::AlignRight,
                     tr("epoch %1").arg(QLocale().toString(static_cast<qlonglong>(last))));
    painter.setPen(c.chartAxis);
    painter.drawLine(plot.topLeft(), plot.bottomLeft());
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        QPolygonF line;
        for (const EpochPoint &point : m_curves[i].points)
            line << QPointF(plot.left() + plot.width() * (last == 1 ? 0.5
                                                                    : static_cast<double>(point.epoch - 1) /
                                                                          static_cast<double>(last - 1)),
                            plot.bottom() - plot.height() * (point.value - lowest) / (highest - lowest));
        painter.setPen(QPen(seriesColor(i, c), 1.5, i < 8 ? Qt::SolidLine : Qt::DashLine));
        if (line.size() > 1)
            painter.drawPolyline(line);
        else if (line.size() == 1) {
            painter.setBrush(seriesColor(i, c));
            painter.drawEllipse(line.front(), 2.5, 2.5);
            painter.setBrush(Qt::NoBrush);
        }
    }
}

} // namespace tandem
