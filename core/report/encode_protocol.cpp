#include "core/report/encode_protocol.h"

#include <bit>
#include <cstring>
#include <type_traits>

namespace tandem {

static_assert(std::endian::native == std::endian::little, "frames are little-endian");

namespace {

enum class Kind : std::uint8_t { Hello = 1, Request = 2, Result = 3, Failure = 4 };

class Writer {
public:
    explicit Writer(Kind kind)
    {
        put(std::uint32_t{0}); // the length, known at the end
        put(static_cast<std::uint8_t>(kind));
    }
    template <class T> void put(T value)
    {
        static_assert(std::is_arithmetic_v<T>);
        m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    }
    void put(std::string_view text)
    {
        put(static_cast<std::uint32_t>(text.size()));
        m_bytes.append(text);
    }
    template <class T> void putAll(const std::vector<T> &values)
    {
        m_bytes.append(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
    }
    [[nodiscard]] std::string finish()
    {
        const auto length = static_cast<std::uint32_t>(m_bytes.size() - sizeof(std::uint32_t));
        std::memcpy(m_bytes.data(), &length, sizeof length);
        return std::move(m_bytes);
    }

private:
    std::string m_bytes;
};

/// Reads what a Writer wrote. Past the end, everything is zero and isWhole() false.
class Reader {
public:
    explicit Reader(std::string_view body) : m_rest(body) {}

