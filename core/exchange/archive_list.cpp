#include "core/exchange/archive_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

constexpr auto kFormat = "tandem-archive";

} // namespace

bool isSafePath(std::string_view path)
{
    if (path.empty() || path.size() > 1000)
        return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return std::none_of(path.begin(), path.end(), [](unsigned char c) { return c < 0x20 || c == '\\' || c == 0x7F; });
}

std::int64_t ArchiveList::bytes() const
{
    std::int64_t total = 0;
    for (const auto &[path, file] : files)
        total += file.size;
    return total;
}

std::string ArchiveList::toJson() const
{
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["kind"] = isProject ? "project" : "runs";
    json["program_version"] = TANDEM_VERSION;
    json["files"] = Json::array();
    for (const auto &[path, file] : files)
        json["files"].push_back({{"path", path}, {"size", file.size}, {"sha256", file.sha256}});
    json["annotations"] = Json::object();
    for (const auto &[run, said] : annotations)
        json["annotations"][run.toString()] = {
            {"name", said.name}, {"note", said.note}, {"tags", said.tags}, {"starred", said.isStarred}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

namespace {

RunAnnotations annotationsFrom(const Json &json)
{
    RunAnnotations all;
    for (const auto &[id, said] : json.items())
        if (const RunId run = RunId::fromString(id); run.isValid())
            all[run] = {said.value("name", ""), said.value("note", ""), said.value("tags", std::vector<std::string>()),
                        said.value("starred", false)};
    return all;
}

} // namespace

Result<ArchiveList> ArchiveList::fromJson(std::string_view text, const std::string &archive)
{
    const auto damaged = [&archive](const std::string &what) {
        return Error{ErrorCode::FileCorrupt, {archive, what}, {}};
    };
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("format", "") != kFormat)
        return damaged("it is no archive of Tandem");
    try {
        if (const int version = json.at("version").get<int>(); version > kVersion)
            return Error{ErrorCode::NewerSchema, {archive, std::to_string(version), std::to_string(kVersion)}, {}};
        ArchiveList list;
        list.isProject = json.at("kind").get<std::string>() == "project";
        for (const Json &entry : json.at("files")) {
            const auto path = entry.at("path").get<std::string>();
            if (!isSafePath(path))
                return damaged("it holds a path that leads elsewhere, " + entry.at("path").dump());
            const File file{entry.at("size").get<std::int64_t>(), entry.at("sha256").get<std::string>()};
            if (file.size < 0 || !list.files.emplace(path, file).second)
                return damaged("its list of files contradicts itself");
        }
        if (json.contains("annotations"))
            list.annotations = annotationsFrom(json.at("annotations"));
        return list;
    } catch (const Json::exception &failure) {
        return Error{ErrorCode::FileCorrupt, {archive, "its list of files cannot be read"}, failure.what()};
    }
}

} // namespace tandem
