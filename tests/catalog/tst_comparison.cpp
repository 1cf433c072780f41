#include "core/catalog/comparison.h"
#include "made_up_facts.h"

#include <QTest>

using namespace tandem;
using namespace tandem::test;

class TestComparison : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<DigestPool> m_pool = std::make_shared<DigestPool>();

private Q_SLOTS:
    void differencesStandFirstByLikelyEffect()
    {
        const MadeUpFacts a(m_pool, "a", "train.seed=1 train.threads=2 encoder.width=0.5");
        const MadeUpFacts b(m_pool, "b",
                            "train.seed=2 train.threads=4 encoder.width=1 objective.temperature=0.1 "
                            "optimizer.learning_rate=2 train.batch_size=64");
        const std::vector<RunFacts> runs{a.facts(), b.facts()};
        const auto rows = compareSettings(runs);
        QCOMPARE(rows.size(), settingsTable().size());
        std::vector<std::string> keys;
        for (const SettingComparison &row : rows)
            if (row.differs)
                keys.push_back(row.key);
        QVERIFY((keys == std::vector<std::string>{"objective.temperature", "optimizer.learning_rate",
                                                  "train.batch_size", "encoder.width", "train.seed", "train.threads"}));
        QVERIFY(rows[0].differs && !rows.back().differs);
        QVERIFY((rows[0].values == std::vector<std::string>{"0.5", "0.1"}));
    }

    void unreadableSettingsAreNoDifference()
    {
        const MadeUpFacts a(m_pool, "a"), b(m_pool, "b", "train.epochs=7");
        MadeUpFacts broken(m_pool, "c");
        broken.digest.settings.clear();
        const std::vector<RunFacts> two{a.facts(), broken.facts()};
        for (const SettingComparison &row : compareSettings(two))
            QVERIFY(!row.differs && row.values[1].empty());
        const std::vector<RunFacts> three{broken.facts(), a.facts(), b.facts()};
        QCOMPARE(compareSettings(three).front().key, std::string("train.epochs"));
        QVERIFY(compareSettings({}).front().values.empty());
    }

    /// A setting that is added later must not fall into "execution" by oversight: its section has a place, or it has.
    void everySettingHasItsPlace()
    {
        for (const SettingField &field : settingsTable()) {
            const SettingEffect effect = effectOf(field.key);
            QVERIFY(std::string_view(effectTitle(effect)).size() > 2);
            QVERIFY(std::string_view(effectReason(effect)).ends_with('.'));
            if (effect == SettingEffect::Carrying)
                QVERIFY2(field.key.starts_with("train."), field.key.c_str());
        }
        QCOMPARE(effectOf("augment.preset"), SettingEffect::Augmentation);
        QCOMPARE(effectOf("train.epochs"), SettingEffect::Length);
        QCOMPARE(effectOf("train.checkpoint_every"), SettingEffect::Carrying);
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
