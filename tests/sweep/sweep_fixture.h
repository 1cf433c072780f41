#pragma once

#include "core/base/files.h"
#include "core/store/run_reader.h"
#include "core/sweep/queue_runner.h"
#include "core/sweep/run_queue.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem::test {

/// The value of a result that must be one.
template <class T> T take(Result<T> result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
    return std::move(*result);
}

inline void take(const Result<void> &result)
{
    if (!result)
        qFatal("unexpected: %s [%s]", describe(result.error()).c_str(), result.error().detail.c_str());
}

template <class T> QString word(const Result<T> &result)
{
    const std::string_view text = result ? std::string_view("ok") : errorWord(result.error().code);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A project in a folder that goes with the object, with all that is at work in it.
struct QueueProject {
    QTemporaryDir folder;
    ProjectLayout layout;

    // A space and a quote: arguments are not a shell's.
    QueueProject() : layout(std::filesystem::path(folder.path().toStdString()) / "it's mine.tandem")
    {
        take(createProject(layout.root()));
    }
    ~QueueProject()
    {
        // Paused first, so that no runner begins another one meanwhile.
        static_cast<void>(setQueuePaused(layout, true));
        for (int i = 0; i < 3; ++i)
            for (const RunSummary &run : runs())
                if (isAlive(run.process) && run.process.pid != currentProcess().pid)
                    ::kill(static_cast<pid_t>(run.process.pid), SIGKILL);
    }

    [[nodiscard]] std::vector<RunSummary> runs() const { return take(listRuns(layout)); }
    [[nodiscard]] RunQueue queue() const { return take(readQueue(layout)); }
    [[nodiscard]] RunSummary run(const RunId &id) const
    {
        return listedRun(layout, id, queue()).value_or(RunSummary());
    }
    [[nodiscard]] RunId enqueue(const char *name, const Settings &settings = {}) const
    {
        const NewQueuedRun added{RunId::make(), name, settings, {}};
        take(enqueueNew(layout, {&added, 1}));
        return added.id;
    }
    /// Runs that the queue holds, in order.
    [[nodiscard]] std::vector<RunId> order() const
    {
        std::vector<RunId> ids;
        for (const QueueItem &item : queue().items)
            ids.push_back(item.run);
        return ids;
    }
    /// Lines of starts.log: what the stand-in for the trainer was started for.
    [[nodiscard]] QByteArrayList starts() const
    {
        const auto text = readFile(layout.root() / "starts.log");
        QByteArrayList lines = text ? QByteArray::fromStdString(*text).split('\n') : QByteArrayList();
        lines.removeAll(QByteArray());
        return lines;
    }
    /// Whether a runner is alive.
    [[nodiscard]] bool hasRunner() const;
    [[nodiscard]] bool startRunner(const char *program) const { return take(ensureRunner(layout, program)); }
};

} // namespace tandem::test

#include "core/base/file_lock.h"

inline bool tandem::test::QueueProject::hasRunner() const
{
    return FileLock::isHeld(layout.runnerLock());
}
