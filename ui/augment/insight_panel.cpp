#include "ui/augment/insight_panel.h"

#include "core/base/random.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/feature_bars.h"
#include "ui/augment/preview_renderer.h"
#include "ui/augment/temperature_panel.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr int kDelayMs = 120; // a slider that is being dragged does not rest so long
constexpr std::size_t kTimedImages = 16;
constexpr std::uint32_t kEpoch = 1; // whose views are looked at

/// Different numbers below `size`, at most `count`. Takes no longer for more images.
std::vector<std::uint32_t> drawSamples(std::uint32_t size, std::uint32_t count)
{
    CounterRng rng(0, RandomStream::Probe);
    std::vector<std::uint32_t> drawn;
    while (drawn.size() < std::min(size, count)) {
        const std::uint32_t sample = rng.below(size);
        if (std::find(drawn.begin(), drawn.end(), sample) == drawn.end())
            drawn.push_back(sample);
    }
    return drawn;
}

QScrollArea *scrolled(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

} // namespace

InsightPanel::InsightPanel(TrainedEncoder &encoder, QWidget *parent)
    : QTabWidget(parent), m_encoder(encoder), m_runFeatures(encoder), m_bars(new FeatureBars), m_sentence(new QLabel),
      m_about(new MutedLabel), m_temperature(new TemperaturePanel(encoder))
{
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_sentence->setMinimumHeight(4 * fontMetrics().lineSpacing()); // else the bars would jump
    m_about->setWordWrap(true);
    m_about->setFont(captionFont());
    auto *shortcuts = new QWidget;
    auto *column = new QVBoxLayout(shortcuts);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(m_sentence);
    column->addWidget(m_bars);
    column->addStretch(1);
    column->addWidget(m_about);
    setDocumentMode(true);
    setAccessibleName(tr("What the pipeline will do"));
    addTab(scrolled(shortcuts), tr("Shortcuts"));
    addTab(scrolled(m_temperature), tr("Temperature"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &InsightPanel::measureNow);
    connect(this, &QTabWidget::currentChanged, this, &InsightPanel::refreshRuns);
    connect(m_temperature, &TemperaturePanel::sourceChanged, this, [this] {
        refreshRuns();
        askRun();
    });
    connect(m_temperature, &TemperaturePanel::hardestChanged, this, &InsightPanel::makePictures);
    connect(&m_runFeatures, &RunFeatures::made, this, [this](const ViewFeaturesPtr &features) {
        if (m_runSamples == m_samples) // else those of the samples since are on their way
            m_temperature->setRunFeatures(features, anchorRow());
    });
    connect(&m_runFeatures, &RunFeatures::failed, m_temperature, &TemperaturePanel::setTrouble);
    connect(&m_encoder, &TrainedEncoder::encoderChanged, this, [this] {
        m_temperature->setRunFeatures(nullptr);
        askRun();
    });
}

void InsightPanel::setImages(const ImageSetPtr &images)
{
    m_images = images;
    m_anchor = 0;
    m_report.reset();
    m_bars->setReport({});
    m_sentence->clear();
    m_about->clear();
    m_temperature->setFeatures(nullptr);
    m_temperature->setRunFeatures(nullptr);
    m_drawn = images ? drawSamples(images->size(), kCandidates) : std::vector<std::uint32_t>();
    takeAnchorIn();
    start();
}

void InsightPanel::takeAnchorIn()
{
    m_samples = m_drawn;
    if (!m_samples.empty() && std::find(m_samples.begin(), m_samples.end(), m_anchor) == m_samples.end())
        m_samples.back() = m_anchor;
}

void InsightPanel::setPipeline(const Pipeline &pipeline)
{
    m_pipeline = pipeline;
    start();
}

void InsightPanel::setSeed(std::uint64_t seed)
{
    if (seed == m_seed)
        return;
    m_seed = seed;
    start();
}

void InsightPanel::setAnchor(std::uint32_t sample)
{
    if (sample == m_anchor)
        return;
    m_anchor = sample;
    const auto found = std::find(m_samples.begin(), m_samples.end(), sample);
    if (found != m_samples.end()) {
        m_temperature->setAnchor(static_cast<std::size_t>(found - m_samples.begin()));
        return;
    }
    takeAnchorIn();
    start(); // until then the former anchor stays
}

void InsightPanel::start()
{
    m_lane.cancel();
    m_runFeatures.cancel();
    if (!m_images || m_images->size() == 0 || m_pipeline.size <= 0)
        return m_delay.stop();
    if (m_encoder.chosen())
        m_temperature->expectRunFeatures(); // of what is measured first
    m_delay.start();
}

void InsightPanel::measureNow()
{
    m_lane.submit(
        this,
        [images = m_images, pipeline = m_pipeline, samples = m_samples, seed = m_seed](const std::stop_token &stop) {
            Measured made;
            const auto image = [&](std::uint32_t sample) { return images->image(sample); };
            if (auto features = collectFeatures(pipeline, samples, image, seed, kEpoch, stop)) {
                made.report = measureShortcuts(*features);
                made.features = std::make_shared<const PairFeatures>(std::move(*features));
            }
            return made;
        },
        [this](const Measured &made) {
            if (made.features)
                show(made);
        });
}

std::size_t InsightPanel::anchorRow() const
{
    const auto found = std::find(m_samples.begin(), m_samples.end(), m_anchor);
    return found == m_samples.end() ? 0 : static_cast<std::size_t>(found - m_samples.begin());
}

void InsightPanel::show(const Measured &measured)
{
    m_report = measured.report;
    m_bars->setReport(m_report);
    m_sentence->setText(shortcutSentence(*m_report));
    m_about->setText(
        tr("How often a feature that understands nothing finds the other view of an image among %1. Where it "
           "does, the encoder need not learn more.")
            .arg(m_report->candidates));
    m_temperature->setFeatures(measured.features, anchorRow()); // it may have moved on meanwhile
    askRun();
    Q_EMIT this->measured();
    // The time is taken afterwards, so that nothing else of ours runs beside it.
    m_lane.submit(
        this,
        [images = m_images, pipeline = m_pipeline, samples = m_samples](const std::stop_token &stop) {
            std::vector<ImageView> timed;
            for (std::size_t i = 0; i < std::min(samples.size(), kTimedImages); ++i)
                timed.push_back(images->image(samples[i]));
            return measureCost(pipeline, timed, 5, stop);
        },
        [this](const std::optional<PipelineCost> &cost) {
            if (cost)
                Q_EMIT costMeasured(*cost);
        });
}

/// Runs come, go and are trained on while nobody looks.
void InsightPanel::refreshRuns()
{
    if (m_temperature->wantsRun())
        m_encoder.refresh();
}

void InsightPanel::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    refreshRuns();
}

