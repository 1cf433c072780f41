#include "core/augment/operation_table.h"
#include "core/augment/pipeline.h"
#include "core/base/edit_distance.h"
#include "core/base/text_place.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *kScopeWords[] = {"both", "first", "second"}; // in order of ViewScope

Error unknownKey(const std::string &path, std::string_view wrong, const std::vector<std::string> &known)
{
    const auto nearest = std::min_element(known.begin(), known.end(), [wrong](const auto &a, const auto &b) {
        return editDistance(wrong, a) < editDistance(wrong, b);
    });
    return {ErrorCode::UnknownKey, {path + std::string(wrong), *nearest}, {}};
}

/// A value for a message: long ones are cut.
std::string shown(const Json &value)
{
    constexpr std::size_t kLongest = 60;
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > kLongest ? text.substr(0, kLongest) + "…" : text;
}

Error badValue(const std::string &path, const Json &value, std::string accepted)
{
    return {ErrorCode::BadValue, {path, shown(value), std::move(accepted)}, {}};
}
/// Reads one number, flag or word into an operation. Ranges come later, when all are read.
Result<void> readParameter(const OperationParameter &parameter, const Json &value, const std::string &path,
                           OperationKind &kind)
{
    double number = 0;
    bool fits = false;
    if (parameter.kind == ParameterKind::Flag && value.is_boolean()) {
        number = value.get<bool>() ? 1 : 0;
        fits = true;
    } else if (parameter.kind == ParameterKind::Choice && value.is_string()) {
        const auto word = std::find(parameter.choices.begin(), parameter.choices.end(), value.get<std::string>());
        fits = word != parameter.choices.end();
        number = static_cast<double>(word - parameter.choices.begin());
    } else if (parameter.kind == ParameterKind::Number && value.is_number()) {
        number = value.get<double>();
        fits = true;
    }
    if (!fits)
        return badValue(path, value, acceptedValues(parameter));
    parameter.set(kind, number);
    return {};
}

/// The row that "op" names.
Result<const OperationRow *> readKind(const Json &json, const std::string &path)
{
    std::vector<std::string> words;
    for (const OperationRow &row : operationTable())
        words.push_back(row.word);
    const auto op = json.is_object() ? json.find("op") : json.end();
    if (!json.is_object() || op == json.end() || !op->is_string())
        return badValue(path, json, R"(an object with "op", such as {"op": "horizontal_flip"})");
    const auto word = op->get<std::string>();
    for (const OperationRow &row : operationTable())
        if (row.word == word)
            return &row;
    return unknownKey(path + ".op: ", word, words);
}

Result<Operation> readOperation(const Json &json, const std::string &path)
{
    const auto row = readKind(json, path);
    if (!row)
        return row.error();
    Operation operation{(*row)->defaults};
    std::vector<std::string> known = {"op", "probability", "enabled", "views"};
    for (const OperationParameter &parameter : (*row)->parameters)
        known.push_back(parameter.key);
    for (const auto &[key, value] : json.items()) {
        const std::string keyPath = path + "." + key;
        const auto parameter = std::find_if((*row)->parameters.begin(), (*row)->parameters.end(),
                                            [&key = key](const auto &candidate) { return candidate.key == key; });
        if (parameter != (*row)->parameters.end()) {
            if (const auto read = readParameter(*parameter, value, keyPath, operation.kind); !read)
                return read.error();
        } else if (key == "probability") {
            operation.probability = value.is_number() ? value.get<double>() : -1;
            if (!(operation.probability >= 0 && operation.probability <= 1))
                return badValue(keyPath, value, "a number from 0 to 1");
        } else if (key == "enabled") {
            if (!value.is_boolean())
                return badValue(keyPath, value, "true or false");
            operation.enabled = value.get<bool>();
        } else if (key == "views") {
            const auto word = std::find(std::begin(kScopeWords), std::end(kScopeWords),
                                        value.is_string() ? value.get<std::string>() : std::string());
            if (word == std::end(kScopeWords))
                return badValue(keyPath, value, "one of both, first, second");
            operation.views = static_cast<ViewScope>(word - std::begin(kScopeWords));
        } else if (key != "op") {
            return unknownKey(path + ".", key, known);
        }
    }
    if (const auto fault = findFault(operation.kind))
        return Error{ErrorCode::BadValue, {path + "." + fault->key, fault->value, fault->accepted}, {}};
    return operation;
}

