#include "tests/ui/ui_testing.h"
#include "ui/error_text.h"
#include "ui/settings_text.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace tandem;

namespace {

struct Entry {
    QString context, source, type;
    QStringList translations; // one, or a form per number
};

QList<Entry> readEntries(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&source);
    QList<Entry> entries;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            entries.append({context, {}, {}, {}});
        } else if (xml.name() == QLatin1String("source")) {
            entries.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            entries.last().type = xml.attributes().value(QLatin1String("type")).toString();
            entries.last().translations = {xml.readElementText(QXmlStreamReader::IncludeChildElements)};
        }
    }
    return entries;
}

/// "%1", "%2", "%n" … that a text holds, each once.
QStringList places(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%(L?[1-9n])"));
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured(0));
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsUnfinished_data();
    void nothingIsUnfinished();
    void placesSurvive();
    void englishHasPlurals();
    void germanSpeaks();
};

void TranslationsTest::nothingIsUnfinished_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("German") << QStringLiteral(TANDEM_TRANSLATIONS "/tandem_de.ts");
    QTest::newRow("English") << QStringLiteral(TANDEM_TRANSLATIONS "/tandem_en.ts");
}

void TranslationsTest::nothingIsUnfinished()
{
    QFETCH(QString, file);
    const QList<Entry> entries = readEntries(file);
    QVERIFY(!entries.isEmpty());
    for (const Entry &entry : entries) {
        QVERIFY2(entry.type.isEmpty(), qPrintable(entry.context + QStringLiteral(": ") + entry.source));
        QVERIFY2(!entry.translations.join(QString()).trimmed().isEmpty(), qPrintable(entry.source));
    }
}

void TranslationsTest::placesSurvive()
{
    for (const Entry &entry : readEntries(QStringLiteral(TANDEM_TRANSLATIONS "/tandem_de.ts")))
        QVERIFY2(places(entry.source) == places(entry.translations.join(QLatin1Char(' '))), qPrintable(entry.source));
}

void TranslationsTest::englishHasPlurals()
{
    installTranslations(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(QCoreApplication::translate("tandem::DatasetView", "%Ln image(s)", nullptr, 1), QStringLiteral("1 image"));
    QCOMPARE(QCoreApplication::translate("tandem::DatasetView", "%Ln image(s)", nullptr, 2),
             QStringLiteral("2 images"));
}

void TranslationsTest::germanSpeaks()
{
    installTranslations(*qApp, QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(QCoreApplication::translate("tandem::DatasetView", "%Ln image(s)", nullptr, 2),
             QStringLiteral("2 Bilder"));
    QCOMPARE(errorText({ErrorCode::FileNotFound, {"/x"}, {}}),
             QStringLiteral("An der Stelle /x ist nichts. Prüfen Sie den Pfad."));
    QCOMPARE(settingLabel(*findSetting("train.batch_size")), QStringLiteral("Batchgröße"));
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    TranslationsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_translations.moc"
