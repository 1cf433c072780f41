#pragma once

#include "core/store/queue_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tandem {

/// One run of the queue as the window shows it.
struct QueueEntry {
    RunId run;
    std::string name;
    RunState state = RunState::Queued;
    std::string device; // of one that was begun
    bool isBegun = false;
    bool isPaused = false;      // itself
    bool isSweepPaused = false; // by its sweep
    std::int64_t queuedMs = 0;
    bool operator==(const QueueEntry &) const = default;
};

struct QueueSnapshot {
    bool isPaused = false;
    std::vector<QueueEntry> entries; // what runs first, then what waits, each in the queue's order
    bool operator==(const QueueSnapshot &) const = default;

    [[nodiscard]] std::size_t begun() const;
    [[nodiscard]] std::size_t waiting() const { return entries.size() - begun(); }
    [[nodiscard]] const QueueEntry *find(const RunId &run) const;
};

/// Reads the queue and what is needed of its runs; not for the GUI thread. Errors: those of readQueue.
[[nodiscard]] Result<QueueSnapshot> readQueueSnapshot(const ProjectLayout &project);

} // namespace tandem
