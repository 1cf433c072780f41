#include "core/catalog/query.h"
#include "made_up_facts.h"

#include <QTest>

#include <cmath>

using namespace tandem;
using namespace tandem::test;

class TestQuery : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<DigestPool> m_pool = std::make_shared<DigestPool>();

    static RunQuery parsed(const char *text)
    {
        auto query = parseQuery(text, UnknownKey::IsError);
        if (!query)
            qFatal("%s: %s", text, describe(query.error()).c_str());
        return std::move(*query);
    }
    static bool matches(const MadeUpFacts &run, const char *text)
    {
        return RunMatcher(parsed(text)).matches(run.facts(), runText(run.facts()));
    }

private Q_SLOTS:
    void partsAreReadAsMeant_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char *text, const char *canonical) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(canonical);
        };
        row("", "");
        row("  lars   256 ", "lars 256");
        row("state=running,stopped", "state=running,stopped");
        row("tag=paper", "tags=paper");
        row("knn>=45%", "knn_accuracy:last>=45%");
        row("loss<3", "loss:last<3");
        row("objective.temperature!=0.5 resnet", "objective.temperature!=0.5 resnet");
        row("name~\"two words\"", "name~\"two words\"");
        row("\"state=running\"", "\"state=running\""); // quoted: a word
        row("tag=\"a, b\",c", "tags=\"a, b\",c");
        row("note=\"say \\\"hi\\\"\"", "note=\"say \\\"hi\\\"\"");
        row("tag=", "tags=\"\"");
        row("\"open quote", "\"open quote\"");
        row("=5", "\"=5\"");
        row("gradient_norm:maximum>10", "gradient_norm:maximum>10");
    }

    void partsAreReadAsMeant()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, canonical);
        const RunQuery query = parsed(text.constData());
        QCOMPARE(QByteArray::fromStdString(queryText(query)), canonical);
        QVERIFY(parsed(canonical.constData()) == query);
    }

    void mistakesAreToldOrTakenAsWords()
    {
        const auto unknown = parseQuery("tempreature=0.5", UnknownKey::IsError);
        QVERIFY(!unknown && unknown.error().code == ErrorCode::BadUsage);
        QVERIFY(describe(unknown.error()).ends_with("Did you mean objective.temperature?"));
        QVERIFY(describe(parseQuery("stat=done", UnknownKey::IsError).error()).ends_with("Did you mean state?"));
        const auto noNumber = parseQuery("train.epochs>many", UnknownKey::IsError);
        QVERIFY(!noNumber && noNumber.error().code == ErrorCode::BadUsage);
        // While somebody types, nothing is a mistake.
        QVERIFY((parseQuery("tempreature=0.5")->words == std::vector<std::string>{"tempreature=0.5"}));
        QVERIFY((parseQuery("train.epochs>")->words == std::vector<std::string>{"train.epochs>"}));
    }

    void conditionsHold_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<bool>("isMatch");
        const auto row = [](const char *query, bool isMatch) { QTest::newRow(query) << QByteArray(query) << isMatch; };
        row("", true);
        row("state=done", true);
        row("state=running,done", true);
        row("state!=done", false);
        row("state!=running,failed", true);
        row("STATE=done", false); // an unknown key, hence a word that is not there
        row("state=DONE", true);
        row("objective.temperature=0.1", true);
        row("objective.temperature=0.10", true); // as numbers
        row("objective.temperature=10%", true);
        row("objective.temperature<0.1", false);
        row("objective.temperature<=0.1", true);
        row("objective.temperature>0.05 objective.temperature<0.2", true);
        row("optimizer.name=SGD", true);
        row("optimizer.name~sg", true);
        row("encoder.zero_init_residual=true", true);
        row("tag=paper", true);
        row("tag=pap", false);
        row("tag~pap", true);
        row("tag=other,paper", true);
        row("tag!=paper", false);
        row("tag=", false); // without any
        row("starred=yes", true);
        row("starred=no", false);
        row("starred!=true", false);
        row("knn>=45%", true);
        row("knn>0.45", false);
        row("loss<1000", false); // NaN is below nothing
        row("loss=nan", true);
        row("alignment:last>0", false); // not measured
        row("health=full-collapse", true);
        row("name=\"My Run\"", true);
        row("sgd", true);             // a setting's value
        row("temperature=0.1", true); // no key, but a word that is found in the settings
        row("temperature=0.2", false);
        row("my run", true);
        row("MY RUN", true);
        row("\"my run\"", true);
        row("\"run my\"", false);
        row("paper good", true); // tag and note
        row("done collapse", true);
        row("nowhere", false);
        row("512", true); // a default is a value, too
    }

    void conditionsHold()
    {
        QFETCH(QByteArray, query);
        QFETCH(bool, isMatch);
        MadeUpFacts run(m_pool, "My Run", "objective.temperature=0.1 optimizer.name=sgd");
        run.said = {"", "a Good one", {"paper", "x"}, true};
        run.summary.knnAccuracy = 0.45;
        run.summary.loss = NAN;
        run.digest.health = Health::FullCollapse;
        const RunQuery parsedQuery = *parseQuery(query.toStdString());
        QCOMPARE(RunMatcher(parsedQuery).matches(run.facts(), runText(run.facts())), isMatch);
    }

    /// One matcher for all runs: what it remembers of one run's settings must not leak into another's.
    void matcherServesManyRuns()
    {
        RunMatcher matcher(parsed("sgd 0.25"));
        const auto other = std::make_shared<DigestPool>();
        const MadeUpFacts fits(m_pool, "a", "optimizer.name=sgd objective.temperature=0.25");
        const MadeUpFacts half(m_pool, "b", "optimizer.name=sgd");
        const MadeUpFacts foreign(other, "c", "optimizer.name=adamw objective.temperature=0.25");
        const MadeUpFacts foreignFits(other, "d", "optimizer.name=sgd objective.temperature=0.25");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(matcher.matches(fits.facts(), runText(fits.facts())));
            QVERIFY(!matcher.matches(half.facts(), runText(half.facts())));
            QVERIFY(!matcher.matches(foreign.facts(), runText(foreign.facts())));
            QVERIFY(matcher.matches(foreignFits.facts(), runText(foreignFits.facts())));
        }
        MadeUpFacts unreadable(m_pool, "sgd 0.25");
        unreadable.digest.settings.clear();
        QVERIFY(matcher.matches(unreadable.facts(), runText(unreadable.facts())));
    }

    void translatedWordsCount()
    {
        const MadeUpFacts run(m_pool, "a");
        RunMatcher matcher(parsed("übersprungen"));
        QVERIFY(!matcher.matches(run.facts(), runText(run.facts())));
        QVERIFY(matcher.matches(run.facts(), runText(run.facts(), "Übersprungen")));
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
