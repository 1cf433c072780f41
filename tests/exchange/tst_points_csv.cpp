#include "core/exchange/csv.h"
#include "tests/exchange/exchange_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tandem;
using namespace tandem::test;

class TestPointsCsv : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<RunReader> m_run;
    RunSummary m_summary;

private Q_SLOTS:
    void initTestCase()
    {
        const ProjectLayout project = take(createProject(m_folder.filePath(QStringLiteral("p.tandem")).toStdString()));
        m_run = take(RunReader::open(project, smallRun(project, "wide, \"τ 0.5\"")));
        m_summary = take(m_run->summary());
    }

    void allPointsAreWritten()
    {
        std::string csv;
        const auto written = writePoints(*m_run, m_summary, [&csv](std::string_view lines) -> Result<void> {
            csv += lines;
            return {};
        });
        QVERIFY(take(written));
        std::int64_t points = 0;
        for (const SeriesInfo &info : take(m_run->seriesInfo()))
            points += static_cast<std::int64_t>(take(m_run->points(info.name)).size());
        QCOMPARE(static_cast<std::int64_t>(std::count(csv.begin(), csv.end(), '\n')), points);
        QVERIFY2(csv.find(",\"wide, \"\"τ 0.5\"\"\",loss,50,1,1700000002000,3.8\n") != std::string::npos, csv.c_str());
    }

    void aStopWritesNothingMore()
    {
        std::stop_source stop;
        stop.request_stop();
        int pieces = 0;
        const auto written = writePoints(
            *m_run, m_summary,
            [&pieces](std::string_view) -> Result<void> {
                ++pieces;
                return {};
            },
            stop.get_token());
        QVERIFY(!take(written));
        QCOMPARE(pieces, 0);
    }

    void aFullDiskEndsIt()
    {
        const auto written = writePoints(*m_run, m_summary, [](std::string_view) -> Result<void> {
            return Error{ErrorCode::DiskFull, {"/scratch"}, {}};
        });
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::DiskFull);
    }
};

QTEST_GUILESS_MAIN(TestPointsCsv)
#include "tst_points_csv.moc"
