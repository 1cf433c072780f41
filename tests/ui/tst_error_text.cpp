#include "ui/error_text.h"
#include "ui/settings_text.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace tandem;

namespace {

constexpr auto kLastCode = static_cast<int>(ErrorCode::EncoderLost);

/// Answers for any sentence of context "Error" with its places swapped.
class SwappingTranslator : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "Error") == 0 && QByteArray(source).contains("(%2)") ? QStringLiteral("%2 hindert %1")
                                                                                     : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

class ErrorTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasASentence();
    void argumentsMayLookLikePlaces();
    void translationMayReorder();
    void everySettingHasItsTexts();
};

void ErrorTextTest::everyCodeHasASentence()
{
    QSet<QString> sentences;
    for (int i = 0; i <= kLastCode; ++i) {
        const Error error{static_cast<ErrorCode>(i), {"first", "second", "third"}, {}};
        const QString sentence = errorText(error);
        QVERIFY2(!sentence.isEmpty(), errorWord(error.code).data());
        QVERIFY2(!sentence.contains(QLatin1Char('%')), qPrintable(sentence));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), kLastCode + 1); // no two codes say the same
}

void ErrorTextTest::argumentsMayLookLikePlaces()
{
    const Error error{ErrorCode::FileUnreadable, {"/data/100%2 cotton", "no permission"}, {}};
    QVERIFY(errorText(error).contains(QStringLiteral("/data/100%2 cotton")));
    const Error umlaut{ErrorCode::FileNotFound, {"/Bilder/Vögel"}, {}};
    QVERIFY(errorText(umlaut).contains(QStringLiteral("/Bilder/Vögel")));
}

void ErrorTextTest::translationMayReorder()
{
    SwappingTranslator translator;
    QCoreApplication::installTranslator(&translator);
    const QString sentence = errorText({ErrorCode::FileUnreadable, {"/x", "EACCES"}, {}});
    QCoreApplication::removeTranslator(&translator);
    QCOMPARE(sentence, QStringLiteral("EACCES hindert /x"));
}

void ErrorTextTest::everySettingHasItsTexts()
{
    for (const SettingField &field : settingsTable()) {
        QVERIFY2(!settingLabel(field).isEmpty(), field.key.c_str());
        QVERIFY2(!settingSection(field).isEmpty(), field.key.c_str());
        QVERIFY2(!settingHelp(field).isEmpty(), field.key.c_str());
        const bool hasRange = field.kind == SettingKind::Integer || field.kind == SettingKind::Number;
        QCOMPARE(settingRange(field).isEmpty(), !hasRange);
    }
    QCOMPARE(settingUnit(*findSetting("train.epochs")), QStringLiteral("epochs"));
    QVERIFY(settingUnit(*findSetting("encoder.name")).isEmpty());
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_error_text.moc"
