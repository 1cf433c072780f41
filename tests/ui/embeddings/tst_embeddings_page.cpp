#include "core/config/settings_table.h"
#include "core/data/shapes.h"
#include "core/store/embedding_files.h"
#include "core/store/layout_files.h"
#include "core/store/run_writer.h"
#include "tests/ui/ui_testing.h"
#include "ui/embeddings/confusion_view.h"
#include "ui/embeddings/embeddings_page.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/map_comparison.h"
#include "ui/embeddings/map_panel.h"
#include "ui/embeddings/measures_panel.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/pair_browser.h"
#include "ui/embeddings/sample_images.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/source_bar.h"
#include "ui/embeddings/trouble_panel.h"
#include "ui/project_session.h"
#include "ui/widgets/labels.h"

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
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace tandem;

namespace {

constexpr std::uint32_t kClasses = 4, kPerClass = 30, kImages = kClasses * kPerClass;
constexpr int kPatienceMs = 60'000;

template <class T> T take(Result<T> result)
{
    if (!result)
        qFatal("%s", describe(result.error()).c_str());
    return std::move(*result);
}

/// Embeddings of a run over images in four folders: noise at first, four classes later.
EmbeddingRecord embeddingAt(std::int64_t epoch)
{
    EmbeddingRecord record;
    record.epoch = record.ordinal = epoch;
    record.step = epoch * 10;
    record.wallMs = 1'700'000'000'000 + epoch;
    record.featureDimension = 12;
    record.projectionDimension = 6;
    for (std::uint32_t i = 0; i < kImages; ++i) {
        record.samples.push_back(i);
        record.labels.push_back(static_cast<std::int32_t>(i / kPerClass));
        record.predicted.push_back(static_cast<std::int32_t>(i / kPerClass));
        record.positives.push_back(0.8F);
        for (std::uint32_t k = 0; k < 18; ++k) {
            const double noise = std::sin(12.9898 * (i + 1) + 78.233 * (k + 1) + 0.3 * static_cast<double>(epoch));
            const double centre = k % kClasses == i / kPerClass ? static_cast<double>(epoch) : 0.0;
            (k < 12 ? record.h : record.z).push_back(static_cast<float>(centre + noise));
        }
    }
    return record;
}

} // namespace

class TestEmbeddingsPage : public QObject {
    Q_OBJECT

    [[nodiscard]] ProjectLayout layout() const { return ProjectLayout(m_project.toStdString()); }

    void openSession()
    {
        m_session = take(ProjectSession::open(m_project, QStringLiteral(TANDEM_CLI)));
        m_page->setSession(m_session.get());
    }

    void reopen()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        m_page = std::make_unique<EmbeddingsPage>();
        m_page->resize(1200, 760);
        openSession();
        m_page->show();
    }

    /// A run on the images of the test's folder.
    std::unique_ptr<RunWriter> begin(const std::string &name, RunId &id, const QString &images)
    {
        Settings settings;
        settings.data.path = settings.data.testPath = images.toStdString();
        id = RunId::make();
        auto writer = take(RunWriter::create(layout(), {id, name, settingsToJson(settings)}));
        RunPlan plan;
        plan.settingsJson = settingsToJson(settings);
        plan.totalEpochs = 9;
        if (!writer->setPlan(plan))
            qFatal("no plan");
        return writer;
    }

    RunId addRun(const std::string &name, std::int64_t last, const QString &images)
    {
        RunId id;
        auto writer = begin(name, id, images);
        for (std::int64_t epoch = 0; epoch <= last; ++epoch)
            if (!writer->saveEmbedding(embeddingAt(epoch)))
                qFatal("no embedding");
        if (!writer->finish({RunState::Done, "sum", {}, 1}))
            qFatal("no end");
        return id;
    }

    [[nodiscard]] bool hasSettled() const
    {
        return m_page->director().count() > 0 && m_page->director().computed() == m_page->director().count() &&
               !m_page->director().isSettling() && m_page->analyst().map() && m_page->mapPanel().map().table() &&
               m_page->mapPanel().map().table()->column(QStringLiteral("trust"));
    }

    [[nodiscard]] std::int64_t measuredEpoch() const
    {
        const SpaceAnalysisPtr &space = m_page->analyst().space();
        return space ? space->moment->record.epoch : -1;
    }

    QString caption() const
    {
        for (const ElidedLabel *label : m_page->mapPanel().findChildren<ElidedLabel *>())
            if (label->text().contains(QStringLiteral("t-SNE")) || label->text().contains(QStringLiteral("PCA of")))
                return label->text();
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project, m_images;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<EmbeddingsPage> m_page;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = m_folder->filePath(QStringLiteral("p.tandem"));
        m_images = m_folder->filePath(QStringLiteral("images"));
        for (const char *name : {"ant", "bee", "cat", "dog"})
            testing::writeImages(m_images, QString::fromLatin1(name), kPerClass);
        QVERIFY(createProject(m_project.toStdString()));
        m_page = std::make_unique<EmbeddingsPage>();
        m_page->resize(1200, 760);
        openSession();
    }

    void cleanup()
    {
        m_page->setSession(nullptr);
        m_session.reset();
        m_page.reset();
    }

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
        QVERIFY(negatives->rowCount() > 0);
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
                       QStringLiteral("--set"), QStringLiteral("train.batch_size=40"), QStringLiteral("--set"),
                       QStringLiteral("train.epochs=2"), QStringLiteral("--set"),
                       QStringLiteral("train.warmup_epochs=0"), QStringLiteral("--set"),
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
