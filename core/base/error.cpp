#include "core/base/error.h"

#include <cerrno>
#include <cstring>

// lupdate collects the sentences by this macro's name; the window translates them in context "Error".
#define QT_TRANSLATE_NOOP(context, text) text

namespace tandem {

namespace {

struct Entry {
    ErrorCode code;
    std::string_view word;
    const char *sentence;
};

// clang-format off
constexpr Entry kEntries[] = {
    {ErrorCode::FileNotFound, "file-not-found", QT_TRANSLATE_NOOP("Error", "There is nothing at %1. Check the path.")},
    {ErrorCode::FileUnreadable, "file-unreadable", QT_TRANSLATE_NOOP("Error", "%1 cannot be read (%2). Check its permissions.")},
    {ErrorCode::FileUnwritable, "file-unwritable", QT_TRANSLATE_NOOP("Error", "%1 cannot be written (%2). Choose another place or change its permissions.")},
    {ErrorCode::DiskFull, "disk-full", QT_TRANSLATE_NOOP("Error", "The disk is full: %1 could not be written. Free some space, then try again; what was stored before is safe.")},
    {ErrorCode::FileCorrupt, "file-corrupt", QT_TRANSLATE_NOOP("Error", "%1 is damaged: %2. Replace or delete it.")},
    {ErrorCode::BadJson, "bad-json", QT_TRANSLATE_NOOP("Error", "%1 is not valid: %2.")},
    {ErrorCode::UnknownKey, "unknown-key", QT_TRANSLATE_NOOP("Error", "There is no setting named %1. Did you mean %2?")},
    {ErrorCode::BadValue, "bad-value", QT_TRANSLATE_NOOP("Error", "%1 cannot be %2: it takes %3.")},
    {ErrorCode::InvalidSettings, "invalid-settings", QT_TRANSLATE_NOOP("Error", "The settings do not fit together: %1")},
    {ErrorCode::BadUsage, "bad-usage", QT_TRANSLATE_NOOP("Error", "%1")},
    {ErrorCode::FolderEmpty, "folder-empty", QT_TRANSLATE_NOOP("Error", "%1 holds no images. Choose a folder with one sub-folder of images per class, or a flat folder of images.")},
    {ErrorCode::NoReadableImage, "no-readable-image", QT_TRANSLATE_NOOP("Error", "None of the %2 image files in %1 can be decoded. The first is %3: %4.")},
    {ErrorCode::UnknownDataset, "unknown-dataset", QT_TRANSLATE_NOOP("Error", "%1 is no dataset that is known here: expected an image folder, or the binary files of CIFAR-10, CIFAR-100 or STL-10.")},
    {ErrorCode::DatasetVanished, "dataset-vanished", QT_TRANSLATE_NOOP("Error", "The images at %1 are gone. Bring them back, or give their new place (tandem-cli: --data PATH, and --test-data PATH for test images); nothing that was stored is lost.")},
    {ErrorCode::DatasetTooSmall, "dataset-too-small", QT_TRANSLATE_NOOP("Error", "The dataset has %1 images, fewer than one batch of %2. Lower train.batch_size or add images.")},
    {ErrorCode::NoLabels, "no-labels", QT_TRANSLATE_NOOP("Error", "The images at %1 carry no labels, which this needs. Sort them into one sub-folder per class.")},
    {ErrorCode::UnusableArray, "unusable-array", QT_TRANSLATE_NOOP("Error", "%1 cannot be used: %2.")},
    {ErrorCode::NotAProject, "not-a-project", QT_TRANSLATE_NOOP("Error", "%1 is not a Tandem project. Open a folder that was made by Tandem, or create a new project.")},
    {ErrorCode::ProjectExists, "project-exists", QT_TRANSLATE_NOOP("Error", "%1 exists already. Open it, or choose another name.")},
    {ErrorCode::ProjectLocked, "project-locked", QT_TRANSLATE_NOOP("Error", "The project %1 is open in another program (process %2). Close it there first.")},
    {ErrorCode::NewerSchema, "newer-schema", QT_TRANSLATE_NOOP("Error", "%1 was written by a newer Tandem (format %2, this program knows up to %3). It was left untouched; update Tandem to open it.")},
    {ErrorCode::DatabaseFailed, "database-failed", QT_TRANSLATE_NOOP("Error", "The database %1 reported: %2.")},
    {ErrorCode::RunNotFound, "run-not-found", QT_TRANSLATE_NOOP("Error", "No run of this project is named %1. List them with: tandem-cli runs list.")},
    {ErrorCode::RunAmbiguous, "run-ambiguous", QT_TRANSLATE_NOOP("Error", "%1 fits several runs: %2. Give more of the id.")},
    {ErrorCode::RunNotTrashed, "run-not-trashed", QT_TRANSLATE_NOOP("Error", "No run in the trash is named %1. List them with: tandem-cli runs list --trash.")},
    {ErrorCode::RunActive, "run-active", QT_TRANSLATE_NOOP("Error", "The run %1 is being trained right now. Stop it first.")},
    {ErrorCode::RunQueued, "run-queued", QT_TRANSLATE_NOOP("Error", "The run %1 waits in the queue. It can be looked at once it has begun.")},
    {ErrorCode::RunNotQueued, "run-not-queued", QT_TRANSLATE_NOOP("Error", "The run %1 does not wait in the queue. See what does with: tandem-cli queue list.")},
    {ErrorCode::SweepNotFound, "sweep-not-found", QT_TRANSLATE_NOOP("Error", "No sweep of this project is named %1. List them with: tandem-cli sweep list.")},
    {ErrorCode::SweepInvalid, "sweep-invalid", QT_TRANSLATE_NOOP("Error", "The sweep does not fit together: %1")},
    {ErrorCode::CellNotFound, "cell-not-found", QT_TRANSLATE_NOOP("Error", "The sweep %1 has no cell %2. List its cells with: tandem-cli sweep show.")},
    {ErrorCode::RunNotResumable, "run-not-resumable", QT_TRANSLATE_NOOP("Error", "The run %1 cannot be resumed: %2.")},
    {ErrorCode::RunNotEvaluable, "run-not-evaluable", QT_TRANSLATE_NOOP("Error", "The run %1 cannot be evaluated: %2.")},
    {ErrorCode::CheckpointDamaged, "checkpoint-damaged", QT_TRANSLATE_NOOP("Error", "The checkpoint %1 is damaged. Resume from the one before it.")},
    {ErrorCode::OutOfMemory, "out-of-memory", QT_TRANSLATE_NOOP("Error", "Memory ran out while %1. Lower train.batch_size or encoder.width.")},
    {ErrorCode::DeviceUnavailable, "device-unavailable", QT_TRANSLATE_NOOP("Error", "The device %1 is not available here. Set train.device=cpu, or run tandem-cli doctor to see the devices.")},
    {ErrorCode::NonFiniteLoss, "non-finite-loss", QT_TRANSLATE_NOOP("Error", "The loss stopped being a number at step %1. Lower optimizer.learning_rate or raise objective.temperature.")},
    {ErrorCode::NonFiniteProbe, "non-finite-probe", QT_TRANSLATE_NOOP("Error", "The loss of the classifier stopped being a number at step %1. Lower probe.learning_rate.")},
    {ErrorCode::EngineFailed, "engine-failed", QT_TRANSLATE_NOOP("Error", "The training engine failed: %1")},
    {ErrorCode::ProcessFailed, "process-failed", QT_TRANSLATE_NOOP("Error", "%1 could not be started: %2.")},
    {ErrorCode::RankLost, "rank-lost", QT_TRANSLATE_NOOP("Error", "Rank %1 of the run is lost: %2. Resume the run to go on from its last checkpoint, with as many ranks as you like.")},
    {ErrorCode::RanksUnavailable, "ranks-unavailable", QT_TRANSLATE_NOOP("Error", "This build trains in one process only, as Gloo's headers were missing. Install libgloo-dev and build again.")},
    {ErrorCode::ProcessLost, "process-lost", QT_TRANSLATE_NOOP("Error", "The training process %1 ended without a word. Resume the run to go on from its last checkpoint.")},
    {ErrorCode::EncoderLost, "encoder-lost", QT_TRANSLATE_NOOP("Error", "The process that encodes images is gone: %1. Ask again; it starts anew by itself.")},
    {ErrorCode::LaunchFailed, "launch-failed", QT_TRANSLATE_NOOP("Error", "The training process ended before it began to train. Its last words were: %1.")},
};
// clang-format on

const Entry &entry(ErrorCode code)
{
    for (const Entry &candidate : kEntries)
        if (candidate.code == code)
            return candidate;
    return kEntries[0];
}

} // namespace

std::string_view errorWord(ErrorCode code)
{
    return entry(code).word;
}

std::optional<ErrorCode> errorFromWord(std::string_view word)
{
    for (const Entry &candidate : kEntries)
        if (candidate.word == word)
            return candidate.code;
    return std::nullopt;
}

const char *errorTemplate(ErrorCode code)
{
    return entry(code).sentence;
}

std::string describe(const Error &error)
{
    return fillTemplate(errorTemplate(error.code), error.arguments);
}

std::string fillTemplate(std::string_view text, const std::vector<std::string> &arguments)
{
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool place = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        if (!place) {
            filled += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[++i] - '1');
        if (index < arguments.size())
            filled += arguments[index];
    }
    return filled;
}

Error fileError(ErrorCode otherwise, const std::string &path, int errnoValue)
{
    const std::string reason = std::strerror(errnoValue);
    if (errnoValue == ENOSPC || errnoValue == EDQUOT || errnoValue == EFBIG)
        return {ErrorCode::DiskFull, {path}, reason};
    return {otherwise, {path, reason}, reason};
}

} // namespace tandem
