#include "ui/runs/chart_data.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tandem {

double DebiasedAverage::next(double value)
{
    if (m_weight <= 0 || !std::isfinite(value))
        return value;
    m_sum = m_weight * m_sum + (1 - m_weight) * value;
    m_debias *= m_weight;
    return m_sum / (1 - m_debias);
}

void ChartData::append(std::span<const SeriesPoint> points)
{
    assert(points.empty() || m_points.empty() || points.front().step > m_points.back().step);
    m_points.insert(m_points.end(), points.begin(), points.end());
}

std::size_t ChartData::nearest(double step) const
{
    assert(!m_points.empty());
    const auto after =
        std::lower_bound(m_points.begin(), m_points.end(), step,
                         [](const SeriesPoint &p, double wanted) { return static_cast<double>(p.step) < wanted; });
    if (after == m_points.begin())
        return 0;
    if (after == m_points.end())
        return m_points.size() - 1;
    const auto before = after - 1;
    const bool isNearer = step - static_cast<double>(before->step) <= static_cast<double>(after->step) - step;
    return static_cast<std::size_t>((isNearer ? before : after) - m_points.begin());
}

std::optional<ChartData::Extent> ChartData::extent(double from, double to) const
{
    std::optional<Extent> found;
    const auto begin =
        std::lower_bound(m_points.begin(), m_points.end(), from,
                         [](const SeriesPoint &p, double wanted) { return static_cast<double>(p.step) < wanted; });
    for (auto it = begin; it != m_points.end() && static_cast<double>(it->step) <= to; ++it) {
        if (!std::isfinite(it->value))
            continue;
        if (!found)
            found = Extent{it->value, it->value};
        found->low = std::min(found->low, it->value);
        found->high = std::max(found->high, it->value);
    }
    return found;
}

std::size_t ChartData::nonFinite() const
{
    return static_cast<std::size_t>(
        std::count_if(m_points.begin(), m_points.end(), [](const SeriesPoint &p) { return !std::isfinite(p.value); }));
}

} // namespace tandem
