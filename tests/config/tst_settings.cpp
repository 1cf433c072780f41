#include "core/config/settings_table.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace tandem;

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreComplete();
    void everyFieldIsReachable();
    void defaultsAreValid();
    void boundsHoldAtTheBorder_data();
    void boundsHoldAtTheBorder();
    void choicesTakeTheirWordsAlone();
    void textIsReadStrictly_data();
    void textIsReadStrictly();
    void assignmentsAreExplained();
    void nearestKeyIsFound_data();
    void nearestKeyIsFound();
    void pipelineMustBeJson();
    void validateNamesEveryViolation();
    void violationsBecomeOneError();
    void differencesAreNamed();
};

namespace {

Settings validSettings()
{
    Settings settings;
    settings.data.path = "/data";
    return settings;
}

std::set<std::string> violatedKeys(const Settings &settings)
{
    std::set<std::string> keys;
    for (const Violation &violation : validate(settings))
        keys.insert(violation.key);
    return keys;
}

QByteArray codeOf(const Result<void> &result)
{
    const std::string_view word = result ? std::string_view("ok") : errorWord(result.error().code);
    return {word.data(), static_cast<qsizetype>(word.size())};
}

} // namespace

void TestSettings::rowsAreComplete()
{
    std::set<std::string> keys;
    for (const SettingField &field : settingsTable()) {
        const char *key = field.key.c_str();
        QVERIFY2(keys.insert(field.key).second, key);
        QVERIFY2(field.key.find('.') != std::string::npos, key);
        QVERIFY2(field.section != nullptr && *field.section != '\0', key);
        QVERIFY2(field.label != nullptr && *field.label != '\0', key);
        const std::string help = field.help;
        QVERIFY2(help.size() > 10 && help.back() == '.', key);
        QVERIFY2(field.unit != nullptr, key);
        QVERIFY2(field.get && field.set, key);
        QVERIFY2(field.kind != SettingKind::Choice || !field.choices.empty(), key);
        const bool isNumber = field.kind == SettingKind::Integer || field.kind == SettingKind::Number;
        QVERIFY2(!isNumber || field.minimum < field.maximum, key);
        // A slider that moves by factors has nowhere to begin at zero.
        QVERIFY2(!field.logarithmic || field.minimum >= 0, key);
        QVERIFY2(findSetting(field.key) == &field, key);
        QVERIFY2(!acceptedValues(field).empty(), key);
    }
    QVERIFY(findSetting("train.nothing") == nullptr);
}

void TestSettings::everyFieldIsReachable()
{
    // Each row changes a field of its own: a copied line that forgot to change the member would show here.
    for (const SettingField &field : settingsTable()) {
        Settings settings;
        const SettingValue before = field.get(settings);
        SettingValue other = before;
        if (bool *flag = std::get_if<bool>(&other))
            *flag = !*flag;
        else if (auto *integer = std::get_if<std::int64_t>(&other))
            *integer += 1;
        else if (double *number = std::get_if<double>(&other))
            *number += 0.125;
        else
            std::get<std::string>(other) += "x";
        field.set(settings, other);
        QVERIFY2(field.get(settings) == other, field.key.c_str());
        const auto differences = settingsDifference(Settings{}, settings);
        QVERIFY2(differences.size() == 1 && differences[0].key == field.key, field.key.c_str());
    }
}

void TestSettings::defaultsAreValid()
{
    QCOMPARE(violatedKeys(Settings{}), std::set<std::string>{"data.path"}); // there is no default dataset
    QVERIFY(validate(validSettings()).empty());
}

void TestSettings::boundsHoldAtTheBorder_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const SettingField &field : settingsTable())
        if (field.kind == SettingKind::Integer || field.kind == SettingKind::Number)
            QTest::newRow(field.key.c_str()) << QByteArray::fromStdString(field.key);
}

