#include "made_up_facts.h"

#include <QTest>

#include <cmath>

using namespace tandem;
using namespace tandem::test;
using Kind = RunColumn::Kind;

class TestColumns : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<DigestPool> m_pool = std::make_shared<DigestPool>();

    static QString text(const CellValue &value)
    {
        if (const auto *words = std::get_if<std::string>(&value))
            return QString::fromStdString(*words);
        const auto number = numberOf(value);
        return number ? QString::number(*number) : QString();
    }
    static QString cell(const MadeUpFacts &run, std::string_view key)
    {
        const auto column = columnFromKey(key);
        return column ? text(cellValue(*column, run.facts())) : QStringLiteral("no column");
    }

private Q_SLOTS:
    void keysComeBack()
    {
        std::vector<RunColumn> all = plainColumns();
        for (const SettingField &field : settingsTable())
            all.push_back({Kind::Setting, field.key, SeriesPick::Last});
        for (int pick = 0; pick <= static_cast<int>(SeriesPick::Maximum); ++pick)
            all.push_back({Kind::Series, "my:own", static_cast<SeriesPick>(pick)});
        for (const RunColumn &column : all) {
            const auto back = columnFromKey(columnKey(column));
            QVERIFY2(back && *back == column, columnKey(column).c_str());
        }
        QVERIFY((*columnFromKey("knn_accuracy") == RunColumn{Kind::Series, "knn_accuracy", SeriesPick::Last}));
        for (const char *wrong : {"", "nonsense", ":best", "loss:worst", "train.nonsense"})
            QVERIFY2(!columnFromKey(wrong), wrong);
    }

    void plainValues()
    {
        MadeUpFacts run(m_pool, "first");
        run.summary.totalSteps = 200;
        run.summary.step = 50;
        run.summary.createdMs = 5;
        QCOMPARE(cell(run, "name"), QStringLiteral("first"));
        QCOMPARE(cell(run, "state"), QStringLiteral("done"));
        QCOMPARE(cell(run, "progress"), QStringLiteral("0.25"));
        QCOMPARE(cell(run, "started"), QStringLiteral("5")); // when it was made, before it was started
        for (const char *empty : {"starred", "tags", "note", "health", "memory", "duration", "time_left"})
            QCOMPARE(cell(run, empty), QString());
        run.said = {"better name", "a note", {"x", "y"}, true};
        run.digest.health = Health::FullCollapse;
        QCOMPARE(cell(run, "name"), QStringLiteral("better name"));
        QCOMPARE(cell(run, "tags"), QStringLiteral("x, y"));
        QCOMPARE(cell(run, "note"), QStringLiteral("a note"));
        QCOMPARE(cell(run, "starred"), QStringLiteral("1"));
        QCOMPARE(cell(run, "health"), QStringLiteral("full-collapse"));
        MadeUpFacts nameless(m_pool, "");
        QCOMPARE(cell(nameless, "name"), QString::fromStdString(nameless.summary.id.toString()));
    }

    void settings()
    {
        MadeUpFacts run(m_pool, "a", "objective.temperature=0.25 optimizer.name=sgd");
        QCOMPARE(cell(run, "objective.temperature"), QStringLiteral("0.25"));
        QCOMPARE(cell(run, "optimizer.name"), QStringLiteral("sgd"));
        QCOMPARE(cell(run, "encoder.zero_init_residual"), QStringLiteral("true"));
        run.digest.settings.clear(); // unreadable
        QCOMPARE(cell(run, "objective.temperature"), QString());
    }

    void seriesByPick()
    {
        MadeUpFacts run(m_pool, "a");
        run.addSeries(*m_pool, "epoch_loss", 3, 2, 6);
        run.addSeries(*m_pool, "effective_rank", 30, 20, 60);
        run.addSeries(*m_pool, "gradient_norm", 3, 2, 6);
        QCOMPARE(cell(run, "epoch_loss:last"), QStringLiteral("3"));
        QCOMPARE(cell(run, "epoch_loss:best"), QStringLiteral("2"));      // lowest
        QCOMPARE(cell(run, "effective_rank:best"), QStringLiteral("60")); // highest
        QCOMPARE(cell(run, "gradient_norm:best"), QString());             // neither is wanted
        QCOMPARE(cell(run, "gradient_norm:maximum"), QStringLiteral("6"));
        QCOMPARE(cell(run, "gradient_norm:minimum"), QStringLiteral("2"));
        QCOMPARE(cell(run, "epoch_loss:tail-mean"), QStringLiteral("4"));
        QCOMPARE(cell(run, "epoch_loss:at-best-knn"), QStringLiteral("3"));
        QCOMPARE(cell(run, "alignment:last"), QString()); // not measured
        run.digest.series.front().atBest.reset();
        QCOMPARE(cell(run, "effective_rank:at-best-knn"), QString());
    }

    /// While a run lives, its summary is read four times a second and its digest less often.
    void summaryIsFresher()
    {
        MadeUpFacts run(m_pool, "a");
        run.addSeries(*m_pool, "loss", 3, 2, 6);
        run.addSeries(*m_pool, "knn_accuracy", 0.3, 0.1, 0.4);
        run.summary.loss = NAN;
        run.summary.knnAccuracy = 0.5;
        run.summary.bestKnnAccuracy = 0.6;
        QVERIFY(std::isnan(*numberOf(cellValue(*columnFromKey("loss:last"), run.facts()))));
        QCOMPARE(cell(run, "loss:minimum"), QStringLiteral("2"));
        QCOMPARE(cell(run, "knn_accuracy"), QStringLiteral("0.5"));
        QCOMPARE(cell(run, "knn_accuracy:best"), QStringLiteral("0.6"));
    }

    void formatsAndDirections()
    {
        const auto format = [](std::string_view key) { return formatOf(*columnFromKey(key)); };
        QCOMPARE(format("knn_accuracy:best"), ColumnFormat::Share);
        QCOMPARE(format("loss:last"), ColumnFormat::Number);
        QCOMPARE(format("train.epochs"), ColumnFormat::Count);
        QCOMPARE(format("objective.temperature"), ColumnFormat::Number);
        QCOMPARE(format("optimizer.name"), ColumnFormat::Text);
        QCOMPARE(format("started"), ColumnFormat::Moment);
        QCOMPARE(directionOf(*columnFromKey("loss:last")), Direction::Lower);
        QCOMPARE(directionOf(*columnFromKey("knn_accuracy:last")), Direction::Higher);
        QCOMPARE(directionOf(*columnFromKey("train.epochs")), Direction::Neither);
        QVERIFY(isNumeric(*columnFromKey("duration")) && isNumeric(*columnFromKey("train.epochs")));
        QVERIFY(!isNumeric(*columnFromKey("started")) && !isNumeric(*columnFromKey("name")));
    }
};

QTEST_GUILESS_MAIN(TestColumns)
#include "tst_columns.moc"
