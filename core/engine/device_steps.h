#pragma once

#include "core/augment/pipeline.h"
#include "core/engine/device_operations.h"
#include "core/engine/device_parcel.h"

#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tandem::engine {

/// What a batch goes through: made on the host from the draws of all views at once, carried out when its numbers are
/// sent. Turns images [n, H, W, 3] into others.
using BatchStep = std::function<torch::Tensor(const torch::Tensor &images)>;

/// What is still to be done with each view, in order.
using OperationLists = std::vector<std::span<const DrawnOperation>>;

/// Makes the steps for views whose images have one size. The steps refer to the maker and to the parcel.
class StepMaker {
public:
    /// `side`: of what a crop among the operations makes.
    StepMaker(Parcel &parcel, int width, int height, std::int64_t side)
        : m_parcel(parcel), m_width(width), m_height(height), m_side(side)
    {
    }
    StepMaker(const StepMaker &) = delete;
    StepMaker &operator=(const StepMaker &) = delete;

    /// All operations of all views, shared wherever their orders allow it. `kinds`: variant indices of operations in
    /// the order in which most views have them.
    [[nodiscard]] std::vector<BatchStep> plan(OperationLists lists, const std::vector<std::size_t> &kinds);

private:
    using Handle = Parcel::Handle;
    using Operations = std::vector<const DrawnOperation *>; // of one kind, by view

    struct PlannedPart {
        device::JitterPart::Kind kind;
        device::JitterPart::Mean mean;
        Handle rows, amounts;
    };

    [[nodiscard]] BatchStep of(const DrawnCrop &, const Operations &operations); // of what was cropped already
    [[nodiscard]] BatchStep of(const DrawnFlip &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnJitter &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnGrayscale &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnBlur &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnSolarize &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnRotation &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnCutout &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnNoise &, const Operations &operations);
    [[nodiscard]] BatchStep of(const DrawnSobel &, const Operations &operations);
    [[nodiscard]] std::vector<PlannedPart> plannedParts(const Operations &operations);
    template <class T, class Get> Handle list(const Operations &operations, Get &&get);

    Parcel &m_parcel;
    int m_width, m_height;
    std::int64_t m_side;
};

} // namespace tandem::engine
