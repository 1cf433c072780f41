#include "core/store/control_file.h"

#include "core/base/files.h"
#include "core/base/process.h"
#include "core/store/run_writer.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <iterator>
#include <span>

namespace tandem {

namespace fs = std::filesystem;

namespace {

struct Word {
    ControlWord word;
    std::string_view text; // on disk
};

// Weakest first.
constexpr Word kWords[] = {
    {ControlWord::Checkpoint, "checkpoint"},
    {ControlWord::StopAfterEpoch, "stop-after-epoch"},
    {ControlWord::Stop, "stop"},
};

/// 0 for None.
int strength(ControlWord word)
{
    for (int i = 0; i < static_cast<int>(std::size(kWords)); ++i)
        if (kWords[i].word == word)
            return i + 1;
    return 0;
}

ControlWord readWord(const fs::path &path)
{
    auto text = readFile(path);
    if (!text)
        return ControlWord::None;
    while (!text->empty() && (text->back() == '\n' || text->back() == ' '))
        text->pop_back();
    for (const Word &candidate : kWords)
        if (*text == candidate.text)
            return candidate.word;
    return ControlWord::None;
}

/// When this process began, in nanoseconds since 1970 (to a clock tick); 0 if the system does not tell.
std::int64_t processStartNs()
{
    const ProcessIdentity self = currentProcess();
    timespec sinceBoot{};
    const long ticksPerSecond = ::sysconf(_SC_CLK_TCK);
    if (self.startTicks == 0 || ticksPerSecond <= 0 || ::clock_gettime(CLOCK_BOOTTIME, &sinceBoot) != 0)
        return 0;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t age =
        sinceBoot.tv_sec * kSecond + sinceBoot.tv_nsec - self.startTicks * (kSecond / ticksPerSecond);
    return now.tv_sec * kSecond + now.tv_nsec - age;
}

} // namespace

Result<void> writeControl(const ProjectLayout &project, const RunId &id, ControlWord word)
{
    std::error_code failure;
    if (!id.isValid() || !fs::is_directory(project.run(id), failure))
        return Error{ErrorCode::RunNotFound, {id.toString()}, {}};
    const fs::path path = project.controlFile(id);
    if (word == ControlWord::None) {
        fs::remove(path, failure);
        return failure ? Result<void>(fileError(ErrorCode::FileUnwritable, path.string(), failure.value()))
                       : Result<void>();
    }
    if (strength(readWord(path)) >= strength(word))
        return {};
    const std::string text = std::string(kWords[strength(word) - 1].text) + "\n";
    return writeFileAtomically(path, std::as_bytes(std::span(text)));
}

ControlWord takeControl(const ProjectLayout &project, const RunId &id)
{
    const fs::path path = project.controlFile(id);
    fs::path taken = path;
    taken += ".taken";
    // Renamed before it is read, so that a word written meanwhile waits for the next call. No word: one system call.
    if (::rename(path.c_str(), taken.c_str()) != 0)
        return ControlWord::None;
    const ControlWord word = readWord(taken);
    ::unlink(taken.c_str());
    return word;
}

namespace store {

void dropStaleControl(const fs::path &controlFile)
{
    struct stat info {};
    if (::stat(controlFile.c_str(), &info) != 0)
        return;
    constexpr std::int64_t kSecond = 1'000'000'000;
    constexpr std::int64_t kTick = kSecond / 50; // start times are rounded, file times come from the last timer tick
    if (info.st_mtim.tv_sec * kSecond + info.st_mtim.tv_nsec + kTick < processStartNs())
        ::unlink(controlFile.c_str());
}

} // namespace store

} // namespace tandem
