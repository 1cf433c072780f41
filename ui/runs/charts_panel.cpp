#include "ui/runs/charts_panel.h"

#include "core/config/settings_table.h"
#include "ui/runs/run_text.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

ChartSpec spec(std::string_view series, const QString &title, const QString &unit, ChartSpec::Scale scale,
               std::size_t color)
{
    ChartSpec made;
    made.series = series;
    made.title = title;
    made.unit = unit;
    made.scale = scale;
    made.color = color;
    return made;
}

} // namespace

ChartsPanel::ChartsPanel(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTight);
    layout->addWidget(buildTools());
    m_grid = new QWidget(this);
    auto *grid = new QGridLayout(m_grid);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::kSmall);
    layout->addWidget(m_grid, 1);
    buildCharts();
    arrange();
    clear();
}

QWidget *ChartsPanel::buildTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_axis = new QComboBox(tools);
    m_axis->addItem(tr("Steps"));
    m_axis->addItem(tr("Epochs"));
    m_axis->setAccessibleName(tr("Unit of the horizontal axis"));
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int index) {
        for (SeriesChart *chart : m_charts)
            chart->setAxis(static_cast<ChartAxis>(index), m_stepsPerEpoch);
    });
    m_smoothing = new QSlider(Qt::Horizontal, tools);
    m_smoothing->setRange(0, 99);
    m_smoothing->setFixedWidth(110);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Weight of a moving average over the noisy curves, as in TensorBoard. The measured "
                               "values stay visible behind it."));
    auto *weight = new QLabel(tools);
    weight->setFont(numberFont());
    weight->setMinimumWidth(weight->fontMetrics().horizontalAdvance(QStringLiteral("0.88")) + 2);
    const auto showWeight = [this, weight](int value) {
        weight->setText(value == 0 ? tr("off", "smoothing") : QLocale().toString(value / 100.0, 'f', 2));
        for (SeriesChart *chart : m_charts)
            chart->setSmoothing(value / 100.0);
    };
    connect(m_smoothing, &QSlider::valueChanged, this, showWeight);
    showWeight(0);
    m_reset = new QToolButton(tools);
    m_reset->setText(tr("Whole run"));
    m_reset->setToolTip(tr("Shows the whole run again and follows it (double-click in a chart, or 0)"));
    connect(m_reset, &QToolButton::clicked, this, &ChartsPanel::followRun);
    auto *axisLabel = new QLabel(tr("Horizontal"), tools);
    auto *smoothingLabel = new QLabel(tr("Smoothing"), tools);
    for (QWidget *widget :
         {static_cast<QWidget *>(axisLabel), static_cast<QWidget *>(m_axis), static_cast<QWidget *>(smoothingLabel),
          static_cast<QWidget *>(m_smoothing), static_cast<QWidget *>(weight)})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(m_reset);
    return tools;
}

