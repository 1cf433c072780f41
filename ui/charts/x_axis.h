#pragma once

#include "ui/charts/point_columns.h"

#include <string_view>
#include <vector>

namespace tandem {

/// What the horizontal axis counts. Stored by its word in layouts; never renamed.
enum class XKind { Step, Epoch, Samples, Relative, Wall };
[[nodiscard]] std::string_view xKindWord(XKind kind);
[[nodiscard]] XKind xKindFromWord(std::string_view word); // Step for an unknown one

/// What the place of a point depends on besides its step and time.
struct RunClock {
    std::int64_t stepsPerEpoch = 0; // 0: not known
    std::int64_t batchSize = 0;     // images a step
    std::int64_t startMs = 0;       // of the first segment
    struct Resume {
        std::int64_t step = 0, wallMs = 0;
        bool operator==(const Resume &) const = default;
    };
    std::vector<Resume> resumes;
    bool operator==(const RunClock &) const = default;
};

/// Where the points of one run lie on the horizontal axis: steps, epochs (steps where their number is not known),
/// training images seen, seconds of work since the start (pauses between segments left out), or seconds since 1970 UTC.
/// Rises with the step.
class XMapping {
public:
    XMapping() = default;
    /// `timed`: a series with a point a step (the loss), which tells when work ended before a pause.
    [[nodiscard]] static XMapping make(XKind kind, const RunClock &clock, const PointColumns &timed);

    [[nodiscard]] double at(const SeriesPoint &point) const
    {
        return m_kind == XKind::Wall || m_kind == XKind::Relative ? atTime(point.wallMs)
                                                                  : static_cast<double>(point.step) * m_perStep;
    }
    [[nodiscard]] XKind kind() const { return m_kind; }
    bool operator==(const XMapping &) const = default;

private:
    [[nodiscard]] double atTime(std::int64_t wallMs) const;

    struct Pause {
        std::int64_t untilMs = 0, lengthMs = 0;
        bool operator==(const Pause &) const = default;
    };
    XKind m_kind = XKind::Step;
    double m_perStep = 1;
    std::int64_t m_startMs = 0;
    std::vector<Pause> m_pauses;
};

} // namespace tandem
