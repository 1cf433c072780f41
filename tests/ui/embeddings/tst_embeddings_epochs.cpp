// What stays and what follows as a person walks through the epochs of a training, or goes elsewhere.

#include "tests/ui/embeddings/embeddings_page_fixture.h"
#include "ui/embeddings/epoch_bar.h"
#include "ui/embeddings/layout_bar.h"
#include "ui/embeddings/map_comparison.h"
#include "ui/embeddings/neighbor_panel.h"
#include "ui/embeddings/sample_table.h"
#include "ui/embeddings/source_bar.h"
#include "ui/embeddings/trouble_panel.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>

#include <algorithm>

using namespace tandem;
using namespace tandem::test;

class TestEmbeddingsEpochs : public EmbeddingsPageFixture {
    Q_OBJECT

    void openRun(std::int64_t last)
    {
        m_run = addRun("run", last, m_images);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
    }

    /// The run's embedding of a moment compared with the one that is shown.
    void compareWith(int moment)
    {
        m_page->tabs().setCurrentWidget(&m_page->comparison());
        m_page->comparison().choose(m_run, moment, EmbeddingSpace::Features);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->comparison().comparison(), kPatienceMs);
    }

    [[nodiscard]] QPushButton *mostChanged() const
    {
        for (QPushButton *button : m_page->comparison().findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Images that changed most"))
                return button;
        return nullptr;
    }

    [[nodiscard]] bool says(const QString &sentence) const
    {
        const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(sentence); });
    }

    RunId m_run;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { makeProject(); }
    void cleanup() { closeProject(); }

    /// Points of the run are none of a file that has fewer.
    void aComparisonEndsWithItsPlace()
    {
        openRun(2);
        compareWith(0);
        QVERIFY(mostChanged()->isEnabled());
        QFile features(m_folder->filePath(QStringLiteral("f.csv")));
        QVERIFY(features.open(QIODevice::WriteOnly));
        for (int row = 0; row < 40; ++row)
            features.write(QByteArray::number(row % 7) + ',' + QByteArray::number(row * row % 11) + ",1\n");
        features.close();
        m_page->showPlace({{}, features.fileName(), {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_page->table().model().rowCount(), 40, kPatienceMs);
        const EmbeddingComparisonPtr &comparison = m_page->comparison().comparison();
        QVERIFY(!comparison || comparison->common.empty()); // with the file's there is nothing in common
        QVERIFY(!mostChanged()->isEnabled());
        m_page->table().showOnly({3, 100}, QStringLiteral("one of them is of the run")); // and must not be looked up
        QTRY_COMPARE(m_page->table().model().rowCount(), 1);
    }

    void colorsAndListStayFromEpochToEpoch()
    {
        openRun(2);
        m_page->mapPanel().colorBy(QStringLiteral("purity"));
        m_page->table().showOnly({1, 5, 9}, QStringLiteral("these"));
        QTRY_COMPARE(m_page->table().model().rowCount(), 3);
        QStringList keys;
        connect(&m_page->mapPanel().coloring(), &MapColoring::columnChanged, this,
                [&] { keys << m_page->mapPanel().coloring().key(); });
        m_page->epochs().setPlace(0);
        QTRY_COMPARE_WITH_TIMEOUT(measuredEpoch(), std::int64_t{0}, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        keys.removeAll(QStringLiteral("purity"));
        QCOMPARE(keys, QStringList()); // not for a moment
        QCOMPARE(m_page->mapPanel().coloring().key(), QStringLiteral("purity"));
        QCOMPARE(m_page->table().model().rowCount(), 3);
        disconnect(&m_page->mapPanel().coloring(), nullptr, this, nullptr);
    }

    void whatAReplayEndsWithIsMeasured()
    {
        openRun(3);
        QVERIFY(says(QStringLiteral("Measured after epoch 3.")));
        m_page->epochs().setPlace(0);
        QTRY_COMPARE_WITH_TIMEOUT(measuredEpoch(), std::int64_t{0}, kPatienceMs);
        QVERIFY(says(QStringLiteral("Measured before the training.")));
        m_page->epochs().setPlaying(true);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->epochs().isPlaying(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(measuredEpoch(), std::int64_t{3}, kPatienceMs);
        QVERIFY(says(QStringLiteral("Measured after epoch 3.")));
    }

    void aComparisonWaitsForTheLayout()
    {
        auto writer = begin("live", m_run, m_images);
        QVERIFY(writer->saveEmbedding(embeddingAt(0)));
        m_session->setSelectedRun(m_run);
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        m_page->sourceBar().refresh();
        compareWith(0);
        m_page->director().setPaused(true);
        QVERIFY(writer->saveEmbedding(embeddingAt(1)));
        QTRY_COMPARE_WITH_TIMEOUT(m_page->comparison().sentence(), QStringLiteral("Waiting for the layout…"),
                                  kPatienceMs);
        QVERIFY(!mostChanged()->isEnabled());
        m_page->director().setPaused(false);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->comparison().sentence().startsWith(QStringLiteral("Linear CKA")), kPatienceMs);
        QCOMPARE(m_page->comparison().comparison()->first->record.epoch, std::int64_t{1});
        QVERIFY(writer->finish({RunState::Done, "sum", {}, 1}));
    }

    void troubleIsOfTheEpochThatIsShown()
    {
        openRun(3);
        m_page->tabs().setCurrentWidget(&m_page->trouble());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->analyst().trouble(), kPatienceMs);
        for (const std::int64_t epoch : {1, 2}) { // which are at hand from now on
            m_page->epochs().setPlace(static_cast<double>(epoch));
            QTRY_COMPARE_WITH_TIMEOUT(m_page->analyst().trouble()->moment->record.epoch, epoch, kPatienceMs);
        }
        m_page->epochs().setPlace(1); // in passing
        QVERIFY(m_page->analyst().isBusy());
        m_page->epochs().setPlace(2);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->analyst().isBusy(), kPatienceMs);
        QTest::qWait(100); // what was on its way has arrived
        QCOMPARE(m_page->analyst().trouble()->moment->record.epoch, std::int64_t{2});
    }

    void neighborsStayInTheirSpace()
    {
        openRun(1);
        m_page->neighbors().setSpace(EmbeddingSpace::Projections);
        m_page->epochs().setPlace(0);
        QTRY_COMPARE_WITH_TIMEOUT(measuredEpoch(), std::int64_t{0}, kPatienceMs);
        QCOMPARE(m_page->neighbors().space(), EmbeddingSpace::Projections);
        Q_EMIT m_page->layoutBar().spaceChanged(EmbeddingSpace::Features); // who chooses for the map chooses for both
        QCOMPARE(m_page->neighbors().space(), EmbeddingSpace::Features);
    }

    void pointsOfPcaDoNotMorph()
    {
        openRun(1);
        m_page->layoutBar().setMethod(LayoutMethod::Pca);
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        compareWith(0);
        const auto *morph = m_page->comparison().findChild<QSlider *>();
        QVERIFY(!morph->isEnabled());
        QVERIFY(morph->toolTip().contains(QStringLiteral("t-SNE")));
        m_page->layoutBar().setMethod(LayoutMethod::Tsne);
        QTRY_VERIFY_WITH_TIMEOUT(morph->isEnabled(), kPatienceMs);
    }

    void noCaptionTellsANumberThatIsNotKnown()
    {
        addRun("run", 0, m_images);
        QStringList captions;
        connect(&m_page->director(), &LayoutDirector::layoutChanged, this, [&] { captions << caption(); });
        m_page->show();
        QTRY_VERIFY_WITH_TIMEOUT(hasSettled(), kPatienceMs);
        disconnect(&m_page->director(), nullptr, this, nullptr);
        QVERIFY(!captions.isEmpty());
        for (const QString &text : captions)
            QVERIFY2(!text.contains(QStringLiteral("nan"), Qt::CaseInsensitive), qPrintable(text));
        QVERIFY2(caption().contains(QStringLiteral("KL ")), qPrintable(caption()));
    }
};

int main(int argc, char **argv)
{
    const testing::Sandbox sandbox;
    QApplication application(argc, argv);
    TestEmbeddingsEpochs test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_embeddings_epochs.moc"
