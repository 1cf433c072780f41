#include "core/store/run_reader.h"
#include "tests/app/cli_process.h"
#include "ui/augment/past_pair.h"
#include "ui/augment/past_pair_dialog.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tandem;
using namespace Qt::StringLiterals;

/// The window makes the pairs of a past run again; the run's own process has stored some that its loader made.
class TestPastPair : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", m_cli.path(QStringLiteral("cache")).toUtf8());
        QVERIFY(m_cli.makeShapes());
    }

    void pairsAreTheLoaders_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("preset, test images") << QStringList{};
        QTest::newRow("held out and limited")
            << settings({u"data.hold_out=0.2"_s, u"data.limit=100"_s, u"data.test_path="_s, u"train.seed=77"_s});
        Pipeline pipeline = presetPipeline("simclr-v2");
        pipeline.size = 24;
        pipeline.operations.push_back({GaussianNoise{}, 0.7});
        QTest::newRow("own pipeline") << settings(
            {u"augment.pipeline="_s + QString::fromStdString(pipelineToJson(pipeline))});
        // One branch is changed, the other only cropped, as in the paper's study of compositions.
        for (std::size_t i = 1; i < pipeline.operations.size(); ++i)
            pipeline.operations[i].views = i % 2 == 0 ? ViewScope::Second : ViewScope::First;
        QTest::newRow("views made differently")
            << settings({u"augment.pipeline="_s + QString::fromStdString(pipelineToJson(pipeline))});
    }

    void pairsAreTheLoaders()
    {
        QFETCH(QStringList, more);
        const QString name = QStringLiteral("p%1.tandem").arg(++m_projects), project = m_cli.path(name);
        QVERIFY(createProject(project.toStdString()));
        const auto outcome = m_cli.run(m_cli.trainArguments(name, 2) + more);
        QVERIFY2(outcome.status == 0, outcome.err.constData());

        const ProjectLayout layout(project.toStdString());
        const auto runs = listRuns(layout);
        QVERIFY(runs && runs->size() == 1);
        const RunId id = runs->front().id;
        auto reader = RunReader::open(layout, id);
        QVERIFY(reader);
        const auto stored = (*reader)->pairs();
        QVERIFY(stored && stored->has_value());
        const PairsRecord &pairs = **stored;
        QVERIFY(!pairs.samples.empty());

        const auto run = openPastRun(layout, id);
        QVERIFY2(run.has_value(), run ? "" : describe(run.error()).c_str());
        const std::size_t bytes = 3 * static_cast<std::size_t>(pairs.size) * static_cast<std::size_t>(pairs.size);
        std::size_t offset = 0;
        for (const std::uint32_t sample : pairs.samples) {
            const auto made = pastPair(*run, static_cast<std::uint32_t>(pairs.epoch), sample);
            for (const PreviewView &view : made) {
                QCOMPARE(view.image.width(), pairs.size);
                for (int y = 0; y < pairs.size; ++y)
                    QVERIFY(std::equal(view.image.constScanLine(y), view.image.constScanLine(y) + 3 * pairs.size,
                                       pairs.pixels.data() + offset + static_cast<std::size_t>(3 * pairs.size * y)));
                offset += bytes;
            }
            const auto other = pastPair(*run, static_cast<std::uint32_t>(pairs.epoch) + 1, sample);
            QVERIFY(other[0].image != made[0].image);
        }

        PastPairDialog dialog(layout, *runs);
        QSignalSpy shown(&dialog, &PastPairDialog::shown);
        QTRY_VERIFY(!shown.isEmpty());
        dialog.choose(id, static_cast<int>(pairs.epoch), static_cast<int>(pairs.samples.back()));
        const auto last = pastPair(*run, static_cast<std::uint32_t>(pairs.epoch), pairs.samples.back());
        QTRY_COMPARE(dialog.pair()[1].image, last[1].image);
        // Its images are those that it stored, and it ran for two epochs.
        QVERIFY2(dialog.state().endsWith(u"what its trainer got."_s), qPrintable(dialog.state()));
        QCOMPARE(run->epochs, 2);
    }

    void whatIsGoneIsSaid()
    {
        const QString project = m_cli.path(QStringLiteral("empty.tandem"));
        QVERIFY(createProject(project.toStdString()));
        QVERIFY(!openPastRun(ProjectLayout(project.toStdString()), RunId::make()));
    }

private:
    static QStringList settings(const QStringList &assignments)
    {
        QStringList arguments;
        for (const QString &assignment : assignments)
            arguments << u"--set"_s << assignment;
        return arguments;
    }

    test::CliFixture m_cli;
    int m_projects = 0;
};

QTEST_MAIN(TestPastPair)
#include "tst_past_pair.moc"
