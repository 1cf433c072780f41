#include "ui/augment/augment_page.h"

#include "core/base/random.h"
#include "ui/augment/augment_text.h"
#include "ui/augment/composition_dialog.h"
#include "ui/augment/insight_panel.h"
#include "ui/augment/invariance_lab.h"
#include "ui/augment/past_pair_dialog.h"
#include "ui/augment/pipeline_editor.h"
#include "ui/augment/preview_bar.h"
#include "ui/augment/preview_grid.h"
#include "ui/augment/view_inspector.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/project_session.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_panel.h"

#include <QAction>
#include <QLocale>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

namespace tandem {

namespace {

constexpr int kWidthForSide = 960; // in a narrower page the side's parts are tabs

int largestSide(const DatasetSummary &summary)
{
    return std::max(summary.maximumWidth, summary.maximumHeight);
}

/// No more digits than a measurement has.
double twoDigits(double value)
{
    if (value <= 0)
        return 0;
    const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
    return std::round(value / unit) * unit;
}

/// Threads of the loader when the settings leave the choice: a quarter of the engine's, which are all processors.
int loaderThreads(const TrainSettings &settings)
{
    if (settings.loaderThreads > 0)
        return static_cast<int>(settings.loaderThreads);
    const std::int64_t engine =
        settings.threads > 0 ? settings.threads : static_cast<std::int64_t>(std::thread::hardware_concurrency());
    return static_cast<int>(std::max<std::int64_t>(1, engine / 4));
}

/// As far as settings tell: where device and renderer are both left open, the machine that trains decides.
bool isDeviceRendered(const Settings &settings)
{
    const std::string &renderer = settings.augment.renderer;
    return renderer == "device" || (renderer == "auto" && settings.train.device == "cuda");
}

} // namespace

AugmentPage::AugmentPage(QWidget *parent)
    : Page(PageId::Augment, tr("Augment"), QStringLiteral("augment"), parent),
      m_startAction(new QAction(icon(QStringLiteral("play")), tr("Start run with this &pipeline…"), this)),
      m_studyAction(new QAction(icon(QStringLiteral("sweeps")), tr("Composition st&udy…"), this)),
      m_pastAction(new QAction(icon(QStringLiteral("clock")), tr("Show a pair of a pa&st run…"), this)),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("augment"), tr("Design the views"),
                             tr("Two views of one image shall look alike to the encoder. Here you choose how views are "
                                "made and see at once what comes of it, on your own images. Choose images first."))),
      m_failure(new FailurePanel), m_splitter(new QSplitter(Qt::Horizontal)), m_side(new QSplitter(Qt::Vertical)),
      m_tabs(new QTabWidget), m_editor(new PipelineEditor(m_document)), m_bar(new PreviewBar), m_grid(new PreviewGrid),
      m_inspector(new ViewInspector), m_insight(new InsightPanel(m_encoder)), m_lab(new InvarianceLab(m_encoder))
{
    build();
    connectAll();
}

AugmentPage::~AugmentPage()
{
    m_document.disconnect(); // its history goes with it, and the widgets went before
}

QList<QAction *> AugmentPage::menuActions() const
{
    return {m_startAction, m_studyAction, m_pastAction};
}

void AugmentPage::setSession(ProjectSession *newSession)
{
    if (session()) {
        disconnect(session(), nullptr, this, nullptr);
        if (m_storeTimer.isActive())
            storeWorking();
    }
    m_storeTimer.stop();
    Page::setSession(nullptr);
    m_runsLane.cancel();
    m_editor->setLibrary(nullptr);
    m_library.reset();
    m_isFresh = true;
    m_known = {};
    m_loader.open({});
    m_encoder.setSession(newSession);
    Page::setSession(newSession);
    m_startAction->setEnabled(newSession != nullptr);
    m_studyAction->setEnabled(newSession != nullptr);
    m_pastAction->setEnabled(newSession != nullptr);
    if (!newSession)
        return;
    m_library = std::make_unique<PipelineLibrary>(*newSession);
    m_editor->setLibrary(m_library.get());
    Q_EMIT m_editor->libraryChanged();
    connect(newSession, &ProjectSession::draftChanged, this, &AugmentPage::onDraftChanged);
    m_knownSeed = static_cast<std::uint64_t>(newSession->draft().train.seed);
    m_bar->setSeed(m_knownSeed);
    onDraftChanged();
}

void AugmentPage::onDraftChanged()
{
    const Settings &draft = session()->draft();
    const DataSettings before = std::exchange(m_known, draft.data);
    const auto seed = static_cast<std::uint64_t>(draft.train.seed);
    const bool isOtherSeed = std::exchange(m_knownSeed, seed) != seed;
    if (isOtherSeed)
        m_bar->setSeed(seed);
    showCost();
    if (const QString path = QString::fromStdString(m_known.path); path != m_loader.path())
        m_loader.open(path);
    else if ((isOtherSeed || !(before == m_known)) && m_loader.dataset())
        takeImages(); // another split of the same images
}

