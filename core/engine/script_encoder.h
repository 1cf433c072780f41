#pragma once

#include "core/engine/model.h"

#include <string>

namespace tandem::engine {

/// The encoder as bytes of a TorchScript file: its modules with their parameters and buffers, and as forward what
/// LibTorch traces of the C++ encoder. Any number of images and any side may be given. Precondition: eval mode, CPU.
[[nodiscard]] std::string scriptEncoder(Model &model, std::int64_t viewSize, const std::string &settingsJson);

} // namespace tandem::engine
