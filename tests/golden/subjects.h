#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace tandem::golden {

// What is compared with Python. Each writes one CaseFolder a case into `out`; the script of the same name recomputes it
// from the inputs that stand there. Throw on failure.

/// Arguments: depth, width, stem (cifar, imagenet), type (float, double). One case, `out` itself: views, weights and
/// running statistics (all drawn, so that no branch is silent), h in evaluation and in training mode, what the training
/// pass left in the buffers, and the gradients of Σ h·r.
void encoderCase(const std::filesystem::path &out, std::span<const std::string> arguments);

/// Every objective at several batch sizes, temperatures and options, in double: value, gradient into the projections
/// by the plain and the tiled form, statistics.
void lossCases(const std::filesystem::path &out);

/// Every update rule over steps of changing rate, and the schedules themselves.
void optimizerCases(const std::filesystem::path &out);

/// Every operation on several images.
void augmentCases(const std::filesystem::path &out);

} // namespace tandem::golden
