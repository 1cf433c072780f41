#pragma once

#include "core/config/settings.h"
#include "core/jobs/dry_run_client.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace tandem {

/// What a run will take, before it is started: asks tandem-cli for a dry run when the person wants to know, and shows
/// memory, time, disk and the largest batch that fits. What was found stays, marked as old, when settings change.
class PreflightPanel : public QWidget {
    Q_OBJECT
public:
    /// `program`: path of tandem-cli; `project`: folder of the project.
    PreflightPanel(const QString &program, QString project, QWidget *parent = nullptr);

    /// The settings that Estimate asks about. `canAsk`: they are valid.
    void setSettings(const Settings &settings, bool canAsk);
    [[nodiscard]] bool isBusy() const { return m_dryRun.isRunning(); }
    [[nodiscard]] const std::optional<RunForecast> &report() const { return m_report; }
    /// The line below the numbers: what failed, or that the numbers are of other settings.
    [[nodiscard]] QString note() const;
    [[nodiscard]] QPushButton *button() const { return m_ask; }
    [[nodiscard]] QPushButton *useBatch() const { return m_useBatch; }
    [[nodiscard]] QString memoryText() const;
    [[nodiscard]] QString timeText() const;

Q_SIGNALS:
    /// The person takes the largest batch that fits.
    void batchWanted(std::int64_t batchSize);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addFact(QGridLayout *grid, int row, const QString &title, QLabel *&value);
    void ask();
    void show(const RunForecast &report);
    void fail(const Error &why);
    void refresh();

    const QString m_project;
    DryRunClient m_dryRun;
    Settings m_settings;
    bool m_canAsk = false;
    std::optional<RunForecast> m_report;
    Settings m_reportOf; // settings that the report is of
    QString m_failure;
    QLabel *m_memory = nullptr, *m_time = nullptr, *m_disk = nullptr, *m_batch = nullptr, *m_note = nullptr;
    QPushButton *m_ask = nullptr, *m_useBatch = nullptr;
    QProgressBar *m_busy = nullptr;
};

} // namespace tandem
