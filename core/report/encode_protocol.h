#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// How the window speaks with the process that encodes images for it (tandem-cli encode): frames on the worker's
// standard input and output. A frame is the length of its body as u32, then the body; a body begins with its kind (u8).
// All numbers are little-endian; a text is its length (u32) and its bytes.
//
//   worker  hello    u8 1, version u32, run, name, checkpoint texts, epoch step viewSize D d i64, weights text
//   window  request  u8 2, id u64, form u8, count u32, then for each image width height u32 and width*height*3 bytes
//   RGB worker  result   u8 3, id u64, count D d u32, h f32[count*D], z f32[count*d] worker  failure  u8 4, id u64,
//   code text, detail text, count u32, arguments texts
//
// The worker says hello once the checkpoint is loaded, then answers each request in order, with a result or a failure
// of its id. A failure of id 0 is its last frame: it cannot go on, or never could begin. It ends when its standard
// input does. What it has to say beside frames stands on its standard error.

namespace tandem {

constexpr std::uint32_t kEncodeProtocol = 1;
/// No body is longer: what claims to be is no frame.
constexpr std::uint32_t kLongestEncodeFrame = 512U << 20;

/// What the pixels of a request are.
enum class ImageForm : std::uint8_t {
    Image = 0, // any size: resized and centre-cropped as evaluation does
    View = 1,  // a square of the run's view size already, used as it stands
};

struct EncodeImage {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> pixels; // [height][width][3], 8-bit RGB
    bool operator==(const EncodeImage &) const = default;
};

struct EncodeRequest {
    std::uint64_t id = 0; // of the window's choice, not 0
    ImageForm form = ImageForm::Image;
    std::vector<EncodeImage> images;
    bool operator==(const EncodeRequest &) const = default;
};

/// The encoder that is at work.
struct EncoderInfo {
    std::string run;        // id
    std::string name;       // of the run
    std::string checkpoint; // "last" or "best"
    std::int64_t epoch = 0; // of the checkpoint
    std::int64_t step = 0;
    std::int64_t viewSize = 0; // side of a view, pixels
    std::int64_t featureDimension = 0;
    std::int64_t projectionDimension = 0;
    std::string weightsSha256;
    bool operator==(const EncoderInfo &) const = default;
};

/// Features of a request's images, in its order.
struct EncodedImages {
    std::uint64_t id = 0;
    std::uint32_t count = 0;
    std::uint32_t featureDimension = 0;    // D
    std::uint32_t projectionDimension = 0; // d
    std::vector<float> h;                  // [count, D]
    std::vector<float> z;                  // [count, d]
    bool operator==(const EncodedImages &) const = default;
};

struct EncodeFailure {
    std::uint64_t id = 0;
    Error error;
    bool operator==(const EncodeFailure &) const = default;
};

using EncodeReply = std::variant<EncoderInfo, EncodedImages, EncodeFailure>;

/// Whole frames, their length included.
[[nodiscard]] std::string encodeFrame(const EncodeRequest &request);
[[nodiscard]] std::string encodeFrame(const EncodeReply &reply);

/// From the body of a frame; none if it is no such thing, also where sizes contradict each other.
[[nodiscard]] std::optional<EncodeRequest> encodeRequestFrom(std::string_view body);
/// The same; also none if the worker speaks another version.
[[nodiscard]] std::optional<EncodeReply> encodeReplyFrom(std::string_view body);

/// Cuts a stream of bytes into bodies. After isBroken() there is nothing more to be had.
class FrameSplitter {
public:
    void add(std::string_view bytes) { m_bytes.append(bytes); }
    /// The next whole body; none until more bytes are there.
    [[nodiscard]] std::optional<std::string> next();
    /// The stream claims a frame that is too long: it is no stream of frames.
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Bytes that wait for the rest of their frame.
    [[nodiscard]] std::size_t pending() const { return m_bytes.size() - m_taken; }

private:
    std::string m_bytes;
    std::size_t m_taken = 0;
    bool m_isBroken = false;
};

} // namespace tandem
