#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// Why something failed, with a sentence for each in error.cpp. Stored as words, never as numbers.
/// The comment names the arguments, in the order of %1, %2 … of the sentence.
enum class ErrorCode : std::uint8_t {
    // files
    FileNotFound,   // path
    FileUnreadable, // path, reason
    FileUnwritable, // path, reason
    DiskFull,       // path
    FileCorrupt,    // path, what is wrong
    BadJson,        // file or origin, what is wrong

    // settings
    UnknownKey,      // key, nearest known key
    BadValue,        // key, value, what is accepted
    InvalidSettings, // all violations in one text
    BadUsage,        // what is wrong

    // data
    FolderEmpty,     // path
    NoReadableImage, // path, count of files that could not be decoded, name of the first and what is wrong with it
    UnknownDataset,  // path
    DatasetVanished, // path
    DatasetTooSmall, // images, batch size
    NoLabels,        // path
    UnusableArray,   // path, what is wrong

    // projects and runs
    NotAProject,       // path
    ProjectExists,     // path
    ProjectLocked,     // path, process id of the holder
    NewerSchema,       // path, its version, the version known here
    DatabaseFailed,    // path, reason
    RunNotFound,       // name or id
    RunAmbiguous,      // text given, the ids that match
    RunNotTrashed,     // name or id
    RunActive,         // name
    RunQueued,         // name
    RunNotQueued,      // name
    SweepNotFound,     // name or id
    SweepInvalid,      // all violations in one text
    CellNotFound,      // name of the sweep, key of the cell
    RunNotResumable,   // name, why
    RunNotEvaluable,   // name, why
    CheckpointDamaged, // path

    // engine
    OutOfMemory,       // what was attempted
    DeviceUnavailable, // device
    NonFiniteLoss,     // step
    NonFiniteProbe,    // step
    EngineFailed,      // what the library said

    // processes
    ProcessFailed, // program, reason
    RankLost,      // rank, why
    RanksUnavailable,
    ProcessLost,  // process id
    EncoderLost,  // why
    LaunchFailed, // what the process said last
};

/// A failure as a value: a code with its arguments for the sentence, and detail for the log only.
struct Error {
    ErrorCode code = ErrorCode::EngineFailed;
    std::vector<std::string> arguments;
    std::string detail;

    bool operator==(const Error &) const = default;
};

/// The stable word of a code ("disk-full"), as stored and as printed by --json.
[[nodiscard]] std::string_view errorWord(ErrorCode code);

/// The code of a word; none for a word of a newer program.
[[nodiscard]] std::optional<ErrorCode> errorFromWord(std::string_view word);

/// The English sentence of a code with places %1, %2 …: what happened and what to do. Key for translation.
[[nodiscard]] const char *errorTemplate(ErrorCode code);

/// The English sentence of an error, arguments filled in.
[[nodiscard]] std::string describe(const Error &error);

/// Fills %1 … %9 of a template.
[[nodiscard]] std::string fillTemplate(std::string_view text, const std::vector<std::string> &arguments);

/// The error for a failed file operation from errno: no space (or quota) becomes DiskFull, the rest `otherwise`.
[[nodiscard]] Error fileError(ErrorCode otherwise, const std::string &path, int errnoValue);

} // namespace tandem
