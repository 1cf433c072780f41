#include "core/store/queue_file.h"

#include "core/base/file_lock.h"
#include "core/base/files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <sstream>

namespace tandem {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kVersion = 1;                          // of both files
constexpr auto kPatience = std::chrono::seconds(20); // others hold the lock for milliseconds

/// The object in a file of ours. Errors: those of readFile, FileCorrupt, NewerSchema.
Result<Json> readObject(const std::filesystem::path &path)
{
    const auto text = readFile(path);
    if (!text)
        return text.error();
    Json root = Json::parse(*text, nullptr, false);
    if (!root.is_object() || !root.contains("version") || !root["version"].is_number_integer())
        return Error{ErrorCode::FileCorrupt, {path.string(), "it is not what Tandem writes there"}, {}};
    if (root["version"].get<int>() > kVersion)
        return Error{ErrorCode::NewerSchema,
                     {path.string(), std::to_string(root["version"].get<int>()), std::to_string(kVersion)},
                     {}};
    return root;
}

Result<void> writeObject(const std::filesystem::path &path, const Json &root)
{
    // Names may hold bytes that are no UTF-8, which JSON cannot carry.
    return writeFileAtomically(path, root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

/// A value of the type that is asked for, or its default: a word that is missing must not cost the whole queue.
template <class T> T valueOr(const Json &object, const char *key, T fallback)
{
    const auto found = object.find(key);
    if (found == object.end())
        return fallback;
    if constexpr (std::is_same_v<T, bool>)
        return found->is_boolean() ? found->get<bool>() : fallback;
    else if constexpr (std::is_same_v<T, std::string>)
        return found->is_string() ? found->get<std::string>() : fallback;
    else
        return found->is_number_integer() ? found->get<T>() : fallback;
}

Json errorJson(const Error &error)
{
    return {{"code", std::string(errorWord(error.code))}, {"arguments", error.arguments}, {"detail", error.detail}};
}

Error errorFromJson(const Json &json)
{
    Error error{ErrorCode::LaunchFailed, {}, valueOr<std::string>(json, "detail", {})};
    const std::string word = valueOr<std::string>(json, "code", {});
    error.code = errorFromWord(word).value_or(ErrorCode::LaunchFailed);
    if (const auto arguments = json.find("arguments"); arguments != json.end() && arguments->is_array())
        for (const Json &argument : *arguments)
            error.arguments.push_back(argument.is_string() ? argument.get<std::string>() : argument.dump());
    return error;
}

} // namespace

const QueueItem *RunQueue::find(const RunId &run) const
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const QueueItem &item) { return item.run == run; });
    return found == items.end() ? nullptr : &*found;
}

QueueItem *RunQueue::find(const RunId &run)
{
    return const_cast<QueueItem *>(std::as_const(*this).find(run));
}

Result<RunQueue> readQueue(const ProjectLayout &project)
{
    const auto root = readObject(project.queueFile());
    if (!root && root.error().code == ErrorCode::FileNotFound)
        return RunQueue();
    if (!root)
        return root.error();
    RunQueue queue;
    queue.paused = valueOr(*root, "paused", false);
    const auto items = root->find("items");
    if (items == root->end() || !items->is_array())
        return Error{ErrorCode::FileCorrupt, {project.queueFile().string(), "its list of runs is missing"}, {}};
    for (const Json &entry : *items) {
        QueueItem item;
        item.run = RunId::fromString(valueOr<std::string>(entry, "run", {}));
        item.ticket = valueOr<std::string>(entry, "ticket", {});
        item.queuedMs = valueOr<std::int64_t>(entry, "queued_ms", 0);
        item.paused = valueOr(entry, "paused", false);
        if (item.run.isValid() && !item.ticket.empty() && queue.find(item.run) == nullptr)
            queue.items.push_back(std::move(item));
    }
    return queue;
}

Result<void> changeQueue(const ProjectLayout &project, const std::function<Result<bool>(RunQueue &queue)> &change)
{
    const auto lock = FileLock::take(project.queueLock(), kPatience);
    if (!lock)
        return lock.error();
    auto queue = readQueue(project);
    if (!queue)
        return queue.error();
    const auto changed = change(*queue);
    if (!changed)
        return changed.error();
    if (!*changed)
        return {};
    Json root{{"version", kVersion}, {"paused", queue->paused}, {"items", Json::array()}};
    for (const QueueItem &item : queue->items)
        root["items"].push_back({{"run", item.run.toString()},
                                 {"ticket", item.ticket},
                                 {"queued_ms", item.queuedMs},
                                 {"paused", item.paused}});
    return writeObject(project.queueFile(), root);
}

Result<std::optional<QueuedNote>> readQueuedNote(const ProjectLayout &project, const RunId &id)
{
    return readQueuedNoteFile(project.queuedNote(id));
}

Result<std::optional<QueuedNote>> readQueuedNoteFile(const std::filesystem::path &path)
{
    const auto root = readObject(path);
    if (!root && root.error().code == ErrorCode::FileNotFound)
        return std::optional<QueuedNote>();
    if (!root)
        return root.error();
    QueuedNote note;
    note.name = valueOr<std::string>(*root, "name", {});
    if (const auto origin = root->find("origin"); origin != root->end() && origin->is_object())
        note.origin = RunOrigin{RunId::fromString(valueOr<std::string>(*origin, "sweep", {})),
                                valueOr<std::string>(*origin, "cell", {}), valueOr<std::int64_t>(*origin, "repeat", 1)};
    if (const auto error = root->find("error"); error != root->end() && error->is_object())
        note.error = errorFromJson(*error);
    note.errorMs = valueOr<std::int64_t>(*root, "error_ms", 0);
    return std::optional(std::move(note));
}

Result<void> writeQueuedNote(const ProjectLayout &project, const RunId &id, const QueuedNote &note)
{
    Json root{{"version", kVersion}, {"name", note.name}};
    if (note.origin)
        root["origin"] = {
            {"sweep", note.origin->sweep.toString()}, {"cell", note.origin->cell}, {"repeat", note.origin->repeat}};
    if (note.error)
        root["error"] = errorJson(*note.error);
    if (note.error)
        root["error_ms"] = note.errorMs;
    return writeObject(project.queuedNote(id), root);
}

std::string begunText(const BegunProcess &process)
{
    return process.ticket + " " + process.device + " " + std::to_string(process.logFrom) + " " +
           std::to_string(process.beganMs) + "\n";
}

std::optional<BegunProcess> begunProcess(const ProjectLayout &project, const QueueItem &item)
{
    const auto text = readFile(project.processFile(item.run));
    if (!text)
        return std::nullopt;
    std::istringstream words(*text);
    BegunProcess process;
    words >> process.ticket >> process.device >> process.logFrom >> process.beganMs;
    return words && process.ticket == item.ticket ? std::optional(process) : std::nullopt;
}

bool isProcessAlive(const ProjectLayout &project, const RunId &id)
{
    return FileLock::isHeld(project.processFile(id));
}

} // namespace tandem
