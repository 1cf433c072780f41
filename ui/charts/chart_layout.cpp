#include "ui/charts/chart_layout.h"

#include "core/report/records.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kMostCharts = 64; // a text from elsewhere must not drown the window

std::optional<ChartSpec> specFrom(const Json &object)
{
    ChartSpec spec;
    if (object.contains("vector"))
        spec.vector = object.at("vector").get<std::string>();
    else
        spec.series = object.at("series").get<std::vector<std::string>>();
    if (spec.vector.empty() && spec.series.empty())
        return std::nullopt;
    spec.width = std::clamp(object.value("width", 1), 1, 6);
    spec.height = std::clamp(object.value("height", 1), 1, 3);
    spec.logY = object.value("log_y", false);
    spec.clip = object.value("clip", false);
    return spec;
}

} // namespace

ChartLayout ChartLayout::standard()
{
    ChartLayout layout;
    for (const std::string_view name :
         {series::kLoss, series::kKnnAccuracy, series::kLearningRate, series::kContrastiveAccuracy}) {
        layout.charts.emplace_back();
        layout.charts.back().series = {std::string(name)};
    }
    return layout;
}

std::optional<ChartLayout> ChartLayout::fromText(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    try {
        ChartLayout layout;
        for (const Json &object : json.at("charts"))
            if (auto spec = specFrom(object); spec && layout.charts.size() < kMostCharts)
                layout.charts.push_back(std::move(*spec));
        layout.columns = std::clamp(json.value("columns", 0), 0, 6);
        layout.x = xKindFromWord(json.value("x", std::string()));
        layout.logX = json.value("log_x", false);
        layout.smoothing.kind = smoothingFromWord(json.value("smoothing", std::string()));
        layout.smoothing.weight = std::clamp(json.value("smoothing_weight", layout.smoothing.weight), 0.0, 0.999);
        layout.smoothing.window = std::clamp(json.value("smoothing_window", layout.smoothing.window), 3, 999) | 1;
        layout.bands = json.value("bands", true);
        layout.table = json.value("table", false);
        return layout;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

std::string ChartLayout::toText() const
{
    Json json;
    json["charts"] = Json::array();
    for (const ChartSpec &spec : charts) {
        Json object;
        if (spec.vector.empty())
            object["series"] = spec.series;
        else
            object["vector"] = spec.vector;
        object["width"] = spec.width;
        object["height"] = spec.height;
        object["log_y"] = spec.logY;
        object["clip"] = spec.clip;
        json["charts"].push_back(std::move(object));
    }
    json["columns"] = columns;
    json["x"] = xKindWord(x);
    json["log_x"] = logX;
    json["smoothing"] = smoothingWord(smoothing.kind);
    json["smoothing_weight"] = smoothing.weight;
    json["smoothing_window"] = smoothing.window;
    json["bands"] = bands;
    json["table"] = table;
    return json.dump();
}

} // namespace tandem
