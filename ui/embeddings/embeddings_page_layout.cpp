// The parts of the Embeddings page, where they stand and what they tell one another.

#include "ui/embeddings/embeddings_page.h"

#include "ui/embeddings/dropped_image.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/map_comparison.h"
#include "ui/embeddings/map_panel.h"
#include "ui/embeddings/measures_panel.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/pca_view.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/source_bar.h"
#include "ui/embeddings/trouble_panel.h"
#include "ui/error_text.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_panel.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <limits>

namespace tandem {

void EmbeddingsPage::buildActions()
{
    m_openFile = new QAction(icon(QStringLiteral("folder-open")), tr("Open Features from a &File…"), this);
    m_replay = new QAction(icon(QStringLiteral("play")), tr("&Replay the Training"), this);
    m_settle = new QAction(icon(QStringLiteral("refresh")), tr("&Lay Out Anew"), this);
    m_trails = new QAction(icon(QStringLiteral("trails")), tr("Show &Trails of the Selection"), this);
    m_trails->setToolTip(tr("Trails: where the selected images came from, over the moments of the training"));
    m_trails->setCheckable(true);
    m_trails->setChecked(true);
    m_openFile->setEnabled(false);
}

void EmbeddingsPage::buildLayout()
{
    m_empty = new EmptyState(QStringLiteral("embeddings"), tr("No embeddings yet"),
                             tr("Here you will see the images as the encoder arranges them: a map that follows the "
                                "training, the neighbors of each image, and the classes that mix. A run stores what "
                                "it takes with each evaluation. Features that were made elsewhere can be opened from "
                                "a .npy or .csv file."));
    QPushButton *runs = m_empty->addButton(tr("Go to the runs"), QStringLiteral("runs"));
    QPushButton *file = m_empty->addButton(tr("Open a file of features…"), QStringLiteral("folder-open"));
    m_none = new EmptyState(QStringLiteral("embeddings"), tr("This run has stored no embeddings"),
                            tr("A run stores the embeddings of some training images before it begins and with each "
                               "evaluation. If it is about to begin, they appear here by themselves. Where its "
                               "setting “Stored embeddings” (evaluate.probe_images) is 0, it stores none: start "
                               "another one with 2000."));
    QPushButton *others = m_none->addButton(tr("Go to the runs"), QStringLiteral("runs"));
    m_failure = new FailurePanel;
    QPushButton *again = m_failure->addButton(tr("Try again"), QStringLiteral("refresh"));
    for (QPushButton *button : {runs, others})
        connect(button, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(PageId::Runs); });

    m_sourceBar = new SourceBar;
    m_layoutBar = new LayoutBar(m_director);
    m_note = new ElidedLabel({}, Qt::ElideRight);
    m_note->setMuted(true);
    m_map = new MapPanel;
    m_epochs = new EpochBar;
    m_epochs->addTool(m_trails);
    m_table = new SampleTable;
    m_neighbors = new NeighborPanel;
    m_measures = new MeasuresModel(this);
    m_measuresPanel = new NumbersPanel(*m_measures, tr("Measures"));
    m_measuresPanel->setContentsMargins(0, space::kSmall, 0, 0);
    m_trouble = new TroublePanel;
    m_comparison = new MapComparison;
    m_pca = new PcaView;
    m_pca->setColoring(&m_map->coloring());
    m_dropped = new DroppedImage(this);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("Images"));
    m_tabs->addTab(m_neighbors, tr("Neighbors"));
    m_tabs->addTab(m_measuresPanel, tr("Measures"));
    m_tabs->addTab(m_trouble, tr("Trouble"));
    m_tabs->addTab(m_pca, tr("PCA"));
    m_tabs->addTab(m_comparison, tr("Compare"));

    auto *mapSide = new QWidget;
    auto *mapColumn = new QVBoxLayout(mapSide);
    mapColumn->setContentsMargins({});
    mapColumn->setSpacing(space::kSmall);
    mapColumn->addWidget(m_map, 1);
    mapColumn->addWidget(m_epochs);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(mapSide);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(space::kMedium);
    m_stack = new QStackedWidget;
    for (QWidget *widget : {static_cast<QWidget *>(m_splitter), static_cast<QWidget *>(m_empty),
                            static_cast<QWidget *>(m_none), static_cast<QWidget *>(m_failure)})
        m_stack->addWidget(widget);
    auto *bars = new QWidget;
    auto *barRow = new QHBoxLayout(bars);
    barRow->setContentsMargins({});
    barRow->setSpacing(space::kLarge);
    barRow->addWidget(m_sourceBar, 2);
    barRow->addWidget(m_layoutBar, 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(bars);
    column->addWidget(m_note);
    column->addWidget(m_stack, 1);

    connect(file, &QPushButton::clicked, m_sourceBar, &SourceBar::askForFeatures);
    connect(m_openFile, &QAction::triggered, m_sourceBar, &SourceBar::askForFeatures);
    connect(m_settle, &QAction::triggered, this, [this] { m_director.settle(); });
    connect(m_trails, &QAction::toggled, this, &EmbeddingsPage::showTrails);
    connect(m_replay, &QAction::triggered, this, [this] { m_epochs->setPlaying(true); });
    connect(again, &QPushButton::clicked, this, [this] {
        const EmbeddingPlace place = m_source.place();
        m_source.clear();
        showPlace(place);
    });
}

