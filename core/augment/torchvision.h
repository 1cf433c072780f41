#pragma once

#include "core/augment/pipeline.h"

#include <string>

namespace tandem {

/// The pipeline as a Python snippet for torchvision.transforms: from a PIL image to an 8-bit tensor; one transform for
/// both views, or two where they differ. Operations that
/// are switched off are left out; what torchvision lacks is a lambda (noise, gradients) or a comment (TensorFlow's
/// crop).
[[nodiscard]] std::string torchvisionSnippet(const Pipeline &pipeline);

} // namespace tandem
