#pragma once

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/config/settings.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

/// A file that was left out of a dataset, and why.
struct SkippedFile {
    std::string name;
    std::string reason;
    bool operator==(const SkippedFile &) const = default;
};

constexpr std::int32_t kNoLabel = -1;

/// A dataset, decoded once into a packed file that is mapped into memory. Immutable; any thread may read.
class ImageSet {
public:
    virtual ~ImageSet() = default;

    [[nodiscard]] virtual std::uint32_t size() const = 0;
    /// Pixels of image i < size(), straight from the mapping.
    [[nodiscard]] virtual ImageView image(std::uint32_t i) const = 0;
    /// Class of image i: an index into classNames(), or kNoLabel.
    [[nodiscard]] virtual std::int32_t label(std::uint32_t i) const = 0;
    /// Path of image i relative to the dataset's root, or "data_batch_1.bin#17" for packed sources.
    [[nodiscard]] virtual std::string name(std::uint32_t i) const = 0;
    /// In order of label; empty for unlabelled data. Folder names sort naturally (2 before 10).
    [[nodiscard]] virtual const std::vector<std::string> &classNames() const = 0;
    [[nodiscard]] virtual const std::vector<SkippedFile> &skipped() const = 0;
    /// 64 hexadecimal digits over format version, names, sizes and modification times of the source's files: tells
    /// quickly whether a cache is up to date.
    [[nodiscard]] virtual const std::string &fingerprint() const = 0;
    /// 64 hexadecimal digits over the content: names, classes and bytes of the source's images in their order, left-out
    /// ones not counted. The same for a copy, wherever it lies and whenever it was made; a subset has its parent's.
    /// Sets that are made in memory are known by their fingerprint.
    [[nodiscard]] virtual const std::string &identity() const { return fingerprint(); }
    /// "image folder", "CIFAR-10", "CIFAR-100", "STL-10".
    [[nodiscard]] virtual const std::string &kind() const = 0;
    [[nodiscard]] virtual const std::filesystem::path &source() const = 0;
    [[nodiscard]] virtual const std::filesystem::path &cacheFile() const = 0;

    /// Of a part of a dataset: which image of the whole, as openImages gave it, image i is, and how many the whole has.
    /// So that the same image can be found again from any part.
    [[nodiscard]] virtual std::uint32_t sourceIndex(std::uint32_t i) const { return i; }
    [[nodiscard]] virtual std::uint32_t sourceSize() const { return size(); }
};

using ImageSetPtr = std::shared_ptr<const ImageSet>;

/// Told from the decoding threads, thinned to some 20 calls a second: images done, images in all.
using DecodeProgress = std::function<void(std::uint32_t done, std::uint32_t total)>;

struct OpenImagesOptions {
    std::filesystem::path cacheFolder; // empty: tandem::cacheFolder()/images
    int threads = 0;                   // for decoding; 0 = all usable cores
    DecodeProgress progress;
};

/// Opens a dataset: an image folder (one sub-folder per class, or flat), a folder with the binary files of CIFAR-10
/// (data_batch_*.bin, test_batch.bin), CIFAR-100 (train.bin, test.bin; fine labels) or STL-10 (train_X.bin,
/// train_y.bin, test_X.bin, unlabeled_X.bin), or one such .bin file. A folder of binary files means their training
/// part; the test part is opened by its file. Decodes into the cache if it is not there yet; the second time it only
/// maps. A null pointer means that `stop` was requested; no cache file is left then.
///
/// Images come out upright (EXIF) as 8-bit RGB; alpha is dropped (of a TIFF of 8 bits it
/// has darkened the colors already), 16 bits are rounded to 8, CMYK is converted without
/// profiles. A class folder is searched to the bottom, links are followed, hidden files ignored. Files that cannot be
/// decoded, images that lie beside the class folders and folders without images are in skipped(). A folder of parts
/// (train, test) instead of classes is BadUsage with the folder to choose in its text.
/// Errors: FileNotFound, FileUnreadable, FolderEmpty, NoReadableImage, UnknownDataset, BadUsage, FileCorrupt, DiskFull,
/// FileUnwritable, OutOfMemory.
[[nodiscard]] Result<ImageSetPtr> openImages(const std::filesystem::path &path, const OpenImagesOptions &options = {},
                                             std::stop_token stop = {});

/// The fingerprint that openImages would find now, by listing files alone. Errors as openImages; FileNotFound if it is
/// gone.
[[nodiscard]] Result<std::string> fingerprintOf(const std::filesystem::path &path);

/// A subset of an image set in the given order; keeps the parent alive.
[[nodiscard]] ImageSetPtr subset(ImageSetPtr parent, std::vector<std::uint32_t> indices);

/// The same images with their labels as indices into `classNames`; kNoLabel where a class is not among these. Labels of
/// two datasets can be compared only so: each counts its own folders.
[[nodiscard]] ImageSetPtr withClasses(ImageSetPtr images, const std::vector<std::string> &classNames);

struct HoldOutSplit {
    ImageSetPtr train;
    ImageSetPtr test;
};
/// Splits off `share` of the images, stratified by class, by seed: a pure function of its arguments.
[[nodiscard]] HoldOutSplit splitHoldOut(const ImageSetPtr &images, double share, std::uint64_t seed);

/// At most `count` images, stratified by class, by seed, in the original order. count 0 or >= size: the same set.
[[nodiscard]] ImageSetPtr limitImages(const ImageSetPtr &images, std::uint32_t count, std::uint64_t seed);

/// The images that limitImages keeps, ascending.
[[nodiscard]] std::vector<std::uint32_t> limitIndices(const ImageSet &images, std::uint32_t count, std::uint64_t seed);

/// The training images whose embeddings a run stores: at most `count`, stratified by class, ascending. A pure function
/// of its arguments and of no run's seed, so that runs on the same images can be compared image by image.
[[nodiscard]] std::vector<std::uint32_t> probeSamples(const ImageSet &images, std::uint32_t count);

/// The images a run trains on, numbered as its trainer numbers its samples, and what is held out of them (null where
/// the settings name test images).
[[nodiscard]] HoldOutSplit splitForTraining(const ImageSetPtr &images, const DataSettings &settings,
                                            std::uint64_t seed);

} // namespace tandem
