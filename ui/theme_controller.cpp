#include "ui/theme_controller.h"

#include "ui/theme.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QSettings>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace tandem {

namespace {

constexpr auto kKey = "view/theme";

} // namespace

QString themeWord(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

std::optional<ThemeChoice> themeFromWord(const QString &word)
{
    for (const ThemeChoice candidate : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        if (word == themeWord(candidate))
            return candidate;
    return std::nullopt;
}

ThemeController::ThemeController(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { apply(); });
#endif
    apply();
}

void ThemeController::setChoice(ThemeChoice choice, bool keep)
{
    if (keep)
        QSettings().setValue(QLatin1String(kKey), themeWord(choice));
    const bool changed = choice != m_choice;
    m_choice = choice;
    apply();
    if (changed)
        Q_EMIT choiceChanged(choice);
}

ThemeChoice ThemeController::remembered()
{
    return themeFromWord(QSettings().value(QLatin1String(kKey)).toString()).value_or(ThemeChoice::System);
}

bool ThemeController::eventFilter(QObject *watched, QEvent *event)
{
    // Before Qt 6.5 there is no signal: the desktop's change of theme reaches windows as this event.
    if (event->type() == QEvent::ThemeChange && !m_isApplying && m_choice == ThemeChoice::System)
        QMetaObject::invokeMethod(this, &ThemeController::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void ThemeController::apply()
{
    const QScopedValueRollback applying(m_isApplying, true);
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && desktopIsDark());
    const QPalette palette = paletteOf(dark ? darkColors() : lightColors());
    if (QApplication::palette() != palette)
        QApplication::setPalette(palette);
}

bool ThemeController::desktopIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // A palette that sets nothing uncovers the platform's own.
    QApplication::setPalette(QPalette());
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
#endif
}

} // namespace tandem
