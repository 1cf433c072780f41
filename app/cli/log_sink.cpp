#include "app/cli/log_sink.h"

#include "app/cli/console.h"
#include "core/base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <memory>
#include <mutex>

namespace tandem {

namespace {

/// Formats as spdlog does, but writes through the console, which knows of the bar.
class ConsoleSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit ConsoleSink(Console &console) : m_console(console) { set_pattern_("%Y-%m-%d %H:%M:%S.%e %l: %v"); }

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        std::string_view text(line.data(), line.size());
        while (!text.empty() && text.back() == '\n')
            text.remove_suffix(1);
        m_console.note(text);
    }
    void flush_() override {}

private:
    Console &m_console;
};

spdlog::level::level_enum levelOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

} // namespace

void installLogSink(Console &console, bool verbose)
{
    auto logger = std::make_shared<spdlog::logger>("tandem", std::make_shared<ConsoleSink>(console));
    logger->set_level(verbose ? spdlog::level::debug : spdlog::level::warn);
    setLogSink([logger](LogLevel level, std::string_view line) { logger->log(levelOf(level), "{}", line); });
}

void removeLogSink()
{
    setLogSink({});
}

} // namespace tandem
