#pragma once

#include <QProgressDialog>

#include <atomic>
#include <memory>

namespace tandem {

/// How far work on another thread is, which writes it here: per cent, 0 where it is not known yet.
using WorkPercent = std::shared_ptr<std::atomic<int>>;

/// Shows how far such work is and has a button that stops it (canceled()). Comes up by itself where the work takes
/// longer than a moment; goes when it is closed.
class WorkProgress : public QProgressDialog {
    Q_OBJECT
public:
    WorkProgress(const QString &title, const WorkPercent &percent, QWidget *window);

private:
    void look();

    WorkPercent m_percent;
};

} // namespace tandem
