#pragma once

#include "core/data/image_set.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem::fixtures {

using Rgb = std::array<std::uint8_t, 3>;

constexpr Rgb kRed{255, 0, 0};
constexpr Rgb kGreen{0, 255, 0};
constexpr Rgb kBlue{0, 0, 255};
constexpr Rgb kYellow{255, 255, 0};

/// An uncompressed picture to encode: packed RGB.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<Rgb> pixels;

    Rgb &at(int x, int y) { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

/// One color.
Picture patch(int width, int height, Rgb color);
/// Four colors: red above left, green above right, blue below left, yellow below right.
Picture quarters(int width, int height);

/// A folder for one test that goes with it.
class Folder {
public:
    Folder();
    [[nodiscard]] std::filesystem::path path() const { return m_path; }
    /// Writes a file below the folder, making folders on the way. Returns its path.
    std::filesystem::path write(const std::string &name, const QByteArray &bytes) const;
    [[nodiscard]] std::filesystem::path folder(const std::string &name) const;

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;
};

// Encoders, independent of the code under test: libjpeg, libpng and bytes by hand.
QByteArray jpeg(const Picture &picture, int quality = 95);
QByteArray progressiveJpeg(const Picture &picture);
QByteArray greyJpeg(int width, int height, std::uint8_t grey);
/// CMYK or (with ycck) YCCK with Adobe's marker as Photoshop writes them; plain: neither marker nor inversion.
enum class Ink { AdobeCmyk, AdobeYcck, Plain };
QByteArray cmykJpeg(int width, int height, Rgb color, Ink ink);
/// Puts an EXIF segment behind the start of a JPEG file.
QByteArray withExifOrientation(const QByteArray &jpegFile, int orientation, bool bigEndian = false);
/// A TIFF block (what EXIF is) with just the orientation.
QByteArray exifBlock(int orientation, bool bigEndian);

/// A PNG file of rows as they are stored: samples of 16 bits big endian, palette indices, and so on.
QByteArray png(int width, int height, int bitDepth, int colorType, const QByteArray &rows,
               const std::vector<Rgb> &palette = {}, const QByteArray &paletteAlpha = {}, bool interlaced = false);
QByteArray png(const Picture &picture);
/// Inserts a chunk before the image data.
QByteArray withPngChunk(const QByteArray &pngFile, const char *type, const QByteArray &data);

QByteArray bmp(const Picture &picture);
/// Uncompressed 8-bit RGB TIFF.
QByteArray tiff(const Picture &picture, int orientation = 1);
QByteArray webp(const Picture &picture); // lossless, through OpenCV
/// Wraps a simple WebP file in the extended format with an EXIF chunk.
QByteArray withWebpExif(const QByteArray &webpFile, int width, int height, int orientation);

/// Color of a pixel of an image set.
Rgb pixel(const ImageSet &images, std::uint32_t i, int x, int y);
/// Largest difference of a channel.
int difference(Rgb a, Rgb b);

/// Options that keep the cache inside a folder.
OpenImagesOptions cachedIn(const Folder &folder, int threads = 2);
/// Names of the files in the cache folder of cachedIn.
std::vector<std::string> cacheFiles(const Folder &folder);

} // namespace tandem::fixtures
