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
    std::vector<png_bytep> rows;
    std::optional<std::string> refusal;
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

/// False after an error of libpng's.
bool run(Session &session, RgbImage &image)
{
    if (setjmp(png_jmpbuf(session.png)) != 0)
        return false;
    png_set_read_fn(session.png, &session, onRead);
    png_read_info(session.png, session.info);
    const png_uint_32 width = png_get_image_width(session.png, session.info);
    const png_uint_32 height = png_get_image_height(session.png, session.info);
    session.refusal = refuseSize(width, height);
    if (session.refusal)
        return true;
    requestRgb(session.png);
    png_read_update_info(session.png, session.info);
    image.resize(static_cast<int>(width), static_cast<int>(height));
    if (png_get_rowbytes(session.png, session.info) != std::size_t{3} * width)
        png_error(session.png, "the channels are of an unknown kind");
    session.rows.resize(height);
    for (std::size_t y = 0; y < session.rows.size(); ++y)
        session.rows[y] = image.pixels.data() + y * std::size_t{3} * width;
    png_read_image(session.png, session.rows.data());
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
    if (!run(session, image))
        return "damaged PNG: " + session.reason;
    return session.refusal;
}

} // namespace tandem
