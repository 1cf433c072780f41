#include "ui/charts/points_saving.h"

#include "core/base/result.h"
#include "ui/error_text.h"
#include "ui/tables/text_file.h"

#include <QWidget>

namespace tandem {

namespace {

/// None: stopped.
using Outcome = std::optional<Result<void>>;

Outcome write(const ChartCsv &csv, const QString &path, const std::function<bool()> &isStopped,
              std::atomic<int> &percent)
{
    TextFile file(path);
    Outcome outcome = file.open();
    if (!*outcome)
        return outcome;
    csv.write([&](std::string_view lines, double done) {
        percent = static_cast<int>(100 * done);
        if (isStopped())
            outcome.reset();
        else
            outcome = file.add(lines);
        return outcome && *outcome;
    });
    return outcome && *outcome ? file.commit() : outcome;
}

} // namespace

PointsSaving::PointsSaving(ChartCsv csv, const QString &path, QWidget *window) : QObject(window)
{
    const auto percent = std::make_shared<std::atomic<int>>(0);
    m_progress = new WorkProgress(tr("Writing the points…"), percent, window);
    connect(m_progress, &WorkProgress::canceled, this, [this] { m_stop.request_stop(); });
    m_lane.submit(
        this,
        [csv = std::move(csv), path, percent, byPerson = m_stop.get_token()](const std::stop_token &stop) {
            return write(
                csv, path, [&] { return stop.stop_requested() || byPerson.stop_requested(); }, *percent);
        },
        [this, path](const Outcome &outcome) {
            if (!outcome)
                Q_EMIT noticed(tr("Stopped; nothing was left behind."));
            else if (!*outcome)
                Q_EMIT failed(errorText(outcome->error()));
            else
                Q_EMIT noticed(tr("Saved as %1.").arg(path));
            deleteLater();
        });
}

PointsSaving::~PointsSaving()
{
    if (m_progress)
        m_progress->close();
}

} // namespace tandem
