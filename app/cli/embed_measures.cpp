#include "app/cli/embed_measures.h"

#include "core/analysis/close_pairs.h"
#include "core/analysis/feature_measures.h"
#include "core/analysis/knn_measures.h"
#include "core/analysis/silhouette.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kVoters = 200, kNear = 10;
constexpr double kTemperature = 0.1;

/// Collects measures; each step says whether to go on.
class Collector {
public:
    Collector(const EmbedInput &input, Metric metric, std::span<const float> positions, Workers &workers,
              const std::stop_token &stop)
        : m_input(input), m_metric(metric), m_positions(positions), m_workers(workers), m_stop(stop)
    {
    }

    std::optional<EmbedMeasures> collect()
    {
        if (!findNeighbors() || !ofLabels() || !ofSpread() || !ofPositives() || !ofLayout())
            return std::nullopt;
        return std::move(m_result);
    }

private:
    void add(const char *name, const char *label, double value, Json settings = Json::object())
    {
        m_result.measures.push_back({name, label, value, std::move(settings)});
    }
    [[nodiscard]] std::string metricWord() const { return m_metric == Metric::Cosine ? "cosine" : "euclidean"; }

    bool findNeighbors()
    {
        const auto find = [&](const FeatureView &view, std::int64_t k, Metric metric, Neighbors &to) {
            auto found = nearestNeighbors(view, {k, metric}, m_workers, m_stop);
            if (found)
                to = std::move(*found);
            return found.has_value();
        };
        return find(m_input.view(), kVoters, m_metric, m_near) &&
               (m_positions.empty() || find({m_positions, m_input.rows, 2}, kNear, Metric::Euclidean, m_nearInLayout));
    }

    bool ofLabels()
    {
        if (m_input.labels.empty())
            return true;
        if (m_metric == Metric::Cosine) {
            const KnnVote vote = voteOfNeighbors(m_near, m_input.labels, m_input.labels, kVoters, kTemperature);
            if (vote.accuracy)
                add("knn_accuracy", "kNN accuracy, leave one out", *vote.accuracy,
                    {{"k", vote.k},
                     {"temperature", vote.temperature},
                     {"metric", metricWord()},
                     {"rows", vote.judged}});
        }
        const NeighborPurity purity = neighborPurity(m_near, m_input.labels, kNear);
        add("purity", "purity of the neighbors", purity.mean, {{"k", purity.k}, {"metric", metricWord()}});
        const auto fit = silhouette(m_input.view(), m_input.labels, {.metric = m_metric}, m_workers, m_stop);
        if (!fit)
            return false;
        add("silhouette", "silhouette of the classes", fit->mean, {{"metric", metricWord()}, {"rows", fit->rows}});
        return true;
    }

    bool ofSpread()
    {
        const auto even = uniformity(m_input.view(), {}, m_workers, m_stop);
        const auto plain = featureSpectrum(m_input.view(), false, m_workers, m_stop);
        const auto centred = featureSpectrum(m_input.view(), true, m_workers, m_stop);
        if (!even || !plain || !centred)
            return false;
        add("uniformity", "uniformity", even->value, {{"t", 2}, {"rows", even->rows}});
        add("rankme", "RankMe", rankMe(*plain), {{"centered", false}, {"dimension", m_input.dimension}});
        add("effective_rank", "effective rank", effectiveRank(*centred),
            {{"centered", true}, {"dimension", m_input.dimension}});
        add("feature_std", "std of unit rows x sqrt(D)", featureStd(m_input.view()).relative,
            {{"dimension", m_input.dimension}});
        return true;
    }

    bool ofPositives()
    {
        std::vector<float> floors = m_input.positives;
        double sum = 0;
        std::int64_t measured = 0;
        for (float &cosine : floors) {
            if (std::isnan(cosine)) {
                cosine = 2; // which no stranger is above
                continue;
            }
            sum += double(cosine);
            ++measured;
        }
        if (measured == 0)
            return true;
        // ‖u − v‖² of unit rows is 2 − 2 cos.
        add("alignment", "alignment of two views", 2 - 2 * sum / static_cast<double>(measured),
            {{"alpha", 2}, {"rows", measured}});
        const auto pairs = closePairs(m_input.view(), floors, m_input.labels, {}, m_workers, m_stop);
        if (!pairs)
            return false;
        const auto anchors = std::count_if(pairs->violationsPerAnchor.begin(), pairs->violationsPerAnchor.end(),
                                           [](std::int32_t count) { return count > 0; });
        add("anchors_beaten", "samples with a nearer stranger than their positive",
            static_cast<double>(anchors) / static_cast<double>(measured), {{"rows", measured}});
        return true;
    }

    bool ofLayout()
    {
        if (m_positions.empty())
            return true;
        const auto quality = mapQuality(m_input.view(), m_positions, {.metric = m_metric}, m_workers, m_stop);
        if (!quality)
            return false;
        m_result.trust = quality->trust;
        const Json settings{{"k", quality->k}, {"metric", metricWord()}, {"rows", quality->rows}};
        add("trustworthiness", "trustworthiness of the layout", quality->trustworthiness, settings);
        add("continuity", "continuity of the layout", quality->continuity, settings);
        const NeighborOverlap kept = neighborOverlap(m_near, m_nearInLayout, kNear);
        add("neighbors_kept", "neighbors kept in the layout", kept.mean, {{"k", kept.k}, {"metric", metricWord()}});
        if (!m_input.labels.empty()) {
            const NeighborPurity purity = neighborPurity(m_nearInLayout, m_input.labels, kNear);
            add("layout_purity", "purity of the neighbors in the layout", purity.mean, {{"k", purity.k}});
        }
        return true;
    }

    const EmbedInput &m_input;
    Metric m_metric;
    std::span<const float> m_positions;
    Workers &m_workers;
    const std::stop_token &m_stop;
    Neighbors m_near, m_nearInLayout;
    EmbedMeasures m_result;
};

} // namespace

std::optional<EmbedMeasures> measureEmbedding(const EmbedInput &input, Metric metric, std::span<const float> positions,
                                              Workers &workers, const std::stop_token &stop)
{
    return Collector(input, metric, positions, workers, stop).collect();
}

std::string trustText(MapTrust trust)
{
    switch (trust) {
    case MapTrust::FalseNeighbors:
        return "The layout shows neighbors that are none: clusters in it may not be there.";
    case MapTrust::TornNeighborhoods:
        return "The layout tears neighbors apart: gaps in it may not be there.";
    case MapTrust::Unreliable:
        return "The layout is unreliable: it shows neighbors that are none and tears others apart.";
    case MapTrust::Good:
    case MapTrust::Unknown:
        break;
    }
    return {};
}

} // namespace tandem
