#pragma once

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <filesystem>
#include <string>

namespace tandem::golden {

/// What the engine computed in one case, in a folder of its own: arrays as .npy files and plain facts in case.json,
/// which is written last. Throws std::runtime_error where something cannot be written. One thread.
class CaseFolder {
public:
    /// Makes the folder, with parents.
    explicit CaseFolder(std::filesystem::path folder);

    /// folder/name.npy, format 1.0, C order. Bytes, 64-bit integers, floats and doubles. A name may have folders in it.
    void add(const std::string &name, const torch::Tensor &tensor) const;

    /// Writes the facts: parameters of the case that are no arrays.
    void close(const nlohmann::json &facts) const;

private:
    std::filesystem::path m_folder;
};

} // namespace tandem::golden
