#pragma once

#include "core/base/error.h"
#include "core/config/settings.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <optional>

namespace tandem {

/// What a dry run foretells. What it could not find out is none.
struct RunForecast {
    std::optional<std::int64_t> memoryBytes;          // at most, of the training process
    std::optional<std::int64_t> availableMemoryBytes; // that there is now
    std::optional<double> secondsPerEpoch;            // training alone
    std::optional<double> evaluationSeconds;          // of one evaluation
    std::optional<double> totalSeconds;               // of the whole run
    std::optional<std::int64_t> diskBytes;            // that the run will take
    std::optional<std::int64_t> largestBatch;         // images per step that would still fit
    std::optional<double> imagesPerSecond;
};

/// Asks tandem-cli what a run would take, as a process that can be given up: `program train --dry-run --json --project
/// DIR --config FILE`. One at a time: asking again gives up what is under way. GUI thread.
class DryRunClient : public QObject {
    Q_OBJECT
public:
    explicit DryRunClient(QString program, QObject *parent = nullptr);
    ~DryRunClient() override;

    /// `project`: its folder. finished() or failed() follows, unless cancel() comes first.
    void start(const QString &project, const Settings &settings);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_process != nullptr; }

Q_SIGNALS:
    void finished(const tandem::RunForecast &report);
    void failed(const tandem::Error &why);

private:
    void conclude(int exitCode, QProcess::ExitStatus status);

    const QString m_program;
    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess *m_process = nullptr;
};

/// The report in the last JSON object of a dry run's output; none if there is no such.
[[nodiscard]] std::optional<RunForecast> parseForecast(const QByteArray &output);

} // namespace tandem
