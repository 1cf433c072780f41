#pragma once

#include <cstdint>

namespace tandem {

/// Memory that this process could have in all, in bytes: what it has now, and what the machine, or the control group it
/// lives in, could still give without swapping.
[[nodiscard]] std::int64_t attainableMemoryBytes();

/// Gives freed memory back to the system, and lets peakMemoryBytes() count from here on. Where the kernel does not let
/// the count be taken back, it goes on from the old peak.
void restartPeakMemory();

} // namespace tandem