void AugmentPage::onLoaded()
{
    if (m_loader.state() == DatasetLoader::State::Failed) {
        m_failure->setSentence(errorText(m_loader.error()));
        m_stack->setCurrentWidget(m_failure);
    } else if (m_loader.state() == DatasetLoader::State::Empty) {
        m_stack->setCurrentWidget(m_empty);
    } else {
        m_stack->setCurrentWidget(m_splitter);
    }
    takeImages();
}

/// The part of the images that a run would train on, in its numbers.
void AugmentPage::takeImages()
{
    m_splitLane.cancel();
    m_grid->setEmptyText(tr("Opening the images…"));
    setImages(nullptr);
    if (!m_loader.dataset() || !session())
        return;
    m_splitLane.submit(
        this,
        [whole = m_loader.dataset(), data = m_known, seed = m_knownSeed](const std::stop_token &) {
            auto part = std::make_shared<OpenDataset>();
            part->images = splitForTraining(whole->images, data, seed).train;
            part->summary = whole->summary;
            return OpenDatasetPtr(std::move(part));
        },
        [this](const OpenDatasetPtr &part) { setImages(part); });
}

void AugmentPage::setImages(const OpenDatasetPtr &images)
{
    m_scheduler.cancel();
    m_filterLane.cancel();
    m_samples.clear();
    m_images = images;
    m_inspector->clear();
    m_grid->setDataset(m_images);
    m_lab->setImages(m_images);
    m_insight->setImages(m_images ? m_images->images : nullptr);
    m_bar->setClasses(m_images ? m_images->images->classNames() : std::vector<std::string>());
    if (!m_images)
        return;
    beginDocument();
    chooseSamples();
}

void AugmentPage::beginDocument()
{
    const int side = largestSide(m_images->summary);
    m_editor->setLargestSide(side);
    if (!m_isFresh)
        return;
    m_document.reset(m_library->working(side));
    m_isFresh = false;
}

void AugmentPage::chooseSamples()
{
    if (!m_images)
        return;
    m_filterLane.submit(
        this,
        [images = m_images->images, choice = m_bar->choice()](const std::stop_token &stop) {
            std::vector<std::uint32_t> fitting = filterImages(*images, choice.filter, stop);
            CounterRng rng(choice.pick, RandomStream::Probe);
            shuffle(fitting, rng);
            fitting.resize(std::min(fitting.size(), static_cast<std::size_t>(choice.samples)));
            return fitting;
        },
        [this](std::vector<std::uint32_t> samples) {
            m_samples = std::move(samples);
            m_lab->setSamples(m_samples);
            requestPreview();
        });
}

std::optional<Pipeline> AugmentPage::comparedPipeline() const
{
    const PreviewChoice &choice = m_bar->choice();
    if (!choice.compareSaved.isEmpty()) {
        const Pipeline *saved = m_library ? m_library->find(choice.compareSaved.toStdString()) : nullptr;
        return saved ? std::optional(*saved) : std::nullopt;
    }
    if (choice.comparePreset.isEmpty())
        return std::nullopt;
    Pipeline preset = presetPipeline(choice.comparePreset.toStdString());
    preset.size = m_document.pipeline().size;
    return preset;
}

void AugmentPage::requestPreview()
{
    m_insight->setSeed(m_bar->choice().seed);
    if (!m_images || m_isFresh)
        return;
    if (m_samples.empty()) {
        m_scheduler.cancel();
        m_grid->setEmptyText(tr("No image fits the filter."));
        m_grid->setResult(nullptr);
        return;
    }
    PreviewRequest request;
    request.images = m_images->images;
    request.samples = m_samples;
    request.pipelines = {m_document.pipeline()};
    if (const auto other = comparedPipeline())
        request.pipelines.push_back(*other);
    request.seed = m_bar->choice().seed;
    request.draws = m_bar->choice().draws;
    request.draws = fittingDraws(request);
    m_bar->setShownDraws(request.draws);
    m_scheduler.request(request);
}

/// Of a view of the grid.
std::uint32_t AugmentPage::sampleAt(int place) const
{
    const PreviewResultPtr &result = m_grid->result();
    const std::size_t perSample = result->views.size() / result->request.samples.size();
    return result->request.samples[static_cast<std::size_t>(place) / perSample];
}

/// Name of the image whose view is chosen; empty: none is.
std::string AugmentPage::chosenImage() const
{
    return m_images && m_grid->chosen() >= 0 ? m_images->images->name(sampleAt(m_grid->chosen())) : std::string();
}

