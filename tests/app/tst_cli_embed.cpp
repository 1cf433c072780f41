#include "tests/app/cli_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <cstring>
#include <random>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace tandem::test;

namespace {

/// Classes of points in `dimension` dimensions, by turns, as a text table.
QByteArray table(int rows, int dimension, int classes)
{
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    std::vector<double> centres(static_cast<std::size_t>(classes * dimension));
    for (double &value : centres)
        value = normal(random);
    QByteArray text;
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < dimension; ++j)
            text += QByteArray::number(centres[static_cast<std::size_t>(i % classes * dimension + j)] +
                                       0.2 * normal(random)) +
                    (j + 1 < dimension ? ',' : '\n');
    return text;
}

QByteArray labels(int rows, int classes)
{
    QByteArray text;
    for (int i = 0; i < rows; ++i)
        text += "class " + QByteArray::number(i % classes) + '\n';
    return text;
}

} // namespace

class TestCliEmbed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void wrongUse_data();
    void wrongUse();
    void brokenFiles_data();
    void brokenFiles();
    void layoutsOfEveryKind();
    void neighborsOfEveryKind();
    void measuresWithTheirSettings();
    void classNumbersMayBeLarge();
    void principalComponents();
    void settingsChangeTheLayout();
    void tablesForPeople();
    void helpSettings();
    void stops();
    void embedsARun();
    void placesThatARunDidNotStore();

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_cli.path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(m_cli.path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// embed of the points, with more arguments.
    [[nodiscard]] Outcome embed(const QStringList &more) const
    {
        return m_cli.run(QStringList{u"embed"_s, u"--json"_s, u"--features"_s, m_cli.path(u"points.csv"_s)} + more);
    }
    [[nodiscard]] QMap<QString, QJsonObject> measuresOf(const Outcome &outcome) const
    {
        QMap<QString, QJsonObject> measures;
        for (const QJsonObject &object : outcome.objects())
            if (object[u"event"_s].toString() == u"measure"_s)
                measures[object[u"name"_s].toString()] = object;
        return measures;
    }
    CliFixture m_cli;
    QString m_run;
};

void TestCliEmbed::initTestCase()
{
    write(u"points.csv"_s, table(300, 8, 5));
    write(u"labels.txt"_s, labels(300, 5));
}

void TestCliEmbed::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QStringList &arguments, const QString &sentence) {
        QTest::newRow(name) << arguments << sentence;
    };
    const QStringList features{u"--features"_s, m_cli.path(u"points.csv"_s)};
    const QString to = m_cli.path(u"wrong.csv"_s);
    row("no source", {u"--to"_s, to}, u"embed takes a run (--project DIR RUN) or a file (--features FILE)"_s);
    row("two sources", features + QStringList{u"--project"_s, u"p"_s, u"r"_s, u"--to"_s, to}, u"embed takes a run"_s);
    row("no run", {u"--project"_s, u"p"_s, u"--to"_s, to}, u"embed takes --project DIR and RUN together"_s);
    row("epoch of a file", features + QStringList{u"--epoch"_s, u"3"_s, u"--to"_s, to}, u"belong to a run"_s);
    row("labels of a run", {u"--project"_s, u"p"_s, u"r"_s, u"--labels"_s, u"l"_s, u"--to"_s, to},
        u"--labels belongs to --features"_s);
    row("nothing to do", features, u"has nothing to do without --to, --to-neighbors or --measures"_s);
    row("neighbors without a file", features + QStringList{u"--neighbors"_s, u"5"_s, u"--measures"_s},
        u"belong together"_s);
    row("a file without neighbors", features + QStringList{u"--to-neighbors"_s, to}, u"belong together"_s);
    row("unknown ending", features + QStringList{u"--to"_s, u"map.png"_s},
        u"embed writes .csv, .npy and .json files"_s);
    row("unknown setting", features + QStringList{u"--to"_s, to, u"--set"_s, u"tsne.perplexty=5"_s},
        u"Did you mean tsne.perplexity?"_s);
    row("setting out of range", features + QStringList{u"--to"_s, to, u"--set"_s, u"tsne.perplexity=1"_s},
        u"it takes a number from 2 to 1000"_s);
    row("no equals sign", features + QStringList{u"--to"_s, to, u"--set"_s, u"tsne.perplexity"_s},
        u"--set takes tsne.key=value"_s);
    row("unknown method", features + QStringList{u"--to"_s, to, u"--method"_s, u"umap"_s}, u"umap"_s);
}

