#include "core/engine/safetensors.h"

#include <nlohmann/json.hpp>

namespace tandem::engine {

namespace {

const char *typeWord(torch::ScalarType type)
{
    switch (type) {
    case torch::kFloat32:
        return "F32";
    case torch::kFloat64:
        return "F64";
    case torch::kFloat16:
        return "F16";
    case torch::kBFloat16:
        return "BF16";
    case torch::kInt64:
        return "I64";
    case torch::kInt32:
        return "I32";
    case torch::kUInt8:
        return "U8";
    default:
        TORCH_CHECK(false, "safetensors: no word for the type ", type);
    }
}

} // namespace

std::string safetensors(const std::vector<std::pair<std::string, torch::Tensor>> &tensors,
                        const std::map<std::string, std::string> &metadata)
{
    constexpr std::size_t kAlignment = 8;
    nlohmann::ordered_json header{{"__metadata__", metadata}};
    std::size_t offset = 0;
    for (const auto &[name, tensor] : tensors) {
        const std::size_t end = offset + tensor.nbytes();
        header[name] = {{"dtype", typeWord(tensor.scalar_type())},
                        {"shape", tensor.sizes().vec()},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');

    std::string bytes;
    bytes.reserve(kAlignment + text.size() + offset);
    for (std::size_t i = 0; i < kAlignment; ++i)
        bytes.push_back(static_cast<char>(text.size() >> (8 * i) & 0xFF));
    bytes += text;
    for (const auto &[name, tensor] : tensors) {
        const auto plain = tensor.detach().to(torch::kCPU).contiguous();
        bytes.append(static_cast<const char *>(plain.data_ptr()), plain.nbytes());
    }
    return bytes;
}

} // namespace tandem::engine