void ChartsPanel::buildCharts()
{
    using Scale = ChartSpec::Scale;
    auto loss = spec(series::kLoss, tr("Loss"), tr("nats"), Scale::Plain, 0);
    loss.noisy = true;
    auto knn = spec(series::kKnnAccuracy, tr("kNN accuracy"), {}, Scale::Percent, 2);
    knn.sparse = true;
    const auto rate = spec(series::kLearningRate, tr("Learning rate"), {}, Scale::FromZero, 1);

    m_choices = {
        spec(series::kContrastiveAccuracy, tr("Contrastive accuracy"), tr("among 2N − 2 negatives"), Scale::Percent, 3),
        spec(series::kFeatureStd, tr("Feature spread"), tr("std of unit h"), Scale::FromZero, 4),
        spec(series::kProjectionStd, tr("Projection spread"), tr("std of unit z"), Scale::FromZero, 4),
        spec(series::kPositiveSimilarity, tr("Positive similarity"), tr("cosine"), Scale::Plain, 5),
        spec(series::kNegativeSimilarity, tr("Negative similarity"), tr("cosine"), Scale::Plain, 5),
        spec(series::kEntropy, tr("Entropy of the softmax"), tr("nats"), Scale::Plain, 6),
        spec(series::kImagesPerSecond, tr("Speed"), tr("images/s"), Scale::FromZero, 7),
        spec(series::kDataWaitShare, tr("Waiting for data"), tr("share of the step"), Scale::Percent, 7),
    };
    for (ChartSpec &choice : m_choices)
        choice.noisy = true;
    for (const std::size_t evaluated : {1U, 2U}) {
        m_choices[evaluated].noisy = false;
        m_choices[evaluated].sparse = true;
    }
    for (SeriesChart **chart : {&m_loss, &m_knn, &m_rate, &m_chosen}) {
        *chart = new SeriesChart(m_grid);
        m_charts.push_back(*chart);
        connectChart(*chart);
    }
    m_loss->setSpec(loss);
    m_knn->setSpec(knn);
    m_rate->setSpec(rate);
    m_choice = new QComboBox(m_chosen);
    m_choice->setAccessibleName(tr("Series of the fourth chart"));
    for (const ChartSpec &choice : m_choices)
        m_choice->addItem(choice.title);
    m_chosen->replaceTitle(m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ChartsPanel::chooseSeries);
    chooseSeries(0);
}

void ChartsPanel::connectChart(SeriesChart *chart)
{
    connect(chart, &SeriesChart::rangeWanted, this, &ChartsPanel::zoomTo);
    connect(chart, &SeriesChart::rangeReset, this, &ChartsPanel::followRun);
    connect(chart, &SeriesChart::cursorWanted, this, [this](const std::optional<double> &step) {
        for (SeriesChart *other : m_charts)
            other->setCursor(step);
    });
}

void ChartsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// Two by two, or side by side where the panel is wide and low.
void ChartsPanel::arrange()
{
    const bool low = m_grid->height() < 260 && m_grid->width() >= 4 * 230;
    const int columns = low ? 4 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    auto *grid = static_cast<QGridLayout *>(m_grid->layout());
    for (int i = 0; i < static_cast<int>(m_charts.size()); ++i)
        grid->addWidget(m_charts[static_cast<std::size_t>(i)], i / columns, i % columns);
    for (int i = 0; i < 4; ++i) {
        grid->setColumnStretch(i, i < columns ? 1 : 0);
        grid->setRowStretch(i, i < 4 / columns ? 1 : 0);
    }
}

void ChartsPanel::chooseSeries(int index)
{
    const ChartSpec &choice = m_choices[static_cast<std::size_t>(index)];
    m_chosen->setSpec(choice);
    if (const auto known = m_points.find(choice.series); known != m_points.end())
        m_chosen->setPoints(known->second);
    updateEmptyTexts();
}

void ChartsPanel::clear()
{
    m_points.clear();
    m_stepsPerEpoch = m_lastStep = 0;
    m_evaluatedWithoutLabels = false;
    for (SeriesChart *chart : m_charts) {
        chart->setPoints({});
        chart->setMarkers({});
        chart->setCursor(std::nullopt);
        chart->setAxis(static_cast<ChartAxis>(m_axis->currentIndex()), 0);
    }
    m_loss->setReference(std::nullopt);
    m_knn->setCaption({});
    updateEmptyTexts();
    followRun();
}

void ChartsPanel::setLive(bool live)
{
    m_live = live;
    updateEmptyTexts();
}

void ChartsPanel::updateEmptyTexts()
{
    const QString nothing = tr("Nothing was measured.");
    for (SeriesChart *chart : m_charts) {
        const bool evaluated = chart->spec().sparse;
        QString text = m_live ? (evaluated ? tr("The first value comes with the first evaluation.")
                                           : tr("The first point comes after the first step."))
                              : nothing;
        if (chart == m_knn && m_evaluatedWithoutLabels)
            text = tr("These images carry no labels, so there is no accuracy to measure.");
        chart->setEmptyText(text);
    }
}

