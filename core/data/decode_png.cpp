#include "core/data/decode_image.h"

#include <png.h>

#include <csetjmp>
#include <cstring>

namespace tandem {

namespace {

/// What must outlive a jump out of libpng, and what its callbacks reach.
struct Session {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::span<const std::uint8_t> rest;
    std::string reason;

    Session() = default;
    ~Session() { png_destroy_read_struct(&png, &info, nullptr); }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
};

[[noreturn]] void onError(png_structp png, png_const_charp message)
{
    static_cast<Session *>(png_get_error_ptr(png))->reason = message;
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void onRead(png_structp png, png_bytep target, png_size_t count)
{
    auto *session = static_cast<Session *>(png_get_io_ptr(png));
    if (count > session->rest.size())
        png_error(png, "the file is cut short");
    std::memcpy(target, session->rest.data(), count);
    session->rest = session->rest.subspan(count);
}

/// Whatever the file holds becomes 8-bit RGB.
void requestRgb(png_structp png)
{
    png_set_expand(png);   // palette, fewer than 8 bits, transparency as a channel
    png_set_scale_16(png); // rounds; png_set_strip_16 would cut
    png_set_gray_to_rgb(png);
    png_set_strip_alpha(png);
    png_set_interlace_handling(png);
}

// The two functions that libpng may jump out of. They return false then, and hold no object with a destructor.

bool readHeader(Session &session)
{
    if (setjmp(png_jmpbuf(session.png)) != 0)
        return false;
    png_set_read_fn(session.png, &session, onRead);
    png_read_info(session.png, session.info);
    return true;
}

bool readRows(Session &session, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(session.png)) != 0)
        return false;
    requestRgb(session.png);
    png_read_update_info(session.png, session.info);
    if (png_get_rowbytes(session.png, session.info) != png_size_t{3} * png_get_image_width(session.png, session.info))
        png_error(session.png, "the channels are of an unknown kind");
    png_read_image(session.png, rows);
    return true;
}

} // namespace

std::optional<std::string> decodePng(std::span<const std::uint8_t> file, RgbImage &image)
{
    Session session;
    session.rest = file;
    session.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &session, onError, onWarning);
    if (session.png != nullptr)
        session.info = png_create_info_struct(session.png);
    if (session.info == nullptr)
        throw std::bad_alloc();
    if (!readHeader(session))
        return "damaged PNG: " + session.reason;
    const png_uint_32 width = png_get_image_width(session.png, session.info);
    const png_uint_32 height = png_get_image_height(session.png, session.info);
    if (std::optional<std::string> refusal = refuseSize(width, height))
        return refusal;
    image.resize(static_cast<int>(width), static_cast<int>(height));
    std::vector<png_bytep> rows(height);
    for (std::size_t y = 0; y < rows.size(); ++y)
        rows[y] = image.pixels.data() + y * std::size_t{3} * width;
    if (!readRows(session, rows.data()))
        return "damaged PNG: " + session.reason;
    return std::nullopt;
}

} // namespace tandem
