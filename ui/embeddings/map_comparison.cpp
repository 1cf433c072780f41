#include "ui/embeddings/map_comparison.h"

#include "core/analysis/neighbors.h"
#include "core/analysis/subset.h"
#include "core/analysis/workers.h"
#include "core/store/embedding_files.h"
#include "ui/embeddings/embedding_map.h"
#include "ui/error_text.h"
#include "ui/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr std::int64_t kNeighbors = 10;
constexpr std::int64_t kMostChanged = 100;

void findCommon(const PointTable &first, const PointTable &other, EmbeddingComparison &comparison)
{
    if (first.dataset != other.dataset)
        return;
    for (std::uint32_t point = 0; point < first.size(); ++point)
        if (const std::int64_t there = other.pointOf(first.samples[point]); there >= 0) {
            comparison.common.push_back(point);
            comparison.commonOther.push_back(static_cast<std::uint32_t>(there));
        }
}

QString letterOf(EmbeddingSpace space)
{
    return space == EmbeddingSpace::Features ? QStringLiteral("h") : QStringLiteral("z");
}

std::vector<float> rowsOf(const EmbeddingMoment &moment, EmbeddingSpace space, const std::vector<std::uint32_t> &points)
{
    return takeRows(moment.rowsOf(space), std::vector<std::int32_t>(points.begin(), points.end()));
}

} // namespace

Result<EmbeddingComparisonPtr> compareEmbeddings(const EmbeddingMomentPtr &first, EmbeddingSpace firstSpace,
                                                 const PlacedMomentPtr &layout, const EmbeddingMomentPtr &other,
                                                 EmbeddingSpace otherSpace, double perplexity, int threads,
                                                 const std::stop_token &stop)
{
    auto comparison = std::make_shared<EmbeddingComparison>();
    comparison->first = first;
    comparison->other = other;
    findCommon(*first->table, *other->table, *comparison);
    {
        Workers workers(threads);
        const auto count = static_cast<std::int64_t>(comparison->common.size());
        const std::vector<float> a = rowsOf(*first, firstSpace, comparison->common);
        const std::vector<float> b = rowsOf(*other, otherSpace, comparison->commonOther);
        const FeatureView viewA{a, count, first->rowsOf(firstSpace).dimension};
        const FeatureView viewB{b, count, other->rowsOf(otherSpace).dimension};
        if (count > kNeighbors) {
            comparison->cka = linearCka(viewA, viewB, workers, stop);
            const auto nearA = nearestNeighbors(viewA, {kNeighbors, Metric::Cosine}, workers, stop);
            const auto nearB = nearestNeighbors(viewB, {kNeighbors, Metric::Cosine}, workers, stop);
            if (!nearA || !nearB)
                return EmbeddingComparisonPtr();
            comparison->overlap = neighborOverlap(*nearA, *nearB, kNeighbors);
        }
    }
    const FeatureView rows = other->rowsOf(otherSpace);
    LayoutRequest request;
    request.features = std::make_shared<const std::vector<float>>(rows.values.begin(), rows.values.end());
    request.rows = rows.rows;
    request.dimension = rows.dimension;
    request.settings.perplexity = perplexity;
    request.ids = other->table->samples;
    if (!comparison->common.empty())
        request.previous =
            std::make_shared<const PlacedPoints>(PlacedPoints{first->table->samples, layout->points.positions});
    LayoutJob job(std::move(request), {threads, 0});
    const std::stop_callback ends(stop, [&job] { job.stop(); });
    job.wait();
    if (const auto error = job.error())
        return *error;
    const auto frame = job.frame();
    if (stop.stop_requested() || !frame)
        return EmbeddingComparisonPtr();
    comparison->positions = frame->positions;
    return EmbeddingComparisonPtr(std::move(comparison));
}

