#include "core/base/digest.h"
#include "core/base/random.h"
#include "core/data/image_set.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tandem {

namespace {

class Subset final : public ImageSet {
public:
    Subset(ImageSetPtr parent, std::vector<std::uint32_t> indices)
        : m_parent(std::move(parent)), m_indices(std::move(indices))
    {
        Sha256 hash;
        hash.add(m_parent->fingerprint());
        hash.add(std::as_bytes(std::span(m_indices)));
        m_fingerprint = hash.finish();
    }

    std::uint32_t size() const override { return static_cast<std::uint32_t>(m_indices.size()); }
    ImageView image(std::uint32_t i) const override { return m_parent->image(m_indices[i]); }
    std::int32_t label(std::uint32_t i) const override { return m_parent->label(m_indices[i]); }
    std::string name(std::uint32_t i) const override { return m_parent->name(m_indices[i]); }
    const std::vector<std::string> &classNames() const override { return m_parent->classNames(); }
    const std::vector<SkippedFile> &skipped() const override { return m_parent->skipped(); }
    const std::string &fingerprint() const override { return m_fingerprint; }
    const std::string &kind() const override { return m_parent->kind(); }
    const std::filesystem::path &source() const override { return m_parent->source(); }
    const std::filesystem::path &cacheFile() const override { return m_parent->cacheFile(); }

private:
    ImageSetPtr m_parent;
    std::vector<std::uint32_t> m_indices;
    std::string m_fingerprint;
};

/// Indices by label, each group shuffled by (seed, label).
std::map<std::int32_t, std::vector<std::uint32_t>> shuffledByLabel(const ImageSet &images, std::uint64_t seed)
{
    std::map<std::int32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t i = 0; i < images.size(); ++i)
        groups[images.label(i)].push_back(i);
    for (auto &[label, indices] : groups) {
        CounterRng rng(seed, RandomStream::HoldOut, 0, static_cast<std::uint32_t>(label + 1));
        shuffle(indices, rng);
    }
    return groups;
}

/// Takes `share` of each group, the fractions of images carried over from group to group so that the total fits.
std::vector<bool> chosen(const ImageSet &images, double share, std::uint64_t seed, bool leaveOne)
{
    std::vector<bool> taken(images.size(), false);
    double owed = 0;
    for (const auto &[label, indices] : shuffledByLabel(images, seed)) {
        owed += share * static_cast<double>(indices.size());
        const auto most = indices.size() - (leaveOne ? 1U : 0U);
        const auto count = std::min(static_cast<std::size_t>(std::floor(owed + 1e-9)), most);
        owed -= static_cast<double>(count);
        for (std::size_t i = 0; i < count; ++i)
            taken[indices[i]] = true;
    }
    return taken;
}

std::vector<std::uint32_t> positionsOf(const std::vector<bool> &taken, bool value)
{
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; i < taken.size(); ++i)
        if (taken[i] == value)
            positions.push_back(i);
    return positions;
}

} // namespace

ImageSetPtr subset(ImageSetPtr parent, std::vector<std::uint32_t> indices)
{
    return std::make_shared<Subset>(std::move(parent), std::move(indices));
}

HoldOutSplit splitHoldOut(const ImageSetPtr &images, double share, std::uint64_t seed)
{
    const auto taken = chosen(*images, share, seed, /*leaveOne=*/true);
    return {subset(images, positionsOf(taken, false)), subset(images, positionsOf(taken, true))};
}

ImageSetPtr limitImages(const ImageSetPtr &images, std::uint32_t count, std::uint64_t seed)
{
    if (count == 0 || count >= images->size())
        return images;
    const double share = static_cast<double>(count) / images->size();
    return subset(images, positionsOf(chosen(*images, share, seed, /*leaveOne=*/false), true));
}

} // namespace tandem
