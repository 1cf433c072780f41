#pragma once

#include "core/base/process.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tandem {

/// How a process is started.
struct ProcessStart {
    std::filesystem::path program; // a path, or a name that PATH knows
    std::vector<std::string> arguments = {};
    std::filesystem::path output = {};                                 // both outputs are appended; empty: dropped
    std::vector<std::pair<std::string, std::string>> environment = {}; // added to or replacing this process's
    std::vector<int> keptOpen = {};                                    // descriptors that it inherits
    /// Written by the new process itself into a descriptor, from its beginning, before its program runs: once it stands
    /// there, a process was begun, whatever became of whoever began it.
    int noteDescriptor = -1;
    std::string note = {};
    bool keepsErrors = false; // what it says on standard error goes where this process's goes
    bool endsWithUs = false;  // killed when the thread that began it ends, and so with this process, however that ends
    bool orphan = false;      // init takes care of its end; else it is a child of this process, which must reap it
    std::string name = {};    // by which lists of processes know it; empty: the program
};

/// Starts a process with a session of its own, so that closing a terminal does not reach it. Input is empty. Returns
/// once its program runs. May be called from any thread of a process with many. Errors: ProcessFailed.
[[nodiscard]] Result<ProcessIdentity> startProcess(const ProcessStart &start);

/// Forgets a child that has ended. False while it runs.
bool reapProcess(std::int64_t pid);

} // namespace tandem
