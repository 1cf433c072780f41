#include "ui/theme.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

double linearised(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linearised(color.redF()) + 0.7152 * linearised(color.greenF()) + 0.0722 * linearised(color.blueF());
}

QFont scaledFont(double factor, QFont::Weight weight)
{
    QFont font = QGuiApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
    font.setWeight(weight);
    return font;
}

} // namespace

const ThemeColors &lightColors()
{
    static const ThemeColors colors{
        .dark = false,
        .window = rgb(0xf6f7f9),
        .surface = rgb(0xffffff),
        .sunken = rgb(0xeceef2),
        .rail = rgb(0xebedf1),
        .border = rgb(0xd9dce2),
        .control = rgb(0x7d8492),
        .text = rgb(0x1b1f27),
        .mutedText = rgb(0x545c6b),
        .disabledText = rgb(0x8c93a0),
        .accent = rgb(0x2f5fd0),
        .onAccent = rgb(0xffffff),
        .accentSoft = rgb(0xdce6fb),
        .hover = rgb(0xe4e7ed),
        .accentText = rgb(0x2453bf),
        .good = rgb(0x17703f),
        .warning = rgb(0x8a5600),
        .bad = rgb(0xb62d24),
        .idle = rgb(0x5f6775),
        .warningSoft = rgb(0xfdf0d5),
        .badSoft = rgb(0xfde5e2),
        .goodSoft = rgb(0xdff3e7),
        .chartGrid = rgb(0xe7e9ee),
        .chartAxis = rgb(0x7d8492),
        .series = {rgb(0x0072b2), rgb(0xd55e00), rgb(0x008f68), rgb(0xbf6594), rgb(0xb27b00), rgb(0x2f93cb),
                   rgb(0x8f8700), rgb(0x4d535e)},
    };
    return colors;
}

const ThemeColors &darkColors()
{
    static const ThemeColors colors{
        .dark = true,
        .window = rgb(0x1f2227),
        .surface = rgb(0x262a30),
        .sunken = rgb(0x181b1f),
        .rail = rgb(0x1a1d21),
        .border = rgb(0x383d46),
        .control = rgb(0x808896),
        .text = rgb(0xe6e9ee),
        .mutedText = rgb(0xa9b1be),
        .disabledText = rgb(0x6c7380),
        .accent = rgb(0x5b8def),
        .onAccent = rgb(0x0d1420),
        .accentSoft = rgb(0x2b3d61),
        .hover = rgb(0x30353d),
        .accentText = rgb(0x8fb4f9),
        .good = rgb(0x5bc48a),
        .warning = rgb(0xe5b04a),
        .bad = rgb(0xf6918a),
        .idle = rgb(0xa4acb9),
        .warningSoft = rgb(0x3f3420),
        .badSoft = rgb(0x472a28),
        .goodSoft = rgb(0x1f3a2c),
        .chartGrid = rgb(0x323740),
        .chartAxis = rgb(0x808896),
        .series = {rgb(0x3f9fe0), rgb(0xec7a2a), rgb(0x1fb98c), rgb(0xd98bb6), rgb(0xe69f00), rgb(0x7cc8f2),
                   rgb(0xf0e442), rgb(0xc3c9d3)},
    };
    return colors;
}

const ThemeColors &colorsFor(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkColors() : lightColors();
}

QPalette paletteOf(const ThemeColors &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color, const QColor &disabled) {
        palette.setColor(QPalette::Active, role, color);
        palette.setColor(QPalette::Inactive, role, color);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, c.window, c.window);
    set(QPalette::WindowText, c.text, c.disabledText);
    set(QPalette::Base, c.surface, c.window);
    set(QPalette::AlternateBase, c.window, c.window);
    set(QPalette::Text, c.text, c.disabledText);
    set(QPalette::PlaceholderText, c.mutedText, c.disabledText);
    set(QPalette::Button, c.surface, c.window);
    set(QPalette::ButtonText, c.text, c.disabledText);
    set(QPalette::BrightText, c.bad, c.disabledText);
    set(QPalette::Highlight, c.accent, c.disabledText);
    set(QPalette::HighlightedText, c.onAccent, c.window);
    set(QPalette::Link, c.accentText, c.disabledText);
    set(QPalette::LinkVisited, c.accentText, c.disabledText);
    set(QPalette::ToolTipBase, c.dark ? c.hover : c.text, c.window);
    set(QPalette::ToolTipText, c.dark ? c.text : c.surface, c.disabledText);
    set(QPalette::Light, c.surface, c.surface);
    set(QPalette::Midlight, c.hover, c.hover);
    set(QPalette::Mid, c.border, c.border);
    set(QPalette::Dark, c.control, c.border);
    set(QPalette::Shadow, c.dark ? QColor(0, 0, 0) : c.control, c.border);
    return palette;
}

QColor stateColor(RunState state, const ThemeColors &colors)
{
    switch (state) {
    case RunState::Running:
        return colors.accentText;
    case RunState::Done:
        return colors.good;
    case RunState::Failed:
    case RunState::Lost:
        return colors.bad;
    case RunState::Starting:
    case RunState::Stopping:
        return colors.warning;
    case RunState::Queued:
    case RunState::Stopped:
        return colors.idle;
    }
    return colors.idle;
}

QColor seriesColor(std::size_t index, const ThemeColors &colors)
{
    return colors.series[index % colors.series.size()];
}

QColor viridis(double t)
{
    // Ten anchors of matplotlib's map; between them a straight line in sRGB is off by less than the eye sees.
    constexpr std::array<QRgb, 10> kAnchors{0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e,
                                            0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};
    const double place = std::clamp(std::isfinite(t) ? t : 0.0, 0.0, 1.0) * (kAnchors.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), kAnchors.size() - 2);
    const double share = place - static_cast<double>(below);
    const QColor a(kAnchors[below]);
    const QColor b(kAnchors[below + 1]);
    const auto mixed = [share](int from, int to) { return static_cast<int>(std::lround(from + share * (to - from))); };
    return {mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue())};
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QFont pageTitleFont()
{
    return scaledFont(1.45, QFont::DemiBold);
}

QFont sectionFont()
{
    return scaledFont(1.0, QFont::DemiBold);
}

QFont captionFont()
{
    return scaledFont(0.9, QFont::Normal);
}

QFont numberFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

} // namespace tandem
