#include "ui/runs/run_text.h"

#include "ui/error_text.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QIconEngine>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

struct RunText {
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString none()
{
    return QStringLiteral("–");
}

/// Points of a unit square, y down.
QPolygonF shape(std::initializer_list<QPointF> points, const QRectF &box)
{
    QPolygonF polygon;
    for (const QPointF &p : points)
        polygon << QPointF(box.left() + p.x() * box.width(), box.top() + p.y() * box.height());
    return polygon;
}

void drawState(QPainter &painter, RunState state, const QRectF &box, const QColor &color)
{
    const QPen line(color, box.width() * 0.16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    const QRectF ring = box.adjusted(box.width() * .1, box.height() * .1, -box.width() * .1, -box.height() * .1);
    switch (state) {
    case RunState::Queued:
        painter.drawEllipse(ring);
        painter.drawPolyline(shape({{.5, .3}, {.5, .52}, {.64, .62}}, box));
        return;
    case RunState::Starting:
        painter.drawArc(ring, 90 * 16, -270 * 16);
        return;
    case RunState::Running:
        painter.setBrush(color);
        painter.drawPolygon(shape({{.24, .16}, {.84, .5}, {.24, .84}}, box));
        return;
    case RunState::Stopping:
        painter.drawPolygon(shape({{.2, .2}, {.8, .2}, {.8, .8}, {.2, .8}}, box));
        return;
    case RunState::Stopped:
        painter.setBrush(color);
        painter.drawPolygon(shape({{.22, .22}, {.78, .22}, {.78, .78}, {.22, .78}}, box));
        return;
    case RunState::Done:
        painter.drawPolyline(shape({{.14, .54}, {.4, .8}, {.88, .24}}, box));
        return;
    case RunState::Failed:
        painter.drawPolyline(shape({{.2, .2}, {.8, .8}}, box));
        painter.drawPolyline(shape({{.8, .2}, {.2, .8}}, box));
        return;
    case RunState::Lost:
        painter.drawPolyline(shape({{.5, .1}, {.92, .86}, {.08, .86}, {.5, .1}}, box));
        painter.drawPolyline(shape({{.5, .42}, {.5, .58}}, box));
        painter.drawPoint(QPointF(box.left() + .5 * box.width(), box.top() + .72 * box.height()));
        return;
    }
}

class StateIconEngine : public QIconEngine {
public:
    StateIconEngine(RunState state, const QColor &color) : m_state(state), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double side = std::min(rect.width(), rect.height()) * 0.8;
        QRectF box(0, 0, side, side);
        box.moveCenter(QRectF(rect).center());
        drawState(*painter, m_state, box, m_color);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }
    QIconEngine *clone() const override { return new StateIconEngine(*this); }

private:
    RunState m_state;
    QColor m_color;
};

} // namespace

QString stateText(const RunRow &row)
{
    switch (row.summary.state) {
    case RunState::Queued:
        return RunText::tr("Queued", "state of a run");
    case RunState::Starting:
        return RunText::tr("Starting", "state of a run");
    case RunState::Running:
        return row.stopsAfterEpoch ? RunText::tr("Stops after epoch", "state of a run")
                                   : RunText::tr("Running", "state of a run");
    case RunState::Stopping:
        return RunText::tr("Stopping", "state of a run");
    case RunState::Stopped:
        return RunText::tr("Stopped", "state of a run");
    case RunState::Done:
        return RunText::tr("Done", "state of a run");
    case RunState::Failed:
        return RunText::tr("Failed", "state of a run");
    case RunState::Lost:
        return RunText::tr("Lost", "state of a run");
    }
    return {};
}

QIcon stateIcon(RunState state, const QPalette &palette)
{
    return QIcon(new StateIconEngine(state, stateColor(state, colorsFor(palette))));
}

QString stateSentence(const RunRow &row)
{
    const RunSummary &summary = row.summary;
    if (summary.error)
        return errorText(*summary.error);
    if (summary.state == RunState::Stopped)
        return RunText::tr("Stopped at step %L1. Resume goes on from there, bit for bit.").arg(summary.step);
    if (summary.state == RunState::Failed)
        return RunText::tr("The run failed and left no reason. Its worker log may tell more.");
    if (summary.state == RunState::Lost)
        return RunText::tr(
            "The training process ended without a word. Resume the run to go on from its last checkpoint.");
    return {};
}

