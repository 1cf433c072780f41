#pragma once

#include <QObject>

#include <optional>

namespace tandem {

enum class ThemeChoice { System, Light, Dark };

[[nodiscard]] QString themeWord(ThemeChoice choice); // "system", "light", "dark"; in settings and on the command line
[[nodiscard]] std::optional<ThemeChoice> themeFromWord(const QString &word);

/// Gives the application its palette: light, dark, or what the desktop uses, and follows the desktop when that changes.
/// Made once by main, after the QApplication. GUI thread.
class ThemeController : public QObject {
    Q_OBJECT
public:
    explicit ThemeController(QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Applies a choice; remembers it for the next start if `keep`.
    void setChoice(ThemeChoice choice, bool keep = true);
    /// The choice of the last start; System at first.
    [[nodiscard]] static ThemeChoice remembered();

Q_SIGNALS:
    void choiceChanged(tandem::ThemeChoice choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    [[nodiscard]] static bool desktopIsDark();

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_isApplying = false;
};

} // namespace tandem
