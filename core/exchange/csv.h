#pragma once

#include "core/report/records.h"

#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// A field of a comma-separated line (RFC 4180): quoted where it has to be.
[[nodiscard]] std::string csvField(std::string_view text);
/// The shortest decimal number that reads back as the same double, always with a point; "nan", "inf", "-inf".
[[nodiscard]] std::string numberField(double value);

/// First line of a file of points: run, name, series, step, epoch, wall_ms, value.
[[nodiscard]] std::string pointsCsvHeader();
/// One line of such a file. `stepsPerEpoch` 0: not known, the field stays empty.
void appendPointLine(std::string &csv, const RunId &run, std::string_view name, std::string_view series,
                     std::int64_t stepsPerEpoch, const SeriesPoint &point);

} // namespace tandem
