#include "ui/charts/chart_tools.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/curve_table.h"
#include "ui/charts/run_legend.h"
#include "ui/charts/vector_chart.h"

#include <QSplitter>

#include <algorithm>
#include <cmath>

// How the charts of the panel move together.

namespace tandem {

namespace {

constexpr qint64 kOneGestureMs = 500; // what follows within this time is one step of the history

} // namespace

void ChartsPanel::onRunsChanged()
{
    m_legend->setRuns(m_runs);
    m_legend->setVisible(m_runs.runs().size() > 1);
    m_tools->setBandsOffered(m_runs.hasSeedGroups());
    if (m_runs.find(m_look.highlighted) == nullptr)
        m_look.highlighted = {};
    applyLook();
    onDataChanged();
}

void ChartsPanel::onDataChanged()
{
    m_dataTimer.stop();
    for (ChartCard *card : m_cards) {
        if (auto *chart = qobject_cast<SeriesChart *>(card))
            chart->takeData();
        else
            static_cast<VectorChart *>(card)->takeData();
    }
    if (m_view.following)
        followRuns(false);
    if (!m_tableTimer.isActive())
        m_tableTimer.start();
}

void ChartsPanel::applyLook()
{
    m_look.x = m_layout.x;
    m_look.logX = m_layout.logX && m_layout.x != XKind::Wall;
    m_look.smoothing = m_layout.smoothing;
    m_look.bands = m_layout.bands;
    eachSeries([this](SeriesChart &chart) { chart.setLook(m_look); });
}

void ChartsPanel::setHighlighted(const RunId &run)
{
    m_look.highlighted = run;
    m_legend->setHighlighted(run);
    for (ChartCard *card : m_cards)
        if (auto *vectors = qobject_cast<VectorChart *>(card))
            vectors->setRun(run);
    applyLook();
}

void ChartsPanel::setCursor(const std::optional<double> &x)
{
    m_cursor = x;
    eachSeries([&x](SeriesChart &chart) { chart.setCursor(x); });
    m_table->curves().setCursor(m_layout.x, x);
}

void ChartsPanel::setBrush(const std::optional<std::pair<double, double>> &brush)
{
    m_brush = brush;
    eachSeries([&brush](SeriesChart &chart) { chart.setBrush(brush); });
    m_table->curves().setBrush(brush);
    if (brush && !m_layout.table) { // a range is drawn to see its numbers
        m_layout.table = true;
        m_tools->setLayout(m_layout);
        updateTable();
        Q_EMIT arrangementChanged();
    }
}

void ChartsPanel::updateTable()
{
    const bool appears = m_layout.table && m_table->isHidden();
    m_table->setVisible(m_layout.table);
    if (!m_layout.table)
        return;
    std::vector<ChartCurve> curves;
    eachSeries(
        [&curves](SeriesChart &chart) { curves.insert(curves.end(), chart.curves().begin(), chart.curves().end()); });
    m_table->curves().setCurves(std::move(curves));
    m_table->curves().setCursor(m_layout.x, m_cursor);
    if (!appears)
        return;
    const int height = m_splitter->height(); // as many rows as there are, but the charts keep most of the room
    const int wanted = std::min(m_table->wholeHeight(), height * 2 / 5);
    m_splitter->setSizes({height - wanted, wanted});
}

/// All that there is of all runs, with a little room.
std::pair<double, double> ChartsPanel::wholeRange() const
{
    std::optional<std::pair<double, double>> extent;
    eachSeries([&extent](SeriesChart &chart) {
        if (const auto own = chart.xExtent())
            extent =
                extent ? std::pair(std::min(extent->first, own->first), std::max(extent->second, own->second)) : *own;
    });
    if (m_look.logX) {
        const double high = extent ? std::max(extent->second, 1e-6) : 10;
        const double low = extent && extent->first > 0 ? extent->first : high / 1000;
        return {std::min(low, high / 10) / 1.05, high * 1.05};
    }
    if (m_layout.x == XKind::Wall) {
        const auto [low, high] = extent.value_or(std::pair(0.0, 3600.0));
        const double span = std::max(high - low, 10.0);
        return {low - 0.01 * span, high + 0.02 * span};
    }
    const double last = extent ? std::max(extent->second, 2 * leastSpan()) : 2 * leastSpan();
    return {-0.01 * last, 1.02 * last};
}

/// Closer than a few steps, an empty chart helps nobody.
double ChartsPanel::leastSpan() const
{
    constexpr double kSteps = 5;
    const RunClock clock = m_runs.runs().empty() ? RunClock() : m_runs.runs().front()->clock;
    switch (m_layout.x) {
    case XKind::Epoch:
        return kSteps / static_cast<double>(std::max<std::int64_t>(clock.stepsPerEpoch, 1));
    case XKind::Samples:
        return kSteps * static_cast<double>(std::max<std::int64_t>(clock.batchSize, 1));
    case XKind::Relative:
    case XKind::Wall:
        return 0.5; // seconds
    case XKind::Step:
        break;
    }
    return kSteps;
}

void ChartsPanel::zoomTo(double from, double to)
{
    const auto [low, high] = wholeRange();
    if (m_look.logX) {
        m_view.from = std::clamp(from, low, high / 1.01);
        m_view.to = std::clamp(to, m_view.from * 1.01, high);
        m_view.following = m_view.from <= low * 1.001 && m_view.to >= high * 0.999;
    } else {
        const double span = std::clamp(to - from, std::min(leastSpan(), high - low), high - low);
        m_view.from = std::clamp(from, low, high - span);
        m_view.to = m_view.from + span;
        m_view.following = span >= 0.999 * (high - low);
    }
    showView();
    remember();
}

void ChartsPanel::followRuns(bool atOnce)
{
    m_view.following = true;
    std::tie(m_view.from, m_view.to) = wholeRange();
    showView(atOnce);
}

void ChartsPanel::showView(bool atOnce)
{
    eachSeries([this, atOnce](SeriesChart &chart) { chart.setXRange(m_view.from, m_view.to, atOnce); });
    updateNavigation();
}

void ChartsPanel::remember()
{
    m_view.y.clear();
    eachSeries([this](SeriesChart &chart) { m_view.y.push_back(chart.yRange()); });
    const bool joins = m_sinceRemembered.isValid() && m_sinceRemembered.elapsed() < kOneGestureMs;
    m_history.push(m_view, joins);
    m_sinceRemembered.start();
    updateNavigation();
}

void ChartsPanel::travel(int steps)
{
    if (!m_history.canGo(steps))
        return;
    m_view = m_history.go(steps);
    m_sinceRemembered.invalidate();
    std::size_t at = 0;
    eachSeries([&](SeriesChart &chart) {
        chart.setYRange(at < m_view.y.size() ? m_view.y[at] : std::nullopt);
        ++at;
    });
    if (m_view.following)
        followRuns(); // the runs may have gone on since
    else
        showView();
}

void ChartsPanel::updateNavigation()
{
    const bool freeY = std::any_of(m_cards.begin(), m_cards.end(), [](ChartCard *card) {
        const auto *chart = qobject_cast<SeriesChart *>(card);
        return chart != nullptr && chart->yRange().has_value();
    });
    m_tools->setNavigation(m_history.canGo(-1), m_history.canGo(1), !m_view.following || freeY);
}

void ChartsPanel::flush()
{
    if (m_dataTimer.isActive())
        onDataChanged();
    eachSeries([](SeriesChart &chart) { chart.flush(); });
}

} // namespace tandem
