#include "ui/embeddings/embedding_analyst.h"

#include "core/analysis/workers.h"

#include <utility>

namespace tandem {

void EmbeddingAnalyst::clear()
{
    m_lane.cancel();
    m_troubleLane.cancel();
    m_moment.reset();
    m_space.reset();
    m_map.reset();
    m_placed.reset();
    m_trouble.reset();
    Q_EMIT measured();
    Q_EMIT troubleFound();
}

void EmbeddingAnalyst::look(const ProjectLayout &project, const EmbeddingMomentPtr &moment, EmbeddingSpace space,
                            const PlacedMomentPtr &placed)
{
    m_project = project;
    m_moment = moment;
    struct Measured {
        SpaceAnalysisPtr space;
        MapAnalysisPtr map;
    };
    // What is known of the space stays; it does not depend on the map.
    SpaceAnalysisPtr known =
        m_space && m_space->moment == moment && m_space->space == space ? m_space : SpaceAnalysisPtr();
    m_lane.submit(
        this,
        [project, moment, space, placed, known = std::move(known)](const std::stop_token &stop) {
            Workers workers(threadsBeside(project));
            Measured measured{known ? known : analyseSpace(moment, space, workers, stop), nullptr};
            if (measured.space && placed && placed->points.ids == moment->record.samples)
                measured.map = analyseMap(*measured.space, placed->points.positions, workers, stop);
            return measured;
        },
        [this, placed](Measured measured) {
            if (!measured.space)
                return;
            m_space = std::move(measured.space);
            m_map = std::move(measured.map);
            m_placed = placed;
            Q_EMIT this->measured();
        });
    if (m_looksForTrouble)
        lookForTrouble();
}

void EmbeddingAnalyst::setLooksForTrouble(bool looks)
{
    m_looksForTrouble = looks;
    if (looks)
        lookForTrouble();
}

void EmbeddingAnalyst::lookForTrouble()
{
    if (!m_project || !m_moment)
        return;
    if (m_trouble && m_trouble->moment == m_moment) {
        m_troubleLane.cancel(); // it may look at another moment, that was passed meanwhile
        return;
    }
    m_troubleLane.submit(
        this,
        [project = *m_project, moment = m_moment, temperature = m_temperature](const std::stop_token &stop) {
            Workers workers(threadsBeside(project));
            return findTrouble(moment, temperature, workers, stop);
        },
        [this](TroubleAnalysisPtr trouble) {
            if (!trouble)
                return;
            m_trouble = std::move(trouble);
            Q_EMIT troubleFound();
        });
}

} // namespace tandem
