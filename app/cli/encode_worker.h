#pragma once

#include "core/base/result.h"
#include "core/engine/image_encoder.h"
#include "core/report/encode_protocol.h"

#include <functional>

namespace tandem {

/// Answers requests with an encoder over two file descriptors, in the frames of encode_protocol.h. One thread; blocks.
class EncodeWorker {
public:
    EncodeWorker(int input, int output) : m_input(input), m_output(output) {}

    /// Says hello, then answers until the input ends or nobody reads the output any more. `beforeRequest` is called
    /// before each request is worked at. Error: BadUsage, told as a frame too, where the input is no stream of
    /// requests.
    [[nodiscard]] Result<void> serve(const EncoderInfo &info, ImageEncoder &encoder,
                                     const std::function<void()> &beforeRequest);
    /// The one frame of a worker that cannot begin.
    void refuse(const Error &error) { static_cast<void>(send(EncodeFailure{0, error})); }

private:
    [[nodiscard]] bool send(const EncodeReply &reply); // false: nobody is there
    [[nodiscard]] static EncodeReply answer(const EncodeRequest &request, ImageEncoder &encoder);

    int m_input, m_output;
};

} // namespace tandem