/// The view under the mouse is only looked at: what takes time to measure waits for a choice.
void AugmentPage::moveAnchor(int place)
{
    if (place >= 0 && m_images)
        m_insight->setAnchor(sampleAt(place));
}

void AugmentPage::inspect(int place)
{
    const PreviewResultPtr &result = m_grid->result();
    if (!result || place < 0 || !m_images) {
        m_inspector->clear();
        return;
    }
    const auto index = static_cast<std::size_t>(place);
    const std::uint32_t sample = sampleAt(place);
    m_inspector->show(m_images->images, sample, result->views[index], imageTitle(*m_images->images, sample));
}

void AugmentPage::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

/// Of the pipeline measured last, under the draft's settings.
void AugmentPage::showCost()
{
    if (m_microsecondsPerView <= 0 || !session())
        return;
    const QLocale locale;
    const QString perView = locale.toString(m_microsecondsPerView, 'f', 0);
    if (isDeviceRendered(session()->draft()))
        return m_editor->setCostSentence(
            tr("%1 µs a view on the processor. In training the device renders: the loader only draws.").arg(perView));
    const int threads = loaderThreads(session()->draft().train);
    const double perSecond = threads * 1e6 / m_microsecondsPerView;
    m_editor->setCostSentence(tr("%1 µs a view: %n loader thread(s) make about %2 views/s.", nullptr, threads)
                                  .arg(perView, locale.toString(twoDigits(perSecond), 'f', 0)));
}

void AugmentPage::storeWorking()
{
    m_storeTimer.stop();
    if (!m_library || m_isFresh)
        return;
    if (auto stored = m_library->setWorking(m_document.pipeline()); !stored)
        Q_EMIT failed(errorText(stored.error()));
}

void AugmentPage::startRun()
{
    if (!session() || m_isFresh)
        return;
    Settings settings = session()->draft();
    settings.augment.pipeline = pipelineToJson(m_document.pipeline());
    settings.augment.size = 0; // the pipeline's own
    session()->requestNewRun(settings);
}

void AugmentPage::askForStudy()
{
    if (!session() || m_isFresh)
        return;
    auto *dialog = new CompositionDialog(m_document.pipeline(), session()->draft(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (session())
            Q_EMIT sweepRequested(dialog->spec());
    });
    dialog->open();
}

void AugmentPage::askForPastPair()
{
    if (!session())
        return;
    m_runsLane.submit(
        this, [layout = session()->layout()](const std::stop_token &) { return listRuns(layout); },
        [this, image = chosenImage()](const Result<std::vector<RunSummary>> &runs) {
            if (!runs)
                return Q_EMIT failed(errorText(runs.error()));
            if (runs->empty())
                return Q_EMIT noticed(tr("This project has no runs yet."));
            auto *dialog = new PastPairDialog(session()->layout(), *runs, image, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
}

void AugmentPage::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("side"), m_side->isHidden() ? m_sideState : m_side->saveState());
    settings.setValue(QStringLiteral("zoom"), m_grid->zoom());
}

void AugmentPage::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_sideState = settings.value(QStringLiteral("side")).toByteArray();
    if (!m_side->isHidden())
        m_side->restoreState(m_sideState);
    m_grid->setZoom(settings.value(QStringLiteral("zoom"), m_grid->zoom()).toInt());
}

void AugmentPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_bar->setActive(true);
}

void AugmentPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_bar->setActive(false);
}

void AugmentPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool isWide = width() >= kWidthForSide;
    if (isWide == !m_side->isHidden())
        return;
    if (isWide)
        putSideBeside();
    else
        putSideIntoTabs();
}

void AugmentPage::putSideIntoTabs()
{
    m_sideState = m_side->saveState();
    m_side->hide();
    m_inspector->setContentsMargins(0, space::kSmall, 0, 0);
    m_tabs->addTab(m_inspector, tr("One view"));
    m_tabs->addTab(m_insight, tr("Effects"));
}

void AugmentPage::putSideBeside()
{
    if (m_tabs->currentIndex() > static_cast<int>(Tab::Invariance))
        setTab(Tab::Views); // else the neighbour comes to the front, which measures
    for (QWidget *part : {static_cast<QWidget *>(m_inspector), static_cast<QWidget *>(m_insight)}) {
        m_tabs->removeTab(m_tabs->indexOf(part));
        m_side->addWidget(part);
        part->setVisible(true); // a removed tab is hidden
    }
    m_inspector->setContentsMargins({});
    m_side->restoreState(m_sideState);
    m_side->show();
    QList<int> sizes = m_splitter->sizes();
    sizes[1] = std::max(0, sizes[1] - kSideWidth);
    sizes[2] = kSideWidth;
    m_splitter->setSizes(sizes);
}

} // namespace tandem
