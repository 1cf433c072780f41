#pragma once

#include "core/analysis/feature_view.h"
#include "core/analysis/kernels/kernels.h"
#include "core/analysis/packed_panels.h"
#include "core/analysis/workers.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

/// What ScoreTiles takes from the kernels, by scalar.
template <class Scalar> struct ProductKernel;
template <> struct ProductKernel<float> {
    explicit ProductKernel(const Kernels &kernels)
        : rows(kernels.blockRows), columns(kernels.panelColumns), multiplyAdd(kernels.multiplyAdd)
    {
    }
    std::int64_t rows, columns;
    void (*multiplyAdd)(const float *, const float *, std::int64_t, float *);
};
template <> struct ProductKernel<double> {
    explicit ProductKernel(const Kernels &kernels)
        : rows(kernels.blockRowsDouble), columns(kernels.panelColumnsDouble), multiplyAdd(kernels.multiplyAddDouble)
    {
    }
    std::int64_t rows, columns;
    void (*multiplyAdd)(const double *, const double *, std::int64_t, double *);
};

/// A block of scores: dot products plus the bias of the column. Columns past the bank's rows have the score `padding`.
template <class Scalar> struct ScoreBlock {
    std::int64_t firstRow, rows;       // of the queries
    std::int64_t firstColumn, columns; // of the bank
    Scalar *scores;                    // [rows][columns]; the visitor may write here
};

/// Goes through the dot products of all queries with all rows of a bank, a tile at a time, none of which is kept.
template <class Scalar> class ScoreTiles {
public:
    /// `bias`: by row of the bank; empty = 0. Views must outlive the object.
    ScoreTiles(const FeatureView &queries, const FeatureView &bank, std::span<const Scalar> bias, Scalar padding,
               Workers &workers)
        : m_workers(workers), m_kernel(workers.kernels()), m_queries(queries), m_bank(bank),
          m_scratch(static_cast<std::size_t>(workers.threads()))
    {
        m_panels.resize(bank.rows, bank.dimension, m_kernel.columns);
        m_bias.assign(static_cast<std::size_t>(m_panels.count() * m_kernel.columns), padding);
        for (std::size_t i = 0; i < static_cast<std::size_t>(bank.rows); ++i)
            m_bias[i] = bias.empty() ? Scalar(0) : bias[i];
    }

    /// Columns of a block, at most.
    [[nodiscard]] std::int64_t panelColumns() const { return m_kernel.columns; }

    /// For each tile of queries, on one thread: begin(firstRow, endRow, thread), then block(scoreBlock, thread) for
    /// blocks of all rows and columns, columns ascending for each row, then end(firstRow, endRow, thread). False once
    /// `stop` was requested; tiles may then lack their end.
    template <class Begin, class Block, class End>
    bool run(const std::stop_token &stop, Begin &&begin, Block &&block, End &&end)
    {
        // So many queries that their packed rows stay in the second-level cache, but pieces enough for many threads.
        constexpr std::int64_t kTileRows = 336, kTiles = 64;
        std::int64_t height = std::min(kTileRows, (m_queries.rows + kTiles - 1) / kTiles);
        height = (height + m_kernel.rows - 1) / m_kernel.rows * m_kernel.rows;
        bool all = m_workers.run(m_panels.count(), stop, [&](std::int64_t panel, int) {
            const std::int64_t first = panel * m_kernel.columns;
            m_panels.fill(panel, m_bank, first, std::min(first + m_kernel.columns, m_bank.rows));
        });
        all = all && m_workers.runRanges(
                         m_queries.rows, std::max<std::int64_t>(1, height), stop,
                         [&](std::int64_t firstRow, std::int64_t endRow, int thread) {
                             Scratch &scratch = m_scratch[static_cast<std::size_t>(thread)];
                             scratch.queries.resize(endRow - firstRow, m_queries.dimension, m_kernel.rows);
                             for (std::int64_t i = 0; i < scratch.queries.count(); ++i) {
                                 const std::int64_t first = firstRow + i * m_kernel.rows;
                                 scratch.queries.fill(i, m_queries, first, std::min(first + m_kernel.rows, endRow));
                             }
                             scratch.scores.resize(static_cast<std::size_t>(m_kernel.rows * m_kernel.columns));
                             begin(firstRow, endRow, thread);
                             for (std::int64_t panel = 0; panel < m_panels.count(); ++panel) {
                                 if (stop.stop_requested())
                                     return;
                                 for (std::int64_t i = 0; i < scratch.queries.count(); ++i)
                                     block(scoreBlock(scratch, firstRow + i * m_kernel.rows, endRow, i, panel), thread);
                             }
                             end(firstRow, endRow, thread);
                         });
        return all && !stop.stop_requested();
    }

private:
    /// Memory of one thread.
    struct Scratch {
        PackedPanels<Scalar> queries;
        std::vector<Scalar> scores;
    };

    ScoreBlock<Scalar> scoreBlock(Scratch &scratch, std::int64_t firstRow, std::int64_t endRow, std::int64_t block,
                                  std::int64_t panel)
    {
        const std::int64_t firstColumn = panel * m_kernel.columns;
        for (std::int64_t r = 0; r < m_kernel.rows; ++r)
            std::copy_n(m_bias.data() + firstColumn, m_kernel.columns, scratch.scores.data() + r * m_kernel.columns);
        m_kernel.multiplyAdd(scratch.queries.panel(block), m_panels.panel(panel), m_bank.dimension,
                             scratch.scores.data());
        return {firstRow, std::min(m_kernel.rows, endRow - firstRow), firstColumn, m_kernel.columns,
                scratch.scores.data()};
    }

    Workers &m_workers;
    const ProductKernel<Scalar> m_kernel;
    const FeatureView m_queries, m_bank;
    PackedPanels<Scalar> m_panels; // of the bank
    std::vector<Scalar> m_bias;
    std::vector<Scratch> m_scratch;
};

} // namespace tandem
