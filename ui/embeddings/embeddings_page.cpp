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
#include "ui/project_session.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_panel.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QLocale>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tandem {

EmbeddingsPage::EmbeddingsPage(QWidget *parent)
    : Page(PageId::Embeddings, tr("Embeddings"), QStringLiteral("embeddings"), parent)
{
    buildActions();
    buildLayout();
    connectSource();
    connectViews();
    refreshStack();
}

EmbeddingsPage::~EmbeddingsPage()
{
    disconnect(m_comparison, nullptr, this, nullptr); // it is hidden after the members here are gone, and tells
}

void EmbeddingsPage::setSession(ProjectSession *newSession)
{
    if (session())
        disconnect(session(), nullptr, this, nullptr);
    Page::setSession(newSession);
    m_hasChosen = false;
    m_source.clear();
    m_director.clear();
    m_pca->clear();
    forgetDropped();
    m_dropped->setSession(newSession);
    m_trouble->setSession(newSession);
    SampleSelection *selection = newSession ? &newSession->samples() : nullptr;
    m_map->setSelection(selection);
    m_table->setSelection(selection);
    m_neighbors->setSelection(selection);
    m_trouble->setSelection(selection);
    m_comparison->setSelection(selection);
    m_pca->setSelection(selection);
    const auto project = newSession ? std::optional(newSession->layout()) : std::nullopt;
    m_comparison->setProject(project);
    m_sourceBar->setProject(project);
    m_openFile->setEnabled(newSession != nullptr);
    if (newSession) {
        connect(newSession, &ProjectSession::selectedRunChanged, this, &EmbeddingsPage::followSelectedRun);
        connect(selection, &SampleSelection::changed, this, &EmbeddingsPage::showTrails);
    }
    refreshStack();
}

void EmbeddingsPage::showPlace(const EmbeddingPlace &place)
{
    if (!session())
        return;
    m_hasChosen = true;
    m_sourceBar->setPlace(place, place.run.isValid() ? nameOf(place.run) : QString());
    if (place == m_source.place()) {
        if (place.run.isValid() && m_source.state() != EmbeddingSource::State::Failed) {
            m_source.tryAgain();
            return; // what it stores meanwhile is followed anyway
        }
        m_source.clear(); // a file may have been written anew
        m_director.clear();
        m_pca->clear();
    }
    forgetDropped();
    m_moment.reset();
    m_frame.reset();
    m_epochs->setMoments({}, 0);
    m_source.show(session()->layout(), place);
}

/// The run that the other pages look at is the one to see here, if it can be seen.
void EmbeddingsPage::followSelectedRun()
{
    const RunId run = session()->selectedRun();
    if (!run.isValid() || run == m_source.place().run)
        return;
    const auto &runs = m_sourceBar->runs();
    const bool isListed = std::any_of(runs.begin(), runs.end(), [&](const EmbeddedRun &r) { return r.id == run; });
    if (isListed || m_source.state() == EmbeddingSource::State::Empty ||
        m_source.state() == EmbeddingSource::State::None)
        showPlace({run, {}, {}, {}});
}

void EmbeddingsPage::onRunsListed()
{
    m_comparison->setRuns(m_sourceBar->runs());
    if (m_hasChosen || !session())
        return;
    const RunId selected = session()->selectedRun();
    if (selected.isValid())
        showPlace({selected, {}, {}, {}});
    else if (!m_sourceBar->runs().empty())
        showPlace({m_sourceBar->runs().front().id, {}, {}, {}});
}

QString EmbeddingsPage::nameOf(const RunId &run) const
{
    return QString::fromStdString(session()->annotation(run).name);
}

void EmbeddingsPage::refreshStack()
{
    using State = EmbeddingSource::State;
    const State state = m_source.state();
    m_emptyText.clear();
    const bool hasSource = state == State::Ready || (state == State::Loading && m_moment);
    QWidget *shown = m_splitter;
    if (state == State::Empty) {
        shown = m_empty;
        m_emptyText = tr("No embeddings yet");
    } else if (state == State::None) {
        shown = m_none;
        m_emptyText = tr("No embeddings stored");
    } else if (state == State::Failed) {
        m_emptyText = errorText(m_source.error());
        m_failure->setSentence(m_emptyText);
        shown = m_failure;
    }
    m_stack->setCurrentWidget(shown);
    m_layoutBar->setEnabled(hasSource);
    m_epochs->setVisible(m_source.place().run.isValid());
    m_settle->setEnabled(hasSource);
    m_replay->setEnabled(hasSource && m_source.moments().size() > 1);
    QStringList notes{m_source.imageTrouble(), unreadableText()};
    notes.removeAll(QString());
    m_note->setText(notes.join(QLatin1Char(' ')));
    m_note->setVisible(!notes.isEmpty());
}

