#pragma once

#include <cstdint>
#include <string>

namespace tandem {

/// A process told apart from later ones that reuse its number: the start time is part of the identity.
struct ProcessIdentity {
    std::int64_t pid = 0;
    std::int64_t startTicks = 0; // clock ticks after boot (Linux /proc/PID/stat, field 22); 0 = unknown

    bool operator==(const ProcessIdentity &) const = default;
};

[[nodiscard]] ProcessIdentity currentProcess();

/// Identity of a running process by number; startTicks 0 if there is no such process.
[[nodiscard]] ProcessIdentity processWithId(std::int64_t pid);

/// True while exactly this process runs (zombies count as ended).
[[nodiscard]] bool isAlive(const ProcessIdentity &process);

/// Largest resident memory of this process so far, in bytes.
[[nodiscard]] std::int64_t peakMemoryBytes();

/// Cores this process may use (affinity respected), at least 1.
[[nodiscard]] int usableCores();

/// Milliseconds since 1970 UTC.
[[nodiscard]] std::int64_t wallClockMs();

} // namespace tandem
