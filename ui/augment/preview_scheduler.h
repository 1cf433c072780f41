#pragma once

#include "ui/augment/preview_renderer.h"
#include "ui/background.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tandem {

using PreviewResultPtr = std::shared_ptr<const PreviewResult>;

/// Makes previews in the background. While one is made, later requests wait, and of these only the newest is kept: so
/// the grid follows a slider that does not rest, and nothing stale is made. GUI thread.
class PreviewScheduler : public QObject {
    Q_OBJECT
public:
    explicit PreviewScheduler(QObject *parent = nullptr);

    void request(const PreviewRequest &request);
    /// Nothing that was asked for arrives any more.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_isWorking; }

Q_SIGNALS:
    void ready(const tandem::PreviewResultPtr &result);

private:
    void begin(const PreviewRequest &request);

    std::optional<PreviewRequest> m_waiting;
    bool m_isWorking = false;
    BackgroundLane m_lane;
};

} // namespace tandem
