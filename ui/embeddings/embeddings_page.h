#pragma once

#include "ui/embeddings/embedding_analyst.h"
#include "ui/embeddings/embedding_source.h"
#include "ui/embeddings/layout_director.h"
#include "ui/embeddings/map_layout.h"
#include "ui/page.h"

#include <QImage>
#include <QPointF>

#include <memory>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace tandem {

class ElidedLabel;
class EmptyState;
class EpochBar;
class FailurePanel;
class LayoutBar;
class MapPanel;
class MeasuresModel;
class NeighborPanel;
class NumbersPanel;
class PcaView;
class SampleTable;
class SourceBar;
class TroublePanel;
class DroppedImage;
class MapComparison;

/// The images as an encoder arranges them, while it learns and afterwards: a map that follows the training, the
/// neighbors of images, measures, and where training has trouble. Sources, layouts and measures are made by the
/// controllers that it owns; the page joins them with the views.
class EmbeddingsPage : public Page {
    Q_OBJECT
public:
    explicit EmbeddingsPage(QWidget *parent = nullptr);
    ~EmbeddingsPage() override;

    void setSession(ProjectSession *session) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    void saveLayout(QSettings &settings) const override;
    void restoreLayout(QSettings &settings) override;

    /// Shows other embeddings, as if chosen by the person.
    void showPlace(const EmbeddingPlace &place);

    [[nodiscard]] EmbeddingSource &source() { return m_source; }
    [[nodiscard]] LayoutDirector &director() { return m_director; }
    [[nodiscard]] EmbeddingAnalyst &analyst() { return m_analyst; }
    [[nodiscard]] MapPanel &mapPanel() { return *m_map; }
    [[nodiscard]] EpochBar &epochs() { return *m_epochs; }
    [[nodiscard]] LayoutBar &layoutBar() { return *m_layoutBar; }
    [[nodiscard]] SourceBar &sourceBar() { return *m_sourceBar; }
    [[nodiscard]] NeighborPanel &neighbors() { return *m_neighbors; }
    [[nodiscard]] SampleTable &table() { return *m_table; }
    [[nodiscard]] TroublePanel &trouble() { return *m_trouble; }
    [[nodiscard]] MapComparison &comparison() { return *m_comparison; }
    [[nodiscard]] PcaView &pca() { return *m_pca; }
    [[nodiscard]] QTabWidget &tabs() { return *m_tabs; }
    /// The sentence that stands in place of the map; empty if the map is there.
    [[nodiscard]] QString emptyText() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    void buildActions();
    void connectSource();
    void connectViews();
    void followSelectedRun();
    void onRunsListed();
    void refreshStack();
    void onMoments();
    void onUnreadable(std::int64_t step, const Error &error);
    void onImages();
    void onMoment(const EmbeddingMomentPtr &moment);
    void onLayout(std::int64_t step, bool isFinal);
    void onMeasured();
    void requestMoment();
    void measure();
    void showTable(bool animate);
    void showLayout(bool animate);
    void showTrails();
    void encodeDropped(const QString &file);
    void takeDropped(const QImage &picture, std::int64_t epoch);
    void forgetDropped();
    void placeDropped();
    void showDropped();
    void showCaption();
    void updateEpochs();
    [[nodiscard]] MapLayoutPtr shownLayout() const;
    [[nodiscard]] MapLayoutPtr morphed(const MapLayoutPtr &here) const;
    [[nodiscard]] bool isOnItsWay() const;
    [[nodiscard]] QString measuresSentence() const;
    [[nodiscard]] QString methodText(const PlacedMoment &placed) const;
    [[nodiscard]] QString unreadableText() const;
    [[nodiscard]] QString nameOf(const RunId &run) const; // that the person gave it; may be empty

    EmbeddingSource m_source;
    LayoutDirector m_director;
    EmbeddingAnalyst m_analyst;
    EmbeddingMomentPtr m_moment; // that the views show
    PointTablePtr m_shownTable;  // its points, with what is known of them
    std::optional<MapFrame> m_frame;
    bool m_hasChosen = false; // the person, or the first listing, chose a place

    SourceBar *m_sourceBar;
    LayoutBar *m_layoutBar;
    ElidedLabel *m_note; // why something is not shown
    MapPanel *m_map;
    EpochBar *m_epochs;
    SampleTable *m_table;
    NeighborPanel *m_neighbors;
    MeasuresModel *m_measures;
    NumbersPanel *m_measuresPanel;
    TroublePanel *m_trouble;
    MapComparison *m_comparison;
    PcaView *m_pca;
    QTabWidget *m_tabs;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    EmptyState *m_empty, *m_none;
    FailurePanel *m_failure;
    QString m_emptyText;
    DroppedImage *m_dropped;
    QImage m_droppedPicture;
    std::int64_t m_droppedStep = -1;      // of the moment whose encoder looked at it; -1: no image
    std::optional<QPointF> m_droppedSpot; // on that moment's layout, in its coordinates
    QAction *m_openFile, *m_replay, *m_settle, *m_trails;
};

} // namespace tandem
