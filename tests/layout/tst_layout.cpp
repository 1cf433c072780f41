#include "tests/layout/layout_check.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace tandem::layout;

namespace {

QByteArray joined(const std::vector<std::string> &lines)
{
    QByteArray text;
    for (const std::string &line : lines)
        text += QByteArray::fromStdString(line) + '\n';
    return text;
}

void plant(const std::filesystem::path &file, const std::string &text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBoxHasARule();
    void includesKeepTheLayers();
    void linksKeepTheLayers();
    void plantedInclude_data();
    void plantedInclude();
    void transitiveQtAndTorchIsFound();
    void plantedLink_data();
    void plantedLink();

private:
    const std::filesystem::path m_root = TANDEM_SOURCE_DIR;
    const LayerRules m_rules = readRules(m_root / "tests/layout/layers.txt");
    const LibraryNames m_names{TANDEM_QT_HEADERS};
};

void TestLayout::everyBoxHasARule()
{
    for (const auto &entry : std::filesystem::directory_iterator(m_root / "core"))
        if (entry.is_directory())
            QVERIFY2(m_rules.contains("core/" + entry.path().filename().string()), entry.path().c_str());
    // Without these the checks below would pass on anything.
    QCOMPARE(m_names.ofInclude("QWidget"), std::string("Qt6::Widgets"));
    QCOMPARE(m_names.ofInclude("QtWidgets/QWidget"), std::string("Qt6::Widgets"));
    QCOMPARE(m_names.ofInclude("QString"), std::string("Qt6::Core"));
    QCOMPARE(m_names.ofInclude("vector"), std::string());
    QCOMPARE(m_names.ofInclude("boost/any.hpp"), std::string("unknown"));
}

void TestLayout::includesKeepTheLayers()
{
    const QByteArray found = joined(checkIncludes(m_root, m_rules, m_names));
    QVERIFY2(found.isEmpty(), found.constData());
}

void TestLayout::linksKeepTheLayers()
{
    QVERIFY(std::filesystem::file_size(TANDEM_LINK_LINES) > 0);
    const QByteArray found = joined(checkLinks(TANDEM_LINK_LINES, m_rules));
    QVERIFY2(found.isEmpty(), found.constData());
}

void TestLayout::plantedInclude_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("include");
    QTest::addColumn<QString>("violation"); // empty: allowed
    using namespace Qt::StringLiterals;
    const auto row = [](const char *name, const QString &file, const QString &include, const QString &violation) {
        QTest::newRow(name) << file << include << violation;
    };
    row("own box", u"core/data/a.cpp"_s, u"\"core/data/image_set.h\""_s, {});
    row("allowed box", u"core/data/a.cpp"_s, u"\"core/base/result.h\""_s, {});
    row("allowed library", u"core/data/a.cpp"_s, u"<opencv2/core.hpp>"_s, {});
    row("standard", u"core/base/a.cpp"_s, u"<vector>"_s, {});
    row("posix", u"core/base/a.cpp"_s, u"<sys/mman.h>"_s, {});
    row("moc", u"ui/a.cpp"_s, u"\"a.moc\""_s, {});
    row("box above", u"core/base/a.cpp"_s, u"\"core/config/settings.h\""_s,
        u"core/base/a.cpp:2: core/base must not include core/config"_s);
    row("store in engine", u"core/engine/a.cpp"_s, u"\"core/store/run_writer.h\""_s,
        u"core/engine/a.cpp:2: core/engine must not include core/store"_s);
    row("engine in window", u"ui/pages/a.cpp"_s, u"\"core/engine/trainer.h\""_s,
        u"ui/pages/a.cpp:2: ui must not include core/engine"_s);
    row("torch in ui", u"ui/a.h"_s, u"<torch/torch.h>"_s, u"ui/a.h:2: ui must not include LibTorch"_s);
    row("ATen in data", u"core/data/a.cpp"_s, u"<ATen/Parallel.h>"_s,
        u"core/data/a.cpp:2: core/data must not include LibTorch"_s);
    row("Qt in engine", u"core/engine/a.cpp"_s, u"<QString>"_s,
        u"core/engine/a.cpp:2: core/engine must not include Qt6::Core"_s);
    row("Widgets in jobs", u"core/jobs/a.cpp"_s, u"<QtWidgets/QWidget>"_s,
        u"core/jobs/a.cpp:2: core/jobs must not include Qt6::Widgets"_s);
    row("Gui in jobs", u"core/jobs/a.cpp"_s, u"<QImage>"_s,
        u"core/jobs/a.cpp:2: core/jobs must not include Qt6::Gui"_s);
    row("SQLite in ui", u"ui/a.cpp"_s, u"<sqlite3.h>"_s, u"ui/a.cpp:2: ui must not include SQLite"_s);
    row("OpenCV in ui", u"ui/a.cpp"_s, u"<opencv2/imgproc.hpp>"_s, u"ui/a.cpp:2: ui must not include OpenCV"_s);
    row("Qt in command line", u"app/cli/a.cpp"_s, u"<QCoreApplication>"_s,
        u"app/cli/a.cpp:2: app/cli must not include Qt6::Core"_s);
    row("engine in window's main", u"app/window/main.cpp"_s, u"\"core/engine/trainer.h\""_s,
        u"app/window/main.cpp:2: app must not include core/engine"_s);
    row("new library", u"core/base/a.cpp"_s, u"<boost/any.hpp>"_s,
        u"core/base/a.cpp:2: boost/any.hpp belongs to no library that the layout test knows"_s);
    row("new box", u"core/novel/a.cpp"_s, u"<vector>"_s, u"core/novel/a.cpp: layers.txt has no line for its folder"_s);
}