void TestCliEmbed::wrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const Outcome outcome = m_cli.run(QStringList(u"embed"_s) + arguments);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.sentence().contains(sentence), outcome.err.constData());
    QVERIFY(!QFile::exists(m_cli.path(u"wrong.csv"_s)));
}

void TestCliEmbed::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("features");
    QTest::addColumn<QByteArray>("labels");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("ragged") << QByteArray("1,2\n3\n") << QByteArray()
                            << u"line 2 has 1 values where the lines before have 2"_s;
    QTest::newRow("nan") << QByteArray("1,2\n3,nan\n") << QByteArray() << u"row 1 (the first is 0) has a value"_s;
    QTest::newRow("counts") << QByteArray("1,2\n3,4\n") << QByteArray("0\n1\n2\n") << u"it has 3 labels, and"_s;
}

void TestCliEmbed::brokenFiles()
{
    QFETCH(QByteArray, features);
    QFETCH(QByteArray, labels);
    QFETCH(QString, sentence);
    write(u"broken.csv"_s, features);
    write(u"broken.txt"_s, labels);
    QStringList arguments{u"embed"_s, u"--features"_s, m_cli.path(u"broken.csv"_s), u"--measures"_s};
    if (!labels.isEmpty())
        arguments << u"--labels"_s << m_cli.path(u"broken.txt"_s);
    const Outcome outcome = m_cli.run(arguments);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.sentence().contains(sentence), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestCliEmbed::layoutsOfEveryKind()
{
    const QStringList labelled{u"--labels"_s, m_cli.path(u"labels.txt"_s), u"--set"_s, u"tsne.iterations=300"_s};
    for (const QString &file : {u"map.csv"_s, u"map.npy"_s, u"map.json"_s}) {
        const Outcome outcome = embed(labelled + QStringList{u"--to"_s, m_cli.path(file)});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const QJsonObject done = outcome.last();
        QCOMPARE(done[u"event"_s].toString(), u"done"_s);
        QCOMPARE(done[u"rows"_s].toInt(), 300);
        QCOMPARE(done[u"dimension"_s].toInt(), 8);
        QCOMPARE(done[u"iterations"_s].toInt(), 300);
        QVERIFY(done[u"kl"_s].toDouble() > 0);
        QCOMPARE(done[u"settings"_s][u"tsne.iterations"_s].toInt(), 300);
        QCOMPARE(done[u"files"_s][0].toString(), m_cli.path(file));
        QVERIFY(!outcome.objects().first()[u"phase"_s].toString().isEmpty());
    }
    const auto lines = read(u"map.csv"_s).split('\n');
    QCOMPARE(lines.size(), 302);
    QCOMPARE(lines[0], QByteArray("sample,x,y,label"));
    QVERIFY2(lines[4].startsWith("3,") && lines[4].endsWith(",class 3"), lines[4].constData());
    const QByteArray npy = read(u"map.npy"_s);
    QVERIFY(npy.startsWith("\x93NUMPY"));
    QVERIFY(npy.contains("'shape': (300,2,)"));
    // The three are of one layout.
    float x = 0;
    std::memcpy(&x, npy.constData() + npy.size() - 300 * 8 + 3 * 8, sizeof x);
    QCOMPARE(lines[4].split(',')[1].toFloat(), x);
    const QJsonObject json = QJsonDocument::fromJson(read(u"map.json"_s)).object();
    QCOMPARE(static_cast<float>(json[u"positions"_s][3][0].toDouble()), x);
    QCOMPARE(json[u"labels"_s][4].toInt(), 4);
    QCOMPARE(json[u"class_names"_s][2].toString(), u"class 2"_s);
}

void TestCliEmbed::neighborsOfEveryKind()
{
    for (const QString &file : {u"near.csv"_s, u"near.npy"_s, u"near.json"_s})
        QCOMPARE(embed({u"--neighbors"_s, u"4"_s, u"--to-neighbors"_s, m_cli.path(file)}).status, 0);
    const auto lines = read(u"near.csv"_s).split('\n');
    QCOMPARE(lines.size(), 300 * 4 + 2);
    QCOMPARE(lines[0], QByteArray("sample,rank,neighbor,distance"));
    const auto first = lines[1].split(',');
    QCOMPARE(first[0], QByteArray("0"));
    QCOMPARE(first[1], QByteArray("1"));
    QCOMPARE(first[2].toInt() % 5, 0); // of its class
    QVERIFY(read(u"near.npy"_s).contains("'<i4'"));
    const QJsonObject json = QJsonDocument::fromJson(read(u"near.json"_s)).object();
    QCOMPARE(json[u"neighbors"_s][0][0].toInt(), first[2].toInt());
    QCOMPARE(json[u"k"_s].toInt(), 4);
    QCOMPARE(json[u"metric"_s].toString(), u"cosine"_s);
    QVERIFY(json[u"distances"_s][0][0].toDouble() <= json[u"distances"_s][0][1].toDouble());
}

void TestCliEmbed::measuresWithTheirSettings()
{
    const Outcome outcome =
        embed({u"--labels"_s, m_cli.path(u"labels.txt"_s), u"--measures"_s, u"--to"_s, m_cli.path(u"m.csv"_s)});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const auto measures = measuresOf(outcome);
    QCOMPARE(measures[u"purity"_s][u"value"_s].toDouble(), 1.0);
    QCOMPARE(measures[u"purity"_s][u"settings"_s][u"k"_s].toInt(), 10);
    QCOMPARE(measures[u"layout_purity"_s][u"value"_s].toDouble(), 1.0);
    QCOMPARE(measures[u"knn_accuracy"_s][u"value"_s].toDouble(), 1.0);
    QCOMPARE(measures[u"knn_accuracy"_s][u"settings"_s][u"temperature"_s].toDouble(), 0.1);
    QVERIFY(measures[u"trustworthiness"_s][u"value"_s].toDouble() > 0.9);
    QCOMPARE(measures[u"trustworthiness"_s][u"settings"_s][u"k"_s].toInt(), 12);
    for (const QString &name : {u"continuity"_s, u"neighbors_kept"_s, u"silhouette"_s, u"uniformity"_s, u"rankme"_s,
                                u"effective_rank"_s, u"feature_std"_s})
        QVERIFY2(measures[name][u"value"_s].isDouble(), qPrintable(name));
    // Without labels and layout, what needs neither.
    const auto plain = measuresOf(embed({u"--measures"_s}));
    QVERIFY(!plain.contains(u"purity"_s) && !plain.contains(u"trustworthiness"_s));
    QCOMPARE(plain[u"rankme"_s][u"value"_s], measures[u"rankme"_s][u"value"_s]);
}

void TestCliEmbed::classNumbersMayBeLarge()
{
    QByteArray numbers;
    for (int i = 0; i < 300; ++i)
        numbers += QByteArray::number(100'000'000 + i % 5 * 1000) + '\n';
    write(u"numbers.txt"_s, numbers);
    const Outcome outcome = embed({u"--labels"_s, m_cli.path(u"numbers.txt"_s), u"--measures"_s, u"--method"_s,
                                   u"pca"_s, u"--to"_s, m_cli.path(u"numbers.csv"_s)});
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QCOMPARE(measuresOf(outcome)[u"knn_accuracy"_s][u"value"_s].toDouble(), 1.0);
    const auto lines = read(u"numbers.csv"_s).split('\n');
    QVERIFY2(lines[4].endsWith(",100003000"), lines[4].constData());
}

void TestCliEmbed::principalComponents()
{
    const Outcome outcome = embed({u"--method"_s, u"pca"_s, u"--to"_s, m_cli.path(u"pca.csv"_s)});
    QCOMPARE(outcome.status, 0);
    const QJsonArray shares = outcome.last()[u"explained_variance"_s].toArray();
    QCOMPARE(shares.size(), 2);
    QVERIFY(shares[0].toDouble() >= shares[1].toDouble() && shares[0].toDouble() + shares[1].toDouble() <= 1);
}

void TestCliEmbed::settingsChangeTheLayout()
{
    const auto layout = [&](const QStringList &more) {
        const QStringList common{u"--to"_s, m_cli.path(u"s.csv"_s), u"--set"_s, u"tsne.iterations=260"_s};
        return embed(common + more).status == 0 ? read(u"s.csv"_s) : QByteArray();
    };
    const QByteArray plain = layout({});
    QVERIFY(!plain.isEmpty());
    QCOMPARE(layout({u"--threads"_s, u"1"_s}), plain);
    QCOMPARE(layout({u"--threads"_s, u"3"_s}), plain);
    QVERIFY(layout({u"--set"_s, u"tsne.seed=2"_s}) != plain);
    QVERIFY(layout({u"--set"_s, u"tsne.perplexity=8"_s}) != plain);
    QVERIFY(layout({u"--metric"_s, u"euclidean"_s}) != plain);
    // More than 300 points have neighbours for: said, not hidden.
    const Outcome large = embed({u"--to"_s, m_cli.path(u"s.csv"_s), u"--set"_s, u"tsne.perplexity=500"_s});
    QCOMPARE(std::lround(large.last()[u"perplexity"_s].toDouble()), 100L);
}

void TestCliEmbed::tablesForPeople()
{
    const Outcome outcome =
        m_cli.run({u"embed"_s, u"--features"_s, m_cli.path(u"points.csv"_s), u"--labels"_s, m_cli.path(u"labels.txt"_s),
                   u"--measures"_s, u"--to"_s, m_cli.path(u"p.csv"_s)});
    QCOMPARE(outcome.status, 0);
    for (const char *word : {"300 samples of 8 dimensions", "KL divergence", "trustworthiness of the layout",
                             "k 12, metric cosine", "p.csv"})
        QVERIFY2(outcome.out.contains(word), outcome.out.constData());
}

void TestCliEmbed::helpSettings()
{
    const Outcome outcome = m_cli.run({u"embed"_s, u"--help-settings"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QMap<QString, QString> defaults;
    for (const QJsonObject &object : outcome.objects())
        defaults[object[u"key"_s].toString()] = object[u"default"_s].toString();
    QCOMPARE(defaults[u"tsne.perplexity"_s], u"30"_s);
    QCOMPARE(defaults[u"tsne.iterations"_s], u"1000"_s);
    QVERIFY(m_cli.run({u"embed"_s, u"--help-settings"_s}).out.contains("  tsne.exaggeration=12\n"));
}

void TestCliEmbed::stops()
{
    const auto process = m_cli.start({u"embed"_s, u"--json"_s, u"--features"_s, m_cli.path(u"points.csv"_s), u"--to"_s,
                                      m_cli.path(u"never.csv"_s), u"--set"_s, u"tsne.iterations=1000000"_s});
    QByteArray out;
    QVERIFY(!CliFixture::awaitObject(*process, out, [](const QJsonObject &object) {
                 return object[u"iteration"_s].toInt() > 0;
             }).isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const Outcome outcome = CliFixture::finish(*process, out);
    QCOMPARE(outcome.status, 130);
    QVERIFY(!QFile::exists(m_cli.path(u"never.csv"_s)));
}

void TestCliEmbed::embedsARun()
{
    QVERIFY(m_cli.makeShapes());
    const Outcome trained = m_cli.run(m_cli.trainArguments(u"p.tandem"_s, 2));
    QVERIFY2(trained.status == 0, trained.err.constData());
    m_run = trained.last()[u"run"_s].toString();
    const QStringList run{u"embed"_s, u"--json"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), m_run};
    const QStringList to{u"--to"_s, m_cli.path(u"run.csv"_s), u"--set"_s, u"tsne.iterations=260"_s, u"--measures"_s};
    const Outcome newest = m_cli.run(run + to);
    QVERIFY2(newest.status == 0, newest.err.constData());
    QCOMPARE(newest.last()[u"run"_s].toString(), m_run);
    QCOMPARE(newest.last()[u"epoch"_s].toInt(), 2);
    QVERIFY(measuresOf(newest).contains(u"purity"_s)); // a run has labels
    QVERIFY(!measuresOf(newest).contains(u"anchors_beaten"_s));
    const QByteArray layout = read(u"run.csv"_s);
    QVERIFY(layout.startsWith("sample,x,y,label\n"));
    const Outcome early = m_cli.run(run + to + QStringList{u"--epoch"_s, u"0"_s});
    QVERIFY2(early.status == 0, early.err.constData());
    QCOMPARE(early.last()[u"step"_s].toInt(), 0);
    QVERIFY(read(u"run.csv"_s) != layout);
    const Outcome projections = m_cli.run(run + to + QStringList{u"--space"_s, u"z"_s});
    QCOMPARE(projections.last()[u"dimension"_s].toInt(), 128);
    const auto measures = measuresOf(projections);
    QVERIFY(measures.contains(u"anchors_beaten"_s));
    const double alignment = measures[u"alignment"_s][u"value"_s].toDouble();
    QVERIFY2(alignment > 0 && alignment < 2, QByteArray::number(alignment)); // two views agree better than strangers
    const int measured = measures[u"alignment"_s][u"settings"_s][u"rows"_s].toInt(); // whose positive is known
    QVERIFY(measured > 0 && measured <= projections.last()[u"rows"_s].toInt());
    QCOMPARE(measures[u"anchors_beaten"_s][u"settings"_s][u"rows"_s].toInt(), measured);
    QVERIFY(!measuresOf(newest).contains(u"alignment"_s)); // positives are known of z alone
}

void TestCliEmbed::placesThatARunDidNotStore()
{
    const QStringList run{u"embed"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), m_run, u"--measures"_s};
    const Outcome epoch = m_cli.run(run + QStringList{u"--epoch"_s, u"77"_s});
    QCOMPARE(epoch.status, 1);
    QVERIFY2(epoch.sentence().contains(u"it stored no embedding of epoch 77, but of 0, 1, 2"_s), epoch.err.constData());
    const Outcome unknown =
        m_cli.run({u"embed"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), u"nobody"_s, u"--measures"_s});
    QCOMPARE(unknown.status, 1);
    QVERIFY(unknown.sentence().contains(u"No run of this project is named nobody"_s));
    QStringList without = m_cli.trainArguments(u"p.tandem"_s, 1);
    without << u"--set"_s << u"evaluate.probe_images=0"_s << u"--name"_s << u"bare"_s;
    QCOMPARE(m_cli.run(without).status, 0);
    const Outcome bare = m_cli.run({u"embed"_s, u"--project"_s, m_cli.path(u"p.tandem"_s), u"bare"_s, u"--measures"_s});
    QCOMPARE(bare.status, 1);
    QVERIFY2(bare.sentence().contains(u"it stored no embeddings"_s), bare.err.constData());
}

QTEST_GUILESS_MAIN(TestCliEmbed)
#include "tst_cli_embed.moc"
