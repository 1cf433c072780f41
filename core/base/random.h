#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tandem {

/// Which use random numbers are for. Values enter the counter: never reuse or renumber them.
enum class RandomStream : std::uint32_t {
    WeightInit = 1,
    SampleOrder = 2,
    Augmentation = 3,
    Shapes = 4,
    HoldOut = 5,
    Probe = 6,
    Layout = 20,
    Subset = 21,
    Sweep = 22,
    Test = 1000,
};

/// One block of Philox4x32-10 (Salmon et al., SC 2011): four 32-bit words from a counter and a key.
[[nodiscard]] std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                      std::array<std::uint32_t, 2> key);

/// Counter-based random numbers: a pure function of (seed, stream, epoch, sample, view, position).
/// There is no generator state to save, share or lose. Not thread-safe per object; objects are cheap: make one per use.
class CounterRng {
public:
    CounterRng(std::uint64_t seed, RandomStream stream, std::uint32_t epoch = 0, std::uint32_t sample = 0,
               std::uint32_t view = 0);

    /// Uniform over all 32-bit words.
    [[nodiscard]] std::uint32_t next();
    /// Uniform in [0, 1), 24 bits of it, so that it is exact as float too.
    [[nodiscard]] double uniform();
    /// Uniform in [low, high).
    [[nodiscard]] double uniform(double low, double high);
    /// Uniform integer in [0, count); count > 0. Unbiased (rejection).
    [[nodiscard]] std::uint32_t below(std::uint32_t count);
    /// True with the given probability in [0, 1].
    [[nodiscard]] bool chance(double probability);
    /// Standard normal (Box–Muller; two words a number).
    [[nodiscard]] double normal();

private:
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4;
};

/// Fisher–Yates shuffle in place.
void shuffle(std::span<std::uint32_t> items, CounterRng &rng);

/// The order in which an epoch visits `count` samples: a permutation of 0 … count-1, a pure function of its arguments.
[[nodiscard]] std::vector<std::uint32_t> epochOrder(std::uint64_t seed, std::uint32_t epoch, std::uint32_t count);

} // namespace tandem