void TestLayout::plantedInclude()
{
    QFETCH(QString, file);
    QFETCH(QString, include);
    QFETCH(QString, violation);
    QTemporaryDir tree;
    plant(tree.filePath(file).toStdString(), "#pragma once\n  #  include " + include.toStdString() + " // why\n");
    const QString found = QString::fromUtf8(joined(checkIncludes(tree.path().toStdString(), m_rules, m_names)));
    QCOMPARE(found, violation.isEmpty() ? QString() : violation + u'\n');
}

void TestLayout::transitiveQtAndTorchIsFound()
{
    QTemporaryDir tree;
    const std::filesystem::path root = tree.path().toStdString();
    plant(root / "core/jobs/window_side.h", "#include <QString>\n");
    plant(root / "core/engine/tensors.h", "#include <torch/torch.h>\n");
    plant(root / "app/both.cpp", "#include \"core/jobs/window_side.h\"\n#include \"core/engine/tensors.h\"\n");
    const QByteArray found = joined(checkIncludes(root, m_rules, m_names));
    QVERIFY2(found.contains("app/both.cpp: reaches both Qt and LibTorch"), found.constData());
    QVERIFY2(!found.contains("tensors.h: reaches"), found.constData());
}

void TestLayout::plantedLink_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("violation");
    using namespace Qt::StringLiterals;
    QTest::newRow("fine") << u"tandem_data core/data: tandem_options tandem::base opencv_core"_s << QString();
    QTest::newRow("torch") << u"tandem_data core/data: tandem::base /usr/lib/x/libtorch.so"_s
                           << u"tandem_data must not link /usr/lib/x/libtorch.so"_s;
    QTest::newRow("engine in ui") << u"tandem_ui ui: Qt6::Widgets tandem::engine"_s
                                  << u"tandem_ui must not link tandem::engine"_s;
    QTest::newRow("Widgets in core") << u"tandem_jobs core/jobs: Qt6::Core Qt6::Widgets"_s
                                     << u"tandem_jobs must not link Qt6::Widgets"_s;
    QTest::newRow("unknown library") << u"tandem_base core/base: Boost::any"_s
                                     << u"tandem_base must not link Boost::any"_s;
}

void TestLayout::plantedLink()
{
    QFETCH(QString, line);
    QFETCH(QString, violation);
    QTemporaryDir tree;
    const std::filesystem::path file = tree.filePath(QStringLiteral("links.txt")).toStdString();
    const std::string targets = "tandem_base core/base: \ntandem_engine core/engine: \n";
    plant(file, targets + line.toStdString() + "\n");
    const QString found = QString::fromUtf8(joined(checkLinks(file, m_rules)));
    QCOMPARE(found, violation.isEmpty() ? QString() : violation + u'\n');
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
