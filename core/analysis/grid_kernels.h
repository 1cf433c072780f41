#pragma once

#include "core/analysis/grid_fft.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace tandem {

class Workers;

/// The potential 1/(1 + r²) and the force (x, y)/(1 + r²)² as factors of spectra on a grid, for one length and pitch.
/// Tables are [block of kFftLanes frequencies along x][length frequencies along y][lane]. The potential is even and has
/// a real spectrum; each force is odd in its own coordinate, and its spectrum is i times what its table holds.
///
/// The factors are divided by the spectrum of the sampled B-spline for spreading and again for collecting: what acts
/// between two points is then the spline that interpolates the kernel at the nodes. (Factors of least mean square
/// error, as particle-mesh methods have them, deviate less but weaken the forces between near points, and layouts get
/// worse.)
class GridKernels {
public:
    /// 0 before make().
    [[nodiscard]] std::int64_t length() const { return m_fft ? m_fft->length() : 0; }
    [[nodiscard]] float pitch() const { return m_pitch; }
    /// False once `stop` was requested; there are no tables then.
    [[nodiscard]] bool make(std::int64_t length, float pitch, Workers &workers, const std::stop_token &stop);

    [[nodiscard]] FftPlan plan() const { return m_fft->plan(); }
    [[nodiscard]] std::int64_t blocks() const { return length() / (2 * kFftLanes); }
    [[nodiscard]] const float *potential(std::int64_t block) const { return m_potential.data() + offset(block); }
    [[nodiscard]] const float *forceX(std::int64_t block) const { return m_forceX.data() + offset(block); }
    [[nodiscard]] const float *forceY(std::int64_t block) const { return m_forceY.data() + offset(block); }

private:
    enum class Field { Potential, ForceX, ForceY };

    void sampleRow(Field field, std::int64_t row, float *values) const;
    [[nodiscard]] bool fill(Field field, AlignedFloats &table, Workers &workers, const std::stop_token &stop) const;
    [[nodiscard]] std::int64_t offset(std::int64_t block) const { return block * length() * kFftLanes; }

    std::optional<GridFft> m_fft;
    float m_pitch = 0;
    AlignedFloats m_potential, m_forceX, m_forceY;
};

} // namespace tandem
