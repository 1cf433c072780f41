#pragma once

namespace tandem {

/// Adds to the niceness of the calling thread, so that it gives way to others; threads that it starts inherit that. It
/// cannot be taken back. Where it is refused, the thread runs as it is.
void lowerThreadPriority(int niceness);

} // namespace tandem
