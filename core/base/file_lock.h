#pragma once

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace tandem {

/// A lock that belongs to an open file (fcntl, F_OFD_SETLK): the kernel drops it when the last process that has this
/// opening of the file ends or closes it, so it is never stale. A process that inherits the descriptor holds the lock
/// as well, from the instant of its making: whether a process that was started still lives can be asked without
/// knowing its number. Movable; the destructor closes.
class FileLock {
public:
    /// Makes the file if there is none; does not wait. None while somebody else holds it. Errors: FileUnwritable (also
    /// on a file system without such locks), DiskFull.
    [[nodiscard]] static Result<std::optional<FileLock>> tryTake(const std::filesystem::path &path);
    /// Waits. Errors: those of tryTake; FileUnwritable with "it is locked" when the time is up.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path &path, std::chrono::milliseconds atMost);
    /// Whether anybody holds it; does not disturb whoever is about to take it. False where there is no such file.
    [[nodiscard]] static bool isHeld(const std::filesystem::path &path);

    FileLock(FileLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    FileLock &operator=(FileLock &&other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    ~FileLock();

    /// Replaces what the file holds. 0 or errno.
    [[nodiscard]] int write(std::string_view text) const;
    /// Open for reading and writing, closed on exec unless startProcess keeps it.
    [[nodiscard]] int descriptor() const { return m_file; }

private:
    explicit FileLock(int file) : m_file(file) {}
    int m_file;
};

} // namespace tandem
