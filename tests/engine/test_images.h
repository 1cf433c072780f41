#pragma once

#include "core/base/random.h"
#include "core/data/image_set.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tandem::test {

/// A small labelled image set in memory: squares of `side` pixels with a class-dependent stripe pattern in random
/// colors.
class StripedImages : public ImageSet {
public:
    StripedImages(std::uint32_t count, int side, std::uint64_t seed = 1, bool labelled = true) : m_side(side)
    {
        for (std::uint32_t i = 0; i < count; ++i) {
            CounterRng rng(seed, RandomStream::Test, 0, i);
            const auto label = static_cast<std::int32_t>(i % 4);
            m_labels.push_back(labelled ? label : kNoLabel);
            m_pixels.push_back(draw(label, rng));
        }
        if (labelled)
            m_classes = {"rows", "columns", "checks", "rings"};
    }

    std::uint32_t size() const override { return static_cast<std::uint32_t>(m_pixels.size()); }
    ImageView image(std::uint32_t i) const override { return {m_pixels[i].data(), m_side, m_side}; }
    std::int32_t label(std::uint32_t i) const override { return m_labels[i]; }
    std::string name(std::uint32_t i) const override { return std::to_string(i); }
    const std::vector<std::string> &classNames() const override { return m_classes; }
    const std::vector<SkippedFile> &skipped() const override { return m_skipped; }
    const std::string &fingerprint() const override { return m_fingerprint; }
    const std::string &kind() const override { return m_kind; }
    const std::filesystem::path &source() const override { return m_path; }
    const std::filesystem::path &cacheFile() const override { return m_path; }

private:
    std::vector<std::uint8_t> draw(std::int32_t label, CounterRng &rng) const
    {
        std::vector<std::uint8_t> pixels;
        std::uint8_t colors[2][3];
        for (auto &color : colors)
            for (auto &channel : color)
                channel = static_cast<std::uint8_t>(rng.below(256));
        const int phase = static_cast<int>(rng.below(4));
        const int middle = m_side / 2;
        for (int y = 0; y < m_side; ++y) {
            for (int x = 0; x < m_side; ++x) {
                const int ring = std::max(std::abs(x - middle), std::abs(y - middle));
                const int position = label == 0 ? y : (label == 1 ? x : (label == 2 ? x / 4 + y / 4 : ring));
                const int cell = label == 2 ? position + phase : (position + phase) / 4;
                for (const std::uint8_t channel : colors[cell % 2])
                    pixels.push_back(channel);
            }
        }
        return pixels;
    }

    int m_side;
    std::vector<std::vector<std::uint8_t>> m_pixels;
    std::vector<std::int32_t> m_labels;
    std::vector<std::string> m_classes;
    std::vector<SkippedFile> m_skipped;
    std::string m_fingerprint = "striped";
    std::string m_kind = "striped images";
    std::filesystem::path m_path;
};

} // namespace tandem::test
