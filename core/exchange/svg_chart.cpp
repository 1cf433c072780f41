#include "core/exchange/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <limits>

namespace tandem {

namespace {

constexpr int kWidth = 460, kHeight = 200, kLeft = 54, kRight = 10, kTop = 8, kBottom = 28;
constexpr int kColumns = kWidth - kLeft - kRight;

[[gnu::format(printf, 1, 2)]] std::string print(const char *pattern, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, pattern);
    const int length = std::vsnprintf(text, sizeof text, pattern, arguments);
    va_end(arguments);
    return {text, static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(sizeof text) - 1))};
}

struct Frame {
    double fromX = 0, toX = 1, fromY = 0, toY = 1;
    [[nodiscard]] double x(double value) const { return kLeft + (value - fromX) / (toX - fromX) * kColumns; }
    [[nodiscard]] double y(double value) const
    {
        return kHeight - kBottom - (value - fromY) / (toY - fromY) * (kHeight - kTop - kBottom);
    }
};

/// Round steps of 1, 2 or 5.
std::vector<double> ticks(double from, double to, int about)
{
    const double rough = (to - from) / about;
    const double decade = std::pow(10, std::floor(std::log10(rough)));
    const double mantissa = rough / decade;
    const double step = decade * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
    std::vector<double> places;
    for (double tick = std::ceil(from / step) * step; tick <= to + 1e-9 * step; tick += step)
        places.push_back(std::abs(tick) < 1e-6 * step ? 0 : tick);
    return places;
}

Frame frameOf(const SvgChart &chart)
{
    Frame frame;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const SeriesPoint &point : chart.points)
        if (std::isfinite(point.value)) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
    if (low > high)
        low = 0, high = 1;
    if (chart.reference) {
        const double reach = std::max(high - low, 0.25 * std::abs(*chart.reference));
        if (*chart.reference > low - reach && *chart.reference < high + reach) {
            low = std::min(low, *chart.reference);
            high = std::max(high, *chart.reference);
        }
    }
    double span = high - low;
    if (span <= 1e-12 * std::max(std::abs(low), std::abs(high)))
        span = std::max(std::abs(high) * 0.2, 1e-6);
    frame.fromY = low - 0.06 * span;
    frame.toY = high + 0.1 * span;
    frame.toX = static_cast<double>(std::max<std::int64_t>(chart.points.back().step, 2));
    return frame;
}

/// The polyline of all points, to the pixel: of each pixel column first, lowest, highest and last.
template <class Value> std::string pathOf(const SvgChart &chart, const Frame &frame, Value value)
{
    std::string path;
    bool isBroken = true;
    const auto add = [&](double x, double y) {
        path += print("%c%.1f %.1f", isBroken ? 'M' : 'L', x, frame.y(y));
        isBroken = false;
    };
    for (std::size_t i = 0; i < chart.points.size();) {
        const double x = frame.x(static_cast<double>(chart.points[i].step));
        const double column = std::floor(x);
        double first = 0, last = 0, low = std::numeric_limits<double>::infinity(), high = -low;
        std::size_t finite = 0, count = 0;
        for (; i < chart.points.size() && std::floor(frame.x(static_cast<double>(chart.points[i].step))) == column;
             ++i, ++count) {
            const double y = value(i);
            if (!std::isfinite(y))
                continue;
            first = finite == 0 ? y : first;
            last = y;
            low = std::min(low, y);
            high = std::max(high, y);
            ++finite;
        }
        if (finite == 0) {
            isBroken = true;
            continue;
        }
        add(x, first);
        if (low < std::min(first, last))
            add(x + 0.3, low);
        if (high > std::max(first, last))
            add(x + 0.6, high);
        if (finite > 1)
            add(count > 1 ? column + 0.9 : x, last);
    }
    return path;
}

std::string axes(const SvgChart &chart, const Frame &frame)
{
    std::string svg;
    const double perUnit = chart.stepsPerEpoch > 0 ? static_cast<double>(chart.stepsPerEpoch) : 1;
    for (const double tick : ticks(frame.fromY, frame.toY, 4)) {
        const double y = frame.y(tick);
        svg += print("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='var(--grid)'/>", kLeft, kWidth - kRight, y, y);
        svg += print("<text x='%d' y='%.1f' text-anchor='end'>%s</text>", kLeft - 6, y + 4,
                     (chart.percent ? shortNumber(tick * 100) + " %" : shortNumber(tick)).c_str());
    }
    for (const double tick : ticks(frame.fromX / perUnit, frame.toX / perUnit, 5))
        svg += print("<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", frame.x(tick * perUnit), kHeight - 14,
                     shortNumber(tick).c_str());
    svg += print("<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='var(--text)'/>", kLeft, kWidth - kRight,
                 kHeight - kBottom, kHeight - kBottom);
    svg += print("<text x='%d' y='%d' text-anchor='end'>%s</text>", kWidth - kRight, kHeight - 2,
                 chart.stepsPerEpoch > 0 ? "epoch" : "step");
    return svg;
}

