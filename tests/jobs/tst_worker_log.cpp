#include "core/jobs/worker_log.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class TestWorkerLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lastWordsAreFound_data();
    void lastWordsAreFound();
    void earlierProcessesAreNotQuoted();
    void missingLogSaysNothing();
};

void TestWorkerLog::lastWordsAreFound_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("words");
    const QString sentence = QStringLiteral("There is nothing at /data. Check the path.");
    const QByteArray json = "{\"run\":\"x\",\"error\":{\"code\":\"file-not-found\",\"sentence\":"
                            "\"There is nothing at /data. Check the path.\"}}\n";
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("blank lines") << QByteArray("\n \n\n") << QString();
    QTest::newRow("plain") << QByteArray("first\nlast\n\n") << QStringLiteral("last");
    QTest::newRow("no newline at the end") << QByteArray("first\nlast") << QStringLiteral("last");
    QTest::newRow("json") << json << sentence;
    QTest::newRow("chatter after json") << json + "corrupted double-linked list\nAborted\n" << sentence;
    QTest::newRow("progress without an error") << QByteArray("{\"step\":1}\n") << QStringLiteral("{\"step\":1}");
    QTest::newRow("null error") << QByteArray("{\"error\":null}\nKilled\n") << QStringLiteral("Killed");
    QTest::newRow("broken json") << QByteArray("{\"error\":{\"sent\n") << QStringLiteral("{\"error\":{\"sent");
    QTest::newRow("umlauts") << QByteArray("Datensatz für Prüfung fehlt\r\n")
                             << QString::fromUtf8("Datensatz für Prüfung fehlt");
    QTest::newRow("very long") << QByteArray(100'000, 'x') << QString(500, QLatin1Char('x')) + QChar(0x2026);
}

void TestWorkerLog::lastWordsAreFound()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("worker.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(log);
    file.close();
    QCOMPARE(tandem::lastWords(file.fileName().toStdString()), words);
}

void TestWorkerLog::earlierProcessesAreNotQuoted()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("worker.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"error\":{\"sentence\":\"of yesterday\"}}\n");
    const qint64 end = file.pos();
    file.write("Killed\n");
    file.close();
    QCOMPARE(tandem::lastWords(file.fileName().toStdString(), end), QStringLiteral("Killed"));
    QCOMPARE(tandem::lastWords(file.fileName().toStdString(), end + 7), QString());
}

void TestWorkerLog::missingLogSaysNothing()
{
    QCOMPARE(tandem::lastWords("/no/such/log"), QString());
}

QTEST_GUILESS_MAIN(TestWorkerLog)
#include "tst_worker_log.moc"
