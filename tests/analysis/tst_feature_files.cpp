#include "core/analysis/feature_files.h"
#include "core/analysis/npy_array.h"
#include "core/analysis/tsne_settings.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <fstream>
#include <limits>

using namespace tandem;

namespace {

/// A NumPy file as numpy.save writes it, or one that says something else.
std::string npy(const std::string &type, const std::string &shape, const std::string &data,
                const std::string &order = "False", char version = 1)
{
    std::string header = "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
    header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');
    header += '\n';
    std::string bytes = std::string("\x93NUMPY") + version + '\0';
    bytes.push_back(static_cast<char>(header.size() & 0xFF));
    bytes.push_back(static_cast<char>(header.size() >> 8));
    if (version > 1)
        bytes.append(2, '\0');
    return bytes + header + data;
}

template <class T> std::string bytesOf(const std::vector<T> &values)
{
    std::string bytes(values.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

} // namespace

class TestFeatureFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void npyOfEveryKind_data();
    void npyOfEveryKind();
    void fortranOrderIsTurned();
    void tables_data();
    void tables();
    void brokenFeatures_data();
    void brokenFeatures();
    void labels_data();
    void labels();
    void brokenLabels_data();
    void brokenLabels();
    void missingFiles();
    void settingsAreReadBack();
    void wrongSettings_data();
    void wrongSettings();

private:
    std::filesystem::path written(const std::string &name, const std::string &bytes)
    {
        const std::filesystem::path path = m_folder.filePath(QString::fromStdString(name)).toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    QTemporaryDir m_folder;
};

void TestFeatureFiles::npyOfEveryKind_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const std::string &bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    row("f4", npy("<f4", "(3, 2)", bytesOf<float>({1, -2, 3, 4, 5, 0})));
    row("f8", npy("<f8", "(3, 2)", bytesOf<double>({1, -2, 3, 4, 5, 0})));
    row("f2", npy("<f2", "(3, 2)", bytesOf<std::uint16_t>({0x3C00, 0xC000, 0x4200, 0x4400, 0x4500, 0})));
    row("i4", npy("<i4", "(3, 2)", bytesOf<std::int32_t>({1, -2, 3, 4, 5, 0})));
    row("i8", npy("<i8", "(3, 2)", bytesOf<std::int64_t>({1, -2, 3, 4, 5, 0})));
    row("i1", npy("|i1", "(3, 2)", bytesOf<std::int8_t>({1, -2, 3, 4, 5, 0})));
    row("version 2", npy("<f4", "(3, 2)", bytesOf<float>({1, -2, 3, 4, 5, 0}), "False", 2));
    row("other quotes", [] {
        std::string bytes = npy("<f4", "(3,2)", bytesOf<float>({1, -2, 3, 4, 5, 0}));
        for (char &c : bytes)
            c = c == '\'' ? '"' : c;
        return bytes;
    }());
    row("more bytes than values", npy("<f4", "(3, 2)", bytesOf<float>({1, -2, 3, 4, 5, 0, 99})));
}

void TestFeatureFiles::npyOfEveryKind()
{
    QFETCH(QByteArray, bytes);
    const auto table = readFeatures(written("a.npy", bytes.toStdString()));
    QVERIFY2(table, table ? "" : describe(table.error()).c_str());
    QCOMPARE(table->rows, 3);
    QCOMPARE(table->dimension, 2);
    QVERIFY(table->values == (std::vector<float>{1, -2, 3, 4, 5, 0}));
}

void TestFeatureFiles::fortranOrderIsTurned()
{
    const auto table =
        readFeatures(written("a.npy", npy("<f4", "(3, 2)", bytesOf<float>({1, 3, 5, -2, 4, 0}), "True")));
    QVERIFY(table);
    QVERIFY(table->values == (std::vector<float>{1, -2, 3, 4, 5, 0}));
    const auto three = parseNpy(npy("<f4", "(2, 1, 2)", bytesOf<float>({1, 3, 2, 4}), "True"), "a.npy");
    QVERIFY(three->values == (std::vector<double>{1, 2, 3, 4}));
    QVERIFY(three->shape == (std::vector<std::int64_t>{2, 1, 2}));
}

void TestFeatureFiles::tables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("commas") << QByteArray("1,-2\n3,4\n5,0\n");
    QTest::newRow("no end of line") << QByteArray("1,-2\n3,4\n5,0");
    QTest::newRow("heading") << QByteArray("x,y\n1,-2\n3,4\n5,0\n");
    QTest::newRow("semicolons") << QByteArray("1; -2\n3; 4\n5; 0\n");
    QTest::newRow("tabs") << QByteArray("1\t-2\n3\t4\n5\t0\n");
    QTest::newRow("blanks") << QByteArray("  1   -2\n3 4  \n5 0\n");
    QTest::newRow("Windows") << QByteArray("\xEF\xBB\xBFx,y\r\n1,-2\r\n3,4\r\n5,0\r\n");
    QTest::newRow("empty lines") << QByteArray("\n1,-2\n\n3,4\n5,0\n\n");
    QTest::newRow("exponents and signs") << QByteArray("+1e0,-2.0\n0.3e1,4\n5,0.000\n");
}

