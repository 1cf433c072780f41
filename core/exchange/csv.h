#pragma once

#include "core/base/result.h"
#include "core/report/records.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tandem {

class RunReader;

/// A field of a comma-separated line (RFC 4180): quoted where it has to be.
[[nodiscard]] std::string csvField(std::string_view text);
/// The shortest decimal number that reads back as the same double, always with a point; "nan", "inf", "-inf".
[[nodiscard]] std::string numberField(double value);

/// First line of a file of points: run, name, series, step, epoch, wall_ms, value.
[[nodiscard]] std::string pointsCsvHeader();
/// One line of such a file. `stepsPerEpoch` 0: not known, the field stays empty.
void appendPointLine(std::string &csv, const RunId &run, std::string_view name, std::string_view series,
                     std::int64_t stepsPerEpoch, const SeriesPoint &point);

/// Takes a piece of a text that is written; its error ends the writing.
using TakeText = std::function<Result<void>(std::string_view)>;
/// All that a run, of which this is the summary, has measured, as such lines without the first one, piece by piece.
/// False: stopped between two pieces. Errors: those of the reader and of `take`.
[[nodiscard]] Result<bool> writePoints(RunReader &run, const RunSummary &summary, const TakeText &take,
                                       const std::stop_token &stop = {});

} // namespace tandem
