#pragma once

#include "core/augment/pipeline.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// Crops of less than this share of the image never pass TensorFlow's sampler (its min_object_covered).
constexpr double kTensorFlowMinCovered = 0.1;

enum class ParameterKind { Number, Flag, Choice };

/// One parameter of an operation: all that JSON and a form need to know of it.
struct OperationParameter {
    std::string key;   // "min_area"
    const char *label; // "Smallest area"; English, translated in context "Augment"
    const char *unit;  // of what people read: "px", "%", "" where there is none; translated likewise
    ParameterKind kind = ParameterKind::Number;
    double minimum = 0, maximum = 1;       // of Number, inclusive
    std::vector<std::string> choices = {}; // of Choice
    std::string atMost = {};               // key of the parameter that must not be smaller, "" for none
    double shownFactor = 1;                // times this it is what people read in the unit: 100 for a share in %
    bool isSpread = false;                 // what is drawn lies from minus to plus this
    // Flags are 0 or 1, choices their index. Precondition of both: the kind is of this row's operation.
    std::function<double(const OperationKind &)> get = {};
    std::function<void(OperationKind &, double)> set = {};
};

/// One kind of operation.
struct OperationRow {
    std::string word;       // "random_resized_crop", as in JSON
    const char *label;      // "Random resized crop"; English, translated in context "Augment"
    OperationKind defaults; // the kind with its default parameters
    std::vector<OperationParameter> parameters = {};
};

/// All kinds, in the order of OperationKind's alternatives. Made once; any thread.
[[nodiscard]] std::span<const OperationRow> operationTable();

/// The row of a kind.
[[nodiscard]] const OperationRow &operationRow(const OperationKind &kind);

/// "random_resized_crop", as in JSON.
[[nodiscard]] std::string_view operationWord(const OperationKind &kind);

/// What is wrong with a parameter of an operation: of ranges first, then of "at most" pairs and the sampler.
struct ParameterFault {
    std::string key;
    std::string value;
    std::string accepted; // "a number from 0 to 1"
};
[[nodiscard]] std::optional<ParameterFault> findFault(const OperationKind &kind);

/// Sets a parameter to a value clamped into its range, and moves the others that would contradict it, so that a kind
/// without a fault stays without. Precondition: the parameter is of this kind's row.
void setParameter(OperationKind &kind, const OperationParameter &parameter, double value);

/// What a parameter accepts: "a number from 0 to 1", "one of torchvision, tensorflow", "true or false".
[[nodiscard]] std::string acceptedValues(const OperationParameter &parameter);

} // namespace tandem
