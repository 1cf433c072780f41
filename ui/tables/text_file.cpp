#include "ui/tables/text_file.h"

namespace tandem {

Result<void> TextFile::open()
{
    return m_file.open(QIODevice::WriteOnly) ? Result<void>() : failure();
}

Result<void> TextFile::add(std::string_view text)
{
    const auto size = static_cast<qint64>(text.size());
    return m_file.write(text.data(), size) == size ? Result<void>() : failure();
}

Result<void> TextFile::commit()
{
    return m_file.commit() ? Result<void>() : failure();
}

Error TextFile::failure() const
{
    const std::string path = m_file.fileName().toStdString(), reason = m_file.errorString().toStdString();
    if (m_file.error() == QFileDevice::ResourceError) // what Qt makes of a full disk
        return {ErrorCode::DiskFull, {path}, reason};
    return {ErrorCode::FileUnwritable, {path, reason}, reason};
}

} // namespace tandem
