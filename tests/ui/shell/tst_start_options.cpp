#include "ui/shell/start_options.h"

#include <QCoreApplication>
#include <QTest>

using namespace tandem;

namespace {

Result<StartOptions> parse(const QStringList &arguments)
{
    return parseStartOptions(QStringList{QStringLiteral("tandem")} + arguments);
}

} // namespace

class StartOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingAsked();
    void everythingAsked();
    void helpNamesEveryOption();
    void wrongUse_data();
    void wrongUse();
};

void StartOptionsTest::nothingAsked()
{
    const auto options = parse({});
    QVERIFY(options);
    QVERIFY(options->project.isEmpty() && !options->page && !options->theme && !options->resetLayout);
    QVERIFY(options->help.isEmpty() && !options->version);
}

void StartOptionsTest::everythingAsked()
{
    const auto options = parse({QStringLiteral("a b.tandem"), QStringLiteral("--page=runs"), QStringLiteral("--theme"),
                                QStringLiteral("dark"), QStringLiteral("--reset-layout"), QStringLiteral("--version")});
    QVERIFY(options);
    QCOMPARE(options->project, QStringLiteral("a b.tandem"));
    QVERIFY(options->page == PageId::Runs);
    QVERIFY(options->theme == ThemeChoice::Dark);
    QVERIFY(options->resetLayout && options->version);
}

void StartOptionsTest::helpNamesEveryOption()
{
    const auto options = parse({QStringLiteral("--help")});
    QVERIFY(options);
    for (const char *word : {"PROJECT", "--page", "embeddings", "--theme", "--reset-layout", "--version"})
        QVERIFY2(options->help.contains(QLatin1String(word)), word);
}

void StartOptionsTest::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("option") << QStringList{QStringLiteral("--colour")} << QStringLiteral("colour");
    QTest::newRow("page") << QStringList{QStringLiteral("--page=plots")} << QStringLiteral("plots");
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme=purple")} << QStringLiteral("purple");
    QTest::newRow("two projects") << QStringList{QStringLiteral("a"), QStringLiteral("b")} << QStringLiteral("b");
}

void StartOptionsTest::wrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto options = parse(arguments);
    QVERIFY(!options);
    QCOMPARE(options.error().code, ErrorCode::BadUsage);
    QVERIFY(QString::fromStdString(options.error().arguments.at(0)).contains(named));
}

QTEST_GUILESS_MAIN(StartOptionsTest)
#include "tst_start_options.moc"
