#include "ui/runs/alignment_plane.h"

#include "ui/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

constexpr double kPickRadius = 14; // px
constexpr double kDot = 3;

double niceStep(double span)
{
    const double rough = span / 5;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough)
            return factor * power;
    return 10 * power;
}

QString shortNumber(double value)
{
    return QLocale().toString(value == 0 ? 0.0 : value, 'g', 3);
}

} // namespace

AlignmentPlane::AlignmentPlane(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Alignment and uniformity"));
    setToolTip({});
    describe();
}

void AlignmentPlane::setPaths(const std::vector<PlanePath> &paths)
{
    m_paths = paths;
    m_path = std::min(m_path, paths.empty() ? 0 : paths.size() - 1);
    m_point = paths.empty() || paths[m_path].points.empty() ? 0 : paths[m_path].points.size() - 1;
    fit();
    describe();
    update();
}

void AlignmentPlane::setOthers(const std::vector<QPointF> &latest)
{
    if (latest == m_others)
        return;
    m_others = latest;
    fit();
    update();
}

void AlignmentPlane::setEmptyText(const QString &text)
{
    m_emptyText = text;
    describe();
    update();
}

/// All that is shown, and never less than the part of the plane in which healthy runs live.
void AlignmentPlane::fit()
{
    double left = -3, right = 0, bottom = 0, top = 0.8;
    const auto take = [&](const QPointF &point) {
        left = std::min(left, point.x());
        right = std::max(right, point.x());
        bottom = std::min(bottom, point.y());
        top = std::max(top, point.y());
    };
    for (const PlanePath &path : m_paths)
        std::for_each(path.points.begin(), path.points.end(), take);
    std::for_each(m_others.begin(), m_others.end(), take);
    const double dx = 0.04 * (right - left), dy = 0.06 * (top - bottom);
    m_range = QRectF(QPointF(left - dx, bottom), QPointF(right + dx, top + dy));
}

void AlignmentPlane::describe()
{
    QStringList sentences;
    for (const PlanePath &path : m_paths)
        if (!path.points.empty())
            sentences << tr("%1: uniformity %2, alignment %3 after %n evaluation(s)", nullptr,
                            static_cast<int>(path.points.size()))
                             .arg(path.name, shortNumber(path.points.back().x()), shortNumber(path.points.back().y()));
    setAccessibleDescription(sentences.isEmpty() ? m_emptyText : sentences.join(QStringLiteral(". ")));
}

QString AlignmentPlane::cursorText() const
{
    if (m_path >= m_paths.size() || m_point >= m_paths[m_path].points.size())
        return {};
    const PlanePath &path = m_paths[m_path];
    const QPointF &point = path.points[m_point];
    return tr("%1, step %2: uniformity %3, alignment %4")
        .arg(path.name, QLocale().toString(static_cast<qlonglong>(path.steps[m_point])), shortNumber(point.x()),
             shortNumber(point.y()));
}

QRectF AlignmentPlane::plot() const
{
    const QFontMetricsF metrics(captionFont());
    const double left = metrics.horizontalAdvance(QStringLiteral("0.88")) + metrics.height() + space::kSmall;
    return QRectF(rect()).adjusted(left, metrics.height() + space::kSmall, -space::kMedium,
                                   -2 * metrics.height() - space::kSmall);
}

QPointF AlignmentPlane::placeOf(const QPointF &point) const
{
    const QRectF area = plot();
    return {area.left() + (point.x() - m_range.left()) / m_range.width() * area.width(),
            area.bottom() - (point.y() - m_range.top()) / m_range.height() * area.height()};
}

void AlignmentPlane::drawAxes(QPainter &painter) const
{
    const ThemeColors &colors = colorsFor(palette());
    const QRectF area = plot();
    painter.setFont(captionFont());
    const QFontMetricsF metrics(captionFont());
    const auto ticks = [](double from, double to, const auto &draw) {
        const double step = niceStep(to - from);
        for (double tick = std::ceil(from / step) * step; tick <= to + 1e-9; tick += step)
            draw(std::abs(tick) < step / 1000 ? 0.0 : tick);
    };
    ticks(m_range.left(), m_range.right(), [&](double tick) {
        const double x = placeOf({tick, 0}).x();
        painter.setPen(colors.chartGrid);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(x - 40, area.bottom() + 2, 80, metrics.height()), Qt::AlignHCenter, shortNumber(tick));
    });
    ticks(m_range.top(), m_range.bottom(), [&](double tick) {
        const double y = placeOf({0, tick}).y();
        painter.setPen(colors.chartGrid);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors.mutedText);
        painter.drawText(QRectF(area.left() - 64, y - metrics.height() / 2, 60, metrics.height()), Qt::AlignRight,
                         shortNumber(tick));
    });
    painter.setPen(colors.chartAxis);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.bottomLeft(), area.topLeft());
    painter.setPen(colors.text);
    painter.drawText(QRectF(area.left(), area.bottom() + metrics.height() + 2, area.width(), metrics.height()),
                     Qt::AlignHCenter, tr("Uniformity: left spreads out"));
    painter.save();
    painter.translate(metrics.height() / 2, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-area.height() / 2, -metrics.height() / 2, area.height(), metrics.height()),
                     Qt::AlignHCenter, tr("Alignment: down is closer"));
    painter.restore();
}

