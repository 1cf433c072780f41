#include "core/sweep/last_words.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class TestLastWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lastWordsAreFound_data();
    void lastWordsAreFound();
    void earlierProcessesAreNotQuoted();
    void missingLogSaysNothing();
};

namespace {

QString wordsOf(const tandem::Error &error)
{
    return QString::fromStdString(error.code == tandem::ErrorCode::LaunchFailed ? error.arguments.at(0)
                                                                                : tandem::describe(error));
}

} // namespace

void TestLastWords::lastWordsAreFound_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("words"); // of LaunchFailed; else the sentence
    const QString sentence = QStringLiteral("There is nothing at /data. Check the path.");
    const QByteArray json = "{\"run\":\"x\",\"error\":{\"code\":\"file-not-found\",\"message\":"
                            "\"There is nothing at /data. Check the path.\",\"arguments\":[\"/data\"]}}\n";
    QTest::newRow("empty") << QByteArray() << QStringLiteral("none");
    QTest::newRow("blank lines") << QByteArray("\n \n\n") << QStringLiteral("none");
    QTest::newRow("plain") << QByteArray("first\nlast\n\n") << QStringLiteral("last");
    QTest::newRow("no newline at the end") << QByteArray("first\nlast") << QStringLiteral("last");
    QTest::newRow("json") << json << sentence;
    QTest::newRow("chatter after json") << json + "corrupted double-linked list\nAborted\n" << sentence;
    QTest::newRow("progress without an error") << QByteArray("{\"step\":1}\n") << QStringLiteral("{\"step\":1}");
    QTest::newRow("null error") << QByteArray("{\"error\":null}\nKilled\n") << QStringLiteral("Killed");
    QTest::newRow("broken json") << QByteArray("{\"error\":{\"mess\n") << QStringLiteral("{\"error\":{\"mess");
    QTest::newRow("code of a newer program")
        << QByteArray("{\"error\":{\"code\":\"no-such-code\",\"message\":\"Something new.\"}}\n")
        << QStringLiteral("Something new.");
    QTest::newRow("full stop") << QByteArray("It is over.\n") << QStringLiteral("It is over");
    QTest::newRow("umlauts") << QByteArray("Datensatz für Prüfung fehlt\r\n")
                             << QString::fromUtf8("Datensatz für Prüfung fehlt");
    QTest::newRow("very long") << QByteArray(100'000, 'x') << QString(500, QLatin1Char('x')) + QChar(0x2026);
}

void TestLastWords::lastWordsAreFound()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("worker.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(log);
    file.close();
    QCOMPARE(wordsOf(tandem::lastWords(file.fileName().toStdString())), words);
}

void TestLastWords::earlierProcessesAreNotQuoted()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("worker.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"error\":{\"code\":\"no-labels\",\"arguments\":[\"of yesterday\"]}}\n");
    const qint64 end = file.pos();
    file.write("Killed\n");
    file.close();
    QCOMPARE(wordsOf(tandem::lastWords(file.fileName().toStdString(), end)), QStringLiteral("Killed"));
    QCOMPARE(wordsOf(tandem::lastWords(file.fileName().toStdString(), end + 7)), QStringLiteral("none"));
    QCOMPARE(wordsOf(tandem::lastWords(file.fileName().toStdString(), 1'000'000)), QStringLiteral("none"));
}

void TestLastWords::missingLogSaysNothing()
{
    QCOMPARE(wordsOf(tandem::lastWords("/no/such/log")), QStringLiteral("none"));
}

QTEST_GUILESS_MAIN(TestLastWords)
#include "tst_last_words.moc"
