#pragma once

#include "core/analysis/affinities.h"
#include "core/analysis/tsne_settings.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

class Repulsion;
class Workers;

inline constexpr std::int64_t kDivergenceInterval = 50; // iterations

/// A layout on its way: one gradient step at a time. Neither owns a thread nor decides when to stop; LayoutJob does.
/// Results depend on affinities, start, settings and instruction set alone, to the last bit.
/// One thread at a time.
class Tsne {
public:
    /// `start`: [N, 2]. Affinities of N rows.
    Tsne(std::shared_ptr<const Affinities> affinities, const TsneSettings &settings, std::span<const float> start,
         Workers &workers);
    ~Tsne();

    /// One iteration of the schedule: exaggerated as long as iteration() < exaggerationIterations, then plain. False
    /// once `stop` was requested: nothing has moved then.
    [[nodiscard]] bool step(const std::stop_token &stop = {});

    /// Steps done.
    [[nodiscard]] std::int64_t iteration() const { return m_iteration; }
    /// Kullback–Leibler divergence of the layout from the true affinities (never the exaggerated ones) in nats, as it
    /// was at the latest multiple of kDivergenceInterval, from which a step was made; NaN before. Costs nothing.
    [[nodiscard]] double latestDivergence() const { return m_divergence; }
    /// The same of the layout as it is. Costs about a step.
    [[nodiscard]] double divergence();
    /// Positions [N, 2] in the order of the rows.
    [[nodiscard]] std::vector<float> layout() const;
    /// Gradient of the divergence by positions [N, 2], without exaggeration; nothing moves.
    [[nodiscard]] std::vector<float> gradient();

    /// Goes on from the present layout with other affinities of the same rows, at rest.
    void setAffinities(std::shared_ptr<const Affinities> affinities);
    /// Pushes every point by a normal deviate of `share` of the layout's RMS radius, and brings it to rest.
    void perturb(double share, std::int64_t seed);

private:
    struct Points;
    double divergenceOfForces();
    bool arrangeEdges(const std::stop_token &stop);
    void sortAlongCurve();
    void centre();

    std::shared_ptr<const Affinities> m_affinities;
    TsneSettings m_settings;
    Workers &m_workers;
    std::int64_t m_count;
    bool m_isGrid;
    std::unique_ptr<Repulsion> m_repulsion;
    std::int64_t m_iteration = 0;
    std::int64_t m_sortedAt = -1;    // iteration before which the points were last sorted
    bool m_edgesAreArranged = false; // as the points and the affinities are now
    double m_sumOfQ = 0;             // of the positions of the latest step
    double m_divergence;
    std::unique_ptr<Points> m_points;
};

} // namespace tandem
