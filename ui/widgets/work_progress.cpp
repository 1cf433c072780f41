#include "ui/widgets/work_progress.h"

#include <QTimer>

#include <algorithm>

namespace tandem {

namespace {

constexpr int kMomentMs = 1000;
constexpr int kLookMs = 100;

} // namespace

WorkProgress::WorkProgress(const QString &title, const WorkPercent &percent, QWidget *window)
    : QProgressDialog(title, tr("Stop"), 0, 0, window), m_percent(percent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumDuration(kMomentMs);
    setAutoReset(false);
    setValue(0);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &WorkProgress::look);
    connect(this, &QProgressDialog::canceled, timer, &QTimer::stop); // another value would bring it up again
    timer->start(kLookMs);
}

void WorkProgress::look()
{
    const int percent = m_percent->load();
    if (percent <= 0)
        return;
    setMaximum(100);
    setValue(std::min(percent, 99)); // the last one is seen when the work tells its end
}

} // namespace tandem