    template <class T> T get()
    {
        T value{};
        if (take(sizeof value) != nullptr)
            std::memcpy(&value, m_taken, sizeof value);
        return value;
    }
    std::string getText()
    {
        const auto length = get<std::uint32_t>();
        return take(length) != nullptr ? std::string(m_taken, length) : std::string();
    }
    template <class T> std::vector<T> getAll(std::uint64_t count)
    {
        std::vector<T> values;
        if (count > m_rest.size() / sizeof(T)) {
            m_failed = true;
            return values;
        }
        values.resize(count);
        if (take(count * sizeof(T)) != nullptr && count > 0)
            std::memcpy(values.data(), m_taken, count * sizeof(T));
        return values;
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    /// Everything was there, and nothing is left.
    [[nodiscard]] bool isWhole() const { return !m_failed && m_rest.empty(); }

private:
    const char *take(std::size_t count)
    {
        if (m_failed || count > m_rest.size()) {
            m_failed = true;
            return nullptr;
        }
        m_taken = m_rest.data();
        m_rest.remove_prefix(count);
        return m_taken;
    }

    std::string_view m_rest;
    const char *m_taken = nullptr;
    bool m_failed = false;
};

std::string frameOf(const EncoderInfo &info)
{
    Writer writer(Kind::Hello);
    writer.put(kEncodeProtocol);
    writer.put(std::string_view(info.run));
    writer.put(std::string_view(info.name));
    writer.put(std::string_view(info.checkpoint));
    for (const std::int64_t number :
         {info.epoch, info.step, info.viewSize, info.featureDimension, info.projectionDimension})
        writer.put(number);
    writer.put(std::string_view(info.weightsSha256));
    return writer.finish();
}

std::string frameOf(const EncodedImages &result)
{
    Writer writer(Kind::Result);
    writer.put(result.id);
    writer.put(result.count);
    writer.put(result.featureDimension);
    writer.put(result.projectionDimension);
    writer.putAll(result.h);
    writer.putAll(result.z);
    return writer.finish();
}

std::string frameOf(const EncodeFailure &failure)
{
    Writer writer(Kind::Failure);
    writer.put(failure.id);
    writer.put(errorWord(failure.error.code));
    writer.put(std::string_view(failure.error.detail));
    writer.put(static_cast<std::uint32_t>(failure.error.arguments.size()));
    for (const std::string &argument : failure.error.arguments)
        writer.put(std::string_view(argument));
    return writer.finish();
}

std::optional<EncodeReply> helloFrom(Reader &reader)
{
    if (reader.get<std::uint32_t>() != kEncodeProtocol)
        return std::nullopt;
    EncoderInfo info;
    info.run = reader.getText();
    info.name = reader.getText();
    info.checkpoint = reader.getText();
    for (std::int64_t *number :
         {&info.epoch, &info.step, &info.viewSize, &info.featureDimension, &info.projectionDimension})
        *number = reader.get<std::int64_t>();
    info.weightsSha256 = reader.getText();
    return reader.isWhole() ? std::optional<EncodeReply>(std::move(info)) : std::nullopt;
}

std::optional<EncodeReply> resultFrom(Reader &reader)
{
    EncodedImages result;
    result.id = reader.get<std::uint64_t>();
    result.count = reader.get<std::uint32_t>();
    result.featureDimension = reader.get<std::uint32_t>();
    result.projectionDimension = reader.get<std::uint32_t>();
    result.h = reader.getAll<float>(std::uint64_t{result.count} * result.featureDimension);
    result.z = reader.getAll<float>(std::uint64_t{result.count} * result.projectionDimension);
    return reader.isWhole() ? std::optional<EncodeReply>(std::move(result)) : std::nullopt;
}

std::optional<EncodeReply> failureFrom(Reader &reader)
{
    EncodeFailure failure;
    failure.id = reader.get<std::uint64_t>();
    const auto code = errorFromWord(reader.getText());
    failure.error.detail = reader.getText();
    const auto count = reader.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i)
        failure.error.arguments.push_back(reader.getText());
    if (!code || !reader.isWhole())
        return std::nullopt;
    failure.error.code = *code;
    return EncodeReply(std::move(failure));
}

} // namespace

std::string encodeFrame(const EncodeRequest &request)
{
    Writer writer(Kind::Request);
    writer.put(request.id);
    writer.put(static_cast<std::uint8_t>(request.form));
    writer.put(static_cast<std::uint32_t>(request.images.size()));
    for (const EncodeImage &image : request.images) {
        writer.put(image.width);
        writer.put(image.height);
        writer.putAll(image.pixels);
    }
    return writer.finish();
}

std::string encodeFrame(const EncodeReply &reply)
{
    return std::visit([](const auto &one) { return frameOf(one); }, reply);
}

std::optional<EncodeRequest> encodeRequestFrom(std::string_view body)
{
    Reader reader(body);
    if (reader.get<std::uint8_t>() != static_cast<std::uint8_t>(Kind::Request))
        return std::nullopt;
    EncodeRequest request;
    request.id = reader.get<std::uint64_t>();
    const auto form = reader.get<std::uint8_t>();
    const auto count = reader.get<std::uint32_t>();
    if (form > static_cast<std::uint8_t>(ImageForm::View))
        return std::nullopt;
    request.form = static_cast<ImageForm>(form);
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        EncodeImage image;
        image.width = reader.get<std::uint32_t>();
        image.height = reader.get<std::uint32_t>();
        const std::uint64_t area = std::uint64_t{image.width} * image.height;
        if (area == 0 || area > kLongestEncodeFrame) // also keeps the product below from wrapping around
            return std::nullopt;
        image.pixels = reader.getAll<std::uint8_t>(3 * area);
        request.images.push_back(std::move(image));
    }
    return reader.isWhole() && request.id != 0 ? std::optional(std::move(request)) : std::nullopt;
}

std::optional<EncodeReply> encodeReplyFrom(std::string_view body)
{
    Reader reader(body);
    switch (static_cast<Kind>(reader.get<std::uint8_t>())) {
    case Kind::Hello:
        return helloFrom(reader);
    case Kind::Result:
        return resultFrom(reader);
    case Kind::Failure:
        return failureFrom(reader);
    case Kind::Request:
        break;
    }
    return std::nullopt;
}

std::optional<std::string> FrameSplitter::next()
{
    std::uint32_t length = 0;
    if (m_isBroken || pending() < sizeof length)
        return std::nullopt;
    std::memcpy(&length, m_bytes.data() + m_taken, sizeof length);
    if (length > kLongestEncodeFrame) {
        m_isBroken = true;
        return std::nullopt;
    }
    if (pending() < sizeof length + length)
        return std::nullopt;
    std::string body = m_bytes.substr(m_taken + sizeof length, length);
    m_taken += sizeof length + length;
    if (m_taken == m_bytes.size()) {
        m_bytes.clear();
        m_taken = 0;
    } else if (m_taken > m_bytes.size() / 2) { // moved seldom: each byte at most about once
        m_bytes.erase(0, m_taken);
        m_taken = 0;
    }
    return body;
}

} // namespace tandem
