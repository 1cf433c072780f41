#include "ui/augment/temperature_panel.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/marked_slider.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace tandem {

namespace {
constexpr double kColdest = 0.01, kWarmest = 10;
constexpr double kPaperTemperature = 0.5; // its best for CIFAR-10 (appendix B.9)
constexpr double kPaperMargin = 0.8;      // of its search grid (appendix B.10)
} // namespace

TemperaturePanel::TemperaturePanel(QWidget *parent)
    : QWidget(parent), m_loss(new QComboBox), m_feature(new QComboBox), m_valueLabel(new QLabel),
      m_temperature(new MarkedSlider({kColdest, kWarmest, true})), m_temperatureField(new QDoubleSpinBox),
      m_margin(new MarkedSlider({0, 2})), m_marginField(new QDoubleSpinBox), m_plot(new QCustomPlot),
      m_sentence(new MutedLabel)
{
    build();
    buildPlot();
    setTemperature(kPaperTemperature);
    m_marginField->setValue(kPaperMargin);
    refresh();
}

void TemperaturePanel::build()
{
    m_loss->addItems({tr("NT-Xent"), tr("NT-Logistic"), tr("Margin")});
    m_loss->setAccessibleName(tr("Loss"));
    for (const TrivialFeature feature : kTrivialFeatures)
        m_feature->addItem(featureLabel(feature));
    m_feature->setAccessibleName(tr("Feature in place of an encoder"));
    m_feature->setToolTip(tr("Feature in place of an encoder"));
    for (QComboBox *box : {m_loss, m_feature}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    m_temperature->setMark(kPaperTemperature);
    m_temperature->setAccessibleName(tr("Temperature τ"));
    m_temperatureField->setRange(kColdest, kWarmest);
    m_temperatureField->setDecimals(3);
    m_temperatureField->setSingleStep(0.05);
    m_temperatureField->setAccessibleName(tr("Temperature τ"));
    m_margin->setAccessibleName(tr("Margin m"));
    m_marginField->setRange(0, 2);
    m_marginField->setSingleStep(0.1);
    m_marginField->setAccessibleName(tr("Margin m"));
    m_sentence->setWordWrap(true);
    m_sentence->setFont(captionFont());
    m_plot->setMinimumHeight(110);
    m_plot->setAccessibleName(tr("Share of each negative in the gradient, hardest first"));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(space::kSmall);
    choices->addWidget(m_loss, 2);
    choices->addWidget(m_feature, 3);
    grid->addLayout(choices, 0, 0, 1, 2);
    grid->addWidget(m_valueLabel, 1, 0, 1, 2);
    grid->addWidget(m_temperature, 2, 0);
    grid->addWidget(m_temperatureField, 2, 1);
    grid->addWidget(m_margin, 3, 0);
    grid->addWidget(m_marginField, 3, 1);
    grid->setColumnStretch(0, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addLayout(grid);
    column->addWidget(m_plot, 1);
    column->addWidget(m_sentence);

    connect(m_loss, &QComboBox::currentIndexChanged, this, &TemperaturePanel::refresh);
    connect(m_feature, &QComboBox::currentIndexChanged, this, &TemperaturePanel::refresh);
    connect(m_temperature, &MarkedSlider::moved, m_temperatureField, &QDoubleSpinBox::setValue);
    connect(m_temperatureField, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_temperature->isSliderDown())
            m_temperature->setNumber(value);
        refresh();
    });
    connect(m_margin, &MarkedSlider::moved, m_marginField, &QDoubleSpinBox::setValue);
    connect(m_marginField, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_margin->isSliderDown())
            m_margin->setNumber(value);
        refresh();
    });
}

void TemperaturePanel::buildPlot()
{
    m_plot->addGraph();
    m_plot->graph(0)->setLineStyle(QCPGraph::lsStepLeft);
    m_plot->addGraph(); // all alike, to compare with
    m_plot->xAxis->setLabel(tr("Negatives, hardest first"));
    m_plot->yAxis->setLabel(tr("Share, %"));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setLabelFont(captionFont());
        axis->setTickLabelFont(captionFont());
        axis->setSubTicks(false);
        axis->ticker()->setTickCount(4);
    }
    applyTheme();
}

