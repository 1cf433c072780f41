#include "core/store/checkpoint_files.h"

#include "core/base/digest.h"
#include "core/base/files.h"

#include <algorithm>
#include <cstdio>

namespace tandem::store {

namespace fs = std::filesystem;

namespace {

std::string fileName(std::int64_t step, int attempt)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, attempt == 1 ? "step-%09lld.ckpt" : "step-%09lld-%d.ckpt",
                  static_cast<long long>(step), attempt);
    return buffer;
}

std::string digestOf(std::span<const std::byte> bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

} // namespace

Result<CheckpointRow> writeCheckpointFile(const fs::path &folder, const CheckpointRecord &record)
{
    if (auto made = makeFolder(folder); !made)
        return made.error();
    CheckpointRow row;
    row.info = {record.epoch,           record.step,
                wallClockMs(),          {},
                digestOf(record.bytes), static_cast<std::int64_t>(record.bytes.size())};
    row.knnAccuracy = record.knnAccuracy;
    for (int attempt = 1;; ++attempt) {
        row.info.path = fileName(record.step, attempt);
        const fs::path path = folder / row.info.path;
        std::error_code ignored;
        if (!fs::exists(path, ignored)) {
            if (auto written = writeFileAtomically(path, record.bytes); !written)
                return written.error();
            return row;
        }
        if (const auto present = readFile(path); present && sha256(*present) == row.info.sha256)
            return row;
    }
}

void removeOtherCheckpoints(const fs::path &folder, const std::vector<CheckpointRow> &kept)
{
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(folder, ignored)) {
        const bool isKept = std::any_of(kept.begin(), kept.end(), [&](const CheckpointRow &row) {
            return row.info.path == entry.path().filename();
        });
        if (!isKept)
            fs::remove(entry.path(), ignored);
    }
}

} // namespace tandem::store