void AlignmentPlane::drawOthers(QPainter &painter) const
{
    QColor faint = colorsFor(palette()).mutedText;
    faint.setAlphaF(0.35F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QPointF &point : m_others)
        painter.fillRect(QRectF(placeOf(point) - QPointF(1, 1), QSizeF(2, 2)), faint);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void AlignmentPlane::drawPath(QPainter &painter, std::size_t place) const
{
    const ThemeColors &colors = colorsFor(palette());
    const PlanePath &path = m_paths[place];
    if (path.points.empty())
        return;
    const QColor color = seriesColor(place, colors);
    painter.setPen(QPen(color, 1.5, place < colors.series.size() ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    QPainterPath line(placeOf(path.points.front()));
    for (const QPointF &point : path.points)
        line.lineTo(placeOf(point));
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (const QPointF &point : path.points)
        painter.drawEllipse(placeOf(point), 1.5, 1.5);
    // The beginning is a ring, the latest a disc: which way the run went shows without a colour.
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(colors.surface);
    painter.drawEllipse(placeOf(path.points.front()), kDot, kDot);
    painter.setPen(QPen(colors.surface, 1.5));
    painter.setBrush(color);
    painter.drawEllipse(placeOf(path.points.back()), kDot + 1.5, kDot + 1.5);
}

/// Beside the latest place of each run, where there is room for it; names that would lie on another give way downwards.
void AlignmentPlane::drawNames(QPainter &painter) const
{
    const ThemeColors &colors = colorsFor(palette());
    const QRectF area = plot();
    const QFontMetricsF metrics(captionFont());
    painter.setFont(captionFont());
    std::vector<QRectF> taken;
    for (const PlanePath &path : m_paths) {
        if (path.points.empty())
            continue;
        const QPointF place = placeOf(path.points.back());
        const QString name = metrics.elidedText(path.name, Qt::ElideRight, area.width() / 3);
        const double width = metrics.horizontalAdvance(name);
        const bool isRight = place.x() + 2 * kDot + space::kTight + width <= rect().right();
        QRectF where(isRight ? place.x() + 2 * kDot + space::kTight : place.x() - 2 * kDot - space::kTight - width,
                     std::clamp(place.y() - metrics.height() / 2, 0.0, area.bottom() - metrics.height()), width,
                     metrics.height());
        const auto overlaps = [&where](const QRectF &other) { return other.intersects(where); };
        while (std::any_of(taken.begin(), taken.end(), overlaps) && where.bottom() + metrics.height() < area.bottom())
            where.translate(0, metrics.height());
        taken.push_back(where);
        QColor ground = colors.surface;
        ground.setAlphaF(0.8F);
        painter.fillRect(where.adjusted(-2, 0, 2, 0), ground);
        painter.setPen(colors.text);
        painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, name);
    }
}

void AlignmentPlane::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colors.surface);
    const bool isEmpty =
        std::all_of(m_paths.begin(), m_paths.end(), [](const PlanePath &p) { return p.points.empty(); });
    if (isEmpty && m_others.empty()) {
        painter.setPen(colors.mutedText);
        painter.drawText(rect().adjusted(space::kLarge, 0, -space::kLarge, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    drawAxes(painter);
    painter.setClipRect(plot().adjusted(-6, -6, 6, 6));
    drawOthers(painter);
    for (std::size_t i = m_paths.size(); i-- > 0;) // the current run on top
        drawPath(painter, i);
    painter.setClipping(false);
    drawNames(painter);
    if (!m_hasCursor || cursorText().isEmpty())
        return;
    painter.setPen(QPen(colors.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(placeOf(m_paths[m_path].points[m_point]), 7, 7);
    painter.setFont(captionFont());
    painter.drawText(QRectF(space::kSmall, 0, width() - 2 * space::kSmall, plot().top()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(cursorText(), Qt::ElideMiddle, width() - 2 * space::kSmall));
}

void AlignmentPlane::setCursorTo(std::size_t path, std::size_t point)
{
    m_path = path;
    m_point = point;
    m_hasCursor = true;
    update();
    QAccessibleValueChangeEvent event(this, cursorText());
    QAccessible::updateAccessibility(&event);
}

void AlignmentPlane::keyPressEvent(QKeyEvent *event)
{
    if (m_path >= m_paths.size() || m_paths[m_path].points.empty())
        return QWidget::keyPressEvent(event);
    const std::size_t last = m_paths[m_path].points.size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCursorTo(m_path, m_point - std::min<std::size_t>(1, m_point));
    case Qt::Key_Right:
        return setCursorTo(m_path, std::min(last, m_point + 1));
    case Qt::Key_Home:
        return setCursorTo(m_path, 0);
    case Qt::Key_End:
        return setCursorTo(m_path, last);
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const std::size_t step = event->key() == Qt::Key_Down ? 1 : m_paths.size() - 1;
        const std::size_t path = (m_path + step) % m_paths.size();
        if (!m_paths[path].points.empty())
            setCursorTo(path, m_paths[path].points.size() - 1);
        return;
    }
    default:
        QWidget::keyPressEvent(event);
    }
}

void AlignmentPlane::mouseMoveEvent(QMouseEvent *event)
{
    double nearest = kPickRadius;
    std::size_t path = 0, point = 0;
    for (std::size_t i = 0; i < m_paths.size(); ++i)
        for (std::size_t k = 0; k < m_paths[i].points.size(); ++k) {
            const QPointF away = placeOf(m_paths[i].points[k]) - event->position();
            if (const double distance = std::hypot(away.x(), away.y()); distance < nearest) {
                nearest = distance;
                path = i;
                point = k;
            }
        }
    if (nearest < kPickRadius)
        return setCursorTo(path, point);
    m_hasCursor = hasFocus();
    update();
}

void AlignmentPlane::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hasCursor = hasFocus();
    update();
}

void AlignmentPlane::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_hasCursor = true;
    update();
}

void AlignmentPlane::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_hasCursor = false;
    update();
}

} // namespace tandem