void EmbeddingsPage::connectSource()
{
    connect(m_sourceBar, &SourceBar::runsChanged, this, &EmbeddingsPage::onRunsListed);
    connect(m_sourceBar, &SourceBar::chosen, this, &EmbeddingsPage::showPlace);
    connect(&m_source, &EmbeddingSource::changed, this, &EmbeddingsPage::refreshStack);
    connect(&m_source, &EmbeddingSource::momentsChanged, this, &EmbeddingsPage::onMoments);
    connect(&m_source, &EmbeddingSource::imagesChanged, this, &EmbeddingsPage::onImages);
    connect(&m_source, &EmbeddingSource::momentReady, this, &EmbeddingsPage::onMoment);
    connect(&m_source, &EmbeddingSource::momentFailed, this, &EmbeddingsPage::onUnreadable);
    connect(&m_director, &LayoutDirector::layoutChanged, this, &EmbeddingsPage::onLayout);
    connect(&m_director, &LayoutDirector::unreadable, this, &EmbeddingsPage::onUnreadable);
    connect(&m_director, &LayoutDirector::failed, this,
            [this](const Error &error) { Q_EMIT failed(errorText(error)); });
    connect(&m_analyst, &EmbeddingAnalyst::measured, this, &EmbeddingsPage::onMeasured);
    connect(&m_analyst, &EmbeddingAnalyst::troubleFound, this, [this] { m_trouble->setTrouble(m_analyst.trouble()); });
    connect(m_epochs, &EpochBar::placeChanged, this, [this] {
        showLayout(false);
        m_pca->setPlace(m_epochs->place());
        requestMoment();
        showCaption();
        measure();
    });
    connect(m_epochs, &EpochBar::playingChanged, this, [this](bool plays) {
        if (plays)
            return;
        measure(); // and what else waits for somebody who looks longer than in passing
        showTrails();
        showDropped();
    });
    connect(m_layoutBar, &LayoutBar::spaceChanged, this, [this](EmbeddingSpace space) {
        m_neighbors->setSpace(space);
        m_pca->setSpace(space);
        m_map->setNeighbors(m_moment ? m_moment->neighbors : nullptr, space);
        placeDropped();
        measure();
    });
}

void EmbeddingsPage::connectViews()
{
    const auto showImages = [this](const std::vector<std::uint32_t> &points, const QString &sentence) {
        m_table->showOnly(points, sentence);
        m_tabs->setCurrentWidget(m_table);
    };
    connect(m_trouble, &TroublePanel::imagesRequested, this, showImages);
    connect(m_comparison, &MapComparison::imagesRequested, this, showImages);
    connect(m_trouble, &TroublePanel::hardestRequested, this, [this] {
        const bool hasLoss = m_shownTable && m_shownTable->column(QStringLiteral("loss"));
        if (!hasLoss) {
            Q_EMIT noticed(tr("The loss of single images is not known here: a run records it with its evaluations."));
            return;
        }
        m_table->sortBy(QStringLiteral("loss"), Qt::DescendingOrder);
        m_map->colorBy(QStringLiteral("loss"));
        m_tabs->setCurrentWidget(m_table);
    });
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this] { m_analyst.setLooksForTrouble(m_tabs->currentWidget() == m_trouble); });
    connect(m_map, &MapPanel::neighborsRequested, this, [this] {
        m_neighbors->setSubject(NeighborPanel::Subject::Current);
        m_tabs->setCurrentWidget(m_neighbors);
    });
    connect(m_map, &MapPanel::imageDropped, this, &EmbeddingsPage::encodeDropped);
    connect(m_neighbors, &NeighborPanel::imageDropped, this, &EmbeddingsPage::encodeDropped);
    connect(m_dropped, &DroppedImage::encoded, this,
            [this](const QString &name, const QImage &picture, const std::vector<float> &features,
                   const std::vector<float> &projections, qint64 epoch) {
                takeDropped(picture, epoch);
                m_neighbors->askAbout(name, picture, features, projections);
                m_tabs->setCurrentWidget(m_neighbors);
            });
    connect(m_dropped, &DroppedImage::placed, this, [this](const QPointF &own) {
        m_droppedSpot = own;
        showDropped();
    });
    connect(m_dropped, &DroppedImage::busyChanged, this, &Page::activityChanged);
    for (const auto &tell : {&MapPanel::failed, &MapPanel::noticed})
        connect(m_map, tell, this, tell == &MapPanel::failed ? &Page::failed : &Page::noticed);
    connect(m_dropped, &DroppedImage::failed, this, &Page::failed);
    connect(m_table, &SampleTable::failed, this, &Page::failed);
    connect(m_table, &SampleTable::noticed, this, &Page::noticed);
    connect(m_trouble, &TroublePanel::failed, this, &Page::failed);
    connect(&m_map->coloring(), &MapColoring::columnChanged, this,
            [this] { m_comparison->colorBy(m_map->coloring().key()); });
    connect(&m_map->map(), &EmbeddingMap::hoveredPointChanged, m_comparison, &MapComparison::setLinkedPoint);
    connect(m_comparison, &MapComparison::hoveredPointChanged, &m_map->map(), &EmbeddingMap::setLinkedPoint);
    connect(&m_map->map(), &EmbeddingMap::hoveredPointChanged, m_pca, &PcaView::setLinkedPoint);
    connect(m_pca, &PcaView::hoveredPointChanged, &m_map->map(), &EmbeddingMap::setLinkedPoint);
    connect(m_pca, &PcaView::failed, this, &Page::failed);
    connect(m_pca, &PcaView::unreadable, this, &EmbeddingsPage::onUnreadable);
    connect(m_comparison, &MapComparison::morphChanged, this, [this] { showLayout(false); });
}

