#pragma once

class QCoreApplication;
class QLocale;

namespace tandem {

/// Installs the program's and Qt's own texts in the language of `locale`; English plurals where there is none.
/// The translators belong to the application.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace tandem
