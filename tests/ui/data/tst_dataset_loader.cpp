#include "tests/ui/ui_testing.h"
#include "ui/data/dataset_loader.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace tandem;
using State = DatasetLoader::State;

class DatasetLoaderTest : public QObject {
    Q_OBJECT
public:
    explicit DatasetLoaderTest(const testing::Sandbox &box) : m_box(box) {}

private Q_SLOTS:
    void initTestCase();
    void opensAndCounts();
    void missingFolderFails();
    void newestPathWins();
    void cancelGoesBackToEmpty();
    void filterByClassAndName();
    void loopStaysAwakeWhileDecoding();

private:
    const testing::Sandbox &m_box;
    QString m_pets;
};

void DatasetLoaderTest::initTestCase()
{
    m_pets = m_box.path(QStringLiteral("pets"));
    testing::writeImages(m_pets, QStringLiteral("cat"), 7);
    testing::writeImages(m_pets, QStringLiteral("dog"), 3, 12);
    QFile broken(m_pets + QStringLiteral("/dog/broken.png"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
}

void DatasetLoaderTest::opensAndCounts()
{
    DatasetLoader loader;
    QCOMPARE(loader.state(), State::Empty);
    loader.open(m_pets);
    QCOMPARE(loader.state(), State::Loading);
    QTRY_COMPARE(loader.state(), State::Ready);
    const OpenDataset &dataset = *loader.dataset();
    QCOMPARE(dataset.images->size(), 10U);
    QCOMPARE(dataset.summary.countPerClass, (std::vector<std::uint32_t>{7, 3}));
    QCOMPARE(dataset.summary.unlabelled, 0U);
    QCOMPARE(dataset.summary.minimumWidth, 8);
    QCOMPARE(dataset.summary.maximumHeight, 12);
    QCOMPARE(dataset.images->skipped().size(), std::size_t(1));
    QCOMPARE(sizeText(dataset.summary), QStringLiteral("8–12 × 8–12 pixels"));
    QCOMPARE(balanceText(dataset.summary), QStringLiteral("3 to 7 in a class"));
}

void DatasetLoaderTest::missingFolderFails()
{
    DatasetLoader loader;
    loader.open(m_box.path(QStringLiteral("nowhere")));
    QTRY_COMPARE(loader.state(), State::Failed);
    QCOMPARE(loader.error().code, ErrorCode::FileNotFound);
    QVERIFY(!loader.dataset());
}

void DatasetLoaderTest::newestPathWins()
{
    DatasetLoader loader;
    QList<State> states;
    connect(&loader, &DatasetLoader::changed, this, [&] { states.append(loader.state()); });
    loader.open(m_box.path(QStringLiteral("nowhere")));
    loader.open(m_pets);
    QTRY_COMPARE(loader.state(), State::Ready);
    QCOMPARE(states, (QList<State>{State::Loading, State::Loading, State::Ready})); // the failure was not told
    QCOMPARE(loader.path(), m_pets);
}

void DatasetLoaderTest::cancelGoesBackToEmpty()
{
    const QString folder = m_box.path(QStringLiteral("many"));
    testing::writeImages(folder, QStringLiteral("a"), 2000);
    DatasetLoader loader;
    QSignalSpy progress(&loader, &DatasetLoader::progressed);
    QList<State> states;
    // Inside the first word of progress: later the set might be open already.
    connect(&loader, &DatasetLoader::progressed, this, [&] {
        if (!states.isEmpty())
            return;
        states.append(loader.state());
        loader.cancel();
        states.append(loader.state());
    });
    loader.open(folder);
    QTRY_COMPARE(states, (QList<State>{State::Loading, State::Empty}));
    const auto told = progress.size();
    loader.open(m_pets);
    QTRY_COMPARE(loader.state(), State::Ready);
    for (auto i = told; i < progress.size(); ++i) // none of the first folder's progress came late
        QVERIFY(progress.at(i).at(1).toInt() < 2000);
}

void DatasetLoaderTest::filterByClassAndName()
{
    DatasetLoader loader;
    loader.open(m_pets);
    QTRY_COMPARE(loader.state(), State::Ready);
    const ImageSet &images = *loader.dataset()->images;
    QCOMPARE(filterImages(images, {}).size(), std::size_t(10));
    QCOMPARE(filterImages(images, {{1}, {}, {}}), (std::vector<std::uint32_t>{7, 8, 9}));
    QCOMPARE(filterImages(images, {{}, QStringLiteral("00002"), {}}).size(), std::size_t(2)); // one in each class
    QCOMPARE(filterImages(images, {{0}, QStringLiteral("CAT/00002"), {}}), (std::vector<std::uint32_t>{2}));
    QVERIFY(filterImages(images, {{1}, QStringLiteral("cat"), {}}).empty());
}

void DatasetLoaderTest::loopStaysAwakeWhileDecoding()
{
    const QString folder = m_box.path(QStringLiteral("large"));
    for (int i = 0; i < 10; ++i)
        testing::writeImages(folder, QStringLiteral("class%1").arg(i), 2000);
    DatasetLoader loader;
    const testing::LoopWatch watch;
    loader.open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(loader.state(), State::Ready, 120'000);
    QCOMPARE(loader.dataset()->images->size(), 20'000U);
    QVERIFY(watch.ticks() > 10);
    qInfo("20 000 images: longest work of the loop %.1f ms, longest wait %.1f ms", watch.longestWorkMs(),
          watch.longestWaitMs());
    // Work between two ticks is the loop's own doing: 50 ms is what a person does not notice. The wait also counts what
    // other programs take from a busy machine, hence the wide bound.
    QVERIFY(watch.longestWorkMs() < 50);
    QVERIFY(watch.longestWaitMs() < 500);
}

int main(int argc, char **argv)
{
    const testing::Sandbox box;
    QApplication application(argc, argv);
    DatasetLoaderTest test(box);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_dataset_loader.moc"