/// The points on their way to where the map beside has them.
MapLayoutPtr EmbeddingsPage::morphed(const MapLayoutPtr &here) const
{
    const EmbeddingComparisonPtr &comparison = m_comparison->comparison();
    if (m_comparison->morph() == 0 || !comparison || comparison->first != m_moment)
        return here;
    std::vector<float> there(2 * here->size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < comparison->common.size(); ++i)
        for (std::size_t axis = 0; axis < 2; ++axis)
            there[2 * comparison->common[i] + axis] = comparison->positions[2 * comparison->commonOther[i] + axis];
    const MapLayoutPtr other = makeLayout(std::span<const float>(there), here->frame);
    return blended(*here, *other, m_comparison->morph());
}

void EmbeddingsPage::encodeDropped(const QString &file)
{
    const RunId run = m_source.place().run;
    if (run.isValid() && !m_source.moments().empty())
        m_dropped->encode(run, m_source.moments().back().epoch, file);
    else
        Q_EMIT noticed(tr("An image can be encoded where the embeddings are those of a run."));
}

/// Its neighbors and its place are those of the moment whose weights looked at it, or of the one before those.
void EmbeddingsPage::takeDropped(const QImage &picture, std::int64_t epoch)
{
    const auto &moments = m_source.moments();
    std::size_t moment = moments.size();
    while (moment > 1 && moments[moment - 1].epoch > epoch)
        --moment;
    m_epochs->setPlaying(false);
    m_epochs->setPlace(static_cast<double>(moment) - 1);
    m_droppedPicture = picture;
    m_droppedStep = m_epochs->step();
    m_neighbors->setForeignFits(m_moment && m_moment->record.step == m_droppedStep);
    placeDropped();
    if (m_director.method() == LayoutMethod::Pca)
        Q_EMIT noticed(tr("The neighbors of the image are listed. It has a place on the map of t-SNE, not on that of "
                          "PCA."));
}

void EmbeddingsPage::forgetDropped()
{
    m_dropped->forget();
    m_droppedPicture = {};
    m_droppedStep = -1;
    placeDropped();
}

/// Looks for the dropped image's place anew, as the moment or its layout is another one.
void EmbeddingsPage::placeDropped()
{
    m_droppedSpot.reset();
    showDropped();
    const bool hasPlace = m_moment && m_moment->record.step == m_droppedStep && !isOnItsWay() &&
                          m_director.method() == LayoutMethod::Tsne;
    m_dropped->place(hasPlace ? m_moment : nullptr, m_director.space(), m_director.layoutOf(m_droppedStep),
                     m_director.perplexity());
}

void EmbeddingsPage::showDropped()
{
    const MapLayoutPtr &layout = m_map->map().layout();
    const bool isShown = m_droppedSpot && layout && m_epochs->step() == m_droppedStep &&
                         m_epochs->place() == m_epochs->nearest() && m_comparison->morph() == 0;
    if (!isShown) {
        m_map->map().setForeign({}, {});
        return;
    }
    const MapFrame &frame = layout->frame;
    m_map->map().setForeign(
        {(m_droppedSpot->x() - frame.centerX) / frame.half, (m_droppedSpot->y() - frame.centerY) / frame.half},
        m_droppedPicture);
}

} // namespace tandem
