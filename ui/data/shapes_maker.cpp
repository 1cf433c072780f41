#include "ui/data/shapes_maker.h"

#include "ui/error_text.h"

#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace tandem {

ShapesMaker::ShapesMaker(QObject *parent) : QObject(parent) {}

void ShapesMaker::start(const QString &folder, const ShapesOptions &options)
{
    const std::uint64_t request = ++m_request;
    m_isRunning = true;
    const auto tell = [this, request](std::uint32_t done, std::uint32_t total) {
        QMetaObject::invokeMethod(
            this,
            [this, request, done, total] {
                if (request == m_request && m_isRunning)
                    Q_EMIT progressed(static_cast<int>(done), static_cast<int>(total));
            },
            Qt::QueuedConnection);
    };
    m_lane.submit(
        this,
        [path = std::filesystem::path(folder.toStdString()), options, tell](const std::stop_token &stop) {
            auto made = makeShapes(path, options, tell, stop);
            if (!made || !*made || stop.stop_requested()) {
                std::error_code ignored; // half a set is worth nothing; if it cannot be deleted, it does no harm
                std::filesystem::remove_all(path, ignored);
            }
            return made;
        },
        [this, folder](const Result<bool> &made) {
            m_isRunning = false;
            if (!made)
                Q_EMIT failed(errorText(made.error()));
            else if (*made)
                Q_EMIT finished(folder + QStringLiteral("/train"), folder + QStringLiteral("/test"));
        });
}

void ShapesMaker::cancel()
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_lane.cancel();
    Q_EMIT cancelled();
}

QString ShapesMaker::freshFolder(const QString &base)
{
    QString folder = base;
    for (int i = 2; QFileInfo::exists(folder); ++i)
        folder = QStringLiteral("%1-%2").arg(base).arg(i);
    return folder;
}

} // namespace tandem
