#include "core/analysis/neighbor_search.h"

#include "core/analysis/score_tiles.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tandem {

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

/// The best candidates of one query so far.
class Best {
public:
    void reset(std::int64_t keep, std::int64_t columns, float floor)
    {
        m_keep = static_cast<std::size_t>(keep);
        m_candidates.resize(static_cast<std::size_t>(3 * keep + 2 * columns));
        m_count = 0;
        m_above = 0;
        m_floor = m_threshold = floor;
    }

    /// Takes scores of `columns` rows of the bank that begin with `first`.
    void scan(const Kernels &kernels, const float *scores, std::int64_t columns, std::int32_t first)
    {
        m_count +=
            static_cast<std::size_t>(kernels.above(scores, columns, m_threshold, first, m_candidates.data() + m_count));
        if (m_count + static_cast<std::size_t>(columns) > m_candidates.size())
            cut();
    }
    void count(const float *scores, std::int64_t columns)
    {
        for (std::int64_t i = 0; i < columns; ++i)
            m_above += scores[i] > m_floor ? 1 : 0;
    }

    /// The final ones.
    [[nodiscard]] std::span<const Candidate> finish()
    {
        if (m_count > m_keep)
            cut();
        return std::span(m_candidates).first(m_count);
    }
    [[nodiscard]] std::int64_t above() const { return m_above; }

private:
    /// Keeps the best and raises the threshold. Rows come in ascending order, so that a later one of equal score loses.
    void cut()
    {
        const auto better = [](const Candidate &a, const Candidate &b) {
            return a.score > b.score || (a.score == b.score && a.index < b.index);
        };
        const auto last = m_candidates.begin() + static_cast<std::ptrdiff_t>(m_keep) - 1;
        std::nth_element(m_candidates.begin(), last, m_candidates.begin() + static_cast<std::ptrdiff_t>(m_count),
                         better);
        m_threshold = last->score;
        m_count = m_keep;
    }

    std::vector<Candidate> m_candidates;
    std::size_t m_keep = 0;
    std::size_t m_count = 0;
    std::int64_t m_above = 0;
    float m_floor = kNever;
    float m_threshold = kNever;
};

} // namespace

bool searchNeighbors(const NeighborSearch &search, Workers &workers, const std::stop_token &stop,
                     const FoundCandidates &found)
{
    const Kernels &kernels = workers.kernels();
    ScoreTiles<float> tiles(search.queries, search.bank, search.bias, kNever, workers);
    std::vector<std::vector<Best>> memory(static_cast<std::size_t>(workers.threads()));
    const auto floorOf = [&](std::int64_t query) {
        return search.floors.empty() ? kNever : search.floors[static_cast<std::size_t>(query)];
    };
    std::vector<std::int64_t> firstRows(memory.size());
    const auto bestOf = [&](std::int64_t query, int thread) -> Best & {
        const auto t = static_cast<std::size_t>(thread);
        return memory[t][static_cast<std::size_t>(query - firstRows[t])];
    };
    return tiles.run(
        stop,
        [&](std::int64_t firstRow, std::int64_t endRow, int thread) {
            firstRows[static_cast<std::size_t>(thread)] = firstRow;
            memory[static_cast<std::size_t>(thread)].resize(static_cast<std::size_t>(endRow - firstRow));
            for (std::int64_t query = firstRow; query < endRow; ++query)
                bestOf(query, thread).reset(search.keep, tiles.panelColumns(), floorOf(query));
        },
        [&](const ScoreBlock<float> &block, int thread) {
            for (std::int64_t r = 0; r < block.rows; ++r) {
                float *scores = block.scores + r * block.columns;
                const std::int64_t query = block.firstRow + r, self = query - block.firstColumn;
                if (search.leaveOneOut && self >= 0 && self < block.columns)
                    scores[self] = kNever;
                Best &best = bestOf(query, thread);
                best.scan(kernels, scores, block.columns, static_cast<std::int32_t>(block.firstColumn));
                if (!search.floors.empty())
                    best.count(scores, block.columns);
            }
        },
        [&](std::int64_t firstRow, std::int64_t endRow, int thread) {
            for (std::int64_t query = firstRow; query < endRow; ++query) {
                Best &best = bestOf(query, thread);
                found(query, best.finish(), best.above());
            }
        });
}

} // namespace tandem
