#include "core/data/decode_image.h"

#include "core/data/exif.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <string_view>

namespace tandem {

namespace {

using Bytes = std::span<const std::uint8_t>;

bool hasAt(Bytes file, std::size_t at, std::string_view text)
{
    return file.size() >= at + text.size() && std::memcmp(file.data() + at, text.data(), text.size()) == 0;
}

/// Wraps the pixels; no copy.
cv::Mat matOf(RgbImage &image)
{
    return {image.height, image.width, CV_8UC3, image.pixels.data()};
}

/// Turns a stored image upright. EXIF numbers say where row 0 and column 0 of the stored image lie.
void applyOrientation(RgbImage &image, int orientation)
{
    constexpr int kTransposed = 5; // from here on rows and columns change places
    constexpr int kHorizontally = 1;
    constexpr int kVertically = 0;
    constexpr int kBoth = -1;
    if (orientation <= 1)
        return;
    RgbImage upright;
    cv::Mat stored = matOf(image);
    if (orientation < kTransposed)
        upright.resize(image.width, image.height);
    else
        upright.resize(image.height, image.width);
    cv::Mat target = matOf(upright);
    switch (orientation) {
    case 2:
        cv::flip(stored, target, kHorizontally);
        break;
    case 3:
        cv::flip(stored, target, kBoth);
        break;
    case 4:
        cv::flip(stored, target, kVertically);
        break;
    case 5:
        cv::transpose(stored, target);
        break;
    case 6:
        cv::rotate(stored, target, cv::ROTATE_90_CLOCKWISE);
        break;
    case 7:
        cv::transpose(stored, target);
        cv::flip(target, target, kBoth);
        break;
    default:
        cv::rotate(stored, target, cv::ROTATE_90_COUNTERCLOCKWISE);
        break;
    }
    std::swap(image, upright);
}

std::uint32_t littleEndian(Bytes file, std::size_t at, int count)
{
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
        value |= static_cast<std::uint32_t>(file[at + static_cast<std::size_t>(i)]) << (8 * i);
    return value;
}

/// True for a BMP file that lacks some of its pixels. OpenCV notices too, but prints it to stderr, where nobody asked.
bool isCutShortBmp(Bytes file)
{
    constexpr std::size_t kHeaderBytes = 54;
    constexpr std::uint32_t kShortestKnownHeader = 40;
    if (!hasAt(file, 0, "BM"))
        return false;
    if (file.size() < kHeaderBytes)
        return true;
    const std::uint32_t compression = littleEndian(file, 30, 4);
    const bool plain = compression == 0 || compression == 3; // the others run-length coded
    if (littleEndian(file, 14, 4) < kShortestKnownHeader || !plain)
        return false;
    const std::int64_t width = static_cast<std::int32_t>(littleEndian(file, 18, 4));
    const std::int64_t height = std::abs(std::int64_t{static_cast<std::int32_t>(littleEndian(file, 22, 4))});
    const std::int64_t stride = (width * littleEndian(file, 28, 2) + 31) / 32 * 4;
    return height > 0 && stride > (static_cast<std::int64_t>(file.size()) - littleEndian(file, 10, 4)) / height;
}

/// BMP, WebP, TIFF and whatever else this OpenCV reads.
std::optional<std::string> decodeWithOpenCv(Bytes file, RgbImage &image)
{
    if (file.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return "the file is larger than 2 GB";
    if (isCutShortBmp(file))
        return "the file is cut short";
    const cv::Mat bytes(1, static_cast<int>(file.size()), CV_8UC1, const_cast<std::uint8_t *>(file.data()));
    cv::Mat bgr;
    try {
        bgr = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_ANYDEPTH | cv::IMREAD_IGNORE_ORIENTATION);
    } catch (const cv::Exception &failure) {
        if (failure.code == cv::Error::StsNoMem)
            throw std::bad_alloc();
        return "damaged: " + failure.err;
    }
    if (bgr.empty())
        return hasAt(file, 0, "GIF8") ? "GIF files are not supported" : "the content is damaged or no known image";
    if (std::optional<std::string> refusal =
            refuseSize(static_cast<std::uint64_t>(bgr.cols), static_cast<std::uint64_t>(bgr.rows)))
        return refusal;
    if (bgr.channels() != 3 || (bgr.depth() != CV_8U && bgr.depth() != CV_16U))
        return "pixels of this type are not supported";
    if (bgr.depth() == CV_16U)
        bgr.convertTo(bgr, CV_8U, 1.0 / 257.0);
    image.resize(bgr.cols, bgr.rows);
    cv::Mat rgb = matOf(image);
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return std::nullopt;
}

void silenceOpenCv()
{
    static std::once_flag once;
    std::call_once(once, [] { cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT); });
}

} // namespace

std::optional<std::string> refuseSize(std::uint64_t width, std::uint64_t height)
{
    if (width == 0 || height == 0)
        return "the image has no pixels";
    if (width * height > kMaxPixels)
        return "the image has more than " + std::to_string(kMaxPixels / 1'000'000) + " million pixels";
    return std::nullopt;
}

std::optional<std::string> decodeImage(Bytes file, RgbImage &image, std::stop_token stop)
{
    if (file.empty())
        return "the file is empty";
    silenceOpenCv();
    std::optional<std::string> failure;
    if (hasAt(file, 0, "\xFF\xD8"))
        failure = decodeJpeg(file, image, stop);
    else if (hasAt(file, 0, "\x89PNG\r\n\x1A\n"))
        failure = decodePng(file, image);
    else
        failure = decodeWithOpenCv(file, image);
    if (!failure && !stop.stop_requested())
        applyOrientation(image, exifOrientation(file));
    return failure;
}

} // namespace tandem
