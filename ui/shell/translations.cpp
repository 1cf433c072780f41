#include "ui/shell/translations.h"

#include "ui/icons.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace tandem {

namespace {

bool install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder) && application.installTranslator(translator))
        return true;
    delete translator;
    return false;
}

} // namespace

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    initialiseResources();
    install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English is asked for last: its file holds the plural forms alone.
    if (!install(application, locale, QStringLiteral("tandem"), QStringLiteral(":/tandem/i18n")))
        install(application, QLocale(QLocale::English), QStringLiteral("tandem"), QStringLiteral(":/tandem/i18n"));
}

} // namespace tandem
