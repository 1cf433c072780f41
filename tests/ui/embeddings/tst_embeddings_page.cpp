#include "core/data/shapes.h"
#include "core/store/layout_files.h"
#include "tests/ui/embeddings/embeddings_page_fixture.h"
#include "ui/embeddings/confusion_view.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/map_comparison.h"
#include "ui/embeddings/measures_panel.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/pair_browser.h"
#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/source_bar.h"
#include "ui/embeddings/trouble_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QDoubleSpinBox>
#include <QFile>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace tandem;
using namespace tandem::test;

class TestEmbeddingsPage : public EmbeddingsPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { makeProject(); }
    void cleanup() { closeProject(); }

    void anEmptyProjectTeaches()
    {
        m_page->show();
        QVERIFY(!m_page->emptyText().isEmpty());
        QCOMPARE(testing::unnamedFocusable(*m_page), QStringList());
    }

    void aRunWithoutEmbeddingsSaysSo()
    {
        RunId id;
        begin("bare", id, m_images).reset();
        m_page->show();
        m_session->setSelectedRun(id);
        QTRY_COMPARE(m_page->source().state(), EmbeddingSource::State::None);
        QVERIFY(!m_page->emptyText().isEmpty());
    }

    void theMapOfARunAppearsMeasured()
    {
        addRun("run", 3, m_images);
        auto *measures = m_page->findChild<MeasuresModel *>();
        QVERIFY(measures);
        const QAbstractItemModelTester tester(measures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_page->show();
        testing::LoopWatch watch;
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY2(watch.longestWorkMs() < 50, qPrintable(QString::number(watch.longestWorkMs())));
        const PointTablePtr table = m_page->mapPanel().map().table();
        QCOMPARE(table->size(), std::size_t{kImages});
        QCOMPARE(table->dataset.size, kImages);
        for (const char *key : {"class", "predicted", "positive", "voted", "purity", "trust", "continuity", "kept"})
            QVERIFY2(table->column(QString::fromLatin1(key)), key);
        QCOMPARE(
            table->column(QStringLiteral("class"))->names,
            (QStringList{QStringLiteral("ant"), QStringLiteral("bee"), QStringLiteral("cat"), QStringLiteral("dog")}));
        QVERIFY(measures->rowCount() > 0);
        QVERIFY(m_page->source().images());
        QVERIFY2(caption().contains(QStringLiteral("KL")), qPrintable(caption()));
        QVERIFY2(caption().contains(QStringLiteral("trustworthiness")), qPrintable(caption()));
        QCOMPARE(*m_page->analyst().space()->vote.accuracy, 1.0); // epoch 3 tells the classes apart
        QCOMPARE(testing::unnamedFocusable(*m_page), QStringList());
    }

    void aTrainingIsFollowed()
    {
        RunId id;
        auto writer = begin("live", id, m_images);
        QVERIFY(writer->saveEmbedding(embeddingAt(0)));
        m_session->setSelectedRun(id);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QCOMPARE(m_page->epochs().nearest(), 0);
        for (std::int64_t epoch = 1; epoch <= 2; ++epoch) {
            QVERIFY(writer->saveEmbedding(embeddingAt(epoch)));
            QTRY_COMPARE_WITH_TIMEOUT(m_page->director().count(), static_cast<std::size_t>(epoch + 1), kPatienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
            QCOMPARE(m_page->epochs().nearest(), static_cast<int>(epoch));
            QTRY_COMPARE(measuredEpoch(), epoch);
        }
        // Who looks at an earlier epoch is left there.
        m_page->epochs().setPlace(0);
        QVERIFY(writer->saveEmbedding(embeddingAt(3)));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->director().computed(), std::size_t{4}, kPatienceMs);
        QCOMPARE(m_page->epochs().nearest(), 0);
        QVERIFY(writer->finish({RunState::Done, "sum", {}, 1}));
    }

    void trainingIsReplayed()
    {
        addRun("run", 3, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        EmbeddingMap &map = m_page->mapPanel().map();
        m_page->epochs().setPlace(0);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{0});
        const MapLayoutPtr first = map.layout();
        m_page->epochs().setPlace(1);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{1});
        const MapLayoutPtr second = map.layout();
        m_page->epochs().slider().setSliderDown(true); // in between while the mouse holds it
        m_page->epochs().setPlace(0.5);
        QVERIFY(first && second && map.layout());
        for (std::size_t point = 0; point < kImages; ++point)
            QVERIFY(std::abs(map.layout()->x[point] - (first->x[point] + second->x[point]) / 2) < 1e-5F);
        m_page->epochs().slider().setSliderDown(false);
        m_page->epochs().setPlace(3);
        m_page->epochs().setPlaying(true);
        QVERIFY(m_page->epochs().place() < 1); // from the beginning
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->epochs().isPlaying(), 20'000);
        QCOMPARE(m_page->epochs().nearest(), 3);
    }

    void layoutsAreKeptByContent()
    {
        addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        std::vector<std::vector<float>> before;
        for (const EmbeddingInfo &info : m_page->source().moments())
            before.push_back(m_page->director().layoutOf(info.step)->points.positions);
        const auto stored = [this] {
            std::error_code ignored;
            const std::filesystem::directory_iterator files(layoutFolder(layout()), ignored);
            return std::distance(std::filesystem::begin(files), std::filesystem::end(files));
        };
        QTRY_COMPARE(stored(), 3);
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY(!m_page->director().status()); // nothing was computed
        std::size_t i = 0;
        for (const EmbeddingInfo &info : m_page->source().moments())
            QCOMPARE(m_page->director().layoutOf(info.step)->points.positions, before[i++]);
        QCOMPARE(stored(), 3);
    }

    void aLayoutGoesOnWithAnotherPerplexityAPushAndAnew()
    {
        addRun("run", 1, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        const auto positions = [this] {
            return m_page->director().layoutOf(m_page->source().moments().back().step)->points.positions;
        };
        auto before = positions();
        m_page->layoutBar().perplexity().setValue(8);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && positions() != before, kPatienceMs);
        QVERIFY2(caption().contains(QStringLiteral("perplexity 8")), qPrintable(caption()));
        before = positions();
        m_page->director().perturb();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && positions() != before, kPatienceMs);
        before = positions();
        m_page->director().settle();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && positions() != before, kPatienceMs);
        m_page->layoutBar().setMethod(LayoutMethod::Pca);
        QTRY_VERIFY_WITH_TIMEOUT(caption().startsWith(QStringLiteral("PCA")) && hasSettled(), kPatienceMs);
        QCOMPARE(m_page->director().basisStep(), m_page->source().moments().back().step);
        m_page->layoutBar().setSpace(EmbeddingSpace::Projections);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QTRY_VERIFY(caption().contains(QStringLiteral("of z")));
        QVERIFY2(!caption().contains(QStringLiteral("axes of epoch")), qPrintable(caption()));
        m_page->epochs().setPlace(0); // whose variance is not the one that the axes are told for
        QTRY_VERIFY2(caption().contains(QStringLiteral("axes of epoch 1")), qPrintable(caption()));
    }

    void theSelectionIsShared()
    {
        addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        const PointTablePtr table = m_page->mapPanel().map().table();
        m_session->samples().select(table->dataset, SampleSet::of(kImages, std::vector<std::uint32_t>{3, 50, 119}),
                                    QStringLiteral("Test"));
        QCOMPARE(m_page->mapPanel().map().selectedCount(), 3U);
        m_page->mapPanel().selectByQuery(QStringLiteral("class=bee"));
        QTRY_COMPARE(m_session->samples().selectedOf(table->dataset).count(), kPerClass);
        m_page->epochs().setPlace(0); // it stays through the epochs
        QTRY_COMPARE(measuredEpoch(), std::int64_t{0});
        QCOMPARE(m_page->mapPanel().map().selectedCount(), kPerClass);
    }

    void selectedImagesHaveTrailsUnlessTheyAreSwitchedOff()
    {
        addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        EmbeddingMap &map = m_page->mapPanel().map();
        QVERIFY(map.trails().empty());
        m_session->samples().select(map.table()->dataset, SampleSet::of(kImages, std::vector<std::uint32_t>{3, 50}),
                                    QStringLiteral("Test"));
        QCOMPARE(map.trails().size(), std::size_t{3}); // of each moment up to this one
        m_page->epochs().setPlace(1);
        QTRY_COMPARE(map.trails().size(), std::size_t{2});
        QAction *trails = nullptr;
        for (QAction *action : m_page->menuActions())
            if (action != nullptr && action->text().contains(QStringLiteral("Trails")))
                trails = action;
        QVERIFY(trails && trails->isChecked());
        trails->trigger();
        QVERIFY(map.trails().empty());
        m_page->epochs().setPlace(2);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{2});
        QVERIFY(map.trails().empty());
        trails->trigger();
        QCOMPARE(map.trails().size(), std::size_t{3});
    }

    void featuresOfAFileNeedNoRun()
    {
        const EmbeddingRecord record = embeddingAt(3);
        QFile features(m_folder->filePath(QStringLiteral("f.csv"))),
            labels(m_folder->filePath(QStringLiteral("l.txt")));
        QVERIFY(features.open(QIODevice::WriteOnly) && labels.open(QIODevice::WriteOnly));
        for (std::size_t i = 0; i < kImages; ++i) {
            QStringList row;
            for (std::size_t k = 0; k < 12; ++k)
                row << QString::number(static_cast<double>(record.h[i * 12 + k]));
            features.write(row.join(QLatin1Char(',')).toUtf8() + '\n');
            labels.write(QByteArray::number(record.labels[i]) + '\n');
        }
        features.close();
        labels.close();
        m_page->show();
        m_page->showPlace({{}, features.fileName(), {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY(!m_page->mapPanel().map().table()->column(QStringLiteral("class")));
        QVERIFY(!m_page->source().images());
        m_page->showPlace({{}, features.fileName(), labels.fileName(), m_images});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->source().images(), kPatienceMs);
        QTRY_VERIFY(m_page->mapPanel().map().table()->column(QStringLiteral("class")));
        // Numbers with gaps are names, of the images' classes where those are known.
        const auto classNames = [this] {
            return m_page->mapPanel().map().table()->column(QStringLiteral("class"))->names;
        };
        QVERIFY(labels.open(QIODevice::WriteOnly));
        for (std::size_t i = 0; i < kImages; ++i)
            labels.write(i % 2 == 0 ? "1\n" : "3\n");
        labels.close();
        m_page->showPlace({{}, features.fileName(), labels.fileName(), m_images});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->mapPanel().map().table() && hasSettled(), kPatienceMs);
        QCOMPARE(classNames(), (QStringList{QStringLiteral("bee"), QStringLiteral("dog")}));
        QVERIFY(labels.open(QIODevice::WriteOnly));
        for (std::size_t i = 0; i < kImages; ++i)
            labels.write(i % 2 == 0 ? "100000000\n" : "7\n");
        labels.close();
        m_page->showPlace({{}, features.fileName(), labels.fileName(), {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->mapPanel().map().table() && hasSettled(), kPatienceMs);
        QCOMPARE(classNames(), (QStringList{QStringLiteral("7"), QStringLiteral("100000000")}));
        m_page->showPlace({{}, m_folder->filePath(QStringLiteral("nothing.npy")), {}, {}});
        QSignalSpy failures(m_page.get(), &Page::failed);
        QTRY_VERIFY(!failures.isEmpty() || m_page->source().state() == EmbeddingSource::State::Failed);
    }

    void imagesThatAreGoneCostOnlyTheirPictures()
    {
        addRun("run", 1, m_folder->filePath(QStringLiteral("nowhere")));
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY(!m_page->source().images());
        QVERIFY(!m_page->source().imageTrouble().isEmpty());
        QCOMPARE(m_page->mapPanel().map().table()->size(), std::size_t{kImages});
    }

    void troubleIsFoundAndMarksAreKept()
    {
        addRun("run", 3, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        NegativesModel *negatives = &m_page->trouble().negatives();
        const QAbstractItemModelTester tester(negatives, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_page->tabs().setCurrentWidget(&m_page->trouble());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->analyst().trouble(), kPatienceMs);
        QCOMPARE(negatives->rowCount(), 8); // 32 to 4096 images
        QVERIFY(!negatives->index(0, 2).data().toString().contains(QStringLiteral("≈")));
        QVERIFY(negatives->index(7, 2).data().toString().startsWith(QStringLiteral("≈"))); // 120 are too few
        QCOMPARE(m_page->trouble().confusion().model().total(), kImages);
        PairModel &pairs = m_page->trouble().pairs().model();
        QVERIFY(pairs.rowCount() > 0);
        for (const SamplePair &pair : pairs.pairs())
            QVERIFY(pair.cosine > pair.positive);
        const SamplePair marked = pairs.pairAt(0);
        QVERIFY(pairs.setData(pairs.index(0, PairModel::Mark), Qt::Checked, Qt::CheckStateRole));
        QSignalSpy requests(&m_page->trouble(), &TroublePanel::imagesRequested);
        Q_EMIT m_page->trouble().confusion().imagesRequested({1, 2}, QStringLiteral("these"));
        QCOMPARE(requests.size(), 1);
        QCOMPARE(m_page->tabs().currentWidget(), &m_page->table());
        QVERIFY(m_page->table().model().isLimited());
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->tabs().setCurrentWidget(&m_page->trouble());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->analyst().trouble(), kPatienceMs);
        const SamplePair &again = m_page->trouble().pairs().model().pairAt(0);
        QCOMPARE(std::pair(again.a, again.b), std::pair(marked.a, marked.b));
        QVERIFY(again.isNearDuplicate);
    }

    void twoEmbeddingsAreCompared()
    {
        const RunId id = addRun("run", 3, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        MapComparison &comparison = m_page->comparison();
        m_page->tabs().setCurrentWidget(&comparison);
        comparison.choose(id, 3, EmbeddingSpace::Features); // with itself
        QTRY_VERIFY_WITH_TIMEOUT(comparison.comparison(), kPatienceMs);
        QVERIFY(std::abs(comparison.comparison()->cka->debiased - 1) < 1e-6);
        QCOMPARE(comparison.comparison()->overlap.mean, 1.0);
        comparison.choose(id, 0, EmbeddingSpace::Features); // noise
        QTRY_VERIFY_WITH_TIMEOUT(comparison.comparison()->cka->debiased < 0.9, kPatienceMs);
        QVERIFY(comparison.comparison()->overlap.mean < 1);
        QCOMPARE(comparison.comparison()->common.size(), std::size_t{kImages});
        m_session->samples().select(comparison.map().table()->dataset,
                                    SampleSet::of(kImages, std::vector<std::uint32_t>{7, 8}), QStringLiteral("Test"));
        QCOMPARE(comparison.map().selectedCount(), 2U);
        QCOMPARE(m_page->mapPanel().map().selectedCount(), 2U);
    }

    void comparedMapsShareTheHoverMorphAndListWhatChanged()
    {
        const RunId id = addRun("run", 3, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        MapComparison &comparison = m_page->comparison();
        m_page->tabs().setCurrentWidget(&comparison);
        comparison.choose(id, 0, EmbeddingSpace::Features);
        QTRY_VERIFY_WITH_TIMEOUT(comparison.comparison(), kPatienceMs);
        const EmbeddingComparison &both = *comparison.comparison();
        EmbeddingMap &here = m_page->mapPanel().map();
        // A point that the mouse rests on is marked on the other map, both ways.
        const auto hover = [](EmbeddingMap &map, std::size_t point) {
            const QPointF place = map.placeOf(point);
            QMouseEvent event(QEvent::MouseMove, place, map.mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
            QApplication::sendEvent(&map, &event);
        };
        hover(here, 17);
        QTRY_VERIFY(here.hoveredPoint() >= 0);
        QCOMPARE(comparison.map().linkedPoint(), here.hoveredPoint()); // both have all images, in one order
        hover(comparison.map(), 90);
        QTRY_VERIFY(comparison.map().hoveredPoint() >= 0);
        QCOMPARE(here.linkedPoint(), comparison.map().hoveredPoint());
        // Half-way each point lies in the middle between its places, at the end where the other map has it.
        auto *morph = comparison.findChild<QSlider *>();
        QVERIFY(morph && morph->isEnabled());
        const MapLayoutPtr first = here.layout();
        const auto there = [&](std::size_t point, std::size_t axis) { return both.positions[2 * point + axis]; };
        for (const int percent : {50, 100}) {
            morph->setValue(percent);
            const float share = static_cast<float>(percent) / 100;
            for (std::size_t point = 0; point < kImages; ++point) {
                const double x = (static_cast<double>(there(point, 0)) - first->frame.centerX) / first->frame.half;
                const double expected = static_cast<double>(first->x[point]) * (1 - share) + x * share;
                QVERIFY(std::abs(static_cast<double>(here.layout()->x[point]) - expected) < 1e-4);
            }
        }
        morph->setValue(0);
        QCOMPARE(here.layout()->x, first->x);
        // Those whose neighbors have least in common are listed; nobody left out has fewer.
        QSignalSpy requests(&comparison, &MapComparison::imagesRequested);
        for (QPushButton *button : comparison.findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Images that changed most"))
                button->click();
        QCOMPARE(requests.size(), 1);
        const auto listed = requests[0][0].value<std::vector<std::uint32_t>>();
        QVERIFY(!listed.empty() && listed.size() < kImages);
        double mostListed = 0, leastLeft = 1;
        for (std::uint32_t point = 0; point < kImages; ++point) {
            const bool isListed = std::find(listed.begin(), listed.end(), point) != listed.end();
            const auto share = static_cast<double>(both.overlap.perPoint[point]);
            if (isListed)
                mostListed = std::max(mostListed, share);
            else
                leastLeft = std::min(leastLeft, share);
        }
        QVERIFY(mostListed <= leastLeft);
        QCOMPARE(m_page->tabs().currentWidget(), &m_page->table());
        QTRY_COMPARE(m_page->table().model().rowCount(), static_cast<int>(listed.size()));
    }

    /// A real training, followed from its first step; then an image file is dropped on it.
    void aRealRunIsFollowedAndEncodesADroppedImage()
    {
        const QString shapes = m_folder->filePath(QStringLiteral("shapes"));
        ShapesOptions options;
        options.imagesPerClass = 12;
        QVERIFY(makeShapes(shapes.toStdString(), options));
        QProcess trainer;
        trainer.start(QStringLiteral(TANDEM_CLI),
                      {QStringLiteral("train"), QStringLiteral("--project"), m_project, QStringLiteral("--data"),
                       shapes + QStringLiteral("/train"), QStringLiteral("--test-data"),
                       shapes + QStringLiteral("/test"), QStringLiteral("--set"), QStringLiteral("encoder.width=0.25"),
                       QStringLiteral("--set"), QStringLiteral("augment.size=16"), QStringLiteral("--set"),
                       QStringLiteral("train.batch_size=40"), QStringLiteral("--set"), QStringLiteral("train.epochs=2"),
                       QStringLiteral("--set"), QStringLiteral("train.warmup_epochs=0"), QStringLiteral("--set"),
                       QStringLiteral("train.threads=1")});
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(trainer.state() == QProcess::NotRunning, 120'000);
        QCOMPARE(trainer.exitCode(), 0);
        m_page->sourceBar().refresh();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->director().count(), std::size_t{3}, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        const PointTablePtr table = m_page->mapPanel().map().table();
        QVERIFY(table->column(QStringLiteral("loss")));
        const std::string name = m_page->source().images()->dataset()->images->name(table->samples[5]);
        Q_EMIT m_page->mapPanel().imageDropped(shapes + QStringLiteral("/train/") + QString::fromStdString(name));
        NeighborModel &neighbors = m_page->neighbors().model();
        QTRY_VERIFY_WITH_TIMEOUT(neighbors.rowCount() > 0, kPatienceMs);
        QCOMPARE(m_page->tabs().currentWidget(), &m_page->neighbors());
        QCOMPARE(neighbors.neighbors()[0].point, 5U); // itself
        QVERIFY(neighbors.neighbors()[0].cosine > 0.99F);
        // It has a place on the map: among its nearest images, and not where most of the others are.
        const EmbeddingMap &map = m_page->mapPanel().map();
        QTRY_VERIFY_WITH_TIMEOUT(!map.foreignPicture().isNull(), kPatienceMs);
        const auto distance = [&](std::size_t point) {
            return std::hypot(static_cast<double>(map.layout()->x[point]) - map.foreignPlace().x(),
                              static_cast<double>(map.layout()->y[point]) - map.foreignPlace().y());
        };
        std::size_t nearer = 0;
        for (std::size_t point = 0; point < map.layout()->size(); ++point)
            nearer += distance(point) < distance(5);
        QVERIFY2(nearer < map.layout()->size() / 10, qPrintable(QString::number(nearer)));
        // Other epochs are of other weights, with which it cannot be compared.
        m_page->epochs().setPlace(0);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{0});
        QVERIFY(map.foreignPicture().isNull());
        QCOMPARE(neighbors.rowCount(), 0);
        QVERIFY(!m_page->neighbors().emptyText().isEmpty());
        m_page->epochs().setPlace(2);
        QTRY_VERIFY(!map.foreignPicture().isNull());
        QTRY_VERIFY(neighbors.rowCount() > 0);
        // A layout that moves takes its place along.
        const QPointF before = map.foreignPlace();
        m_page->director().perturb();
        QTRY_VERIFY_WITH_TIMEOUT(!map.foreignPicture().isNull() && map.foreignPlace() != before, kPatienceMs);
        // Dropped while another epoch is shown: that of the weights is shown again. PCA says that it shows no place.
        m_page->layoutBar().setMethod(LayoutMethod::Pca);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY(map.foreignPicture().isNull());
        m_page->epochs().setPlace(0);
        QCOMPARE(m_page->epochs().nearest(), 0);
        const QSignalSpy notices(m_page.get(), &Page::noticed);
        Q_EMIT m_page->mapPanel().imageDropped(shapes + QStringLiteral("/train/") + QString::fromStdString(name));
        QTRY_VERIFY_WITH_TIMEOUT(!notices.isEmpty(), kPatienceMs);
        QCOMPARE(m_page->epochs().nearest(), 2);
        QTRY_VERIFY(neighbors.rowCount() > 0);
    }
};

int main(int argc, char **argv)
{
    const testing::Sandbox sandbox;
    QApplication application(argc, argv);
    TestEmbeddingsPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_embeddings_page.moc"
