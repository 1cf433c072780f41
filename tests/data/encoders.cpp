#include "tests/data/fixtures.h"

#include <QtEndian>

#include <cstdio>

#include <jpeglib.h>
#include <png.h>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstdlib>

namespace tandem::fixtures {

namespace {

struct JpegSettings {
    int quality = 95;
    int components = 3;
    J_COLOR_SPACE given = JCS_RGB;
    J_COLOR_SPACE stored = JCS_YCbCr;
    bool progressive = false;
    bool adobe = false;
};

/// Encodes packed rows. Chroma is not subsampled, so that colors stay where they are.
QByteArray encodeJpeg(int width, int height, const std::vector<std::uint8_t> &samples, const JpegSettings &settings)
{
    jpeg_compress_struct info;
    jpeg_error_mgr errors;
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char *buffer = nullptr;
    unsigned long bytes = 0;
    jpeg_mem_dest(&info, &buffer, &bytes);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.input_components = settings.components;
    info.in_color_space = settings.given;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, settings.stored);
    jpeg_set_quality(&info, settings.quality, TRUE);
    for (int c = 0; c < info.num_components; ++c)
        info.comp_info[c].h_samp_factor = info.comp_info[c].v_samp_factor = 1;
    if (settings.progressive)
        jpeg_simple_progression(&info);
    info.write_Adobe_marker = settings.adobe ? TRUE : FALSE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto *row = const_cast<JSAMPROW>(samples.data() + static_cast<std::size_t>(info.next_scanline) *
                                                              static_cast<std::size_t>(width * settings.components));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    QByteArray file(reinterpret_cast<const char *>(buffer), static_cast<qsizetype>(bytes));
    std::free(buffer);
    return file;
}

std::vector<std::uint8_t> packed(const Picture &picture)
{
    std::vector<std::uint8_t> samples;
    for (const Rgb &pixel : picture.pixels)
        samples.insert(samples.end(), pixel.begin(), pixel.end());
    return samples;
}

template <class T> QByteArray bigEndian(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

template <class T> QByteArray littleEndian(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray number16(quint16 value, bool big)
{
    return big ? bigEndian(value) : littleEndian(value);
}

QByteArray number32(quint32 value, bool big)
{
    return big ? bigEndian(value) : littleEndian(value);
}

void appendToArray(png_structp png, png_bytep bytes, png_size_t count)
{
    static_cast<QByteArray *>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(count));
}

void flushNothing(png_structp) {}

} // namespace

QByteArray jpeg(const Picture &picture, int quality)
{
    return encodeJpeg(picture.width, picture.height, packed(picture), {.quality = quality});
}

QByteArray progressiveJpeg(const Picture &picture)
{
    return encodeJpeg(picture.width, picture.height, packed(picture), {.progressive = true});
}

QByteArray greyJpeg(int width, int height, std::uint8_t grey)
{
    const std::vector<std::uint8_t> samples(static_cast<std::size_t>(width * height), grey);
    return encodeJpeg(width, height, samples, {.components = 1, .given = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE});
}

QByteArray cmykJpeg(int width, int height, Rgb color, Ink ink)
{
    // No black: the inks are the complements of the color. Photoshop stores 255 for "no ink", a plain file 0.
    const std::uint8_t flip = ink == Ink::Plain ? 255 : 0;
    std::vector<std::uint8_t> samples;
    for (int i = 0; i < width * height; ++i) {
        for (const std::uint8_t channel : color)
            samples.push_back(channel ^ flip);
        samples.push_back(255 ^ flip);
    }
    return encodeJpeg(width, height, samples,
                      {.components = 4,
                       .given = JCS_CMYK,
                       .stored = ink == Ink::AdobeYcck ? JCS_YCCK : JCS_CMYK,
                       .adobe = ink != Ink::Plain});
}

QByteArray exifBlock(int orientation, bool big)
{
    QByteArray block = big ? "MM" : "II";
    block += number16(42, big) + number32(8, big);
    block += number16(2, big); // two entries; the orientation is the second
    block += number16(0x0100, big) + number16(3, big) + number32(1, big) + number16(7, big) + number16(0, big);
    block += number16(0x0112, big) + number16(3, big) + number32(1, big);
    block += number16(static_cast<quint16>(orientation), big) + number16(0, big);
    return block + number32(0, big);
}

QByteArray withExifOrientation(const QByteArray &jpegFile, int orientation, bool big)
{
    const QByteArray payload = QByteArray("Exif\0\0", 6) + exifBlock(orientation, big);
    QByteArray file = jpegFile;
    return file.insert(2, QByteArray("\xFF\xE1") + bigEndian(static_cast<quint16>(payload.size() + 2)) + payload);
}

QByteArray png(int width, int height, int bitDepth, int colorType, const QByteArray &rows,
               const std::vector<Rgb> &palette, const QByteArray &paletteAlpha, bool interlaced)
{
    QByteArray file;
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(writer);
    png_set_write_fn(writer, &file, appendToArray, flushNothing);
    png_set_IHDR(writer, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), bitDepth, colorType,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    std::vector<png_color> colors;
    for (const Rgb &color : palette)
        colors.push_back({color[0], color[1], color[2]});
    if (!colors.empty())
        png_set_PLTE(writer, info, colors.data(), static_cast<int>(colors.size()));
    if (!paletteAlpha.isEmpty())
        png_set_tRNS(writer, info, reinterpret_cast<png_const_bytep>(paletteAlpha.data()),
                     static_cast<int>(paletteAlpha.size()), nullptr);
    png_write_info(writer, info);
    std::vector<png_bytep> pointers;
    QByteArray copy = rows;
    const qsizetype stride = rows.size() / height;
    for (int y = 0; y < height; ++y)
        pointers.push_back(reinterpret_cast<png_bytep>(copy.data() + y * stride));
    png_write_image(writer, pointers.data());
    png_write_end(writer, nullptr);
    png_destroy_write_struct(&writer, &info);
    return file;
}

QByteArray png(const Picture &picture)
{
    const std::vector<std::uint8_t> samples = packed(picture);
    return png(picture.width, picture.height, 8, PNG_COLOR_TYPE_RGB,
               QByteArray(reinterpret_cast<const char *>(samples.data()), static_cast<qsizetype>(samples.size())));
}

QByteArray withPngChunk(const QByteArray &pngFile, const char *type, const QByteArray &data)
{
    // CRC-32 as PNG wants it, over type and data.
    const QByteArray body = QByteArray(type) + data;
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : body) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    constexpr qsizetype kHeaderEnd = 8 + 25;
    QByteArray file = pngFile;
    return file.insert(kHeaderEnd, bigEndian(static_cast<quint32>(data.size())) + body + bigEndian(~crc));
}

