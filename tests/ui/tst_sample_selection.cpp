#include "tests/ui/ui_testing.h"

#include "ui/sample_selection.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <random>
#include <set>

using namespace tandem;

namespace {

const DatasetIdentity kBirds{"birds", 130}, kCars{"cars", 130};

SampleSet setOf(std::initializer_list<std::uint32_t> indices, std::uint32_t size = 130)
{
    return SampleSet::of(size, std::vector<std::uint32_t>(indices));
}

std::set<std::uint32_t> plain(const SampleSet &set)
{
    const auto indices = set.indices();
    return {indices.begin(), indices.end()};
}

} // namespace

class SampleSelectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void algebraIsThatOfSets_data();
    void algebraIsThatOfSets();
    void aMillionAtOnce();
    void oneGestureIsOneSignalAndOneStep();
    void whatChangesNothingIsNoStep();
    void modes();
    void otherDatasetsShowNothingSelected();
    void currentImageIsShared();
};

void SampleSelectionTest::algebraIsThatOfSets_data()
{
    QTest::addColumn<uint>("size");
    for (const uint size : {0U, 1U, 63U, 64U, 65U, 128U, 1000U})
        QTest::addRow("%u", size) << size;
}

void SampleSelectionTest::algebraIsThatOfSets()
{
    QFETCH(uint, size);
    std::mt19937 random(size);
    std::set<std::uint32_t> a, b, all;
    SampleSet bitsA(size), bitsB(size);
    for (std::uint32_t i = 0; i < size; ++i) {
        all.insert(i);
        if (random() % 3 == 0) {
            a.insert(i);
            bitsA.insert(i);
        }
        if (random() % 2 == 0) {
            b.insert(i);
            bitsB.flip(i);
        }
    }
    std::set<std::uint32_t> both, either = a, without, rest;
    either.insert(b.begin(), b.end());
    for (const std::uint32_t i : all) {
        if (a.contains(i) && b.contains(i))
            both.insert(i);
        if (a.contains(i) && !b.contains(i))
            without.insert(i);
        if (!a.contains(i))
            rest.insert(i);
    }
    QVERIFY(plain(SampleSet(bitsA) |= bitsB) == either);
    QVERIFY(plain(SampleSet(bitsA) &= bitsB) == both);
    QVERIFY(plain(SampleSet(bitsA) -= bitsB) == without);
    QVERIFY(plain(bitsA.complement()) == rest);
    QCOMPARE(bitsA.count(), static_cast<std::uint32_t>(a.size()));
    QCOMPARE(SampleSet::all(size).count(), size);
    QVERIFY(SampleSet::all(size).complement().isEmpty());
    QVERIFY(SampleSet::all(size).complement() == SampleSet(size));
    QVERIFY(!bitsA.contains(size));
    std::set<std::uint32_t> visited;
    bitsA.forEach([&visited](std::uint32_t i) { visited.insert(i); });
    QVERIFY(visited == a);
}

void SampleSelectionTest::aMillionAtOnce()
{
    // A selection of every second image is the worst case of lists of ranges; for bits there is no such case.
    constexpr std::uint32_t kMillion = 1'000'000;
    SampleSet every(kMillion);
    for (std::uint32_t i = 0; i < kMillion; i += 2)
        every.insert(i);
    SampleSelection selection;
    const DatasetIdentity large{"large", kMillion};
    QElapsedTimer clock;
    clock.start();
    selection.select(large, every, QStringLiteral("every second"));
    selection.combine(large, every.complement(), SelectMode::Add, QStringLiteral("rest"));
    selection.combine(large, every, SelectMode::Subtract, QStringLiteral("less"));
    selection.history().undo();
    selection.clear(QStringLiteral("none"));
    selection.history().undo();
    QCOMPARE(selection.selectedOf(large).count(), kMillion);
    QVERIFY2(clock.elapsed() < 500, "five steps take some milliseconds on an idle machine");
}

