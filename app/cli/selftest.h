#pragma once

#include "core/base/result.h"

#include <functional>
#include <stop_token>
#include <string>

namespace tandem {

/// One property of the installation that was checked.
struct SelftestCheck {
    std::string name;  // "loss-falls"
    std::string claim; // what should hold, one sentence
    std::string seen;  // the numbers
    bool passed = false;
};

/// Trains a narrow encoder on a few generated images, in a temporary folder that is removed again, and checks what must
/// hold on every machine. `report` is called once per check. False in the value: stopped. Errors: of the disk or the
/// engine.
[[nodiscard]] Result<bool> runSelftest(const std::string &device,
                                       const std::function<void(const SelftestCheck &)> &report, std::stop_token stop);

} // namespace tandem
