#include "core/exchange/csv.h"

#include <charconv>
#include <cmath>

namespace tandem {

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

} // namespace tandem
