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
#include <limits>

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

    /// A run whose embedding of one epoch is not finite.
    RunId addDivergedRun(std::int64_t last, std::int64_t diverged)
    {
        RunId id;
        auto writer = begin("run", id, m_images);
        for (std::int64_t epoch = 0; epoch <= last; ++epoch) {
            EmbeddingRecord record = embeddingAt(epoch);
            if (epoch == diverged)
                record.h[7] = std::numeric_limits<float>::quiet_NaN();
            if (!writer->saveEmbedding(record))
                qFatal("no embedding");
        }
        if (!writer->finish({RunState::Done, "sum", {}, 1}))
            qFatal("no end");
        return id;
    }

    /// The last bytes are others; header and size are what they were.
    static void spoil(const std::string &path)
    {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadWrite) || !file.seek(file.size() - 3) || file.write("xyz") != 3)
            qFatal("not spoiled: %s", path.c_str());
    }

    [[nodiscard]] QString note() const
    {
        for (const ElidedLabel *label : m_page->findChildren<ElidedLabel *>())
            if (label->text().contains(QStringLiteral("left out")))
                return label->text();
        return {};
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

    /// One file is cut off, one is spoiled, one is of a training that diverged.
    void epochsThatCannotBeReadHideNoOthers()
    {
        const RunId id = addDivergedRun(5, 3);
        const std::string cutOff = embeddingFile(id, 50);
        std::filesystem::resize_file(cutOff, std::filesystem::file_size(cutOff) - 100);
        spoil(embeddingFile(id, 10));
        QSignalSpy failures(m_page.get(), &Page::failed);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->director().count() == 3, kPatienceMs);
        QCOMPARE(m_page->source().unreadable().size(), std::size_t{3});
        QCOMPARE(m_page->epochs().step(), 40);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{4});
        QCOMPARE(failures.size(), 1); // the first is told, the line names all
        QVERIFY2(note().contains(QStringLiteral("left out: 1, 3, 5.")), qPrintable(note()));
        m_page->epochs().setPlace(0);
        QTRY_COMPARE(measuredEpoch(), std::int64_t{0});
        // A file that is another is tried again.
        EmbeddingRecord whole = embeddingAt(3);
        ++whole.wallMs;
        QVERIFY(store::writeEmbeddingFile(layout().embeddings(id), whole));
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->director().count() == 4, kPatienceMs);
        QVERIFY2(note().contains(QStringLiteral("left out: 1, 5.")), qPrintable(note()));
        // A file that looks as before is not, until the run is chosen once more.
        QVERIFY(store::writeEmbeddingFile(layout().embeddings(id), embeddingAt(1)));
        QTest::qWait(3 * EmbeddingSource::kLookEveryMs);
        QVERIFY2(note().contains(QStringLiteral("left out: 1, 5.")), qPrintable(note()));
        m_page->showPlace({id, {}, {}, {}});
        QVERIFY(m_page->source().unreadable().empty());
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled() && m_page->director().count() == 5, kPatienceMs);
        QTRY_VERIFY2(note().contains(QStringLiteral("left out: 5.")), qPrintable(note()));
    }

    /// A training that diverges while somebody looks: the layouts that were under way go on.
    void anUnreadableNewestStopsNoLayout()
    {
        const RunId id = addDivergedRun(2, 2);
        const EmbeddingReader reader(layout(), {id, {}, {}, {}});
        const auto whole = momentsAt({0, 10}), broken = momentsAt({0, 10, 20});
        const auto isDone = [](const LayoutDirector &director) {
            return !director.isSettling() && director.computed() == 2 && director.count() == 2;
        };
        { // found by somebody else before the director has looked at it, while an older one is due
            LayoutDirector director;
            director.setMoments(layout(), reader, whole);
            QTRY_VERIFY_WITH_TIMEOUT(director.layoutOf(10) && !director.isSettling(), kPatienceMs);
            director.setMoments(layout(), reader, broken);
            director.setMoments(layout(), reader, whole);
            QTRY_VERIFY_WITH_TIMEOUT(isDone(director), kPatienceMs);
        }
        { // found by the director, when the one before had not settled: that goes on from where it was
            LayoutDirector director;
            QSignalSpy unreadable(&director, &LayoutDirector::unreadable);
            director.setPerplexity(7); // of which nothing is stored
            director.setMoments(layout(), reader, whole);
            director.setPaused(true);
            QTRY_VERIFY_WITH_TIMEOUT(director.layoutOf(10), kPatienceMs);
            director.setMoments(layout(), reader, broken);
            QTRY_COMPARE_WITH_TIMEOUT(unreadable.size(), 1, kPatienceMs);
            QCOMPARE(unreadable[0][0].toLongLong(), 20);
            QVERIFY(director.isHalfSettled(10) && director.layoutOf(10));
            director.setMoments(layout(), reader, whole);
            director.setPaused(false);
            QTRY_VERIFY_WITH_TIMEOUT(isDone(director), kPatienceMs);
            QVERIFY(!director.isHalfSettled(10));
            QCOMPARE(director.status()->iteration, warmSettings({}).iterations);
        }
    }

    void aFileThatIsGoneIsNoEpoch()
    {
        const QString file = m_folder->filePath(QStringLiteral("f.csv"));
        m_page->show();
        m_page->showPlace({{}, file, {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_page->source().state(), EmbeddingSource::State::Failed, kPatienceMs);
        QVERIFY(m_page->emptyText().contains(QStringLiteral("f.csv")));
        QCOMPARE(note(), QString());
        writeFeatures(file, 60);
        m_page->showPlace({{}, file, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QSignalSpy failures(m_page.get(), &Page::failed);
        QVERIFY(QFile::remove(file));
        m_page->layoutBar().setMethod(LayoutMethod::Pca); // needs the file once more
        QTRY_VERIFY_WITH_TIMEOUT(!failures.isEmpty(), kPatienceMs);
        QCOMPARE(m_page->source().state(), EmbeddingSource::State::Ready); // the table and the images stay
        QCOMPARE(m_page->mapPanel().map().table()->size(), std::size_t{60});
    }

    void aRunOfWhichNothingCanBeReadSaysWhy()
    {
        const RunId id = addRun("run", 0, m_images);
        std::filesystem::resize_file(embeddingFile(id, 0), std::filesystem::file_size(embeddingFile(id, 0)) - 100);
        m_page->show();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->source().state(), EmbeddingSource::State::Failed, kPatienceMs);
        QVERIFY2(m_page->emptyText().contains(QString::fromStdString(store::embeddingFileName(0))),
                 qPrintable(m_page->emptyText()));
    }

    /// Also when a newer epoch interrupts the layout of the one before.
    void anEarlierEpochStaysInSightWhileTheNewestSettles()
    {
        RunId id;
        auto writer = begin("live", id, m_images);
        for (std::int64_t epoch = 0; epoch <= 1; ++epoch)
            QVERIFY(writer->saveEmbedding(embeddingAt(epoch)));
        m_session->setSelectedRun(id);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->epochs().setPlace(0);
        LayoutDirector &director = m_page->director();
        director.setPaused(true); // so that it is interrupted before it has settled
        QVERIFY(writer->saveEmbedding(embeddingAt(2)));
        QTRY_VERIFY_WITH_TIMEOUT(director.isSettling() && director.layoutOf(20), kPatienceMs);
        const PlacedMomentPtr interrupted = director.layoutOf(20);
        QVERIFY(writer->saveEmbedding(embeddingAt(3)));
        QTRY_COMPARE_WITH_TIMEOUT(director.count(), std::size_t{4}, kPatienceMs);
        QCOMPARE(m_page->epochs().nearest(), 0);
        QCOMPARE(director.layoutOf(20), interrupted);
        QVERIFY(director.isHalfSettled(20)); // it is to be laid out anew
        director.setPaused(false);
        QTRY_VERIFY_WITH_TIMEOUT(!director.isSettling() && director.computed() == 4, kPatienceMs);
        QVERIFY(director.layoutOf(20) != interrupted);
        QCOMPARE(m_page->epochs().nearest(), 0);
        QVERIFY(writer->finish({RunState::Done, "sum", {}, 1}));
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
        const std::string damaged = embeddingFile(bare, 0);
        spoil(damaged);
        comparison.choose(bare, 0, EmbeddingSpace::Features);
        QTRY_VERIFY2(comparison.sentence().contains(QString::fromStdString(damaged)),
                     qPrintable(comparison.sentence()));
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