Result<Pipeline> readPipeline(const Json &json, std::string_view origin)
{
    const auto missing = [&](const char *what) { return Error{ErrorCode::BadJson, {std::string(origin), what}, {}}; };
    if (!json.is_object())
        return missing("expected a JSON object with \"size\" and \"operations\"");
    for (const auto &[key, value] : json.items())
        if (key != "name" && key != "size" && key != "operations")
            return unknownKey("", key, {"name", "size", "operations"});
    if (!json.contains("size"))
        return missing("\"size\" is missing, the side of a view in pixels");
    if (!json.contains("operations"))
        return missing("\"operations\" is missing, the list of operations");
    Pipeline pipeline;
    if (json.contains("name")) {
        if (!json["name"].is_string())
            return badValue("name", json["name"], "a text");
        pipeline.name = json["name"].get<std::string>();
    }
    const Json &size = json["size"];
    const double side = size.is_number() ? size.get<double>() : 0;
    if (!(side >= kMinViewSize && side <= kMaxViewSize) || side != static_cast<int>(side))
        return badValue("size", size,
                        "a whole number from " + std::to_string(kMinViewSize) + " to " + std::to_string(kMaxViewSize));
    pipeline.size = static_cast<int>(side);
    const Json &operations = json["operations"];
    if (!operations.is_array())
        return badValue("operations", operations, "a list of operations");
    for (std::size_t i = 0; i < operations.size(); ++i) {
        auto operation = readOperation(operations[i], "operations[" + std::to_string(i) + "]");
        if (!operation)
            return operation.error();
        pipeline.operations.push_back(std::move(*operation));
    }
    return pipeline;
}

Json parameterToJson(const OperationParameter &parameter, const OperationKind &kind)
{
    const double value = parameter.get(kind);
    if (parameter.kind == ParameterKind::Flag)
        return value != 0;
    if (parameter.kind == ParameterKind::Choice)
        return parameter.choices[static_cast<std::size_t>(value)];
    return value;
}

} // namespace

std::string pipelineToJson(const Pipeline &pipeline)
{
    Json root = Json::object();
    root["name"] = pipeline.name;
    root["size"] = pipeline.size;
    root["operations"] = Json::array();
    for (const Operation &operation : pipeline.operations) {
        const OperationRow &row = operationRow(operation.kind);
        Json entry = Json::object();
        entry["op"] = row.word;
        entry["probability"] = operation.probability;
        entry["enabled"] = operation.enabled;
        entry["views"] = kScopeWords[static_cast<std::size_t>(operation.views)];
        for (const OperationParameter &parameter : row.parameters)
            entry[parameter.key] = parameterToJson(parameter, operation.kind);
        root["operations"].push_back(std::move(entry));
    }
    // A name may hold anything; what is not UTF-8 must not throw.
    return root.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Pipeline> pipelineFromJson(std::string_view json, std::string_view origin)
{
    try {
        return readPipeline(Json::parse(json, nullptr, true, true), origin);
    } catch (const nlohmann::json::parse_error &failure) {
        return Error{ErrorCode::BadJson,
                     {std::string(origin), "syntax error at " + textPlace(json, failure.byte)},
                     failure.what()};
    } catch (const nlohmann::json::exception &failure) { // a number beyond double, for one
        return Error{ErrorCode::BadJson, {std::string(origin), "a value is out of range"}, failure.what()};
    }
}

} // namespace tandem
