#include "app/cli/run_control.h"

namespace tandem {

RunControl::RunControl(ProjectLayout project, RunId id, std::stop_token interrupted)
    : m_project(std::move(project)), m_id(std::move(id)), m_interrupted(std::move(interrupted))
{
}

void RunControl::poll()
{
    if (m_interrupted.stop_requested())
        m_stop.request_stop();
    switch (takeControl(m_project, m_id)) {
    case ControlWord::None:
        break;
    case ControlWord::Stop:
        m_stop.request_stop();
        break;
    case ControlWord::StopAfterEpoch:
        m_stopAfterEpoch = true;
        break;
    case ControlWord::Checkpoint:
        m_checkpointWanted = true;
        break;
    }
}

} // namespace tandem
