#include "app/cli/console.h"

#include "app/cli/run_json.h"
#include "app/cli/text.h"
#include "core/base/log.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace tandem {

namespace {

bool localeIsUnicode()
{
    for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char *value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            const std::string_view locale = value;
            return locale.find("UTF-8") != locale.npos || locale.find("utf8") != locale.npos;
        }
    }
    return false;
}

bool isDumb()
{
    const char *kind = std::getenv("TERM");
    return kind == nullptr || std::string_view(kind) == "dumb";
}

/// 0, or why it could not be written.
int write(std::FILE *stream, std::string_view text)
{
    errno = 0;
    const bool isWhole = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    return std::fflush(stream) == 0 && isWhole ? 0 : errno;
}

} // namespace

Console::Console(bool json)
    : m_json(json), m_terminal(::isatty(STDERR_FILENO) == 1 && !isDumb()), m_unicode(localeIsUnicode())
{
}

Console::~Console()
{
    const std::lock_guard lock(m_mutex);
    clearBar();
}

std::size_t Console::terminalColumns() const
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void Console::text(std::string_view text)
{
    if (m_json)
        return;
    const std::lock_guard lock(m_mutex);
    clearBar();
    writeOutput(text);
}

void Console::object(const nlohmann::ordered_json &object)
{
    if (!m_json)
        return;
    const std::string line = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    const std::lock_guard lock(m_mutex);
    writeOutput(line);
}

void Console::note(std::string_view line)
{
    const std::lock_guard lock(m_mutex);
    writeLine(line);
}

void Console::progressNote(std::string_view line)
{
    if (!m_json || m_terminal)
        note(line);
}

void Console::bar(std::string_view line)
{
    if (!m_terminal)
        return;
    const std::lock_guard lock(m_mutex);
    const std::string cut = cutToColumns(line, terminalColumns() - 1);
    if (cut == m_bar)
        return;
    write(stderr, "\r\x1b[K" + cut);
    m_bar = cut;
}

ExitStatus Console::fail(const Error &error)
{
    if (!error.detail.empty())
        log(LogLevel::Debug, error.detail);
    const std::string sentence = describe(error);
    object({{"event", "error"}, {"error", errorJson(error)}});
    note(sentence);
    return exitStatusFor(error);
}

ExitStatus Console::finish(ExitStatus status)
{
    if (m_outputFailure == 0)
        return status;
    const ExitStatus failed = fail(fileError(ErrorCode::FileUnwritable, "standard output", m_outputFailure));
    return status == ExitStatus::Done ? failed : status;
}

void Console::writeOutput(std::string_view text)
{
    // A reader that went away must not end a run, and has what it wanted: that is no failure of the command.
    if (const int reason = write(stdout, text); reason != 0 && reason != EPIPE && m_outputFailure == 0)
        m_outputFailure = reason;
}

void Console::writeLine(std::string_view line)
{
    const std::string bar = m_bar;
    clearBar();
    write(stderr, std::string(line) + '\n' + bar);
    m_bar = bar;
}

void Console::clearBar()
{
    if (!m_bar.empty())
        write(stderr, "\r\x1b[K");
    m_bar.clear();
}

} // namespace tandem
