#pragma once

#include "core/store/project.h"
#include "ui/background.h"
#include "ui/embeddings/layout_director.h"
#include "ui/embeddings/map_analysis.h"

#include <QObject>

#include <optional>

namespace tandem {

/// Measures what is shown, on a thread of its own that gives way to trainers: the space first, then the map, then where
/// training has trouble, if somebody looks at that. The newest request counts. GUI thread.
class EmbeddingAnalyst : public QObject {
    Q_OBJECT
public:
    explicit EmbeddingAnalyst(QObject *parent = nullptr) : QObject(parent) {}

    void clear();
    /// `placed` may be null: there is no layout yet.
    void look(const ProjectLayout &project, const EmbeddingMomentPtr &moment, EmbeddingSpace space,
              const PlacedMomentPtr &placed);
    /// Whether trouble is looked for, with the loss's temperature.
    void setLooksForTrouble(bool looks);
    void setTemperature(double temperature) { m_temperature = temperature; }

    [[nodiscard]] const SpaceAnalysisPtr &space() const { return m_space; } // null: not known
    [[nodiscard]] const MapAnalysisPtr &map() const { return m_map; }
    [[nodiscard]] const PlacedMomentPtr &placed() const { return m_placed; } // the layout that map() is of
    [[nodiscard]] const TroubleAnalysisPtr &trouble() const { return m_trouble; }
    [[nodiscard]] bool isBusy() const { return m_lane.isBusy() || m_troubleLane.isBusy(); }

Q_SIGNALS:
    void measured(); // space() and map() are of what was asked for last
    void troubleFound();

private:
    void lookForTrouble();

    std::optional<ProjectLayout> m_project;
    EmbeddingMomentPtr m_moment;
    SpaceAnalysisPtr m_space;
    MapAnalysisPtr m_map;
    PlacedMomentPtr m_placed;
    TroubleAnalysisPtr m_trouble;
    bool m_looksForTrouble = false;
    double m_temperature = 0.5;
    BackgroundLane m_lane{BackgroundLane::kGivesWay}, m_troubleLane{BackgroundLane::kGivesWay}; // last: joined first
};

} // namespace tandem
