#include "core/analysis/grid_kernels.h"

#include "core/analysis/workers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tandem {

namespace {

constexpr std::int64_t kItem = 2 * kFftLanes;

} // namespace

/// A row of the kernel, its origin at node (0, 0) and wrapped around.
void GridKernels::sampleRow(Field field, std::int64_t row, float *values) const
{
    const auto offset = [&](std::int64_t i) {
        return static_cast<float>(2 * i < length() ? i : i - length()) * m_pitch;
    };
    const float y = offset(row);
    for (std::int64_t i = 0; i < length(); ++i) {
        const float x = offset(i), q = 1 / (1 + x * x + y * y);
        values[i] = field == Field::Potential ? q : q * q * (field == Field::ForceX ? x : y);
    }
    // An odd function has no value where it wraps.
    if (field == Field::ForceX)
        values[length() / 2] = 0;
    if (field == Field::ForceY && 2 * row == length())
        std::fill_n(values, length(), 0.0F);
}

bool GridKernels::fill(Field field, AlignedFloats &table, Workers &workers, const std::stop_token &stop) const
{
    const Kernels &kernels = workers.kernels();
    // By frequency: 1 over the spectrum of spreading and collecting; a spline's samples are 1/6, 2/3 and 1/6.
    std::vector<double> sharpening;
    for (std::int64_t k = 0; k < length(); ++k) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(length());
        sharpening.push_back(std::pow(3 / (2 + std::cos(turn)), 2));
    }
    // Transforms forth and back together multiply by length².
    const double scale = 1 / (static_cast<double>(length()) * static_cast<double>(length()));
    AlignedFloats grid(static_cast<std::size_t>(length() * length())), spectra(grid.size());
    table.resize(grid.size() / 2);
    const bool sampled = workers.run(length() / kItem, stop, [&](std::int64_t band, int) {
        AlignedFloats scratch(static_cast<std::size_t>(kFftScratch * length()));
        float *rows = grid.data() + band * kItem * length();
        for (std::int64_t i = 0; i < kItem; ++i)
            sampleRow(field, band * kItem + i, rows + i * length());
        kernels.rowSpectra(plan(), rows, length(), length(), spectra.data() + band * kItem * kItem, length() * kItem,
                           scratch.data());
    });
    return sampled && workers.run(blocks(), stop, [&](std::int64_t block, int) {
        AlignedFloats scratch(static_cast<std::size_t>(kItem * length()));
        const float *spectrum = kernels.fft(plan(), false, spectra.data() + block * length() * kItem, scratch.data());
        const std::int64_t part = field == Field::Potential ? 0 : kFftLanes;
        float *to = table.data() + offset(block);
        for (std::int64_t ky = 0; ky < length(); ++ky)
            for (std::int64_t lane = 0; lane < kFftLanes; ++lane) {
                const std::int64_t kx = block * kFftLanes + lane;
                // Parseval's sum is over negative frequencies, too.
                const double both = field == Field::Potential && kx > 0 ? 2 : 1;
                const double factor =
                    both * scale * sharpening[static_cast<std::size_t>(kx)] * sharpening[static_cast<std::size_t>(ky)];
                to[ky * kFftLanes + lane] = static_cast<float>(factor * double(spectrum[ky * kItem + part + lane]));
            }
    });
}

bool GridKernels::make(std::int64_t length, float pitch, Workers &workers, const std::stop_token &stop)
{
    m_fft.emplace(length);
    m_pitch = pitch;
    const bool all = fill(Field::Potential, m_potential, workers, stop) &&
                     fill(Field::ForceX, m_forceX, workers, stop) && fill(Field::ForceY, m_forceY, workers, stop);
    if (!all)
        m_fft.reset();
    return all;
}

} // namespace tandem
