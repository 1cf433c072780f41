#include "core/analysis/cosine.h"
#include "core/augment/renderer.h"
#include "core/data/shapes.h"
#include "tests/ui/augment/trained_project.h"
#include "tests/ui/ui_testing.h"
#include "ui/augment/encoder_picker.h"
#include "ui/augment/invariance_lab.h"
#include "ui/augment/invariance_plot.h"
#include "ui/augment/invariance_table.h"
#include "ui/augment/run_features.h"
#include "ui/data/dataset_loader.h"
#include "ui/project_session.h"
#include "ui/widgets/empty_state.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <cmath>

using namespace tandem;

namespace {

constexpr int kSide = 8; // of fake_encoder's views

/// What fake_encoder makes of a view: the means of its quarters by channel, less 100.
std::vector<float> quarters(const std::vector<std::uint8_t> &view)
{
    std::vector<float> h;
    for (int quarter = 0; quarter < 4; ++quarter)
        for (int channel = 0; channel < 3; ++channel) {
            double sum = 0;
            for (int y = 0; y < kSide / 2; ++y)
                for (int x = 0; x < kSide / 2; ++x)
                    sum += view[static_cast<std::size_t>(
                        3 * ((y + quarter / 2 * kSide / 2) * kSide + x + quarter % 2 * kSide / 2) + channel)];
            h.push_back(static_cast<float>(sum / 16 - 100));
        }
    return h;
}

std::vector<float> featureAt(const ImageView &image, const StrengthAxis &axis, double number, std::uint32_t sample)
{
    std::vector<std::uint8_t> square(3 * kSide * kSide), view(3 * kSide * kSide);
    renderForEvaluation(image, kSide, square);
    ViewRenderer renderer;
    renderer.render({square.data(), kSide, kSide}, viewAtStrength(axis, number, kSide, sample), view);
    return quarters(view);
}

} // namespace

