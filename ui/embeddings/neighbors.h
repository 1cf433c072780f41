#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace tandem {

/// Whose nearness: of the encoder's features h, which transfer, or of the projections z, which the loss acts on.
enum class EmbeddingSpace { Features, Projections };

struct NeighborQuery {
    EmbeddingSpace space = EmbeddingSpace::Features;
    std::vector<std::uint32_t> points; // one, or several: the mean of their unit vectors
    std::vector<float> vector;         // of something that is not on the map; used where `points` is empty
    int count = 10;
};

struct Neighbor {
    std::uint32_t point = 0;
    float cosine = 0;
    bool operator==(const Neighbor &) const = default;
};

/// Answers which points are nearest in the space of the encoder, as opposed to on the map. Immutable; any thread.
class NeighborSource {
public:
    virtual ~NeighborSource() = default;

    [[nodiscard]] virtual bool has(EmbeddingSpace space) const = 0;
    /// The nearest by cosine, nearest first, those alike by number; the points asked about are left out. Empty: there
    /// is no such space, nothing was asked, or `stop` was requested.
    [[nodiscard]] virtual std::vector<Neighbor> nearest(const NeighborQuery &query,
                                                        const std::stop_token &stop) const = 0;
    /// Cosine of two points; NaN where there is no such space.
    [[nodiscard]] virtual float cosine(EmbeddingSpace space, std::uint32_t a, std::uint32_t b) const = 0;
};
using NeighborSourcePtr = std::shared_ptr<const NeighborSource>;

/// Rows of one space: `rows` holds count x dimension numbers.
struct EmbeddingRows {
    std::vector<float> rows;
    std::size_t dimension = 0; // 0: there is no such space
};

/// Looks at every row: for one question of 50,000 x 512 numbers some 10 ms, and nothing to prepare.
class ArrayNeighbors : public NeighborSource {
public:
    /// Rows are scaled to length 1; those that cannot be are near to nothing (cosine 0).
    ArrayNeighbors(EmbeddingRows features, EmbeddingRows projections);

    [[nodiscard]] bool has(EmbeddingSpace space) const override { return rowsOf(space).dimension > 0; }
    [[nodiscard]] std::vector<Neighbor> nearest(const NeighborQuery &query, const std::stop_token &stop) const override;
    [[nodiscard]] float cosine(EmbeddingSpace space, std::uint32_t a, std::uint32_t b) const override;
    /// A row of length 1.
    [[nodiscard]] std::span<const float> row(EmbeddingSpace space, std::uint32_t point) const;

private:
    [[nodiscard]] const EmbeddingRows &rowsOf(EmbeddingSpace space) const
    {
        return space == EmbeddingSpace::Features ? m_features : m_projections;
    }
    EmbeddingRows m_features, m_projections;
};

} // namespace tandem
