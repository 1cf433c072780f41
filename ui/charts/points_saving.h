#pragma once

#include "ui/background.h"
#include "ui/charts/chart_csv.h"
#include "ui/widgets/work_progress.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <stop_token>

namespace tandem {

/// Writes the points of one chart to a file, on a thread of its own, with progress and a way to stop it where it takes
/// long. Begins at once and goes by itself after one of its signals; destroying it earlier stops it. The file is all
/// there in the end, or as it was before. GUI thread.
class PointsSaving : public QObject {
    Q_OBJECT
public:
    /// `window`: owns this; what the progress stands before.
    PointsSaving(ChartCsv csv, const QString &path, QWidget *window);
    ~PointsSaving() override;

Q_SIGNALS:
    // One sentence for the message bar.
    void failed(const QString &sentence);
    void noticed(const QString &sentence);

private:
    QPointer<WorkProgress> m_progress;
    std::stop_source m_stop; // by the person: how it went is told all the same
    BackgroundLane m_lane;   // last: joined first
};

} // namespace tandem
