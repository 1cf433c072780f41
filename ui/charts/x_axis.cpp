#include "ui/charts/x_axis.h"

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr std::pair<XKind, std::string_view> kWords[] = {{XKind::Step, "step"},
                                                         {XKind::Epoch, "epoch"},
                                                         {XKind::Samples, "samples"},
                                                         {XKind::Relative, "relative"},
                                                         {XKind::Wall, "wall"}};

} // namespace

std::string_view xKindWord(XKind kind)
{
    return kWords[static_cast<std::size_t>(kind)].second;
}

XKind xKindFromWord(std::string_view word)
{
    for (const auto &[kind, name] : kWords)
        if (name == word)
            return kind;
    return XKind::Step;
}

XMapping XMapping::make(XKind kind, const RunClock &clock, const PointColumns &timed)
{
    XMapping mapping;
    mapping.m_kind = kind;
    if (kind == XKind::Epoch && clock.stepsPerEpoch > 0)
        mapping.m_perStep = 1.0 / static_cast<double>(clock.stepsPerEpoch);
    if (kind == XKind::Samples && clock.batchSize > 0)
        mapping.m_perStep = static_cast<double>(clock.batchSize);
    if (kind != XKind::Relative)
        return mapping;
    mapping.m_startMs = clock.startMs;
    for (const RunClock::Resume &resume : clock.resumes) {
        // Work ended with the last step that was kept.
        const std::size_t after = timed.lowerBound(resume.step + 1);
        const std::int64_t ended = after > 0 ? timed[after - 1].wallMs : clock.startMs;
        if (resume.wallMs > ended)
            mapping.m_pauses.push_back({resume.wallMs, resume.wallMs - ended});
    }
    return mapping;
}

double XMapping::atTime(std::int64_t wallMs) const
{
    if (m_kind == XKind::Wall)
        return static_cast<double>(wallMs) / 1000;
    std::int64_t ms = wallMs - m_startMs;
    for (const Pause &pause : m_pauses) {
        if (wallMs >= pause.untilMs)
            ms -= pause.lengthMs;
        else if (wallMs > pause.untilMs - pause.lengthMs) // measured between the last step and the end
            ms -= wallMs - (pause.untilMs - pause.lengthMs);
    }
    return static_cast<double>(ms) / 1000;
}

} // namespace tandem
