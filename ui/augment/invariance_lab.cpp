#include "ui/augment/invariance_lab.h"

#include "ui/augment/augment_text.h"
#include "ui/augment/encoder_picker.h"
#include "ui/augment/invariance_plot.h"
#include "ui/augment/invariance_table.h"
#include "ui/data/thumbnails.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr int kStripPixels = 96; // enough for a scale of 200 %

std::vector<PictureStrip::Picture> picturesOf(const OpenDataset &data, const std::vector<std::uint32_t> &samples)
{
    std::vector<PictureStrip::Picture> pictures;
    const auto &classes = data.images->classNames();
    for (const std::uint32_t sample : samples) {
        QImage image = borrowedImage(data.images->image(sample));
        image = std::max(image.width(), image.height()) > kStripPixels
                    ? image.scaled(kStripPixels, kStripPixels, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                    : image.copy();
        const std::int32_t label = data.images->label(sample);
        QString name = QStringLiteral("#%1").arg(QLocale().toString(sample));
        if (label != kNoLabel)
            name += QLatin1Char(' ') + QString::fromStdString(classes[static_cast<std::size_t>(label)]);
        pictures.push_back({std::move(image), {}, name, false});
    }
    return pictures;
}

} // namespace

InvarianceLab::~InvarianceLab() = default;

void InvarianceLab::connectAll()
{
    connect(m_axis, &QComboBox::currentIndexChanged, this, &InvarianceLab::measure);
    connect(m_strip, &QListWidget::currentRowChanged, this, &InvarianceLab::measure);
    connect(m_strength, &QSlider::valueChanged, this, &InvarianceLab::showStep);
    connect(m_plot, &InvariancePlot::numberPicked, this, &InvarianceLab::chooseNumber);
    connect(m_table, &InvarianceTable::axisChosen, this, [this](const StrengthAxis *chosen) { chooseAxis(*chosen); });
    connect(m_rank, &QPushButton::clicked, this, [this] {
        if (m_meter.isRanking())
            return m_meter.stopRanking();
        m_table->clearRows();
        m_progress->setValue(0);
        m_meter.rank();
        showRunState();
    });
    connect(&m_meter, &InvarianceMeter::curveMeasured, this, &InvarianceLab::showCurve);
    connect(&m_meter, &InvarianceMeter::baselineMeasured, this, [this] {
        m_plot->setBaseline(m_meter.baseline());
        m_table->setBaseline(m_meter.baseline());
    });
    connect(&m_meter, &InvarianceMeter::rowMeasured, this, [this](const InvarianceRow &row, int done, int total) {
        m_table->setRow(row);
        m_table->setBaseline(m_meter.baseline());
        m_progress->setMaximum(total);
        m_progress->setValue(done);
    });
    connect(&m_meter, &InvarianceMeter::rankingEnded, this, &InvarianceLab::showRunState);
    connect(&m_meter, &InvarianceMeter::failed, this, [this](const QString &sentence) {
        if (!isCurveWanted())
            showCurve(nullptr); // it is another one than the choice says
        m_sentence->setText(sentence);
        showRunState();
    });
    connect(&m_encoder, &TrainedEncoder::runsChanged, this, &InvarianceLab::showRunState);
    connect(&m_encoder, &TrainedEncoder::encoderChanged, this, [this] {
        showCurve(nullptr);
        m_plot->setBaseline({});
        m_table->clearRows();
        showRunState();
        measure();
    });
}

void InvarianceLab::setImages(const OpenDatasetPtr &images)
{
    m_images = images;
    m_meter.setImages(images ? images->images : nullptr);
    m_table->clearRows();
    m_plot->setBaseline({});
    showCurve(nullptr);
    setSamples({});
}

void InvarianceLab::setSamples(const std::vector<std::uint32_t> &samples)
{
    if (samples == m_samples)
        return;
    m_samples = samples;
    fillStrip();
}

void InvarianceLab::fillStrip()
{
    m_stripLane.cancel();
    if (!m_images || m_samples.empty()) {
        m_strip->setPictures({});
        return;
    }
    m_stripLane.submit(
        this, [data = m_images, samples = m_samples](const std::stop_token &) { return picturesOf(*data, samples); },
        [this](const std::vector<PictureStrip::Picture> &pictures) {
            {
                const QSignalBlocker blocker(m_strip);
                m_strip->setPictures(pictures);
                if (m_strip->currentRow() < 0)
                    m_strip->setCurrentRow(0);
            }
            measure();
        });
}

void InvarianceLab::chooseSample(std::uint32_t wanted)
{
    const auto place = std::find(m_samples.begin(), m_samples.end(), wanted);
    if (place != m_samples.end())
        m_strip->setCurrentRow(static_cast<int>(place - m_samples.begin()));
}