void TemperaturePanel::applyTheme()
{
    const ThemeColors &c = colorsFor(palette());
    m_plot->setBackground(QBrush(c.surface));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(c.chartAxis));
        axis->setTickPen(QPen(c.chartAxis));
        axis->setTickLabelColor(c.mutedText);
        axis->setLabelColor(c.mutedText);
        axis->grid()->setPen(QPen(c.chartGrid));
    }
    m_plot->graph(0)->setPen(QPen(seriesColor(0, c), 1));
    QColor fill = seriesColor(0, c);
    fill.setAlphaF(0.35F);
    m_plot->graph(0)->setBrush(fill);
    m_plot->graph(1)->setPen(QPen(c.chartAxis, 1, Qt::DashLine));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TemperaturePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void TemperaturePanel::setFeatures(const std::shared_ptr<const PairFeatures> &features)
{
    m_features = features;
    refresh();
}

void TemperaturePanel::setAnchor(std::size_t anchor)
{
    if (anchor == m_anchor)
        return;
    m_anchor = anchor;
    refresh();
}

void TemperaturePanel::setLoss(ContrastLoss loss)
{
    m_loss->setCurrentIndex(static_cast<int>(loss));
}

void TemperaturePanel::setTemperature(double temperature)
{
    m_temperatureField->setValue(temperature);
}

QString TemperaturePanel::sentence() const
{
    return m_sentence->text();
}

void TemperaturePanel::refresh()
{
    const auto loss = static_cast<ContrastLoss>(m_loss->currentIndex());
    const bool hasMargin = loss == ContrastLoss::Margin;
    m_valueLabel->setText(hasMargin ? tr("Margin m") : tr("Temperature τ"));
    m_temperature->setVisible(!hasMargin);
    m_temperatureField->setVisible(!hasMargin);
    m_margin->setVisible(hasMargin);
    m_marginField->setVisible(hasMargin);
    m_weights = {};
    std::size_t count = 0;
    if (m_features && !(*m_features)[0][0].empty()) {
        const auto &feature = (*m_features)[static_cast<std::size_t>(m_feature->currentIndex())];
        const AnchorCosines cosines = anchorCosines(feature, std::min(m_anchor, feature[0].size() - 1));
        m_weights = contrastWeights(loss, cosines.positive, cosines.negatives, m_temperatureField->value(),
                                    m_marginField->value());
        count = cosines.negatives.size();
    }
    std::vector<double> shares = m_weights.shares;
    std::sort(shares.begin(), shares.end(), std::greater<>());
    QVector<double> x, y;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        x.append(static_cast<double>(i));
        y.append(100 * shares[i]);
    }
    m_plot->graph(0)->setData(x, y, true);
    const double even = count > 0 ? 100.0 / static_cast<double>(count) : 0;
    m_plot->graph(1)->setData({0, static_cast<double>(count)}, {even, even}, true);
    m_plot->xAxis->setRange(0, std::max<double>(1, static_cast<double>(count)));
    m_plot->yAxis->setRange(0, std::max(1.05 * (y.isEmpty() ? 1 : y.first()), 2 * even));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    const QLocale locale;
    if (count == 0)
        m_sentence->setText(tr("Here stand the weights once there are views."));
    else if (m_weights.effectiveNegatives == 0)
        m_sentence->setText(tr("No negative lies inside the margin: this anchor learns nothing."));
    else
        m_sentence->setText(tr("Of %1 negatives, effectively %2 push. The hardest 1 % has %3 % of the gradient.")
                                .arg(locale.toString(static_cast<qulonglong>(count)),
                                     locale.toString(m_weights.effectiveNegatives, 'f', 1),
                                     locale.toString(100 * m_weights.hardestShare, 'f', 1)));
}

} // namespace tandem
