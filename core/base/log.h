#pragma once

#include <functional>
#include <string_view>

namespace tandem {

enum class LogLevel { Debug, Info, Warning, Error };

using LogSink = std::function<void(LogLevel, std::string_view)>;

/// Where log lines go: set once by a main before other threads start. Without a sink, lines are dropped.
void setLogSink(LogSink sink);

/// Writes one line. Any thread.
void log(LogLevel level, std::string_view line);

} // namespace tandem
