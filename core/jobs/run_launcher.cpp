#include "core/jobs/run_launcher.h"

#include "core/base/files.h"
#include "core/config/settings_table.h"
#include "core/jobs/worker_log.h"
#include "core/store/run_reader.h"
#include "core/store/run_writer.h"
#include "core/store/starter_file.h"

#include <QPointer>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <span>
#include <system_error>
#include <vector>

namespace tandem {

namespace fs = std::filesystem;

namespace {

constexpr int kPollMs = 100;

QString pathText(const fs::path &path)
{
    return QString::fromStdString(path.string());
}

std::int64_t fileSize(const fs::path &path)
{
    std::error_code failure;
    const auto size = fs::file_size(path, failure);
    return failure ? 0 : static_cast<std::int64_t>(size);
}

/// Who owns the run file; none if it cannot be read (yet).
std::optional<ProcessIdentity> ownerOf(const ProjectLayout &project, const RunId &id)
{
    auto reader = RunReader::open(project, id);
    if (!reader)
        return std::nullopt;
    const auto summary = (*reader)->summary();
    return summary ? std::optional(summary->process) : std::nullopt;
}

} // namespace

struct RunLauncher::Private {
    /// A process that was started and has not taken its run over yet.
    struct Launch {
        RunId id;
        ProcessIdentity process;
        std::optional<ProcessIdentity> ownerBefore; // of a run that is resumed
        std::int64_t logFrom = 0;
        bool isNew = true;
    };

    ProjectLayout project;
    QString program;
    QTimer poll;
    std::vector<Launch> launches;

    Private(ProjectLayout layout, QString path) : project(std::move(layout)), program(std::move(path)) {}

    [[nodiscard]] Result<ProcessIdentity> start(const RunId &id, QStringList arguments) const;
    [[nodiscard]] bool hasTakenOver(const Launch &launch) const;
    [[nodiscard]] bool isStarting(const RunId &id) const
    {
        return std::any_of(launches.begin(), launches.end(), [&](const Launch &launch) { return launch.id == id; });
    }
    void watch(Launch launch)
    {
        launches.push_back(std::move(launch));
        poll.start(kPollMs);
    }
    void removeRunFolder(const RunId &id) const
    {
        std::error_code ignored;
        fs::remove_all(project.run(id), ignored);
    }
    [[nodiscard]] QString failureOf(const Launch &launch) const;
};

Result<ProcessIdentity> RunLauncher::Private::start(const RunId &id, QStringList arguments) const
{
    // startDetached forks twice and makes a session of its own: closing the window or its terminal does not reach it.
    QProcess process;
    const QString log = pathText(project.workerLog(id));
    process.setProgram(program);
    process.setArguments(QStringList{QStringLiteral("train"), QStringLiteral("--project"), pathText(project.root())} +
                         arguments + QStringList{QStringLiteral("--json")});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(log, QIODevice::Append);
    process.setStandardErrorFile(log, QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return Error{ErrorCode::ProcessFailed, {program.toStdString(), process.errorString().toStdString()}, {}};
    return processWithId(pid);
}

bool RunLauncher::Private::hasTakenOver(const Launch &launch) const
{
    if (launch.isNew) {
        std::error_code ignored;
        return fs::exists(project.runDatabase(launch.id), ignored); // also if it cannot be read
    }
    const auto owner = ownerOf(project, launch.id);
    return owner && owner != launch.ownerBefore;
}

QString RunLauncher::Private::failureOf(const Launch &launch) const
{
    QString sentence = lastWords(project.workerLog(launch.id), launch.logFrom);
    if (sentence.isEmpty())
        sentence = QString::fromStdString(
            describe({ErrorCode::ProcessFailed, {program.toStdString(), "it ended without a word"}, {}}));
    return sentence;
}

RunLauncher::RunLauncher(ProjectLayout project, QString program, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(project), std::move(program)))
{
    connect(&d->poll, &QTimer::timeout, this, &RunLauncher::lookAtLaunches);
}

RunLauncher::~RunLauncher() = default;

Result<RunId> RunLauncher::launch(const QString &name, const Settings &settings)
{
    const RunId id = RunId::make();
    const std::string json = settingsToJson(settings);
    const fs::path config = d->project.run(id) / "settings.json";
    if (auto made = makeFolder(d->project.run(id)); !made)
        return made.error();
    if (auto written = writeFileAtomically(config, std::as_bytes(std::span(json))); !written) {
        d->removeRunFolder(id);
        return written.error();
    }
    const auto process = d->start(id, {QStringLiteral("--run-id"), QString::fromStdString(id.toString()),
                                       QStringLiteral("--name=") + name, // a name may begin with a dash
                                       QStringLiteral("--config"), pathText(config)});
    if (!process) {
        d->removeRunFolder(id);
        return process.error();
    }
    // Without the note the run shows a little later: no reason to fail.
    static_cast<void>(store::writeStarter(d->project, id, *process, name.toStdString()));
    d->watch({id, *process, {}, 0, true});
    return id;
}

Result<void> RunLauncher::resume(const RunId &id)
{
    auto reader = RunReader::open(d->project, id);
    if (!reader)
        return reader.error();
    const auto summary = (*reader)->summary();
    if (!summary)
        return summary.error();
    if (isActive(summary->state) || d->isStarting(id))
        return Error{ErrorCode::RunActive, {summary->name}, {}};
    // A word that nobody took was meant for the segment before.
    if (auto cleared = writeControl(d->project, id, ControlWord::None); !cleared)
        return cleared;
    const std::int64_t logFrom = fileSize(d->project.workerLog(id));
    const auto process = d->start(id, {QStringLiteral("--resume"), QString::fromStdString(id.toString())});
    if (!process)
        return process.error();
    d->watch({id, *process, summary->process, logFrom, false});
    return {};
}

Result<void> RunLauncher::stop(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::Stop);
}

Result<void> RunLauncher::stopAfterEpoch(const RunId &id)
{
    return writeControl(d->project, id, ControlWord::StopAfterEpoch);
}

void RunLauncher::lookAtLaunches()
{
    std::vector<Private::Launch> settled;
    std::vector<Private::Launch> waiting;
    for (Private::Launch &launch : d->launches) {
        // Asked in this order: a process that ends between the two questions has left its run file.
        const bool hasEnded = !isAlive(launch.process);
        (hasEnded || d->hasTakenOver(launch) ? settled : waiting).push_back(std::move(launch));
    }
    d->launches = std::move(waiting);
    if (d->launches.empty())
        d->poll.stop();

    // Whoever hears of it may launch again or destroy this object: nothing of it is touched after an emission.
    const QPointer<RunLauncher> self(this);
    for (const Private::Launch &launch : settled) {
        if (!self)
            return;
        if (d->hasTakenOver(launch)) {
            store::removeStarter(d->project, launch.id);
            Q_EMIT launched(launch.id);
            continue;
        }
        const QString sentence = d->failureOf(launch);
        if (launch.isNew)
            d->removeRunFolder(launch.id);
        Q_EMIT launchFailed(launch.id, sentence);
    }
}

} // namespace tandem
