#pragma once

#include "core/analysis/cka.h"
#include "core/analysis/knn_measures.h"
#include "ui/background.h"
#include "ui/embeddings/embedding_reader.h"
#include "ui/embeddings/layout_director.h"
#include "ui/embeddings/map_coloring.h"
#include "ui/embeddings/source_bar.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace tandem {

class EmbeddingMap;
class SampleImages;

/// Two embeddings of the same images, point by point.
struct EmbeddingComparison {
    EmbeddingMomentPtr first, other;
    std::vector<float> positions; // [rows of the other, 2], laid out from the first map and turned to lie as it does
    std::vector<std::uint32_t> common; // points of the first that both have, ascending
    std::vector<std::uint32_t> commonOther;
    std::optional<Cka> cka;
    NeighborOverlap overlap; // by place in `common`
};
using EmbeddingComparisonPtr = std::shared_ptr<const EmbeddingComparison>;

/// Null once `stop` was requested. Embeddings of different datasets have nothing in common. Error: OutOfMemory.
[[nodiscard]] Result<EmbeddingComparisonPtr> compareEmbeddings(const EmbeddingMomentPtr &first,
                                                               EmbeddingSpace firstSpace, const PlacedMomentPtr &layout,
                                                               const EmbeddingMomentPtr &other,
                                                               EmbeddingSpace otherSpace, double perplexity,
                                                               int threads, const std::stop_token &stop);

/// A second map beside the first: of another run, another epoch, or the other space, with the same selection, colors
/// and hover, turned so that it lies as the first does. Says how alike both are, and which images' neighbors changed
/// most. GUI thread.
class MapComparison : public QWidget {
    Q_OBJECT
public:
    explicit MapComparison(QWidget *parent = nullptr);
    ~MapComparison() override;

    void setProject(const std::optional<ProjectLayout> &project);
    void setRuns(const std::vector<EmbeddedRun> &runs);
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    void setContext(const ImageContextPtr &images) { m_images = images; }
    /// What the first map shows; null: nothing. Compares anew while this is visible.
    void setFirst(const RunId &run, const EmbeddingMomentPtr &moment, EmbeddingSpace space,
                  const PlacedMomentPtr &layout, LayoutMethod method, double perplexity);
    /// Asks anew which moments the chosen run has.
    void refreshMoments();
    void colorBy(const QString &key);
    void setLinkedPoint(std::int64_t point); // of the first map
    /// As if chosen: another run, the place of its moment (-1: the last), and a space.
    void choose(const RunId &run, int moment, EmbeddingSpace space);

    [[nodiscard]] EmbeddingMap &map() { return *m_map; }
    [[nodiscard]] const EmbeddingComparisonPtr &comparison() const { return m_comparison; }
    [[nodiscard]] QString sentence() const;
    /// How far the points of the first map are to be drawn on their way here: 0 as they lie there, 1 as they lie here.
    [[nodiscard]] double morph() const;

Q_SIGNALS:
    void compared();
    void hoveredPointChanged(qint64 point); // of the first map
    void imagesRequested(const std::vector<std::uint32_t> &points, const QString &sentence);
    void morphChanged(double share); // see morph()

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override; // and the first map is as it was

private:
    void buildLayout();
    void fillRuns();
    void listMoments();
    void fillMoments();
    void await(const QString &sentence);
    void compare();
    void take(EmbeddingComparisonPtr comparison, const QString &trouble = {});
    void showMostChanged();
    [[nodiscard]] RunId chosenRun() const;

    std::optional<ProjectLayout> m_project;
    std::vector<EmbeddedRun> m_runs;
    ImageContextPtr m_images;
    RunId m_firstRun;
    EmbeddingMomentPtr m_first;
    EmbeddingSpace m_firstSpace = EmbeddingSpace::Features;
    PlacedMomentPtr m_firstLayout;
    LayoutMethod m_firstMethod = LayoutMethod::Tsne;
    double m_perplexity = 30;
    std::vector<EmbeddingInfo> m_moments; // of the chosen run
    int m_wantedMoment = -1;
    EmbeddingComparisonPtr m_comparison;
    bool m_isStale = false;

    MapColoring m_coloring;
    EmbeddingMap *m_map;
    QComboBox *m_run, *m_moment, *m_space;
    QSlider *m_morph;
    QLabel *m_sentence;
    QPushButton *m_changed;
    BackgroundLane m_listLane, m_lane{BackgroundLane::kGivesWay}; // last: joined first
};

} // namespace tandem
