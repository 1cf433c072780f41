#include "ui/charts/series_chart.h"

#include "ui/charts/chart_text.h"
#include "ui/charts/cursor_card.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tandem {

SeriesChart::SeriesChart(const ChartedRuns &runs, QWidget *parent) : ChartCard(parent), m_runs(runs)
{
    buildPlot();
    m_drawTimer.setSingleShot(true);
    connect(&m_drawTimer, &QTimer::timeout, this, &SeriesChart::draw);
    SeriesChart::applyTheme();
}

SeriesChart::~SeriesChart() = default;

void SeriesChart::buildPlot()
{
    m_plot = new ChartPlot(this);
    m_plot->installEventFilter(this);
    connect(m_plot, &ChartPlot::rangeWanted, this, &SeriesChart::rangeWanted);
    connect(m_plot, &ChartPlot::yRangeWanted, this, [this](double from, double to) {
        setYRange(std::pair(from, to));
        Q_EMIT yRangeChanged();
    });
    setBody(m_plot);
    m_empty = new QLabel(m_plot);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_badge = new QToolButton(m_plot);
    m_badge->setFont(captionFont());
    m_badge->setAutoRaise(true);
    m_badge->setFocusPolicy(Qt::NoFocus); // Shift+0 does the same
    m_badge->hide();
    connect(m_badge, &QToolButton::clicked, this, [this] {
        m_spec.clip = false;
        setYRange(std::nullopt);
        Q_EMIT specChanged();
        Q_EMIT yRangeChanged();
    });
    m_card = new CursorCard(m_plot);
}

void SeriesChart::setSpec(const ChartSpec &spec)
{
    ChartCard::setSpec(spec);
    QStringList titles;
    for (const std::string &name : spec.series)
        titles << seriesStyle(name).title;
    setTitle(titles.join(QStringLiteral(", ")));
    const SeriesStyle first = seriesStyle(spec.series.empty() ? std::string() : spec.series.front());
    m_plot->setScale(first.scale, spec.logY);
    m_plot->setXAxis(m_look.x, m_look.logX, axisLabel());
    takeData();
}

void SeriesChart::setLook(const ChartLook &look)
{
    if (look == m_look)
        return;
    const bool moved = look.x != m_look.x;
    m_look = look;
    if (moved)
        m_cursor.reset();
    m_plot->setXAxis(look.x, look.logX, axisLabel());
    takeData();
}

bool SeriesChart::isSmoothed(const ChartCurve &curve) const
{
    return m_look.smoothing.isOn() && curve.style.smooths;
}

QString SeriesChart::axisLabel() const
{
    QString label = xKindText(m_look.x);
    const bool smooths = std::any_of(m_spec.series.begin(), m_spec.series.end(),
                                     [](const std::string &name) { return seriesStyle(name).smooths; });
    if (m_look.smoothing.isOn() && smooths)
        label = tr("%1 · %2", "horizontal axis, kind of smoothing").arg(label, smoothingText(m_look.smoothing));
    return label;
}

/// Curves of the runs in their order; what stays keeps its smoothed values.
void SeriesChart::rebuildCurves()
{
    std::vector<ChartCurve> before = std::exchange(m_curves, {});
    const bool severalRuns = m_runs.runs().size() > 1;
    for (const auto &run : m_runs.runs()) {
        const ChartedSeries *timed = run->measured(series::kLoss);
        const XMapping mapping =
            XMapping::make(m_look.x, run->clock, timed != nullptr ? timed->points : PointColumns());
        for (std::size_t i = 0; i < m_spec.series.size(); ++i) {
            const ChartedSeries *known = run->measured(m_spec.series[i]);
            if (known == nullptr)
                continue;
            ChartCurve curve;
            curve.run = run->id;
            curve.runName = run->name;
            curve.style = seriesStyle(m_spec.series[i]);
            curve.color = severalRuns ? run->color : i;
            curve.dash = severalRuns ? run->dash + static_cast<int>(i) : 0;
            curve.group = run->group;
            curve.generation = known->generation;
            curve.mapping = mapping;
            const auto old = std::find_if(before.begin(), before.end(), [&curve](const ChartCurve &candidate) {
                return candidate.run == curve.run && candidate.style.name == curve.style.name &&
                       candidate.generation == curve.generation;
            });
            const bool isSame = old != before.end() && old->points.size() == known->points.size();
            curve.points = isSame ? std::move(old->points) : known->points; // most curves are as they were
            if (old != before.end() && old->smooth && old->smooth->smoothing() == m_look.smoothing &&
                old->smooth->size() <= curve.points.size())
                curve.smooth = old->smooth;
            m_curves.push_back(std::move(curve));
        }
    }
    m_active = std::min(m_active, m_curves.empty() ? 0 : m_curves.size() - 1);
}

