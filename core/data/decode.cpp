#include "core/data/decode.h"

#include "core/base/files.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <mutex>
#include <string_view>

namespace tandem {

namespace {

using namespace std::string_view_literals;

/// The decoder fills what is missing of a JPEG with grey and calls it a success. Inside compressed data the byte FF is
/// never followed by DA or D9, so after the last start of scan there must be an end of image.
bool isCutShortJpeg(std::string_view bytes)
{
    if (!bytes.starts_with("\xFF\xD8"sv))
        return false;
    const auto scan = bytes.rfind("\xFF\xDA"sv);
    return scan == std::string_view::npos || bytes.find("\xFF\xD9"sv, scan) == std::string_view::npos;
}

DecodedImage toRgb(const cv::Mat &bgr)
{
    DecodedImage image{bgr.cols, bgr.rows, std::vector<std::uint8_t>(bgr.total() * 3)};
    cv::Mat target(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
    if (bgr.depth() == CV_16U) {
        cv::Mat eight;
        bgr.convertTo(eight, CV_8U, 1.0 / 257);
        cv::cvtColor(eight, target, cv::COLOR_BGR2RGB);
    } else {
        cv::cvtColor(bgr, target, cv::COLOR_BGR2RGB);
    }
    return image;
}

} // namespace

std::variant<DecodedImage, std::string> decodeImageFile(const std::filesystem::path &path)
{
    static std::once_flag quiet;
    std::call_once(quiet, [] { cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT); });
    const auto bytes = readFile(path);
    if (!bytes)
        return std::string("cannot be read");
    if (bytes->empty())
        return std::string("is empty");
    if (isCutShortJpeg(*bytes))
        return std::string("is cut short");
    try {
        const cv::Mat encoded(1, static_cast<int>(bytes->size()), CV_8U, const_cast<char *>(bytes->data()));
        const cv::Mat bgr = cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_ANYDEPTH);
        if (bgr.empty())
            return std::string("is damaged or of an unknown format");
        if (bgr.channels() != 3 || (bgr.depth() != CV_8U && bgr.depth() != CV_16U))
            return std::string("has a kind of pixels that is not supported");
        return toRgb(bgr);
    } catch (const std::exception &) {
        return std::string("is damaged or too large");
    }
}

} // namespace tandem