class InvarianceTest : public QObject {
    Q_OBJECT
public:
    explicit InvarianceTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeShapes(m_box.path(QStringLiteral("shapes")).toStdString(), {.imagesPerClass = 20}).value());
        DatasetLoader loader;
        loader.open(m_box.path(QStringLiteral("shapes/train")));
        QTRY_VERIFY_WITH_TIMEOUT(loader.dataset(), 30'000);
        m_images = loader.dataset();
    }
    void init()
    {
        m_project = m_box.path(QStringLiteral("lab%1.tandem").arg(++m_projects));
        QVERIFY(createProject(m_project.toStdString()));
    }
    void cleanup()
    {
        m_lab.reset();
        m_encoder.reset();
        m_session.reset();
    }

    void sweepsHoldTheNeutralNumber()
    {
        for (const StrengthAxis &axis : strengthAxes()) {
            const auto numbers = sweepNumbers(axis);
            QCOMPARE(numbers.size(), axis.isSwitch ? std::size_t(2) : std::size_t(21));
            QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
            QVERIFY(std::find(numbers.begin(), numbers.end(), axis.neutral) != numbers.end());
            QCOMPARE(numbers.front(), axis.minimum);
            QCOMPARE(numbers.back(), axis.maximum);
            const auto ranked = rankingNumbers(axis);
            QCOMPARE(ranked.size(), axis.isSwitch ? std::size_t(1) : std::size_t(6));
            for (const double number : ranked)
                QVERIFY(number != axis.neutral && number >= axis.minimum && number <= axis.maximum);
        }
    }

    void onlyRunsWithACheckpointAreOffered()
    {
        addRun("with one");
        addRun("without", false);
        open();
        QSignalSpy changed(m_encoder.get(), &TrainedEncoder::runsChanged);
        m_encoder->refresh();
        QTRY_COMPARE(m_encoder->candidates().size(), std::size_t(1));
        QCOMPARE(m_encoder->chosen()->name, QStringLiteral("with one"));
        QVERIFY(m_encoder->chosen()->pipeline == presetPipeline("cifar"));
    }

    void theSelectedRunIsChosenFirst()
    {
        const RunId older = addRun("older");
        addRun("newer");
        open();
        m_session->setSelectedRun(older);
        m_encoder->refresh();
        QTRY_VERIFY(m_encoder->chosen());
        QCOMPARE(m_encoder->chosen()->name, QStringLiteral("older"));
    }

    void curveIsTheCosineOfWhatWasEncoded()
    {
        addRun("run");
        open();
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        QSignalSpy measured(&meter, &InvarianceMeter::curveMeasured);
        for (const char *word : {"brightness", "crop", "flip", "hue"}) {
            const StrengthAxis &axis = *findStrengthAxis(word);
            measured.clear();
            meter.sweep(axis, 17);
            QTRY_COMPARE(measured.size(), 1);
            const auto curve = measured[0][0].value<InvarianceCurvePtr>();
            QCOMPARE(curve->numbers, sweepNumbers(axis));
            QCOMPARE(curve->views.size(), curve->numbers.size());
            QCOMPARE(curve->original.width(), kSide);
            const ImageView image = m_images->images->image(17);
            const auto reference = featureAt(image, axis, axis.neutral, 17);
            for (std::size_t i = 0; i < curve->numbers.size(); ++i) {
                const auto feature = featureAt(image, axis, curve->numbers[i], 17);
                QVERIFY(std::abs(curve->h[i] - cosine(reference, feature)) < 1e-6);
                QVERIFY(std::abs(curve->z[i] - cosine(std::span(reference).first(4), std::span(feature).first(4))) <
                        1e-6);
                if (curve->numbers[i] == axis.neutral)
                    QCOMPARE(curve->h[i], 1.0);
            }
        }
        QTRY_VERIFY(meter.baseline().has_value());
        QVERIFY(meter.baseline()->h < 0.99 && meter.baseline()->h > -0.5);
    }

    void theNewestCurveCounts()
    {
        addRun("run");
        open();
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        QSignalSpy measured(&meter, &InvarianceMeter::curveMeasured);
        for (std::uint32_t sample = 0; sample < 15; ++sample)
            meter.sweep(*findStrengthAxis("contrast"), sample);
        QTRY_VERIFY(!meter.isBusy() && !measured.isEmpty());
        QCOMPARE(measured.size(), 1);
        QCOMPARE(measured[0][0].value<InvarianceCurvePtr>()->sample, 14U);
    }

    void rankingMeasuresEveryAxis()
    {
        addRun("run");
        open();
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        QSignalSpy rows(&meter, &InvarianceMeter::rowMeasured);
        QSignalSpy ended(&meter, &InvarianceMeter::rankingEnded);
        meter.rank();
        QVERIFY(meter.isRanking());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QCOMPARE(rows.size(), static_cast<int>(strengthAxes().size()));
        const auto samples = probeSamples(*m_images->images, InvarianceMeter::kImages);
        for (const QList<QVariant> &said : rows) {
            const auto row = said[0].value<InvarianceRow>();
            double h = 0;
            for (const std::uint32_t sample : samples) {
                const ImageView image = m_images->images->image(sample);
                const auto reference = featureAt(image, *row.axis, row.axis->neutral, sample);
                for (const double number : rankingNumbers(*row.axis))
                    h += cosine(reference, featureAt(image, *row.axis, number, sample)) /
                         static_cast<double>(rankingNumbers(*row.axis).size() * samples.size());
            }
            QVERIFY2(std::abs(row.h - h) < 1e-6, row.axis->word.c_str());
            QVERIFY(row.trained == trainedStrength(*row.axis, presetPipeline("cifar")));
        }
        // Stopped in the middle it is quiet at once.
        rows.clear();
        meter.rank();
        meter.stopRanking();
        QVERIFY(!meter.isRanking());
        QTest::qWait(50);
        QVERIFY(rows.isEmpty());
    }

    void rankingGoesOnWhenTheWorkerHasEnded()
    {
        addRun("run");
        open();
        m_encoder->setIdleLimit(50);
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        QSignalSpy ended(&meter, &InvarianceMeter::rankingEnded);
        meter.rank();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QTRY_VERIFY(!m_encoder->info());
        QSignalSpy rows(&meter, &InvarianceMeter::rowMeasured);
        meter.rank();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 30'000);
        QCOMPARE(rows.size(), static_cast<int>(strengthAxes().size()));
    }

    void anotherEncoderForgetsWhatWasMeasured()
    {
        addRun("one");
        const RunId other = addRun("two");
        open();
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        meter.rank();
        QTRY_VERIFY(meter.baseline().has_value());
        QSignalSpy measured(&meter, &InvarianceMeter::curveMeasured);
        meter.sweep(*findStrengthAxis("hue"), 1);
        const RunId first = m_encoder->chosen()->id;
        m_encoder->choose(first == other ? m_encoder->candidates().back().id : other);
        QVERIFY(!meter.baseline() && !meter.isRanking() && !meter.isBusy());
        QTest::qWait(100);
        QVERIFY(measured.isEmpty());
    }

    void failuresAreSaid()
    {
        addRun("run");
        open();
        InvarianceMeter meter(*m_encoder);
        meter.setImages(m_images->images);
        chooseFirst();
        m_encoder->setCheckpoint(QStringLiteral("best")); // which fake_encoder refuses
        QSignalSpy failed(&meter, &InvarianceMeter::failed);
        meter.sweep(*findStrengthAxis("hue"), 1);
        QTRY_VERIFY(!failed.isEmpty());
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("cannot be evaluated")));
        QVERIFY(!meter.isBusy());
    }

    void batchesAreThePipelinesViews()
    {
        addRun("run");
        open();
        chooseFirst();
        RunFeatures features(*m_encoder);
        QSignalSpy made(&features, &RunFeatures::made);
        RunFeatures::Request request{m_images->images, presetPipeline("imagenet"), 9, {3, 30, 40}};
        features.request(request);
        QTRY_COMPARE(made.size(), 1);
        const auto found = made[0][0].value<ViewFeaturesPtr>();
        request.pipeline.size = kSide; // the run's
        for (std::size_t view = 0; view < 2; ++view)
            for (std::size_t i = 0; i < 3; ++i) {
                const ImageView image = m_images->images->image(request.samples[i]);
                std::vector<std::uint8_t> pixels(3 * kSide * kSide);
                ViewRenderer().render(image,
                                      drawTrainingView(request.pipeline, image.width, image.height, 9, 1,
                                                       request.samples[i], static_cast<std::uint32_t>(view)),
                                      pixels);
                const auto expected = quarters(pixels);
                for (std::size_t k = 0; k < 4; ++k)
                    QVERIFY(std::abs((*found)[view][i][k] - expected[k]) < 1e-4F);
            }
    }

    void withoutARunTheLabTeaches()
    {
        open();
        showLab();
        QVERIFY(m_lab->findChild<EmptyState *>()->isVisible());
        m_lab->resize(900, 600);
        QApplication::processEvents();
        QVERIFY2(m_lab->minimumSizeHint().width() < 400, "once wide, it must become narrow again");
        QSignalSpy start(m_lab.get(), &InvarianceLab::startRequested);
        QTest::mouseClick(m_lab->findChild<EmptyState *>()->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(start.size(), 1);
    }

    void labFollowsImageOperationAndStrength()
    {
        addRun("run");
        open();
        showLab();
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve(), 20'000);
        QCOMPARE(m_lab->curve()->axis->word, std::string("brightness"));
        QCOMPARE(m_lab->curve()->sample, 5U);
        QVERIFY2(m_lab->sentence().contains(QStringLiteral("×0.60")), qPrintable(m_lab->sentence()));
        m_lab->chooseAxis(*findStrengthAxis("sobel"));
        QTRY_COMPARE(m_lab->curve()->axis->word, std::string("sobel"));
        QVERIFY(m_lab->sentence().contains(QStringLiteral("not in training")));
        m_lab->chooseSample(33);
        QTRY_COMPARE(m_lab->curve()->sample, 33U);
        m_lab->chooseAxis(*findStrengthAxis("rotation"));
        QTRY_COMPARE(m_lab->curve()->axis->word, std::string("rotation"));
        auto *strength = named<QSlider>(QStringLiteral("Strength"));
        m_lab->chooseNumber(-50); // the nearest that was measured
        QCOMPARE(strength->value(), 7);
        QCOMPARE(strength->accessibleDescription(), QStringLiteral("−54°"));
        strength->setFocus();
        QTest::keyClick(strength, Qt::Key_Right);
        QCOMPARE(strength->accessibleDescription(), QStringLiteral("−36°"));
    }

    void theCurveIsThatOfTheChoiceWhichCameBack()
    {
        addRun("run");
        open();
        showLab();
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve() && !m_lab->meter().isBusy(), 20'000);
        const QString sentence = m_lab->sentence();
        QSignalSpy measured(&m_lab->meter(), &InvarianceMeter::curveMeasured);
        m_lab->chooseAxis(*findStrengthAxis("contrast"));
        m_lab->chooseAxis(*findStrengthAxis("brightness"));
        QVERIFY(!m_lab->meter().isBusy());
        QCOMPARE(m_lab->sentence(), sentence);
        m_lab->chooseSample(33);
        m_lab->chooseSample(5);
        QCOMPARE(m_lab->sentence(), sentence);
        QTest::qWait(200);
        QVERIFY(measured.isEmpty());
        QCOMPARE(m_lab->curve()->axis->word, std::string("brightness"));
        QCOMPARE(m_lab->curve()->sample, 5U);
    }

    void nothingMeasuredIsNoScaleOfItsOwn()
    {
        addRun("run");
        open();
        m_lab = std::make_unique<InvarianceLab>(*m_encoder);
        const auto *plot = m_lab->findChild<InvariancePlot *>();
        const auto isEmpty = [&] {
            return plot->yAxis->range().lower == 0 && plot->yAxis->range().upper < 1.1 && !plot->xAxis->tickLabels();
        };
        QVERIFY(isEmpty());
        showLab();
        plot = m_lab->findChild<InvariancePlot *>();
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve(), 20'000);
        QVERIFY(plot->xAxis->tickLabels() && plot->xAxis->label().contains(QStringLiteral("Brightness")));
        m_lab->setImages(nullptr);
        QVERIFY(isEmpty() && plot->xAxis->label().isEmpty());
    }

    void anEmptyTableSaysWhatToDo()
    {
        InvarianceTable table;
        table.setHint(QStringLiteral("Rank them."));
        table.resize(500, 200);
        const QImage empty = table.viewport()->grab().toImage();
        table.setRow({&strengthAxes().front(), 0.5, 0.5, {}});
        const QImage filled = table.viewport()->grab().toImage();
        const QRect below(0, 60, 400, 120); // of the only row
        const QImage free = filled.copy(below);
        QVERIFY(free != empty.copy(below));
        for (int y = 0; y < free.height(); ++y)
            for (int x = 0; x < free.width(); ++x)
                QCOMPARE(free.pixel(x, y), free.pixel(0, 0)); // no hint any more
    }

    void rankingFillsTheTable()
    {
        addRun("run");
        open();
        showLab();
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve(), 20'000);
        auto *button = m_lab->findChild<QPushButton *>(QStringLiteral("rank"));
        QVERIFY(button);
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_lab->meter().isRanking(), 30'000);
        InvarianceTable &table = m_lab->table();
        QCOMPARE(table.topLevelItemCount(), static_cast<int>(strengthAxes().size()));
        for (int i = 0; i < table.topLevelItemCount(); ++i)
            QVERIFY(table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(table.topLevelItem(i)->text(0)) + 8);
        for (int i = 1; i < table.topLevelItemCount(); ++i) // most invariant first
            QVERIFY(table.topLevelItem(i - 1)->text(1).toDouble() >= table.topLevelItem(i)->text(1).toDouble());
        table.sortByColumn(0, Qt::AscendingOrder);
        QVERIFY(table.topLevelItem(0)->text(0) < table.topLevelItem(1)->text(0));
        QTest::keyClick(&table, Qt::Key_Home);
        table.setCurrentItem(table.topLevelItem(3));
        Q_EMIT table.itemActivated(table.topLevelItem(3), 0);
        QTRY_COMPARE(table.topLevelItem(3)->text(0),
                     m_lab->findChild<QComboBox *>(QStringLiteral("axis"))->currentText());
    }

    void theWindowIsNotBlocked_data()
    {
        QTest::addColumn<QString>("images");
        QTest::newRow("small images") << m_box.path(QStringLiteral("shapes/train"));
        QTest::newRow("photographs") << testing::writePhotographs(m_box.path(QStringLiteral("photographs")), 64);
    }

    void theWindowIsNotBlocked()
    {
        QFETCH(QString, images);
        DatasetLoader loader;
        loader.open(images);
        QTRY_VERIFY_WITH_TIMEOUT(loader.dataset(), 30'000);
        addRun("run");
        open();
        showLab();
        m_lab->setImages(loader.dataset());
        m_lab->setSamples({5, 33, 60});
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve(), 20'000);
        const testing::LoopWatch watch;
        m_lab->meter().rank();
        const auto axes = strengthAxes();
        for (int i = 0; i < 60; ++i) {
            m_lab->chooseAxis(axes[static_cast<std::size_t>(i) % axes.size()]);
            QTest::qWait(10);
        }
        QVERIFY(watch.ticks() > 20);
        testing::verifyAwake(watch);
    }

    void everythingIsNamed()
    {
        addRun("run");
        open();
        showLab();
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->curve(), 20'000);
        const QStringList unnamed = testing::unnamedFocusable(*m_lab);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QLatin1Char('\n'))));
    }

