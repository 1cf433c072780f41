#include "ui/sweeps/best_so_far.h"

#include "ui/runs/run_text.h"
#include "ui/sweeps/sweep_text.h"
#include "ui/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tandem {

std::vector<BestSoFar::Step> bestSoFar(const SweepView &view, const SweepGoal &goal)
{
    std::vector<const RunSummary *> ended;
    for (const SweepCell &cell : view.cells)
        for (const CellRepeat &repeat : cell.repeats)
            if (const RunSummary *run = view.run(repeat.run); run != nullptr && view.value(repeat, goal))
                ended.push_back(run);
    std::sort(ended.begin(), ended.end(), [](const RunSummary *a, const RunSummary *b) {
        return std::tie(a->endedMs, a->id) < std::tie(b->endedMs, b->id);
    });
    std::vector<BestSoFar::Step> steps;
    for (const RunSummary *run : ended) {
        const double value = *view.valueNow(run->id, goal);
        const double before = steps.empty() ? value : steps.back().best;
        steps.push_back(
            {run->id, runTitle(*run), value, goal.maximize ? std::max(before, value) : std::min(before, value)});
    }
    return steps;
}

BestSoFar::BestSoFar(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Best result so far"));
    setFocusPolicy(Qt::StrongFocus);
}

void BestSoFar::setSteps(std::vector<Step> steps, const SweepGoal &goal)
{
    m_steps = std::move(steps);
    m_goal = goal;
    m_current = std::min(m_current, static_cast<int>(m_steps.size()) - 1);
    m_low = m_high = m_steps.empty() ? 0 : m_steps.front().value;
    for (const Step &step : m_steps) {
        m_low = std::min(m_low, step.value);
        m_high = std::max(m_high, step.value);
    }
    const double margin = std::max((m_high - m_low) * 0.08, std::abs(m_high) * 0.01 + 1e-9);
    m_low -= margin;
    m_high += margin;
    setAccessibleDescription(summary());
    update();
}

void BestSoFar::setMarked(const std::set<RunId> &runs)
{
    m_marked = runs;
    update();
}

QString BestSoFar::summary() const
{
    if (m_steps.empty())
        return tr("No run has ended yet.");
    const auto best = std::find_if(m_steps.begin(), m_steps.end(),
                                   [this](const Step &step) { return step.value == m_steps.back().best; });
    return tr("%Ln run(s); the best, %1, is %2", nullptr, static_cast<int>(m_steps.size()))
        .arg(valueText(m_goal, best->value), best->name);
}

QRectF BestSoFar::plotRect() const
{
    const QFontMetrics metrics(captionFont());
    const int left = std::max(metrics.horizontalAdvance(valueText(m_goal, m_low)),
                              metrics.horizontalAdvance(valueText(m_goal, m_high))) +
                     space::kMedium;
    return QRectF(rect()).adjusted(left, space::kMedium + QFontMetrics(font()).height(), -space::kMedium,
                                   -2 * metrics.height() - space::kSmall);
}

QPointF BestSoFar::pointOf(std::size_t step, double value) const
{
    const QRectF plot = plotRect();
    const double count = std::max<double>(1, static_cast<double>(m_steps.size()) - 1);
    return {plot.left() + plot.width() * (m_steps.size() < 2 ? 0.5 : static_cast<double>(step) / count),
            plot.bottom() - plot.height() * (value - m_low) / (m_high - m_low)};
}

void BestSoFar::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_steps.empty()) {
        painter.setPen(c.mutedText);
        painter.drawText(rect().adjusted(space::kLarge, 0, -space::kLarge, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Here the best result so far will rise, once runs of the sweep have ended."));
        return;
    }
    const QRectF plot = plotRect();
    painter.setPen(c.text);
    painter.drawText(QRectF(0, 0, width(), QFontMetrics(font()).height()), Qt::AlignLeft, goalText(m_goal));
    painter.setFont(captionFont());
    const QFontMetrics metrics = painter.fontMetrics();
    for (int i = 0; i <= 4; ++i) {
        const double value = m_low + (m_high - m_low) * i / 4.0;
        const double y = plot.bottom() - plot.height() * i / 4.0;
        painter.setPen(c.chartGrid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(c.mutedText);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, plot.left() - space::kSmall, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, valueText(m_goal, value));
    }
    painter.setPen(c.chartAxis);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(c.mutedText);
    const QLocale locale;
    painter.drawText(QRectF(plot.left(), plot.bottom() + space::kTight, plot.width(), metrics.height()), Qt::AlignLeft,
                     QStringLiteral("1"));
    painter.drawText(QRectF(plot.left(), plot.bottom() + space::kTight, plot.width(), metrics.height()), Qt::AlignRight,
                     locale.toString(static_cast<qlonglong>(m_steps.size())));
    painter.drawText(QRectF(plot.left(), plot.bottom() + space::kTight, plot.width(), metrics.height()),
                     Qt::AlignHCenter, tr("runs in the order of their ends"));
    QPainterPath best(pointOf(0, m_steps.front().best));
    for (std::size_t i = 1; i < m_steps.size(); ++i) {
        best.lineTo(pointOf(i, m_steps[i - 1].best));
        best.lineTo(pointOf(i, m_steps[i].best));
    }
    painter.setPen(QPen(c.accentText, 2));
    painter.drawPath(best);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const bool isMarked = m_marked.count(m_steps[i].run) > 0;
        const QPointF at = pointOf(i, m_steps[i].value);
        painter.setPen(isMarked ? QPen(c.text, 2) : QPen(c.control, 1));
        painter.setBrush(isMarked ? c.accent : c.surface);
        painter.drawEllipse(at, isMarked ? 5 : 3.5, isMarked ? 5 : 3.5);
        if (hasFocus() && static_cast<int>(i) == m_current) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(c.accent, 2));
            painter.drawEllipse(at, 8, 8);
        }
    }
}

int BestSoFar::stepAt(const QPointF &point) const
{
    int nearest = -1;
    double distance = 12;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const double off = QLineF(point, pointOf(i, m_steps[i].value)).length();
        if (off < distance) {
            distance = off;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void BestSoFar::pick(int step)
{
    m_current = step;
    update();
    if (step < 0)
        return Q_EMIT picked({});
    const Step &chosen = m_steps[static_cast<std::size_t>(step)];
    setAccessibleDescription(tr("%1: %2", "a run, its value").arg(chosen.name, valueText(m_goal, chosen.value)));
    Q_EMIT picked({chosen.run});
}

void BestSoFar::mousePressEvent(QMouseEvent *event)
{
    pick(stepAt(event->position()));
}

void BestSoFar::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_steps.size()) - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Left)
        return pick(std::max(0, m_current - 1));
    if (event->key() == Qt::Key_Right)
        return pick(std::min(last, m_current + 1));
    if (event->key() == Qt::Key_Escape)
        return pick(-1);
    QWidget::keyPressEvent(event);
}

void BestSoFar::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void BestSoFar::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool BestSoFar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int step = stepAt(help->pos());
    if (step < 0) {
        QToolTip::hideText();
    } else {
        const Step &shown = m_steps[static_cast<std::size_t>(step)];
        QToolTip::showText(help->globalPos(),
                           tr("%1: %2", "a run, its value").arg(shown.name, valueText(m_goal, shown.value)), this);
    }
    return true;
}

} // namespace tandem