QString progressText(const RunSummary &summary)
{
    if (summary.totalEpochs <= 0)
        return {};
    const QLocale locale;
    const auto total = locale.toString(static_cast<qlonglong>(summary.totalEpochs));
    if (!isActive(summary.state))
        return RunText::tr("%1 of %2 epochs").arg(locale.toString(static_cast<qlonglong>(summary.epoch)), total);
    const auto current = std::min(summary.epoch + 1, summary.totalEpochs);
    return RunText::tr("Epoch %1 of %2").arg(locale.toString(static_cast<qlonglong>(current)), total);
}

std::optional<double> progressFraction(const RunSummary &summary)
{
    if (summary.totalSteps <= 0)
        return std::nullopt;
    return std::clamp(static_cast<double>(summary.step) / static_cast<double>(summary.totalSteps), 0.0, 1.0);
}

QString timeLeftText(const std::optional<double> &seconds)
{
    if (!seconds || !std::isfinite(*seconds))
        return {};
    if (*seconds < 50)
        return RunText::tr("less than a minute left");
    const auto minutes = std::max<qint64>(1, std::llround(*seconds / 60));
    if (minutes < 90)
        return RunText::tr("about %1 min left").arg(minutes);
    const auto tens = std::llround(*seconds / 600); // to ten minutes: more would be a pretence
    if (tens < 36 * 6)
        return tens % 6 == 0 ? RunText::tr("about %1 h left").arg(tens / 6)
                             : RunText::tr("about %1 h %2 min left").arg(tens / 6).arg(tens % 6 * 10);
    return RunText::tr("about %n day(s) left", nullptr, static_cast<int>(std::llround(*seconds / 86400)));
}

QString durationText(double seconds)
{
    const auto whole = std::llround(std::max(0.0, seconds));
    if (whole < 100)
        return RunText::tr("%1 s").arg(whole);
    const auto minutes = (whole + 30) / 60;
    if (minutes < 100)
        return RunText::tr("%1 min").arg(minutes);
    return RunText::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString numberText(double value)
{
    if (std::isnan(value))
        return RunText::tr("not a number");
    if (std::isinf(value))
        return value > 0 ? RunText::tr("infinite") : RunText::tr("minus infinite");
    return QLocale().toString(value, 'g', 4);
}

QString lossText(const std::optional<double> &loss)
{
    if (!loss)
        return none();
    return std::isfinite(*loss) ? QLocale().toString(*loss, 'f', 3) : numberText(*loss);
}

QString percentText(const std::optional<double> &share)
{
    if (!share)
        return none();
    return std::isfinite(*share) ? RunText::tr("%1 %").arg(QLocale().toString(*share * 100, 'f', 1))
                                 : numberText(*share);
}

QString speedText(const std::optional<double> &imagesPerSecond)
{
    if (!imagesPerSecond || !std::isfinite(*imagesPerSecond))
        return none();
    return QLocale().toString(*imagesPerSecond, 'f', *imagesPerSecond < 10 ? 1 : 0);
}

QString momentText(std::int64_t wallMs)
{
    if (wallMs <= 0)
        return none();
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(wallMs);
    const QLocale locale;
    const QString time = locale.toString(moment.time(), QLocale::ShortFormat);
    const QDate today = QDate::currentDate();
    if (moment.date() == today)
        return time;
    if (moment.date() == today.addDays(-1))
        return RunText::tr("yesterday %1").arg(time);
    return RunText::tr("%1 %2", "date and time").arg(locale.toString(moment.date(), QLocale::ShortFormat), time);
}

QString bytesText(std::int64_t bytes)
{
    return bytes <= 0 ? none() : QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString runTitle(const RunSummary &summary)
{
    return QString::fromStdString(summary.name.empty() ? summary.id.toString() : summary.name);
}

} // namespace tandem
