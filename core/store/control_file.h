#pragma once

#include <filesystem>

// Internal to core/store.

namespace tandem::store {

/// Removes a word that was written before this process began: it was meant for an earlier one.
void dropStaleControl(const std::filesystem::path &controlFile);

} // namespace tandem::store
