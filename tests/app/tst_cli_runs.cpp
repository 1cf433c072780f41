#include "core/store/project_index.h"
#include "core/store/run_index.h"
#include "core/store/run_trash.h"
#include "tests/app/cli_process.h"
#include "tests/ui/runs/made_up_run.h"

#include <QTest>

using namespace tandem;
using namespace tandem::test;
using namespace Qt::StringLiterals;

// What tandem-cli runs says of runs and does to them. The runs are made up: nothing is trained.

class TestCliRuns : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] QString project() const { return m_cli->path(u"p.tandem"_s); }
    [[nodiscard]] ProjectLayout layout() const { return ProjectLayout(project().toStdString()); }
    [[nodiscard]] Outcome runs(const QString &verb, const QStringList &more = {}, bool json = true) const
    {
        QStringList arguments{u"runs"_s, verb, u"--project"_s, project()};
        if (json)
            arguments << u"--json"_s;
        return m_cli->run(arguments + more);
    }
    [[nodiscard]] QStringList names(const QStringList &more) const
    {
        QStringList all;
        const Outcome outcome = runs(u"list"_s, more);
        if (outcome.status != 0)
            return {outcome.sentence()};
        for (const QJsonObject &object : outcome.objects())
            all << object[u"name"_s].toString();
        return all;
    }
    void makeRun(const char *name, double temperature, std::int64_t steps, RunState state = RunState::Done)
    {
        MadeUpRun run;
        run.id = RunId::make();
        run.name = name;
        run.settings.objective.temperature = temperature;
        MadeUpTrainer trainer(layout(), run);
        trainer.train(steps);
        trainer.finish(state);
        m_ids[QString::fromLatin1(name)] = QString::fromStdString(run.id.toString());
    }

    std::unique_ptr<CliFixture> m_cli;
    QMap<QString, QString> m_ids;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QVERIFY(createProject(project().toStdString()));
        makeRun("first", 0.1, 100);
        makeRun("second", 0.5, 20, RunState::Stopped);
        makeRun("third", 0.2, 50);
    }

    void listsFiltersAndSorts()
    {
        QCOMPARE(names({}), (QStringList{u"third"_s, u"second"_s, u"first"_s}));
        QCOMPARE(names({u"state=stopped"_s}), QStringList{u"second"_s});
        QCOMPARE(names({u"objective.temperature<0.3"_s}), (QStringList{u"third"_s, u"first"_s}));
        QCOMPARE(names({u"hir"_s, u"DONE"_s}), QStringList{u"third"_s});
        QCOMPARE(names({u"--sort"_s, u"objective.temperature"_s}), (QStringList{u"first"_s, u"third"_s, u"second"_s}));
        QCOMPARE(names({u"--sort"_s, u"objective.temperature"_s, u"--reverse"_s, u"--limit"_s, u"1"_s}),
                 QStringList{u"second"_s});
        // Runs without a value come last, whichever way.
        QCOMPARE(names({u"--sort"_s, u"knn_accuracy:best"_s}), (QStringList{u"third"_s, u"first"_s, u"second"_s}));
        QCOMPARE(names({u"--sort"_s, u"knn_accuracy:best"_s, u"--reverse"_s}),
                 (QStringList{u"first"_s, u"third"_s, u"second"_s}));
        QCOMPARE(runs(u"list"_s, {u"nothing-like-this"_s}, false).out, QByteArray("No run matches.\n"));
    }

    void showsTheColumnsAskedFor()
    {
        const Outcome json = runs(u"list"_s, {u"--columns"_s, u"name,train.epochs,loss:minimum,alignment:last"_s});
        const QJsonObject columns = json.last()[u"columns"_s].toObject();
        QCOMPARE(columns[u"name"_s].toString(), u"first"_s);
        QCOMPARE(columns[u"train.epochs"_s].toInt(), 10);
        QVERIFY(columns[u"loss:minimum"_s].toDouble() > 2);
        QVERIFY(columns[u"alignment:last"_s].isNull());
        const Outcome text = runs(u"list"_s, {u"--columns"_s, u"name,objective.temperature"_s}, false);
        QVERIFY2(text.out.startsWith("name    objective.temperature\n"), text.out.constData());
        QVERIFY2(text.out.contains("second  0.5"), text.out.constData());
    }

    void mistakesAreWrongUse()
    {
        for (const QStringList &wrong : {QStringList{u"--columns"_s, u"nonsense"_s},
                                         {u"--sort"_s, u"nonsense"_s},
                                         {u"stat=done"_s},
                                         {u"train.epochs>many"_s}}) {
            const Outcome outcome = runs(u"list"_s, wrong, false);
            QCOMPARE(outcome.status, 2);
            QVERIFY2(!outcome.sentence().isEmpty(), outcome.err.constData());
        }
        QVERIFY(runs(u"list"_s, {u"stat=done"_s}, false).sentence().contains(u"Did you mean state?"_s));
    }

    void tellsHealth()
    {
        const QJsonObject shown = runs(u"show"_s, {u"first"_s}).last();
        const QJsonObject health = shown[u"health"_s].toObject();
        QCOMPARE(health[u"verdict"_s].toString(), u"healthy"_s);
        QVERIFY(health[u"evidence"_s].toArray().size() >= 2);
        QVERIFY(health[u"remedy"_s].toString().endsWith(u'.'));
        const QByteArray text = runs(u"show"_s, {u"first"_s}, false).out;
        QVERIFY2(text.contains("health: Healthy\n"), text.constData());
        QVERIFY2(text.contains("below chance"), text.constData());
        QCOMPARE(runs(u"list"_s, {u"first"_s}).last()[u"health"_s][u"verdict"_s].toString(), u"healthy"_s);
    }

    void annotates()
    {
        QCOMPARE(runs(u"rename"_s, {u"first"_s, u"the good one"_s}).status, 0);
        QCOMPARE(runs(u"tag"_s, {u"the good one"_s, u"second"_s, u"--add"_s, u"paper"_s, u"--add"_s, u"x y"_s}).status,
                 0);
        QCOMPARE(runs(u"tag"_s, {u"second"_s, u"--remove"_s, u"x y"_s}).last()[u"tags"_s].toArray(),
                 QJsonArray{u"paper"_s});
        QCOMPARE(runs(u"star"_s, {u"second"_s}).status, 0);
        QCOMPARE(runs(u"note"_s, {u"second"_s, u"See *Fig. 3*."_s}).status, 0);
        QCOMPARE(runs(u"note"_s, {u"second"_s}, false).out, QByteArray("See *Fig. 3*.\n"));

        const QJsonObject good = runs(u"show"_s, {u"the good one"_s}).last();
        QCOMPARE(good[u"run"_s].toString(), m_ids[u"first"_s]);
        QCOMPARE(good[u"started_as"_s].toString(), u"first"_s);
        QCOMPARE(good[u"tags"_s].toArray(), (QJsonArray{u"paper"_s, u"x y"_s}));
        QCOMPARE(names({u"tag=paper"_s}), (QStringList{u"second"_s, u"the good one"_s}));
        QCOMPARE(names({u"starred=true"_s}), QStringList{u"second"_s});
        QCOMPARE(runs(u"list"_s, {u"starred=true"_s}).last()[u"note"_s].toString(), u"See *Fig. 3*."_s);
        const QByteArray text = runs(u"show"_s, {u"second"_s}, false).out;
        QVERIFY2(text.contains("See *Fig. 3*.") && text.contains("paper"), text.constData());

        QCOMPARE(runs(u"rename"_s, {u"the good one"_s, u""_s}).status, 0);
        QCOMPARE(runs(u"star"_s, {u"second"_s, u"--off"_s}).status, 0);
        QCOMPARE(runs(u"note"_s, {u"second"_s, u"--clear"_s}).status, 0);
        QCOMPARE(names({u"starred=true"_s}), QStringList());
        QCOMPARE(names({}).last(), u"first"_s);
    }

    void noteComesFromStandardInput()
    {
        const auto process = m_cli->start({u"runs"_s, u"note"_s, u"--project"_s, project(), u"third"_s, u"-"_s});
        process->write("# Title\n\nline two\n\n");
        process->closeWriteChannel();
        QCOMPARE(CliFixture::finish(*process).status, 0);
        QCOMPARE(runs(u"note"_s, {u"third"_s}).last()[u"note"_s].toString(), u"# Title\n\nline two"_s);
    }

    void nothingIsChangedWhenARunIsUnknown()
    {
        QCOMPARE(runs(u"star"_s, {u"first"_s, u"nobody"_s}).status, 1);
        QCOMPARE(names({u"starred=true"_s}), QStringList());
        QCOMPARE(runs(u"trash"_s, {u"first"_s, u"nobody"_s}).status, 1);
        QCOMPARE(names({}).size(), 3);
        QCOMPARE(runs(u"tag"_s, {u"first"_s}).status, 2); // what to do?
    }

    /// While the window is open, reading goes on, and what needs the lock says whose it is.
    void anOpenWindowIsNamed()
    {
        const auto held = ProjectIndex::open(layout());
        QVERIFY(held);
        const Outcome outcome = runs(u"star"_s, {u"first"_s}, false);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(QString::number(QCoreApplication::applicationPid())),
                 outcome.err.constData());
        QCOMPARE(names({}).size(), 3);
        QCOMPARE(runs(u"trash"_s, {u"first"_s}).status, 0); // a folder that moves
        QCOMPARE(runs(u"restore"_s, {u"first"_s}).status, 0);
    }

    void trashRestoreAndPurge()
    {
        QCOMPARE(runs(u"tag"_s, {u"first"_s, u"--add"_s, u"keep"_s}).status, 0);
        QCOMPARE(runs(u"trash"_s, {u"first"_s, u"second"_s}).objects().size(), 2);
        QCOMPARE(names({}), QStringList{u"third"_s});
        QCOMPARE(runs(u"show"_s, {u"first"_s}).status, 1);
        const Outcome trash = runs(u"list"_s, {u"--trash"_s});
        QCOMPARE(trash.objects().size(), 2);
        const double bytes = trash.last()[u"bytes"_s].toDouble();
        QVERIFY(bytes > 1000);
        QCOMPARE(runs(u"restore"_s, {u"first"_s}).status, 0);
        QCOMPARE(names({u"tag=keep"_s}), QStringList{u"first"_s});

        // Without a terminal nobody can be asked.
        const Outcome asked = runs(u"purge"_s, {u"second"_s}, false);
        QCOMPARE(asked.status, 2);
        QVERIFY2(asked.sentence().contains(u"Purging 1 run frees"_s), asked.err.constData());
        QCOMPARE(runs(u"purge"_s, {}).status, 2);                       // which?
        QCOMPARE(runs(u"purge"_s, {u"first"_s, u"--yes"_s}).status, 1); // not in the trash
        const Outcome gone = runs(u"purge"_s, {u"second"_s, u"--yes"_s});
        QCOMPARE(gone.status, 0);
        QVERIFY(gone.last()[u"bytes"_s].toDouble() > 1000);
        QCOMPARE(runs(u"list"_s, {u"--trash"_s}).objects().size(), 0);
        QCOMPARE(runs(u"restore"_s, {u"second"_s}).status, 1);

        QCOMPARE(runs(u"trash"_s, {u"first"_s}).status, 0);
        QCOMPARE(runs(u"purge"_s, {u"--all"_s, u"--yes"_s}).objects().size(), 1);
        QVERIFY(!readAnnotations(layout())->contains(RunId::fromString(m_ids[u"first"_s].toStdString())));
        QCOMPARE(names({}), QStringList{u"third"_s});
    }

    void aRunAtWorkIsNotTrashed()
    {
        MadeUpRun run;
        run.id = RunId::make();
        run.name = "busy";
        MadeUpTrainer trainer(layout(), run);
        trainer.train(5);
        const Outcome outcome = runs(u"trash"_s, {u"busy"_s}, false);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.sentence().contains(u"Stop it first"_s), outcome.err.constData());
        trainer.finish(RunState::Stopped);
        QCOMPARE(runs(u"trash"_s, {u"busy"_s}).status, 0);
    }

    void diffTellsTheLikeliestCauseFirst()
    {
        const QJsonObject object = runs(u"diff"_s, {u"first"_s, u"second"_s, u"third"_s}).last();
        const QJsonArray differences = object[u"differences"_s].toArray();
        QCOMPARE(differences.size(), 1);
        QCOMPARE(differences[0][u"setting"_s].toString(), u"objective.temperature"_s);
        QCOMPARE(differences[0][u"values"_s].toArray(), (QJsonArray{u"0.1"_s, u"0.5"_s, u"0.2"_s}));
        QCOMPARE(object[u"runs"_s].toArray().size(), 3);
        QCOMPARE(object[u"images"_s][0][u"train"_s].toInt(), 6400);
        const QByteArray text = runs(u"diff"_s, {u"first"_s, u"second"_s}, false).out;
        QVERIFY2(text.contains("Objective  objective.temperature  0.1    0.5"), text.constData());
        QVERIFY2(text.contains("knn_accuracy:best"), text.constData());
        const auto all = runs(u"diff"_s, {u"first"_s, u"second"_s, u"--all"_s}).last()[u"differences"_s].toArray();
        QVERIFY(all.size() > 40);
        QCOMPARE(runs(u"diff"_s, {u"first"_s}).status, 2);
        QCOMPARE(runs(u"diff"_s, {u"first"_s, u"nobody"_s}).status, 1);
        QVERIFY(runs(u"diff"_s, {u"first"_s, u"first"_s}, false).out.startsWith("The settings are the same.\n"));
    }
};

QTEST_GUILESS_MAIN(TestCliRuns)
#include "tst_cli_runs.moc"
