#include "core/config/settings_table.h"
#include "core/report/records.h"
#include "core/sweep/json_reader.h"
#include "core/sweep/sweep_spec.h"

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::int64_t kVersion = 1;

Json pointJson(const AxisPoint &point)
{
    return {{"label", point.label}, {"set", point.assignments}};
}

/// The short form where every point sets the axis' own key alone.
bool isPlain(const SweepAxis &axis)
{
    if (axis.range && axis.points.empty())
        return true;
    for (const AxisPoint &point : axis.points)
        if (point != pointOf(axis.name, point.label))
            return false;
    return findSetting(axis.name) != nullptr;
}

Json axisJson(const SweepAxis &axis)
{
    Json json{{isPlain(axis) ? "key" : "name", axis.name}};
    if (axis.range) {
        json["from"] = axis.range->from;
        json["to"] = axis.range->to;
        json["scale"] = axis.range->logarithmic ? "log" : "linear";
        json["count"] = axis.range->count;
    }
    if (axis.points.empty())
        return json;
    Json list = Json::array();
    for (const AxisPoint &point : axis.points)
        list.push_back(isPlain(axis) ? Json(point.label) : pointJson(point));
    json[isPlain(axis) ? "values" : "points"] = std::move(list);
    return json;
}

std::optional<AxisPoint> readPoint(const Json &json, const std::string &where, JsonReader &outer)
{
    JsonReader reader(json, where);
    AxisPoint point;
    reader.read("label", point.label);
    reader.read("set", point.assignments);
    if (auto wrong = reader.finish()) {
        outer.fail(std::move(*wrong));
        return std::nullopt;
    }
    return point;
}

void readValues(JsonReader &reader, SweepAxis &axis)
{
    const Json *values = reader.member("values");
    if (values == nullptr)
        return;
    if (!values->is_array())
        return reader.refuse("values", values->dump(), "a list of values");
    for (const Json &value : *values)
        axis.points.push_back(pointOf(axis.name, value.is_string() ? value.get<std::string>() : value.dump()));
}

void readRange(JsonReader &reader, SweepAxis &axis)
{
    AxisRange range;
    std::string scale = "linear";
    reader.read("from", range.from);
    reader.read("to", range.to);
    reader.read("scale", scale);
    reader.read("count", range.count);
    if (reader.member("from") == nullptr && reader.member("to") == nullptr)
        return;
    if (reader.member("from") == nullptr || reader.member("to") == nullptr)
        return reader.refuse("from", "alone", "both ends of a range, from and to");
    if (scale != "linear" && scale != "log")
        return reader.refuse("scale", scale, "one of linear, log");
    range.logarithmic = scale == "log";
    axis.range = range;
}

std::optional<SweepAxis> readAxis(const Json &json, const std::string &where, JsonReader &outer)
{
    JsonReader reader(json, where);
    SweepAxis axis;
    reader.read("name", axis.name);
    reader.read("key", axis.name);
    readValues(reader, axis);
    readRange(reader, axis);
    if (const Json *points = reader.member("points")) {
        std::size_t number = 0;
        for (const Json &point : *points)
            if (auto read = readPoint(point, where + ".points[" + std::to_string(number++) + "]", reader))
                axis.points.push_back(std::move(*read));
    }
    if (auto wrong = reader.finish()) {
        outer.fail(std::move(*wrong));
        return std::nullopt;
    }
    return axis;
}

void readPlanning(JsonReader &outer, SweepPlanning &planning)
{
    const Json *json = outer.member("planner");
    if (json == nullptr)
        return;
    JsonReader reader(*json, "planner");
    reader.readWord("name", planning.planner, plannerFromWord, "one of grid, random, tpe");
    reader.read("trials", planning.trials);
    reader.read("startup_trials", planning.startupTrials);
    reader.read("multivariate", planning.multivariate);
    reader.read("seed", planning.seed);
    if (auto wrong = reader.finish())
        outer.fail(std::move(*wrong));
}

void readGoal(JsonReader &outer, SweepGoal &goal)
{
    const Json *json = outer.member("goal");
    if (json == nullptr)
        return;
    JsonReader reader(*json, "goal");
    reader.read("series", goal.series);
    if (goal.series == series::kKnnAccuracy)
        goal.series.clear();
    reader.readWord("summary", goal.summary, summaryFromWord, "one of last, best, at-best-knn, mean3");
    reader.read("maximize", goal.maximize);
    if (auto wrong = reader.finish())
        outer.fail(std::move(*wrong));
}

void readStopping(JsonReader &outer, EarlyStopping &stopping)
{
    const Json *json = outer.member("early_stopping");
    if (json == nullptr)
        return;
    JsonReader reader(*json, "early_stopping");
    reader.readWord("rule", stopping.rule, stoppingRuleFromWord, "one of none, asha, median");
    reader.read("first_epoch", stopping.firstEpoch);
    reader.read("factor", stopping.factor);
    reader.read("startup_runs", stopping.startupRuns);
    if (auto wrong = reader.finish())
        outer.fail(std::move(*wrong));
}

void readBudget(JsonReader &outer, SweepBudget &budget)
{
    const Json *json = outer.member("budget");
    if (json == nullptr)
        return;
    JsonReader reader(*json, "budget");
    reader.read("runs", budget.runs);
    reader.read("hours", budget.hours);
    if (auto wrong = reader.finish())
        outer.fail(std::move(*wrong));
}

