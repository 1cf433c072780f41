#include "core/jobs/dry_run_client.h"

#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/sweep/last_words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace tandem {

namespace {

std::optional<double> numberIn(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<std::int64_t> countIn(const QJsonObject &object, const char *key)
{
    const auto number = numberIn(object, key);
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

} // namespace

std::optional<RunForecast> parseForecast(const QByteArray &output)
{
    const QByteArrayList lines = output.split('\n');
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        const QJsonObject object = QJsonDocument::fromJson(line->trimmed()).object();
        if (!object.contains(QLatin1String("memory_bytes")) && !object.contains(QLatin1String("seconds_per_epoch")))
            continue;
        RunForecast report{countIn(object, "memory_bytes"),       countIn(object, "available_memory_bytes"),
                           numberIn(object, "seconds_per_epoch"), numberIn(object, "evaluation_seconds"),
                           numberIn(object, "total_seconds"),     countIn(object, "disk_bytes"),
                           countIn(object, "largest_batch"),      numberIn(object, "images_per_second")};
        if (report.availableMemoryBytes == 0) // could not be asked, and with it the largest batch
            report.availableMemoryBytes = report.largestBatch = std::nullopt;
        return report;
    }
    return std::nullopt;
}

DryRunClient::DryRunClient(QString program, QObject *parent) : QObject(parent), m_program(std::move(program)) {}

DryRunClient::~DryRunClient()
{
    cancel();
}

void DryRunClient::cancel()
{
    if (m_process == nullptr)
        return;
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->kill(); // it leaves nothing behind that it would have to put in order
    // Closing the window does not wait: a QProcess that is destroyed would.
    process->setParent(nullptr);
}

void DryRunClient::start(const QString &project, const Settings &settings)
{
    cancel();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString config = m_folder->filePath(QStringLiteral("settings.json"));
    if (auto written = writeFileAtomically(config.toStdString(), settingsToJson(settings)); !written)
        return Q_EMIT failed(written.error());
    m_process = new QProcess(this);
    m_process->setStandardErrorFile(m_folder->filePath(QStringLiteral("stderr")));
    connect(m_process, &QProcess::finished, this, &DryRunClient::conclude);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() comes, too
        const Error why{
            ErrorCode::ProcessFailed, {m_program.toStdString(), m_process->errorString().toStdString()}, {}};
        std::exchange(m_process, nullptr)->deleteLater();
        Q_EMIT failed(why);
    });
    m_process->start(m_program, {QStringLiteral("train"), QStringLiteral("--dry-run"), QStringLiteral("--json"),
                                 QStringLiteral("--project"), project, QStringLiteral("--config"), config});
}

void DryRunClient::conclude(int exitCode, QProcess::ExitStatus status)
{
    QProcess *process = std::exchange(m_process, nullptr);
    const QByteArray output = process->readAllStandardOutput();
    process->deleteLater();
    const auto report = parseForecast(output);
    if (report && exitCode == 0 && status == QProcess::NormalExit)
        return Q_EMIT finished(*report);
    // The words of a failure, wherever they stand; standard error has them for people.
    for (const QByteArray &line : output.split('\n'))
        if (const auto error = errorInLine(line.toStdString()))
            return Q_EMIT failed(*error);
    Q_EMIT failed(lastWords(m_folder->filePath(QStringLiteral("stderr")).toStdString()));
}

} // namespace tandem
