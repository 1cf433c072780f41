#pragma once

#include "core/base/result.h"

#include <QSaveFile>

#include <string_view>

namespace tandem {

/// A long text that goes into a file piece by piece and takes the place of what was there when it is complete. Without
/// commit() nothing of it is left behind. Any thread, one at a time. Errors of all: DiskFull, FileUnwritable.
class TextFile {
public:
    explicit TextFile(const QString &path) : m_file(path) {}

    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> add(std::string_view text);
    [[nodiscard]] Result<void> commit();

private:
    [[nodiscard]] Error failure() const;

    QSaveFile m_file;
};

} // namespace tandem
