#include "tests/data/fixtures.h"

#include <QTest>

#include <map>
#include <set>

using namespace tandem;
using namespace tandem::fixtures;

namespace {

/// Images without files: label i has counts[i] images, dealt out in turns.
class FakeImages : public ImageSet {
public:
    explicit FakeImages(std::vector<int> counts)
    {
        for (bool any = true; any;) {
            any = false;
            for (std::size_t label = 0; label < counts.size(); ++label)
                if (counts[label]-- > 0) {
                    m_labels.push_back(static_cast<std::int32_t>(label));
                    any = true;
                }
        }
    }

    [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(m_labels.size()); }
    [[nodiscard]] ImageView image(std::uint32_t i) const override { return {nullptr, static_cast<int>(i), 1}; }
    [[nodiscard]] std::int32_t label(std::uint32_t i) const override { return m_labels[i]; }
    [[nodiscard]] std::string name(std::uint32_t i) const override { return std::to_string(i); }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_classNames; }
    [[nodiscard]] const std::vector<SkippedFile> &skipped() const override { return m_skipped; }
    [[nodiscard]] const std::string &fingerprint() const override { return m_text; }
    [[nodiscard]] const std::string &kind() const override { return m_text; }
    [[nodiscard]] const std::filesystem::path &source() const override { return m_path; }
    [[nodiscard]] const std::filesystem::path &cacheFile() const override { return m_path; }

    void forgetLabels() { std::fill(m_labels.begin(), m_labels.end(), kNoLabel); }

private:
    std::vector<std::int32_t> m_labels;
    std::vector<std::string> m_classNames{"a", "b", "c"};
    std::vector<SkippedFile> m_skipped{{"x.png", "broken"}};
    std::string m_text = "fake";
    std::filesystem::path m_path = "/nowhere";
};

ImageSetPtr fake(std::vector<int> counts)
{
    return std::make_shared<FakeImages>(std::move(counts));
}

std::vector<int> numbersOf(const ImageSet &images)
{
    std::vector<int> numbers;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        numbers.push_back(std::stoi(images.name(i)));
    return numbers;
}

std::map<int, int> countsOf(const ImageSet &images)
{
    std::map<int, int> counts;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        ++counts[images.label(i)];
    return counts;
}

using Counts = std::map<int, int>;

} // namespace

class TestSplits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void subsetKeepsOrderAndParent();
    void holdOutIsStratified();
    void holdOutKeepsOneOfEachClass();
    void holdOutIsAPureFunction();
    void holdOutOfUnlabelledImages();
    void holdOutOfNothingAndEverything();
    void smallClassesTogetherMakeUpTheShare();
    void limitIsStratifiedAndInOrder();
    void limitThatChangesNothing();
    void classesAreFoundByName();
    void limitIndicesAreTheImagesOfLimit();
    void probeIsStratifiedAndTheSameForAll();
};

void TestSplits::subsetKeepsOrderAndParent()
{
    ImageSetPtr images = fake({3, 3});
    const ImageSetPtr some = subset(images, {5, 0, 3, 3});
    images.reset(); // the subset keeps it alive
    QCOMPARE(some->size(), 4U);
    QCOMPARE(numbersOf(*some), (std::vector<int>{5, 0, 3, 3}));
    QCOMPARE(some->label(0), 1);
    QCOMPARE(some->image(2).width, 3);
    QCOMPARE(some->skipped().size(), std::size_t{1});
    QCOMPARE(numbersOf(*subset(some, {1, 0})), (std::vector<int>{0, 5}));
    // Each part of a part knows its images in the whole.
    const ImageSetPtr part = subset(some, {1, 0});
    QCOMPARE(part->sourceIndex(0), 0U);
    QCOMPARE(part->sourceIndex(1), 5U);
    QCOMPARE(part->sourceSize(), some->sourceSize());
    QVERIFY(part->sourceSize() > some->size());
}

void TestSplits::holdOutIsStratified()
{
    const ImageSetPtr images = fake({100, 50, 10});
    const HoldOutSplit split = splitHoldOut(images, 0.2, 1);
    QCOMPARE(countsOf(*split.test), (Counts{{0, 20}, {1, 10}, {2, 2}}));
    QCOMPARE(countsOf(*split.train), (Counts{{0, 80}, {1, 40}, {2, 8}}));
    std::vector<int> all = numbersOf(*split.train);
    const std::vector<int> test = numbersOf(*split.test);
    QVERIFY(std::is_sorted(all.begin(), all.end()));
    QVERIFY(std::is_sorted(test.begin(), test.end()));
    all.insert(all.end(), test.begin(), test.end());
    QCOMPARE(std::set<int>(all.begin(), all.end()).size(), std::size_t{160});
}

void TestSplits::holdOutKeepsOneOfEachClass()
{
    const HoldOutSplit split = splitHoldOut(fake({2, 3, 40}), 0.95, 3);
    for (const int label : {0, 1, 2})
        QVERIFY(countsOf(*split.train)[label] >= 1);
}