void TestFeatureFiles::tables()
{
    QFETCH(QByteArray, text);
    const auto table = readFeatures(written("a.csv", text.toStdString()));
    QVERIFY2(table, table ? "" : describe(table.error()).c_str());
    QCOMPARE(table->rows, 3);
    QVERIFY(table->values == (std::vector<float>{1, -2, 3, 4, 5, 0}));
}

void TestFeatureFiles::brokenFeatures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sentence"); // a part of it
    const auto row = [](const char *name, const char *file, const std::string &bytes, const char *sentence) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray::fromStdString(bytes) << QByteArray(sentence);
    };
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    const std::string good = npy("<f4", "(2, 2)", bytesOf<float>({1, 2, 3, 4}));
    row("no npy", "a.npy", "hello world, this is text", "it is no NumPy file");
    row("empty", "a.npy", "", "it is no NumPy file");
    row("cut in the header", "a.npy", good.substr(0, 40), "it is no NumPy file");
    row("cut in the values", "a.npy", good.substr(0, good.size() - 3), "it ends before all values");
    row("complex", "a.npy", npy("<c8", "(1, 2)", std::string(16, '\0')), "its values are of type <c8");
    row("objects", "a.npy", npy("|O", "(1, 2)", std::string(16, '\0')), "its values are of type |O");
    row("big-endian", "a.npy", npy(">f4", "(1, 2)", std::string(8, '\0')), "save it as little-endian");
    row("one side", "a.npy", npy("<f4", "(4,)", bytesOf<float>({1, 2, 3, 4})),
        "its shape is 4; features have two sides");
    row("three sides", "a.npy", npy("<f4", "(1, 2, 2)", bytesOf<float>({1, 2, 3, 4})), "its shape is 1 x 2 x 2");
    row("no side", "a.npy", npy("<f4", "()", bytesOf<float>({1})), "its shape is a single number");
    row("no rows", "a.npy", npy("<f4", "(0, 5)", ""), "there is no value in it");
    row("a huge promise", "a.npy", npy("<f4", "(4294967296, 4294967296)", "abcd"), "it ends before all values");
    row("negative side", "a.npy", npy("<f4", "(-1, 2)", "abcd"), "it is no NumPy file");
    row("NaN", "a.npy", npy("<f4", "(2, 2)", bytesOf<float>({1, 2, nan, 4})), "row 1 (the first is 0) has a value");
    row("infinity", "a.npy", npy("<f4", "(2, 2)", bytesOf<float>({infinity, 2, 3, 4})), "row 0 (the first is 0)");
    row("beyond single precision", "a.npy", npy("<f8", "(1, 1)", bytesOf<double>({1e300})), "infinite");
    row("ragged", "a.csv", "1,2\n3,4,5\n", "line 2 has 3 values where the lines before have 2");
    row("a word", "a.csv", "1,2\n3,four\n", "line 2, column 2 is no number: \"four\"");
    row("a word in the first column", "a.csv", "x,y\ncat,2\n", "line 2, column 1 is no number: \"cat\"");
    row("an empty field", "a.csv", "1,2\n3,\n", "line 2, column 2 is no number: \"\"");
    row("nan as text", "a.csv", "1,2\nnan,2\n", "row 1 (the first is 0) has a value");
    row("nothing", "a.csv", "\n\n", "there is no value in it");
    row("a heading alone", "a.csv", "x,y\n", "there is no value in it");
}

void TestFeatureFiles::brokenFeatures()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sentence);
    const auto path = written(name.toStdString(), bytes.toStdString());
    const auto table = readFeatures(path);
    QVERIFY(!table);
    QVERIFY(table.error().code == ErrorCode::UnusableArray);
    const std::string text = describe(table.error());
    QVERIFY2(text.find(sentence.toStdString()) != text.npos, text.c_str());
    QVERIFY2(text.find(path.string()) != text.npos, text.c_str());
}

void TestFeatureFiles::labels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("expected");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, const char *file, const std::string &bytes, const QList<int> &expected,
                        const QStringList &names = {}) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray::fromStdString(bytes) << expected << names;
    };
    row("npy", "l.npy", npy("<i8", "(4,)", bytesOf<std::int64_t>({2, -5, 0, 1})), {2, -1, 0, 1});
    row("npy column", "l.npy", npy("|u1", "(3, 1)", std::string("\2\0\1", 3)), {2, 0, 1});
    row("numbers", "l.txt", "2\n-1\n0\n1\n", {2, -1, 0, 1});
    row("numbers with gaps", "l.txt", "100000007\n-1\n9\n\n9\n", {1, -1, 0, -1, 0},
        {QStringLiteral("9"), QStringLiteral("100000007")});
    row("npy with gaps", "l.npy", npy("<i4", "(3,)", bytesOf<std::int32_t>({2147483647, -1, 0})), {1, -1, 0},
        {QStringLiteral("0"), QStringLiteral("2147483647")});
    row("numbers of none", "l.txt", "-1\n\n-3\n", {-1, -1, -1});
    row("words", "l.txt", "dog\ncat\n\ndog\n", {1, 0, -1, 1}, {QStringLiteral("cat"), QStringLiteral("dog")});
    row("numbers and words are words", "l.csv", "7\ncat\n", {0, 1}, {QStringLiteral("7"), QStringLiteral("cat")});
}