void InvarianceLab::chooseAxis(const StrengthAxis &wanted)
{
    m_axis->setCurrentIndex(m_axis->findData(QString::fromStdString(wanted.word)));
}

/// The nearest number that was measured.
void InvarianceLab::chooseNumber(double number)
{
    if (!m_curve)
        return;
    const auto &numbers = m_curve->numbers;
    const auto nearest = std::min_element(numbers.begin(), numbers.end(), [number](double a, double b) {
        return std::abs(a - number) < std::abs(b - number);
    });
    m_strength->setValue(static_cast<int>(nearest - numbers.begin()));
}

const StrengthAxis &InvarianceLab::axis() const
{
    return *findStrengthAxis(m_axis->currentData().toString().toStdString());
}

std::optional<std::uint32_t> InvarianceLab::sample() const
{
    const int row = m_strip->currentRow();
    if (row < 0 || row >= static_cast<int>(m_samples.size()))
        return std::nullopt;
    return m_samples[static_cast<std::size_t>(row)];
}

std::optional<TrainedStrength> InvarianceLab::trained() const
{
    const auto *candidate = m_encoder.chosen();
    return candidate && candidate->pipeline ? trainedStrength(axis(), *candidate->pipeline) : std::nullopt;
}

void InvarianceLab::measure()
{
    const auto wanted = sample();
    if (!isVisible() || !m_images || !wanted || !m_encoder.chosen())
        return;
    if (isCurveWanted()) { // the choice came back to it while another one was on its way
        m_meter.stopSweep();
        return explainCurve();
    }
    m_sentence->setText(m_encoder.info() ? tr("Encoding…") : tr("Loading the encoder…"));
    m_meter.sweep(axis(), *wanted);
}

/// The curve that is shown is that of the chosen operation and image.
bool InvarianceLab::isCurveWanted() const
{
    return m_curve && m_curve->axis == &axis() && m_curve->sample == sample();
}

void InvarianceLab::showCurve(const InvarianceCurvePtr &curve)
{
    const StrengthAxis *before = m_curve ? m_curve->axis : nullptr;
    m_curve = curve;
    m_plot->setCurve(curve, curve ? trained() : std::nullopt);
    m_strength->setEnabled(curve != nullptr);
    if (!curve) {
        showStep(0);
        m_sentence->clear();
        return;
    }
    {
        const QSignalBlocker blocker(m_strength);
        m_strength->setRange(0, static_cast<int>(curve->numbers.size()) - 1);
        if (before != curve->axis) // begins at full strength, where there is something to see
            m_strength->setValue(curve->axis->neutral == curve->axis->maximum ? 0 : m_strength->maximum());
    }
    showStep(m_strength->value());
    explainCurve();
}

void InvarianceLab::explainCurve()
{
    m_sentence->setText(tr("Shaded: what training drew (%1). Dotted: the mean of different images.")
                            .arg(trainedText(axis(), trained())));
}

void InvarianceLab::showStep(int step)
{
    if (!m_curve) {
        setPictures({}, {});
        m_strengthText->clear();
        m_cosines->clear();
        return;
    }
    const auto place = static_cast<std::size_t>(std::clamp(step, 0, static_cast<int>(m_curve->numbers.size()) - 1));
    const double number = m_curve->numbers[place];
    const QString strength = strengthText(*m_curve->axis, number);
    const auto cosine = [&](const std::vector<double> &values) { return QLocale().toString(values[place], 'f', 3); };
    m_plot->setMarker(number);
    m_strengthText->setText(strength);
    m_strength->setAccessibleDescription(strength);
    setPictures(m_curve->original, m_curve->views[place]);
    m_cosines->setText(tr("h %1\nz %2", "cosines").arg(cosine(m_curve->h), cosine(m_curve->z)));
}

void InvarianceLab::showRunState()
{
    const bool has = m_encoder.chosen() != nullptr;
    m_stack->setCurrentIndex(has ? 1 : 0);
    m_rank->setEnabled(has && m_images);
    m_rank->setText(m_meter.isRanking() ? tr("Stop") : tr("Rank all operations"));
    m_progress->setVisible(m_meter.isRanking());
    m_table->setHint(m_meter.isRanking()
                         ? tr("Measuring the first operation…")
                         : tr("No operation has been measured yet. Rank all operations to see which ones the encoder "
                              "ignores."));
}

QString InvarianceLab::sentence() const
{
    return m_sentence->text();
}

void InvarianceLab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_encoder.refresh();
    measure();
}

} // namespace tandem
