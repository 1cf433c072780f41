#include "core/exchange/event_files.h"

#include "core/base/files.h"
#include "core/exchange/crc32c.h"
#include "core/exchange/wire.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tandem {

using wire::Field;
using wire::Fields;
using wire::Message;

namespace {

// Field numbers of the published messages.
namespace event {
constexpr int kWallTime = 1, kStep = 2, kFileVersion = 3, kSummary = 5;
}
namespace summary {
constexpr int kValue = 1;
}
namespace value {
constexpr int kTag = 1, kSimpleValue = 2, kHistogram = 5, kTensor = 8, kMetadata = 9;
}
namespace histogram {
constexpr int kMin = 1, kMax = 2, kNum = 3, kSum = 4, kSumSquares = 5, kBucketLimit = 6, kBucket = 7;
}
namespace tensor {
constexpr int kType = 1, kShape = 2, kContent = 4, kFloats = 5, kDoubles = 6, kStrings = 8;
constexpr std::uint64_t kFloat = 1, kDouble = 2, kString = 7;
} // namespace tensor

double seconds(std::int64_t wallMs)
{
    return static_cast<double>(wallMs) / 1000;
}

std::string packed(const std::vector<double> &numbers)
{
    std::string bytes;
    for (const double number : numbers)
        wire::appendLittle(bytes, std::bit_cast<std::uint64_t>(number), 8);
    return bytes;
}

Message eventOf(std::int64_t wallMs, std::int64_t step, const Message &summaryValue)
{
    Message made;
    made.fixed64(event::kWallTime, seconds(wallMs));
    if (step != 0)
        made.varint(event::kStep, static_cast<std::uint64_t>(step));
    Message holder;
    holder.message(summary::kValue, summaryValue);
    return made.message(event::kSummary, holder);
}

/// The one number of a tensor; none for tensors of other kinds.
std::optional<double> scalarOf(std::string_view bytes)
{
    std::uint64_t type = 0;
    std::string_view content, floats, doubles;
    std::optional<double> single;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
        if (field->number == tensor::kType)
            type = field->number64;
        else if (field->number == tensor::kContent)
            content = field->bytes;
        else if (field->number == tensor::kFloats && field->type == 2)
            floats = field->bytes;
        else if (field->number == tensor::kFloats)
            single = field->asFloat();
        else if (field->number == tensor::kDoubles && field->type == 2)
            doubles = field->bytes;
        else if (field->number == tensor::kDoubles)
            single = field->asDouble();
    }
    if (single)
        return single;
    if (type == tensor::kFloat) {
        const std::string_view data = content.empty() ? floats : content;
        if (data.size() == 4)
            return std::bit_cast<float>(static_cast<std::uint32_t>(wire::readLittle(data)));
    }
    if (type == tensor::kDouble) {
        const std::string_view data = content.empty() ? doubles : content;
        if (data.size() == 8)
            return std::bit_cast<double>(wire::readLittle(data));
    }
    return std::nullopt;
}

void takeValue(std::string_view bytes, std::int64_t step, std::int64_t wallMs, EventFile &file)
{
    std::string tag;
    std::optional<double> number;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
        if (field->number == value::kTag)
            tag = field->bytes;
        else if (field->number == value::kSimpleValue && field->type == 5)
            number = field->asFloat();
        else if (field->number == value::kTensor && field->type == 2)
            number = scalarOf(field->bytes);
    }
    if (number && !tag.empty())
        file.scalars[tag].push_back({step, wallMs, *number});
}

/// False if the bytes are no event.
bool takeEvent(std::string_view bytes, EventFile &file)
{
    double wall = 0;
    std::int64_t step = 0;
    std::vector<std::string_view> summaries;
    Fields fields(bytes);
    while (const auto field = fields.next()) {
        if (field->number == event::kWallTime && field->type == 1)
            wall = field->asDouble();
        else if (field->number == event::kStep && field->type == 0)
            step = static_cast<std::int64_t>(field->number64);
        else if (field->number == event::kSummary && field->type == 2)
            summaries.push_back(field->bytes);
    }
    const std::int64_t wallMs = std::isfinite(wall) && std::abs(wall) < 1e13 ? std::llround(wall * 1000) : 0;
    for (const std::string_view text : summaries) {
        Fields values(text);
        while (const auto field = values.next())
            if (field->number == summary::kValue && field->type == 2)
                takeValue(field->bytes, step, wallMs, file);
        if (!values.isSound())
            return false;
    }
    return fields.isSound();
}

} // namespace

