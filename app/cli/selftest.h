#pragma once

#include "core/base/result.h"
#include "core/engine/self_check.h"

#include <functional>
#include <stop_token>
#include <string>

namespace tandem {

/// Of the verb selftest, for itself: see followSelftest().
inline constexpr const char *kSecondRankOption = "--second-rank";

/// Checks what must hold on every machine: the pieces that are easiest to get wrong, and the training of a narrow
/// encoder on a few generated images, in a temporary folder that is removed again. Takes less than two minutes on two
/// cores. `report` is called once per check. False in the value: stopped. Errors: of the disk or the engine.
[[nodiscard]] Result<bool> runSelftest(const std::string &device, const std::function<void(const SelfCheck &)> &report,
                                       std::stop_token stop);

/// The part of the second process, which the checks of ranks start: as rank 1 of RANK, WORLD_SIZE etc. Error: BadUsage
/// where these name no second rank of two, and what the checks meet.
[[nodiscard]] Result<void> followSelftest(const std::string &device);

} // namespace tandem
