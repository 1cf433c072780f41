#include "chart_testing.h"
#include "ui/charts/points_dialog.h"
#include "ui/charts/vector_canvas.h"
#include "ui/charts/vector_chart.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace tandem;
using namespace tandem::test;

namespace {

VectorRecord record(std::string_view name, std::int64_t step, std::vector<float> values,
                    std::vector<std::string> labels = {})
{
    VectorRecord made;
    made.name = name;
    made.step = step;
    made.wallMs = step;
    made.values = std::move(values);
    made.labels = std::move(labels);
    return made;
}

} // namespace

class TestVectorChart : public QObject {
    Q_OBJECT

private:
    RunId m_id = RunId::make();

    RunChange change(std::string_view name, std::vector<VectorRecord> records, bool replace = true)
    {
        RunChange made;
        made.run = m_id;
        made.vectors.push_back({std::string(name), replace, std::move(records)});
        made.plan = RunPlan{};
        made.plan->stepsPerEpoch = 50;
        return made;
    }

    static ChartSpec specOf(std::string_view name)
    {
        ChartSpec spec;
        spec.vector = name;
        return spec;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setPalette(paletteOf(lightColors()));
    }

    void aHistogramOverTheRun()
    {
        ChartedRuns runs;
        runs.setRuns({entry(m_id, "run")});
        VectorChart chart(runs);
        chart.setSpec(specOf(vectors::kPositiveSimilarity));
        QVERIFY(!chart.chosen());
        QVERIFY(chart.summary().contains(QStringLiteral("first evaluation")));
        runs.apply(change(vectors::kPositiveSimilarity, {record(vectors::kPositiveSimilarity, 50, {0, 0, 0.5F, 0.5F}),
                                                         record(vectors::kPositiveSimilarity, 100, {0, 0, 0, 1})}));
        chart.takeData();
        QCOMPARE(chart.records().size(), std::size_t{2});
        QCOMPARE(*chart.chosen(), std::size_t{1}); // the newest
        QCOMPARE(chart.elementText(3), QStringLiteral("cosine 0.50 to 1.00"));
        const QImage &strip = chart.canvas()->strip();
        QCOMPARE(strip.size(), QSize(2, 4));
        QCOMPARE(strip.pixel(1, 0), viridis(1).rgb()); // cosine 1 is above, and all pairs are there
        QCOMPARE(strip.pixel(1, 3), viridis(0).rgb());
        QCOMPARE(strip.pixel(0, 0), strip.pixel(0, 1));
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(*chart.chosen(), std::size_t{0});
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(&chart, Qt::Key_Up);
        QCOMPARE(chart.readout(), QStringLiteral("epoch 1, cosine 0.50 to 1.00: 50.0 %"));
        // A chosen evaluation stays in view when more come; the newest one is followed.
        runs.apply(
            change(vectors::kPositiveSimilarity, {record(vectors::kPositiveSimilarity, 150, {1, 0, 0, 0})}, false));
        chart.takeData();
        QCOMPARE(*chart.chosen(), std::size_t{0});
        QTest::keyClick(&chart, Qt::Key_End);
        runs.apply(
            change(vectors::kPositiveSimilarity, {record(vectors::kPositiveSimilarity, 200, {1, 0, 0, 0})}, false));
        chart.takeData();
        QCOMPARE(*chart.chosen(), std::size_t{3});
        QVERIFY2(chart.summary().contains(QStringLiteral("4 evaluation(s)")), qPrintable(chart.summary()));
        chart.resize(400, 220);
        QVERIFY(!chart.grab().isNull());
        QCOMPARE(QAccessible::queryAccessibleInterface(&chart)->text(QAccessible::Value), chart.readout());
    }

    void layersAreNamed()
    {
        ChartedRuns runs;
        runs.setRuns({entry(m_id, "run")});
        VectorChart chart(runs);
        chart.setSpec(specOf(vectors::kLayerTrustRatio));
        runs.apply(change(vectors::kLayerTrustRatio,
                          {record(vectors::kLayerTrustRatio, 50, {0.001F, 0.1F}, {"conv1.weight", "fc.weight"})}));
        chart.takeData();
        chart.resize(400, 220);
        chart.grab();
        QCOMPARE(chart.canvas()->strip().pixel(0, 0), viridis(0).rgb()); // by orders of magnitude
        QCOMPARE(chart.canvas()->strip().pixel(0, 1), viridis(1).rgb());
        QTest::mouseClick(chart.canvas(), Qt::LeftButton, {}, QPoint(5, chart.canvas()->height() / 2 + 20));
        QCOMPARE(chart.readout(), QStringLiteral("epoch 1, fc.weight: 0.1"));
        PointsDialog dialog(chart);
        const QAbstractItemModelTester tester(dialog.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(dialog.model()->headerData(1, Qt::Vertical).toString(), QStringLiteral("fc.weight"));
        QCOMPARE(dialog.model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("epoch 1"));
    }

    void spreadIsSorted()
    {
        ChartedRuns runs;
        runs.setRuns({entry(m_id, "run")});
        VectorChart chart(runs);
        chart.setSpec(specOf(vectors::kFeatureStd));
        runs.apply(change(vectors::kFeatureStd, {record(vectors::kFeatureStd, 50, {0.1F, 0.3F, 0.2F})}));
        chart.takeData();
        QCOMPARE(chart.records()[0].values, (std::vector<float>{0.3F, 0.2F, 0.1F}));
        QCOMPARE(chart.elementText(1), QStringLiteral("rank 2 of 3"));
    }

    void thePanelShowsVectorsBesideCurves()
    {
        ChartsPanel panel;
        panel.setRuns({entry(m_id, "run")});
        panel.addChart(specOf(vectors::kNegativeSimilarity));
        QVERIFY(panel.interest().vectors.contains(std::string(vectors::kNegativeSimilarity)));
        panel.apply(change(vectors::kNegativeSimilarity, {record(vectors::kNegativeSimilarity, 50, {0.5F, 0.5F})}));
        panel.flush();
        auto *chart = qobject_cast<VectorChart *>(panel.cards().back());
        QVERIFY(chart);
        QCOMPARE(chart->records().size(), std::size_t{1});
        panel.resize(1000, 700);
        QVERIFY(!panel.grab().isNull());
    }
};

QTEST_MAIN(TestVectorChart)
#include "tst_vector_chart.moc"
