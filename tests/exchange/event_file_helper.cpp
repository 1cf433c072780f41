#include "core/base/files.h"
#include "core/exchange/event_files.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <span>
#include <string_view>

// event_file_helper write FILE: an event file of every kind of record. event_file_helper read FILE: what is in one, a
// scalar a line. For the comparison with other readers and writers.

using namespace tandem;

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    if (std::string_view(argv[1]) == "write") {
        EventFileWriter writer(1'700'000'000'250);
        writer.addText("settings/text_summary", 1'700'000'000'250, "| τ | 0.5 |");
        for (std::int64_t step = 1; step <= 300; ++step)
            writer.addScalar("loss", {step, 1'700'000'000'000 + step * 40, 5.0 / static_cast<double>(step)});
        writer.addScalar("loss", {301, 1'700'000'100'000, std::numeric_limits<double>::quiet_NaN()});
        writer.addScalar("far", {5'000'000'000, 1'700'000'100'000, -std::numeric_limits<double>::infinity()});
        writer.addHistogram("similarity", 50, 1'700'000'200'000, -1, 1, {0.125F, 0.25F, 0.5F, 0.125F});
        return writeFileAtomically(argv[2], std::as_bytes(std::span(writer.bytes()))) ? 0 : 1;
    }
    const auto file = readEventFile(argv[2]);
    if (!file) {
        std::fprintf(stderr, "%s\n", describe(file.error()).c_str());
        return 1;
    }
    for (const auto &[tag, points] : file->scalars)
        for (const SeriesPoint &point : points)
            std::printf("%s %lld %lld %.17g\n", tag.c_str(), static_cast<long long>(point.step),
                        static_cast<long long>(point.wallMs), point.value);
    return 0;
}
