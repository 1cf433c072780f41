#include "ui/launch/learning_rate_curve.h"

#include "core/config/schedule.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tandem {

namespace {

constexpr std::int64_t kPoints = 200;
constexpr std::int64_t kAssumedStepsPerEpoch = 100; // where the images are not known

} // namespace

LearningRateCurve::LearningRateCurve(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Learning rate over the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LearningRateCurve::setSettings(const Settings &settings, std::int64_t trainImages)
{
    m_points.clear();
    m_epochs = static_cast<double>(settings.train.epochs);
    const std::int64_t batch = std::max<std::int64_t>(1, settings.train.batchSize);
    const std::int64_t images = trainImages >= batch ? trainImages : batch * kAssumedStepsPerEpoch;
    const Schedule schedule = makeSchedule(settings, images);
    m_peak = schedule.peak;
    m_warmup = static_cast<double>(schedule.warmupSteps) / static_cast<double>(schedule.stepsPerEpoch);
    const std::int64_t last = schedule.totalSteps - 1;
    const auto add = [&](std::int64_t step) {
        m_points.push_back(
            {static_cast<double>(step) / static_cast<double>(schedule.stepsPerEpoch), schedule.learningRate(step)});
    };
    for (std::int64_t i = 0; i <= std::min(kPoints, last); ++i) {
        const std::int64_t step = last <= kPoints ? i : last * i / kPoints;
        // The corner must not be cut off.
        const bool wasRising = !m_points.empty() && m_points.back().epoch < m_warmup;
        if (wasRising && step > schedule.warmupSteps)
            add(schedule.warmupSteps);
        add(step);
    }
    setAccessibleDescription(sentence());
    setToolTip(sentence());
    update();
}

QString LearningRateCurve::sentence() const
{
    const QLocale locale;
    const QString end = locale.toString(m_epochs, 'g', 6);
    if (m_warmup > 0)
        return tr("The learning rate rises to %1 over %2 epochs, then falls along a cosine to 0 at epoch %3.")
            .arg(numberText(m_peak), locale.toString(m_warmup, 'g', 4), end);
    return tr("The learning rate begins at %1 and falls along a cosine to 0 at epoch %2.").arg(numberText(m_peak), end);
}

QSize LearningRateCurve::sizeHint() const
{
    return {240, fontMetrics().height() * 5};
}

QSize LearningRateCurve::minimumSizeHint() const
{
    return {140, fontMetrics().height() * 4};
}

void LearningRateCurve::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(captionFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const QLocale locale;
    const QString peak = numberText(m_peak);
    const int left =
        std::max(metrics.horizontalAdvance(peak), metrics.horizontalAdvance(QStringLiteral("0"))) + space::kSmall;
    const QRectF plot(left, metrics.height() / 2.0, width() - left - 1,
                      height() - 1.5 * metrics.height() - space::kTight - 1);
    if (plot.width() < 20 || plot.height() < 10 || m_points.empty())
        return;
    const auto at = [&](double epoch, double rate) {
        return QPointF(plot.left() + epoch / m_epochs * plot.width(),
                       plot.bottom() - (m_peak > 0 ? rate / m_peak : 0) * plot.height());
    };
    painter.setPen(c.chartGrid);
    painter.drawLine(plot.topLeft(), plot.topRight());
    painter.setPen(c.chartAxis);
    painter.drawLine(plot.topLeft(), plot.bottomLeft());
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(c.mutedText);
    const auto label = [&](double y, const QString &text) {
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, left - space::kTight, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    label(plot.top(), peak);
    label(plot.bottom(), QStringLiteral("0"));
    const QRectF below(plot.left(), plot.bottom() + space::kTight, plot.width(), metrics.height());
    painter.drawText(below, Qt::AlignRight, tr("epoch %1").arg(locale.toString(m_epochs, 'g', 6)));
    if (m_warmup > 0 && m_warmup < m_epochs) {
        const QPointF top = at(m_warmup, m_peak);
        painter.setPen(QPen(c.chartAxis, 1, Qt::DashLine));
        painter.drawLine(top, QPointF(top.x(), plot.bottom()));
        painter.setPen(c.mutedText);
        const QString warm = locale.toString(m_warmup, 'g', 4);
        const double half = metrics.horizontalAdvance(warm) / 2.0;
        const QRectF place(std::max(plot.left(), top.x() - half - 2), below.top(), 2 * half + 4, metrics.height());
        painter.drawText(place, Qt::AlignCenter, warm);
    }
    QPainterPath path(at(m_points.front().epoch, m_points.front().rate));
    for (const Point &point : m_points)
        path.lineTo(at(point.epoch, point.rate));
    painter.setPen(QPen(c.accentText, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

} // namespace tandem
