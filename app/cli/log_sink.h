#pragma once

namespace tandem {

class Console;

/// Sends log() to standard error, above the bar: warnings and errors, with `verbose` everything.
/// The console must outlive the last line logged, or removeLogSink().
void installLogSink(Console &console, bool verbose);
void removeLogSink();

} // namespace tandem
