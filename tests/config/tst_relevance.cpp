#include "core/config/relevance.h"
#include "core/config/settings_table.h"

#include <QTest>

using namespace tandem;

class TestRelevance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void settingsCountOrNot_data();
    void settingsCountOrNot();
    void rulesAreAboutSettings();
};

void TestRelevance::settingsCountOrNot_data()
{
    QTest::addColumn<QString>("assignments"); // over the defaults, separated by blanks
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("counts");
    const auto add = [](const char *assignments, const char *key, bool counts) {
        QTest::addRow("%s with %s", key, assignments) << assignments << key << counts;
    };
    add("data.test_path=/t", "data.hold_out", false);
    add("", "data.hold_out", true);
    add("", "augment.preset", true);
    add("", "head.hidden", true);
    add("head.layers=1", "head.hidden", false);
    add("head.layers=1", "head.output", true);
    add("head.layers=0", "head.output", false);
    add("head.layers=0", "head.batch_norm", false);
    add("", "objective.temperature", true);
    add("objective.name=margin", "objective.temperature", false);
    add("objective.name=margin", "objective.margin", true);
    add("objective.negatives=semi-hard", "objective.margin", true);
    add("", "objective.margin", false);
    add("objective.name=dclw", "objective.dclw_sigma", true);
    add("", "objective.dclw_sigma", false);
    add("optimizer.name=adamw", "optimizer.nesterov", false);
    add("optimizer.name=adamw", "optimizer.beta2", true);
    add("optimizer.name=sgd", "optimizer.beta2", false);
    add("optimizer.name=sgd", "optimizer.nesterov", true);
    add("optimizer.name=sgd", "optimizer.trust_coefficient", false);
    add("", "train.batch_size", true);
    add("", "no.such", true);
}

void TestRelevance::settingsCountOrNot()
{
    QFETCH(QString, assignments);
    QFETCH(QString, key);
    QFETCH(bool, counts);
    Settings settings;
    for (const QString &assignment : assignments.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto set = applyAssignment(settings, assignment.toStdString());
        QVERIFY2(set, set ? "" : describe(set.error()).c_str());
    }
    const char *reason = whyIrrelevant(settings, key.toStdString());
    QCOMPARE(reason == nullptr, counts);
    if (reason != nullptr)
        QVERIFY(QByteArray(reason).endsWith('.'));
}

/// A rule whose key is spelled wrong would never be asked for.
void TestRelevance::rulesAreAboutSettings()
{
    Settings far;
    far.data.testPath = "/t";
    far.augment.pipeline = "[]";
    far.head.layers = 0;
    far.objective.name = "margin";
    far.optimizer.name = "adamw";
    int silent = 0;
    for (const SettingField &field : settingsTable())
        silent += whyIrrelevant(far, field.key) != nullptr ? 1 : 0;
    // hold_out, preset, strength, hidden, output, batch_norm, temperature, dclw_sigma, nesterov, trust_coefficient
    QCOMPARE(silent, 10);
}

QTEST_APPLESS_MAIN(TestRelevance)
#include "tst_relevance.moc"