void SampleSelectionTest::oneGestureIsOneSignalAndOneStep()
{
    SampleSelection selection;
    QSignalSpy changed(&selection, &SampleSelection::changed);
    selection.select(kBirds, setOf({1, 5, 129}), QStringLiteral("Lasso"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(selection.history().undoText(), QStringLiteral("Lasso"));
    selection.combine(kBirds, setOf({6, 7, 8}), SelectMode::Add, QStringLiteral("Class"));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(selection.selectedOf(kBirds).count(), 6U);
    selection.history().undo();
    QCOMPARE(changed.size(), 3);
    QVERIFY(selection.selectedOf(kBirds) == setOf({1, 5, 129}));
    selection.history().undo();
    QVERIFY(selection.selectedOf(kBirds).isEmpty());
    QVERIFY(!selection.history().canUndo());
    selection.history().redo();
    selection.history().redo();
    QCOMPARE(selection.selectedOf(kBirds).count(), 6U);
}

void SampleSelectionTest::whatChangesNothingIsNoStep()
{
    SampleSelection selection;
    selection.select(kBirds, setOf({3}), QStringLiteral("Click"));
    QSignalSpy changed(&selection, &SampleSelection::changed);
    selection.select(kBirds, setOf({3}), QStringLiteral("Click"));
    selection.combine(kBirds, setOf({3}), SelectMode::Add, QStringLiteral("Click"));
    selection.combine(kCars, setOf({}), SelectMode::Replace, QStringLiteral("Click")); // beside all points elsewhere
    QVERIFY(changed.isEmpty());
    QCOMPARE(selection.history().count(), 1);
    QVERIFY(selection.dataset() == kBirds);
}

void SampleSelectionTest::modes()
{
    const SampleSet before = setOf({1, 2, 3}), caught = setOf({3, 4});
    QVERIFY(combined(before, caught, SelectMode::Replace) == caught);
    QVERIFY(combined(before, caught, SelectMode::Add) == setOf({1, 2, 3, 4}));
    QVERIFY(combined(before, caught, SelectMode::Subtract) == setOf({1, 2}));
    QVERIFY(combined(before, caught, SelectMode::Intersect) == setOf({3}));
}

void SampleSelectionTest::otherDatasetsShowNothingSelected()
{
    SampleSelection selection;
    selection.select(kBirds, setOf({1, 2}), QStringLiteral("Lasso"));
    QVERIFY(selection.selectedOf(kCars).isEmpty());
    QCOMPARE(selection.selectedOf(kCars).size(), 130U);
    const DatasetIdentity grown{"birds", 131}; // the folder changed: the indices may mean other images
    QVERIFY(selection.selectedOf(grown).isEmpty());
    QCOMPARE(selection.selectedOf(grown).size(), 131U);
    selection.combine(kCars, setOf({9}), SelectMode::Add, QStringLiteral("Click"));
    QVERIFY(selection.selectedOf(kCars) == setOf({9}));
    QVERIFY(selection.selectedOf(kBirds).isEmpty());
    selection.history().undo();
    QVERIFY(selection.selectedOf(kBirds) == setOf({1, 2}));
    QVERIFY(selection.selectedOf(kCars).isEmpty());
}

void SampleSelectionTest::currentImageIsShared()
{
    SampleSelection selection;
    QSignalSpy moved(&selection, &SampleSelection::currentChanged);
    QCOMPARE(selection.currentOf(kBirds), -1);
    selection.setCurrent(kBirds, 17);
    selection.setCurrent(kBirds, 17);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(selection.currentOf(kBirds), 17);
    QCOMPARE(selection.currentOf(kCars), -1);
    selection.setCurrent(kBirds, 130);
    QCOMPARE(selection.currentOf(kBirds), -1);
    QVERIFY(!selection.history().canUndo());
}

QTEST_GUILESS_MAIN(SampleSelectionTest)
#include "tst_sample_selection.moc"