MapComparison::MapComparison(QWidget *parent)
    : QWidget(parent), m_map(new EmbeddingMap), m_run(new QComboBox), m_moment(new QComboBox), m_space(new QComboBox),
      m_morph(new QSlider(Qt::Horizontal)), m_sentence(new MutedLabel), m_changed(new QPushButton)
{
    buildLayout();
    connect(m_run, &QComboBox::activated, this, [this] {
        m_wantedMoment = -1;
        listMoments();
    });
    connect(m_moment, &QComboBox::activated, this, &MapComparison::compare);
    connect(m_space, &QComboBox::activated, this, &MapComparison::compare);
    connect(m_changed, &QPushButton::clicked, this, &MapComparison::showMostChanged);
    connect(m_morph, &QSlider::valueChanged, this, [this] { Q_EMIT morphChanged(morph()); });
    connect(m_map, &EmbeddingMap::hoveredPointChanged, this, [this](qint64 point) {
        const auto &table = m_map->table();
        Q_EMIT hoveredPointChanged(point >= 0 && table && m_first && table->dataset == m_first->table->dataset
                                       ? m_first->table->pointOf(table->samples[static_cast<std::size_t>(point)])
                                       : -1);
    });
}

MapComparison::~MapComparison()
{
    m_map->setColoring(nullptr); // the map is a child and goes after the coloring
}

void MapComparison::buildLayout()
{
    m_map->setColoring(&m_coloring);
    m_map->setAccessibleName(tr("Map to compare with"));
    m_map->setEmptyText(tr("Here will be the same images as another run, epoch or space arranges them."));
    m_map->setMinimumHeight(120);
    m_run->setAccessibleName(tr("Run to compare with"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->setMinimumContentsLength(10);
    m_moment->setAccessibleName(tr("Epoch to compare with"));
    m_space->setAccessibleName(tr("Space to compare with"));
    m_space->addItem(QStringLiteral("h"), static_cast<int>(EmbeddingSpace::Features));
    m_space->addItem(QStringLiteral("z"), static_cast<int>(EmbeddingSpace::Projections));
    m_sentence->setWordWrap(true);
    m_changed->setText(tr("Images that changed most"));
    m_changed->setToolTip(tr("Lists the images whose nearest neighbors differ most between both"));
    m_morph->setRange(0, 100);
    m_morph->setAccessibleName(tr("Morph the first map into this one"));
    m_morph->setToolTip(m_morph->accessibleName());
    auto *choice = new QHBoxLayout;
    choice->setSpacing(space::kTight);
    choice->addWidget(m_run, 1);
    choice->addWidget(m_moment);
    choice->addWidget(m_space);
    auto *morph = new QHBoxLayout;
    auto *label = new MutedLabel(tr("Morph"));
    label->setBuddy(m_morph);
    morph->addWidget(label);
    morph->addWidget(m_morph, 1);
    morph->addWidget(m_changed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    column->addLayout(choice);
    column->addWidget(m_map, 1);
    column->addWidget(m_sentence);
    column->addLayout(morph);
    take(nullptr);
}

void MapComparison::setProject(const std::optional<ProjectLayout> &project)
{
    m_listLane.cancel();
    m_lane.cancel();
    m_project = project;
    m_runs.clear();
    m_moments.clear();
    m_first.reset();
    m_firstLayout.reset();
    fillRuns();
    m_moment->clear();
    take(nullptr);
}

void MapComparison::setRuns(const std::vector<EmbeddedRun> &runs)
{
    m_runs = runs;
    fillRuns();
    refreshMoments();
}

void MapComparison::fillRuns()
{
    const RunId before = chosenRun();
    const QSignalBlocker blocker(m_run);
    m_run->clear();
    for (const EmbeddedRun &run : m_runs)
        m_run->addItem(run.name, QString::fromStdString(run.id.toString()));
    m_run->setCurrentIndex(before.isValid() ? m_run->findData(QString::fromStdString(before.toString())) : -1);
    m_run->setPlaceholderText(tr("Compare with…"));
}

RunId MapComparison::chosenRun() const
{
    return RunId::fromString(m_run->currentData().toString().toStdString());
}

void MapComparison::choose(const RunId &run, int moment, EmbeddingSpace space)
{
    m_run->setCurrentIndex(m_run->findData(QString::fromStdString(run.toString())));
    m_space->setCurrentIndex(m_space->findData(static_cast<int>(space)));
    m_wantedMoment = moment;
    listMoments();
}

void MapComparison::setImages(SampleImages *images)
{
    m_map->setImages(images);
}

void MapComparison::setSelection(SampleSelection *selection)
{
    m_map->setSelection(selection);
}

void MapComparison::setFirst(const RunId &run, const EmbeddingMomentPtr &moment, EmbeddingSpace space,
                             const PlacedMomentPtr &layout, LayoutMethod method, double perplexity)
{
    if (run == m_firstRun && moment == m_first && space == m_firstSpace && layout == m_firstLayout)
        return;
    m_lane.cancel(); // what it compares is no longer shown
    const bool goesOn = moment && m_comparison && m_comparison->first->table->dataset == moment->table->dataset;
    m_firstRun = run;
    m_first = moment;
    m_firstSpace = space;
    m_firstLayout = layout;
    m_firstMethod = method;
    m_perplexity = perplexity;
    m_isStale = true;
    if (!goesOn)
        take(nullptr);
    if (isVisible())
        compare();
}

void MapComparison::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        compare();
}

void MapComparison::hideEvent(QHideEvent *event)
{
    m_morph->setValue(0);
    QWidget::hideEvent(event);
}

double MapComparison::morph() const
{
    return m_morph->value() / 100.0;
}

void MapComparison::listMoments()
{
    const RunId run = chosenRun();
    if (!m_project || !run.isValid())
        return;
    m_listLane.submit(
        this, [project = *m_project, run](const std::stop_token &) { return listEmbeddings(project, run); },
        [this](Result<std::vector<EmbeddingInfo>> moments) {
            m_moments.clear();
            m_moment->clear();
            if (!moments) {
                take(nullptr, errorText(moments.error()));
                return;
            }
            m_moments = std::move(*moments);
            fillMoments();
            const int last = m_moment->count() - 1;
            m_moment->setCurrentIndex(m_wantedMoment < 0 ? last : std::min(m_wantedMoment, last));
            compare();
        });
}

/// The chosen run may have more moments by now, or fewer; the chosen one stays.
void MapComparison::refreshMoments()
{
    const RunId run = chosenRun();
    if (!m_project || !run.isValid() || m_moments.empty() || m_listLane.isBusy())
        return;
    m_listLane.submit(
        this, [project = *m_project, run](const std::stop_token &) { return listEmbeddings(project, run); },
        [this](Result<std::vector<EmbeddingInfo>> moments) {
            const int chosen = m_moment->currentIndex();
            if (!moments || *moments == m_moments || chosen < 0)
                return; // what is there no more is told when it is chosen
            const EmbeddingInfo before = m_moments[static_cast<std::size_t>(chosen)];
            m_moments = std::move(*moments);
            fillMoments();
            const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), before.step,
                                                [](std::int64_t step, const auto &info) { return step < info.step; });
            const auto place = static_cast<int>(after - m_moments.begin()) - 1;
            m_moment->setCurrentIndex(std::min(std::max(place, 0), m_moment->count() - 1));
            if (m_moments.empty() || m_moments[static_cast<std::size_t>(m_moment->currentIndex())] != before)
                compare();
        });
}

