#include "core/analysis/kernels/kernels.h"
#include "core/analysis/repulsion.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <vector>

namespace tandem {

namespace {

constexpr std::int64_t kTileRows = 32; // a multiple of every vector
static_assert(kTileRows % kPadding == 0);
constexpr std::int64_t kMaximumTasks = 32;

/// Pairs are visited once, i < j, and push both ends. What a pair adds to j goes into the arrays of a task; there is a
/// fixed number of tasks, each with arrays of its own, whatever the number of threads, and they are summed in order.
class ExactRepulsion final : public Repulsion {
public:
    bool compute(const float *x, const float *y, std::int64_t count, Workers &workers, const std::stop_token &stop,
                 double &sumOfQ) override
    {
        m_padded = paddedCount(count);
        const std::int64_t tiles = m_padded / kTileRows;
        m_tasks = std::clamp<std::int64_t>(tiles / 2, 1, kMaximumTasks);
        m_forces.resize(static_cast<std::size_t>(2 * m_tasks * m_padded));
        m_sums.assign(static_cast<std::size_t>(m_tasks), 0);
        const Kernels &kernels = workers.kernels();
        const bool all = workers.run(m_tasks, stop, [&](std::int64_t task, int) {
            float *forceX = forcesOf(task), *forceY = forceX + m_padded;
            std::fill_n(forceX, 2 * m_padded, 0.0F);
            double sum = 0;
            // Rows at the top meet more columns: forwards and backwards by turns, so that tasks are alike.
            for (std::int64_t round = 0; round * m_tasks < tiles; ++round) {
                const std::int64_t tile = round * m_tasks + (round % 2 == 0 ? task : m_tasks - 1 - task);
                const std::int64_t begin = tile * kTileRows;
                if (begin >= count)
                    continue;
                const std::int64_t end = std::min(begin + kTileRows, count);
                const std::int64_t next = begin + kTileRows;
                sum += kernels.repelWithin(x, y, begin, end, next, forceX, forceY);
                sum += kernels.repelOthers(x, y, begin, end, next, m_padded, forceX, forceY);
            }
            m_sums[static_cast<std::size_t>(task)] = sum;
        });
        sumOfQ = 0;
        for (const double sum : m_sums)
            sumOfQ += 2 * sum;
        return all;
    }

    void forces(std::int64_t begin, std::int64_t end, Workers &, float *forceX, float *forceY) override
    {
        std::copy(forcesOf(0) + begin, forcesOf(0) + end, forceX + begin);
        std::copy(forcesOf(0) + m_padded + begin, forcesOf(0) + m_padded + end, forceY + begin);
        for (std::int64_t task = 1; task < m_tasks; ++task) {
            const float *moreX = forcesOf(task), *moreY = moreX + m_padded;
            for (std::int64_t i = begin; i < end; ++i) {
                forceX[i] += moreX[i];
                forceY[i] += moreY[i];
            }
        }
    }

private:
    [[nodiscard]] float *forcesOf(std::int64_t task) { return m_forces.data() + 2 * task * m_padded; }

    std::int64_t m_padded = 0;
    std::int64_t m_tasks = 0;
    std::vector<float> m_forces; // [tasks][2][padded]
    std::vector<double> m_sums;  // by task
};

} // namespace

std::int64_t paddedCount(std::int64_t count)
{
    return (count + kPadding - 1) / kPadding * kPadding;
}

std::unique_ptr<Repulsion> exactRepulsion()
{
    return std::make_unique<ExactRepulsion>();
}

} // namespace tandem
