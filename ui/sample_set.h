#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// A set of indices below a fixed size, one bit each: union, difference and count of a million cost microseconds,
/// however they are spread. A plain value.
class SampleSet {
public:
    SampleSet() = default;
    explicit SampleSet(std::uint32_t size) : m_size(size), m_words((size + 63U) / 64U) {}
    [[nodiscard]] static SampleSet all(std::uint32_t size);
    /// Indices at or above `size` are left out.
    [[nodiscard]] static SampleSet of(std::uint32_t size, std::span<const std::uint32_t> indices);

    [[nodiscard]] std::uint32_t size() const { return m_size; }
    [[nodiscard]] std::uint32_t count() const;
    [[nodiscard]] bool isEmpty() const;

    /// False for whatever is not below size().
    [[nodiscard]] bool contains(std::uint32_t i) const { return i < m_size && (m_words[i / 64] >> (i % 64) & 1U) != 0; }
    void insert(std::uint32_t i) // i < size()
    {
        m_words[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    void remove(std::uint32_t i) { m_words[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
    void flip(std::uint32_t i) { m_words[i / 64] ^= std::uint64_t{1} << (i % 64); }

    // Of two sets of the same size.
    SampleSet &operator|=(const SampleSet &other);
    SampleSet &operator&=(const SampleSet &other);
    SampleSet &operator-=(const SampleSet &other);
    [[nodiscard]] SampleSet complement() const;
    bool operator==(const SampleSet &) const = default;

    /// In ascending order.
    [[nodiscard]] std::vector<std::uint32_t> indices() const;
    template <class Call> void forEach(Call call) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word)
            for (std::uint64_t bits = m_words[word]; bits != 0; bits &= bits - 1)
                call(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
    }

private:
    std::uint32_t m_size = 0;
    std::vector<std::uint64_t> m_words; // bits past m_size are zero
};

} // namespace tandem
