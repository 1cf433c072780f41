#include "core/base/random.h"
#include "core/data/image_set.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>

namespace tandem {

namespace {

class SubsetImages : public ImageSet {
public:
    SubsetImages(ImageSetPtr parent, std::vector<std::uint32_t> indices)
        : m_parent(std::move(parent)), m_indices(std::move(indices))
    {
    }

    [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(m_indices.size()); }
    [[nodiscard]] ImageView image(std::uint32_t i) const override { return m_parent->image(m_indices[i]); }
    [[nodiscard]] std::int32_t label(std::uint32_t i) const override { return m_parent->label(m_indices[i]); }
    [[nodiscard]] std::string name(std::uint32_t i) const override { return m_parent->name(m_indices[i]); }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_parent->classNames(); }
    [[nodiscard]] const std::vector<SkippedFile> &skipped() const override { return m_parent->skipped(); }
    [[nodiscard]] const std::string &fingerprint() const override { return m_parent->fingerprint(); }
    [[nodiscard]] const std::string &identity() const override { return m_parent->identity(); }
    [[nodiscard]] const std::string &kind() const override { return m_parent->kind(); }
    [[nodiscard]] const std::filesystem::path &source() const override { return m_parent->source(); }
    [[nodiscard]] const std::filesystem::path &cacheFile() const override { return m_parent->cacheFile(); }
    [[nodiscard]] std::uint32_t sourceIndex(std::uint32_t i) const override
    {
        return m_parent->sourceIndex(m_indices[i]);
    }
    [[nodiscard]] std::uint32_t sourceSize() const override { return m_parent->sourceSize(); }

private:
    ImageSetPtr m_parent;
    std::vector<std::uint32_t> m_indices;
};

/// All images of a set with other labels.
class RelabelledImages : public SubsetImages {
public:
    RelabelledImages(const ImageSetPtr &parent, std::vector<std::string> classNames)
        : SubsetImages(parent, everyIndex(*parent)), m_classNames(std::move(classNames))
    {
        for (const std::string &name : parent->classNames()) {
            const auto found = std::find(m_classNames.begin(), m_classNames.end(), name);
            m_labels.push_back(found == m_classNames.end() ? kNoLabel
                                                           : static_cast<std::int32_t>(found - m_classNames.begin()));
        }
    }

    [[nodiscard]] std::int32_t label(std::uint32_t i) const override
    {
        const std::int32_t own = SubsetImages::label(i);
        return own == kNoLabel ? kNoLabel : m_labels[static_cast<std::size_t>(own)];
    }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_classNames; }

private:
    static std::vector<std::uint32_t> everyIndex(const ImageSet &images)
    {
        std::vector<std::uint32_t> indices(images.size());
        std::iota(indices.begin(), indices.end(), 0U);
        return indices;
    }

    std::vector<std::string> m_classNames;
    std::vector<std::int32_t> m_labels; // by label of the parent
};

/// Images by label; those without one are a group of their own.
std::map<std::int32_t, std::vector<std::uint32_t>> groupsOf(const ImageSet &images)
{
    std::map<std::int32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        groups[images.label(i)].push_back(i);
    return groups;
}

/// Distributes `total` over groups in proportion to their sizes by largest remainders, at most `limits` each.
std::vector<std::uint32_t> quotas(const std::vector<std::uint32_t> &sizes, const std::vector<std::uint32_t> &limits,
                                  std::uint64_t total)
{
    const std::uint64_t all = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
    std::vector<std::uint32_t> quota(sizes.size());
    std::vector<std::uint64_t> remainder(sizes.size()); // integers: no rounding that differs between machines
    std::uint64_t given = 0;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
        quota[g] = std::min<std::uint32_t>(limits[g], static_cast<std::uint32_t>(total * sizes[g] / all));
        remainder[g] = total * sizes[g] % all;
        given += quota[g];
    }
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (bool progress = true; given < total && progress;) {
        progress = false;
        for (const std::size_t g : order) {
            if (given == total || quota[g] == limits[g])
                continue;
            ++quota[g];
            ++given;
            progress = true;
        }
    }
    return quota;
}

