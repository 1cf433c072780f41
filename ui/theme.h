#pragma once

#include "core/report/records.h"

#include <QColor>
#include <QPalette>

#include <array>

class QFont;

namespace tandem {

/// The colours of the window, by what they are for. Pairs that meet on the screen keep 4.5:1 for text and 3:1 for
/// graphics (tst_theme checks them). A widget takes them from its palette, colorsFor(palette()), when it paints, and
/// again on QEvent::PaletteChange where it stores them: nobody else needs telling that the theme changed.
struct ThemeColors {
    bool dark;
    QColor window;       // behind everything
    QColor surface;      // lists, fields, charts, cards
    QColor sunken;       // wells: picture grid, unfilled part of a progress bar
    QColor rail;         // mode bar
    QColor border;       // hairlines that only group (no contrast promised)
    QColor control;      // outlines of things to press or fill; 3:1 on window and surface
    QColor text;         // 4.5:1 on all of the above
    QColor mutedText;    // secondary text; still 4.5:1
    QColor disabledText; // of controls that cannot be used
    QColor accent;       // the one accent: primary button, focus ring, selection mark; 3:1
    QColor onAccent;     // text on accent
    QColor accentSoft;   // background of the selected row; text keeps 4.5:1 on it
    QColor hover;        // background under the mouse
    QColor accentText;   // links and accented words; 4.5:1 on window and surface
    QColor good;         // 3:1 graphics and 4.5:1 text, as the next three
    QColor warning;
    QColor bad;
    QColor idle;        // waiting, not begun, stopped
    QColor warningSoft; // message backgrounds; text keeps 4.5:1 on them
    QColor badSoft;
    QColor goodSoft;
    QColor chartGrid;             // faint
    QColor chartAxis;             // 3:1 on surface
    std::array<QColor, 8> series; // Okabe-Ito, each shifted in lightness until it has 3:1 on surface
};

[[nodiscard]] const ThemeColors &lightColors();
[[nodiscard]] const ThemeColors &darkColors();
/// Light or dark, by the lightness of the palette's window colour.
[[nodiscard]] const ThemeColors &colorsFor(const QPalette &palette);
[[nodiscard]] QPalette paletteOf(const ThemeColors &colors);

/// Colour of a run's state, for a dot, a bar or a word beside it. Never the only sign: the word stands with it.
[[nodiscard]] QColor stateColor(RunState state, const ThemeColors &colors);
/// Colour of the n-th series; repeats after eight (then vary the pen as well).
[[nodiscard]] QColor seriesColor(std::size_t index, const ThemeColors &colors);

/// Viridis, t in [0, 1]: even steps look even, in gray and without color vision, too.
[[nodiscard]] QColor viridis(double t);

/// WCAG contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

/// Distances on the 4/8 px grid, in device-independent pixels.
namespace space {
inline constexpr int kHair = 2;
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kHuge = 24;
inline constexpr int kRadius = 4; // corners
} // namespace space

/// Fonts relative to the application's: titles of pages and of sections, small captions, and digits of equal width.
[[nodiscard]] QFont pageTitleFont();
[[nodiscard]] QFont sectionFont();
[[nodiscard]] QFont captionFont();
[[nodiscard]] QFont numberFont();

} // namespace tandem