void SeriesChart::takeData()
{
    rebuildCurves();
    smoothCurves();
    updateWords();
    drawSoon();
}

void SeriesChart::updateWords()
{
    setCaption(captionText());
    m_empty->setText(emptyText());
    m_empty->setVisible(m_curves.empty());
    m_empty->setGeometry(m_plot->rect().adjusted(24, 0, -24, -16));
    m_plot->setTickLabels(!m_curves.empty() || !m_plot->references().empty());
    updateReadout();
}

/// The unit, and for kNN accuracy what it depends on.
QString SeriesChart::captionText() const
{
    if (m_spec.series.empty())
        return {};
    const SeriesStyle style = seriesStyle(m_spec.series.front());
    if (style.name != series::kKnnAccuracy || m_runs.runs().empty())
        return style.unit;
    const auto &evaluations = m_runs.runs().front()->evaluations;
    if (evaluations.empty() || !evaluations.back().knnAccuracy)
        return style.unit;
    const EvaluationRecord &latest = evaluations.back();
    return tr("k %1 · τ %2 · %3 · %4 · %5", "neighbours, temperature, metric, feature, split")
        .arg(QLocale().toString(static_cast<qlonglong>(latest.knnNeighbors)), numberText(latest.knnTemperature),
             QString::fromStdString(latest.knnMetric), QString::fromStdString(latest.knnFeature),
             QString::fromStdString(latest.testSplit));
}

QString SeriesChart::emptyText() const
{
    if (m_runs.runs().empty())
        return tr("Select a run, and its curves are drawn here.");
    const SeriesStyle style = seriesStyle(m_spec.series.empty() ? std::string() : m_spec.series.front());
    const ChartedRun &run = *m_runs.runs().front();
    if (style.name == series::kKnnAccuracy && !run.evaluations.empty() && !run.evaluations.back().knnAccuracy)
        return tr("These images carry no labels, so there is no accuracy to measure.");
    const bool live = std::any_of(m_runs.runs().begin(), m_runs.runs().end(), [](const auto &r) { return r->live; });
    if (!live)
        return tr("Nothing was measured.");
    return style.sparse ? tr("The first value comes with the first evaluation.")
                        : tr("The first point comes after the first step.");
}

void SeriesChart::setXRange(double from, double to, bool atOnce)
{
    const QCPRange shown = m_plot->xAxis->range(); // a drag beyond the end has moved it already
    if (m_xRange == std::pair(from, to) && shown.lower == from && shown.upper == to)
        return;
    m_xRange = {from, to};
    m_plot->setXRange(from, to);
    drawSoon();
    if (atOnce)
        m_drawTimer.start(0);
}

void SeriesChart::setYRange(const std::optional<std::pair<double, double>> &range)
{
    if (range == m_yRange)
        return;
    m_yRange = range;
    m_plot->setFreeY(range.has_value());
    m_isDue = true;
    m_drawTimer.start(0);
}

void SeriesChart::setCursor(std::optional<double> x)
{
    m_cursor = x;
    drawCursor();
    updateReadout();
}

void SeriesChart::setBrush(const std::optional<std::pair<double, double>> &brush)
{
    if (brush == m_brush)
        return;
    m_brush = brush;
    m_plot->setBrush(brush);
}

std::optional<std::pair<double, double>> SeriesChart::xExtent() const
{
    std::optional<std::pair<double, double>> found;
    for (const ChartCurve &curve : m_curves) {
        const PlacedCurve placed = curve.measured();
        const double low = placed.x(0), high = placed.x(placed.size() - 1);
        found = found ? std::pair(std::min(found->first, low), std::max(found->second, high)) : std::pair(low, high);
    }
    return found;
}

QString SeriesChart::readout() const
{
    if (m_curves.empty())
        return {};
    const ChartCurve &curve = m_curves[m_active];
    if (!m_cursor)
        return m_curves.size() == 1 ? seriesValueText(curve.style, curve.points.back().value) : QString();
    const SeriesPoint point = curve.points[curve.measured().nearest(*m_cursor)];
    const ChartedRun *run = m_runs.find(curve.run);
    const QString place = placeText(point, run != nullptr ? run->clock.stepsPerEpoch : 0);
    const QString value = seriesValueText(curve.style, point.value);
    if (m_curves.size() == 1)
        return tr("%1: %2", "place: value").arg(place, value);
    return tr("%1, %2: %3", "curve, place: value").arg(curveText(curve, m_spec.series.size() > 1), place, value);
}

