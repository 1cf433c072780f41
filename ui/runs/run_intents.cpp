#include "ui/runs/run_intents.h"

#include <algorithm>

namespace tandem {

void RunIntents::launched(const RunId &id, const std::string &name, std::string settingsJson, std::int64_t nowMs)
{
    RunSummary summary;
    summary.id = id;
    summary.name = name;
    summary.state = RunState::Starting;
    summary.createdMs = summary.startedMs = nowMs;
    summary.settingsJson = std::move(settingsJson);
    m_intents.insert_or_assign(id, Intent{Kind::Launch, std::move(summary), 0});
}

void RunIntents::resuming(const RunSummary &summary)
{
    m_intents.insert_or_assign(summary.id, Intent{Kind::Resume, {}, summary.startedMs});
}

void RunIntents::stopping(const RunId &id)
{
    m_intents.insert_or_assign(id, Intent{Kind::Stop, {}, 0});
}

void RunIntents::stoppingAfterEpoch(const RunId &id)
{
    m_intents.insert_or_assign(id, Intent{Kind::StopAfterEpoch, {}, 0});
}

void RunIntents::withdraw(const RunId &id)
{
    m_intents.erase(id);
}

bool RunIntents::overlay(const Intent &intent, RunRow &row)
{
    switch (intent.kind) {
    case Kind::Launch:
        return false; // its file is there: from now on that tells
    case Kind::Resume:
        if (row.summary.startedMs != intent.startedBefore || isActive(row.summary.state))
            return false;
        row.summary.state = RunState::Starting;
        row.summary.error.reset();
        return true;
    case Kind::Stop:
        if (!isActive(row.summary.state))
            return false;
        row.summary.state = RunState::Stopping;
        row.secondsLeft.reset();
        return true;
    case Kind::StopAfterEpoch:
        if (!isActive(row.summary.state))
            return false;
        row.stopsAfterEpoch = true;
        row.secondsLeft.reset();
        return true;
    }
    return false;
}

RunRows RunIntents::apply(const RunRows &rows)
{
    RunRows shown = rows;
    for (RunRow &row : shown) {
        const auto intent = m_intents.find(row.summary.id);
        if (intent != m_intents.end() && !overlay(intent->second, row))
            m_intents.erase(intent);
    }
    for (const auto &[id, intent] : m_intents) {
        if (intent.kind != Kind::Launch)
            continue;
        const auto place = std::lower_bound(shown.begin(), shown.end(), id, [](const RunRow &row, const RunId &wanted) {
            return row.summary.id > wanted;
        });
        shown.insert(place, RunRow{intent.summary, {}, false});
    }
    return shown;
}

} // namespace tandem
