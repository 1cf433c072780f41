// What the page does when something changes under it: layouts that go on, files written anew, moments thinned out.

#include "core/analysis/warm_start.h"
#include "core/store/embedding_format.h"
#include "core/store/layout_files.h"
#include "tests/ui/embeddings/embeddings_page_fixture.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/map_comparison.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QFile>
#include <QSignalSpy>
#include <QSlider>
#include <QTabWidget>

#include <filesystem>

using namespace tandem;
using namespace tandem::test;

namespace {

/// Moments of these steps, each an epoch of ten.
std::vector<EmbeddingInfo> momentsAt(const std::vector<std::int64_t> &steps)
{
    std::vector<EmbeddingInfo> moments;
    for (const std::int64_t step : steps)
        moments.push_back({.epoch = step / 10, .step = step});
    return moments;
}

} // namespace

class TestEmbeddingsChanges : public EmbeddingsPageFixture {
    Q_OBJECT

    [[nodiscard]] PlacedMomentPtr newest() const
    {
        return m_page->director().layoutOf(m_page->source().moments().back().step);
    }

    [[nodiscard]] std::string embeddingFile(const RunId &id, std::int64_t step) const
    {
        return (layout().embeddings(id) / store::embeddingFileName(step)).string();
    }

    void writeFeatures(const QString &file, std::size_t rows)
    {
        const EmbeddingRecord record = embeddingAt(3);
        QFile features(file);
        QVERIFY(features.open(QIODevice::WriteOnly));
        for (std::size_t i = 0; i < rows; ++i) {
            QStringList row;
            for (std::size_t k = 0; k < 12; ++k)
                row << QString::number(static_cast<double>(record.h[i * 12 + k]));
            features.write(row.join(QLatin1Char(',')).toUtf8() + '\n');
        }
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { makeProject(); }
    void cleanup() { closeProject(); }

    void aStoredLayoutIsPushedAndThenLaidOutAnewInFull()
    {
        addRun("run", 0, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        const double cold = newest()->divergence;
        const auto stored = [this] { return !std::filesystem::is_empty(layoutFolder(layout())); };
        QTRY_VERIFY(std::filesystem::exists(layoutFolder(layout())) && stored());
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QVERIFY(!m_page->director().status()); // it was stored
        m_page->director().perturb();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->director().status(), kPatienceMs);
        m_page->director().settle();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->director().status()->iteration == 1000, kPatienceMs);
        QVERIFY2(newest()->divergence < 1.05 * cold, qPrintable(QString::number(newest()->divergence)));
    }

