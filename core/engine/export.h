#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/data/image_set.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tandem {

enum class EncoderFormat {
    TorchScript, // a module that maps images [N, 3, S, S] in [0, 1], RGB, to h [N, D]; parameters under torchvision's
                 // names; the settings as extra file "settings.json"
    Safetensors // the tensors alone, as "encoder.conv1.weight" …, "head.layers.0.weight" …; settings in the metadata
};

/// A trained encoder as bytes of a file that runs without Tandem, in eval mode and on the CPU. `settings` are the
/// run's, as resolved; `checkpoint` is the run's. Errors: CheckpointDamaged (with its path left empty), OutOfMemory,
/// EngineFailed.
[[nodiscard]] Result<std::string> exportEncoder(const Settings &settings, std::span<const std::byte> checkpoint,
                                                EncoderFormat format);

/// Features of images, row by row, of the whole image as evaluation sees it.
struct FeatureArrays {
    std::vector<float> h; // [N, hDimension]
    std::vector<float> z; // [N, zDimension]
    std::int64_t hDimension = 0;
    std::int64_t zDimension = 0;
    std::vector<std::int32_t> labels; // [N], −1 where there is none
};

/// On the device of the run, or on the CPU where this machine has none such. None if `stop` was requested. Errors as
/// exportEncoder.
[[nodiscard]] Result<std::optional<FeatureArrays>> exportFeatures(const Settings &settings,
                                                                  std::span<const std::byte> checkpoint,
                                                                  const ImageSet &images, const std::stop_token &stop);

} // namespace tandem
