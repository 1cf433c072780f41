#include "ui/queue/queue_control.h"

#include "core/sweep/queue_runner.h"

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr int kLookMs = 1000;

struct Look {
    Result<QueueSnapshot> snapshot;
    Result<bool> runner;
};

bool isAmong(const std::vector<RunId> &runs, const RunId &run)
{
    return std::find(runs.begin(), runs.end(), run) != runs.end();
}

} // namespace

QueueControl::QueueControl(ProjectLayout project, QString program, QObject *parent)
    : QObject(parent), m_project(std::move(project)), m_program(std::move(program))
{
    connect(&m_timer, &QTimer::timeout, this, &QueueControl::look);
    m_timer.start(kLookMs);
    look();
}

QueueControl::~QueueControl() = default;

void QueueControl::refresh()
{
    m_isLooking = false; // one more, after what was submitted just now
    look();
}

void QueueControl::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_lane.submit(
        SerialLane::Kind::Look, this,
        [project = m_project, program = m_program.toStdString()] {
            return Look{readQueueSnapshot(project), ensureRunner(project, program)};
        },
        [this](const Look &look) {
            m_isLooking = false;
            std::optional<Error> failure;
            if (!look.snapshot)
                failure = look.snapshot.error();
            else if (!look.runner)
                failure = look.runner.error();
            if (failure && failure != m_lookFailure)
                Q_EMIT failed(*failure);
            m_lookFailure = failure;
            if (look.snapshot && m_wishes == 0)
                show(*look.snapshot);
        });
}

void QueueControl::show(QueueSnapshot snapshot)
{
    if (snapshot == m_snapshot)
        return;
    m_snapshot = std::move(snapshot);
    Q_EMIT changed();
}

void QueueControl::wish(std::function<Result<void>()> work)
{
    ++m_wishes;
    m_lane.submit(SerialLane::Kind::Wish, this, std::move(work), [this](const Result<void> &done) {
        --m_wishes;
        if (!done)
            Q_EMIT failed(done.error());
    });
    refresh();
}

void QueueControl::move(const std::vector<RunId> &runs, const RunId &before)
{
    QueueSnapshot wished = m_snapshot;
    const auto moves = [&](const QueueEntry &entry) { return !entry.isBegun && isAmong(runs, entry.run); };
    std::vector<QueueEntry> moved;
    std::copy_if(wished.entries.begin(), wished.entries.end(), std::back_inserter(moved), moves);
    if (moved.empty())
        return;
    auto mark = std::find_if(wished.entries.begin(), wished.entries.end(),
                             [&before](const QueueEntry &entry) { return entry.run == before; });
    mark = std::find_if_not(mark, wished.entries.end(), moves);
    const RunId stays = mark == wished.entries.end() ? RunId() : mark->run;
    std::erase_if(wished.entries, moves);
    mark = std::find_if(wished.entries.begin(), wished.entries.end(),
                        [&stays](const QueueEntry &entry) { return entry.run == stays; });
    wished.entries.insert(mark, moved.begin(), moved.end());
    if (wished == m_snapshot)
        return;
    std::vector<RunId> ids;
    for (const QueueEntry &entry : moved)
        ids.push_back(entry.run);
    show(std::move(wished));
    wish([project = m_project, ids = std::move(ids), stays] { return moveInQueue(project, ids, stays); });
}

void QueueControl::setPaused(bool paused)
{
    QueueSnapshot wished = m_snapshot;
    wished.isPaused = paused;
    show(std::move(wished));
    wish([project = m_project, paused] { return setQueuePaused(project, paused); });
}

void QueueControl::setItemsPaused(const std::vector<RunId> &runs, bool paused)
{
    QueueSnapshot wished = m_snapshot;
    for (QueueEntry &entry : wished.entries)
        if (isAmong(runs, entry.run))
            entry.isPaused = paused;
    show(std::move(wished));
    wish([project = m_project, runs, paused] { return tandem::setItemsPaused(project, runs, paused); });
}

void QueueControl::remove(const std::vector<RunId> &runs)
{
    QueueSnapshot wished = m_snapshot;
    std::erase_if(wished.entries, [&](const QueueEntry &entry) { return isAmong(runs, entry.run); });
    show(std::move(wished));
    ++m_wishes;
    m_lane.submit(
        SerialLane::Kind::Wish, this, [project = m_project, runs] { return removeFromQueue(project, runs); },
        [this](Result<std::vector<RemovedItem>> done) {
            --m_wishes;
            if (!done)
                return Q_EMIT failed(done.error());
            m_removed = std::move(*done);
            Q_EMIT removed(static_cast<int>(m_removed.size()));
        });
    refresh();
}

void QueueControl::undoRemove()
{
    if (!m_removed.empty())
        wish([project = m_project, items = std::exchange(m_removed, {})] { return restoreQueued(project, items); });
}

void QueueControl::forget(const std::vector<RunId> &runs)
{
    wish([project = m_project, runs]() -> Result<void> {
        for (const RunId &run : runs)
            if (auto forgotten = forgetFailedLaunch(project, run); !forgotten)
                return forgotten;
        return {};
    });
}

} // namespace tandem