EventFileWriter::EventFileWriter(std::int64_t wallMs)
{
    addRecord(Message().fixed64(event::kWallTime, seconds(wallMs)).bytes(event::kFileVersion, "brain.Event:2").data());
}

void EventFileWriter::addRecord(std::string_view data)
{
    std::string length;
    wire::appendLittle(length, data.size(), 8);
    m_bytes += length;
    wire::appendLittle(m_bytes, maskedCrc32c(length), 4);
    m_bytes += data;
    wire::appendLittle(m_bytes, maskedCrc32c(data), 4);
}

void EventFileWriter::addScalar(std::string_view tag, const SeriesPoint &point)
{
    Message scalar;
    scalar.bytes(value::kTag, tag).fixed32(value::kSimpleValue, static_cast<float>(point.value));
    addRecord(eventOf(point.wallMs, point.step, scalar).data());
}

void EventFileWriter::addHistogram(std::string_view tag, std::int64_t step, std::int64_t wallMs, double low,
                                   double high, const std::vector<float> &weights)
{
    double total = 0, sum = 0, squares = 0;
    std::vector<double> limits, counts;
    const double width = (high - low) / static_cast<double>(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double middle = low + width * (static_cast<double>(i) + 0.5);
        limits.push_back(low + width * static_cast<double>(i + 1));
        counts.push_back(weights[i]);
        total += weights[i];
        sum += weights[i] * middle;
        squares += weights[i] * middle * middle;
    }
    Message bins;
    bins.fixed64(histogram::kMin, low).fixed64(histogram::kMax, high).fixed64(histogram::kNum, total);
    bins.fixed64(histogram::kSum, sum).fixed64(histogram::kSumSquares, squares);
    bins.bytes(histogram::kBucketLimit, packed(limits)).bytes(histogram::kBucket, packed(counts));
    addRecord(eventOf(wallMs, step, Message().bytes(value::kTag, tag).message(value::kHistogram, bins)).data());
}

void EventFileWriter::addText(std::string_view tag, std::int64_t wallMs, std::string_view markdown)
{
    Message shape, text, metadata;
    shape.message(2, Message().varint(1, 1)); // one dimension of one
    text.varint(tensor::kType, tensor::kString).message(tensor::kShape, shape).bytes(tensor::kStrings, markdown);
    metadata.message(1, Message().bytes(1, "text")); // plugin_data.plugin_name
    Message held;
    held.bytes(value::kTag, tag).message(value::kTensor, text).message(value::kMetadata, metadata);
    addRecord(eventOf(wallMs, 0, held).data());
}

Result<EventFile> readEventFile(const std::filesystem::path &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    const auto damaged = [&path](const std::string &what) {
        return Error{ErrorCode::FileCorrupt, {path.string(), what}, {}};
    };
    EventFile file;
    std::string_view rest = *bytes;
    constexpr std::size_t kHead = 12, kTail = 4;
    while (!rest.empty()) {
        const std::string where = "record " + std::to_string(file.records + 1);
        if (rest.size() < kHead) {
            file.isCutOff = true;
            break;
        }
        if (maskedCrc32c(rest.substr(0, 8)) != wire::readLittle(rest.substr(8, 4)))
            return damaged(file.records == 0 ? "it is no event file of TensorBoard"
                                             : "the checksum of the length of " + where + " does not hold");
        const std::uint64_t length = wire::readLittle(rest.substr(0, 8));
        if (length > rest.size() - kHead || rest.size() - kHead - length < kTail) {
            file.isCutOff = true;
            break;
        }
        const std::string_view data = rest.substr(kHead, length);
        if (maskedCrc32c(data) != wire::readLittle(rest.substr(kHead + length, kTail)))
            return damaged("the checksum of " + where + " does not hold");
        if (!takeEvent(data, file))
            return damaged(where + " is no event");
        ++file.records;
        rest.remove_prefix(kHead + length + kTail);
    }
    return file;
}

} // namespace tandem
