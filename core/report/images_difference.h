#pragma once

#include "core/report/records.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tandem {

/// What images are found where a run's lie: ImageSet's size and identity.
struct ImagesFound {
    std::int64_t trainImages = 0;
    std::string trainIdentity;
    std::optional<std::string> testIdentity; // none: nobody looked
};

/// How images differ from those that a run began with.
enum class ImagesDifference { None, Number, TrainContent, TestContent };

/// The first difference, as far as the plan tells: that of a version which stored no identity knows the number alone.
[[nodiscard]] ImagesDifference imagesDifference(const RunPlan &plan, const ImagesFound &found);

} // namespace tandem
