#pragma once

#include "core/analysis/kernels/kernels.h"

#include <cstdint>
#include <new>
#include <vector>

namespace tandem {

/// Floats aligned as the caches are.
template <class T> struct AlignedAllocator {
    static constexpr std::align_val_t kAlignment{64};
    using value_type = T;
    AlignedAllocator() = default;
    template <class U> explicit AlignedAllocator(const AlignedAllocator<U> &) {}
    T *allocate(std::size_t count) { return static_cast<T *>(::operator new(count * sizeof(T), kAlignment)); }
    void deallocate(T *memory, std::size_t) { ::operator delete(memory, kAlignment); }
    bool operator==(const AlignedAllocator &) const { return true; }
};
using AlignedFloats = std::vector<float, AlignedAllocator<float>>;

/// Plan of Fourier transforms of one length for the kernels that take one.
class GridFft {
public:
    /// A product of 2, 3 and 5.
    explicit GridFft(std::int64_t length);

    [[nodiscard]] std::int64_t length() const { return m_length; }
    [[nodiscard]] FftPlan plan() const
    {
        return {m_length, static_cast<std::int64_t>(m_radices.size()), m_radices.data(), m_twiddles.data()};
    }

private:
    std::int64_t m_length;
    std::vector<std::int64_t> m_radices;
    std::vector<float> m_twiddles;
};

/// The least multiple of 2 kFftLanes >= `least` that is a product of 2, 3 and 5 and not too near the next.
[[nodiscard]] std::int64_t gridLength(std::int64_t least);

} // namespace tandem
