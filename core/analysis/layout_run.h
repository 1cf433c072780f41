#pragma once

#include "core/analysis/neighbors.h"
#include "core/analysis/procrustes.h"
#include "core/analysis/tsne.h"
#include "core/analysis/warm_start.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tandem {

class Workers;

/// What to lay out, and how.
struct LayoutRequest {
    std::shared_ptr<const std::vector<float>> features; // [rows, dimension], finite
    std::int64_t rows = 0;
    std::int64_t dimension = 0;
    Metric metric = Metric::Cosine;
    TsneSettings settings;
    std::vector<std::uint32_t> ids = {}; // of the rows; empty = 0, 1, 2 …
    std::shared_ptr<const PlacedPoints> previous =
        {};                        // a layout to go on from, with warmSettings(); its orientation is kept
    std::vector<float> start = {}; // [rows, 2]: positions to start from as they are
    bool isSettled = false;        // the start is a finished layout: no iteration is due until something is asked for
};

/// A layout at one moment. Immutable once it is seen.
struct LayoutFrame {
    std::int64_t iteration = 0;
    double divergence =
        0; // from the true affinities, nats, at the latest multiple of kDivergenceInterval, or exact if final
    std::vector<float> positions; // [rows, 2], in the order of the rows
    bool isFinal = false;         // no more iterations are due
};

enum class LayoutPhase { Reducing, Neighbors, Affinities, Starting, Optimizing, Finished };

/// What a caption should say.
struct LayoutStatus {
    LayoutPhase phase = LayoutPhase::Neighbors;
    std::int64_t iteration = 0;
    std::int64_t iterations = 0; // due
    double perplexity = 0;       // as used: at most a third of the other points
    double learningRate = 0;
    std::int64_t reducedDimension = 0; // features were reduced to so many principal components first; 0 = they were not
    bool isPaused = false;
};

/// The steps from features to a layout. Features of more than 256 dimensions and 20 000 rows are reduced to 128
/// principal components first. Everything is reproducible to the last bit for any number of threads. One thread at a
/// time.
class LayoutRun {
public:
    LayoutRun(LayoutRequest request, Workers &workers);
    ~LayoutRun();

    /// Neighbours, affinities and start; tells each phase as it begins. False once `stop` was requested.
    [[nodiscard]] bool prepare(const std::stop_token &stop, const std::function<void(LayoutPhase)> &entered = {});

    // After prepare():
    [[nodiscard]] bool isDone() const { return m_tsne->iteration() >= m_end; }
    /// One iteration, also beyond the end. False once `stop` was requested.
    [[nodiscard]] bool step(const std::stop_token &stop) { return m_tsne->step(stop); }
    [[nodiscard]] std::shared_ptr<const LayoutFrame> frame();
    /// Whether this iteration is one whose frame should be recorded: the same ones in every run.
    [[nodiscard]] bool isRecorded() const;
    [[nodiscard]] LayoutStatus status() const;
    [[nodiscard]] std::shared_ptr<const Neighbors> neighbors() const { return m_neighbors; }

    /// Goes on from the present layout with another perplexity, for at least kSettlingIterations more.
    [[nodiscard]] bool setPerplexity(double perplexity, const std::stop_token &stop);
    /// Pushes all points a little, and goes on for at least kSettlingIterations more.
    void perturb();
    /// Lays out anew from the beginning with the settings as requested, in the orientation of the present layout.
    [[nodiscard]] bool restart(const std::stop_token &stop);

    static constexpr std::int64_t kSettlingIterations = 250;

private:
    [[nodiscard]] FeatureView comparedFeatures() const;
    [[nodiscard]] Metric comparedMetric() const;
    [[nodiscard]] TsneSettings firstSchedule() const;
    [[nodiscard]] bool reduce(const std::stop_token &stop);
    [[nodiscard]] bool findNeighbors(std::int64_t k, const std::stop_token &stop);
    [[nodiscard]] bool computeAffinities(double perplexity, const std::stop_token &stop);
    [[nodiscard]] std::optional<std::vector<float>> coldStart(const std::stop_token &stop) const;
    [[nodiscard]] std::vector<float> oriented(std::vector<float> positions) const;

    LayoutRequest m_request;
    TsneSettings m_schedule; // the request's settings; of a layout that goes on from another one, a shorter schedule
    Workers &m_workers;
    std::vector<float> m_reduced; // empty unless features were reduced
    std::shared_ptr<const Neighbors> m_neighbors;
    std::shared_ptr<const Affinities> m_affinities;
    std::shared_ptr<const PlacedPoints> m_orientation; // null: frames are as the optimiser has them
    std::unique_ptr<Tsne> m_tsne;
    std::int64_t m_end = 0;
    std::int64_t m_perturbed = 0;
};

/// A layout from beginning to end, on the calling thread and its workers.
struct LayoutResult {
    std::shared_ptr<const LayoutFrame> frame;
    LayoutStatus status;
    std::shared_ptr<const Neighbors> neighbors;
};
[[nodiscard]] std::optional<LayoutResult> computeLayout(LayoutRequest request, Workers &workers,
                                                        const std::stop_token &stop = {},
                                                        const std::function<void(const LayoutStatus &)> &progress = {});

} // namespace tandem
