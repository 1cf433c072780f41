#pragma once

#include "core/base/result.h"
#include "core/report/records.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

// TensorBoard's event files: records of length, checksum (masked CRC-32C), bytes, checksum; each a protocol buffer
// "Event" with wall time, step and summary.

/// Builds the bytes of an event file. Values are 32-bit floats there.
class EventFileWriter {
public:
    /// Begins with the version that readers expect. `wallMs`: of the first record.
    explicit EventFileWriter(std::int64_t wallMs);

    void addScalar(std::string_view tag, const SeriesPoint &point);
    /// `weights` of equal bins over [low, high].
    void addHistogram(std::string_view tag, std::int64_t step, std::int64_t wallMs, double low, double high,
                      const std::vector<float> &weights);
    /// Markdown for the text page.
    void addText(std::string_view tag, std::int64_t wallMs, std::string_view markdown);
    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

private:
    void addRecord(std::string_view data);
    std::string m_bytes;
};

/// The scalars of an event file, by tag, in the order in which they stand there.
struct EventFile {
    std::map<std::string, std::vector<SeriesPoint>> scalars;
    std::size_t records = 0;
    bool isCutOff = false; // the last record is not whole: its writer was killed, or still writes
};
/// Scalars may be simple values or tensors of one number. Errors: FileNotFound, FileUnreadable, FileCorrupt (a checksum
/// does not hold, or the file is none of these).
[[nodiscard]] Result<EventFile> readEventFile(const std::filesystem::path &path);

} // namespace tandem