void ChartsPanel::apply(const RunChange &change)
{
    if (change.restart)
        clear();
    if (change.plan)
        applyPlan(*change.plan);
    if (change.evaluations)
        applyEvaluations(*change.evaluations);
    if (change.events)
        applyEvents(*change.events);
    for (const SeriesChange &part : change.series)
        takeIn(part);
    if (m_following)
        updateRange();
}

void ChartsPanel::takeIn(const SeriesChange &change)
{
    std::vector<SeriesPoint> &known = m_points[change.name];
    if (change.replace)
        known.clear();
    known.insert(known.end(), change.points.begin(), change.points.end());
    for (SeriesChart *chart : m_charts) {
        if (chart->spec().series != change.name)
            continue;
        if (change.replace)
            chart->setPoints(known);
        else
            chart->appendPoints(change.points);
    }
    m_lastStep = 0;
    for (const auto &[name, points] : m_points)
        if (!points.empty())
            m_lastStep = std::max(m_lastStep, points.back().step);
}

void ChartsPanel::applyPlan(const RunPlan &plan)
{
    m_stepsPerEpoch = plan.stepsPerEpoch;
    for (SeriesChart *chart : m_charts)
        chart->setAxis(static_cast<ChartAxis>(m_axis->currentIndex()), m_stepsPerEpoch);
    if (plan.chanceLoss <= 0)
        return;
    const auto settings = settingsFromJson(plan.settingsJson, {}, "the run's plan");
    const bool isNtXent = !settings || settings->objective.name == "nt-xent";
    m_loss->setReference(
        plan.chanceLoss,
        (isNtXent ? tr("chance: ln(2N − 1) = %1") : tr("chance: %1")).arg(QLocale().toString(plan.chanceLoss, 'f', 3)));
}

void ChartsPanel::applyEvaluations(const std::vector<EvaluationRecord> &evaluations)
{
    m_evaluatedWithoutLabels = !evaluations.empty() && !evaluations.back().knnAccuracy;
    if (!evaluations.empty() && evaluations.back().knnAccuracy) {
        const EvaluationRecord &latest = evaluations.back();
        const QLocale locale;
        m_knn->setCaption(tr("k %1 · τ %2 · %3 · %4 · %5", "neighbours, temperature, metric, feature, split")
                              .arg(locale.toString(static_cast<qlonglong>(latest.knnNeighbors)),
                                   numberText(latest.knnTemperature), QString::fromStdString(latest.knnMetric),
                                   QString::fromStdString(latest.knnFeature),
                                   QString::fromStdString(latest.testSplit)));
    }
    updateEmptyTexts();
}

void ChartsPanel::applyEvents(const std::vector<EventRecord> &events)
{
    std::vector<ChartMarker> markers;
    for (const EventRecord &event : events)
        if (event.kind == "resumed")
            markers.push_back({event.step, QString::fromStdString(event.text)});
    for (SeriesChart *chart : m_charts)
        chart->setMarkers(markers);
}

void ChartsPanel::updateRange()
{
    const double last = std::max<double>(static_cast<double>(m_lastStep), 10);
    for (SeriesChart *chart : m_charts)
        chart->setXRange(-0.01 * last, 1.02 * last);
}

void ChartsPanel::zoomTo(double from, double to)
{
    // Not beyond the run, and not closer than a few steps: an empty chart helps nobody.
    const double last = std::max<double>(static_cast<double>(m_lastStep), 10);
    const double low = -0.01 * last;
    const double high = 1.02 * last;
    const double span = std::clamp(to - from, 5.0, high - low);
    const double start = std::clamp(from, low, high - span);
    m_following = span >= 0.999 * (high - low);
    m_reset->setEnabled(!m_following);
    for (SeriesChart *chart : m_charts)
        chart->setXRange(start, start + span);
}

void ChartsPanel::followRun()
{
    m_following = true;
    m_reset->setEnabled(false);
    updateRange();
}

} // namespace tandem
