#include "core/store/disk_use.h"

namespace tandem {

namespace fs = std::filesystem;

DiskUse diskUse(const ProjectLayout &project, const RunId &id)
{
    DiskUse use;
    const fs::path folder = project.run(id);
    const std::string database = project.runDatabase(id).filename().string();
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code ignored;
        const auto size = entry->is_regular_file(ignored) ? entry->file_size(ignored) : 0;
        if (ignored)
            continue;
        const fs::path parent = entry->path().parent_path();
        std::int64_t &kind = parent == project.checkpoints(id)                         ? use.checkpoints
                             : parent == project.embeddings(id)                        ? use.embeddings
                             : entry->path().filename().string().starts_with(database) ? use.measurements
                                                                                       : use.other;
        kind += static_cast<std::int64_t>(size);
    }
    return use;
}

} // namespace tandem
