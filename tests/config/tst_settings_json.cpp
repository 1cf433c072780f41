#include "core/config/settings_table.h"

#include <QTest>

#include <cmath>

using namespace tandem;

class TestSettingsJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void numbersComeBackExactly();
    void absentKeysKeepTheBase();
    void pipelineStandsAsJson();
    void wrongFilesAreExplained_data();
    void wrongFilesAreExplained();
    void bytesThatAreNoTextDoNotThrow();
};

namespace {

/// Settings in which every field differs from its default, within its range.
Settings unusualSettings()
{
    Settings settings;
    for (const SettingField &field : settingsTable()) {
        switch (field.kind) {
        case SettingKind::Flag:
            field.set(settings, !std::get<bool>(field.get(settings)));
            break;
        case SettingKind::Integer:
            field.set(settings, std::get<std::int64_t>(field.get(settings)) + 1);
            break;
        case SettingKind::Number:
            field.set(settings, std::get<double>(field.get(settings)) * 0.9 + field.maximum * 1e-5);
            break;
        case SettingKind::Choice:
            field.set(settings, field.choices.back());
            break;
        case SettingKind::Json:
            field.set(settings, std::string(R"([{"op":"crop","scale":[0.2,1.0]}])"));
            break;
        case SettingKind::Text:
        case SettingKind::Path:
            field.set(settings, std::string("/with \"quotes\"\n\\ und Umlaut ä"));
            break;
        }
    }
    settings.head.layers = 3;
    return settings;
}

} // namespace

void TestSettingsJson::everyFieldComesBack()
{
    for (const Settings &settings : {Settings{}, unusualSettings()}) {
        const auto read = settingsFromJson(settingsToJson(settings));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        const auto differences = settingsDifference(settings, *read);
        QVERIFY2(differences.empty(), differences.empty() ? "" : differences[0].key.c_str());
        QVERIFY(*read == settings);
        // The whole text, not what the defaults fill in.
        const auto onto = settingsFromJson(settingsToJson(settings), unusualSettings());
        QVERIFY(onto && *onto == settings);
    }
}

void TestSettingsJson::numbersComeBackExactly()
{
    Settings settings;
    for (const double value : {0.1, 1.0 / 3, 0.07, 1e-2, 99.99999999999999, std::nextafter(0.5, 1)}) {
        settings.objective.temperature = value;
        const auto read = settingsFromJson(settingsToJson(settings));
        QVERIFY(read);
        QCOMPARE(read->objective.temperature, value);
        QVERIFY(read->objective.temperature == value); // QCOMPARE is fuzzy on doubles
    }
    settings.train.seed = 9007199254740991;
    QCOMPARE(settingsFromJson(settingsToJson(settings))->train.seed, settings.train.seed);
}

void TestSettingsJson::absentKeysKeepTheBase()
{
    const Settings base = unusualSettings();
    const auto read = settingsFromJson(R"({"train": {"epochs": 7}})", base);
    QVERIFY(read);
    QCOMPARE(read->train.epochs, std::int64_t{7});
    const auto differences = settingsDifference(base, *read);
    QCOMPARE(differences.size(), std::size_t{1});
    QVERIFY(*settingsFromJson("{}", base) == base);
    QVERIFY(settingsFromJson("// a comment of the person\n{\"train\": {\"epochs\": 7}}"));
}

void TestSettingsJson::pipelineStandsAsJson()
{
    Settings settings;
    settings.augment.pipeline = R"([{"op":"flip","p":0.5}])";
    const std::string json = settingsToJson(settings);
    QVERIFY2(json.find("\"op\": \"flip\"") != std::string::npos, json.c_str()); // no escaped quotes
    QCOMPARE(settingsFromJson(json)->augment.pipeline, settings.augment.pipeline);
    // As text in the file it is read, too.
    const auto fromText = settingsFromJson(R"({"augment": {"pipeline": "[{\"op\":\"flip\"}]"}})");
    QVERIFY(fromText);
    QCOMPARE(fromText->augment.pipeline, std::string(R"([{"op":"flip"}])"));
    // What is no JSON at all must not spoil the file around it.
    settings.augment.pipeline = "[broken";
    const auto spoiled = settingsFromJson(settingsToJson(settings));
    QVERIFY(!spoiled);
    QVERIFY(spoiled.error().code == ErrorCode::BadValue);
    QCOMPARE(spoiled.error().arguments[0], std::string("augment.pipeline"));
}

void TestSettingsJson::wrongFilesAreExplained_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("mentions");
    const auto row = [](const char *json, const char *code, const char *mentions) {
        QTest::newRow(json) << QByteArray(json) << QByteArray(code) << QByteArray(mentions);
    };
    row("", "bad-json", "run.json");
    row("{", "bad-json", "run.json");
    row("{\n  \"train\": {]", "bad-json", "line 2, column 13");
    row("[]", "bad-json", "run.json");
    row("null", "bad-json", "run.json");
    row(R"({"train": 3})", "bad-json", "train");
    row(R"({"train": {"epoch": 3}})", "unknown-key", "train.epochs");
    row(R"({"epochs": 3})", "unknown-key", "train.epochs");
    row(R"({"trane": {}})", "unknown-key", "trane");
    row(R"({"train": {"epochs": "many"}})", "bad-value", "train.epochs");
    row(R"({"train": {"epochs": 2.5}})", "bad-value", "train.epochs");
    row(R"({"train": {"epochs": 0}})", "bad-value", "from 1");
    row(R"({"train": {"epochs": null}})", "bad-value", "train.epochs");
    row(R"({"train": {"epochs": [3]}})", "bad-value", "train.epochs");
    row(R"({"train": {"epochs": true}})", "bad-value", "train.epochs");
    row(R"({"optimizer": {"nesterov": 1}})", "bad-value", "true or false");
    row(R"({"optimizer": {"name": "adam"}})", "bad-value", "lars, lars-torch");
    row(R"({"data": {"path": 3}})", "bad-value", "data.path");
}

void TestSettingsJson::wrongFilesAreExplained()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, mentions);
    const auto read = settingsFromJson(json.toStdString(), {}, "run.json");
    QVERIFY(!read);
    const std::string_view word = errorWord(read.error().code);
    QCOMPARE(QByteArray(word.data(), static_cast<qsizetype>(word.size())), code);
    const QByteArray sentence = QByteArray::fromStdString(describe(read.error()));
    QVERIFY2(sentence.contains(mentions), sentence);
}

void TestSettingsJson::bytesThatAreNoTextDoNotThrow()
{
    Settings settings;
    settings.data.path = "/data/\xFF\xFE"; // a file name of another century's encoding
    const std::string json = settingsToJson(settings);
    QVERIFY(settingsFromJson(json));
    QVERIFY(!settingsFromJson("{\"data\": {\"path\": \"\xFF\"}}")); // no JSON
}

QTEST_GUILESS_MAIN(TestSettingsJson)
#include "tst_settings_json.moc"