QByteArray bmp(const Picture &picture)
{
    const int stride = (picture.width * 3 + 3) / 4 * 4;
    QByteArray file = "BM";
    file += littleEndian(static_cast<quint32>(54 + stride * picture.height)) + littleEndian(quint32{0}) +
            littleEndian(quint32{54}) + littleEndian(quint32{40});
    file += littleEndian(static_cast<qint32>(picture.width)) + littleEndian(static_cast<qint32>(picture.height));
    file += littleEndian(quint16{1}) + littleEndian(quint16{24}) + QByteArray(24, '\0');
    for (int y = picture.height - 1; y >= 0; --y) { // from the bottom up, blue first
        QByteArray row;
        for (int x = 0; x < picture.width; ++x) {
            const Rgb &p = picture.pixels[static_cast<std::size_t>(y * picture.width + x)];
            row += static_cast<char>(p[2]);
            row += static_cast<char>(p[1]);
            row += static_cast<char>(p[0]);
        }
        file += row.leftJustified(stride, '\0');
    }
    return file;
}

QByteArray tiff(const Picture &picture, int orientation)
{
    const std::vector<std::uint8_t> samples = packed(picture);
    const auto size = static_cast<quint32>(samples.size());
    QByteArray file = QByteArray("II") + littleEndian(quint16{42}) + littleEndian(8 + size + size % 2);
    file += QByteArray(reinterpret_cast<const char *>(samples.data()), static_cast<qsizetype>(size));
    file += QByteArray(size % 2, '\0');
    const auto entry = [&file](int tag, int type, quint32 count, quint32 value) {
        file += littleEndian(static_cast<quint16>(tag)) + littleEndian(static_cast<quint16>(type)) +
                littleEndian(count) + littleEndian(value);
    };
    constexpr int kShort = 3;
    constexpr int kLong = 4;
    file += littleEndian(quint16{10});
    const auto bitsAt = static_cast<quint32>(file.size()) + 10 * 12 + 4;
    entry(0x100, kShort, 1, static_cast<quint32>(picture.width));
    entry(0x101, kShort, 1, static_cast<quint32>(picture.height));
    entry(0x102, kShort, 3, bitsAt);
    entry(0x103, kShort, 1, 1); // not compressed
    entry(0x106, kShort, 1, 2); // RGB
    entry(0x111, kLong, 1, 8);
    entry(0x112, kShort, 1, static_cast<quint32>(orientation));
    entry(0x115, kShort, 1, 3);
    entry(0x116, kShort, 1, static_cast<quint32>(picture.height));
    entry(0x117, kLong, 1, size);
    file += littleEndian(quint32{0});
    for (int c = 0; c < 3; ++c)
        file += littleEndian(quint16{8});
    return file;
}

QByteArray webp(const Picture &picture)
{
    cv::Mat bgr(picture.height, picture.width, CV_8UC3);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const Rgb &p = picture.pixels[static_cast<std::size_t>(y * picture.width + x)];
            bgr.at<cv::Vec3b>(y, x) = {p[2], p[1], p[0]};
        }
    std::vector<std::uint8_t> file;
    cv::imencode(".webp", bgr, file, {cv::IMWRITE_WEBP_QUALITY, 101}); // above 100: lossless
    return {reinterpret_cast<const char *>(file.data()), static_cast<qsizetype>(file.size())};
}

QByteArray withWebpExif(const QByteArray &webpFile, int width, int height, int orientation)
{
    constexpr char kHasExif = 0x08;
    const auto number24 = [](int value) { return littleEndian(static_cast<quint32>(value)).left(3); };
    QByteArray chunks = QByteArray("VP8X") + littleEndian(quint32{10}) + kHasExif + QByteArray(3, '\0') +
                        number24(width - 1) + number24(height - 1);
    chunks += webpFile.mid(12);
    const QByteArray exif = exifBlock(orientation, false);
    chunks += QByteArray("EXIF") + littleEndian(static_cast<quint32>(exif.size())) + exif;
    return QByteArray("RIFF") + littleEndian(static_cast<quint32>(chunks.size() + 4)) + "WEBP" + chunks;
}

} // namespace tandem::fixtures
