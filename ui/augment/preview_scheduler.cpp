#include "ui/augment/preview_scheduler.h"

#include <utility>

namespace tandem {

PreviewScheduler::PreviewScheduler(QObject *parent) : QObject(parent) {}

void PreviewScheduler::request(const PreviewRequest &request)
{
    if (m_isWorking)
        m_waiting = request;
    else
        begin(request);
}

void PreviewScheduler::cancel()
{
    m_lane.cancel();
    m_waiting.reset();
    m_isWorking = false;
}

void PreviewScheduler::begin(const PreviewRequest &request)
{
    m_isWorking = true;
    m_lane.submit(
        this,
        [request](const std::stop_token &stop) -> PreviewResultPtr {
            auto result = renderPreview(request, stop);
            return result ? std::make_shared<const PreviewResult>(std::move(*result)) : nullptr;
        },
        [this](const PreviewResultPtr &result) {
            m_isWorking = false;
            if (m_waiting)
                begin(*std::exchange(m_waiting, std::nullopt));
            if (result)
                Q_EMIT ready(result);
        });
}

} // namespace tandem