/// The same views through the encoder of a trained run, where the temperature tab asks for it.
void InsightPanel::askRun()
{
    if (!m_temperature->wantsRun() || !m_images || m_samples.empty())
        return;
    if (m_encoder.candidates().empty())
        m_encoder.refresh(); // what is chosen then asks again
    m_runSamples = m_samples;
    m_runFeatures.request({m_images, m_pipeline, m_seed, m_samples});
    if (m_runFeatures.isBusy())
        m_temperature->expectRunFeatures();
}

/// The hardest negatives as the loss meets them: as views.
void InsightPanel::makePictures()
{
    m_pictureLane.cancel();
    const auto hardest = m_temperature->hardest();
    if (!m_images || hardest.empty())
        return;
    m_pictureLane.submit(
        this,
        [images = m_images, pipeline = m_pipeline, seed = m_seed, samples = m_samples, anchor = m_anchor,
         hardest](const std::stop_token &) {
            std::vector<PictureStrip::Picture> pictures;
            const std::int32_t own = images->label(anchor);
            for (const TemperaturePanel::Hard &hard : hardest) {
                if (hard.row >= samples.size())
                    return std::vector<PictureStrip::Picture>(); // of samples before these
                const std::uint32_t sample = samples[hard.row];
                const std::int32_t label = images->label(sample);
                QString name = QStringLiteral("#%1").arg(QLocale().toString(sample));
                if (label != kNoLabel)
                    name += QLatin1Char(' ') +
                            QString::fromStdString(images->classNames()[static_cast<std::size_t>(label)]);
                pictures.push_back(
                    {renderTrainingView(images->image(sample), pipeline, seed, kEpoch, sample, hard.view).image,
                     {},
                     name,
                     label != kNoLabel && label == own});
            }
            return pictures;
        },
        [this](const std::vector<PictureStrip::Picture> &pictures) { m_temperature->setHardestPictures(pictures); });
}

QString InsightPanel::shortcutText() const
{
    return m_sentence->text();
}

} // namespace tandem
