#include "app/cli/encode_worker.h"

#include <cerrno>
#include <unistd.h>

#include <string>
#include <vector>

namespace tandem {

namespace {

Error wrongInput()
{
    return {ErrorCode::BadUsage,
            {"tandem-cli encode takes frames on its standard input, as core/report/encode_protocol.h describes them; "
             "this is none."},
            {}};
}

} // namespace

bool EncodeWorker::send(const EncodeReply &reply)
{
    const std::string frame = encodeFrame(reply);
    std::string_view rest = frame;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_output, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

EncodeReply EncodeWorker::answer(const EncodeRequest &request, ImageEncoder &encoder)
{
    std::vector<ImageView> views;
    const std::int64_t side = encoder.viewSize();
    for (const EncodeImage &image : request.images) {
        views.push_back({image.pixels.data(), static_cast<int>(image.width), static_cast<int>(image.height)});
        if (request.form == ImageForm::View && (image.width != side || image.height != side))
            return EncodeFailure{request.id,
                                 {ErrorCode::BadUsage,
                                  {"A view of this run is " + std::to_string(side) + " pixels wide and high; one of " +
                                   std::to_string(image.width) + " × " + std::to_string(image.height) + " came."},
                                  {}}};
    }
    auto features = request.form == ImageForm::View ? encoder.encodeViews(views) : encoder.encodeImages(views);
    if (!features)
        return EncodeFailure{request.id, features.error()};
    return EncodedImages{request.id,
                         static_cast<std::uint32_t>(views.size()),
                         static_cast<std::uint32_t>(encoder.featureDimension()),
                         static_cast<std::uint32_t>(encoder.projectionDimension()),
                         std::move(features->h),
                         std::move(features->z)};
}

Result<void> EncodeWorker::serve(const EncoderInfo &info, ImageEncoder &encoder,
                                 const std::function<void()> &beforeRequest)
{
    if (!send(info))
        return {};
    FrameSplitter frames;
    std::vector<char> buffer(1 << 16);
    for (;;) {
        while (const auto body = frames.next()) {
            const auto request = encodeRequestFrom(*body);
            if (!request) {
                refuse(wrongInput());
                return wrongInput();
            }
            beforeRequest();
            if (!send(answer(*request, encoder)))
                return {};
        }
        if (frames.isBroken()) {
            refuse(wrongInput());
            return wrongInput();
        }
        const ssize_t count = ::read(m_input, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return {};
        frames.add({buffer.data(), static_cast<std::size_t>(count)});
    }
}

} // namespace tandem