void MapComparison::fillMoments()
{
    m_moment->clear();
    for (const EmbeddingInfo &info : m_moments)
        m_moment->addItem(info.epoch == 0 ? tr("Before training")
                                          : tr("Epoch %1").arg(QLocale().toString(static_cast<qlonglong>(info.epoch))));
}

void MapComparison::compare()
{
    const int moment = m_moment->currentIndex();
    m_isStale = false;
    m_lane.cancel();
    if (!m_project || !m_first || !m_images || moment < 0 || moment >= static_cast<int>(m_moments.size())) {
        take(nullptr);
        return;
    }
    if (!m_firstLayout) {
        await(tr("Waiting for the layout…"));
        return;
    }
    const EmbeddingReader reader(*m_project, {chosenRun(), {}, {}, {}});
    await(tr("Comparing…"));
    struct Outcome {
        EmbeddingComparisonPtr comparison;
        QString trouble; // why there is none, or no images
    };
    m_lane.submit(
        this,
        [project = *m_project, reader, step = m_moments[static_cast<std::size_t>(moment)].step, first = m_first,
         space = m_firstSpace, layout = m_firstLayout, perplexity = m_perplexity, known = m_images,
         isFirstRun = chosenRun() == m_firstRun,
         otherSpace =
             static_cast<EmbeddingSpace>(m_space->currentData().toInt())](const std::stop_token &stop) -> Outcome {
            auto record = reader.record(step);
            if (!record)
                return {nullptr, errorText(record.error())};
            const ImageContextPtr images = isFirstRun ? known : reader.images(stop);
            if (!images)
                return {};
            const EmbeddingMomentPtr other = momentOf(std::move(*record), *images);
            if (!other->has(otherSpace))
                return {nullptr, tr("This run has stored no %1.").arg(letterOf(otherSpace))};
            auto compared =
                compareEmbeddings(first, space, layout, other, otherSpace, perplexity, threadsBeside(project), stop);
            if (!compared)
                return {nullptr, errorText(compared.error())};
            return {std::move(*compared), images->trouble};
        },
        [this](Outcome outcome) { take(std::move(outcome.comparison), outcome.trouble); });
}

