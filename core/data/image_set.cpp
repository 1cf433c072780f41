#include "core/data/image_set.h"

#include "core/base/digest.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/data/cache_builder.h"
#include "core/data/cache_file.h"
#include "core/data/source.h"

#include <unistd.h>

#include <algorithm>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kCacheSuffix = ".images";

/// The start of the names of a dataset's caches. The path is in it besides the fingerprint, as two folders may agree in
/// names, sizes and times and yet hold other images (uncompressed images, times fixed by an archive).
std::string cachePrefix(const Source &source)
{
    return sha256(source.root.string()).substr(0, 16) + "-";
}

/// Caches of earlier states of the same folder serve nobody any more. Whoever has one mapped keeps it.
void removeOutdatedCaches(const fs::path &current, const std::string &prefix)
{
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(current.parent_path(), ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(kCacheSuffix) && entry.path() != current)
            fs::remove(entry.path(), ignored);
    }
}

/// True if a file that could not be read when the cache was made can be read now.
bool anyReturned(const ImageSet &cached)
{
    const std::vector<std::string> &names = filesThatMayReturn(cached);
    return std::any_of(names.begin(), names.end(), [&cached](const std::string &name) {
        return ::access((cached.source() / name).c_str(), R_OK) == 0;
    });
}

/// The cache if there is a good one, else null.
ImageSetPtr findCache(const fs::path &file, const Source &source)
{
    Result<ImageSetPtr> cached = openCache(file, source.fingerprint, source.root);
    if (cached && !anyReturned(**cached))
        return *cached;
    if (!cached && cached.error().code != ErrorCode::FileNotFound)
        log(LogLevel::Warning, "image cache is made again: " + describe(cached.error()));
    return nullptr;
}

} // namespace

Result<ImageSetPtr> openImages(const fs::path &path, const OpenImagesOptions &options, std::stop_token stop)
{
    const Result<std::unique_ptr<Source>> source = findSource(path, stop);
    if (!source)
        return source.error();
    if (*source == nullptr || stop.stop_requested())
        return ImageSetPtr();
    const fs::path folder = options.cacheFolder.empty() ? cacheFolder() / "images" : options.cacheFolder;
    const std::string prefix = cachePrefix(**source);
    const fs::path file = folder / (prefix + (*source)->fingerprint.substr(0, 32) + std::string(kCacheSuffix));
    if (ImageSetPtr cached = findCache(file, **source))
        return cached;

    if (Result<void> made = makeFolder(folder); !made)
        return made.error();
    removeUnfinishedCaches(folder);
    Result<ImageSetPtr> built = buildCache(**source, file, options.threads, options.progress, stop);
    if (built && *built != nullptr) {
        removeOutdatedCaches(file, prefix);
        for (const SkippedFile &skipped : (*built)->skipped())
            log(LogLevel::Warning, "left out of " + path.string() + ": " + skipped.name + ": " + skipped.reason);
    }
    return built;
}

Result<std::string> fingerprintOf(const fs::path &path)
{
    const Result<std::unique_ptr<Source>> source = findSource(path, {});
    if (!source)
        return source.error();
    return (*source)->fingerprint;
}

} // namespace tandem
