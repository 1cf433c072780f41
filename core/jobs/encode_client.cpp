#include "core/jobs/encode_client.h"

#include <QPointer>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace tandem {

namespace {
constexpr int kIdleMs = 120'000;
} // namespace

struct EncodeClient::Private {
    struct Waiting {
        std::uint64_t id = 0;
        QString topic;
        std::string frame;
        QPointer<QObject> context; // null: dropped meanwhile
        Done done;
    };

    ProjectLayout project;
    QString program;
    RunId run;
    QString checkpoint;
    std::optional<EncoderInfo> info;
    QProcess *process = nullptr;
    FrameSplitter frames;
    QString lastWords;          // the last line of the process's standard error
    std::vector<Waiting> queue; // the first one may be at work
    std::uint64_t lastId = 0;
    std::uint64_t atWork = 0; // id, 0: none
    QTimer idle;

    Private(ProjectLayout layout, QString path) : project(std::move(layout)), program(std::move(path)) {}
};

EncodeClient::EncodeClient(ProjectLayout project, QString program, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(project), std::move(program)))
{
    d->idle.setSingleShot(true);
    d->idle.setInterval(kIdleMs);
    connect(&d->idle, &QTimer::timeout, this, &EncodeClient::endProcess);
}

EncodeClient::~EncodeClient()
{
    if (!d->process)
        return;
    constexpr int kReapMs = 2000;
    d->process->disconnect(this);
    d->process->kill();
    d->process->waitForFinished(kReapMs); // a killed process ends at once
}

void EncodeClient::setEncoder(const RunId &run, const QString &checkpoint)
{
    if (run == d->run && checkpoint == d->checkpoint)
        return;
    d->queue.clear();
    endProcess();
    d->run = run;
    d->checkpoint = checkpoint;
}

const RunId &EncodeClient::run() const
{
    return d->run;
}

void EncodeClient::reload()
{
    endProcess(); // what is at work or waits is answered by the newer weights
    if (!d->queue.empty())
        start();
}

const std::optional<EncoderInfo> &EncodeClient::info() const
{
    return d->info;
}

bool EncodeClient::isBusy() const
{
    return !d->queue.empty();
}

qint64 EncodeClient::processId() const
{
    return d->process ? d->process->processId() : 0;
}

void EncodeClient::setIdleLimit(int milliseconds)
{
    d->idle.setInterval(milliseconds);
}

void EncodeClient::prepare()
{
    if (d->run.isValid() && !d->process)
        start();
}

void EncodeClient::encode(const QString &topic, ImageForm form, std::vector<EncodeImage> images, QObject *context,
                          Done done)
{
    Q_ASSERT(d->run.isValid() && context);
    cancel(topic);
    EncodeRequest request{++d->lastId, form, std::move(images)};
    d->queue.push_back({request.id, topic, encodeFrame(request), context, std::move(done)});
    d->idle.stop();
    if (!d->process)
        start();
    else
        sendNext();
}

void EncodeClient::cancel(const QString &topic)
{
    // The one at work stays until its answer comes, which nobody hears.
    for (Private::Waiting &waiting : d->queue)
        if (waiting.topic == topic)
            waiting.context = nullptr;
    std::erase_if(d->queue, [this](const Private::Waiting &w) { return !w.context && w.id != d->atWork; });
}

void EncodeClient::start()
{
    d->process = new QProcess(this);
    d->frames = {};
    d->lastWords.clear();
    QProcess *process = d->process;
    connect(process, &QProcess::readyReadStandardOutput, this, &EncodeClient::onOutput);
    connect(process, &QProcess::readyReadStandardError, this, [this, process] {
        const auto lines = QString::fromUtf8(process->readAllStandardError()).split(u'\n', Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            d->lastWords = lines.back().trimmed();
    });
    connect(process, &QProcess::finished, this, [this](int, QProcess::ExitStatus status) {
        onOutput();
        if (!d->process) // the last frame said why
            return;
        const QString how =
            status == QProcess::CrashExit ? QStringLiteral("it crashed or was killed") : QStringLiteral("it ended");
        onEnded(d->lastWords.isEmpty() ? how : how + QStringLiteral(" (") + d->lastWords + QStringLiteral(")"));
    });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        const Error failure{
            ErrorCode::ProcessFailed, {d->program.toStdString(), process->errorString().toStdString()}, {}};
        endProcess();
        tellAll(failure);
    });
    process->setProgram(d->program);
    process->setArguments({QStringLiteral("encode"), QStringLiteral("--project"),
                           QString::fromStdString(d->project.root().string()), QStringLiteral("--checkpoint"),
                           d->checkpoint, QString::fromStdString(d->run.toString())});
    process->start();
}

