#include "core/report/records.h"

namespace tandem {

namespace {

struct StateWord {
    RunState state;
    std::string_view word;
};

constexpr StateWord kStates[] = {
    {RunState::Queued, "queued"},     {RunState::Starting, "starting"}, {RunState::Running, "running"},
    {RunState::Stopping, "stopping"}, {RunState::Stopped, "stopped"},   {RunState::Done, "done"},
    {RunState::Failed, "failed"},     {RunState::Lost, "lost"},
};

} // namespace

std::string_view runStateWord(RunState state)
{
    for (const StateWord &entry : kStates)
        if (entry.state == state)
            return entry.word;
    return {};
}

std::optional<RunState> runStateFromWord(std::string_view word)
{
    for (const StateWord &entry : kStates)
        if (entry.word == word)
            return entry.state;
    return std::nullopt;
}

bool isActive(RunState state)
{
    return state == RunState::Starting || state == RunState::Running || state == RunState::Stopping;
}

} // namespace tandem