/// Chooses quotas of each group at random; true marks the chosen.
std::vector<bool> choose(const ImageSet &images, std::uint64_t total, bool keepOne, std::uint64_t seed,
                         std::uint32_t purpose)
{
    auto groups = groupsOf(images);
    std::vector<std::uint32_t> sizes;
    std::vector<std::uint32_t> limits;
    for (const auto &[label, members] : groups) {
        sizes.push_back(static_cast<std::uint32_t>(members.size()));
        limits.push_back(sizes.back() - (keepOne ? 1 : 0));
    }
    const std::vector<std::uint32_t> quota = quotas(sizes, limits, total);
    std::vector<bool> chosen(images.size(), false);
    std::size_t g = 0;
    for (auto &[label, members] : groups) {
        CounterRng rng(seed, RandomStream::HoldOut, purpose, static_cast<std::uint32_t>(label + 1));
        shuffle(members, rng);
        for (std::uint32_t i = 0; i < quota[g]; ++i)
            chosen[members[i]] = true;
        ++g;
    }
    return chosen;
}

// Enter the counter of the random numbers: never change them.
constexpr std::uint32_t kPurposeHoldOut = 0;
constexpr std::uint32_t kPurposeLimit = 1;
constexpr std::uint32_t kPurposeProbe = 2;

/// At most `count` images, stratified, ascending.
std::vector<std::uint32_t> chosenIndices(const ImageSet &images, std::uint32_t count, std::uint64_t seed,
                                         std::uint32_t purpose)
{
    std::vector<std::uint32_t> indices;
    if (count >= images.size()) {
        indices.resize(images.size());
        std::iota(indices.begin(), indices.end(), std::uint32_t{0});
        return indices;
    }
    const std::vector<bool> chosen = choose(images, count, false, seed, purpose);
    for (std::uint32_t i = 0; i < images.size(); ++i)
        if (chosen[i])
            indices.push_back(i);
    return indices;
}

} // namespace

ImageSetPtr subset(ImageSetPtr parent, std::vector<std::uint32_t> indices)
{
    assert(std::all_of(indices.begin(), indices.end(), [&](std::uint32_t i) { return i < parent->size(); }));
    return std::make_shared<SubsetImages>(std::move(parent), std::move(indices));
}

HoldOutSplit splitHoldOut(const ImageSetPtr &images, double share, std::uint64_t seed)
{
    const double bounded = share > 0.0 ? std::min(share, 1.0) : 0.0; // a share that is no number counts as 0
    const auto total = static_cast<std::uint64_t>(std::llround(bounded * images->size()));
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> test;
    if (images->size() > 0) {
        const std::vector<bool> held = choose(*images, total, true, seed, kPurposeHoldOut);
        for (std::uint32_t i = 0; i < images->size(); ++i)
            (held[i] ? test : train).push_back(i);
    }
    return {subset(images, std::move(train)), subset(images, std::move(test))};
}

ImageSetPtr limitImages(const ImageSetPtr &images, std::uint32_t count, std::uint64_t seed)
{
    if (count == 0 || count >= images->size())
        return images;
    return subset(images, limitIndices(*images, count, seed));
}

std::vector<std::uint32_t> limitIndices(const ImageSet &images, std::uint32_t count, std::uint64_t seed)
{
    return chosenIndices(images, count == 0 ? images.size() : count, seed, kPurposeLimit);
}

std::vector<std::uint32_t> probeSamples(const ImageSet &images, std::uint32_t count)
{
    constexpr std::uint64_t kSeed = 0;
    return chosenIndices(images, count, kSeed, kPurposeProbe);
}

ImageSetPtr withClasses(ImageSetPtr images, const std::vector<std::string> &classNames)
{
    if (images->classNames() == classNames)
        return images;
    return std::make_shared<RelabelledImages>(images, classNames);
}

HoldOutSplit splitForTraining(const ImageSetPtr &images, const DataSettings &settings, std::uint64_t seed)
{
    HoldOutSplit split{images, nullptr};
    if (settings.testPath.empty())
        split = splitHoldOut(images, settings.holdOut, seed);
    split.train = limitImages(split.train, static_cast<std::uint32_t>(settings.limit), seed);
    return split;
}

} // namespace tandem
