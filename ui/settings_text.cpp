#include "ui/settings_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace tandem {

namespace {

QString translated(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Settings", text);
}

} // namespace

QString settingSection(const SettingField &field)
{
    return translated(field.section);
}

QString settingLabel(const SettingField &field)
{
    return translated(field.label);
}

QString settingHelp(const SettingField &field)
{
    return translated(field.help);
}

QString settingUnit(const SettingField &field)
{
    return translated(field.unit);
}

QString settingRange(const SettingField &field)
{
    if (field.kind != SettingKind::Integer && field.kind != SettingKind::Number)
        return {};
    const QLocale locale;
    const auto shown = [&](double value) { return locale.toString(value, 'g', QLocale::FloatingPointShortest); };
    return QCoreApplication::translate("Settings", "%1 to %2").arg(shown(field.minimum), shown(field.maximum));
}

} // namespace tandem
