#include "tests/app/cli_process.h"

#include <QTest>

using namespace tandem::test;
using namespace Qt::StringLiterals;

// Real runs, each short, that are made ill on purpose: the verdict must name what was done to them.

class TestCliHealth : public QObject {
    Q_OBJECT

private:
    CliFixture m_cli;

    QJsonObject healthAfter(int epochs, const QStringList &assignments)
    {
        const QString project = u"%1.tandem"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
        QStringList arguments = m_cli.trainArguments(project, epochs);
        for (const QString &assignment : assignments)
            arguments << u"--set"_s << assignment;
        const Outcome outcome = m_cli.run(arguments); // one that diverges fails
        const QString run = outcome.last()[u"run"_s].toString();
        if (run.isEmpty())
            qWarning("%s", outcome.err.constData());
        const Outcome shown = m_cli.run({u"runs"_s, u"show"_s, u"--project"_s, m_cli.path(project), run, u"--json"_s});
        return shown.last()[u"health"_s].toObject();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.makeShapes()); }

    void verdictFitsWhatWasDone_data()
    {
        QTest::addColumn<int>("epochs");
        QTest::addColumn<QStringList>("assignments");
        QTest::addColumn<QStringList>("verdicts"); // any of
        QTest::newRow("left alone") << 10 << QStringList{} << QStringList{u"healthy"_s};
        QTest::newRow("too short") << 1 << QStringList{u"train.warmup_epochs=1"_s} << QStringList{u"unknown"_s};
        QTest::newRow("rate times 10000")
            << 8 << QStringList{u"optimizer.learning_rate=1000"_s} << QStringList{u"learning-rate-too-high"_s};
        QTest::newRow("AdamW at the rate of LARS")
            << 8 << QStringList{u"optimizer.name=adamw"_s, u"optimizer.scaling=none"_s, u"optimizer.learning_rate=1"_s}
            << QStringList{u"learning-rate-too-high"_s};
        QTest::newRow("rate of zero") << 8 << QStringList{u"optimizer.learning_rate=0"_s}
                                      << QStringList{u"not-learning"_s};
        // Nothing but the biases of the head survives such a decay, and these are the same for all images.
        QTest::newRow("weights decayed away") << 12
                                              << QStringList{u"head.batch_norm=none"_s, u"optimizer.weight_decay=1"_s,
                                                             u"optimizer.momentum=0"_s, u"optimizer.learning_rate=2"_s}
                                              << QStringList{u"full-collapse"_s};
    }

    void verdictFitsWhatWasDone()
    {
        QFETCH(int, epochs);
        QFETCH(QStringList, assignments);
        QFETCH(QStringList, verdicts);
        const QJsonObject health = healthAfter(epochs, assignments);
        const QString verdict = health[u"verdict"_s].toString();
        QStringList evidence;
        for (const auto &entry : health[u"evidence"_s].toArray())
            evidence << entry[u"text"_s].toString();
        QVERIFY2(verdicts.contains(verdict), qPrintable(verdict + u": "_s + evidence.join(u' ')));
        QVERIFY(!evidence.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliHealth)
#include "tst_cli_health.moc"