/// Which epochs are left out.
QString EmbeddingsPage::unreadableText() const
{
    QStringList epochs;
    if (m_source.place().run.isValid() && m_source.state() == EmbeddingSource::State::Ready)
        for (const EmbeddingInfo &info : m_source.unreadable())
            epochs << (info.epoch == 0 ? tr("before training")
                                       : QLocale().toString(static_cast<qlonglong>(info.epoch)));
    return epochs.isEmpty()
               ? QString()
               : tr("Epochs whose embeddings cannot be read are left out: %1.").arg(epochs.join(QStringLiteral(", ")));
}

void EmbeddingsPage::onMoments()
{
    if (!session() || !m_source.reader())
        return;
    const bool atEnd = m_epochs->isAtEnd();
    m_director.setMoments(session()->layout(), *m_source.reader(), m_source.moments());
    m_pca->setMoments(session()->layout(), *m_source.reader(), m_source.moments());
    updateEpochs();
    m_pca->setPlace(m_epochs->place()); // the same moment may stand at another place
    refreshStack();
    if (!m_source.moments().empty()) {
        const EmbeddingInfo &newest = m_source.moments().back();
        m_layoutBar->setSpaces(newest.featureDimension > 0 || m_source.place().features.size() > 0,
                               newest.projectionDimension > 0);
    }
    if (atEnd || !m_moment)
        requestMoment();
}

/// A damaged or diverged epoch must not hide the others: it is left out. The first one is told at length, and a line
/// names all.
void EmbeddingsPage::onUnreadable(std::int64_t step, const Error &error)
{
    const bool isOfRun = m_source.place().run.isValid();
    if (isOfRun && error.code == ErrorCode::FileNotFound)
        return;                 // thinned out meanwhile: the list tells
    if (!isOfRun && m_moment) { // what is shown of a file that is gone since stays
        Q_EMIT failed(errorText(error));
        return;
    }
    if (m_source.leaveOut(step, error) && m_source.state() == EmbeddingSource::State::Ready &&
        m_source.unreadable().size() == 1)
        Q_EMIT failed(errorText(error)); // else the page says it
}

void EmbeddingsPage::onImages()
{
    DatasetImages *images = m_source.images();
    m_map->setImages(images);
    m_table->setImages(images);
    m_neighbors->setImages(images);
    m_trouble->setImages(images);
    m_comparison->setImages(images);
    m_pca->setImages(images);
    m_comparison->setContext(m_source.imageContext());
    if (m_source.imageContext())
        m_analyst.setTemperature(m_source.imageContext()->temperature);
    else
        onMoment(nullptr);
    refreshStack();
    requestMoment();
}

void EmbeddingsPage::requestMoment()
{
    const int moment = m_epochs->nearest();
    if (moment >= 0 && moment < static_cast<int>(m_source.moments().size()))
        m_source.request(m_source.moments()[static_cast<std::size_t>(moment)].step);
}

void EmbeddingsPage::onMoment(const EmbeddingMomentPtr &moment)
{
    if (moment == m_moment && moment)
        return;
    m_moment = moment;
    if (!moment) {
        m_shownTable.reset();
        m_analyst.clear(); // which tells the views
        m_frame.reset();
        m_map->setPoints(nullptr, nullptr, false);
        m_map->setCaption({});
        m_map->map().setForeign({}, {});
        m_table->setPoints(nullptr, nullptr);
        m_neighbors->setPoints(nullptr, nullptr);
        m_pca->setPoints(nullptr, nullptr, 0);
        m_comparison->setFirst({}, nullptr, m_director.space(), nullptr, m_director.method(), 30);
        return;
    }
    // What was measured of another moment does not count for this one, but its columns come back with the next look.
    m_shownTable = withColumnsAwaited(moment->table, m_shownTable);
    showTable(true);
    placeDropped();
    measure();
}