QString SeriesChart::summary() const
{
    constexpr std::size_t kMost = 8;
    if (m_curves.empty())
        return emptyText();
    const QLocale locale;
    QStringList sentences;
    for (std::size_t i = 0; i < std::min(kMost, m_curves.size()); ++i) {
        const ChartCurve &curve = m_curves[i];
        const SeriesPoint last = curve.points.back();
        const ValueExtent all = curve.points.extent();
        const QString name = m_curves.size() == 1 ? curve.style.title : curveText(curve, m_spec.series.size() > 1);
        QString text = tr("%1: last %2 at step %3")
                           .arg(name, seriesValueText(curve.style, last.value),
                                locale.toString(static_cast<qlonglong>(last.step)));
        if (!all.isEmpty())
            text += tr(", from %1 to %2")
                        .arg(seriesValueText(curve.style, all.low), seriesValueText(curve.style, all.high));
        if (all.nonFinite > 0)
            text += tr(", %n value(s) that are no numbers", nullptr, static_cast<int>(all.nonFinite));
        sentences << text;
    }
    QString text = sentences.join(QStringLiteral("; "));
    if (m_curves.size() > kMost)
        text += tr("; and %n more curve(s)", nullptr, static_cast<int>(m_curves.size() - kMost));
    for (const PlotReference &reference : m_plot->references())
        text += QStringLiteral("; ") + reference.label;
    if (const QString outside = offScaleText(); !outside.isEmpty())
        text += QStringLiteral("; ") + outside;
    return text + QLatin1Char('.');
}

void SeriesChart::updateReadout()
{
    const bool single = m_curves.size() == 1;
    setValue(single ? readout() : QString());
    captionLabel()->setVisible(!single || !m_cursor); // the place of the cursor needs the room
}

QString SeriesChart::offScaleText() const
{
    if (m_outside.above + m_outside.below == 0)
        return {};
    if (m_outside.below == 0)
        return tr("%n point(s) above the range", nullptr, static_cast<int>(m_outside.above));
    if (m_outside.above == 0)
        return tr("%n point(s) below the range", nullptr, static_cast<int>(m_outside.below));
    const QLocale locale;
    const auto number = [&locale](std::size_t n) { return locale.toString(static_cast<qulonglong>(n)); };
    return tr("%1 above and %2 below the range").arg(number(m_outside.above), number(m_outside.below));
}

void SeriesChart::applyTheme()
{
    ChartCard::applyTheme();
    if (m_plot == nullptr)
        return;
    const ThemeColors &colors = colorsFor(palette());
    QPalette muted = m_empty->palette();
    muted.setColor(QPalette::WindowText, colors.mutedText);
    m_empty->setPalette(muted);
    QPalette badge = m_badge->palette();
    badge.setColor(QPalette::ButtonText, colors.warning);
    m_badge->setPalette(badge);
    drawSoon();
}

void SeriesChart::fillMenu(QMenu &menu)
{
    QAction *logarithmic = menu.addAction(tr("&Logarithmic vertical axis"));
    logarithmic->setCheckable(true);
    logarithmic->setChecked(m_spec.logY);
    logarithmic->setShortcut(Qt::Key_L);
    connect(logarithmic, &QAction::toggled, this, [this](bool on) {
        ChartSpec changed = m_spec;
        changed.logY = on;
        changeSpec(changed);
    });
    QAction *clip = menu.addAction(tr("Range without &outliers"));
    clip->setCheckable(true);
    clip->setChecked(m_spec.clip);
    clip->setToolTip(tr("Shows the middle 90 % of the values; a badge counts the points outside"));
    connect(clip, &QAction::toggled, this, [this](bool on) {
        ChartSpec changed = m_spec;
        changed.clip = on;
        changeSpec(changed);
    });
    for (const ChartCurve &curve : m_curves) {
        const PlacedCurve placed = curve.measured();
        std::optional<double> first;
        if (curve.points.extent().nonFinite > 0)
            curve.points.visitNonFinite(0, curve.points.size(), [&](std::size_t index, double) {
                if (!first)
                    first = placed.x(index);
            });
        if (!first)
            continue;
        menu.addAction(tr("&Go to the first value that is no number"), this, [this, x = *first] {
            const double half = 0.05 * (m_xRange.second - m_xRange.first);
            Q_EMIT rangeWanted(x - half, x + half);
            Q_EMIT cursorWanted(x);
        });
        break;
    }
    menu.addSeparator();
}

} // namespace tandem
