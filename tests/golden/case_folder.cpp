#include "tests/golden/case_folder.h"

#include <cstdint>
#include <fstream>
#include <stdexcept>

namespace tandem::golden {

namespace {

std::string description(torch::ScalarType type)
{
    switch (type) {
    case torch::kUInt8:
        return "|u1";
    case torch::kInt64:
        return "<i8";
    case torch::kFloat32:
        return "<f4";
    case torch::kFloat64:
        return "<f8";
    default:
        throw std::runtime_error("no .npy type for " + std::string(torch::toString(type)));
    }
}

std::string shape(const torch::Tensor &tensor)
{
    std::string text = "(";
    for (const std::int64_t size : tensor.sizes())
        text += std::to_string(size) + ",";
    return text + ")";
}

/// Magic, version 1.0, the header's length in two bytes, a Python dictionary, padded to a multiple of 64.
std::string header(const torch::Tensor &tensor)
{
    constexpr std::size_t kAlignment = 64, kBeforeText = 10;
    std::string text = "{'descr': '" + description(tensor.scalar_type()) +
                       "', 'fortran_order': False, 'shape': " + shape(tensor) + ", }";
    while ((kBeforeText + text.size() + 1) % kAlignment != 0)
        text += ' ';
    text += '\n';
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(text.size() & 0xFF) +
           static_cast<char>(text.size() >> 8) + text;
}

void write(const std::filesystem::path &file, std::initializer_list<std::string_view> parts)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary);
    for (const auto part : parts)
        stream.write(part.data(), static_cast<std::streamsize>(part.size()));
    stream.close();
    if (!stream)
        throw std::runtime_error("cannot write " + file.string());
}

} // namespace

CaseFolder::CaseFolder(std::filesystem::path folder) : m_folder(std::move(folder))
{
    std::filesystem::create_directories(m_folder);
}

void CaseFolder::add(const std::string &name, const torch::Tensor &tensor) const
{
    const auto packed = tensor.detach().contiguous();
    const std::string_view bytes(static_cast<const char *>(packed.data_ptr()), packed.nbytes());
    write(m_folder / (name + ".npy"), {header(packed), bytes});
}

void CaseFolder::close(const nlohmann::json &facts) const
{
    write(m_folder / "case.json", {facts.dump(2)});
}

} // namespace tandem::golden
