#pragma once

#include <cstdint>

namespace tandem {

/// A row that scored above a threshold.
struct Candidate {
    float score;
    std::int32_t index;
};

/// Edges of a layout's attraction. Those of a row lie in blocks of kEdgeBlock, filled up with p = 0 towards any point.
struct EdgeBlocks {
    const std::int32_t *columns;
    const float *p;
    const std::int64_t *firstBlock; // [rows + 1]
};

/// Factors of one gradient step.
struct DescentStep {
    float attraction; // of the attractive force: the exaggeration
    float repulsion;  // of the repulsive force: 1/Z
    float learningRate;
    float momentum;
    float longestMove; // of a point
};

/// What a gradient step reads and moves: arrays over points; xy is the positions once more, interleaved.
struct DescentArrays {
    const float *attractionX, *attractionY, *repulsionX, *repulsionY;
    float *x, *y, *xy, *velocityX, *velocityY, *gainX, *gainY;
};

/// Where a grid lies: node (0, 0) is at the origin; a point at u = (x − originX)/pitch belongs to cell floor(u) and
/// touches the nodes from one before it to two after it, which all exist.
struct GridPlace {
    float originX, originY;
    float inversePitch;
    std::int64_t stride; // floats from one row of nodes to the next
};

/// How to transform sequences of one length; GridFft makes them.
struct FftPlan {
    std::int64_t length;
    std::int64_t steps;
    const std::int64_t *radices; // [steps]: 2, 3, 4 or 5, whose product is the length
    const float *twiddles;       // cosine and sine of each step in turn
};

/// The inner loops of the box, compiled once for each instruction set from one source (kernels_body.h). All are pure
/// functions of their arguments and safe on any thread. Other instruction sets add in another order and round
/// differently; the same one gives the same bytes always. Arrays need no alignment; `padded` counts are multiples of
/// kPadding.
struct Kernels {
    const char *name; // "avx512", "avx2", "plain"

    // Tiles of matrix products: c[blockRows][panelColumns] += sum over depth of a[depth][blockRows]
    // b[depth][panelColumns].
    std::int64_t blockRows, panelColumns;
    void (*multiplyAdd)(const float *a, const float *b, std::int64_t depth, float *c);
    std::int64_t blockRowsDouble, panelColumnsDouble;
    void (*multiplyAddDouble)(const double *a, const double *b, std::int64_t depth, double *c);

    /// Appends the scores above the threshold to `out`, in order; returns how many. `count`: padded.
    std::int64_t (*above)(const float *scores, std::int64_t count, float threshold, std::int32_t firstIndex,
                          Candidate *out);

    // Repulsion of t-SNE. q = 1/(1 + |yi − yj|²); the force on i is the sum over j of q² (yi − yj). Each unordered pair
    // adds to the forces of both and its q once to the sum that is returned.
    /// Pairs of a row in [begin, end) with a column in [first, padded); end <= first.
    double (*repelOthers)(const float *x, const float *y, std::int64_t begin, std::int64_t end, std::int64_t first,
                          std::int64_t padded, float *forceX, float *forceY);
    /// Pairs within [begin, end); up to `padded` there are far points only.
    double (*repelWithin)(const float *x, const float *y, std::int64_t begin, std::int64_t end, std::int64_t padded,
                          float *forceX, float *forceY);

    // Attraction.
    /// force = sum over the edges of a row of p q (yr − yj), for rows [begin, end). xy: [N][2].
    void (*attract)(const float *xy, const EdgeBlocks &edges, std::int64_t begin, std::int64_t end, float *forceX,
                    float *forceY);
    /// Sum of p ln(1 + |yr − yj|²) over the edges of rows [begin, end).
    double (*logDistances)(const float *xy, const EdgeBlocks &edges, std::int64_t begin, std::int64_t end);

    /// One gradient step with gains for points [begin, end).
    void (*descend)(const DescentStep &step, const DescentArrays &arrays, std::int64_t begin, std::int64_t end);

    // Grid of the approximate repulsion: cubic B-splines on 4 x 4 nodes.
    /// Adds the weights of points order[begin, end) to the nodes of rows [firstRow, lastRow), in that order.
    void (*spread)(const GridPlace &place, const float *x, const float *y, const std::int32_t *order,
                   std::int64_t begin, std::int64_t end, std::int64_t firstRow, std::int64_t lastRow, float *nodes);
    /// Forces at points [begin, end) from the nodes of both fields.
    void (*collect)(const GridPlace &place, const float *x, const float *y, std::int64_t begin, std::int64_t end,
                    const float *nodesX, const float *nodesY, float *forceX, float *forceY);

    // Fourier transforms of kFftLanes sequences side by side: complex numbers are [length][re, im][kFftLanes].
    /// In place or into the scratch memory of the same size: returns where the result lies.
    float *(*fft)(const FftPlan &plan, bool inverse, float *data, float *scratch);
    /// Spectra of 2 kFftLanes rows of real numbers, of which the first `columns` are not 0, at the frequencies
    /// 0 … length/2 − 1 (that of length/2 is dropped). spectra[block of kFftLanes frequencies][row][re, im][lane],
    /// blocks `blockStride` floats apart. Rows are readable up to a multiple of kFftLanes. scratch: kFftScratch x
    /// length.
    void (*rowSpectra)(const FftPlan &plan, const float *grid, std::int64_t stride, std::int64_t columns,
                       float *spectra, std::int64_t blockStride, float *scratch);
    /// The way back for kFftLanes rows, from the frequencies 0 … length/2 − 1 and their negatives, both laid out as
    /// above: the first `columns` real and imaginary parts. Rows are written up to a multiple of kFftLanes.
    void (*rowFields)(const FftPlan &plan, const float *plus, const float *minus, std::int64_t blockStride,
                      std::int64_t columns, float *real, float *imaginary, std::int64_t stride, float *scratch);
    /// For the spectrum of a block of frequencies [length][re, im][lane]: spectra of the field whose real part is the
    /// force along x and whose imaginary part is that along y, at these frequencies and their negatives. Returns the
    /// sum of |w|² times the potential's. Tables: [length][lane].
    double (*applyKernels)(std::int64_t length, const float *spectrum, const float *potential, const float *kernelX,
                           const float *kernelY, float *plus, float *minus);
};

inline constexpr std::int64_t kFftLanes = 16;
inline constexpr std::int64_t kFftScratch =
    4 * kFftLanes;                            // floats that transforms of rows need for each of their numbers
inline constexpr std::int64_t kPadding = 32;  // a multiple of every vector's floats
inline constexpr std::int64_t kEdgeBlock = 8; // edges in a block

enum class InstructionSet { Plain, Avx2, Avx512 };

/// Null where the processor, or the build, has no such instructions.
[[nodiscard]] const Kernels *kernelsFor(InstructionSet set);
/// The best that this processor can run.
[[nodiscard]] const Kernels &bestKernels();
[[nodiscard]] InstructionSet bestInstructionSet();

// One a translation unit with its own compiler flags.
extern const Kernels kPlainKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

} // namespace tandem