std::string curves(const SvgChart &chart, const Frame &frame)
{
    std::string svg;
    const auto raw = [&chart](std::size_t i) { return chart.points[i].value; };
    const bool smooth = chart.smooth && chart.points.size() > 20;
    svg += "<path fill='none' stroke='var(" + std::string(smooth ? "--faint" : "--line") + ")' stroke-width='" +
           (chart.dots ? "1.6" : "1") + "' d='" + pathOf(chart, frame, raw) + "'/>";
    if (smooth) {
        std::vector<double> averaged;
        double sum = 0, weight = 1;
        constexpr double kWeight = 0.9;
        for (const SeriesPoint &point : chart.points) {
            if (!std::isfinite(point.value)) {
                averaged.push_back(point.value);
                continue;
            }
            sum = kWeight * sum + (1 - kWeight) * point.value;
            weight *= kWeight;
            averaged.push_back(sum / (1 - weight));
        }
        svg += "<path fill='none' stroke='var(--line)' stroke-width='1.6' d='" +
               pathOf(chart, frame, [&averaged](std::size_t i) { return averaged[i]; }) + "'/>";
    }
    int crosses = 0;
    for (const SeriesPoint &point : chart.points) {
        const double x = frame.x(static_cast<double>(point.step));
        if (std::isfinite(point.value) && chart.dots && chart.points.size() <= 400)
            svg += print("<circle cx='%.1f' cy='%.1f' r='2.5' fill='var(--line)'/>", x, frame.y(point.value));
        if (!std::isfinite(point.value) && crosses++ < 200)
            svg += print("<path stroke='var(--warn)' stroke-width='2' d='M%.1f %dl6 6m0 -6l-6 6'/>", x - 3,
                         kHeight - kBottom - 9);
    }
    return svg;
}

std::string begin(const std::string &title, int width, int height)
{
    return print("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img' aria-label='", width, height) +
           htmlText(title) + "'><title>" + htmlText(title) + "</title>";
}

} // namespace

std::string htmlText(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string shortNumber(double value)
{
    if (std::isnan(value))
        return "not a number";
    if (std::isinf(value))
        return value > 0 ? "infinite" : "−infinite";
    return std::abs(value) >= 1e4 && std::abs(value) < 1e15 && value == std::floor(value) ? print("%.0f", value)
                                                                                          : print("%.4g", value);
}

std::string svgOf(const SvgChart &chart)
{
    std::string svg = begin(chart.title, kWidth, kHeight);
    if (chart.points.empty())
        return svg + print("<text x='%d' y='%d' text-anchor='middle'>Nothing was measured.</text></svg>", kWidth / 2,
                           kHeight / 2);
    const Frame frame = frameOf(chart);
    svg += axes(chart, frame);
    for (const std::int64_t step : chart.marks)
        svg += print("<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='var(--warn)' stroke-dasharray='1 3'/>",
                     frame.x(static_cast<double>(step) + 0.5), frame.x(static_cast<double>(step) + 0.5), kTop,
                     kHeight - kBottom);
    if (chart.reference && *chart.reference > frame.fromY && *chart.reference < frame.toY) {
        const double y = frame.y(*chart.reference);
        svg += print("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='var(--text)' stroke-dasharray='6 4'/>", kLeft,
                     kWidth - kRight, y, y);
        svg += print("<text x='%d' y='%.1f' text-anchor='end'>", kWidth - kRight - 2, y - 4) +
               htmlText(chart.referenceText) + "</text>";
    }
    return svg + curves(chart, frame) + "</svg>";
}

std::string svgHistogram(const std::string &title, const std::vector<float> &shares)
{
    std::string svg = begin(title, kWidth, kHeight);
    const float most = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
    const double width = static_cast<double>(kColumns) / static_cast<double>(std::max<std::size_t>(shares.size(), 1));
    for (std::size_t i = 0; most > 0 && i < shares.size(); ++i) {
        const double height = shares[i] / most * (kHeight - kTop - kBottom);
        svg += print("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='var(--line)'/>",
                     kLeft + width * static_cast<double>(i), kHeight - kBottom - height, std::max(0.5, width - 0.5),
                     height);
    }
    for (const double tick : {-1.0, -0.5, 0.0, 0.5, 1.0})
        svg += print("<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", kLeft + (tick + 1) / 2 * kColumns,
                     kHeight - 14, shortNumber(tick).c_str());
    svg += print("<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='var(--text)'/>", kLeft, kWidth - kRight,
                 kHeight - kBottom, kHeight - kBottom);
    svg += print("<text x='%d' y='%d' text-anchor='end'>cosine</text>", kWidth - kRight, kHeight - 2);
    return svg + "</svg>";
}

} // namespace tandem
