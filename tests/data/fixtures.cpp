#include "tests/data/fixtures.h"

#include <QFile>

#include <algorithm>
#include <cstdlib>

namespace tandem::fixtures {

namespace fs = std::filesystem;

Picture patch(int width, int height, Rgb color)
{
    return {width, height, std::vector<Rgb>(static_cast<std::size_t>(width * height), color)};
}

Picture quarters(int width, int height)
{
    Picture picture = patch(width, height, kRed);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool right = x >= width / 2;
            const bool below = y >= height / 2;
            picture.at(x, y) = below ? (right ? kYellow : kBlue) : (right ? kGreen : kRed);
        }
    return picture;
}

Folder::Folder() : m_path(fs::canonical(m_folder.path().toStdString())) {}

fs::path Folder::write(const std::string &name, const QByteArray &bytes) const
{
    const fs::path path = m_path / name;
    fs::create_directories(path.parent_path());
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write its files");
    return path;
}

fs::path Folder::folder(const std::string &name) const
{
    fs::create_directories(m_path / name);
    return m_path / name;
}

Rgb pixel(const ImageSet &images, std::uint32_t i, int x, int y)
{
    const ImageView view = images.image(i);
    const std::uint8_t *at = view.pixels + 3 * (y * view.width + x);
    return {at[0], at[1], at[2]};
}

int difference(Rgb a, Rgb b)
{
    int largest = 0;
    for (std::size_t c = 0; c < 3; ++c)
        largest = std::max(largest, std::abs(a[c] - b[c]));
    return largest;
}

OpenImagesOptions cachedIn(const Folder &folder, int threads)
{
    OpenImagesOptions options;
    options.cacheFolder = folder.path() / "the-cache";
    options.threads = threads;
    return options;
}

std::vector<std::string> cacheFiles(const Folder &folder)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder.path() / "the-cache", ignored))
        if (entry.is_regular_file())
            names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace tandem::fixtures
