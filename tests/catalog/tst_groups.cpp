#include "core/catalog/groups.h"
#include "made_up_facts.h"

#include <QTest>

#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestGroups : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<DigestPool> m_pool = std::make_shared<DigestPool>();

private Q_SLOTS:
    void runsThatDifferInTheirSeedBelongTogether()
    {
        const GroupReader read(*groupingFromKey("seeds"));
        const MadeUpFacts one(m_pool, "a", "train.seed=1 train.threads=2");
        const MadeUpFacts two(m_pool, "b", "train.seed=2 train.threads=8 train.loader_threads=3");
        const MadeUpFacts other(m_pool, "c", "train.seed=2 objective.temperature=0.1");
        QCOMPARE(read(one.facts()), read(two.facts()));
        QVERIFY(read(one.facts()) != read(other.facts()));
        MadeUpFacts unreadable(m_pool, "d");
        unreadable.digest.settings.clear();
        QVERIFY(read(unreadable.facts()).empty());
    }

    void columnsGroupByValue()
    {
        MadeUpFacts run(m_pool, "a", "objective.temperature=0.1");
        run.said.tags = {"x", "y"};
        QCOMPARE(GroupReader(*groupingFromKey("objective.temperature"))(run.facts()), std::string("0.1"));
        QCOMPARE(GroupReader(*groupingFromKey("optimizer.name"))(run.facts()), std::string("lars"));
        QCOMPARE(GroupReader(*groupingFromKey("tags"))(run.facts()), std::string("x, y"));
        QCOMPARE(GroupReader(*groupingFromKey("note"))(run.facts()), std::string());
        QCOMPARE(groupingKey(*groupingFromKey("seeds")), std::string("seeds"));
        QCOMPARE(groupingKey(*groupingFromKey("train.epochs")), std::string("train.epochs"));
        QVERIFY(!groupingFromKey("nonsense"));
    }

    void spreadIsThatOfASample()
    {
        const Spread spread = spreadOf({2, 4, 4, 4, 5, 5, 7, 9, NAN, INFINITY});
        QCOMPARE(spread.count, std::size_t{8});
        QCOMPARE(spread.mean, 5.0);
        QCOMPARE(*spread.deviation, std::sqrt(32.0 / 7));
        QVERIFY(!spreadOf({3}).deviation);
        QCOMPARE(spreadOf({3}).mean, 3.0);
        QCOMPARE(spreadOf({NAN}).count, std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
