// The two axes of fixed directions beside the map.

#include "core/store/embedding_format.h"
#include "tests/ui/embeddings/embeddings_page_fixture.h"
#include "ui/embeddings/embedding_map.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/pca_view.h"
#include "ui/sample_selection.h"

#include <QApplication>
#include <QFile>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace tandem;
using namespace tandem::test;

class TestPcaView : public EmbeddingsPageFixture {
    Q_OBJECT

    [[nodiscard]] bool isDone() const
    {
        const LayoutDirector &director = m_page->pca().director();
        return director.count() > 0 && director.computed() == director.count();
    }

    void openPca()
    {
        m_page->tabs().setCurrentWidget(&m_page->pca());
        QTRY_VERIFY_WITH_TIMEOUT(isDone() && m_page->pca().map().layout(), kPatienceMs);
    }

    /// Where a point lies as its epoch's features have it, on the axes.
    [[nodiscard]] QPointF projected(std::size_t moment, std::size_t point) const
    {
        const PlacedMomentPtr placed = m_page->pca().director().layoutOf(m_page->source().moments()[moment].step);
        return {placed->points.positions[2 * point], placed->points.positions[2 * point + 1]};
    }

    static bool isNear(const QPointF &a, const QPointF &b) { return (a - b).manhattanLength() < 1e-4; }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { makeProject(); }
    void cleanup() { closeProject(); }

    void worksWhileItIsSeenAlone()
    {
        addRun("run", 1, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        QCOMPARE(m_page->pca().director().count(), 0U);
        QVERIFY(!m_page->pca().map().table());
        openPca();
        QCOMPARE(m_page->pca().map().table(), m_page->mapPanel().map().table());
        QVERIFY2(m_page->pca().caption().startsWith(QStringLiteral("PCA of h")), qPrintable(m_page->pca().caption()));
        QVERIFY(m_page->director().method() == LayoutMethod::Tsne); // the map beside stays what it is
    }

    void motionIsThatOfTheFeatures()
    {
        addRun("run", 2, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        openPca();
        const MapFrame frame = m_page->pca().map().layout()->frame;
        for (const double place : {0.0, 0.5, 1.0, 1.75, 2.0}) {
            m_page->epochs().setPlace(place);
            const auto before = static_cast<std::size_t>(place);
            const double share = place - static_cast<double>(before);
            const std::size_t after = std::min<std::size_t>(2, before + 1);
            for (const std::size_t point : {std::size_t{0}, std::size_t{50}, std::size_t{119}}) {
                const QPointF expected = (1 - share) * projected(before, point) + share * projected(after, point);
                QTRY_VERIFY(isNear(m_page->pca().map().layout()->ownAt(point), expected));
            }
            QVERIFY(m_page->pca().map().layout()->frame == frame); // no epoch moves what is around the points
        }
        // Classes part with the epochs: on axes of their own, which fit each epoch anew, this could not be told.
        const auto spread = [&](std::size_t moment) {
            const QPointF apart = projected(moment, 0) - projected(moment, kImages - 1);
            return std::hypot(apart.x(), apart.y());
        };
        QVERIFY(spread(2) > 1.5 * spread(0));
    }

    void theEpochStaysWhenAnEarlierOneGoes()
    {
        const RunId id = addRun("run", 4, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        openPca();
        m_page->epochs().setPlace(3);
        QTRY_VERIFY(isNear(m_page->pca().map().layout()->ownAt(7), projected(3, 7)));
        const QPointF before = projected(3, 7);
        QVERIFY(!isNear(before, projected(4, 7)));
        std::filesystem::remove(layout().embeddings(id) / store::embeddingFileName(10));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->source().moments().size(), std::size_t{4}, kPatienceMs);
        QCOMPARE(m_page->epochs().step(), 30);
        QVERIFY(isNear(m_page->pca().map().layout()->ownAt(7), before));
    }

    void selectionClassesAndHoverAreThoseOfTheMap()
    {
        addRun("run", 0, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        openPca();
        m_page->mapPanel().selectByQuery(QStringLiteral("class=bee"));
        QTRY_COMPARE(m_page->pca().map().selectedCount(), kPerClass);
        m_page->mapPanel().colorBy(QStringLiteral("class"));
        m_page->mapPanel().coloring().setVisible(0, false);
        QTRY_COMPARE(m_page->pca().map().shownCount(), kImages - kPerClass);
        Q_EMIT m_page->mapPanel().map().hoveredPointChanged(7);
        QCOMPARE(m_page->pca().map().linkedPoint(), 7);
        Q_EMIT m_page->pca().map().hoveredPointChanged(9);
        QCOMPARE(m_page->mapPanel().map().linkedPoint(), 9);
    }

    void featuresOfOneDimensionLieOnALine()
    {
        const QString file = m_folder->filePath(QStringLiteral("one.csv"));
        QFile features(file);
        QVERIFY(features.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40; ++i)
            features.write(QByteArray::number(i % 2 == 0 ? 1 : -1) + '\n');
        features.close();
        m_page->show();
        m_page->showPlace({{}, file, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->source().moments().size() == 1, kPatienceMs);
        openPca();
        QCOMPARE(m_page->pca().map().layout()->size(), std::size_t{40});
        QVERIFY(isNear(m_page->pca().map().layout()->ownAt(0), {1, 0}));
        QVERIFY(isNear(m_page->pca().map().layout()->ownAt(39), {-1, 0}));
    }

    void followsTheSpaceAndTheRun()
    {
        const RunId first = addRun("first", 1, m_images), second = addRun("second", 0, m_images);
        m_page->show();
        m_page->showPlace({first, {}, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        openPca();
        m_page->layoutBar().setSpace(EmbeddingSpace::Projections);
        Q_EMIT m_page->layoutBar().spaceChanged(EmbeddingSpace::Projections);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->pca().caption().startsWith(QStringLiteral("PCA of z")), kPatienceMs);
        m_page->tabs().setCurrentIndex(0);
        m_page->showPlace({second, {}, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_page->source().moments().size() == 1 && hasSettled(), kPatienceMs);
        QVERIFY(!m_page->pca().map().table()); // nothing of the run before
        openPca();
        QCOMPARE(m_page->pca().director().count(), 1U);
    }
};

int main(int argc, char **argv)
{
    const testing::Sandbox sandbox;
    QApplication application(argc, argv);
    TestPcaView test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pca_view.moc"
