#include "ui/runs/run_controller.h"

#include "core/base/process.h"
#include "core/config/settings_table.h"
#include "ui/error_text.h"
#include "ui/project_session.h"
#include "ui/runs/run_watcher.h"

namespace tandem {

RunController::RunController(QObject *parent) : QObject(parent) {}

RunController::~RunController() = default;

void RunController::setSession(ProjectSession *session)
{
    if (m_session != nullptr)
        disconnect(&m_session->launcher(), nullptr, this, nullptr);
    m_session = session;
    m_watcher.reset();
    m_intents.clear();
    m_rows.reset();
    m_followed = {};
    m_model.setRows({});
    if (session != nullptr) {
        m_watcher = std::make_unique<RunWatcher>(session->layout());
        m_watcher->setAttentive(m_attentive);
        connect(m_watcher.get(), &RunWatcher::rowsChanged, this, [this](const RunRowsPtr &rows) {
            m_rows = rows;
            showRows();
        });
        connect(m_watcher.get(), &RunWatcher::runChanged, this, &RunController::runChanged);
        connect(m_watcher.get(), &RunWatcher::failed, this,
                [this](const Error &error) { Q_EMIT failed(errorText(error)); });
        connect(&session->launcher(), &RunLauncher::launchFailed, this, &RunController::onLaunchFailed);
    }
    Q_EMIT rowsUpdated();
}

void RunController::setAttentive(bool attentive)
{
    m_attentive = attentive;
    if (m_watcher)
        m_watcher->setAttentive(attentive);
}

void RunController::showRows()
{
    m_model.setRows(m_intents.apply(m_rows ? *m_rows : RunRows()));
    Q_EMIT rowsUpdated();
}

void RunController::follow(const RunId &id)
{
    if (id == m_followed)
        return;
    m_followed = id;
    if (m_watcher)
        m_watcher->follow(id);
}

RunId RunController::launch(const QString &name, const Settings &settings)
{
    if (m_session == nullptr)
        return {};
    const auto id = m_session->launcher().launch(name, settings);
    if (!id) {
        Q_EMIT failed(errorText(id.error()));
        return {};
    }
    m_intents.launched(*id, name.toStdString(), settingsToJson(settings), wallClockMs());
    showRows();
    m_watcher->refresh();
    return *id;
}

void RunController::stop(const RunId &id)
{
    if (m_session == nullptr)
        return;
    if (const auto asked = m_session->launcher().stop(id); !asked)
        return Q_EMIT failed(errorText(asked.error()));
    m_intents.stopping(id);
    showRows();
    m_watcher->refresh();
}

void RunController::stopAfterEpoch(const RunId &id)
{
    if (m_session == nullptr)
        return;
    if (const auto asked = m_session->launcher().stopAfterEpoch(id); !asked)
        return Q_EMIT failed(errorText(asked.error()));
    m_intents.stoppingAfterEpoch(id);
    showRows();
}

void RunController::resume(const RunId &id)
{
    const RunRow *row = m_model.find(id);
    if (m_session == nullptr || row == nullptr)
        return;
    const RunSummary before = row->summary;
    if (const auto begun = m_session->launcher().resume(id); !begun)
        return Q_EMIT failed(errorText(begun.error()));
    m_intents.resuming(before);
    showRows();
    m_watcher->refresh();
}

void RunController::onLaunchFailed(const RunId &id, const QString &sentence)
{
    m_intents.withdraw(id);
    showRows();
    Q_EMIT failed(sentence);
}

} // namespace tandem