void TestSettings::boundsHoldAtTheBorder()
{
    QFETCH(QByteArray, key);
    const SettingField &field = *findSetting(key.toStdString());
    const bool isInteger = field.kind == SettingKind::Integer;
    const auto beyond = [&](double bound, double direction) {
        return isInteger ? bound + direction
                         : std::nextafter(bound, direction * std::numeric_limits<double>::infinity());
    };
    const auto set = [&](double value) {
        Settings settings;
        const Result<void> result = setSetting(settings, field.key, settingText(value));
        if (result && isInteger)
            return std::get<std::int64_t>(field.get(settings)) == static_cast<std::int64_t>(value);
        return result && std::get<double>(field.get(settings)) == value;
    };
    QVERIFY(set(field.minimum));
    QVERIFY(set(field.maximum));
    QVERIFY(!set(beyond(field.minimum, -1)));
    QVERIFY(!set(beyond(field.maximum, +1)));

    Settings settings;
    const auto failed = setSetting(settings, field.key, settingText(beyond(field.maximum, +1)));
    QCOMPARE(codeOf(failed), QByteArray("bad-value"));
    QCOMPARE(failed.error().arguments[0], field.key);
    const std::string bound =
        isInteger ? settingText(static_cast<std::int64_t>(field.maximum)) : settingText(field.maximum);
    QVERIFY(failed.error().arguments[2].ends_with(" to " + bound));
    QVERIFY(settings == Settings{}); // nothing was changed
}

void TestSettings::choicesTakeTheirWordsAlone()
{
    for (const SettingField &field : settingsTable()) {
        if (field.kind != SettingKind::Choice)
            continue;
        Settings settings;
        for (const std::string &word : field.choices) {
            QVERIFY2(setSetting(settings, field.key, word), word.c_str());
            QVERIFY(std::get<std::string>(field.get(settings)) == word);
        }
        for (const char *other : {"", "no-such-word", "LARS"})
            QCOMPARE(codeOf(setSetting(settings, field.key, other)), QByteArray("bad-value"));
    }
}

void TestSettings::textIsReadStrictly_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reads"); // the value as text; "bad-value" if refused
    const auto row = [](const char *key, const char *text, const char *reads) {
        QTest::addRow("%s=%s", key, text) << QByteArray(key) << QByteArray(text) << QByteArray(reads);
    };
    row("train.epochs", "3", "3");
    row("train.epochs", "1e3", "1000");
    row("train.epochs", "3.0", "3");
    for (const char *wrong : {"3.5", "three", "", " 3", "3 ", "3x", "0x10", "nan", "inf", "-1", "1e300", "--1"})
        row("train.epochs", wrong, "bad-value");
    row("objective.temperature", "0.07", "0.07");
    row("objective.temperature", "1e-1", "0.1");
    for (const char *wrong : {"0,5", "nan", "inf", "-inf", "", "hot", "0"})
        row("objective.temperature", wrong, "bad-value");
    row("optimizer.nesterov", "true", "true");
    for (const char *wrong : {"1", "yes", "True", ""})
        row("optimizer.nesterov", wrong, "bad-value");
    row("data.path", "/a b=c/d", "/a b=c/d");
    row("data.path", "", "");
    row("train.seed", "9007199254740991", "9007199254740991");
    row("train.seed", "9007199254740993", "bad-value"); // would not survive a double
}

void TestSettings::textIsReadStrictly()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reads);
    Settings settings;
    const auto set = setSetting(settings, key.toStdString(), text.toStdString());
    if (reads == "bad-value") {
        QCOMPARE(codeOf(set), reads);
        QVERIFY(settings == Settings{});
        return;
    }
    QVERIFY(set);
    QCOMPARE(settingText(findSetting(key.toStdString())->get(settings)), reads.toStdString());
}

void TestSettings::assignmentsAreExplained()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "train.epochs=3"));
    QCOMPARE(settings.train.epochs, std::int64_t{3});
    QVERIFY(applyAssignment(settings, "data.path=/x=y")); // the first equals sign divides
    QCOMPARE(settings.data.path, std::string("/x=y"));

    const auto noSign = applyAssignment(settings, "train.epochs");
    QCOMPARE(codeOf(noSign), QByteArray("bad-usage"));
    QVERIFY(describe(noSign.error()).find("train.epochs") != std::string::npos);
    const auto unknown = applyAssignment(settings, "train.epoch=3");
    QCOMPARE(codeOf(unknown), QByteArray("unknown-key"));
    QVERIFY(describe(unknown.error()).find("Did you mean train.epochs?") != std::string::npos);
    QCOMPARE(codeOf(applyAssignment(settings, "train.epochs=many")), QByteArray("bad-value"));
    QCOMPARE(codeOf(applyAssignment(settings, "=")), QByteArray("unknown-key"));
    QCOMPARE(codeOf(applyAssignment(settings, "")), QByteArray("bad-usage"));
}

