#include "core/config/settings_table.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/cursor_card.h"
#include "ui/charts/series_chart.h"
#include "ui/theme.h"

#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <map>

// How a SeriesChart comes to be drawn.

namespace tandem {

namespace {

constexpr int kFrameMs = 40;                       // live curves move 25 times a second at most
constexpr std::size_t kSmoothedHere = 8192;        // points of the cheap average that the GUI thread may smooth
constexpr std::size_t kSampledForQuantiles = 4096; // a curve

/// What a lane smooths: a copy of the columns (which shares them), and how far it was.
struct SmoothingTask {
    std::size_t curve = 0;
    RunId run;
    std::string series;
    int generation = 0;
    PointColumns points;
    std::shared_ptr<const SmoothCurve> before;
    std::shared_ptr<const SmoothCurve> result;
};

std::shared_ptr<const SmoothCurve> extended(const std::shared_ptr<const SmoothCurve> &before,
                                            const Smoothing &smoothing, const PointColumns &points)
{
    auto curve = before ? std::make_shared<SmoothCurve>(*before) : std::make_shared<SmoothCurve>(smoothing);
    curve->extendTo(points);
    return curve;
}

/// True where the curve goes up and down by several pixels from point to point, as noise over many steps does.
bool isRough(const std::vector<PlotPoint> &points, double valuePerPixel)
{
    constexpr std::size_t kMany = 600;
    constexpr double kPixels = 3;
    double way = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        if (const double leap = std::abs(points[i].y - points[i - 1].y); std::isfinite(leap))
            way += leap;
    return points.size() > kMany && way > kPixels * valuePerPixel * static_cast<double>(points.size());
}

/// [low, high] of the middle 90 % of the values.
std::pair<double, double> middleOf(std::vector<double> &values)
{
    const auto at = [&values](double share) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const double low = at(0.05);
    return {low, at(0.95)};
}

} // namespace

void SeriesChart::drawSoon()
{
    m_isDue = true;
    if (m_drawTimer.isActive())
        return;
    const qint64 since = m_sinceDrawn.isValid() ? m_sinceDrawn.elapsed() : kFrameMs;
    m_drawTimer.start(static_cast<int>(std::clamp<qint64>(kFrameMs - since, 0, kFrameMs)));
}

void SeriesChart::showEvent(QShowEvent *event)
{
    ChartCard::showEvent(event);
    if (m_isDue)
        m_drawTimer.start(0);
}

void SeriesChart::flush()
{
    m_drawTimer.stop();
    m_plot->layOut();
    drawReferences();
    fitY();
    const std::vector<double> edges = m_plot->columnEdges();
    drawCurves(edges);
    drawBands(edges);
    drawMarkers();
    updateBadge();
    drawCursor();
    m_isDue = false;
    m_sinceDrawn.start();
}

/// A chart that nobody sees is drawn when it is shown.
void SeriesChart::draw()
{
    if (!m_isDue || !isVisible())
        return;
    flush();
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

QColor SeriesChart::colorOf(const ChartCurve &curve) const
{
    return seriesColor(curve.color, colorsFor(palette()));
}

std::pair<std::size_t, std::size_t> SeriesChart::visibleRange(const ChartCurve &curve) const
{
    const PlacedCurve placed = curve.measured();
    const std::size_t first = placed.lowerBound(m_xRange.first);
    std::size_t last = placed.lowerBound(m_xRange.second);
    if (last < placed.size() && placed.x(last) <= m_xRange.second)
        ++last;
    return {first, last};
}

void SeriesChart::drawCurves(const std::vector<double> &edges)
{
    std::vector<PlotCurve> shown;
    std::vector<double> broken;
    const double valuePerPixel = m_plot->yAxis->range().size() / std::max(1, m_plot->axisRect()->height());
    for (const ChartCurve &curve : m_curves) {
        PlotCurve drawn;
        drawn.color = colorOf(curve);
        drawn.dash = curve.dash;
        drawn.sparse = curve.style.sparse;
        drawn.dimmed = m_look.highlighted.isValid() && m_look.highlighted != curve.run;
        drawn.raw = decimate(curve.measured(), edges);
        drawn.rough = isRough(drawn.raw, valuePerPixel);
        if (isSmoothed(curve) && curve.smooth)
            drawn.smooth = decimate(curve.smoothed(), edges);
        shown.push_back(std::move(drawn));
        const auto [first, last] = visibleRange(curve);
        const PlacedCurve placed = curve.measured();
        constexpr std::size_t kMostCrosses = 2000; // a run that failed early may be NaN for good
        if (curve.points.extent().nonFinite > 0)
            curve.points.visitNonFinite(first, last, [&](std::size_t index, double) {
                if (broken.size() < kMostCrosses)
                    broken.push_back(placed.x(index));
            });
    }
    std::sort(broken.begin(), broken.end());
    m_plot->setCurves(shown);
    m_plot->setBroken(broken);
}

void SeriesChart::drawBands(const std::vector<double> &edges)
{
    std::vector<PlotBand> bands;
    if (m_look.bands && m_runs.hasSeedGroups()) {
        std::map<std::pair<int, std::string>, std::vector<const ChartCurve *>> groups;
        for (const ChartCurve &curve : m_curves)
            groups[{curve.group, curve.style.name}].push_back(&curve);
        for (const auto &[key, members] : groups) {
            if (members.size() < 2)
                continue;
            std::vector<PlacedCurve> placed;
            for (const ChartCurve *member : members)
                placed.push_back(isSmoothed(*member) && member->smooth ? member->smoothed() : member->measured());
            bands.push_back({colorOf(*members.front()), seedBand(placed, edges)});
        }
    }
    m_plot->setBands(bands);
}

/// Resumes, the end of warm-up and the checkpoints of the current run: with twenty runs, lines of all would hide the
/// curves.
void SeriesChart::drawMarkers()
{
    std::vector<PlotMarker> markers;
    const ChartedRun *run = m_runs.find(m_look.highlighted);
    if (run == nullptr && !m_runs.runs().empty())
        run = m_runs.runs().front().get();
    if (run != nullptr) {
        const ChartedSeries *timed = run->measured(series::kLoss);
        const XMapping mapping =
            XMapping::make(m_look.x, run->clock, timed != nullptr ? timed->points : PointColumns());
        const auto placeOf = [&](std::int64_t step, std::int64_t wallMs) {
            SeriesPoint point{step, wallMs, 0};
            if (wallMs == 0 && timed != nullptr) {
                const std::size_t at = timed->points.lowerBound(step);
                point.wallMs = timed->points[std::min(at, timed->points.size() - 1)].wallMs;
            }
            return mapping.at(point);
        };
        const QLocale locale;
        for (const EventRecord &event : run->events)
            if (event.kind == "resumed")
                markers.push_back(
                    {PlotMarker::Kind::Resume, placeOf(event.step, event.wallMs),
                     tr("Resumed after step %1").arg(locale.toString(static_cast<qlonglong>(event.step)))});
        if (run->plan && run->plan->warmupSteps > 0 && run->plan->warmupSteps < run->lastStep())
            markers.push_back(
                {PlotMarker::Kind::WarmupEnd, placeOf(run->plan->warmupSteps, 0), tr("The warm-up ends here")});
        for (const StoredCheckpoint &checkpoint : run->checkpoints)
            markers.push_back(
                {PlotMarker::Kind::Checkpoint, placeOf(checkpoint.step, checkpoint.wallMs),
                 tr("Checkpoint of step %1").arg(locale.toString(static_cast<qlonglong>(checkpoint.step)))});
    }
    m_plot->setMarkers(markers);
}

/// The loss of chance of each run, once where they agree.
void SeriesChart::drawReferences()
{
    std::vector<PlotReference> references;
    const bool isLoss = std::any_of(m_spec.series.begin(), m_spec.series.end(), [](const std::string &name) {
        return name == series::kLoss || name == series::kEpochLoss;
    });
    for (const auto &run : m_runs.runs()) {
        if (!isLoss || !run->plan || !(run->plan->chanceLoss > 0) || !std::isfinite(run->plan->chanceLoss))
            continue;
        const double value = run->plan->chanceLoss;
        if (std::any_of(references.begin(), references.end(),
                        [value](const auto &known) { return std::abs(known.value - value) < 1e-9; }))
            continue;
        const auto settings = settingsFromJson(run->plan->settingsJson, {}, "the run's plan");
        const bool isNtXent = !settings || settings->objective.name == "nt-xent";
        const QString number = QLocale().toString(value, 'f', 3);
        references.push_back({value, (isNtXent ? tr("chance: ln(2N − 1) = %1") : tr("chance: %1")).arg(number)});
    }
    const auto same = [](const PlotReference &a, const PlotReference &b) {
        return a.value == b.value && a.label == b.label;
    };
    const auto &known = m_plot->references();
    if (!std::equal(references.begin(), references.end(), known.begin(), known.end(), same))
        m_plot->setReferences(references);
    m_plot->setTickLabels(!m_curves.empty() || !references.empty());
}

void SeriesChart::fitY()
{
    if (m_yRange)
        return m_plot->setYRange(m_yRange->first, m_yRange->second);
    double low = std::numeric_limits<double>::infinity(), high = -low;
    std::vector<double> sampled;
    for (const ChartCurve &curve : m_curves) {
        const auto [first, last] = visibleRange(curve);
        const ValueExtent extent = curve.points.extent(first, last);
        if (extent.isEmpty())
            continue;
        low = std::min(low, m_spec.logY ? curve.points.leastPositive(first, last) : extent.low);
        high = std::max(high, extent.high);
        if (!m_spec.clip)
            continue;
        const std::size_t stride = (last - first) / kSampledForQuantiles + 1;
        for (std::size_t i = first; i < last; i += stride)
            if (const double value = curve.points.value(i); std::isfinite(value) && (!m_spec.logY || value > 0))
                sampled.push_back(value);
    }
    const bool known = low <= high;
    if (known && sampled.size() >= 10)
        std::tie(low, high) = middleOf(sampled);
    const SeriesStyle style = m_spec.series.empty() ? SeriesStyle() : seriesStyle(m_spec.series.front());
    if (!known) {
        low = m_spec.logY ? 0.1 : 0;
        high = 1;
    }
    for (const PlotReference &reference : m_plot->references()) {
        // The reference belongs in the picture unless it would flatten the curve.
        const double reach = std::max(high - low, 0.25 * std::abs(reference.value));
        if (!known)
            low = high = reference.value;
        else if (reference.value > low - reach && reference.value < high + reach) {
            low = std::min(low, reference.value);
            high = std::max(high, reference.value);
        }
    }
    if (m_spec.logY) {
        const double margin = std::max(std::pow(high / low, 0.06), 1.05);
        return m_plot->setYRange(low / margin, high * margin);
    }
    if (style.scale == SeriesStyle::Scale::FromZero)
        low = std::min(low, 0.0);
    double span = high - low;
    if (span <= 1e-12 * std::max(std::abs(low), std::abs(high)))
        span = std::max(std::abs(high) * 0.2, 1e-6);
    // The words of a reference at the top need a line of text above it, also in a low chart.
    const double line = m_plot->references().empty() ? 0 : 18.0 / std::max(40, m_plot->axisRect()->height());
    const double above = std::max(0.14, line / (1 - std::min(line, 0.6)));
    const bool touchesZero = style.scale != SeriesStyle::Scale::Plain && low <= 0.02 * span;
    m_plot->setYRange(touchesZero ? std::min(low, 0.0) : low - 0.06 * span, high + above * span);
}

void SeriesChart::updateBadge()
{
    m_outside = {};
    if (m_yRange || m_spec.clip || m_spec.logY) {
        const QCPRange range = m_plot->yAxis->range();
        for (const ChartCurve &curve : m_curves) {
            const auto [first, last] = visibleRange(curve);
            const auto outside = curve.points.countOutside(first, last, range.lower, range.upper);
            m_outside.below += outside.below;
            m_outside.above += outside.above;
        }
    }
    const QString text = offScaleText();
    m_badge->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    const QLocale locale;
    QStringList parts;
    if (m_outside.above > 0)
        parts << QStringLiteral("▲ ") + locale.toString(static_cast<qulonglong>(m_outside.above));
    if (m_outside.below > 0)
        parts << QStringLiteral("▼ ") + locale.toString(static_cast<qulonglong>(m_outside.below));
    m_badge->setText(tr("%1 off scale").arg(parts.join(QLatin1Char(' '))));
    m_badge->setToolTip(tr("%1. Press to show them all (Shift+0).").arg(text));
    m_badge->setAccessibleName(text);
    m_badge->adjustSize();
    const QRect area = m_plot->axisRect()->rect();
    m_badge->move(area.right() - m_badge->width(), area.top());
}

/// What is cheap happens here; the rest in the lane, while the measured curve stands alone.
void SeriesChart::smoothCurves()
{
    std::vector<SmoothingTask> tasks;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        ChartCurve &curve = m_curves[i];
        if (!isSmoothed(curve)) {
            curve.smooth.reset();
            continue;
        }
        const std::size_t done = curve.smooth ? curve.smooth->size() : 0;
        if (done == curve.points.size())
            continue;
        const std::size_t work =
            (curve.points.size() - done) *
            (m_look.smoothing.kind == SmoothingKind::Median ? static_cast<std::size_t>(m_look.smoothing.window) : 1);
        if (work <= kSmoothedHere && done < 100'000) // the copy of what was done counts, too
            curve.smooth = extended(curve.smooth, m_look.smoothing, curve.points);
        else
            tasks.push_back({i, curve.run, curve.style.name, curve.generation, curve.points, curve.smooth, {}});
    }
    if (tasks.empty() || m_lane.isBusy()) // the lane's next answer asks again
        return;
    m_lane.submit(
        this,
        [tasks = std::move(tasks), smoothing = m_look.smoothing](const std::stop_token &stop) mutable {
            for (SmoothingTask &task : tasks)
                if (!stop.stop_requested())
                    task.result = extended(task.before, smoothing, task.points);
            return std::pair(smoothing, std::move(tasks));
        },
        [this](const std::pair<Smoothing, std::vector<SmoothingTask>> &done) {
            for (const SmoothingTask &task : done.second)
                for (ChartCurve &curve : m_curves)
                    if (curve.run == task.run && curve.style.name == task.series &&
                        curve.generation == task.generation && done.first == m_look.smoothing && task.result)
                        curve.smooth = task.result;
            QTimer::singleShot(0, this, [this] { smoothCurves(); }); // what came meanwhile; the lane is free by then
            drawSoon();
        });
}

void SeriesChart::drawCursor()
{
    std::vector<PlotDot> dots;
    struct Near {
        double distance;
        CursorRow row;
    };
    std::vector<Near> rows;
    for (std::size_t i = 0; m_cursor && i < m_curves.size(); ++i) {
        const ChartCurve &curve = m_curves[i];
        const std::size_t at = curve.measured().nearest(*m_cursor);
        const double measured = curve.points.value(at);
        const double value =
            isSmoothed(curve) && curve.smooth && at < curve.smooth->size() ? curve.smooth->value(at) : measured;
        if (std::isfinite(value))
            dots.push_back({curve.measured().x(at), value, colorOf(curve)});
        const double distance = std::isfinite(value) ? std::abs(m_plot->yAxis->coordToPixel(value) - m_mouseY) : 1e9;
        rows.push_back({distance,
                        {colorOf(curve), curve.dash, curveText(curve, m_spec.series.size() > 1),
                         seriesValueText(curve.style, measured), m_curves.size() > 1 && i == m_active && hasFocus()}});
    }
    m_plot->setCursor(m_cursor, dots);
    // Where the person looks; in the other charts the card would only hide the curves, and the table has their values.
    const bool shown = m_cursor && m_curves.size() > 1 && (m_plot->underMouse() || hasFocus());
    if (shown) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Near &a, const Near &b) { return a.distance < b.distance; });
        std::vector<CursorRow> nearest;
        for (std::size_t i = 0; i < std::min(rows.size(), CursorCard::kMostRows); ++i)
            nearest.push_back(std::move(rows[i].row));
        const auto left = static_cast<int>(rows.size() - nearest.size());
        m_card->setRows(xText(m_look.x, *m_cursor), std::move(nearest), left);
        m_card->placeBeside(static_cast<int>(m_plot->xAxis->coordToPixel(*m_cursor)), m_plot->axisRect()->rect());
    }
    m_card->setVisible(shown);
}

} // namespace tandem
