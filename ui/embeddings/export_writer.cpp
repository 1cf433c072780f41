#include "ui/embeddings/export_writer.h"

#include "core/base/files.h"
#include "ui/error_text.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <span>
#include <utility>

namespace tandem {

void ExportWriter::write(const QString &path, Make make)
{
    m_lane.submit(
        SerialLane::Kind::Wish, this,
        [path, make = std::move(make)] {
            const QByteArray bytes = make();
            const std::span all(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            return writeFileAtomically(path.toStdString(), std::as_bytes(all));
        },
        [this, path](const Result<void> &done) {
            if (!done) {
                Q_EMIT failed(errorText(done.error()));
                return;
            }
            Q_EMIT noticed(tr("Written to %1.").arg(QDir::toNativeSeparators(path)));
            Q_EMIT written(path);
        });
}

void ExportWriter::ask(QWidget *parent, const QString &title, const QString &filter, const QString &name,
                       const Make &make)
{
    QFileDialog dialog(parent, title, QDir::homePath(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QFileInfo(name).suffix());
    dialog.selectFile(name);
    if (dialog.exec() == QDialog::Accepted)
        write(dialog.selectedFiles().constFirst(), make);
}

} // namespace tandem
