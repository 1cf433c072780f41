#pragma once

namespace tandem {

/// Sets the variables that the engine's libraries read while they are loaded, by starting this program again in place
/// (same process id). Returns at once where they are set already, or where that fails. Call first thing in main.
void settleEnvironment(char **arguments);

} // namespace tandem
