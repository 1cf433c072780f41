#include "core/analysis/grid_fft.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace tandem {

GridFft::GridFft(std::int64_t length) : m_length(length)
{
    std::int64_t rest = length;
    for (const std::int64_t radix : {4, 2, 3, 5})
        for (; rest % radix == 0; rest /= radix)
            m_radices.push_back(radix);
    assert(rest == 1);
    rest = length;
    for (const std::int64_t radix : m_radices) {
        const double turn = -2 * std::numbers::pi / static_cast<double>(rest);
        rest /= radix;
        for (std::int64_t p = 0; p < rest; ++p)
            for (std::int64_t t = 1; t < radix; ++t) {
                m_twiddles.push_back(static_cast<float>(std::cos(turn * static_cast<double>(p * t))));
                m_twiddles.push_back(static_cast<float>(std::sin(turn * static_cast<double>(p * t))));
            }
    }
}

std::int64_t gridLength(std::int64_t least)
{
    static constexpr std::int64_t kSixteenths[] = {16, 18, 20, 24, 27, 30};
    for (std::int64_t scale = 1;; scale *= 2)
        for (const std::int64_t sixteenths : kSixteenths)
            if (const std::int64_t length = scale * sixteenths; length % (2 * kFftLanes) == 0 && length >= least)
                return length;
}

} // namespace tandem
