#include "core/store/layout_files.h"

#include "core/base/digest.h"
#include "core/base/files.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace tandem {

namespace fs = std::filesystem;

namespace {

// A file: the magic, the SHA-256 (64 digits) of what follows, then divergence f64, and positions f32.
constexpr std::string_view kMagic = "TNDMLAY1";
constexpr std::size_t kDigestBytes = 64;
constexpr std::size_t kMostKept = 2000;

fs::path pathOf(const ProjectLayout &project, const std::string &key)
{
    return layoutFolder(project) / (key + ".map");
}

void dropOldest(const fs::path &folder)
{
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code failure;
    for (const auto &entry : fs::directory_iterator(folder, failure))
        files.emplace_back(entry.last_write_time(failure), entry.path());
    if (files.size() <= kMostKept)
        return;
    std::sort(files.begin(), files.end());
    for (std::size_t i = 0; i < files.size() - kMostKept; ++i)
        fs::remove(files[i].second, failure);
}

} // namespace

fs::path layoutFolder(const ProjectLayout &project)
{
    return project.root() / "layouts";
}

std::optional<StoredLayout> readLayout(const ProjectLayout &project, const std::string &key)
{
    const auto bytes = readFile(pathOf(project, key));
    const std::size_t head = kMagic.size() + kDigestBytes;
    StoredLayout layout;
    if (!bytes || bytes->size() < head + sizeof layout.divergence || !bytes->starts_with(kMagic))
        return std::nullopt;
    const std::string_view body = std::string_view(*bytes).substr(head);
    const std::size_t rest = body.size() - sizeof layout.divergence;
    if (rest % (2 * sizeof(float)) != 0 || sha256(body) != bytes->substr(kMagic.size(), kDigestBytes))
        return std::nullopt;
    std::memcpy(&layout.divergence, body.data(), sizeof layout.divergence);
    layout.positions.resize(rest / sizeof(float));
    if (rest > 0) // of no points there is nothing to point at
        std::memcpy(layout.positions.data(), body.data() + sizeof layout.divergence, rest);
    return layout;
}

Result<void> writeLayout(const ProjectLayout &project, const std::string &key, const StoredLayout &layout)
{
    const fs::path folder = layoutFolder(project);
    if (auto made = makeFolder(folder); !made)
        return made;
    std::string body(reinterpret_cast<const char *>(&layout.divergence), sizeof layout.divergence);
    if (!layout.positions.empty())
        body.append(reinterpret_cast<const char *>(layout.positions.data()), layout.positions.size() * sizeof(float));
    std::string bytes(kMagic);
    bytes += sha256(body);
    bytes += body;
    if (auto written = writeFileAtomically(pathOf(project, key), std::string_view(bytes)); !written)
        return written;
    dropOldest(folder);
    return {};
}

} // namespace tandem