    void choosingWhatIsShownKeepsIt()
    {
        const RunId id = addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->showPlace({id, {}, {}, {}});
        QVERIFY(hasSettled());
        QCOMPARE(m_page->epochs().nearest(), 2);
        m_page->epochs().setPlace(0);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{0});
    }

    void aFileThatWasWrittenAnewIsReadAnew()
    {
        const QString file = m_folder->filePath(QStringLiteral("f.csv"));
        writeFeatures(file, 60);
        m_page->show();
        m_page->showPlace({{}, file, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QCOMPARE(m_page->mapPanel().map().table()->size(), std::size_t{60});
        writeFeatures(file, 90);
        m_page->showPlace({{}, file, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QCOMPARE(m_page->mapPanel().map().table()->size(), std::size_t{90});
        QCOMPARE(newest()->points.ids.size(), std::size_t{90});
    }

    void aPlaceAmongTheEpochsStaysAtItsStep()
    {
        EpochBar bar;
        bar.setMoments(momentsAt({0, 10, 20, 30, 40, 50}), 6);
        QCOMPARE(bar.step(), 50);
        bar.setPlace(2);
        bar.setMoments(momentsAt({0, 20, 40, 60}), 4); // every second one is thinned out
        QCOMPARE(bar.step(), 20);
        QCOMPARE(bar.place(), 1.0);
        bar.setMoments(momentsAt({0, 40, 80}), 3); // its own, too: next to it, on an epoch
        QVERIFY(bar.step() == 0 || bar.step() == 40);
        QCOMPARE(bar.place(), std::round(bar.place()));
        bar.setPlace(2);
        bar.setMoments(momentsAt({0, 40, 80, 120}), 4); // the end stays the end
        QCOMPARE(bar.step(), 120);
        bar.slider().setSliderDown(true);
        bar.setPlace(1.5);
        bar.setMoments(momentsAt({0, 80, 160}), 3); // on the way from 40 to 80
        QCOMPARE(bar.place(), 0.75);
    }

    void theMomentInThePlaceOfAThinnedOutOneIsShown()
    {
        const RunId id = addRun("run", 4, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->epochs().setPlace(1);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{1});
        std::filesystem::remove(embeddingFile(id, 10));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->source().moments().size(), std::size_t{4}, kPatienceMs);
        QVERIFY(m_page->epochs().step() == 0 || m_page->epochs().step() == 20);
        QTRY_COMPARE(measuredEpoch(), m_page->epochs().step() / 10);
    }

    /// As in a run of more than 200 evaluations, where one goes as its successor is stored.
    void aMomentFollowsOneThatWasThinnedOut()
    {
        const RunId id = addRun("run", 2, m_images);
        const EmbeddingReader reader(layout(), {id, {}, {}, {}});
        LayoutDirector director;
        director.setMoments(layout(), reader, momentsAt({0, 10}));
        QTRY_VERIFY_WITH_TIMEOUT(!director.isSettling() && director.computed() == 2, kPatienceMs);
        director.setMoments(layout(), reader, momentsAt({0, 20}));
        QTRY_VERIFY_WITH_TIMEOUT(!director.isSettling() && director.layoutOf(20), kPatienceMs);
        QVERIFY(director.status());
        QCOMPARE(director.status()->iteration, warmSettings({}).iterations);
    }

    void theCaptionIsOfWhatIsShown()
    {
        addRun("run", 0, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->layoutBar().perplexity().setValue(100); // 120 images allow less than 40
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && caption().contains(QStringLiteral("perplexity 39.67")), kPatienceMs);
        QTRY_VERIFY(caption().contains(QStringLiteral("trustworthiness")));
        // Each layout after a push is told without what was measured of the one before.
        int layouts = 0, stale = 0;
        connect(&m_page->director(), &LayoutDirector::layoutChanged, this, [&] {
            ++layouts;
            stale += caption().contains(QStringLiteral("trustworthiness")) ? 1 : 0;
        });
        m_page->director().perturb();
        QTRY_VERIFY_WITH_TIMEOUT(layouts > 0 && hasSettled() && caption().contains(QStringLiteral("trustworthiness")),
                                 kPatienceMs);
        QCOMPARE(stale, 0);
        disconnect(&m_page->director(), nullptr, this, nullptr);
    }

    void theMorphEndsWithTheComparison()
    {
        const RunId id = addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        MapComparison &comparison = m_page->comparison();
        const EmbeddingMap &map = m_page->mapPanel().map();
        QWidget *before = m_page->tabs().currentWidget();
        m_page->tabs().setCurrentWidget(&comparison);
        comparison.choose(id, 0, EmbeddingSpace::Features);
        QTRY_VERIFY_WITH_TIMEOUT(comparison.comparison(), kPatienceMs);
        const std::vector<float> plain = map.layout()->x;
        auto *morph = comparison.findChild<QSlider *>();
        morph->setValue(50);
        const std::vector<float> halfway = map.layout()->x;
        QVERIFY(halfway != plain);
        Q_EMIT m_page->analyst().measured(); // the map is drawn anew
        QCOMPARE(map.layout()->x, halfway);
        m_page->tabs().setCurrentWidget(before);
        QCOMPARE(map.layout()->x, plain);
        QCOMPARE(morph->value(), 0);
        m_page->tabs().setCurrentWidget(&comparison);
        morph->setValue(50);
        QSignalSpy compared(&comparison, &MapComparison::compared);
        comparison.choose(id, 1, EmbeddingSpace::Features);
        QTRY_VERIFY_WITH_TIMEOUT(!compared.isEmpty(), kPatienceMs);
        QCOMPARE(morph->value(), 0);
        QCOMPARE(map.layout()->x, plain);
        morph->setValue(50); // and the page may be closed
    }

    void whyNothingIsComparedIsTold()
    {
        const RunId id = addRun("run", 1, m_images);
        RunId bare;
        auto writer = begin("bare", bare, m_images);
        EmbeddingRecord record = embeddingAt(0);
        record.projectionDimension = 0;
        record.z.clear();
        QVERIFY(writer->saveEmbedding(record));
        QVERIFY(writer->finish({RunState::Done, "sum", {}, 1}));
        m_page->show();
        m_session->setSelectedRun(id);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->source().place().run == id, kPatienceMs);
        MapComparison &comparison = m_page->comparison();
        m_page->tabs().setCurrentWidget(&comparison);
        comparison.choose(bare, 0, EmbeddingSpace::Projections);
        QTRY_COMPARE(comparison.sentence(), QStringLiteral("This run has stored no z."));
        QFile damaged(QString::fromStdString(embeddingFile(bare, 0)));
        QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(damaged.size() - 3) && damaged.write("xyz") == 3);
        damaged.close();
        comparison.choose(bare, 0, EmbeddingSpace::Features);
        QTRY_VERIFY2(comparison.sentence().contains(damaged.fileName()), qPrintable(comparison.sentence()));
    }
};

int main(int argc, char **argv)
{
    const testing::Sandbox sandbox;
    QApplication application(argc, argv);
    TestEmbeddingsChanges test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_embeddings_changes.moc"
