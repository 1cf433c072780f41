#include "core/store/run_folders.h"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <system_error>

namespace tandem::store {

namespace fs = std::filesystem;

namespace {

bool isPrefix(std::string_view text, const RunId &id)
{
    constexpr std::size_t kLeast = 4;
    const std::string_view whole = id.toString();
    return text.size() >= kLeast && text.size() <= whole.size() &&
           std::equal(text.begin(), text.end(), whole.begin(),
                      [](unsigned char a, char b) { return std::toupper(a) == b; });
}

} // namespace

Result<std::vector<RunId>> runIdsIn(const fs::path &folder)
{
    std::vector<RunId> ids;
    std::error_code failure;
    fs::directory_iterator entry(folder, failure);
    for (; !failure && entry != fs::directory_iterator(); entry.increment(failure))
        if (RunId id = RunId::fromString(entry->path().filename().native()); id.isValid())
            ids.push_back(std::move(id));
    if (failure && failure != std::errc::no_such_file_or_directory)
        return fileError(ErrorCode::FileUnreadable, folder.string(), failure.value());
    std::sort(ids.begin(), ids.end(), std::greater<>());
    return ids;
}

std::int64_t folderTime(const fs::path &folder)
{
    struct stat facts {};
    if (::stat(folder.c_str(), &facts) != 0)
        return 0;
    return std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

std::vector<RunId> matchingIds(const std::vector<RunId> &ids, std::string_view beginning)
{
    std::vector<RunId> matches;
    for (const RunId &id : ids)
        if (isPrefix(beginning, id))
            matches.push_back(id);
    return matches;
}

Error ambiguousRun(std::string_view text, const std::vector<RunId> &matches)
{
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(kShown, matches.size()); ++i)
        list += (list.empty() ? "" : ", ") + matches[i].toString();
    if (matches.size() > kShown)
        list += " and " + std::to_string(matches.size() - kShown) + " more";
    return {ErrorCode::RunAmbiguous, {std::string(text), list}, {}};
}

} // namespace tandem::store
