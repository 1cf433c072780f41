#include "ui/sample_set.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tandem {

SampleSet SampleSet::all(std::uint32_t size)
{
    return SampleSet(size).complement();
}

SampleSet SampleSet::of(std::uint32_t size, std::span<const std::uint32_t> indices)
{
    SampleSet set(size);
    for (const std::uint32_t i : indices)
        if (i < size)
            set.insert(i);
    return set;
}

std::uint32_t SampleSet::count() const
{
    std::uint32_t count = 0;
    for (const std::uint64_t word : m_words)
        count += static_cast<std::uint32_t>(std::popcount(word));
    return count;
}

bool SampleSet::isEmpty() const
{
    return std::all_of(m_words.begin(), m_words.end(), [](std::uint64_t word) { return word == 0; });
}

SampleSet &SampleSet::operator|=(const SampleSet &other)
{
    assert(other.m_size == m_size);
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] |= other.m_words[i];
    return *this;
}

SampleSet &SampleSet::operator&=(const SampleSet &other)
{
    assert(other.m_size == m_size);
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
    return *this;
}

SampleSet &SampleSet::operator-=(const SampleSet &other)
{
    assert(other.m_size == m_size);
    for (std::size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= ~other.m_words[i];
    return *this;
}

SampleSet SampleSet::complement() const
{
    SampleSet set = *this;
    for (std::uint64_t &word : set.m_words)
        word = ~word;
    if (m_size % 64 != 0)
        set.m_words.back() &= (std::uint64_t{1} << (m_size % 64)) - 1;
    return set;
}

std::vector<std::uint32_t> SampleSet::indices() const
{
    std::vector<std::uint32_t> indices;
    indices.reserve(count());
    forEach([&indices](std::uint32_t i) { indices.push_back(i); });
    return indices;
}

} // namespace tandem
