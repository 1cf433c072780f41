#include "ui/embeddings/image_drop.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace tandem {

ImageDrop::ImageDrop(QWidget *target) : QObject(target)
{
    target->setAcceptDrops(true);
    target->installEventFilter(this);
}

QString ImageDrop::imageFileOf(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        const QFileInfo file(url.toLocalFile());
        if (file.isFile() && QImageReader::supportedImageFormats().contains(file.suffix().toLower().toLatin1()))
            return file.filePath();
    }
    return {};
}

bool ImageDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // an enter event is one, too
    const QString file = imageFileOf(*drop->mimeData());
    if (file.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        Q_EMIT dropped(file);
    return true;
}

} // namespace tandem
