#include "core/exchange/csv.h"

#include "core/store/run_reader.h"

#include <charconv>
#include <cmath>

namespace tandem {

namespace {

constexpr std::size_t kPiece = 1 << 16; // bytes; milliseconds of work

}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string numberField(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

std::string pointsCsvHeader()
{
    return "run,name,series,step,epoch,wall_ms,value\n";
}

void appendPointLine(std::string &csv, const RunId &run, std::string_view name, std::string_view series,
                     std::int64_t stepsPerEpoch, const SeriesPoint &point)
{
    csv += run.toString();
    csv += ',';
    csv += csvField(name);
    csv += ',';
    csv += csvField(series);
    csv += ',';
    csv += std::to_string(point.step);
    csv += ',';
    if (stepsPerEpoch > 0)
        csv += numberField(static_cast<double>(point.step) / static_cast<double>(stepsPerEpoch));
    csv += ',';
    csv += std::to_string(point.wallMs);
    csv += ',';
    csv += numberField(point.value);
    csv += '\n';
}

Result<bool> writePoints(RunReader &run, const RunSummary &summary, const TakeText &take, const std::stop_token &stop)
{
    const auto plan = run.plan();
    if (!plan)
        return plan.error();
    const auto infos = run.seriesInfo();
    if (!infos)
        return infos.error();
    std::string lines;
    for (const SeriesInfo &info : *infos) {
        if (stop.stop_requested())
            return false;
        const auto points = run.points(info.name);
        if (!points)
            return points.error();
        for (const SeriesPoint &point : *points) {
            appendPointLine(lines, summary.id, summary.name, info.name, plan->stepsPerEpoch, point);
            if (lines.size() < kPiece)
                continue;
            if (stop.stop_requested())
                return false;
            if (auto taken = take(lines); !taken)
                return taken.error();
            lines.clear();
        }
    }
    if (auto taken = take(lines); !taken)
        return taken.error();
    return true;
}

} // namespace tandem
