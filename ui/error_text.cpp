#include "ui/error_text.h"

#include <QCoreApplication>

namespace tandem {

QString errorText(const Error &error)
{
    const QString sentence = QCoreApplication::translate("Error", errorTemplate(error.code));
    // Filled by our own function, not by QString::arg: arguments may hold "%1" themselves (a path, for one).
    return QString::fromStdString(fillTemplate(sentence.toStdString(), error.arguments));
}

} // namespace tandem
