#include "ui/augment/insight_panel.h"

#include "core/base/random.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/feature_bars.h"
#include "ui/augment/temperature_panel.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tandem {

namespace {

constexpr int kDelayMs = 120; // a slider that is being dragged does not rest so long
constexpr std::size_t kTimedImages = 16;

} // namespace

InsightPanel::InsightPanel(QWidget *parent)
    : QTabWidget(parent), m_bars(new FeatureBars), m_sentence(new QLabel), m_about(new MutedLabel),
      m_temperature(new TemperaturePanel)
{
    m_sentence->setWordWrap(true);
    m_about->setWordWrap(true);
    m_about->setFont(captionFont());
    auto *shortcuts = new QWidget;
    auto *column = new QVBoxLayout(shortcuts);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(m_bars);
    column->addWidget(m_sentence);
    column->addStretch(1);
    column->addWidget(m_about);
    setDocumentMode(true);
    setAccessibleName(tr("What the pipeline will do"));
    auto *scroll = new QScrollArea;
    scroll->setWidget(shortcuts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    shortcuts->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    addTab(scroll, tr("Shortcuts"));
    addTab(m_temperature, tr("Temperature"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &InsightPanel::measureNow);
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
    chooseSamples();
    start();
}

void InsightPanel::chooseSamples()
{
    m_samples.clear();
    if (!m_images)
        return;
    std::vector<std::uint32_t> all(m_images->size());
    std::iota(all.begin(), all.end(), 0U);
    CounterRng rng(0, RandomStream::Probe);
    shuffle(all, rng);
    const auto count = std::min<std::size_t>(all.size(), kCandidates);
    m_samples.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
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
    chooseSamples();
    m_temperature->setAnchor(m_samples.empty() ? 0 : m_samples.size() - 1);
    start();
}

void InsightPanel::start()
{
    m_lane.cancel();
    if (m_images && m_images->size() > 0 && m_pipeline.size > 0)
        m_delay.start();
    else
        m_delay.stop();
}

void InsightPanel::measureNow()
{
    m_lane.submit(
        this,
        [images = m_images, pipeline = m_pipeline, samples = m_samples, seed = m_seed](const std::stop_token &stop) {
            std::pair<std::shared_ptr<const PairFeatures>, ShortcutReport> made;
            const auto image = [&](std::uint32_t sample) { return images->image(sample); };
            if (auto features = collectFeatures(pipeline, samples, image, seed, 1, stop)) {
                made.second = measureShortcuts(*features);
                made.first = std::make_shared<const PairFeatures>(std::move(*features));
            }
            return made;
        },
        [this](const std::pair<std::shared_ptr<const PairFeatures>, ShortcutReport> &made) {
            if (made.first)
                show(made.first, made.second);
        });
}

void InsightPanel::show(const std::shared_ptr<const PairFeatures> &features, const ShortcutReport &report)
{
    m_report = report;
    m_bars->setReport(m_report);
    m_sentence->setText(shortcutSentence(*m_report));
    m_about->setText(
        tr("How often a feature that understands nothing finds the other view of an image among %1. Where it "
           "does, the encoder need not learn more.")
            .arg(report.candidates));
    m_temperature->setFeatures(features);
    Q_EMIT measured();
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

QString InsightPanel::shortcutText() const
{
    return m_sentence->text();
}

} // namespace tandem
