#include "core/data/binary_records.h"

#include "core/base/files.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kCifarPixels = 3 * 32 * 32;
constexpr std::int64_t kStlSide = 96;
constexpr std::int64_t kStlPixels = 3 * kStlSide * kStlSide;
constexpr std::array kCifar10Names = {"airplane", "automobile", "bird",  "cat",  "deer",
                                      "dog",      "frog",       "horse", "ship", "truck"};
constexpr std::array kStl10Names = {"airplane", "bird",  "car",    "cat",  "deer",
                                    "dog",      "horse", "monkey", "ship", "truck"};

bool isCifar10Name(const std::string &name)
{
    return (name.starts_with("data_batch") || name.starts_with("test_batch")) && name.ends_with(".bin");
}

bool isCifar100Name(const std::string &name)
{
    return name == "train.bin" || name == "test.bin";
}

bool isStlName(const std::string &name)
{
    return name.ends_with("_X.bin");
}

bool isFile(const fs::path &path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

std::vector<fs::path> cifar10Batches(const fs::path &folder)
{
    std::vector<fs::path> batches;
    std::error_code failure;
    for (fs::directory_iterator entries(folder, failure); !failure && entries != fs::directory_iterator();
         entries.increment(failure)) {
        const std::string name = entries->path().filename().string();
        if (name.starts_with("data_batch") && name.ends_with(".bin"))
            batches.push_back(entries->path());
    }
    std::sort(batches.begin(), batches.end(), [](const fs::path &a, const fs::path &b) {
        return naturalLess(a.filename().string(), b.filename().string());
    });
    return batches;
}

std::vector<std::string> namesIn(const fs::path &file)
{
    std::vector<std::string> names;
    const auto text = readFile(file);
    if (!text)
        return names;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (!line.empty())
            names.push_back(line);
    }
    return names;
}

std::string without(std::string name, std::string_view suffix)
{
    name.resize(name.size() - suffix.size());
    return name;
}

/// Planes to interleaved pixels; `rowStep` and `columnStep` are distances inside a plane.
DecodedImage interleave(std::span<const std::uint8_t> planes, int side, std::size_t rowStep, std::size_t columnStep)
{
    const auto length = static_cast<std::size_t>(side);
    DecodedImage image{side, side, std::vector<std::uint8_t>(planes.size())};
    std::size_t out = 0;
    for (std::size_t y = 0; y < length; ++y)
        for (std::size_t x = 0; x < length; ++x)
            for (std::size_t plane = 0; plane < 3; ++plane)
                image.pixels[out++] = planes[plane * length * length + y * rowStep + x * columnStep];
    return image;
}

} // namespace

std::vector<fs::path> binaryFilesAt(const fs::path &path)
{
    const std::string name = path.filename().string();
    if (isFile(path)) {
        if (isCifar10Name(name) || isCifar100Name(name) || isStlName(name))
            return {path};
        return {};
    }
    if (auto batches = cifar10Batches(path); !batches.empty())
        return batches;
    for (const char *file : {"train.bin", "train_X.bin", "unlabeled_X.bin"})
        if (isFile(path / file))
            return {path / file};
    return {};
}

SourceFormat binaryFormat(const fs::path &file)
{
    const std::string name = file.filename().string();
    if (isStlName(name))
        return SourceFormat::Stl10;
    return isCifar100Name(name) ? SourceFormat::Cifar100 : SourceFormat::Cifar10;
}

std::int64_t binaryRecordBytes(SourceFormat format)
{
    switch (format) {
    case SourceFormat::Cifar10:
        return 1 + kCifarPixels;
    case SourceFormat::Cifar100:
        return 2 + kCifarPixels;
    case SourceFormat::Stl10:
        return kStlPixels;
    case SourceFormat::ImageFiles:
        break;
    }
    return 1;
}

std::vector<std::string> binaryClassNames(SourceFormat format, const fs::path &file)
{
    const fs::path folder = file.parent_path();
    std::vector<std::string> names;
    if (format == SourceFormat::Cifar10) {
        names = namesIn(folder / "batches.meta.txt");
        if (names.size() != kCifar10Names.size())
            names.assign(kCifar10Names.begin(), kCifar10Names.end());
    } else if (format == SourceFormat::Cifar100) {
        names = namesIn(folder / "fine_label_names.txt");
        for (std::size_t i = names.size(); i < 100; ++i)
            names.push_back("class " + std::to_string(i));
        names.resize(100);
    } else if (!binaryLabels(format, file).empty()) {
        names = namesIn(folder / "class_names.txt");
        if (names.size() != kStl10Names.size())
            names.assign(kStl10Names.begin(), kStl10Names.end());
    }
    return names;
}

std::vector<std::uint8_t> binaryLabels(SourceFormat format, const fs::path &file)
{
    if (format != SourceFormat::Stl10)
        return {};
    const auto text = readFile(file.parent_path() / (without(file.filename().string(), "X.bin") + "y.bin"));
    return text ? std::vector<std::uint8_t>(text->begin(), text->end()) : std::vector<std::uint8_t>();
}

LabelledImage decodeRecord(SourceFormat format, std::span<const std::uint8_t> record, std::size_t index,
                           std::span<const std::uint8_t> labels)
{
    if (format == SourceFormat::Stl10) {
        const bool labelled = index < labels.size() && labels[index] >= 1 && labels[index] <= kStl10Names.size();
        return {interleave(record, static_cast<int>(kStlSide), 1, kStlSide), labelled ? labels[index] - 1 : kNoLabel};
    }
    const std::size_t labelBytes = format == SourceFormat::Cifar100 ? 2 : 1;
    const int classes = format == SourceFormat::Cifar100 ? 100 : 10;
    const int label = record[labelBytes - 1]; // of CIFAR-100's two, the fine one comes second
    return {interleave(record.subspan(labelBytes), 32, 32, 1), label < classes ? label : kNoLabel};
}

} // namespace tandem