void EmbeddingsPage::showTable(bool animate)
{
    if (!m_moment)
        return;
    MapLayoutPtr layout = shownLayout();
    if (!layout) { // not laid out yet: no point has a place
        const std::vector<float> nowhere(2 * m_shownTable->size(), std::numeric_limits<float>::quiet_NaN());
        layout = makeLayout(std::span<const float>(nowhere));
    }
    m_map->setPoints(m_shownTable, morphed(layout), animate);
    m_pca->setPoints(m_moment, m_shownTable, m_epochs->place());
    m_map->setNeighbors(m_moment->neighbors, m_director.space());
    m_neighbors->setForeignFits(m_moment->record.step == m_droppedStep);
    m_neighbors->setPoints(m_shownTable, m_moment->neighbors);
    m_table->setPoints(m_shownTable, layout);
    showTrails();
    showDropped();
}

MapLayoutPtr EmbeddingsPage::shownLayout() const
{
    return m_moment ? m_director.layoutAt(m_epochs->place(), m_moment->record.samples, m_frame) : nullptr;
}

void EmbeddingsPage::showLayout(bool animate)
{
    if (m_moment)
        if (const MapLayoutPtr layout = shownLayout()) {
            m_map->map().setPoints(m_map->map().table(), morphed(layout), animate);
            showTrails();
            showDropped();
        }
}

void EmbeddingsPage::onLayout(std::int64_t step, bool isFinal)
{
    const bool isNewest = !m_source.moments().empty() && step == m_source.moments().back().step;
    const PlacedMomentPtr placed = m_director.layoutOf(step);
    if (isNewest && placed) {
        MapFrame frame = frameOf(std::span<const float>(placed->points.positions));
        frame.half *= kFrameMargin;
        const bool isOut = m_frame && (frame.half > 1.05 * m_frame->half || frame.half < 0.6 * m_frame->half);
        if (!m_frame || isFinal || isOut)
            m_frame = frame;
    }
    updateEpochs();
    const bool isShown = placed && m_director.layoutOfMoment(m_epochs->nearest()) == placed;
    if (isShown) {
        placeDropped();
        showLayout(isFinal && !m_director.status());
    }
    if (isShown && isFinal)
        measure();
    showCaption();
}

void EmbeddingsPage::updateEpochs()
{
    const auto &moments = m_source.moments();
    std::size_t ready = 0; // of the last ones; the newest may still be on its way
    for (std::size_t i = moments.size(); i-- > 0; ++ready)
        if (!m_director.layoutOf(moments[i].step) && i + 1 != moments.size())
            break;
    const std::int64_t before = m_epochs->step();
    m_epochs->setMoments(moments, ready);
    if (m_epochs->step() != before)
        requestMoment();
}

/// The moment that is shown is the newest, and still being laid out, or it will be laid out anew.
bool EmbeddingsPage::isOnItsWay() const
{
    return m_moment && (m_director.isHalfSettled(m_moment->record.step) ||
                        (m_director.isSettling() && !m_source.moments().empty() &&
                         m_moment->record.step == m_source.moments().back().step));
}

void EmbeddingsPage::measure()
{
    if (!session() || !m_moment || m_epochs->isPlaying() || !m_moment->has(m_director.space()))
        return;
    const PlacedMomentPtr placed = m_director.layoutOf(m_moment->record.step);
    m_analyst.look(session()->layout(), m_moment, m_director.space(), isOnItsWay() ? nullptr : placed);
    m_comparison->setFirst(m_source.place().run, m_moment, m_director.space(), isOnItsWay() ? nullptr : placed,
                           m_director.method(), m_director.perplexity());
}

void EmbeddingsPage::onMeasured()
{
    const SpaceAnalysisPtr &space = m_analyst.space();
    m_measures->setAnalysis(space, m_analyst.map());
    m_measuresPanel->setSentence(measuresSentence());
    if (space && space->moment == m_moment) {
        m_shownTable = withColumnsAwaited(withAnalysis(*space, m_analyst.map().get()), m_shownTable);
        showTable(false);
    }
    m_trouble->setSpace(space, m_shownTable);
    showCaption();
}

