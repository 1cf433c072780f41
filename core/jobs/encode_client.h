#pragma once

#include "core/base/ids.h"
#include "core/report/encode_protocol.h"
#include "core/store/project.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace tandem {

using EncodedImagesPtr = std::shared_ptr<const EncodedImages>;

/// Has images encoded by a trained encoder, in a process of its own (tandem-cli encode) that keeps the checkpoint
/// loaded. The process starts with the first request, ends when it was not asked for a while, and starts again with the
/// next one, also after a crash. GUI thread (it needs an event loop); no call waits.
///
/// Requests have a topic, such as "curve" or "dropped image". One is worked at, others wait in order; of a topic, only
/// the newest counts: an older one that waits is dropped, and the answer to one that is at work as well.
class EncodeClient : public QObject {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli.
    EncodeClient(ProjectLayout project, QString program, QObject *parent = nullptr);
    /// Ends the process at once; nothing is called any more.
    ~EncodeClient() override;

    /// Which encoder, `checkpoint` being "last" or "best". Another one drops all requests and ends the process, and so
    /// does an invalid id, which means none. The same one changes nothing.
    void setEncoder(const RunId &run, const QString &checkpoint = QStringLiteral("last"));
    [[nodiscard]] const RunId &run() const;
    /// Loads the checkpoint anew with the next request, as training may have written another.
    void reload();

    /// Of the encoder at work; none before its process is ready. Its view size is that of ImageForm::View.
    [[nodiscard]] const std::optional<EncoderInfo> &info() const;
    /// Starts the process if there is an encoder, so that info() comes; ready() or failed() follows.
    void prepare();

    using Done = std::function<void(const Result<EncodedImagesPtr> &)>;
    /// `done` is called later, unless the request is dropped, or `context` dies. Errors: those of the worker
    /// (RunNotFound, RunNotEvaluable, CheckpointDamaged, BadUsage, OutOfMemory …), ProcessFailed, and EncoderLost where
    /// it ended over this request. Precondition: there is an encoder.
    void encode(const QString &topic, ImageForm form, std::vector<EncodeImage> images, QObject *context, Done done);
    /// Drops what a topic waits for.
    void cancel(const QString &topic);
    /// A request waits or is at work.
    [[nodiscard]] bool isBusy() const;
    /// Of the process; 0 where none runs.
    [[nodiscard]] qint64 processId() const;

    /// How long a process without requests stays; for tests.
    void setIdleLimit(int milliseconds);

Q_SIGNALS:
    /// A process is ready to encode.
    void ready(const tandem::EncoderInfo &info);
    /// No process can be had: whoever waited was told, too.
    void failed(const tandem::Error &error);

private:
    void start();
    void sendNext();
    void onOutput();
    void onEnded(const QString &reason);
    void take(const EncodeReply &reply);
    void endProcess();
    void tellAll(const Error &error);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tandem
