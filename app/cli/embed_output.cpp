#include "app/cli/embed_output.h"

#include "app/cli/npy.h"
#include "core/base/files.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace tandem {

namespace {

using Json = nlohmann::ordered_json;

Result<void> write(const std::filesystem::path &path, const std::string &bytes)
{
    return writeFileAtomically(path, std::as_bytes(std::span(bytes)));
}

std::string labelText(const EmbedInput &input, std::size_t row)
{
    const std::int32_t label = input.labels[row];
    if (label < 0)
        return {};
    return input.classNames.empty() ? std::to_string(label) : input.classNames[static_cast<std::size_t>(label)];
}

/// RFC 4180.
std::string csvField(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string layoutCsv(const EmbedInput &input, std::span<const float> positions)
{
    std::string text = input.labels.empty() ? "sample,x,y\n" : "sample,x,y,label\n";
    for (std::size_t i = 0; i < input.samples.size(); ++i) {
        text += fmt::format("{},{},{}", input.samples[i], positions[2 * i], positions[2 * i + 1]);
        text += input.labels.empty() ? "\n" : "," + csvField(labelText(input, i)) + "\n";
    }
    return text;
}

std::string layoutJson(const EmbedInput &input, std::span<const float> positions, const Json &facts)
{
    Json object = facts;
    object["samples"] = input.samples;
    if (!input.labels.empty())
        object["labels"] = input.labels;
    if (!input.classNames.empty())
        object["class_names"] = input.classNames;
    Json points = Json::array();
    for (std::size_t i = 0; i < positions.size(); i += 2)
        points.push_back({positions[i], positions[i + 1]});
    object["positions"] = std::move(points);
    return object.dump() + "\n";
}

/// What a neighbour is said to be away: the distance of the metric.
double distanceOf(float squaredDistance, Metric metric)
{
    return metric == Metric::Cosine ? 1 - cosineOf(double(squaredDistance)) : std::sqrt(double(squaredDistance));
}

std::string neighborsCsv(const EmbedInput &input, const Neighbors &neighbors, Metric metric)
{
    std::string text = "sample,rank,neighbor,distance\n";
    for (std::int64_t row = 0; row < neighbors.rows; ++row)
        for (std::size_t j = 0; j < static_cast<std::size_t>(neighbors.k); ++j)
            text += fmt::format("{},{},{},{}\n", input.samples[static_cast<std::size_t>(row)], j + 1,
                                input.samples[static_cast<std::size_t>(neighbors.indicesOf(row)[j])],
                                static_cast<float>(distanceOf(neighbors.squaredDistancesOf(row)[j], metric)));
    return text;
}

std::string neighborsJson(const EmbedInput &input, const Neighbors &neighbors, Metric metric, const Json &facts)
{
    Json object = facts;
    object["samples"] = input.samples;
    Json indices = Json::array(), distances = Json::array();
    for (std::int64_t row = 0; row < neighbors.rows; ++row) {
        Json ids = Json::array(), ofRow = Json::array();
        for (std::size_t j = 0; j < static_cast<std::size_t>(neighbors.k); ++j) {
            ids.push_back(input.samples[static_cast<std::size_t>(neighbors.indicesOf(row)[j])]);
            ofRow.push_back(static_cast<float>(distanceOf(neighbors.squaredDistancesOf(row)[j], metric)));
        }
        indices.push_back(std::move(ids));
        distances.push_back(std::move(ofRow));
    }
    object["neighbors"] = std::move(indices);
    object["distances"] = std::move(distances);
    return object.dump() + "\n";
}

} // namespace

Result<void> checkEmbedTarget(const std::filesystem::path &path)
{
    const auto ending = path.extension();
    if (ending == ".csv" || ending == ".npy" || ending == ".json")
        return {};
    return Error{ErrorCode::BadUsage,
                 {fmt::format("embed writes .csv, .npy and .json files, and {} is none of them", path.string())},
                 {}};
}

Result<void> writeLayout(const std::filesystem::path &path, const EmbedInput &input, std::span<const float> positions,
                         const Json &facts)
{
    if (path.extension() == ".npy")
        return write(path, npyBytes(positions, {input.rows, 2}));
    return write(path, path.extension() == ".csv" ? layoutCsv(input, positions) : layoutJson(input, positions, facts));
}

Result<void> writeNeighbors(const std::filesystem::path &path, const EmbedInput &input, const Neighbors &neighbors,
                            Metric metric, const Json &facts)
{
    if (path.extension() == ".npy")
        return write(path, npyBytes(std::span<const std::int32_t>(neighbors.indices), {neighbors.rows, neighbors.k}));
    return write(path, path.extension() == ".csv" ? neighborsCsv(input, neighbors, metric)
                                                  : neighborsJson(input, neighbors, metric, facts));
}

} // namespace tandem
