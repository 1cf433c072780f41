#include "core/base/random.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace tandem {

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k)
{
    constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
    constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
    constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
    constexpr int kRounds = 10;
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t p0 = kMultiplier0 * c[0];
        const std::uint64_t p1 = kMultiplier1 * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
        k[0] += kWeyl0;
        k[1] += kWeyl1;
    }
    return c;
}

CounterRng::CounterRng(std::uint64_t seed, RandomStream stream, std::uint32_t epoch, std::uint32_t sample,
                       std::uint32_t view)
    // Word 0 counts blocks. The view shares a word with the stream: views below 2^16, streams below 2^16.
    : m_counter{0, sample, epoch, (static_cast<std::uint32_t>(stream) << 16) | (view & 0xFFFFU)},
      m_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}
{
}

std::uint32_t CounterRng::next()
{
    if (m_used == 4) {
        m_block = philox4x32(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    return m_block[m_used++];
}

double CounterRng::uniform()
{
    return (next() >> 8) * 0x1.0p-24;
}

double CounterRng::uniform(double low, double high)
{
    return low + (high - low) * uniform();
}

std::uint32_t CounterRng::below(std::uint32_t count)
{
    assert(count > 0);
    // Lemire's method: the low word tells whether the draw fell into the short last interval.
    const std::uint32_t threshold = (0U - count) % count;
    for (;;) {
        const std::uint64_t product = static_cast<std::uint64_t>(next()) * count;
        if (static_cast<std::uint32_t>(product) >= threshold)
            return static_cast<std::uint32_t>(product >> 32);
    }
}

bool CounterRng::chance(double probability)
{
    return uniform() < probability;
}

double CounterRng::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

void shuffle(std::span<std::uint32_t> items, CounterRng &rng)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[rng.below(static_cast<std::uint32_t>(i))]);
}

std::vector<std::uint32_t> epochOrder(std::uint64_t seed, std::uint32_t epoch, std::uint32_t count)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    CounterRng rng(seed, RandomStream::SampleOrder, epoch);
    shuffle(order, rng);
    return order;
}

} // namespace tandem