private:
    RunId addRun(const char *name, bool withCheckpoint = true) const
    {
        return testing::addTrainedRun(ProjectLayout(m_project.toStdString()), name, presetPipeline("cifar"),
                                      withCheckpoint);
    }
    void open()
    {
        auto session = ProjectSession::open(m_project, QStringLiteral(FAKE_ENCODER));
        QVERIFY(session);
        m_session = std::move(*session);
        m_encoder = std::make_unique<TrainedEncoder>();
        m_encoder->setSession(m_session.get());
    }
    void chooseFirst()
    {
        m_encoder->refresh();
        QTRY_VERIFY(m_encoder->chosen());
    }
    void showLab()
    {
        m_lab = std::make_unique<InvarianceLab>(*m_encoder);
        m_lab->setImages(m_images);
        m_lab->setSamples({5, 33, 60});
        m_lab->resize(640, 700);
        m_lab->show();
    }
    template <class Widget> [[nodiscard]] Widget *named(const QString &name) const
    {
        for (auto *widget : m_lab->template findChildren<Widget *>())
            if (widget->accessibleName() == name)
                return widget;
        qFatal("no widget is named %s", qPrintable(name));
    }

    const testing::Sandbox &m_box;
    int m_projects = 0;
    QString m_project;
    OpenDatasetPtr m_images;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<TrainedEncoder> m_encoder;
    std::unique_ptr<InvarianceLab> m_lab;
};

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    InvarianceTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_invariance.moc"
