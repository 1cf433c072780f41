#include "core/exchange/crc32c.h"
#include "core/exchange/event_files.h"
#include "core/exchange/tensorboard.h"
#include "tests/exchange/exchange_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tandem;
using namespace tandem::test;

class TestTensorBoard : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    void write(const QString &file, const std::string &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    static std::string scalars(const std::vector<SeriesPoint> &points, const char *tag = "loss")
    {
        EventFileWriter writer(1000);
        for (const SeriesPoint &point : points)
            writer.addScalar(tag, point);
        return writer.bytes();
    }
    ProjectLayout newProject() const { return take(createProject(path("p.tandem").toStdString())); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void checksumsAreThePublishedOnes()
    {
        // RFC 3720, appendix B.4, and the check value of CRC-32C.
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(std::string(32, '\xff')), 0x62A8AB43U);
        std::string rising;
        for (char c = 0; c < 32; ++c)
            rising += c;
        QCOMPARE(crc32c(rising), 0x46DD794EU);
        QCOMPARE(maskedCrc32c("123456789"), ((0xE3069283U >> 15) | (0xE3069283U << 17)) + 0xA282EAD8U);
    }

    /// Byte for byte what the published messages say: a file's first record and a scalar.
    void bytesAreGolden()
    {
        EventFileWriter writer(1500);
        writer.addScalar("a", {300, 2000, 0.5});
        const std::string first = std::string("\x09\0\0\0\0\0\0\xf8\x3f", 9) + "\x1a\x0d"
                                                                               "brain.Event:2";
        const std::string second = std::string("\x09\0\0\0\0\0\0\0\x40", 9) + "\x10\xac\x02" + "\x2a\x0a" + "\x0a\x08" +
                                   "\x0a\x01"
                                   "a" +
                                   std::string("\x15\0\0\0\x3f", 5);
        std::string expected;
        for (const std::string &record : {first, second}) {
            std::string length(8, '\0');
            length[0] = static_cast<char>(record.size());
            const auto add = [&expected](std::uint32_t number) {
                for (int i = 0; i < 4; ++i)
                    expected += static_cast<char>(number >> (8 * i) & 255);
            };
            expected += length;
            add(maskedCrc32c(length));
            expected += record;
            add(maskedCrc32c(record));
        }
        QCOMPARE(QByteArray::fromStdString(writer.bytes()).toHex(), QByteArray::fromStdString(expected).toHex());
    }

    void whatIsWrittenIsRead()
    {
        std::vector<SeriesPoint> points;
        for (std::int64_t step = 0; step < 500; ++step)
            points.push_back({step, 1'700'000'000'000 + step * 40, std::sqrt(static_cast<double>(step))});
        points[7].value = std::numeric_limits<double>::quiet_NaN();
        points[8].value = std::numeric_limits<double>::infinity();
        write(path("x.tfevents"), scalars(points));
        const auto file = take(readEventFile(path("x.tfevents").toStdString()));
        QVERIFY(!file.isCutOff);
        QCOMPARE(file.records, std::size_t{501});
        const auto &read = file.scalars.at("loss");
        QCOMPARE(read.size(), points.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(read[i].step, points[i].step);
            QCOMPARE(read[i].wallMs, points[i].wallMs);
            const auto single = static_cast<double>(static_cast<float>(points[i].value));
            QVERIFY(read[i].value == single || (std::isnan(read[i].value) && std::isnan(single)));
        }
    }

    void damageIsToldAndCutsAreNot()
    {
        std::string bytes = scalars({{1, 1, 1}, {2, 2, 2}});
        write(path("cut.tfevents"), bytes.substr(0, bytes.size() - 5));
        const auto cut = take(readEventFile(path("cut.tfevents").toStdString()));
        QVERIFY(cut.isCutOff);
        QCOMPARE(cut.scalars.at("loss").size(), std::size_t{1});
        for (std::size_t place = 0; place < bytes.size(); place += 3) {
            std::string broken = bytes;
            broken[place] = static_cast<char>(broken[place] ^ 0x10);
            write(path("broken.tfevents"), broken);
            const auto read = readEventFile(path("broken.tfevents").toStdString());
            QVERIFY2(!read || read->isCutOff, qPrintable(QString::number(place)));
        }
        write(path("text.tfevents"), "this is no event file, but a line of words");
        const auto text = readEventFile(path("text.tfevents").toStdString());
        QVERIFY(!text);
        QVERIFY(text.error().arguments[1].find("no event file") != std::string::npos);
        QCOMPARE(readEventFile(path("missing").toStdString()).error().code, ErrorCode::FileNotFound);
    }

    void aRunGoesOutAndComesBack()
    {
        const ProjectLayout project = newProject();
        const RunId id = smallRun(project, "original");
        auto reader = take(RunReader::open(project, id));
        const auto file = take(exportTensorBoard(*reader, path("log").toStdString() + "/original"));
        QVERIFY(QFileInfo::exists(QString::fromStdString(file.string())));
        const auto again = take(exportTensorBoard(*reader, path("log").toStdString() + "/original"));
        QCOMPARE(again, file); // takes its place
        const auto runs = take(importTensorBoard(project, path("log").toStdString(), {}));
        QCOMPARE(runs.size(), std::size_t{1});
        QCOMPARE(runs[0].name, std::string("log/original"));
        auto copy = take(RunReader::open(project, runs[0].id));
        const auto summary = take(copy->summary());
        QCOMPARE(summary.state, RunState::Done);
        QCOMPARE(summary.step, 100);
        for (const SeriesInfo &info : take(reader->seriesInfo())) {
            const auto before = take(reader->points(info.name)), after = take(copy->points(info.name));
            QCOMPARE(after.size(), before.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                QCOMPARE(after[i].step, before[i].step);
                QCOMPARE(after[i].wallMs, before[i].wallMs);
                const auto single = static_cast<double>(static_cast<float>(before[i].value));
                QVERIFY(after[i].value == single || (std::isnan(after[i].value) && std::isnan(single)));
            }
        }
        QCOMPARE(take(copy->points("layer_trust_ratio/conv1.weight")).size(), std::size_t{2});
        QCOMPARE(take(copy->events()).front().kind, std::string("info"));
    }

    /// Each folder with event files is a run; several files of one are one run, in the order of their names.
    void foldersBecomeRuns()
    {
        const ProjectLayout project = newProject();
        write(path("log/a/events.out.tfevents.100.x"), scalars({{1, 1000, 1}, {2, 2000, 2}, {3, 3000, 3}}));
        write(path("log/a/events.out.tfevents.200.x"),
              scalars({{2, 9000, 20}, {3, 9100, 30}, {4, 9200, 40}})); // restarted
        write(path("log/b/deep/events.out.tfevents.100.x"), scalars({{5, 1, 5}}, "train/loss"));
        write(path("log/notes.txt"), "no log");
        write(path("log/empty/events.out.tfevents.1.x"), EventFileWriter(5).bytes());
        QVERIFY(holdsTensorBoardLogs(path("log").toStdString()));
        QVERIFY(!holdsTensorBoardLogs(path("log/notes.txt").toStdString()));
        const auto runs = take(importTensorBoard(project, path("log").toStdString(), {{"train/loss", "loss"}}));
        QCOMPARE(runs.size(), std::size_t{2});
        QCOMPARE(runs[1].name, std::string("log/b/deep"));
        const auto points = take(take(RunReader::open(project, runs[0].id))->points("loss"));
        QCOMPARE(points.size(), std::size_t{4}); // step 1 of the first file, all of the second
        QCOMPARE(points[1].value, 20.0);
        // The axis of relative time counts from a run's first event.
        QCOMPARE(take(take(RunReader::open(project, runs[0].id))->events()).front().wallMs, std::int64_t{1000});
        const auto summaries = take(listRuns(project));
        QCOMPARE(summaries.size(), std::size_t{2});
        QCOMPARE(summaries[0].loss.value_or(0), 5.0); // renamed, so the list shows it
        const auto nothing = importTensorBoard(project, path("log/empty").toStdString(), {});
        QCOMPARE(nothing.error().code, ErrorCode::FileCorrupt);
        QCOMPARE(take(listRuns(project)).size(), std::size_t{2}); // nothing half done
    }

    void aStopTakesInNoMore()
    {
        const ProjectLayout project = newProject();
        write(path("log/a/events.out.tfevents.100.x"), scalars({{1, 1000, 1}}));
        std::stop_source stop;
        stop.request_stop();
        const auto runs = take(importTensorBoard(project, path("log").toStdString(), {}, stop.get_token()));
        QVERIFY(runs.empty());
        QVERIFY(take(listRuns(project)).empty());
    }
};

QTEST_GUILESS_MAIN(TestTensorBoard)
#include "tst_tensorboard.moc"
