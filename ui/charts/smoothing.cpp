#include "ui/charts/smoothing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem {

namespace {

constexpr std::pair<SmoothingKind, std::string_view> kWords[] = {{SmoothingKind::None, "none"},
                                                                 {SmoothingKind::Average, "average"},
                                                                 {SmoothingKind::Mean, "mean"},
                                                                 {SmoothingKind::Median, "median"}};

} // namespace

std::string_view smoothingWord(SmoothingKind kind)
{
    return kWords[static_cast<std::size_t>(kind)].second;
}

SmoothingKind smoothingFromWord(std::string_view word)
{
    for (const auto &[kind, name] : kWords)
        if (name == word)
            return kind;
    return SmoothingKind::None;
}

double DebiasedAverage::next(double value)
{
    if (m_weight <= 0 || !std::isfinite(value))
        return value;
    m_sum = m_weight * m_sum + (1 - m_weight) * value;
    m_debias *= m_weight;
    return m_sum / (1 - m_debias);
}

double SmoothCurve::centred(const PointColumns &source, std::size_t index) const
{
    if (!std::isfinite(source.value(index)))
        return source.value(index);
    const std::size_t half =
        std::min({static_cast<std::size_t>(m_smoothing.window / 2), index, source.size() - 1 - index});
    if (m_smoothing.kind == SmoothingKind::Mean) {
        const ValueExtent around = source.extent(index - half, index + half + 1);
        return around.sum / static_cast<double>(around.finite);
    }
    std::vector<double> window;
    window.reserve(2 * half + 1);
    for (std::size_t i = index - half; i <= index + half; ++i)
        if (const double value = source.value(i); std::isfinite(value))
            window.push_back(value);
    const auto middle = window.begin() + static_cast<std::ptrdiff_t>(window.size() / 2);
    std::nth_element(window.begin(), middle, window.end());
    if (window.size() % 2 == 1)
        return *middle;
    return 0.5 * (*middle + *std::max_element(window.begin(), middle));
}

void SmoothCurve::extendTo(const PointColumns &source)
{
    if (!m_smoothing.isOn() || source.size() == m_values.size())
        return;
    std::size_t from = m_values.size();
    if (m_smoothing.kind == SmoothingKind::Average) {
        const ValueExtent all = source.extent();
        const bool constant = all.low == all.high; // rounding must not put waves on it
        for (std::size_t i = from; i < source.size(); ++i) {
            const double next = m_average.next(source.value(i));
            m_values.push_back(static_cast<float>(constant && std::isfinite(next) ? all.low : next));
        }
    } else {
        // The windows at the old end were cut short by it.
        from -= std::min(from, static_cast<std::size_t>(m_smoothing.window / 2));
        m_values.resize(source.size());
        for (std::size_t i = from; i < source.size(); ++i)
            m_values[i] = static_cast<float>(centred(source, i));
    }
    renewBuckets(from);
}

void SmoothCurve::renewBuckets(std::size_t from)
{
    m_buckets.resize(from / kBucket);
    for (std::size_t i = m_buckets.size() * kBucket; i < m_values.size(); ++i) {
        if (i % kBucket == 0)
            m_buckets.emplace_back();
        m_buckets.back().add(m_values[i]);
    }
}

ValueExtent SmoothCurve::extent(std::size_t first, std::size_t last) const
{
    ValueExtent found;
    for (std::size_t index = first; index < last;) {
        const std::size_t bucketEnd = std::min((index / kBucket + 1) * kBucket, m_values.size());
        if (index % kBucket == 0 && bucketEnd <= last) {
            found.add(m_buckets[index / kBucket]);
            index = bucketEnd;
            continue;
        }
        for (const std::size_t end = std::min(bucketEnd, last); index < end; ++index)
            found.add(m_values[index]);
    }
    return found;
}

} // namespace tandem