Json stateJson(const SweepSpec &spec)
{
    Json state{{"created_ms", spec.createdMs}, {"paused", spec.paused},   {"filling", spec.filling},
               {"removed", spec.removed},      {"trials", Json::array()}, {"stopped", Json::array()}};
    for (const SweepTrial &trial : spec.trials) {
        Json points = Json::array();
        for (const AxisPoint &point : trial.points)
            points.push_back(pointJson(point));
        state["trials"].push_back({{"key", trial.key}, {"points", std::move(points)}});
    }
    for (const EarlyStop &stop : spec.stopped)
        state["stopped"].push_back({{"run", stop.run.toString()},
                                    {"epoch", stop.epoch},
                                    {"value", stop.value},
                                    {"threshold", stop.threshold}});
    return state;
}

void readTrials(JsonReader &state, SweepSpec &spec)
{
    const Json *trials = state.member("trials");
    for (const Json &json : trials != nullptr ? *trials : Json::array()) {
        JsonReader reader(json, "state.trials");
        SweepTrial trial;
        reader.read("key", trial.key);
        const Json *points = reader.member("points");
        for (const Json &point : points != nullptr ? *points : Json::array())
            if (auto read = readPoint(point, "state.trials.points", reader))
                trial.points.push_back(std::move(*read));
        if (auto wrong = reader.finish())
            return state.fail(std::move(*wrong));
        spec.trials.push_back(std::move(trial));
    }
}

void readState(JsonReader &outer, SweepSpec &spec)
{
    const Json *json = outer.member("state");
    if (json == nullptr)
        return;
    JsonReader state(*json, "state");
    state.read("created_ms", spec.createdMs);
    state.read("paused", spec.paused);
    state.read("filling", spec.filling);
    state.read("removed", spec.removed);
    readTrials(state, spec);
    const Json *stopped = state.member("stopped");
    for (const Json &entry : stopped != nullptr ? *stopped : Json::array()) {
        JsonReader reader(entry, "state.stopped");
        EarlyStop stop;
        std::string run;
        reader.read("run", run);
        reader.read("epoch", stop.epoch);
        reader.read("value", stop.value);
        reader.read("threshold", stop.threshold);
        stop.run = RunId::fromString(run);
        if (auto wrong = reader.finish())
            return outer.fail(std::move(*wrong));
        spec.stopped.push_back(std::move(stop));
    }
    if (auto wrong = state.finish())
        outer.fail(std::move(*wrong));
}

} // namespace

std::string sweepToJson(const SweepSpec &spec, bool withState)
{
    Json root{{"version", kVersion}, {"name", spec.name}};
    if (!spec.preset.empty())
        root["preset"] = spec.preset;
    root["settings"] = Json::parse(settingsToJson(spec.base));
    root["axes"] = Json::array();
    for (const SweepAxis &axis : spec.axes)
        root["axes"].push_back(axisJson(axis));
    root["planner"] = {{"name", plannerWord(spec.planning.planner)},
                       {"trials", spec.planning.trials},
                       {"startup_trials", spec.planning.startupTrials},
                       {"multivariate", spec.planning.multivariate},
                       {"seed", spec.planning.seed}};
    root["seeds"] = spec.seeds;
    root["goal"] = {{"series", goalSeries(spec.goal)},
                    {"summary", summaryWord(spec.goal.summary)},
                    {"maximize", spec.goal.maximize}};
    root["early_stopping"] = {{"rule", stoppingRuleWord(spec.stopping.rule)},
                              {"first_epoch", spec.stopping.firstEpoch},
                              {"factor", spec.stopping.factor},
                              {"startup_runs", spec.stopping.startupRuns}};
    root["budget"] = {{"runs", spec.budget.runs}, {"hours", spec.budget.hours}};
    if (withState)
        root["state"] = stateJson(spec);
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<SweepSpec> sweepFromJson(std::string_view text, std::string_view origin)
{
    const Json root = Json::parse(text, nullptr, false, true);
    if (!root.is_object())
        return Error{ErrorCode::BadJson, {std::string(origin), "expected a JSON object that describes a sweep"}, {}};
    JsonReader reader(root, {});
    SweepSpec spec;
    std::int64_t version = kVersion;
    reader.read("version", version);
    if (version > kVersion) // before anything that this program may not know
        return Error{
            ErrorCode::NewerSchema, {std::string(origin), std::to_string(version), std::to_string(kVersion)}, {}};
    reader.read("name", spec.name);
    reader.read("preset", spec.preset);
    if (const Json *settings = reader.member("settings")) {
        auto base = settingsFromJson(settings->dump(), {}, std::string(origin) + ", settings");
        if (!base)
            return base.error();
        spec.base = std::move(*base);
    }
    if (const Json *axes = reader.member("axes")) {
        std::size_t number = 0;
        for (const Json &axis : *axes)
            if (auto read = readAxis(axis, "axes[" + std::to_string(number++) + "]", reader))
                spec.axes.push_back(std::move(*read));
    }
    readPlanning(reader, spec.planning);
    reader.read("seeds", spec.seeds);
    readGoal(reader, spec.goal);
    readStopping(reader, spec.stopping);
    readBudget(reader, spec.budget);
    readState(reader, spec);
    if (auto wrong = reader.finish())
        return std::move(*wrong);
    return spec;
}

} // namespace tandem