void TestSplits::holdOutIsAPureFunction()
{
    const ImageSetPtr images = fake({100, 100});
    const std::vector<int> once = numbersOf(*splitHoldOut(images, 0.3, 7).test);
    QCOMPARE(numbersOf(*splitHoldOut(images, 0.3, 7).test), once);
    QVERIFY(numbersOf(*splitHoldOut(images, 0.3, 8).test) != once);
}

void TestSplits::holdOutOfUnlabelledImages()
{
    const auto images = std::make_shared<FakeImages>(std::vector<int>{50});
    images->forgetLabels();
    const HoldOutSplit split = splitHoldOut(images, 0.1, 1);
    QCOMPARE(split.test->size(), 5U);
    QCOMPARE(split.train->size(), 45U);
}

void TestSplits::holdOutOfNothingAndEverything()
{
    const ImageSetPtr images = fake({10, 10});
    QCOMPARE(splitHoldOut(images, 0.0, 1).test->size(), 0U);
    QCOMPARE(splitHoldOut(images, 0.0, 1).train->size(), 20U);
    QCOMPARE(splitHoldOut(images, 1.0, 1).train->size(), 2U);
}

void TestSplits::smallClassesTogetherMakeUpTheShare()
{
    // A tenth of four images is none of each class, but ten of the hundred are wanted.
    const HoldOutSplit split = splitHoldOut(fake(std::vector<int>(25, 4)), 0.1, 1);
    QCOMPARE(split.test->size(), 10U);
    for (const auto &[label, count] : countsOf(*split.test))
        QCOMPARE(count, 1);
}

void TestSplits::limitIsStratifiedAndInOrder()
{
    const ImageSetPtr images = fake({100, 50, 10});
    const ImageSetPtr some = limitImages(images, 32, 1);
    QCOMPARE(countsOf(*some), (Counts{{0, 20}, {1, 10}, {2, 2}}));
    const std::vector<int> numbers = numbersOf(*some);
    QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    QCOMPARE(numbersOf(*limitImages(images, 32, 1)), numbers);
    QVERIFY(numbersOf(*limitImages(images, 32, 2)) != numbers);
}

void TestSplits::classesAreFoundByName()
{
    const ImageSetPtr images = fake({2, 3, 4}); // a, b, c
    QCOMPARE(withClasses(images, {"a", "b", "c"}), images);
    const std::vector<std::string> classes{"x", "c", "a"};
    const ImageSetPtr renamed = withClasses(images, classes);
    QCOMPARE(renamed->classNames(), classes);
    QCOMPARE(countsOf(*renamed), (Counts{{2, 2}, {kNoLabel, 3}, {1, 4}})); // a, b, c
    QCOMPARE(numbersOf(*renamed), numbersOf(*images));
    QCOMPARE(countsOf(*withClasses(renamed, {"b"})), (Counts{{kNoLabel, 9}})); // what was lost stays lost
}

void TestSplits::limitThatChangesNothing()
{
    const ImageSetPtr images = fake({5, 5});
    QCOMPARE(limitImages(images, 0, 1), images);
    QCOMPARE(limitImages(images, 10, 1), images);
    QCOMPARE(limitImages(images, 1000, 1), images);
    QCOMPARE(limitImages(images, 9, 1)->size(), 9U);
}

void TestSplits::limitIndicesAreTheImagesOfLimit()
{
    const ImageSetPtr images = fake({30, 60});
    for (const std::uint32_t count : {0U, 7U, 45U, 90U, 1000U}) {
        const auto indices = limitIndices(*images, count, 5);
        QCOMPARE(numbersOf(*limitImages(images, count, 5)), std::vector<int>(indices.begin(), indices.end()));
    }
}

void TestSplits::probeIsStratifiedAndTheSameForAll()
{
    const ImageSetPtr images = fake({100, 50, 10});
    const auto probe = probeSamples(*images, 32);
    QCOMPARE(probe.size(), std::size_t{32});
    QVERIFY(std::is_sorted(probe.begin(), probe.end()));
    QCOMPARE(countsOf(*subset(images, probe)), (Counts{{0, 20}, {1, 10}, {2, 2}}));
    QCOMPARE(probeSamples(*images, 32), probe);
    QVERIFY(limitIndices(*images, 32, 0) != probe); // drawn for a purpose of its own
    QCOMPARE(probeSamples(*images, 160).size(), std::size_t{160});
    QCOMPARE(probeSamples(*images, 5000).back(), 159U);
    QVERIFY(probeSamples(*images, 0).empty());
    // What is stored with runs refers to these numbers: they may never change.
    QCOMPARE(probeSamples(*images, 4), (std::vector<std::uint32_t>{89, 106, 115, 117}));
}

QTEST_GUILESS_MAIN(TestSplits)
#include "tst_splits.moc"
