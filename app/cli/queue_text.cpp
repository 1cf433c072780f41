#include "app/cli/queue_text.h"

#include "app/cli/console.h"
#include "app/cli/text.h"
#include "core/store/queue_file.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace tandem {

ExitStatus printQueue(const ProjectLayout &project, Console &console)
{
    const auto queue = readQueue(project);
    if (!queue)
        return console.fail(queue.error());
    std::vector<std::vector<std::string>> rows{{"", "run", "name", "state", "device", "queued"}};
    int running = 0;
    int waiting = 0;
    for (const QueueItem &item : queue->items) {
        const auto run = listedRun(project, item.run, *queue);
        if (!run)
            continue;
        const auto process = begunProcess(project, item);
        ++(process ? running : waiting);
        const std::string state = item.paused && !process ? "paused" : std::string(runStateWord(run->state));
        const std::string device = process ? process->device : "";
        console.object({{"run", item.run.toString()},
                        {"name", run->name},
                        {"state", state},
                        {"device", process ? nlohmann::ordered_json(device) : nlohmann::ordered_json()},
                        {"paused", item.paused},
                        {"queued_ms", item.queuedMs}});
        rows.push_back({process ? "▶" : std::to_string(waiting), item.run.toString(), run->name, state, device,
                        timeText(item.queuedMs)});
    }
    console.object({{"event", "queue"}, {"paused", queue->paused}, {"running", running}, {"waiting", waiting}});
    std::string text = rows.size() == 1 ? "Nothing waits and nothing runs.\n" : tableText(rows);
    if (queue->paused)
        text += "The queue is paused. Let it go on with: tandem-cli queue resume.\n";
    console.text(text);
    return ExitStatus::Done;
}

} // namespace tandem
