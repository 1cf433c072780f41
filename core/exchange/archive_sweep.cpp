#include "core/exchange/archive_sweep.h"

#include <nlohmann/json.hpp>

namespace tandem {

std::optional<ArchivedSweep> archivedSweep(std::string_view json)
{
    auto sweep = nlohmann::ordered_json::parse(json, nullptr, false, true); // with comments, as core/sweep reads it
    if (!sweep.is_object() || !sweep.value("name", nlohmann::ordered_json("")).is_string())
        return std::nullopt;
    auto &state = sweep["state"];
    if (!state.is_null() && !state.is_object())
        return std::nullopt;
    state["paused"] = true;
    return ArchivedSweep{sweep.value("name", std::string()),
                         sweep.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n"};
}

} // namespace tandem
