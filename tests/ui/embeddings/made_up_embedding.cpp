#include "tests/ui/embeddings/made_up_embedding.h"

#include "core/data/image_set.h"

#include <QColor>
#include <QString>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace tandem::testing {

namespace {

std::int32_t classOf(std::uint32_t i, std::uint32_t count, int classes)
{
    return static_cast<std::int32_t>(static_cast<std::uint64_t>(i) * static_cast<std::uint64_t>(classes) / count);
}

class MadeUpImages : public ImageSet {
public:
    MadeUpImages(std::uint32_t count, int classes, int side)
        : m_count(count), m_side(side), m_text("made-up-" + std::to_string(count))
    {
        for (int i = 0; i < classes; ++i) {
            m_classes.push_back("class " + std::to_string(i));
            std::vector<std::uint8_t> pixels;
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const QColor color = QColor::fromHsv(i * 360 / classes, 60 + 150 * x / side, 120 + 110 * y / side);
                    for (const int channel : {color.red(), color.green(), color.blue()})
                        pixels.push_back(static_cast<std::uint8_t>(channel));
                }
            m_pixels.push_back(std::move(pixels));
        }
    }
    [[nodiscard]] std::uint32_t size() const override { return m_count; }
    [[nodiscard]] ImageView image(std::uint32_t i) const override
    {
        return {m_pixels[static_cast<std::size_t>(label(i))].data(), m_side, m_side};
    }
    [[nodiscard]] std::int32_t label(std::uint32_t i) const override
    {
        return classOf(i, m_count, static_cast<int>(m_classes.size()));
    }
    [[nodiscard]] std::string name(std::uint32_t i) const override
    {
        return m_classes[static_cast<std::size_t>(label(i))] + "/" + std::to_string(i) + ".png";
    }
    [[nodiscard]] const std::vector<std::string> &classNames() const override { return m_classes; }
    [[nodiscard]] const std::vector<SkippedFile> &skipped() const override { return m_skipped; }
    [[nodiscard]] const std::string &fingerprint() const override { return m_text; }
    [[nodiscard]] const std::string &kind() const override { return m_text; }
    [[nodiscard]] const std::filesystem::path &source() const override { return m_path; }
    [[nodiscard]] const std::filesystem::path &cacheFile() const override { return m_path; }

private:
    std::uint32_t m_count;
    int m_side;
    std::vector<std::string> m_classes;
    std::vector<SkippedFile> m_skipped;
    std::string m_text;
    std::filesystem::path m_path;
    std::vector<std::vector<std::uint8_t>> m_pixels;
};

std::vector<double> madeUpPlaces(std::uint32_t count, int classes, double progress, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> xy;
    for (std::uint32_t i = 0; i < count; ++i) {
        const int c = classOf(i, count, classes);
        const double angle = 2 * std::numbers::pi * c / classes;
        const double away = progress * (c % 2 == 0 ? 10.0 : 6.5);
        xy.push_back(away * std::cos(angle) + (2.4 - 1.1 * progress) * normal(random));
        xy.push_back(away * std::sin(angle) + (2.4 - 1.1 * progress) * normal(random));
    }
    return xy;
}

} // namespace

MapLayoutPtr madeUpLayout(std::uint32_t count, int classes, double progress, std::uint32_t seed)
{
    const std::vector<double> last = madeUpPlaces(count, classes, 1, seed);
    return makeLayout(std::span<const double>(madeUpPlaces(count, classes, progress, seed)),
                      frameOf(std::span<const double>(last)));
}

MadeUpEmbedding madeUpEmbedding(std::uint32_t count, int classes, std::uint32_t seed, const DatasetIdentity &dataset)
{
    constexpr std::size_t kDimension = 32;
    constexpr std::uint32_t kMostRows = 200'000;
    MadeUpEmbedding made;
    made.xy = madeUpPlaces(count, classes, 1, seed);
    made.layout = makeLayout(std::span<const double>(made.xy));
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> centers;
    for (std::size_t i = 0; i < static_cast<std::size_t>(classes) * kDimension; ++i)
        centers.push_back(normal(random));
    const bool hasRows = count <= kMostRows;

    auto table = std::make_shared<PointTable>();
    table->dataset = dataset.size > 0 ? dataset : DatasetIdentity{"made-up-" + std::to_string(count), count};
    std::vector<std::int32_t> labels;
    std::vector<float> rows, loss, margin, purity;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::int32_t c = classOf(i, count, classes);
        table->samples.push_back(i);
        labels.push_back(c);
        for (std::size_t d = 0; hasRows && d < kDimension; ++d)
            rows.push_back(centers[static_cast<std::size_t>(c) * kDimension + d] + 0.6F * normal(random));
        const double x = made.xy[2 * i], y = made.xy[2 * i + 1];
        loss.push_back(static_cast<float>(0.4 + 0.25 * std::hypot(x, y) / 3 + 0.2 * std::abs(normal(random))));
        margin.push_back(static_cast<float>(x / 12 + 0.1 * normal(random)));
        purity.push_back(i % 17 == 0 ? std::numeric_limits<float>::quiet_NaN()
                                     : static_cast<float>(std::lround(10 / (1 + 0.3 * std::abs(y / 8)))) / 10);
    }
    QStringList names;
    for (int i = 0; i < classes; ++i)
        names.append(QStringLiteral("class %1").arg(i));
    table->columns.push_back(categoryColumn(QStringLiteral("class"), QStringLiteral("Class"), labels, names));
    table->columns.push_back(numberColumn(QStringLiteral("loss"), QStringLiteral("Loss"), loss, 2));
    table->columns.push_back(numberColumn(QStringLiteral("margin"), QStringLiteral("Margin"), margin, 2, true));
    table->columns.push_back(numberColumn(QStringLiteral("purity"), QStringLiteral("Purity"), purity, 1));
    made.table = table;
    made.neighbors = std::make_shared<ArrayNeighbors>(EmbeddingRows{rows, hasRows ? kDimension : 0}, EmbeddingRows{});
    return made;
}

OpenDatasetPtr madeUpImages(std::uint32_t count, int classes, int side)
{
    auto dataset = std::make_shared<OpenDataset>();
    dataset->images = std::make_shared<MadeUpImages>(count, classes, side);
    dataset->summary = summarise(*dataset->images);
    return dataset;
}

} // namespace tandem::testing