/// Gives up the process, if there is one, and hears nothing of it any more. Requests stay, to be sent to another one.
void EncodeClient::endProcess()
{
    d->idle.stop();
    d->info.reset();
    d->atWork = 0;
    std::erase_if(d->queue, [](const Private::Waiting &waiting) { return !waiting.context; });
    if (QProcess *process = std::exchange(d->process, nullptr)) {
        process->disconnect(this);
        process->setParent(nullptr);
        // It holds nothing that could be lost.
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        connect(process, &QProcess::errorOccurred, process, &QObject::deleteLater);
        process->kill();
        if (process->state() == QProcess::NotRunning)
            process->deleteLater();
    }
}

void EncodeClient::sendNext()
{
    if (!d->info || d->atWork != 0)
        return;
    if (d->queue.empty()) {
        d->idle.start();
        return;
    }
    d->atWork = d->queue.front().id;
    d->process->write(d->queue.front().frame.data(), static_cast<qint64>(d->queue.front().frame.size()));
}

void EncodeClient::onOutput()
{
    if (!d->process)
        return;
    const QByteArray bytes = d->process->readAllStandardOutput();
    d->frames.add({bytes.data(), static_cast<std::size_t>(bytes.size())});
    const QPointer<EncodeClient> self(this);
    const QProcess *process = d->process;
    while (self && d->process == process) { // whoever is told may ask for another encoder
        const auto body = d->frames.next();
        if (!body)
            break;
        if (const auto reply = encodeReplyFrom(*body))
            take(*reply);
        else
            return onEnded(QStringLiteral("it said something that is no answer; is it of another version?"));
    }
    if (self && d->process == process && d->frames.isBroken())
        onEnded(QStringLiteral("it said something that is no answer; is it of another version?"));
}

void EncodeClient::take(const EncodeReply &reply)
{
    if (const auto *info = std::get_if<EncoderInfo>(&reply)) {
        d->info = *info;
        sendNext();
        Q_EMIT ready(*info);
        return;
    }
    const auto *failure = std::get_if<EncodeFailure>(&reply);
    if (failure && failure->id == 0) { // it cannot go on
        const Error error = failure->error;
        endProcess();
        return tellAll(error);
    }
    const auto *result = std::get_if<EncodedImages>(&reply);
    const std::uint64_t id = failure ? failure->id : result->id;
    const auto place =
        std::find_if(d->queue.begin(), d->queue.end(), [id](const Private::Waiting &w) { return w.id == id; });
    d->atWork = 0;
    if (place == d->queue.end())
        return sendNext();
    const auto waiting = std::move(*place);
    d->queue.erase(place);
    sendNext();
    if (!waiting.context)
        return;
    if (failure)
        waiting.done(failure->error);
    else
        waiting.done(std::make_shared<const EncodedImages>(*result));
}

/// The process is gone without a word of its own. What it was at is given up, as it may be the reason; the rest is for
/// the next process, unless this one never got ready.
void EncodeClient::onEnded(const QString &reason)
{
    const Error error{ErrorCode::EncoderLost, {reason.toStdString()}, d->lastWords.toStdString()};
    const bool wasReady = d->info.has_value();
    const std::uint64_t atWork = d->atWork;
    endProcess();
    if (!wasReady)
        return tellAll(error);
    std::optional<Private::Waiting> given;
    const auto place =
        std::find_if(d->queue.begin(), d->queue.end(), [&](const Private::Waiting &w) { return w.id == atWork; });
    if (place != d->queue.end()) {
        given = std::move(*place);
        d->queue.erase(place);
    }
    if (!d->queue.empty())
        start();
    const QPointer<EncodeClient> self(this);
    if (given && given->context)
        given->done(error);
    if (self)
        Q_EMIT failed(error);
}

void EncodeClient::tellAll(const Error &error)
{
    const QPointer<EncodeClient> self(this);
    const auto waiting = std::exchange(d->queue, {});
    for (const Private::Waiting &one : waiting)
        if (one.context)
            one.done(error);
    if (self)
        Q_EMIT failed(error);
}

} // namespace tandem