void TestSettings::nearestKeyIsFound_data()
{
    QTest::addColumn<QByteArray>("wrong");
    QTest::addColumn<QByteArray>("meant");
    const auto row = [](const char *wrong, const char *meant) {
        QTest::newRow(wrong) << QByteArray(wrong) << QByteArray(meant);
    };
    row("train.epoch", "train.epochs");
    row("epochs", "train.epochs");
    row("trian.epochs", "train.epochs");
    row("batch_size", "train.batch_size");
    row("optimizer.learning-rate", "optimizer.learning_rate");
    row("optimiser.learning_rate", "optimizer.learning_rate");
    row("objective.temprature", "objective.temperature");
    row("encoder.with", "encoder.width");
}

void TestSettings::nearestKeyIsFound()
{
    QFETCH(QByteArray, wrong);
    QFETCH(QByteArray, meant);
    QCOMPARE(nearestKey(wrong.toStdString()), meant.toStdString());
}

void TestSettings::pipelineMustBeJson()
{
    Settings settings = validSettings();
    QVERIFY(setSetting(settings, "augment.pipeline", R"([{"op":"flip"}])"));
    QVERIFY(setSetting(settings, "augment.pipeline", ""));
    const auto broken = setSetting(settings, "augment.pipeline", R"([{"op":)");
    QCOMPARE(codeOf(broken), QByteArray("bad-value"));
    QVERIFY(describe(broken.error()).find("JSON") != std::string::npos);
    settings.augment.pipeline = "not JSON";
    QCOMPARE(violatedKeys(settings), std::set<std::string>{"augment.pipeline"});
}

void TestSettings::validateNamesEveryViolation()
{
    Settings settings = validSettings();
    settings.train.epochs = 5;
    QCOMPARE(violatedKeys(settings), std::set<std::string>{"train.warmup_epochs"}); // the default of 10 is longer
    settings.train.warmupEpochs = 5;
    QVERIFY(validate(settings).empty());

    settings.optimizer.nesterov = true;
    QVERIFY(validate(settings).empty());
    settings.optimizer.momentum = 0;
    QCOMPARE(violatedKeys(settings), std::set<std::string>{"optimizer.nesterov"});
    settings.optimizer.nesterov = false;

    settings.objective.normalize = false;
    QCOMPARE(violatedKeys(settings), std::set<std::string>{"objective.temperature"});
    settings.objective.temperature = 1;
    QVERIFY(validate(settings).empty());

    settings.data.path.clear();
    settings.encoder.width = std::nan("");
    settings.optimizer.name = "adam";
    settings.train.batchSize = 1;
    QCOMPARE(violatedKeys(settings),
             (std::set<std::string>{"data.path", "encoder.width", "optimizer.name", "train.batch_size"}));
}

void TestSettings::violationsBecomeOneError()
{
    Settings settings = validSettings();
    settings.train.batchSize = 1;
    const auto one = violationsAsError(validate(settings));
    QVERIFY(one.code == ErrorCode::BadValue);
    settings.optimizer.name = "adam";
    const auto two = violationsAsError(validate(settings));
    QVERIFY(two.code == ErrorCode::InvalidSettings);
    const std::string sentence = describe(two);
    QVERIFY2(sentence.find("train.batch_size cannot be 1") != std::string::npos, sentence.c_str());
    QVERIFY2(sentence.find("one of lars, lars-torch") != std::string::npos, sentence.c_str());
}

void TestSettings::differencesAreNamed()
{
    Settings left = validSettings();
    Settings right = left;
    QVERIFY(settingsDifference(left, right).empty());
    right.objective.temperature = 0.1;
    right.optimizer.nesterov = true;
    const auto differences = settingsDifference(left, right);
    QCOMPARE(differences.size(), std::size_t{2});
    QCOMPARE(differences[0].key, std::string("objective.temperature"));
    QCOMPARE(differences[0].left, std::string("0.5"));
    QCOMPARE(differences[0].right, std::string("0.1"));
    QCOMPARE(differences[1].right, std::string("true"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
