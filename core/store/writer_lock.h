#pragma once

#include <filesystem>
#include <optional>
#include <utility>

namespace tandem::store {

/// Keeps all other writers away from a run's file while it lives: SQLite before 3.51.3 may damage a WAL file that two
/// connections write. Held on the run's folder (flock), so that nothing is left behind however the process ends.
class WriterLock {
public:
    /// None while another WriterLock of the folder lives, in this process or another. A file system without such locks
    /// gives one that keeps nobody away.
    [[nodiscard]] static std::optional<WriterLock> take(const std::filesystem::path &runFolder);

    WriterLock(WriterLock &&other) noexcept : m_folder(std::exchange(other.m_folder, -1)) {}
    WriterLock &operator=(WriterLock &&other) noexcept
    {
        std::swap(m_folder, other.m_folder);
        return *this;
    }
    ~WriterLock();

private:
    explicit WriterLock(int folder) : m_folder(folder) {}
    int m_folder; // descriptor, or -1
};

} // namespace tandem::store
