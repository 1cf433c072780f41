#include "core/store/embedding_files.h"

#include "core/base/files.h"
#include "core/store/embedding_format.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMostKept = 200;
constexpr std::string_view kSuffix = ".emb";

/// None where it is no embedding of this format, or is gone again.
std::optional<EmbeddingInfo> infoOf(const fs::path &path)
{
    char bytes[store::kEmbeddingHeaderBytes];
    std::ifstream file(path, std::ios::binary);
    if (!file.read(bytes, sizeof bytes))
        return std::nullopt;
    auto info = store::embeddingHeader({bytes, sizeof bytes});
    std::error_code failure;
    const auto size = fs::file_size(path, failure);
    if (!info || failure)
        return std::nullopt;
    info->bytes = static_cast<std::int64_t>(size);
    return info;
}

Result<std::vector<EmbeddingInfo>> listFolder(const fs::path &folder)
{
    std::vector<EmbeddingInfo> all;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        if (entry->path().extension() == kSuffix)
            if (const auto info = infoOf(entry->path()))
                all.push_back(*info);
    if (failure && failure != std::errc::no_such_file_or_directory)
        return fileError(ErrorCode::FileUnreadable, folder.string(), failure.value());
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.step < b.step; });
    return all;
}

/// The least power of two for which at most kMostKept of the ordinals 0 … newest are its multiples.
std::int64_t strideOf(std::int64_t newest)
{
    std::int64_t stride = 1;
    while (newest / stride + 1 > kMostKept)
        stride *= 2;
    return stride;
}

void thinOut(const fs::path &folder, std::int64_t newest)
{
    const std::int64_t stride = strideOf(newest);
    if (stride == 1)
        return;
    const auto all = listFolder(folder);
    if (!all)
        return; // the next evaluation tries again
    std::error_code ignored;
    for (const EmbeddingInfo &info : *all)
        if (info.ordinal % stride != 0 && info.ordinal < newest)
            fs::remove(folder / store::embeddingFileName(info.step), ignored);
}

} // namespace

Result<std::vector<EmbeddingInfo>> listEmbeddings(const ProjectLayout &project, const RunId &id)
{
    return listFolder(project.embeddings(id));
}

Result<EmbeddingRecord> readEmbedding(const ProjectLayout &project, const RunId &id, std::int64_t step)
{
    const fs::path path = project.embeddings(id) / store::embeddingFileName(step);
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    return store::unpackEmbedding(*bytes, path.string());
}

namespace store {

std::string embeddingFileName(std::int64_t step)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%012lld", static_cast<long long>(step));
    return std::string(buffer).append(kSuffix);
}

Result<void> writeEmbeddingFile(const fs::path &folder, const EmbeddingRecord &record)
{
    if (auto made = makeFolder(folder); !made)
        return made;
    if (auto written = writeFileAtomically(folder / embeddingFileName(record.step), packEmbedding(record)); !written)
        return written;
    thinOut(folder, record.ordinal);
    return {};
}

void dropEmbeddingsAfter(const fs::path &folder, std::int64_t step)
{
    const std::string last = embeddingFileName(step); // names sort as their steps do
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.size() != last.size() || name > last)
            fs::remove(entry.path(), ignored);
    }
}

} // namespace store

} // namespace tandem