void TestFeatureFiles::labels()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, expected);
    QFETCH(QStringList, names);
    const auto table = readLabels(written(name.toStdString(), bytes.toStdString()));
    QVERIFY2(table, table ? "" : describe(table.error()).c_str());
    QVERIFY(std::equal(table->labels.begin(), table->labels.end(), expected.begin(), expected.end()));
    QCOMPARE(static_cast<qsizetype>(table->classNames.size()), names.size());
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(QString::fromStdString(table->classNames[static_cast<std::size_t>(i)]), names[i]);
}

void TestFeatureFiles::brokenLabels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const char *file, const std::string &bytes, const char *sentence) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray::fromStdString(bytes) << QByteArray(sentence);
    };
    row("fractions", "l.npy", npy("<f4", "(2,)", bytesOf<float>({1, 2})), "labels are whole numbers");
    row("a matrix", "l.npy", npy("<i4", "(2, 2)", bytesOf<std::int32_t>({1, 2, 3, 4})), "an array of shape 2 x 2");
    row("too large", "l.npy", npy("<i8", "(1,)", bytesOf<std::int64_t>({std::int64_t{1} << 40})),
        "the label of row 0 is too large");
    row("two labels", "l.csv", "1\n2,3\n", "line 2 has more than one label");
}

void TestFeatureFiles::brokenLabels()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sentence);
    const auto table = readLabels(written(name.toStdString(), bytes.toStdString()));
    QVERIFY(!table);
    const std::string text = describe(table.error());
    QVERIFY2(text.find(sentence.toStdString()) != text.npos, text.c_str());
}

void TestFeatureFiles::missingFiles()
{
    const auto features = readFeatures("/nowhere/features.npy");
    QVERIFY(features.error().code == ErrorCode::FileNotFound);
    QVERIFY(readLabels("/nowhere/labels.txt").error().code == ErrorCode::FileNotFound);
}

void TestFeatureFiles::settingsAreReadBack()
{
    const TsneSettings defaults;
    TsneSettings settings;
    for (const TsneSettingField &field : tsneSettingsTable()) {
        QVERIFY(setTsneSetting(settings, field.key, tsneSettingText(defaults, field)));
        QVERIFY(std::string_view(field.key).starts_with("tsne."));
        QVERIFY(*field.help != '\0' && *field.label != '\0');
    }
    QVERIFY(settings == defaults);
    QVERIFY(setTsneSetting(settings, "tsne.perplexity", "12.5"));
    QCOMPARE(settings.perplexity, 12.5);
    QVERIFY(setTsneSetting(settings, "tsne.iterations", "750"));
    QCOMPARE(settings.iterations, 750);
    QVERIFY(setTsneSetting(settings, "tsne.repulsion", "grid"));
    QVERIFY(settings.repulsion == RepulsionMethod::Grid);
    QCOMPARE(resolvedLearningRate(defaults, 1000), 200.0);
    QCOMPARE(resolvedLearningRate(defaults, 60000), 5000.0);
    QCOMPARE(resolvedLearningRate({.learningRate = 7}, 60000), 7.0);
}

void TestFeatureFiles::wrongSettings_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *key, const char *value, const char *sentence) {
        QTest::addRow("%s=%s", key, value) << QByteArray(key) << QByteArray(value) << QByteArray(sentence);
    };
    row("tsne.perplexty", "30", "Did you mean tsne.perplexity?");
    row("tsne.perplexity", "1", "it takes a number from 2 to 1000");
    row("tsne.perplexity", "nan", "it takes a number from 2 to 1000");
    row("tsne.perplexity", "30x", "it takes a number from 2 to 1000");
    row("tsne.iterations", "10.5", "it takes a whole number from 0 to 1000000");
    row("tsne.momentum", "1", "from 0 to 0.99");
    row("tsne.repulsion", "fast", "it takes one of auto, exact, grid");
}

void TestFeatureFiles::wrongSettings()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, sentence);
    TsneSettings settings;
    const auto result = setTsneSetting(settings, key.toStdString(), value.toStdString());
    QVERIFY(!result);
    const std::string text = describe(result.error());
    QVERIFY2(text.find(sentence.toStdString()) != text.npos, text.c_str());
    QVERIFY(settings == TsneSettings());
}

QTEST_GUILESS_MAIN(TestFeatureFiles)
#include "tst_feature_files.moc"
