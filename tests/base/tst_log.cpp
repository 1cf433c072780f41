#include "core/base/log.h"

#include <QTest>

#include <string>
#include <thread>
#include <vector>

using namespace tandem;

class TestLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesGoToTheSink();
    void linesOfManyThreadsStayWhole();
};

void TestLog::linesGoToTheSink()
{
    log(LogLevel::Error, "dropped: nobody listens");
    std::vector<std::pair<LogLevel, std::string>> lines;
    setLogSink([&](LogLevel level, std::string_view line) { lines.emplace_back(level, line); });
    log(LogLevel::Info, "first");
    log(LogLevel::Error, "second");
    setLogSink({});
    log(LogLevel::Error, "dropped again");
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY(lines[0] == std::pair(LogLevel::Info, std::string("first")));
    QVERIFY(lines[1] == std::pair(LogLevel::Error, std::string("second")));
}

void TestLog::linesOfManyThreadsStayWhole()
{
    std::vector<std::string> lines; // unguarded: the log calls its sink one line at a time
    setLogSink([&](LogLevel, std::string_view line) { lines.emplace_back(line); });
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 500; ++i)
                    log(LogLevel::Debug, "a line");
            });
    }
    setLogSink({});
    QCOMPARE(lines.size(), std::size_t{2000});
    for (const std::string &line : lines)
        QCOMPARE(line, std::string("a line"));
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
