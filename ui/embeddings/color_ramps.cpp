#include "ui/embeddings/color_ramps.h"

#include "ui/theme.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace tandem {

namespace {

// Colors at even distances along the published maps.
constexpr std::array<QRgb, 11> kViridis = {0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21908d,
                                           0x22a884, 0x42be71, 0x7ad151, 0xbddf26, 0xfde725};
constexpr std::array<QRgb, 10> kCividis = {0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173,
                                           0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46};

QRgb along(std::span<const QRgb> stops, double t)
{
    const double place = std::clamp(t, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    return mixed(QColor::fromRgb(stops[low]), QColor::fromRgb(stops[low + 1]), place - static_cast<double>(low)).rgb();
}

} // namespace

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

ColorRamp colorRamp(RampKind kind, const ThemeColors &colors, bool reversed)
{
    ColorRamp ramp;
    const std::array<QRgb, 3> diverging = {colors.series[0].rgb(), otherColor(colors).rgb(), colors.series[1].rgb()};
    // Of the sequential maps, the part that is nearest to the surface is left out.
    const double first = colors.dark ? 0.2 : 0, last = colors.dark ? 1 : 0.88;
    for (std::size_t i = 0; i < kRampSteps; ++i) {
        double t = static_cast<double>(i) / (kRampSteps - 1);
        if (reversed)
            t = 1 - t;
        if (kind == RampKind::Diverging) {
            ramp[i] = along(diverging, t);
            continue;
        }
        if (!colors.dark)
            t = 1 - t;
        t = first + t * (last - first);
        ramp[i] = kind == RampKind::Viridis ? along(kViridis, t) : along(kCividis, t);
    }
    return ramp;
}

QColor categoryColor(int look, const ThemeColors &colors)
{
    const QColor hue = seriesColor(static_cast<std::size_t>(look), colors);
    const QColor far = colors.dark ? QColor(Qt::white) : QColor(Qt::black);
    switch (look / 8) {
    case 0:
        return hue;
    case 1:
        return mixed(hue, far, 0.42);
    default:
        return mixed(hue, colors.mutedText, 0.5);
    }
}

QColor otherColor(const ThemeColors &colors)
{
    return mixed(colors.control, colors.surface, 0.15);
}

QColor missingColor(const ThemeColors &colors)
{
    return colors.control;
}

} // namespace tandem
