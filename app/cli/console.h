#pragma once

#include "app/cli/exit_status.h"
#include "core/base/error.h"

#include <nlohmann/json_fwd.hpp>

#include <mutex>
#include <string>
#include <string_view>

namespace tandem {

/// The two output streams. Standard output holds results: text for people, or with --json one object a line and nothing
/// else. Standard error holds what happens meanwhile: notes, warnings, the one sentence of a failure, and where it is a
/// terminal one line at its bottom that is drawn over again (the bar). Any thread.
class Console {
public:
    explicit Console(bool json);
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    [[nodiscard]] bool json() const { return m_json; }
    /// Whether standard error can show a bar.
    [[nodiscard]] bool isTerminal() const { return m_terminal; }
    /// Whether the terminal shows UTF-8.
    [[nodiscard]] bool isUnicode() const { return m_unicode; }
    [[nodiscard]] std::size_t terminalColumns() const;

    /// Text for people on standard output; dropped with --json.
    void text(std::string_view text);
    /// One object on standard output; dropped without --json. Bytes that are no UTF-8 become U+FFFD.
    void object(const nlohmann::ordered_json &object);

    /// A line on standard error.
    void note(std::string_view line);
    /// A line on standard error that --json makes superfluous: dropped with it, unless a person watches a terminal.
    void progressNote(std::string_view line);
    /// Draws the bar; nothing without a terminal. An empty line takes it away.
    void bar(std::string_view line);

    /// Says why it failed, in one sentence on standard error (with --json also as an object), and gives the status.
    [[nodiscard]] ExitStatus fail(const Error &error);
    /// To be asked last: the status of a verb that ended with `status`. Failed, and told, where standard output did not
    /// take all that was written; a reader that went away is no failure.
    [[nodiscard]] ExitStatus finish(ExitStatus status);

private:
    void writeOutput(std::string_view text);
    void writeLine(std::string_view line);
    void clearBar();

    const bool m_json;
    bool m_terminal = false;
    bool m_unicode = false;
    std::mutex m_mutex;
    std::string m_bar;       // guarded
    int m_outputFailure = 0; // errno
};

} // namespace tandem
