// Stands in for tandem-cli encode: answers at once with the mean of each image as h and its number of pixels as z; of a
// view, with the means of its quarters by channel less 100 as h (12 numbers), of which z is the first four. The red of
// the first pixel says how to behave: 250 crash, 251 take a while, 252 say nonsense, 253 fail. The checkpoint "best"
// does not exist.

#include "core/base/ids.h"
#include "core/report/encode_protocol.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <numeric>
#include <string>
#include <thread>
#include <variant>

using namespace tandem;

namespace {

void say(const std::string &bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data() + at, bytes.size() - at);
        if (written <= 0)
            ::_exit(1);
        at += static_cast<std::size_t>(written);
    }
}

void addQuarters(const EncodeImage &view, EncodedImages &result)
{
    const std::uint32_t half = view.width / 2;
    for (std::uint32_t quarter = 0; quarter < 4; ++quarter)
        for (std::uint32_t channel = 0; channel < 3; ++channel) {
            double sum = 0;
            for (std::uint32_t y = 0; y < half; ++y)
                for (std::uint32_t x = 0; x < half; ++x)
                    sum += view.pixels[3 * ((y + quarter / 2 * half) * view.width + x + quarter % 2 * half) + channel];
            result.h.push_back(static_cast<float>(sum / (half * half) - 100));
            if (quarter == 0 || (quarter == 1 && channel == 0))
                result.z.push_back(result.h.back());
        }
}

EncodeReply answer(const EncodeRequest &request)
{
    const bool isView = request.form == ImageForm::View;
    EncodedImages result{
        request.id, static_cast<std::uint32_t>(request.images.size()), isView ? 12U : 1U, isView ? 4U : 1U, {}, {}};
    for (const EncodeImage &image : request.images) {
        if (isView) {
            addQuarters(image, result);
            continue;
        }
        switch (image.pixels.front()) {
        case 250:
            std::fputs("fake_encoder: what a strange image\n", stderr);
            ::_exit(9);
        case 251:
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            break;
        case 252:
            say("\x05nonsense, and long enough to be a frame");
            break;
        case 253:
            return EncodeFailure{request.id, {ErrorCode::OutOfMemory, {"encoding"}, {}}};
        default:
            break;
        }
        const auto sum = std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0);
        result.h.push_back(static_cast<float>(sum / static_cast<double>(image.pixels.size())));
        result.z.push_back(static_cast<float>(image.width * image.height));
    }
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    // encode --project DIR --checkpoint WHICH RUN
    if (argc != 7 || std::string(argv[1]) != "encode" || std::string(argv[4]) != "--checkpoint")
        return 2;
    if (std::string(argv[5]) == "best") {
        const Error error{ErrorCode::RunNotEvaluable, {"some run", "none of its checkpoints has a kNN accuracy"}, {}};
        say(encodeFrame(EncodeReply(EncodeFailure{0, error})));
        std::fputs((describe(error) + "\n").c_str(), stderr);
        return 1;
    }
    if (!RunId::fromString(argv[6]).isValid())
        ::_exit(127); // without a word
    say(encodeFrame(EncodeReply(EncoderInfo{argv[6], "some run", argv[5], 3, 30, 8, 12, 4, "sum"})));
    FrameSplitter frames;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) {
        frames.add({buffer, static_cast<std::size_t>(count)});
        while (const auto body = frames.next()) {
            const auto request = encodeRequestFrom(*body);
            if (!request)
                return 2;
            say(encodeFrame(answer(*request)));
        }
    }
    return 0;
}
