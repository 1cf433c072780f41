#include "core/analysis/cosine.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tandem {

double cosine(std::span<const float> a, std::span<const float> b)
{
    assert(a.size() == b.size());
    double dot = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += double{a[i]} * b[i];
        aa += double{a[i]} * a[i];
        bb += double{b[i]} * b[i];
    }
    return aa > 0 && bb > 0 ? std::clamp(dot / std::sqrt(aa * bb), -1.0, 1.0) : 0.0;
}

std::vector<double> cosinesTo(std::span<const float> reference, std::span<const float> rows)
{
    std::vector<double> cosines;
    for (std::size_t at = 0; at + reference.size() <= rows.size() && !reference.empty(); at += reference.size())
        cosines.push_back(cosine(reference, rows.subspan(at, reference.size())));
    return cosines;
}

double meanPairCosine(std::span<const float> rows, std::size_t size)
{
    const std::size_t count = size > 0 ? rows.size() / size : 0;
    if (count < 2)
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i + 1; j < count; ++j)
            sum += cosine(rows.subspan(i * size, size), rows.subspan(j * size, size));
    return sum / (0.5 * static_cast<double>(count * (count - 1)));
}

} // namespace tandem
