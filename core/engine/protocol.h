#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/data/image_set.h"
#include "core/report/records.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace tandem {

/// Ways to put a number to an encoder after training (Chen et al. 2020, appendix B). Labels of −1 are ignored in all.
enum class Protocol {
    Knn,       // weighted nearest neighbours, as while training
    Linear,    // a linear classifier on h of cropped and flipped images, the encoder frozen in eval mode
    Lbfgs,     // multinomial logistic regression on h without augmentation; its penalty chosen on a fifth of the
               // training images, then fitted to all of them
    FineTune,  // encoder and classifier together, from the checkpoint
    Supervised // the same from fresh weights: what labels alone teach this encoder
};
[[nodiscard]] std::string_view protocolWord(Protocol protocol); // "knn"; stored
[[nodiscard]] std::optional<Protocol> protocolFromWord(std::string_view word);

/// How far an evaluation has come; told about once a step.
struct ProtocolStep {
    std::string_view phase; // "encoding", "training", "fitting"
    std::int64_t done = 0;
    std::int64_t total = 0;
    double loss = 0;
};
using ProtocolProgress = std::function<void(const ProtocolStep &)>;

struct ProtocolRequest {
    Protocol protocol = Protocol::Knn;
    Settings settings; // as resolved by the run, with the evaluate and probe sections of choice
    ImageSetPtr train;
    ImageSetPtr test;
    std::string testSplit;
    std::span<const std::byte> checkpoint; // of the run; not looked at by Supervised
    ProtocolProgress progress;             // may be empty
};

/// The accuracy on the test images, and all that it depends on; which checkpoint it was and the time are left to the
/// caller. A pure function of the request for a given device kind and thread count. Blocks. None if `stop` was
/// requested. Where the encoder is frozen, its checksum is taken before and after, and a change is an error. Errors:
/// NoLabels, RunNotEvaluable and CheckpointDamaged (with the name left empty), DeviceUnavailable, NonFiniteProbe,
/// OutOfMemory, EngineFailed.
[[nodiscard]] Result<std::optional<OfflineEvaluationRecord>> evaluateProtocol(const ProtocolRequest &request,
                                                                              std::stop_token stop);

} // namespace tandem
