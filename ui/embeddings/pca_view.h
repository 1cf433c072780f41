#pragma once

#include "ui/embeddings/layout_director.h"
#include "ui/embeddings/map_layout.h"
#include "ui/embeddings/point_table.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QToolButton;

namespace tandem {

class ElidedLabel;
class EmbeddingMap;
class MapColoring;
class SampleImages;
class SampleSelection;

/// Says what principal components show: of which space, on which axes, with how much of the variance. `step`: the
/// moment that is shown.
[[nodiscard]] QString pcaSentence(const LayoutDirector &director, std::int64_t step);

/// The embeddings on the two axes on which one epoch's vary most, beside a map whose motion means little: here all
/// epochs share axes and frame, so that motion is motion of the features. Works while it is visible. GUI thread.
class PcaView : public QWidget {
    Q_OBJECT
public:
    explicit PcaView(QWidget *parent = nullptr);

    void clear();
    // As LayoutDirector's.
    void setMoments(const ProjectLayout &project, const EmbeddingReader &reader,
                    const std::vector<EmbeddingInfo> &moments);
    void setSpace(EmbeddingSpace space);
    /// That of the map beside, which shows the same table.
    void setColoring(MapColoring *coloring);
    void setImages(SampleImages *images);
    void setSelection(SampleSelection *selection);
    /// The moment to show, with what is known of its points, and the place among the moments; null: none.
    void setPoints(const EmbeddingMomentPtr &moment, const PointTablePtr &table, double place);
    /// 2.5 is half-way from the third moment to the fourth.
    void setPlace(double place);
    void setLinkedPoint(std::int64_t point);

    [[nodiscard]] EmbeddingMap &map() { return *m_map; }
    [[nodiscard]] LayoutDirector &director() { return m_director; }
    [[nodiscard]] QString caption() const;

Q_SIGNALS:
    void hoveredPointChanged(qint64 point);
    void unreadable(qint64 step, const tandem::Error &error);
    void failed(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Source {
        ProjectLayout project;
        EmbeddingReader reader;
        std::vector<EmbeddingInfo> moments;
    };

    void begin();
    void onLayout(std::int64_t step);
    void showPoints(bool animate);

    LayoutDirector m_director;
    std::optional<Source> m_source;
    bool m_isStale = false; // the director has not been told of the source yet
    EmbeddingMomentPtr m_moment;
    PointTablePtr m_table;
    double m_place = 0;
    std::optional<MapFrame> m_frame; // around all moments that have a layout
    EmbeddingMap *m_map;
    ElidedLabel *m_caption;
    QToolButton *m_newest;
};

} // namespace tandem
