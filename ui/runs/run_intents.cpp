#include "ui/runs/run_intents.h"

#include <algorithm>

namespace tandem {

void RunIntents::launched(const RunId &id, const std::string &name, std::string settingsJson, std::int64_t nowMs)
{
    RunSummary summary;
    summary.id = id;
    summary.name = name;
    summary.state = RunState::Queued;
    summary.createdMs = nowMs;
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

void RunIntents::trashing(const RunId &id)
{
    m_intents.insert_or_assign(id, Intent{Kind::Trash, {}, 0});
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
        if (row.summary.startedMs != intent.startedBefore || isActive(row.summary.state) ||
            row.summary.state == RunState::Queued)
            return false;
        row.summary.state = RunState::Queued;
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
    case Kind::Trash:
        return true; // see apply()
    }
    return false;
}

RunRows RunIntents::apply(const RunRows &rows)
{
    if (m_intents.empty())
        return rows;
    RunRows shown;
    shown.reserve(rows.size() + 1);
    for (const RunRowPtr &shared : rows) {
        const auto intent = m_intents.find(shared->summary.id);
        if (intent == m_intents.end()) {
            shown.push_back(shared);
            continue;
        }
        if (intent->second.kind == Kind::Trash)
            continue;
        RunRow row = *shared;
        if (overlay(intent->second, row)) {
            shown.push_back(std::make_shared<const RunRow>(std::move(row)));
        } else {
            m_intents.erase(intent);
            shown.push_back(shared);
        }
    }
    std::erase_if(m_intents, [&rows](const auto &entry) {
        const auto isThere = [&](const RunRowPtr &row) { return row->summary.id == entry.first; };
        return entry.second.kind == Kind::Trash && std::none_of(rows.begin(), rows.end(), isThere);
    });
    for (const auto &[id, intent] : m_intents) {
        if (intent.kind != Kind::Launch)
            continue;
        const auto place =
            std::lower_bound(shown.begin(), shown.end(), id,
                             [](const RunRowPtr &row, const RunId &wanted) { return row->summary.id > wanted; });
        RunRow row;
        row.summary = intent.summary;
        shown.insert(place, std::make_shared<const RunRow>(std::move(row)));
    }
    return shown;
}

} // namespace tandem
