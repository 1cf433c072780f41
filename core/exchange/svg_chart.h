#pragma once

#include "core/report/records.h"

#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// A curve for a page: drawn as SVG whose colours are CSS variables of the page (--line, --faint, --grid, --text,
/// --warn), so that it follows light and dark. Internal to core/exchange.
struct SvgChart {
    std::string title, unit;
    std::vector<SeriesPoint> points;
    bool percent = false;
    bool dots = false;   // few points: one each
    bool smooth = false; // a debiased moving average over the faint measured curve
    std::optional<double> reference;
    std::string referenceText;
    std::vector<std::int64_t> marks; // steps of dotted lines: resumes
    std::int64_t stepsPerEpoch = 0;  // > 0: the axis counts epochs
};
[[nodiscard]] std::string svgOf(const SvgChart &chart);

/// Bars of equal bins over [-1, 1].
[[nodiscard]] std::string svgHistogram(const std::string &title, const std::vector<float> &shares);

/// Text within HTML and SVG, also within quotes.
[[nodiscard]] std::string htmlText(std::string_view text);
/// Four digits, trailing zeros cut; "not a number", "infinite".
[[nodiscard]] std::string shortNumber(double value);

} // namespace tandem
