#include "core/data/decode_image.h"

#include <csetjmp>
#include <cstddef>
#include <cstdio> // before jpeglib.h, which needs FILE and size_t

#include <jerror.h>
#include <jpeglib.h>

namespace tandem {

namespace {

/// libjpeg's errors jump, its warnings are noted, and nothing is printed.
struct ErrorManager {
    jpeg_error_mgr base; // first: libjpeg hands back a pointer to it
    std::jmp_buf escape;
    bool ranOut = false;  // the file ended before the image did
    bool damaged = false; // the coded data makes no sense somewhere
};

void onError(j_common_ptr info)
{
    std::longjmp(reinterpret_cast<ErrorManager *>(info->err)->escape, 1);
}

void onMessage(j_common_ptr info, int level)
{
    if (level >= 0) // a trace
        return;
    auto *errors = reinterpret_cast<ErrorManager *>(info->err);
    switch (info->err->msg_code) {
    case JWRN_JPEG_EOF:
        errors->ranOut = true;
        break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
        errors->damaged = true;
        break;
    default:
        break; // bytes between segments, odd version numbers: the image is whole
    }
}

/// One row of CMYK to RGB: (1 - ink) * (1 - black). `plain`: 0 is no ink; else, as Adobe writes it, 255 is.
void convertCmykRow(const std::uint8_t *cmyk, std::uint8_t *rgb, int width, bool plain)
{
    const unsigned flip = plain ? 255U : 0U;
    for (int x = 0; x < width; ++x, cmyk += 4, rgb += 3) {
        const unsigned light = cmyk[3] ^ flip;
        for (int c = 0; c < 3; ++c)
            rgb[c] = static_cast<std::uint8_t>(((cmyk[c] ^ flip) * light + 127U) / 255U);
    }
}

struct Session {
    jpeg_decompress_struct info = {};
    ErrorManager errors = {};

    Session()
    {
        info.err = jpeg_std_error(&errors.base);
        errors.base.error_exit = onError;
        errors.base.emit_message = onMessage;
    }
    ~Session() { jpeg_destroy_decompress(&info); }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
};

// The two functions that libjpeg may jump out of. They return false then, and hold no object with a destructor.

bool readHeader(Session &session, const std::uint8_t *file, unsigned long bytes)
{
    if (setjmp(session.errors.escape) != 0)
        return false;
    jpeg_create_decompress(&session.info);
    jpeg_mem_src(&session.info, file, bytes);
    jpeg_read_header(&session.info, TRUE);
    session.info.out_color_space = session.info.num_components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_calc_output_dimensions(&session.info);
    return true;
}

/// `cmykRow` is room for one row of a CMYK image, null for others.
bool readRows(Session &session, std::uint8_t *pixels, std::uint8_t *cmykRow, const std::stop_token &stop)
{
    jpeg_decompress_struct &info = session.info;
    if (setjmp(session.errors.escape) != 0)
        return false;
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height && !stop.stop_requested()) {
        std::uint8_t *target = pixels + std::size_t{3} * info.output_width * info.output_scanline;
        JSAMPROW row = cmykRow != nullptr ? cmykRow : target;
        jpeg_read_scanlines(&info, &row, 1);
        if (cmykRow != nullptr)
            convertCmykRow(cmykRow, target, static_cast<int>(info.output_width), info.saw_Adobe_marker == FALSE);
    }
    return true;
}

std::string messageOf(Session &session)
{
    char message[JMSG_LENGTH_MAX] = {};
    session.errors.base.format_message(reinterpret_cast<j_common_ptr>(&session.info), message);
    return session.errors.ranOut ? std::string("the file is cut short") : std::string("damaged JPEG: ") + message;
}

} // namespace

std::optional<std::string> decodeJpeg(std::span<const std::uint8_t> file, RgbImage &image, std::stop_token stop)
{
    Session session;
    if (!readHeader(session, file.data(), static_cast<unsigned long>(file.size())))
        return messageOf(session);
    if (std::optional<std::string> refusal = refuseSize(session.info.output_width, session.info.output_height))
        return refusal;
    if (stop.stop_requested()) // rather than make room first
        return std::nullopt;
    image.resize(static_cast<int>(session.info.output_width), static_cast<int>(session.info.output_height));
    const bool cmyk = session.info.out_color_space == JCS_CMYK;
    std::vector<std::uint8_t> cmykRow(cmyk ? std::size_t{4} * session.info.output_width : 0);
    if (!readRows(session, image.pixels.data(), cmyk ? cmykRow.data() : nullptr, stop))
        return messageOf(session);
    // A file that lacks nothing but its end marker runs out too, yet no data was missed.
    if (session.errors.damaged)
        return session.errors.ranOut ? "the file is cut short" : "damaged JPEG: the coded data is corrupt";
    return std::nullopt;
}

} // namespace tandem