/// Numbers and morph are of another moment than the one shown, until there are new ones.
void MapComparison::await(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_changed->setEnabled(false);
    m_morph->setEnabled(false);
    m_morph->setValue(0);
}

void MapComparison::take(EmbeddingComparisonPtr comparison, const QString &trouble)
{
    m_comparison = std::move(comparison);
    const bool hasCommon = m_comparison && !m_comparison->common.empty();
    m_changed->setEnabled(hasCommon);
    m_morph->setEnabled(hasCommon && m_firstMethod == LayoutMethod::Tsne);
    m_morph->setToolTip(m_firstMethod == LayoutMethod::Tsne
                            ? m_morph->accessibleName()
                            : tr("The map here is one of t-SNE: points of PCA have no way to it."));
    m_morph->setValue(0);
    if (!m_comparison) {
        m_map->setPoints(nullptr, nullptr, false);
        m_sentence->setText(trouble.isEmpty()
                                ? tr("Choose a run and an epoch, or the other space of the same run: h against z.")
                                : trouble);
        return;
    }
    const PointTablePtr &table = m_comparison->other->table;
    m_map->setPoints(table, makeLayout(std::span<const float>(m_comparison->positions)));
    m_map->setNeighbors(m_comparison->other->neighbors, static_cast<EmbeddingSpace>(m_space->currentData().toInt()));
    m_coloring.setColumn(table, m_coloring.key().isEmpty() ? QStringLiteral("class") : m_coloring.key());
    const QLocale locale;
    if (!hasCommon)
        m_sentence->setText(QStringList{tr("Both have no images in common, so that nothing can be compared."), trouble}
                                .join(QLatin1Char(' '))
                                .trimmed());
    else
        m_sentence->setText(tr("Linear CKA %1 (debiased, %2 images) · %3 % of the neighbors in common (k = %4)")
                                .arg(m_comparison->cka && std::isfinite(m_comparison->cka->debiased)
                                         ? locale.toString(m_comparison->cka->debiased, 'f', 3)
                                         : QStringLiteral("–"),
                                     locale.toString(static_cast<qlonglong>(m_comparison->common.size())),
                                     locale.toString(100 * m_comparison->overlap.mean, 'f', 0),
                                     locale.toString(static_cast<qlonglong>(m_comparison->overlap.k))));
    Q_EMIT compared();
}

QString MapComparison::sentence() const
{
    return m_sentence->text();
}

void MapComparison::showMostChanged()
{
    if (!m_comparison || m_comparison->first != m_first)
        return;
    std::vector<std::uint32_t> points;
    for (const std::int32_t place : mostChanged(m_comparison->overlap, kMostChanged))
        points.push_back(m_comparison->common[static_cast<std::size_t>(place)]);
    const int count = static_cast<int>(points.size());
    Q_EMIT imagesRequested(
        points,
        tr("%n image(s) whose neighbors differ most from those in %1", nullptr, count).arg(m_run->currentText()));
}

void MapComparison::colorBy(const QString &key)
{
    m_coloring.setColumn(m_map->table(), key);
}

void MapComparison::setLinkedPoint(std::int64_t point)
{
    const PointTablePtr &table = m_map->table();
    m_map->setLinkedPoint(point >= 0 && table && m_first && table->dataset == m_first->table->dataset
                              ? table->pointOf(m_first->table->samples[static_cast<std::size_t>(point)])
                              : -1);
}

} // namespace tandem
