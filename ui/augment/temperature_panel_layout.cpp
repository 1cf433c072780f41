// The widgets of TemperaturePanel and who hears whom; what they do stands in temperature_panel.cpp.

#include "ui/augment/temperature_panel.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/encoder_picker.h"
#include "ui/augment/marked_slider.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tandem {

namespace {
constexpr double kColdest = 0.01, kWarmest = 10;
constexpr double kPaperTemperature = 0.5; // its best for CIFAR-10 (appendix B.9)
constexpr double kPaperMargin = 0.8;      // of its search grid (appendix B.10)
constexpr int kPictureSide = 52;
} // namespace

TemperaturePanel::TemperaturePanel(TrainedEncoder &encoder, QWidget *parent)
    : QWidget(parent), m_loss(new QComboBox), m_feature(new QComboBox),
      m_picker(new EncoderPicker(encoder, EncoderPicker::Size::OneLine)), m_valueLabel(new QLabel),
      m_temperature(new MarkedSlider({kColdest, kWarmest, true})), m_temperatureField(new QDoubleSpinBox),
      m_margin(new MarkedSlider({0, 2})), m_marginField(new QDoubleSpinBox), m_plot(new QCustomPlot),
      m_sentence(new MutedLabel), m_hardTitle(new MutedLabel), m_strip(new PictureStrip(kPictureSide))
{
    build();
    buildPlot();
    connectAll();
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
    m_feature->addItem(tr("z of a run"));
    m_feature->setAccessibleName(tr("Trained run, or a feature in place of an encoder"));
    m_feature->setToolTip(m_feature->accessibleName());
    for (QComboBox *box : {m_loss, m_feature}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
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
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_sentence->setMinimumHeight(3 * QFontMetrics(captionFont()).lineSpacing()); // else the plot would jump
    m_plot->setMinimumHeight(110);
    m_plot->setAccessibleName(tr("Share of each negative in the gradient, hardest first"));
    m_hardTitle->setFont(captionFont());
    m_hardTitle->setWordWrap(true);
    m_strip->setAccessibleName(tr("Hardest negatives"));

    guardFromWheel({m_loss, m_feature, m_temperatureField, m_marginField});
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(space::kSmall);
    choices->addWidget(m_loss, 2);
    choices->addWidget(m_feature, 3);
    grid->addLayout(choices, 0, 0, 1, 2);
    grid->addWidget(m_picker, 1, 0, 1, 2);
    grid->addWidget(m_valueLabel, 2, 0, 1, 2);
    grid->addWidget(m_temperature, 3, 0);
    grid->addWidget(m_temperatureField, 3, 1);
    grid->addWidget(m_margin, 4, 0);
    grid->addWidget(m_marginField, 4, 1);
    grid->setColumnStretch(0, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addLayout(grid);
    column->addWidget(m_sentence);
    column->addWidget(m_plot, 1);
    column->addWidget(m_hardTitle);
    column->addWidget(m_strip);
    for (QWidget *late : {static_cast<QWidget *>(m_hardTitle), static_cast<QWidget *>(m_strip)}) {
        QSizePolicy policy = late->sizePolicy(); // their room is kept, lest the plot jumps
        policy.setRetainSizeWhenHidden(true);
        late->setSizePolicy(policy);
    }
}

void TemperaturePanel::connectAll()
{
    connect(m_loss, &QComboBox::currentIndexChanged, this, &TemperaturePanel::refresh);
    connect(m_feature, &QComboBox::currentIndexChanged, this, [this] {
        m_trouble.clear();
        refresh();
        Q_EMIT sourceChanged();
    });
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
    const QColor line = isPale() ? c.chartAxis : seriesColor(0, c);
    m_plot->graph(0)->setPen(QPen(line, 1));
    QColor fill = line;
    fill.setAlphaF(isPale() ? 0.15F : 0.35F);
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

} // namespace tandem