QString EmbeddingsPage::measuresSentence() const
{
    const SpaceAnalysisPtr &space = m_analyst.space();
    if (!space)
        return tr("Here will be measures of the embedding and of its map.");
    QStringList sentences{
        tr("Each number with the settings that it depends on. Numbers of other settings, and of other "
           "images, cannot be compared with it.")};
    const auto epoch = static_cast<qlonglong>(space->moment->record.epoch);
    if (m_source.place().run.isValid())
        sentences.prepend(epoch == 0 ? tr("Measured before the training.")
                                     : tr("Measured after epoch %1.").arg(QLocale().toString(epoch)));
    return sentences.join(QLatin1Char(' '));
}

QString EmbeddingsPage::methodText(const PlacedMoment &placed) const
{
    if (m_director.method() == LayoutMethod::Pca)
        return pcaSentence(m_director, placed.step);
    const QLocale locale;
    const QString letter = m_director.space() == EmbeddingSpace::Features ? QStringLiteral("h") : QStringLiteral("z");
    const QString perplexity = locale.toString(placed.perplexity, 'g', 4);
    if (!std::isfinite(placed.divergence)) // the first frames come before it is known
        return tr("t-SNE of %1, perplexity %2").arg(letter, perplexity);
    return tr("t-SNE of %1, perplexity %2, KL %3").arg(letter, perplexity, locale.toString(placed.divergence, 'f', 2));
}

void EmbeddingsPage::showCaption()
{
    const QLocale locale;
    const PlacedMomentPtr placed = m_moment ? m_director.layoutOf(m_moment->record.step) : nullptr;
    if (!placed) {
        m_map->setCaption(m_moment ? tr("Laying out…") : QString());
        return;
    }
    QStringList parts{methodText(*placed)};
    bool warns = false;
    if (m_analyst.map() && m_analyst.placed() == placed) { // else it is of a layout before
        const MapQuality &quality = m_analyst.map()->quality;
        parts << tr("trustworthiness %1, continuity %2 (k = %3)")
                     .arg(locale.toString(quality.trustworthiness, 'f', 2), locale.toString(quality.continuity, 'f', 2),
                          locale.toString(static_cast<qlonglong>(quality.k)));
        warns = quality.trust != MapTrust::Good && quality.trust != MapTrust::Unknown;
        if (quality.trust == MapTrust::FalseNeighbors)
            parts.prepend(tr("Clusters may be false: do not trust this map"));
        else if (quality.trust == MapTrust::TornNeighborhoods)
            parts.prepend(tr("Neighbors may lie apart: do not trust this map"));
        else if (quality.trust == MapTrust::Unreliable)
            parts.prepend(tr("Clusters may be false or torn: do not trust this map"));
    }
    m_map->setCaption(parts.join(QStringLiteral(" · ")), warns);
}

/// Where the selected images came from, while a moment is looked at for longer than in passing.
void EmbeddingsPage::showTrails()
{
    std::vector<MapLayoutPtr> past;
    if (m_moment && m_trails->isChecked() && !m_epochs->isPlaying() && m_comparison->morph() == 0 &&
        m_map->map().selectedCount() > 0 && m_map->map().selectedCount() <= EmbeddingMap::kTrails)
        for (int i = 0; i <= m_epochs->nearest(); ++i)
            if (const PlacedMomentPtr placed = m_director.layoutOfMoment(i);
                placed && placed->points.ids == m_moment->record.samples)
                past.push_back(makeLayout(std::span<const float>(placed->points.positions), m_frame));
    m_map->map().setTrails(std::move(past));
}

void EmbeddingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_sourceBar->refresh();
    m_source.setAttentive(true);
}

void EmbeddingsPage::hideEvent(QHideEvent *event)
{
    m_source.setAttentive(false);
    m_epochs->setPlaying(false);
    Page::hideEvent(event);
}

QList<QAction *> EmbeddingsPage::menuActions() const
{
    return {m_replay, m_trails, m_settle, nullptr, m_openFile};
}

void EmbeddingsPage::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    settings.setValue(QStringLiteral("trails"), m_trails->isChecked());
    m_map->saveLayout(settings);
}

void EmbeddingsPage::restoreLayout(QSettings &settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("tab"), 0).toInt());
    m_trails->setChecked(settings.value(QStringLiteral("trails"), true).toBool());
    m_map->restoreLayout(settings);
}

QString EmbeddingsPage::emptyText() const
{
    return m_emptyText;
}

} // namespace tandem
